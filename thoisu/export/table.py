"""Records as CSV for spreadsheets: flat tables, one row a line of the record, with the words it rests on."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from thoisu.export.files import whole_file
from thoisu.model import Channel, Discrepancy, Document, Event, Evidence, Relation, Statement, Story, Telling, Thread

Cell = str | int | float | None
Row = dict[str, Cell]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class ToldLine(Struct, frozen=True):
    """A telling with the line of the record that it tells."""

    kind: str
    ref: str
    telling: Telling


def tellings_of(lines: Iterable[Statement | Event]) -> Iterable[ToldLine]:
    """Every telling of these statements or events."""
    return (ToldLine("statement" if isinstance(x, Statement) else "event", x.id, t) for x in lines for t in x.tellings)


def write_csv(kind: str, record: type[Struct], records: Iterable[Struct], folder: Path) -> tuple[Path, int]:
    """Write `<kind>.csv` (UTF-8 with a mark, so that spreadsheets read it as such); the file's path and how many rows it has below the head.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    path, rows = folder / f"{kind}.csv", 0
    make = _ROWS.get(record, _flat)
    columns = table_columns(record)
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", newline="") as out:
        sheet = csv.DictWriter(out, columns)
        sheet.writeheader()
        for line in records:
            sheet.writerow({k: safe_cell(v) for k, v in make(line).items()})
            rows += 1
    return path, rows


def table_columns(record: type[Struct]) -> tuple[str, ...]:
    """The columns of the table of a record.

    >>> table_columns(Thread)
    ('id', 'title', 'actors', 'stories')
    """
    named = _COLUMNS.get(record)
    return tuple(named.split()) if named else record.__struct_fields__


def safe_cell(value: Cell) -> Cell:
    """The cell as a spreadsheet may have it: text never starts a formula.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Hội đàm"), safe_cell(-3)
    ("'=HYPERLINK(1)", 'Hội đàm', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _evidence(evidence: Evidence) -> Row:
    return {"article": evidence.article, "digest": evidence.digest, "start": evidence.start, "end": evidence.end, "words": evidence.words}


def _document(d: Document) -> Row:
    a = d.article
    first, last = a.published_between or (None, None)
    return {
        "id": a.id, "digest": a.digest, "title": a.title, "lead": a.lead, "byline": a.byline, "outlet": a.outlet, "url": a.url, "section": a.section,
        "language": a.language, "published": a.published, "published_from": first, "published_to": last, "published_how": a.published_how,
        "sources": _joined(dict.fromkeys(s.name for s in d.sources or ())), "entities": _joined(dict.fromkeys(m.entity for m in d.mentions or ())),
        "quotes": len(d.quotes or ()), "events": len(d.events or ()), "text": d.text,
    }


def _story(s: Story) -> Row:
    return {
        "id": s.id, "title": s.title, "date": s.date, "articles": len(s.articles), "independent_origins": s.independent_origins,
        "origins": _joined(o.name for o in s.origins), "actors": _joined(s.actors), "places": _joined(s.places), "thread": s.thread,
        "article_ids": _joined(s.articles),
    }


def _thread(t: Thread) -> Row:
    return {"id": t.id, "title": t.title, "actors": _joined(t.actors), "stories": _joined(t.stories)}


def _sureness(tellings: tuple[Telling, ...]) -> float | None:
    return max((t.confidence for t in tellings if t.confidence is not None), default=None)


def _statement(s: Statement) -> Row:
    first = s.tellings[0]
    return {
        "id": s.id, "speaker": s.speaker, "text": s.text, "date": s.date, "about": _joined(s.about), "story": s.story,
        "tellings": len(s.tellings), "independent_origins": s.independent_origins, "path": _joined(first.path), "confidence": _sureness(s.tellings),
        **_evidence(first.evidence),
    }


def _event(e: Event) -> Row:
    return {
        "id": e.id, "type": e.type, "mode": e.mode, "actors": _joined(e.actors), "recipients": _joined(e.recipients), "date": e.date,
        "status": e.status, "place": e.place, "story": e.story, "tellings": len(e.tellings), "independent_origins": e.independent_origins,
        "history": _joined(f"{day or '?'} {status}" for day, status in e.history), "confidence": _sureness(e.tellings),
        **_evidence(e.tellings[0].evidence),
    }


def _telling(x: ToldLine) -> Row:
    t = x.telling
    return {
        "kind": x.kind, "ref": x.ref, "origin": t.origin, "path": _joined(t.path), "date": t.date, "status": t.status, "published": t.published,
        "confidence": t.confidence, **_evidence(t.evidence),
    }


def _discrepancy(d: Discrepancy) -> Row:
    (left, a), (right, b) = d.sides[0], d.sides[1] if len(d.sides) > 1 else d.sides[0]
    return {
        "id": d.id, "field": d.field, "about": d.about, "story": d.story, "sides": len(d.sides), "value": left, "article": a.article,
        "words": a.words, "other_value": right, "other_article": b.article, "other_words": b.words,
    }


def _channel(c: Channel) -> Row:
    last = c.changes[-1] if c.changes else None
    words = last.evidence[0] if last and last.evidence else None
    return {
        "id": c.id, "kind": c.kind, "parties": _joined(c.parties), "state": c.state, "since": last.date if last else None,
        "contested": int(last.contested) if last else None, "changes": _joined(f"{x.date or '?'} {x.state}" for x in c.changes),
        "independent_origins": last.independent_origins if last else None, "article": words.article if words else None,
        "words": words.words if words else None,
    }


def _relation(r: Relation) -> Row:
    return {
        "actor": r.actor, "recipient": r.recipient, "month": r.month, "verbal_cooperation": r.verbal_cooperation,
        "material_cooperation": r.material_cooperation, "verbal_conflict": r.verbal_conflict, "material_conflict": r.material_conflict,
        "events": _joined(r.events),
    }


def _flat(record: Struct) -> Row:
    return {name: _cell(getattr(record, name)) for name in record.__struct_fields__}


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return _joined(map(str, value)) if isinstance(value, tuple) else str(value)


_WORDS = "article digest start end words"
_COLUMNS: dict[type[Struct], str] = {
    Document: "id digest title lead byline outlet url section language published published_from published_to published_how sources entities quotes"
    " events text",
    Story: "id title date articles independent_origins origins actors places thread article_ids",
    Thread: "id title actors stories",
    Statement: f"id speaker text date about story tellings independent_origins path confidence {_WORDS}",
    Event: f"id type mode actors recipients date status place story tellings independent_origins history confidence {_WORDS}",
    ToldLine: f"kind ref origin path date status published confidence {_WORDS}",
    Discrepancy: "id field about story sides value article words other_value other_article other_words",
    Channel: "id kind parties state since contested changes independent_origins article words",
    Relation: "actor recipient month verbal_cooperation material_cooperation verbal_conflict material_conflict events",
}
_ROWS: dict[type[Struct], Callable[..., Row]] = {
    Document: _document, Story: _story, Thread: _thread, Statement: _statement, Event: _event, ToldLine: _telling, Discrepancy: _discrepancy,
    Channel: _channel, Relation: _relation,
}
