"""Events as PLOVER records: the field names of the PLOVER interchange format, so that tools for event data read them.

Codebook: PLOVER 0.7b1 (openeventdata.org), types as in POLECAT. What is mapped and what is lost: docs/plover.md.
"""

import calendar
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity, offices_of
from thoisu.model import Document, Event, EventMention, EventType, Span, Status

DateHow = Literal["text", "published", "published_between"]
CODER, CODEBOOK = "thoisu", "PLOVER 0.7b1, types as in POLECAT"
_CONTEXT: dict[Status, str] = {"planned": "future", "denied": "negation", "conditional": "hypothetical"}
# "All cooperative actions reported in future tense are also taken to imply intentions" (PLOVER codebook, AGREE)
_INTENDED: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_MODES = {"visit": "visit", "third-party": "third-party", "multilateral": "multilateral", "phone": "phone", "hotline": "phone"}
_BODIES = {"international": "IGO", "ngo": "NGO", "armed_group": "IMG", "company": "MNC", "platform": "MNC"}
_HISTORICAL_YEARS = 1


class Actor(Struct, frozen=True):
    """A party: `code` ISO alpha-3 of its country, or IGO, NGO, IMG, MNC; `sector` as in the codebook; both null where not known."""

    code: str | None
    sector: str | None
    actor_text: str
    identifier_text: str
    office: str | None


class Place(Struct, frozen=True):
    """Where the event took place: a name, and the ISO alpha-3 code of its country where known."""

    name: str
    cc3: str | None


class TextInfo(Struct, frozen=True):
    """Where `text` stands: offsets are code points of that version of the article."""

    article: str
    digest: str
    start: int
    end: int


class CiteInfo(Struct, frozen=True):
    """The article whose words were coded."""

    publication: str | None
    url: str | None
    title: str
    language: str
    coder: str
    codebook: str


class PloverEvent(Struct, frozen=True):
    """One record. `date` is the first day; `date_how` says whether the text gives it or the publication of the article stands in."""

    id: str
    date: str
    enddate: str | None
    date_precision: Literal["day", "month", "year", "interval"]
    date_how: DateHow
    source: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    event: tuple[str, ...]
    mode: str | None
    context: tuple[str, ...]
    quad_code: int
    cameo: str
    event_scale: float
    event_loc: Place | None
    event_text: tuple[str, ...]
    text: str
    text_info: TextInfo
    cite_info: CiteInfo
    link: str
    story_id: str | None
    coder: str
    status: Status
    consult_mode: str | None
    articles: int
    independent_origins: int
    confidence: float | None


def plover_events(event: Event, doc: Document) -> Iterator[PloverEvent]:
    """The records of an event: one, or for a planned act of cooperation the AGREE that it implies and the act itself; none where no day is known.

    `doc` is the article of its first telling, with its layers.
    """
    first = event.tellings[0]
    published = (first.published or doc.published or "")[:10] or None
    when = _when(event.date) if event.date else None
    how: DateHow = "text"
    if when is None and published:
        when, how = _when(published), "published"
    if when is None and doc.article.published_between:
        when, how = _when("/".join(doc.article.published_between)), "published_between"
    if when is None:
        return
    date, enddate, precision = when
    mention = doc.events[first.index] if doc.events and first.index is not None and first.index < len(doc.events) else None
    mutual = bool(event.actors) and set(event.actors) == set(event.recipients)
    source = _actors(event.actors, mention, doc, date)
    recipient = () if mutual else _actors(event.recipients, mention, doc, date)
    context = tuple(c for c in (_CONTEXT.get(event.status), "historical" if _is_old(enddate or date, published) else None) if c)
    intended = event.status == "planned" and event.type in _INTENDED
    types: tuple[EventType, ...] = ("AGREE", event.type) if intended else (event.type,)
    for type_ in types:
        promise = intended and type_ == "AGREE"
        mode = None if promise else event.mode
        quad, cameo, scale = code_of(type_, _MODES.get(mode or ""))
        yield PloverEvent(
            id=f"{event.id}-agree" if promise else event.id, date=date, enddate=enddate, date_precision=precision, date_how=how, source=source,
            recipient=recipient, event=(type_,), mode=_MODES.get(mode or ""), context=() if promise else context, quad_code=quad, cameo=cameo,
            event_scale=scale, event_loc=_place(event.place), event_text=_words(mention, doc) or (first.evidence.words,),
            text=_sentence(doc, first.evidence.start), text_info=_text_info(doc, first.evidence.start), cite_info=_cite(doc), link=event.id,
            story_id=event.story, coder=CODER, status=event.status, consult_mode=mode,
            articles=len({t.evidence.article for t in event.tellings}), independent_origins=event.independent_origins,
            confidence=mention.confidence if mention else None,
        )


@cache
def _codes() -> dict[tuple[str, str], tuple[int, str, float]]:
    return {(row[0], row[1]): (int(row[2]), row[3], float(row[4])) for row in load_rows("plover_types")}


def code_of(type_: EventType, mode: str | None = None) -> tuple[int, str, float]:
    """Quad class, nearest CAMEO code and its Goldstein value of a type and mode.

    >>> code_of("CONSULT", "visit"), code_of("ASSAULT")
    ((1, '042', 1.9), (4, '180', -9.0))
    """
    return _codes().get((type_, mode or "")) or _codes()[(type_, "")]


def _when(date: str) -> tuple[str, str | None, Literal["day", "month", "year", "interval"]] | None:
    """First day, last day and precision of an event's date; None for a form that names no days."""
    first, _, last = date.partition("/")
    a = _days(first)
    b = _days(last) if last else a
    if a is None or b is None:
        return None
    if last:
        return a[0], b[1], "interval"
    precision: Literal["day", "month", "year"] = "day" if len(date) == 10 else "month" if len(date) == 7 else "year"
    return a[0], None if precision == "day" else a[1], precision


def _days(date: str) -> tuple[str, str] | None:
    parts = date.split("-")
    if not all(p.isdecimal() for p in parts) or [len(p) for p in parts] not in ([4], [4, 2], [4, 2, 2]):
        return None
    if len(parts) == 1:
        return f"{date}-01-01", f"{date}-12-31"
    year, month = int(parts[0]), int(parts[1])
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    length = calendar.monthrange(year, month)[1]
    if len(parts) == 2:
        return f"{date}-01", f"{date}-{length:02d}"
    return (date, date) if 1 <= int(parts[2]) <= length else None


def _is_old(date: str, published: str | None) -> bool:
    return published is not None and f"{int(date[:4]) + _HISTORICAL_YEARS:04d}{date[4:]}" < published


def _actors(names: tuple[str, ...], mention: EventMention | None, doc: Document, day: str) -> tuple[Actor, ...]:
    spans = (*mention.actor_spans, *mention.recipient_spans) if mention else ()
    surfaces = {m.entity: doc.text[m.start : m.end] for m in reversed(doc.mentions or ())}
    near = {m.entity: doc.text[m.start : m.end] for m in doc.mentions or () for s in spans if s.start < m.end and m.start < s.end}
    return tuple(_actor(name, near.get(name) or surfaces.get(name, name), day) for name in names)


def _actor(name: str, words: str, day: str) -> Actor:
    entity = find_entity(name)
    offices = [t for t in offices_of(name) if t.covers(day)]
    office, country = (offices[-1].office, offices[-1].country) if offices else (None, None)
    kind = entity.kind if entity else ""
    home = country or (entity.country if entity and entity.country else name)
    code = iso_code(home)
    if code is None:
        body = find_entity(home)
        code = _BODIES.get(body.kind) if body else None
    return Actor(code, sector_of(kind, office, "" if entity else name), words, name, office)


@cache
def _iso() -> dict[str, str]:
    return {row[0]: row[1] for row in load_rows("iso_codes")}


def iso_code(name: str) -> str | None:
    """The ISO alpha-3 code of a state or territory by canonical name.

    >>> iso_code("Vietnam"), iso_code("NATO")
    ('VNM', None)
    """
    return _iso().get(name)


@cache
def _sectors() -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {"kind": {}, "office": {}, "word": {}}
    for by, what, sector in load_rows("plover_sectors"):
        out[by][what] = sector
    return out


def sector_of(kind: str, office: str | None, description: str) -> str | None:
    """The sector that a kind of entity, an office held or the words of a description show; the longest word decides.

    >>> sector_of("", None, "phiến quân"), sector_of("person", "president", ""), sector_of("state", None, "")
    ('REB', 'GOV', None)
    """
    table = _sectors()
    if office:
        return table["office"].get(office, "GOV")
    if kind in table["kind"]:
        return table["kind"][kind]
    folded = description.lower()
    found = [w for w in table["word"] if w in folded]
    return table["word"][max(found, key=len)] if found else None


def _place(name: str | None) -> Place | None:
    if name is None:
        return None
    entity = find_entity(name)
    return Place(name, iso_code(name) or (iso_code(entity.country) if entity and entity.country else None))


def _words(mention: EventMention | None, doc: Document) -> tuple[str, ...]:
    return tuple(doc.text[t.start : t.end] for t in mention.triggers) if mention else ()


def _span(doc: Document, at: int) -> Span:
    return next((Span(s.start, s.end) for s in doc.sentences or () if s.start <= at < s.end), Span(0, len(doc.text)))


def _sentence(doc: Document, at: int) -> str:
    span = _span(doc, at)
    return doc.text[span.start : span.end]


def _text_info(doc: Document, at: int) -> TextInfo:
    span = _span(doc, at)
    return TextInfo(doc.article.id, doc.article.digest, span.start, span.end)


def _cite(doc: Document) -> CiteInfo:
    a = doc.article
    return CiteInfo(a.outlet, a.url, a.title, a.language, CODER, CODEBOOK)
