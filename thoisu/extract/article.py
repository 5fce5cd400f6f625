"""Page to article: the one place where canonical text is made."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from thoisu.errors import PageRefused
from thoisu.extract.bylines import find_tail_signature, is_person, parse_signature
from thoisu.extract.dates import date_in_url, parse_visible_date
from thoisu.extract.encoding import Decoded, decode_page
from thoisu.extract.given import digest_text
from thoisu.extract.html_page import HtmlPage, read_html
from thoisu.extract.items import Item
from thoisu.extract.language import name_language
from thoisu.extract.lines import KEPT, Verdict, label_lines
from thoisu.extract.merged import read_lines
from thoisu.extract.outlets import name_outlet, outlet_from_mark, outlet_from_url
from thoisu.extract.phrases import brand_of, furniture_class
from thoisu.model import Article, Block, BlockKind, Image, Line, Note, Page, PublishedHow
from thoisu.text.normalize import clean_line

MAX_CHARACTERS = 8_000_000
MAX_LINES = 5_000
_ENDS = ".!?…”\"»)’:;'/*"


class Facts(NamedTuple):
    """What a page says about its article besides the text."""

    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_how: PublishedHow | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None


class GivenRow(msgspec.Struct, frozen=True):
    """A page that is an article already."""

    title: str | None = None
    lead: str | None = None
    text: str | None = None
    body: str | list[str] | None = None
    published: str | None = None
    outlet: str | None = None


def extract_article(page: Page) -> Article:
    """The article of a page. Raises PageRefused: `empty`, `binary`, `too_large`, `no_article`, `truncated`, `not_vietnamese`, `invalid_row`.

    >>> page = Page("a.txt", "Tít của bài\\n\\nHôm qua hai bên đã gặp nhau tại Hà Nội và bàn về hợp tác.".encode(), "text")
    >>> extract_article(page).title
    'Tít của bài'
    """
    if page.format == "json":
        return _given_article(page)
    decoded = decode_page(page.body, page.charset)
    if len(decoded.text) > MAX_CHARACTERS:
        raise PageRefused("too_large", f"{len(decoded.text):,} characters; a page may have {MAX_CHARACTERS:,}")
    if page.format == "html":
        found = read_html(page, decoded.text, MAX_LINES)
        items, verdicts = found.items, found.verdicts
        _check(items, verdicts, cut="<body" in decoded.text.lower() and "</body" not in decoded.text.lower())
        return _build(page, items, verdicts, _html_facts(page, found), decoded, found.images, found.notes)
    _check_size(decoded.text.count("\n"), 4 * MAX_LINES)
    items = read_lines(decoded.text)
    verdicts = _labelled(items)
    _check(items, verdicts)
    return _build(page, items, verdicts, _text_facts(page, items, verdicts), decoded)


def _labelled(items: Sequence[Item]) -> list[Verdict]:
    if not items:
        raise PageRefused("no_article", "no line of text")
    _check_size(len(items))
    return label_lines(items)


def _check_size(lines: int, most: int = MAX_LINES) -> None:
    if lines > most:
        raise PageRefused("too_large", f"{lines:,} lines; a page may have {most:,}")


def _check(items: Sequence[Item], verdicts: Sequence[Verdict], cut: bool = False) -> None:
    kept = [item.text for item, v in zip(items, verdicts, strict=True) if v.role in KEPT]
    body = [item.text for item, v in zip(items, verdicts, strict=True) if v.role in KEPT and v.role != "title"]
    language = name_language("\n".join(kept or [item.text for item in items]))
    if language != "vi":
        raise PageRefused("not_vietnamese", f"language: {language}")
    if cut and sum(map(len, body)) < 400:
        raise PageRefused("truncated", "the page breaks off before the article does")
    if not body or sum(map(len, body)) < 40:
        raise PageRefused("no_article", f"{len(items)} lines, none of them an article's text")
    last = items[-1].text
    bare = all(v.role in KEPT or v.role in ("section", "date", "byline", "duplicate") for v in verdicts[:-1])
    if (verdicts[-1].role in KEPT or bare) and len(body) < 4 and len(last) > 60 and last[-1] not in _ENDS and sum(map(len, body)) < 1200:
        raise PageRefused("truncated", f"the text breaks off: ...{last[-40:]}")


def _build(
    page: Page, items: Sequence[Item], verdicts: Sequence[Verdict], facts: Facts, decoded: Decoded, images: tuple[Image, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Article:
    order = sorted(
        (i for i, v in enumerate(verdicts) if v.role in KEPT),
        key=lambda i: (0 if verdicts[i].role == "title" else 1 if verdicts[i].role == "lead" else 2, i),
    )
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for i in order:
        kind: BlockKind = verdicts[i].role  # type: ignore[assignment]
        blocks.append(Block(kind, at, at + len(items[i].text), items[i].start, items[i].end))
        parts.append(items[i].text)
        at += len(items[i].text) + 2
    text = "\n\n".join(parts)
    first = {b.kind: text[b.start : b.end] for b in reversed(blocks)}
    return Article(
        id=page_id(page, facts.url), digest=digest_text(text), text=text, blocks=tuple(blocks), title=first.get("title", ""), lead=first.get("lead"),
        byline=facts.byline, outlet=facts.outlet, url=facts.url or page.url, images=images, section=facts.section,
        tags=facts.tags, published=facts.published,
        published_how=facts.published_how, encoding=decoded.label, notes=notes,
        lines=tuple(Line(v.role, item.start, item.end, v.rule) for item, v in zip(items, verdicts, strict=True)),
    )


def page_id(page: Page, url: str | None = None) -> str:
    """The id that the input gave, else 16 hex digits of the SHA-256 of the page's canonical address or, without one, its location.

    >>> page_id(Page("a.jsonl:3", b"", "text", id="bài-3"))
    'bài-3'
    """
    if page.id:
        return page.id
    return hashlib.sha256((url or page.url or page.location).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text_facts(page: Page, items: Sequence[Item], verdicts: Sequence[Verdict]) -> Facts:
    by_role: dict[str, list[str]] = {}
    for item, verdict in zip(items, verdicts, strict=True):
        by_role.setdefault(verdict.role, []).append(item.text)
    published = _published(items, verdicts)
    in_url = None if published else date_in_url(page.url)
    return Facts(
        byline=_byline(by_role), outlet=outlet_from_url(page.url) or _outlet(by_role), published=published or in_url,
        published_how="visible" if published else "url" if in_url else None,
        section=_section(by_role.get("section", [])), tags=_tags(by_role.get("tags", [])),
    )


def _html_facts(page: Page, found: HtmlPage) -> Facts:
    """What the page shows, completed by what its head states; the head's publication date goes first."""
    metadata = found.metadata
    shown = _text_facts(page, found.items, found.verdicts)
    in_url = date_in_url(metadata.url) if shown.published is None else None
    if in_url:
        shown = shown._replace(published=in_url, published_how="url")
    author = metadata.author if metadata.author and is_person(metadata.author) and len(metadata.author) < 60 else None
    marked = outlet_from_mark(shown.outlet) if shown.outlet else None
    title = next((item.text for item, v in zip(found.items, found.verdicts, strict=True) if v.role == "title"), metadata.title)
    return shown._replace(
        byline=shown.byline or author,
        outlet=name_outlet((page.url, metadata.url), metadata.outlet, metadata.whole_title, title) or marked or shown.outlet,
        published=metadata.published or shown.published, published_how="metadata" if metadata.published else shown.published_how,
        section=metadata.section or found.section or shown.section, tags=metadata.tags or shown.tags, url=metadata.url,
    )


def _byline(by_role: dict[str, list[str]]) -> str | None:
    """The persons of the signature line, of the date line, of the text's last words; a line that is no known form of signature as it stands."""
    for line in by_role.get("byline", []):
        found = parse_signature(line)
        if found is None or found.persons:
            name = found.persons if found else _without_outlets(line).strip(" |•-–()")
            if name and ":" not in name and len(name.split()) <= 10:
                return name
    for line in by_role.get("date", []):
        date = parse_visible_date(line)
        signed = parse_signature(date.rest) if date and date.rest else None
        if signed and signed.persons:
            return signed.persons
    body = by_role.get("body") or by_role.get("lead") or []
    tail = find_tail_signature(body[-1]) if body else None
    return tail.persons if tail else None


def _without_outlets(line: str) -> str:
    """A signature without the outlets and addresses that slashes join to it: `Lê Thí Dụ/Bnews/vnanet.vn`."""
    parts = line.split("/")
    return "/".join(p for p in parts if not (outlet_from_mark(p) or "." in p.strip())) if len(parts) > 1 else line


def _published(items: Sequence[Item], verdicts: Sequence[Verdict]) -> str | None:
    """The date line nearest to the title; one of first publication before one of an update, one with a time before one without."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), 0)
    found = []
    for i, verdict in enumerate(verdicts):
        if verdict.role in ("date", "byline", "section"):
            date = parse_visible_date(items[i].text)
            if date:
                found.append((date.updated, abs(i - title), date.value))
    return min(found)[2] if found else None


def _outlet(by_role: dict[str, list[str]]) -> str | None:
    for line in by_role.get("lead", []) + by_role.get("body", [])[:2]:
        brand = brand_of(line)
        if brand:
            return brand[0]
    for line in by_role.get("source", []) + by_role.get("byline", []):
        found = parse_signature(line)
        if found and len(found.sources) == 2 and outlet_from_mark(found.sources[0]) == "TTXVN":
            return outlet_from_mark(found.sources[1])
    for line in by_role.get("boilerplate", []):
        name = outlet_from_mark(line) if len(line) < 30 and not furniture_class(line) else None
        if name:
            return name
    return None


def _section(lines: Sequence[str]) -> str | None:
    if not lines:
        return None
    parts = [p.strip() for p in lines[-1].replace("›", ">").replace("»", ">").replace("/", ">").split(">") if p.strip()]
    return parts[-1] if parts else None


def _tags(lines: Sequence[str]) -> tuple[str, ...]:
    words: list[str] = []
    for line in lines:
        words += [w.strip(" #.") for w in line.split(":", 1)[-1].split(",")]
    return tuple(dict.fromkeys(w for w in words if w))


def _given_article(page: Page) -> Article:
    try:
        row = msgspec.json.decode(page.body, type=GivenRow)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PageRefused("invalid_row", str(error)) from None
    body = row.body if isinstance(row.body, list) else (row.body or row.text or "").split("\n")
    texts = [("title", row.title or ""), ("lead", row.lead or ""), *(("body", p) for p in body)]
    items, verdicts = [], []
    for role, text in texts:
        if clean := clean_line(text.replace("\n", " ")):
            items.append(Item(clean, 0, 0))
            verdicts.append(Verdict(role, "given"))  # type: ignore[arg-type]
    decoded = Decoded("", "utf-8", 1.0)
    _check(items or [Item("", 0, 0)], verdicts or [Verdict("boilerplate", "given")])
    date = parse_visible_date(row.published) if row.published else None
    published = row.published if row.published and _is_iso(row.published) else date.value if date else None
    found = _text_facts(page, items, verdicts)
    facts = found._replace(outlet=row.outlet or found.outlet, published=published, published_how="given" if published else None)
    article = _build(page, items, verdicts, facts, decoded)
    return msgspec.structs.replace(article, lines=(), blocks=tuple(Block(b.kind, b.start, b.end) for b in article.blocks))


def _is_iso(text: str) -> bool:
    date = parse_visible_date(text[:10])
    return date is not None and date.value == text[:10]
