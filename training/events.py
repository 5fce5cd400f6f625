"""Train the models of the event layer on gold documents.

    python -m training.events                 train on gold/train.jsonl, write thoisu/models/events.json
    python -m training.events --check         figures: held-out folds of train, then dev with models of train
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from thoisu.annotate.events.acts import Act, date_side, find_acts
from thoisu.annotate.events.context import Context, read_context
from thoisu.annotate.events.dates import find_dates
from thoisu.annotate.events.find import events_of
from thoisu.annotate.events.merge import pair_features
from thoisu.annotate.events.roles import find_seats
from thoisu.annotate.events.status import find_cues, status_features
from thoisu.annotate.events.triggers import Candidate, Entry, common_features, find_candidates, read_scene, reading_features
from thoisu.annotate.events.weights import Linear, Models
from thoisu.model import Document, EventMention
from training.events_fit import Example, fit
from training.gold import load_gold, score

MODEL = Path(__file__).parents[1] / "thoisu" / "models" / "events.json"
FOLDS = 5
LIMITS = {
    "trigger": 0.4, "event": 0.5, "actor": 0.45, "actor_least": 0.12, "recipient": 0.42, "date": 0.45, "status": 0.5, "same": 0.0,
}
EMPTY = Linear({})


@dataclass
class Sample:
    """A gold document with the layers that the event stage reads, and its gold events."""

    row: dict  # type: ignore[type-arg]
    context: Context
    events: tuple[EventMention, ...]


def make_samples(name: str, annotate: Callable[[Document], Document] | None = None) -> list[Sample]:
    """The documents of a gold file; `annotate` replaces the gold layers by real ones."""
    out = []
    for row, gold in load_gold(name):
        doc = msgspec.structs.replace(gold, events=None)
        doc = annotate(doc) if annotate else doc
        out.append(Sample(row, read_context(doc), gold.events or ()))
    return out


def match(candidate: Candidate, entry: Entry, events: Sequence[EventMention]) -> int:
    """The number of the gold event that a reading names, -1 for none."""
    for number, event in enumerate(events):
        if event.type == entry.type and any(t.start < candidate.end and candidate.start < t.end for t in event.triggers):
            return number
    return -1


def train(samples: Sequence[Sample]) -> Models:
    """The models of the samples; the model that joins acts learns from acts read by models of other documents."""
    base = train_base(samples)
    pairs: list[Example] = []
    for fold in range(FOLDS):
        models = train_base([s for i, s in enumerate(samples) if i % FOLDS != fold])
        for sample in samples[fold::FOLDS]:
            pairs += pair_examples(sample, find_acts(sample.context, models))
    return msgspec.structs.replace(base, same=fit(pairs, c2=2.0))


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


def train_base(samples: Sequence[Sample]) -> Models:
    """All models but the one that joins acts."""
    rows: dict[str, list[Example]] = {n: [] for n in ("trigger", "actor", "recipient", "date", "planned", "conditional", "denied")}
    for sample in samples:
        add_examples(sample, rows)
    return Models(
        trigger=fit(rows["trigger"], c2=3.0), actor=fit(rows["actor"], c2=3.0), recipient=fit(rows["recipient"], c2=3.0), date=fit(rows["date"], c2=3.0),
        planned=fit(rows["planned"], c2=2.0), conditional=fit(rows["conditional"], c2=2.0), denied=fit(rows["denied"], c2=2.0), same=EMPTY, thresholds=LIMITS,
    )


def add_examples(sample: Sample, rows: dict[str, list[Example]]) -> None:
    """Add the examples of one document to `rows`."""
    context = sample.context
    candidates = list(find_candidates(context))
    scene = read_scene(context, candidates)
    named: list[tuple[Candidate, Entry, EventMention]] = []
    for candidate in candidates:
        common = common_features(context, scene, candidate)
        for entry in candidate.entries:
            number = match(candidate, entry, sample.events)
            rows["trigger"].append((reading_features(candidate, entry, scene, common), number >= 0))
            if number >= 0:
                named.append((candidate, entry, sample.events[number]))
    triggers = sorted(c.first for c, _, _ in named)
    for candidate, entry, event in named:
        actors, recipients = set(event.actors), set(event.recipients)
        if entry.type in ("CONSULT", "COOPERATE"):
            actors |= recipients
        for seat in find_seats(context, candidate, entry, triggers):
            rows["actor"].append((seat.features, seat.party.entity in actors))
            rows["recipient"].append((seat.features, seat.party.entity in recipients))
        for when in find_dates(context, candidate, entry, triggers):
            rows["date"].append((when.features, when.date == event.date))
        features = status_features(context, candidate, entry, find_cues(context, candidate), date_side(context, event.date))
        for status in ("planned", "conditional", "denied"):
            rows[status].append((features, event.status == status))


def figures(samples: Sequence[Sample], predict: Callable[[Sample], Models]) -> None:
    """Print the event figures of samples, each read by the models that `predict` gives for it."""
    docs = [msgspec.structs.replace(s.context.doc, events=tuple(events_of(s.context.doc, predict(s)))) for s in samples]
    for key, (f, p, r) in score([s.row for s in samples], docs).items():
        if key.startswith(("trigger", "event")):
            print(f"   {key:12s} F1 {f:6.2f}   P {p:6.2f}   R {r:6.2f}", flush=True)


def check(samples: list[Sample], dev: list[Sample]) -> None:
    """Print figures of held-out folds of `samples` and of `dev`."""
    fold_models = {}
    for fold in range(FOLDS):
        models = train([s for i, s in enumerate(samples) if i % FOLDS != fold])
        for sample in samples[fold::FOLDS]:
            fold_models[id(sample)] = models
    print("train, held-out folds")
    figures(samples, lambda s: fold_models[id(s)])
    models = train(samples)
    print("dev, models of train")
    figures(dev, lambda s: models)


def main() -> None:
    """Train, and write the models or print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    samples = make_samples("train")
    if options.check:
        check(samples, make_samples("dev"))
        return
    MODEL.write_bytes(msgspec.json.encode(train(samples), order="sorted") + b"\n")
    print(f"wrote {MODEL.name}: {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
