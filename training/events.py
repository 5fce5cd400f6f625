"""Train the models of the event layer on gold documents.

    python -m training.events                 train on gold/train.jsonl and training/labels, write thoisu/models/events.json
    python -m training.events --check         figures: held-out folds of train, then dev and seeds with models of train and labels
    python -m training.events --check --gold  the same without our own labels

Two stages: models of single triggers (is it an act, who, when, in what status), then models of whole occurrences, which learn from
acts read by first-stage models of other documents.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from thoisu.annotate.events.acts import Act, date_side, find_acts
from thoisu.annotate.events.context import Context, read_context
from thoisu.annotate.events.dates import find_dates
from thoisu.annotate.events.find import events_in
from thoisu.annotate.events.merge import group_acts, pair_features
from thoisu.annotate.events.roles import find_seats
from thoisu.annotate.events.settle import (
    date_features,
    event_features,
    make_occurrence,
    party_features,
    read_stage,
)
from thoisu.annotate.events.status import find_cues, status_features
from thoisu.annotate.events.topics import score_topic
from thoisu.annotate.events.triggers import Candidate, Entry, common_features, crossed_features, find_candidates, read_scene
from thoisu.annotate.events.weights import Linear, Models, cross
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.model import Document, EventMention
from thoisu.text.match import find_tokens
from training.events_fit import Example, fit
from training.gold import load_gold, score
from training.labels import load_labels, own_files

MODEL = Path(__file__).parents[1] / "thoisu" / "models" / "events.json"
FOLDS = 4
LIMITS = {
    "trigger": 0.3, "event": 0.4, "actor": 0.26, "actor_least": 0.04, "recipient": 0.25, "recipient_least": 0.12,
    "date": 0.28, "status": 0.3, "same": 0.0, "topic": -1.0, "ordinary": 0.2,
}
FIRST = {"trigger": 3.0, "actor": 3.0, "recipient": 3.0, "date": 3.0, "planned": 2.0, "conditional": 2.0, "denied": 2.0}
SECOND = ("event", "actor_of", "recipient_of", "date_of")
EMPTY = Linear({})
Rows = dict[str, list[Example]]


@dataclass
class Sample:
    """A gold document with the layers that the event stage reads, its gold events and its first-stage examples."""

    row: dict  # type: ignore[type-arg]
    context: Context
    events: tuple[EventMention, ...]
    own: bool = False  # whether the labels are ours
    rows: Rows = field(default_factory=dict)


def given_layers(doc: Document) -> Document:
    """The document with gold mentions, times and quotes, and our sentences and referents."""
    doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
    return msgspec.structs.replace(doc, referents=tuple(find_referents(doc)))


def make_samples(name: str, annotate: Callable[[Document], Document] = given_layers) -> list[Sample]:
    """The documents of a gold file (`train`) or of our own labels (`labels-02`) with the layers that `annotate` gives."""
    out = []
    for row, gold in load_labels(name.removeprefix("labels-")) if name.startswith("labels-") else load_gold(name):
        doc = annotate(msgspec.structs.replace(gold, events=None))
        sample = Sample(row, read_context(doc, score_topic([t.key for t in find_tokens(doc.text)])), gold.events or (), name.startswith("labels-"))
        sample.rows = first_examples(sample)
        out.append(sample)
    return out


def match(candidate: Candidate, entry: Entry, events: Sequence[EventMention]) -> int:
    """The number of the gold event that a reading names, -1 for none."""
    for number, event in enumerate(events):
        if event.type == entry.type and any(t.start < candidate.end and candidate.start < t.end for t in event.triggers):
            return number
    return -1


def first_examples(sample: Sample) -> Rows:
    """The first-stage examples of one document."""
    rows: Rows = {n: [] for n in FIRST}
    context = sample.context
    candidates = list(find_candidates(context))
    scene = read_scene(context, candidates)
    named: list[tuple[Candidate, Entry, EventMention]] = []
    for candidate in candidates:
        common = common_features(context, scene, candidate)
        for entry in candidate.entries:
            number = match(candidate, entry, sample.events)
            rows["trigger"].append((crossed_features(candidate, entry, scene, common), number >= 0))
            if number >= 0:
                named.append((candidate, entry, sample.events[number]))
    triggers = sorted(c.first for c, _, _ in named)
    for candidate, entry, event in named:
        actors, recipients = parts(event)
        contexts = ("", entry.type)
        for seat in find_seats(context, candidate, entry, triggers):
            rows["actor"].append((features := cross(seat.features, contexts), seat.party.entity in actors))
            rows["recipient"].append((features, seat.party.entity in recipients))
        for when in find_dates(context, candidate, entry, triggers):
            rows["date"].append((cross(when.features, ("",)), when.date == event.date))
        features = cross(status_features(context, candidate, find_cues(context, candidate), date_side(context, event.date)), contexts)
        for status in ("planned", "conditional", "denied"):
            rows[status].append((features, event.status == status))
    return rows


def parts(event: EventMention) -> tuple[set[str], set[str]]:
    """The actors and recipients of a gold event; of meetings and joint work all parties act."""
    actors, recipients = set(event.actors), set(event.recipients)
    return (actors | recipients, recipients) if event.type in ("CONSULT", "COOPERATE") else (actors, recipients)


def train_first(samples: Sequence[Sample]) -> Models:
    """The first-stage models; those of the second are empty."""
    models = {n: fit([e for s in samples for e in s.rows[n]], c2=c2) for n, c2 in FIRST.items()}
    return Models(**models, same=EMPTY, **dict.fromkeys(SECOND, EMPTY), thresholds=LIMITS)


def read_apart(samples: Sequence[Sample]) -> list[list[Act]]:
    """The acts of each document, read by models of the other folds."""
    acts: list[list[Act]] = [[] for _ in samples]
    for fold in range(FOLDS):
        models = train_first([s for i, s in enumerate(samples) if i % FOLDS != fold])
        for i in range(fold, len(samples), FOLDS):
            acts[i] = find_acts(samples[i].context, models)
    return acts


def train_second(samples: Sequence[Sample], acts: Sequence[list[Act]], first: Models) -> Models:
    """`first` with the models of whole occurrences."""
    pairs = [e for s, a in zip(samples, acts, strict=True) for e in pair_examples(s, a)]
    models = msgspec.structs.replace(first, same=fit(pairs, c2=2.0))
    rows: Rows = {n: [] for n in SECOND}
    for sample, read in zip(samples, acts, strict=True):
        second_examples(sample, group_acts(sample.context, read, models), rows)
    return msgspec.structs.replace(models, **{n: fit(rows[n], c2=2.0) for n in SECOND})


def train(samples: Sequence[Sample]) -> Models:
    """All models of the samples."""
    return train_second(samples, read_apart(samples), train_first(samples))


def pair_examples(sample: Sample, acts: list[Act]) -> list[Example]:
    """Pairs of acts that both name gold events, and whether they name the same."""
    out: list[Example] = []
    by_type: dict[str, list[tuple[Act, int]]] = {}
    for act in acts:
        by_type.setdefault(act.entry.type, []).append((act, match(act.candidate, act.entry, sample.events)))
    for same in by_type.values():
        for j, (b, right) in enumerate(same):
            for i, (a, left) in enumerate(same[:j]):
                if left >= 0 and right >= 0:
                    out.append((pair_features(sample.context, a, b, j - i - 1), left == right))
    return out


def second_examples(sample: Sample, groups: list[list[Act]], rows: Rows) -> None:
    """Add what the groups of one document teach about whole occurrences."""
    context = sample.context
    occurrences = [make_occurrence(g) for g in groups]
    stage = read_stage(context, occurrences)
    numbers = [named_event(sample, g) for g in groups]
    for occurrence, number in zip(occurrences, numbers, strict=True):
        best = max((max(a.probability for a in o.acts) for o, n in zip(occurrences, numbers, strict=True) if n == number), default=0.0)
        own = number >= 0 and max(a.probability for a in occurrence.acts) == best
        count = sum(o.type == occurrence.type for o in occurrences)
        rows["event"].append((event_features(context, occurrence, count), own))
        if number < 0:
            continue
        event = sample.events[number]
        actors, recipients = parts(event)
        for name, share in occurrence.actors.items():
            if share.score > 0.02:
                rows["actor_of"].append((party_features(stage, occurrence, name, occurrence.actors, occurrence.recipients), name in actors))
        for name, share in occurrence.recipients.items():
            if share.score > 0.02:
                rows["recipient_of"].append((party_features(stage, occurrence, name, occurrence.recipients, occurrence.actors), name in recipients))
        for value in occurrence.dates:
            rows["date_of"].append((date_features(context, stage, occurrence, value, event.status), value == event.date))


def named_event(sample: Sample, group: list[Act]) -> int:
    """The gold event that most acts of a group name, -1 where most name none."""
    numbers = [match(a.candidate, a.entry, sample.events) for a in group]
    found = [n for n in numbers if n >= 0]
    return max(sorted(set(found)), key=found.count) if found else -1


def figures(samples: Sequence[Sample], predict: Callable[[Sample], list[EventMention]]) -> None:
    """Print the event figures of samples as `predict` reads them."""
    docs = [msgspec.structs.replace(s.context.doc, events=tuple(predict(s))) for s in samples]
    for key, (f, p, r) in score([s.row for s in samples], docs).items():
        if key.startswith(("trigger", "event")):
            print(f"   {key:12s} F1 {f:6.2f}   P {p:6.2f}   R {r:6.2f}", flush=True)


def read(sample: Sample, models: Models, acts: list[Act] | None = None) -> list[EventMention]:
    """The events of a sample by the models given."""
    if sample.context.topic < LIMITS["topic"]:
        return []
    acts = find_acts(sample.context, models) if acts is None else acts
    return list(events_in(sample.context, group_acts(sample.context, acts, models), models))


def check(samples: list[Sample], others: dict[str, list[Sample]]) -> None:
    """Print figures of held-out folds of `samples`, and of other files with models of `samples`."""
    acts = read_apart(samples)
    apart: dict[int, list[EventMention]] = {}
    first = train_first(samples)
    for fold in range(FOLDS):
        # second-stage models see other folds only; their acts were read by models that saw three of four folds
        kept = [i for i in range(len(samples)) if i % FOLDS != fold]
        models = train_second([samples[i] for i in kept], [acts[i] for i in kept], first)
        for i in range(fold, len(samples), FOLDS):
            apart[id(samples[i])] = read(samples[i], models, acts[i])
    print("train, held-out folds")
    gold = [s for s in samples if not s.own]
    figures(gold, lambda s: apart[id(s)])
    reliability(gold, lambda s: apart[id(s)])
    models = train_second(samples, acts, first)
    for name, other in others.items():
        print(f"{name}, models of train")
        figures(other, lambda s: read(s, models))


def reliability(samples: Sequence[Sample], predict: Callable[[Sample], list[EventMention]]) -> None:
    """Print how often events of each step of confidence are gold events: type right, trigger overlapping, each gold event once."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sample in samples:
        free = set(range(len(sample.events)))
        for event in sorted(predict(sample), key=lambda e: -(e.confidence or 0)):
            hits = [n for n in sorted(free) if sample.events[n].type == event.type and touches(sample.events[n], event)]
            free -= set(hits[:1])
            bins.setdefault(min(9, int(10 * (event.confidence or 0))), []).append((event.confidence or 0, bool(hits)))
    for step, pairs in sorted(bins.items()):
        mean, right = sum(c for c, _ in pairs) / len(pairs), sum(h for _, h in pairs) / len(pairs)
        print(f"   confidence {step / 10:.1f}: {len(pairs):4d} events, mean {mean:.2f}, right {right:.2f}", flush=True)


def touches(a: EventMention, b: EventMention) -> bool:
    """Whether a trigger of one overlaps a trigger of the other."""
    return any(x.start < y.end and y.start < x.end for x in a.triggers for y in b.triggers)


def main() -> None:
    """Train, and write the models or print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--gold", action="store_true")
    options = parser.parse_args()
    samples = make_samples("train")
    if not options.gold:
        for path in own_files():
            samples += make_samples(path.stem.replace("news-", "labels-"))
    if options.check:
        check(samples, {"dev": make_samples("dev"), "seeds": make_samples("seeds")})
        return
    models = train(samples)
    MODEL.write_bytes(msgspec.json.encode(models, order="sorted") + b"\n")
    print(f"wrote {MODEL.name}: {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
