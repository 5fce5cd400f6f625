"""Choose the thresholds of the event layer on labelled documents that were read by models of other documents.

Chosen are the bars over which an occurrence is an event and an act has another status than asserted: those with the highest mean of
trigger, event and event_full F1; and the bar of lines of contact, which weighs a miss twice as much as a false one (F2). The limits
of parties are set by hand: the scorer counts no party too many, a reader does.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from thoisu.annotate.events.acts import Act, on_line
from thoisu.annotate.events.find import events_in, is_told_line, other_status
from thoisu.annotate.events.settle import event_features, make_occurrence
from thoisu.annotate.events.weights import Models
from thoisu.model import EventMention, Span
from training.events_samples import Sample, match
from training.gold import load_scorer, to_prediction

LIMITS = {
    "trigger": 0.3, "event": 0.42, "contact": 0.3, "line": 0.5, "actor": 0.24, "actor_least": 0.04, "recipient": 0.22, "recipient_least": 0.12,
    "status": 0.36, "same": 0.0, "topic": -0.8, "ordinary": 0.35,
}
BARS = {"event": (34, 56), "status": (28, 52)}  # lowest and highest, in hundredths
STEP = 2
TIE = 0.15  # of bars that are as good but for so much, the one in the middle is taken: the figures hardly change with the bar
CONTACT = (10, 44)
FIGURES = ("trigger", "event", "event_full")


class Read(NamedTuple):
    """A document with its groups of acts, by models that did not see it."""

    sample: Sample
    groups: list[list[Act]]
    models: Models


class Option(NamedTuple):
    """What one group of acts of a document may become: the event where it is asserted, and where it has the likeliest other status."""

    probability: float
    bar: str
    penalty: float
    told: bool
    certainty: float  # of the other status
    asserted: EventMention
    other: EventMention

    def event(self, limits: dict[str, float]) -> EventMention | None:
        """The event at some thresholds."""
        bar = limits[self.bar]
        if max(self.probability, bar * self.told) < bar + self.penalty:
            return None
        return self.asserted if self.certainty < limits["status"] else self.other


def choose_limits(reads: Sequence[Read]) -> dict[str, float]:
    """The thresholds for models that are learnt as those that read."""
    limits = dict(LIMITS)
    limits["contact"] = contact_bar(reads)
    read = [(r.sample, list(options(r))) for r in reads]
    for name, (low, high) in BARS.items():
        scored = {bar: mean_f1(read, limits | {name: bar / 100}) for bar in range(low, high + 1, STEP)}
        good = [bar for bar, f1 in scored.items() if f1 >= max(scored.values()) - TIE]
        limits[name] = good[len(good) // 2] / 100
    limits["contact"] = min(limits["contact"], limits["event"])
    return limits


def options(read: Read) -> Iterator[Option]:
    """What the groups of a document may become; nothing in news of crime and sport, where no event is read."""
    sample, groups, models = read
    topic = sample.context.topic
    if topic < LIMITS["topic"]:
        return
    found = []
    for status in (2.0, 0.0):
        loose = LIMITS | {"event": 0.0, "contact": 0.0, "ordinary": 0.0, "status": status}
        events = events_in(sample.context, groups, msgspec.structs.replace(models, thresholds=loose))
        found.append({(e.type, e.triggers): e for e in events})
    for group in groups:
        key = (group[0].entry.type, tuple(Span(a.candidate.start, a.candidate.end) for a in group))
        if key in found[0]:
            event, bar = found[0][key], "contact" if any(on_line(a) for a in group) else "event"
            penalty = LIMITS["ordinary"] * max(0.0, -topic)
            yield Option(event.confidence or 0.0, bar, penalty, is_told_line(group), other_status(group)[1], event, found[1][key])


def mean_f1(read: Iterable[tuple[Sample, list[Option]]], limits: dict[str, float]) -> float:
    """The mean of the event figures at some thresholds, in percent."""
    scorer = load_scorer()
    totals = {name: [0, 0, 0] for name in FIGURES}
    for sample, choices in read:
        events = tuple(e for o in choices if (e := o.event(limits)))
        doc = msgspec.structs.replace(sample.context.doc, mentions=None, times=None, quotes=None, events=events)
        gold = {name: sample.row[name] for name in ("text", "entities", "events")}
        for name, counts in scorer.score_document(gold, to_prediction(doc)).items():
            if name in totals:
                totals[name] = [a + b for a, b in zip(totals[name], counts, strict=True)]
    return sum(float(scorer.f1(*counts)) for counts in totals.values()) / len(FIGURES)


def contact_bar(reads: Iterable[Read]) -> float:
    """The bar with the highest F2 of occurrences that bear on a line of contact; the lowest of equal ones."""
    scored = [pair for read in reads for pair in contacts(read)]
    right = sum(label for _, label in scored)

    def f2(bar: float) -> float:
        taken = [label for probability, label in scored if probability >= bar]
        return 5 * sum(taken) / max(1, len(taken) + 4 * right)

    return max((f2(bar / 100), -bar) for bar in range(CONTACT[0], CONTACT[1] + 1, STEP))[1] / -100


def contacts(read: Read) -> Iterator[tuple[float, bool]]:
    """The probability of each occurrence that bears on a line of contact, and whether a gold event of its type stands there."""
    kinds = [g[0].entry.type for g in read.groups]
    for group in read.groups:
        if any(on_line(a) for a in group):
            occurrence = make_occurrence(group)
            features = event_features(read.sample.context, occurrence, kinds.count(occurrence.type))
            label = any(match(a.candidate, a.entry, read.sample.events) >= 0 for a in group)
            yield read.models.event.probability_of(features), label
