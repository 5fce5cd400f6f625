"""A document as the row of the evaluation contract: names of fields and rules are those of GUIDELINES.md."""

from msgspec import Struct
from msgspec.structs import replace

from thoisu.model import Document


class EntityRow(Struct, frozen=True):
    """A named mention."""

    start: int
    end: int
    type: str
    id: str
    rule: str
    confidence: float | None


class TimeRow(Struct, frozen=True):
    """A TIMEX3 expression."""

    start: int
    end: int
    type: str
    value: str
    rule: str


class QuoteRow(Struct, frozen=True):
    """A quote with its speaker; `cue` is a pair of offsets."""

    start: int
    end: int
    type: str
    speaker: str | None
    cue: tuple[int, int] | None
    path: tuple[str, ...]
    rule: str
    confidence: float | None


class EventRow(Struct, frozen=True):
    """A PLOVER event; `triggers` are pairs of offsets."""

    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    status: str
    triggers: tuple[tuple[int, int], ...]
    rule: str
    confidence: float | None


class DocumentRow(Struct, frozen=True):
    """All layers of one document. `sources` are the canonical names of credited agencies and outlets, photo credits aside."""

    id: str
    published: str | None
    published_between: tuple[str, str] | None
    entities: tuple[EntityRow, ...]
    times: tuple[TimeRow, ...]
    quotes: tuple[QuoteRow, ...]
    events: tuple[EventRow, ...]
    sources: tuple[str, ...]


def document_row(doc: Document) -> DocumentRow:
    """The row of an annotated document; a layer that has not run is empty."""
    return DocumentRow(
        id=doc.article.id,
        published=doc.published,
        published_between=doc.article.published_between,
        entities=tuple(EntityRow(m.start, m.end, m.type, m.entity, m.rule, m.confidence) for m in doc.mentions or ()),
        times=tuple(TimeRow(t.start, t.end, t.type, t.value, t.rule) for t in doc.times or ()),
        quotes=tuple(
            QuoteRow(q.start, q.end, q.type, q.speaker, (q.cue.start, q.cue.end) if q.cue else None, q.path, q.rule, q.confidence)
            for q in doc.quotes or ()
        ),
        events=tuple(
            EventRow(e.type, e.mode, e.actors, e.recipients, e.date, e.status, tuple((s.start, s.end) for s in e.triggers), e.rule, e.confidence)
            for e in doc.events or ()
        ),
        sources=credited_names(doc),
    )


def credited_names(doc: Document) -> tuple[str, ...]:
    """The agencies and outlets that the document credits for its content, each once, in the order of the text."""
    return tuple(dict.fromkeys(s.name for s in doc.sources or () if s.role != "photo"))


def keep_sure(row: DocumentRow, least: float) -> DocumentRow:
    """The row without quotes and events that are less sure than `least` (0..1); other layers stay."""

    def sure(confidence: float | None) -> bool:
        return confidence is not None and confidence >= least

    return replace(row, quotes=tuple(q for q in row.quotes if sure(q.confidence)), events=tuple(e for e in row.events if sure(e.confidence)))
