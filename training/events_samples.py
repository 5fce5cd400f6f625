"""Documents as the event models learn from them: layers, gold events, and what each trigger teaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from thoisu.annotate.events.acts import Act, date_side
from thoisu.annotate.events.context import Context, read_context
from thoisu.annotate.events.dates import find_dates
from thoisu.annotate.events.merge import pair_features
from thoisu.annotate.events.roles import find_seats
from thoisu.annotate.events.status import find_cues, status_features
from thoisu.annotate.events.topics import score_topic
from thoisu.annotate.events.triggers import Candidate, Entry, common_features, crossed_features, find_candidates, read_scene
from thoisu.annotate.events.weights import cross
from thoisu.model import Document, EventMention
from thoisu.text.match import find_tokens
from training.events_fit import Pool
from training.gold import load_scorer

Row = dict[str, Any]
STATUSES = ("planned", "conditional", "denied")


@cache
def _scorer() -> Any:
    return load_scorer()


@dataclass
class Sample:
    """A labelled document with the layers that the event stage reads and its gold events."""

    row: Row
    context: Context
    events: tuple[EventMention, ...]
    called: dict[str, set[str]]  # what each canonical name may be called, as score.py takes it

    @property
    def own(self) -> bool:
        """Whether the labels are ours."""
        return "digest" in self.row

    def is_one_of(self, name: str, ids: Sequence[str]) -> bool:
        """Whether a party that was read is one of the gold ids."""
        norm = _scorer().norm
        return any(norm(i) == norm(name) or norm(name) in self.called.get(norm(i), ()) for i in ids)




def make_sample(row: Row, gold: Document, layers: Document) -> Sample:
    """The sample of a document whose layers below the events are those of `layers`."""
    doc = msgspec.structs.replace(layers, events=None)
    context = read_context(doc, score_topic([t.key for t in find_tokens(doc.text)]))
    return Sample(row, context, gold.events or (), _scorer().Names(row).of)


def match(candidate: Candidate, entry: Entry, events: Sequence[EventMention]) -> int:
    """The number of the gold event that a reading names, -1 for none."""
    for number, event in enumerate(events):
        if event.type == entry.type and any(t.start < candidate.end and candidate.start < t.end for t in event.triggers):
            return number
    return -1


def parts(event: EventMention) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors and recipients of a gold event; of meetings and joint work all parties act."""
    return (event.actors + event.recipients, event.recipients) if event.type in ("CONSULT", "COOPERATE") else (event.actors, event.recipients)


def add_first(number: int, sample: Sample, pools: dict[str, Pool]) -> None:
    """Add the first-stage examples of a document to the pools."""
    context = sample.context
    candidates = list(find_candidates(context))
    scene = read_scene(context, candidates)
    named: list[tuple[Candidate, Entry, EventMention]] = []
    for candidate in candidates:
        common = common_features(context, scene, candidate)
        for entry in candidate.entries:
            at = match(candidate, entry, sample.events)
            pools["trigger"].add(number, crossed_features(candidate, entry, scene, common), at >= 0)
            if at >= 0:
                named.append((candidate, entry, sample.events[at]))
    triggers = sorted(c.first for c, _, _ in named)
    for candidate, entry, event in named:
        _add_act(number, sample, candidate, entry, event, triggers, pools)


def _add_act(
    number: int, sample: Sample, candidate: Candidate, entry: Entry, event: EventMention, triggers: list[int], pools: dict[str, Pool]
) -> None:
    context = sample.context
    actors, recipients = parts(event)
    contexts = ("", entry.type)
    for seat in find_seats(context, candidate, entry, triggers):
        features = cross(seat.features, contexts)
        pools["actor"].add(number, features, sample.is_one_of(seat.party.entity, actors))
        pools["recipient"].add(number, features, sample.is_one_of(seat.party.entity, recipients))
    options = find_dates(context, candidate, entry, triggers)
    pools["date"].add_choice(number, [(cross(w.features, contexts), w.date == event.date) for w in options])
    features = cross(status_features(context, candidate, find_cues(context, candidate), date_side(context, event.date)), contexts)
    for status in STATUSES:
        pools[status].add(number, features, event.status == status)


def add_pairs(number: int, sample: Sample, acts: Sequence[Act], pool: Pool) -> None:
    """Add pairs of acts that both name gold events, and whether they name the same."""
    by_type: dict[str, list[tuple[Act, int]]] = {}
    for act in acts:
        by_type.setdefault(act.entry.type, []).append((act, match(act.candidate, act.entry, sample.events)))
    for same in by_type.values():
        for j, (b, right) in enumerate(same):
            for i, (a, left) in enumerate(same[:j]):
                if left >= 0 and right >= 0:
                    pool.add(number, pair_features(sample.context, a, b, j - i - 1), left == right)


def named_event(sample: Sample, group: Sequence[Act]) -> int:
    """The number of the gold event that most acts of a group name, -1 where most name none."""
    numbers = [match(a.candidate, a.entry, sample.events) for a in group]
    found = [n for n in numbers if n >= 0]
    return max(sorted(set(found)), key=found.count) if found else -1
