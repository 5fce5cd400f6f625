"""Questions to the record that need more than one table: timelines and summaries."""

from collections.abc import Sequence

from thoisu.model import Story, SummarySentence, TimelineEntry
from thoisu.record.summary import summarize
from thoisu.record.timeline import make_timeline
from thoisu.store import Store

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
    return make_timeline(events, statements, actors=tuple(actors), start=start, end=end, limit=limit)


def story_timeline(store: Store, story: str, limit: int | None = 40) -> tuple[TimelineEntry, ...]:
    """The dated record of one story."""
    return make_timeline(store.record.events(story=story, limit=_POOL), store.record.statements(story=story, limit=_POOL), limit=limit)


def read_summary(store: Store, story: Story, syllables: int = 160) -> tuple[SummarySentence, ...]:
    """Sentences of a story's articles that together tell it, each with its source; nothing for a single article."""
    if len(story.articles) < 2:
        return ()
    return summarize([d.article for d in store.articles.documents(story.articles)], syllables=syllables)
