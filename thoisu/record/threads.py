"""Threads: stories on one running affair, which is what goes on between the same two parties.

The parties of a story are its leading actors, leaders counted for the state or body that they act for. A story may run in several threads
(`NATO – Nga` and `Nga – Mỹ`); its own is the one of its foremost parties.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from thoisu.lexicon.entities import find_entity
from thoisu.model import Story, Thread
from thoisu.record.dates import gap_in_days
from thoisu.record.parties import home_of
from thoisu.record.tellings import make_id

_LEADING = 4  # actors of a story that count
_SIDES = frozenset({"state", "international", "armed_group", "party", "military"})
_SILENCE_DAYS = 400  # an affair of which nothing is told for longer has ended


def group_threads(stories: Iterable[Story]) -> Iterator[Thread]:
    """The threads of two stories or more, by parties and first story."""
    by_parties: dict[tuple[str, str], list[Story]] = {}
    for story in sorted(stories, key=lambda s: (s.date or "9999", s.id)):
        for pair in combinations(sorted(_sides(story)), 2):
            by_parties.setdefault(pair, []).append(story)
    for parties, members in sorted(by_parties.items()):
        for run in _runs(members):
            if len(run) > 1:
                yield Thread(make_id("mach", *parties, run[0].id), " – ".join(parties), tuple(s.id for s in run), parties)


def _sides(story: Story) -> set[str]:
    homes = dict.fromkeys(home_of(a, {}, story.date) for a in story.actors)
    sides = [h for h in homes if (entity := find_entity(h)) is not None and entity.kind in _SIDES]
    return set(sides[:_LEADING])


def _runs(stories: list[Story]) -> Iterator[list[Story]]:
    """The stories cut where too long a silence lies between two; those without a date stand at the end of the last run."""
    run: list[Story] = []
    for story in stories:
        gap = gap_in_days(run[-1].date, story.date) if run else None
        if gap is not None and gap > _SILENCE_DAYS:
            yield run
            run = []
        run.append(story)
    if run:
        yield run
