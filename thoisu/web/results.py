"""Search results in other forms than a page: an Atom feed to follow a query, CSV for a spreadsheet."""

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import Response

from thoisu.export.table import safe_cell
from thoisu.lexicon.texts import Lang, name_of, say
from thoisu.store.search import Hit

_NEVER = "1970-01-01T00:00:00Z"


def hit_title(hit: Hit, lang: Lang) -> str:
    """What to call a hit: an article's title, a statement's speaker, an event's type."""
    if hit.kind == "article":
        return hit.title or say("untitled", lang)
    return name_of(hit.title, lang) if hit.kind == "statement" else say(f"event_{hit.title}", lang)


def atom_feed(hits: tuple[Hit, ...], words: str, base: str, query: str, lang: Lang) -> Response:
    """The hits as Atom, the latest first; `base` is the address of the desk, `query` that of the search."""
    entries = "".join(_entries(hits, base, lang))
    newest = max((_moment(h.date) for h in hits), default=_NEVER)
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
        f"<title>{_text(f'Thời Sự: {words}')}</title><id>{_text(base + query)}</id><updated>{newest}</updated>"
        f'<author><name>Thời Sự</name></author><link rel="alternate" href={quoteattr(base + query)}/>'
    )
    return Response(f"{head}{entries}</feed>\n", media_type="application/atom+xml")


def _entries(hits: tuple[Hit, ...], base: str, lang: Lang) -> Iterator[str]:
    for hit in sorted(hits, key=lambda h: h.date or "", reverse=True):
        place = f"/bai/{quote(hit.ref, safe='')}" if hit.kind == "article" else f"/tim?q={quote(hit.snippet[:60])}&trong={hit.kind}"
        name = hashlib.sha256(f"{hit.kind} {hit.ref}".encode()).hexdigest()[:32]
        yield (
            f"<entry><title>{_text(hit_title(hit, lang))}</title><id>urn:thoisu:{hit.kind}:{name}</id><updated>{_moment(hit.date)}</updated>"
            f'<link rel="alternate" href={quoteattr(base + place)}/><summary>{_text(hit.snippet)}</summary></entry>'
        )


def _text(words: str) -> str:
    """Text that XML may hold: without the characters that it forbids."""
    return escape("".join(c for c in words if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")))


def _moment(date: str | None) -> str:
    """A date at any precision as the moment that Atom asks for; the start of what it names."""
    day = (date or "").partition("/")[0]
    filled = day + "0000-01-01"[len(day) :] if len(day) in (4, 7) else day
    try:
        moment = datetime.fromisoformat(filled)
    except ValueError:
        return _NEVER
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def csv_file(hits: tuple[Hit, ...], lang: Lang) -> Response:
    """The hits as CSV with a mark for spreadsheets; no text starts a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    sheet = csv.writer(out)
    sheet.writerow(("kind", "id", "title", "date", "outlet", "words"))
    for h in hits:
        sheet.writerow([safe_cell(c) for c in (h.kind, h.ref, hit_title(h, lang), h.date, h.outlet, h.snippet)])
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="thoisu.csv"'})
