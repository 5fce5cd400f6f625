"""Questions to the record that need more than one table: timelines, summaries, what articles share, what became of a page."""

import itertools
from collections.abc import Sequence

from msgspec import Struct

from thoisu.model import Document, Event, Statement, Story, SummarySentence, TimelineEntry
from thoisu.record.copies import SharedText, tell_shared
from thoisu.record.dates import days_of, gap_in_days
from thoisu.record.summary import summarize
from thoisu.record.timeline import make_timeline
from thoisu.record.versions import Change, find_changes
from thoisu.store import Store


class Edit(Struct, frozen=True):
    """A version of a page and the one before it in the record, with what changed between them."""

    older: Document
    newer: Document
    changes: tuple[Change, ...]


_FEW_DAYS = 3
_POOL = 3000  # events and statements looked at for one timeline


def read_timeline(
    store: Store, actors: Sequence[str], start: str | None = None, end: str | None = None, limit: int | None = 30
) -> tuple[TimelineEntry, ...]:
    """The dated record of an actor, or of what lies between several, in order; at most `limit` entries, the weightiest."""
    events = store.record.events(actors=tuple(actors), start=start, end=end, limit=_POOL)
    statements = store.record.statements(speaker=actors[0], start=start, end=end, limit=_POOL) if actors else []
    if len(actors) > 1:
        # between two, one speaks about the other
        others = set(actors)
        statements = [
            s for a in actors for s in store.record.statements(speaker=a, start=start, end=end, limit=_POOL) if others - {a} <= set(s.about)
        ]
    return make_timeline(
        events, statements, actors=tuple(actors), start=start, end=end, limit=limit, bounds=_short_bounds(store, events, statements)
    )


def story_timeline(store: Store, story: str, limit: int | None = 40) -> tuple[TimelineEntry, ...]:
    """The dated record of one story."""
    events, statements = store.record.events(story=story, limit=_POOL), store.record.statements(story=story, limit=_POOL)
    return make_timeline(events, statements, limit=limit, bounds=_short_bounds(store, events, statements))


def _short_bounds(store: Store, events: Sequence[Event], statements: Sequence[Statement]) -> dict[str, tuple[str, str]]:
    """The days of publication of the articles without a date, where they are a few, as told of lines that have no day either."""
    tellings = [t for x in events if days_of(x.date) is None for t in x.tellings] + [t for x in statements if x.date is None for t in x.tellings]
    articles = sorted({t.evidence.article for t in tellings if t.published is None})
    found = {r.id: r.published_between for r in store.articles.rows(articles) if r.published is None}
    return {i: b for i, b in found.items() if b and (gap_in_days(*b) or 0) < _FEW_DAYS}


def read_summary(store: Store, story: Story, syllables: int = 160) -> tuple[SummarySentence, ...]:
    """Sentences of a story's articles that together tell it, each with its source; nothing for a single article."""
    if len(story.articles) < 2:
        return ()
    return summarize([d.article for d in store.articles.documents(story.articles)], syllables=syllables)


def read_copies(store: Store, article: str, limit: int = 100) -> tuple[SharedText, ...]:
    """What the current version of an article shares with others, the largest share first; computed from the texts, so not for long lists."""
    own = store.articles.document(article)
    if own is None:
        return ()
    pairs = store.features.copy_pairs(article)[:limit]
    others = {d.article.id: d for d in store.articles.documents(p.b for p in pairs)}
    return tuple(tell_shared(own, others[p.b], p.jaccard, p.a_in_b, p.b_in_a) for p in pairs if p.b in others)


def read_edits(store: Store, article: str) -> tuple[Edit, ...]:
    """How a page changed from each version to the next, the latest change first."""
    rows = store.articles.versions(article)
    docs = [d for r in rows if (d := store.articles.document(article, r.digest))]
    return tuple(Edit(older, newer, find_changes(older.text, newer.text)) for newer, older in itertools.pairwise(docs))
