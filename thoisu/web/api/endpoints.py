"""The addresses under /api/v1: what each takes and gives, as data, and the functions that answer them from the record."""

from collections.abc import Callable, Sequence
from typing import Any, cast, get_args

from msgspec import Struct

from thoisu.errors import NotFound, UsageError
from thoisu.lexicon.entities import entities_named
from thoisu.model import (
    Channel,
    ChannelKind,
    Discrepancy,
    Document,
    Event,
    EventType,
    Relation,
    Span,
    Statement,
    Status,
    Story,
    SummarySentence,
    Thread,
    TimelineEntry,
)
from thoisu.pipeline.explaining import Explanation, explain
from thoisu.pipeline.reading import read_copies, read_summary, read_timeline, story_timeline
from thoisu.record.copies import SharedText
from thoisu.store import Store
from thoisu.store.articles import ActorRow, ArticleRow
from thoisu.store.pages import PageCounts
from thoisu.store.record import StoryRow
from thoisu.store.search import Hit
from thoisu.web.api.parameters import Asked, Parameter

FROM = Parameter("from", "date", "from this day, month or year on")
TO = Parameter("to", "date", "up to this day, month or year")
SURE = Parameter("min_confidence", "share", "only what is at least so sure, 0 to 1")
STORY = Parameter("story", "text", "only of this story, by id")
PAGE = (Parameter("limit", "count", "at most so many"), Parameter("cursor", "cursor", "where the last answer ended: its `next`"))
ACTORS = Parameter("actor", "text", "who takes part: any name, accents optional; repeat for several", repeats=True)

Answer = Callable[[Store, Asked, dict[str, str], int, int], Sequence[Struct] | Struct]


class Endpoint(Struct, frozen=True):
    """One address. A `many` answer is a page of records; `answer` takes the store, the parameters, the path, limit and offset."""

    path: str
    name: str
    meaning: str
    gives: type[Struct]
    answer: Answer
    parameters: tuple[Parameter, ...] = ()
    many: bool = True


class RecordStatus(Struct, frozen=True):
    """What came in, and how many lines each part of the record has."""

    pages: PageCounts
    record: dict[str, int]
    unfinished: int


def find_actor(store: Store, name: str) -> str:
    """The canonical name of an actor named in any way that articles name it; NotFound where nobody has it."""
    found = store.articles.entity_named(name)
    if found:
        return found
    known = entities_named(name)
    if known:
        return known[0].id
    near = store.articles.actors(name, limit=1)
    if near:
        return near[0].entity
    raise NotFound(f"no article names {name!r}; try /api/v1/actors?q=")


def _actors(store: Store, asked: Asked) -> tuple[str, ...]:
    return tuple(find_actor(store, name) for name in asked.texts("actor"))


def _article(store: Store, id_: str) -> str:
    found = store.articles.find_id(id_)
    if found is None:
        raise NotFound(f"no article {id_[:80]!r}")
    return found


def _story(store: Store, id_: str) -> Story:
    found = store.record.story(id_)
    if found is None:
        raise NotFound(f"no story {id_[:80]!r}")
    return found


def stories(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[StoryRow]:
    """A page of stories."""
    return store.record.stories(
        start=asked.text("from"), end=asked.text("to"), thread=asked.text("thread"), order=asked.text("order") or "date", limit=limit, offset=offset
    )


def story(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Story:
    """One story."""
    return _story(store, path["id"])


def summary(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[SummarySentence]:
    """The sentences of a story's summary."""
    return read_summary(store, _story(store, path["id"]), max(20, asked.number("syllables") or 160))[offset : offset + limit]


def timeline_of_story(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[TimelineEntry]:
    """The dated lines of a story."""
    return story_timeline(store, _story(store, path["id"]).id, None)[offset : offset + limit]


def threads(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Thread]:
    """A page of threads."""
    return store.record.threads()[offset : offset + limit]


def statements(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Statement]:
    """A page of statements."""
    speaker, about = asked.text("speaker"), asked.text("about")
    return store.record.statements(
        speaker=(store.articles.entity_named(speaker) or speaker) if speaker else None, about=find_actor(store, about) if about else None,
        story=asked.text("story"), start=asked.text("from"), end=asked.text("to"), min_confidence=asked.share("min_confidence"), limit=limit,
        offset=offset,
    )


def events(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Event]:
    """A page of events."""
    return store.record.events(
        actors=_actors(store, asked), types=asked.texts("type"), status=asked.text("status"), story=asked.text("story"), start=asked.text("from"),
        end=asked.text("to"), min_confidence=asked.share("min_confidence"), limit=limit, offset=offset,
    )


def channels(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Channel]:
    """A page of channels."""
    return store.record.channels(_actors(store, asked), kind=asked.text("kind"))[offset : offset + limit]


def discrepancies(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Discrepancy]:
    """A page of discrepancies."""
    return store.record.discrepancies(asked.text("story"), limit=offset + limit)[offset:]


def relations(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Relation]:
    """A page of relations; between two actors where two are given."""
    names = _actors(store, asked)
    found = store.record.relations(names[0] if names else None)
    kept = [r for r in found if len(names) < 2 or {r.actor, r.recipient} <= set(names)]
    return kept[offset : offset + limit]


def timeline(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[TimelineEntry]:
    """The dated record of an actor, or of what lies between several."""
    return read_timeline(store, _actors(store, asked), asked.text("from"), asked.text("to"), limit=offset + limit)[offset:]


def articles(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[ArticleRow]:
    """A page of articles, the latest first."""
    return store.articles.latest(limit, offset, asked.text("outlet"))


def article(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Document:
    """One article with all its layers."""
    doc = store.articles.document(_article(store, path["id"]), asked.text("version"))
    if doc is None:
        raise NotFound(f"no such version of article {path['id'][:80]!r}")
    return doc


def copies(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[SharedText]:
    """What an article shares with others."""
    return read_copies(store, _article(store, path["id"]), offset + limit)[offset:]


def explanation(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Explanation:
    """Why the record says what it says of some words of an article."""
    doc = store.articles.document(_article(store, path["id"]))
    start, end = asked.number("start") or 0, asked.number("end") or 0
    if doc is None or not start < end <= len(doc.text):
        raise UsageError(f"parameters start and end: two places of the text, the first before the second, up to {len(doc.text) if doc else 0}")
    return explain(store, doc, Span(start, end), store.pages.of_article(doc.article.id, doc.article.digest))


def actors(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[ActorRow]:
    """A page of actors, those in most articles first."""
    return store.articles.actors(asked.text("q") or "", limit=offset + limit)[offset:]


def search(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> Sequence[Hit]:
    """A page of hits."""
    actor = asked.text("actor")
    found = store.search.find(
        asked.text("q") or "", kind=cast(Any, asked.text("in") or "article"), start=asked.text("from"), end=asked.text("to"),
        outlet=asked.text("outlet"), actor=find_actor(store, actor) if actor else None, limit=limit, offset=offset,
    )
    return found.hits


def status(store: Store, asked: Asked, path: dict[str, str], limit: int, offset: int) -> RecordStatus:
    """What came in and what the record holds."""
    return RecordStatus(store.pages.counts(), store.record.sizes(), store.features.count_unfinished())


OUTLET = Parameter("outlet", "text", "only of this outlet")
ONE_ACTOR = Parameter("actor", "text", "only articles that name this actor")
ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/stories", "stories", "Stories, the latest first.", StoryRow, stories, (
        FROM, TO, Parameter("thread", "text", "only of this thread, by id"),
        Parameter("order", "choice", "by date, or by the number of independent origins", ("date", "size")), *PAGE,
    )),
    Endpoint("/stories/{id}", "story", "One story; a former address leads to it too.", Story, story, many=False),
    Endpoint("/stories/{id}/summary", "summary", "A story in sentences of its articles, word for word.", SummarySentence, summary, (
        Parameter("syllables", "number", "about so long, 20 at least"), *PAGE,
    )),
    Endpoint("/stories/{id}/timeline", "story-timeline", "The dated lines of a story.", TimelineEntry, timeline_of_story, PAGE),
    Endpoint("/threads", "threads", "Stories on one running affair.", Thread, threads, PAGE),
    Endpoint("/statements", "statements", "Who said what: statements with their tellings, the latest first.", Statement, statements, (
        Parameter("speaker", "text", "who spoke: any name, or words of a description, accents optional"),
        Parameter("about", "text", "whom or what the words name"), STORY, FROM, TO, SURE, *PAGE,
    )),
    Endpoint("/events", "events", "Who did what to whom, the latest first.", Event, events, (
        ACTORS, Parameter("type", "choice", "a PLOVER type; repeat for several", get_args(EventType), repeats=True),
        Parameter("status", "choice", "whether it happened", get_args(Status)), STORY, FROM, TO, SURE, *PAGE,
    )),
    Endpoint("/channels", "channels", "Lines of contact between parties and their state over time.", Channel, channels, (
        ACTORS, Parameter("kind", "choice", "only of this kind", get_args(ChannelKind)), *PAGE,
    )),
    Endpoint("/discrepancies", "discrepancies", "Where tellings of one thing disagree.", Discrepancy, discrepancies, (STORY, *PAGE)),
    Endpoint("/relations", "relations", "What actors did to each other, month by month.", Relation, relations, (ACTORS, *PAGE)),
    Endpoint("/timeline", "timeline", "The dated record of an actor, or of what lies between several.", TimelineEntry, timeline, (
        Parameter("actor", "text", "any name, accents optional; repeat for what lies between several", repeats=True, required=True), FROM, TO, *PAGE,
    )),
    Endpoint("/articles", "articles", "Articles, the latest first.", ArticleRow, articles, (OUTLET, *PAGE)),
    Endpoint("/articles/{id}", "article", "One article with every layer.", Document, article, (
        Parameter("version", "text", "the digest of an earlier version"),
    ), many=False),
    Endpoint("/articles/{id}/copies", "copies", "What an article shares with others, and where it likely comes from.", SharedText, copies, PAGE),
    Endpoint("/articles/{id}/explanation", "explanation", "Why the record says what it says of some words.", Explanation, explanation, (
        Parameter("start", "number", "first place of the words in the text", required=True),
        Parameter("end", "number", "place behind the last", required=True),
    ), many=False),
    Endpoint("/actors", "actors", "Who and what the record names, most first.", ActorRow, actors, (
        Parameter("q", "words", "the beginning of a name or of one of its words, accents optional"), *PAGE,
    )),
    Endpoint("/search", "search", "Articles, statements or events that hold all words and “phrases”; accents optional.", Hit, search, (
        Parameter("q", "words", "words, or phrases in quotation marks", required=True),
        Parameter("in", "choice", "what to search", ("article", "statement", "event")), ONE_ACTOR, OUTLET,
        FROM, TO, *PAGE,
    )),
    Endpoint("/status", "status", "What came in, what was refused, what the record holds.", RecordStatus, status, many=False),
)
