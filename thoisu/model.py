"""Every record of Thời Sự: frozen, typed, encodable as JSON.

Offsets are half-open code points. `Article.text` is the one canonical text of an article version; annotations point into it,
blocks also point into the decoded raw page. Dates are ISO 8601 strings at the precision known; None means not known.
"""

from typing import Literal

from msgspec import Struct

from thoisu.page import Page as Page
from thoisu.page import PageFormat as PageFormat
from thoisu.page import Refusal as Refusal
from thoisu.page import Told as Told

BlockKind = Literal["title", "lead", "body", "heading", "pull_quote"]
LineRole = Literal[
    "title", "lead", "body", "heading", "pull_quote", "caption", "byline", "source", "date", "section", "tags", "teaser", "comment",
    "boilerplate", "duplicate", "foreign",
]
PublishedHow = Literal["given", "metadata", "visible", "url", "feed", "text", "copies", "story"]
NoteKind = Literal["layout", "layout_failed", "other_article", "live", "photo_story", "cut"]
MentionType = Literal["PER", "ORG", "LOC", "MISC"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteType = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT",
]
ConsultMode = Literal["phone", "visit", "meeting", "multilateral", "third-party", "hotline", "letter"]
Status = Literal["asserted", "planned", "denied", "conditional"]
SourceRole = Literal["content", "photo", "statement"]
ChannelKind = Literal["council", "hotline", "phone", "meeting", "visit", "talks", "military", "cooperation", "letter"]
ChannelState = Literal["open", "suspended", "resumed", "planned", "denied", "broken"]


class Span(Struct, frozen=True, gc=False):
    """Half-open code points of one text."""

    start: int
    end: int


class Block(Struct, frozen=True, gc=False):
    """A paragraph of the article: its place in the text, and in the decoded raw page (None where the page has no such place)."""

    kind: BlockKind
    start: int
    end: int
    raw_start: int | None = None
    raw_end: int | None = None


class Line(Struct, frozen=True, gc=False):
    """One line (text page) or node text (HTML page) of the raw page and what it was taken for."""

    role: LineRole
    raw_start: int
    raw_end: int
    rule: str  # the rule or model that decided


class Image(Struct, frozen=True):
    """A picture of the article, by address and caption."""

    url: str | None
    caption: str | None


class Note(Struct, frozen=True):
    """What a reader should know about how a page was read; `docs/extract.md` tells the kinds and what `text` says in each."""

    kind: NoteKind
    text: str


class Article(Struct, frozen=True):
    """One clean version of an article's text and what is known about it.

    `text` is title, lead and body paragraphs joined by blank lines. `digest` is the SHA-256 of `text` in hex;
    `id` is stable across versions of one page (from its canonical URL, else its location).
    """

    id: str
    digest: str
    text: str
    blocks: tuple[Block, ...]
    title: str
    lead: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    language: str = "vi"
    published: str | None = None  # ISO date or date-time, with zone where known
    published_between: tuple[str, str] | None = None  # ISO dates, both inclusive
    published_how: PublishedHow | None = None
    lines: tuple[Line, ...] = ()
    encoding: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs below the lead."""
        return tuple(self.text[b.start : b.end] for b in self.blocks if b.kind not in ("title", "lead"))


class Sentence(Struct, frozen=True, gc=False):
    """A sentence; never ends inside a pair of quotation marks that closes in the same paragraph."""

    start: int
    end: int


class Mention(Struct, frozen=True, gc=False):
    """A name in the text and whom it names."""

    start: int
    end: int
    type: MentionType
    entity: str  # canonical name (GUIDELINES: English Wikipedia title, or the fullest Vietnamese form)
    rule: str
    confidence: float | None = None


class Referent(Struct, frozen=True, gc=False):
    """A title, description or pronoun (`ông`, `nhà lãnh đạo Nga`) and whom it stands for: a canonical name, else the description itself."""

    start: int
    end: int
    entity: str
    named: bool
    rule: str


class Time(Struct, frozen=True, gc=False):
    """A TIMEX3 expression. An open year is written X: `XXXX-11-24`."""

    start: int
    end: int
    type: TimeType
    value: str
    rule: str
    confidence: float | None = None


class Source(Struct, frozen=True, gc=False):
    """An agency or outlet that the article credits."""

    start: int
    end: int
    name: str
    role: SourceRole
    rule: str


class Quote(Struct, frozen=True):
    """Content attributed to a speaker by a cue. `path` runs from the speaker outward: (`Jens Stoltenberg`, `TASS`)."""

    start: int
    end: int
    type: QuoteType
    speaker: str | None
    rule: str
    cue: Span | None = None
    speaker_span: Span | None = None
    path: tuple[str, ...] = ()
    confidence: float | None = None


class EventMention(Struct, frozen=True):
    """One occurrence in one article, PLOVER-coded, with all its triggers; parties by canonical name or description, `date` may be `A/B`."""

    type: EventType
    mode: ConsultMode | None
    triggers: tuple[Span, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    status: Status
    rule: str
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    date_span: Span | None = None
    status_span: Span | None = None
    confidence: float | None = None

    @property
    def start(self) -> int:
        """Where the first trigger starts."""
        return self.triggers[0].start

    @property
    def end(self) -> int:
        """Where the first trigger ends."""
        return self.triggers[0].end


class Document(Struct, frozen=True):
    """An article plus layers. A layer is None until its stage has run; stages only add."""

    article: Article
    sentences: tuple[Sentence, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    referents: tuple[Referent, ...] | None = None
    times: tuple[Time, ...] | None = None
    sources: tuple[Source, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    events: tuple[EventMention, ...] | None = None

    @property
    def text(self) -> str:
        """The canonical text that all offsets point into."""
        return self.article.text

    @property
    def published(self) -> str | None:
        """The anchor of relative times: the article's publication date, None where not known."""
        return self.article.published


class Evidence(Struct, frozen=True, gc=False):
    """The exact words that a line of the record rests on."""

    article: str
    digest: str
    start: int
    end: int
    words: str


class Copy(Struct, frozen=True, gc=False):
    """`article` repeats `of`: `containment` is the share of its shingles that stand in the other, 0..1."""

    article: str
    of: str
    jaccard: float
    containment: float


class Origin(Struct, frozen=True):
    """One independent source of a text: an agency or an outlet, and the articles that carry it."""

    name: str
    kind: Literal["agency", "outlet", "unknown"]
    articles: tuple[str, ...]


class Story(Struct, frozen=True):
    """Articles on one happening. `date` is the day of the happening or, where not known, of the first article."""

    id: str
    title: str
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    date: str | None = None
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    thread: str | None = None

    @property
    def independent_origins(self) -> int:
        """How many sources tell it that did not take it from one another."""
        return len(self.origins)


class Thread(Struct, frozen=True):
    """Stories on one running affair."""

    id: str
    title: str
    stories: tuple[str, ...]
    actors: tuple[str, ...] = ()


class Telling(Struct, frozen=True):
    """One article's account of a statement or an event, by whose word, and at which words."""

    evidence: Evidence
    path: tuple[str, ...] = ()
    origin: str | None = None
    date: str | None = None
    status: Status | None = None
    published: str | None = None
    index: int | None = None  # place of the quote or event mention in the article's layer
    confidence: float | None = None


class Statement(Struct, frozen=True):
    """One utterance of one speaker, told once or many times; the fullest telling first."""

    id: str
    speaker: str
    text: str
    tellings: tuple[Telling, ...]
    independent_origins: int
    date: str | None = None
    about: tuple[str, ...] = ()
    story: str | None = None


class Event(Struct, frozen=True):
    """One happening coded once, told once or many times. `history` are its statuses in the order in which they were told."""

    id: str
    type: EventType
    mode: ConsultMode | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    status: Status
    tellings: tuple[Telling, ...]
    independent_origins: int
    history: tuple[tuple[str | None, Status], ...] = ()
    story: str | None = None
    place: str | None = None


class Discrepancy(Struct, frozen=True):
    """Tellings of one event or statement that disagree in a field: each value with the words for it."""

    id: str
    field: Literal["date", "number", "name", "place", "initiator", "status", "one_sided"]
    about: str  # id of the event or statement
    story: str | None
    sides: tuple[tuple[str, Evidence], ...]


class ChannelChange(Struct, frozen=True):
    """A channel's state as told: when, by how many origins, and at which words. `contested` where another telling denies it."""

    state: ChannelState
    date: str | None
    evidence: tuple[Evidence, ...]
    independent_origins: int
    contested: bool = False


class Channel(Struct, frozen=True):
    """A standing line of contact between parties and its changes in the order of their dates."""

    id: str
    kind: ChannelKind
    parties: tuple[str, ...]
    changes: tuple[ChannelChange, ...]

    @property
    def state(self) -> ChannelState | None:
        """The state after the last change whose date is told; where none is, after the last one."""
        dated = [c for c in self.changes if c.date]
        return (dated or self.changes)[-1].state if self.changes else None


class TimelineEntry(Struct, frozen=True):
    """A dated line of a timeline with the words it rests on."""

    date: str
    kind: Literal["event", "statement"]
    ref: str
    text: str
    weight: float
    independent_origins: int
    evidence: tuple[Evidence, ...]


class Relation(Struct, frozen=True):
    """What one actor did to another in a month, counted by PLOVER quad class over events."""

    actor: str
    recipient: str
    month: str | None
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    events: tuple[str, ...]


class SummarySentence(Struct, frozen=True):
    """A sentence of a summary, word for word from its source."""

    text: str
    evidence: Evidence
