"""What a story is called, when it happened, who is in it and where: chosen from what its articles say."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from thoisu.lexicon.entities import find_entity
from thoisu.model import Document, Event
from thoisu.record.dates import day_of, days_of, gap_in_days
from thoisu.record.tellings import share_words, weigh_words

_ACTORS, _PLACES = 6, 4
_DAYS_BACK = 3
_PLACE_KINDS = frozenset({"city", "capital", "province", "district", "region", "place", "island", "sea", "water"})


class About(Struct, frozen=True):
    """A story's title, day and main parties."""

    title: str
    date: str | None
    actors: tuple[str, ...]
    places: tuple[str, ...]


def describe_story(docs: Sequence[Document], events: Sequence[Event]) -> About:
    """The description of a story from its articles, in the order of publication, and its events."""
    actors, places = _parties(docs, events)
    return About(_title(docs), _date(docs, events), actors, places)


def _title(docs: Sequence[Document]) -> str:
    """The title whose words most of the other articles' titles and leads share; the earliest of equals."""
    heads = [weigh_words(f"{d.article.title} {d.article.lead or ''}") for d in docs]
    titles = [weigh_words(d.article.title) for d in docs]

    def share(i: int) -> float:
        others = [share_words(titles[i], heads[j])[0] for j in range(len(docs)) if j != i]
        return sum(others) / len(others) if others else 0.0

    best = max(range(len(docs)), key=lambda i: (round(share(i), 6), -i))
    return docs[best].article.title or next((d.article.title for d in docs if d.article.title), "")


def _date(docs: Sequence[Document], events: Sequence[Event]) -> str | None:
    """The day on which most of the told events lie, if it is no more than a few days before the first report; else that report's day."""
    first = min((day for d in docs if (day := day_of(d.published))), default=None)
    days: Counter[str] = Counter()
    for event in events:
        span = days_of(event.date)
        if span and span[0] == span[1] and event.status == "asserted":
            days[span[0]] += event.independent_origins * len(event.tellings)
    if first is None:
        between = [d.article.published_between for d in docs if d.article.published_between]
        narrow = [b for b in between if b[0] == b[1]]
        return min(narrow)[0] if narrow else (days.most_common(1)[0][0] if days else None)
    near = [(n, day) for day, n in days.items() if day <= first and (gap_in_days(day, first) or 0) <= _DAYS_BACK]
    return max(near)[1] if near else first


def _parties(docs: Sequence[Document], events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who takes part in most, by events first, then by how many articles name them; and the places that most articles name."""
    weight: Counter[str] = Counter()
    for event in events:
        for party in (*event.actors, *event.recipients):
            weight[party] += len(event.tellings)
    named: Counter[str] = Counter()
    types: dict[str, str] = {}
    titled: set[str] = set()
    for doc in docs:
        mentions = doc.mentions or ()
        named.update({m.entity for m in mentions})
        types.update({m.entity: m.type for m in mentions})
        titled |= {m.entity for m in mentions if m.start < len(doc.article.title)}
    score = {e: 2 * (e in titled) + named[e] / len(docs) + weight[e] / (1 + max(weight.values(), default=0)) for e in named}
    ranked = sorted(score, key=lambda e: (-round(score[e], 6), e))
    is_place = {e: (known := find_entity(e)) is not None and known.kind in _PLACE_KINDS and not weight[e] for e in ranked}
    actors = tuple(e for e in ranked if types[e] in ("PER", "ORG", "LOC") and not is_place[e])
    return actors[:_ACTORS], tuple(e for e in ranked if is_place[e])[:_PLACES]
