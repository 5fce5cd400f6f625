"""Train the models of the event layer on gold documents.

    python -m training.events                 train on gold/train.jsonl and training/labels, write thoisu/models/events.json
    python -m training.events --check         figures of held-out folds read with real layers, error table, reliability; then dev and seeds
    python -m training.events --check --given the same read with gold names, times and quotes

Two stages: models of single triggers (is it an act, who, when, in what status), then models of whole occurrences, which learn from
acts read by first-stage models of other documents; thresholds are chosen on models of folds (`training.events_limits`). All learn from
gold names, times and quotes: models that learnt from the layers that an unseen article gets were no better on such layers.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from thoisu.annotate.events.acts import Act, find_acts
from thoisu.annotate.events.find import events_of
from thoisu.annotate.events.merge import group_acts
from thoisu.annotate.events.settle import date_features, event_features, make_occurrence, party_features, read_stage
from thoisu.annotate.events.weights import Linear, Models
from thoisu.model import EventMention
from training.events_errors import print_errors
from training.events_fit import Pool
from training.events_layers import given_layers, held_out_layers, shipped_layers
from training.events_limits import LIMITS, Read, choose_limits
from training.events_samples import Sample, add_first, add_pairs, make_sample, named_event, parts
from training.gold import load_gold, score
from training.labels import load_training

MODEL = Path(__file__).parents[1] / "thoisu" / "models" / "events.json"
FOLDS = 4
FIRST = {"trigger": 10.0, "actor": 14.0, "recipient": 14.0, "date": 6.0, "planned": 4.0, "conditional": 4.0, "denied": 4.0}
SECOND = {"event": 5.0, "actor_of": 8.0, "recipient_of": 8.0, "date_of": 15.0}
EMPTY = Linear({})


class Corpus:
    """Labelled documents and the first-stage examples of each."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        """Read the examples."""
        self.samples = list(samples)
        self.pools = {name: Pool() for name in FIRST}
        for number, sample in enumerate(self.samples):
            add_first(number, sample, self.pools)

    def train_first(self, chosen: Iterable[int]) -> Models:
        """The first-stage models of some documents; those of the second are empty."""
        chosen = list(chosen)
        models = {n: self.pools[n].fit(chosen, c2=c2) for n, c2 in FIRST.items()}
        return Models(**models, same=EMPTY, **dict.fromkeys(SECOND, EMPTY), thresholds=LIMITS)

    def train_folds(self) -> list[Models]:
        """For each fold the first-stage models of the others."""
        return [self.train_first(i for i in range(len(self.samples)) if i % FOLDS != fold) for fold in range(FOLDS)]

    def read_apart(self, folds: Sequence[Models]) -> list[list[Act]]:
        """The acts of each document, read by models of the other folds."""
        return [find_acts(sample.context, folds[i % FOLDS]) for i, sample in enumerate(self.samples)]


def train_second(samples: Sequence[Sample], acts: Sequence[list[Act]], chosen: Iterable[int], first: Models) -> Models:
    """`first` with the models of whole occurrences, learnt from some documents."""
    chosen = list(chosen)
    pairs = Pool()
    for i in chosen:
        add_pairs(i, samples[i], acts[i], pairs)
    models = msgspec.structs.replace(first, same=pairs.fit(chosen, c2=2.0))
    pools = {n: Pool() for n in SECOND}
    for i in chosen:
        add_second(i, samples[i], group_acts(samples[i].context, acts[i], models), pools)
    return msgspec.structs.replace(models, **{n: pools[n].fit(chosen, c2=c2) for n, c2 in SECOND.items()})


def add_second(number: int, sample: Sample, groups: list[list[Act]], pools: dict[str, Pool]) -> None:
    """Add what the groups of one document teach about whole occurrences."""
    context = sample.context
    occurrences = [make_occurrence(g) for g in groups]
    stage = read_stage(context, occurrences)
    numbers = [named_event(sample, g) for g in groups]
    for occurrence, at in zip(occurrences, numbers, strict=True):
        best = max((max(a.probability for a in o.acts) for o, n in zip(occurrences, numbers, strict=True) if n == at), default=0.0)
        own = at >= 0 and max(a.probability for a in occurrence.acts) == best
        count = sum(o.type == occurrence.type for o in occurrences)
        pools["event"].add(number, event_features(context, occurrence, count), own)
        if at < 0:
            continue
        event = sample.events[at]
        actors, recipients = parts(event)
        for name, share in occurrence.actors.items():
            if share.score > 0.02:
                features = party_features(stage, occurrence, name, occurrence.actors, occurrence.recipients)
                pools["actor_of"].add(number, features, sample.is_one_of(name, actors))
        for name, share in occurrence.recipients.items():
            if share.score > 0.02:
                features = party_features(stage, occurrence, name, occurrence.recipients, occurrence.actors)
                pools["recipient_of"].add(number, features, sample.is_one_of(name, recipients))
        values = sorted(occurrence.dates, key=lambda v: v or "~")  # none last: it stands for a date that is not among them
        options = [(date_features(context, stage, occurrence, v, event.status), v == event.date) for v in values]
        pools["date_of"].add_choice(number, options)


def read(sample: Sample, models: Models) -> list[EventMention]:
    """The events of a sample by the models given."""
    return list(events_of(sample.context.doc, models))


def complete_folds(corpus: Corpus, acts: Sequence[list[Act]], folds: Sequence[Models]) -> list[Models]:
    """The first-stage models of each fold with those of whole occurrences, and the thresholds that serve all folds best."""
    models = []
    for fold, first in enumerate(folds):
        # their acts were read by first-stage models that saw three of four folds
        models.append(train_second(corpus.samples, acts, (i for i in range(len(acts)) if i % FOLDS != fold), first))
    reads = []
    for i, sample in enumerate(corpus.samples):
        groups = group_acts(sample.context, acts[i], models[i % FOLDS])
        reads.append(Read(sample, groups, models[i % FOLDS]))
    limits = choose_limits(reads)
    return [msgspec.structs.replace(m, thresholds=limits) for m in models]


def train(corpus: Corpus) -> Models:
    """The models of all documents, with thresholds chosen on models of folds."""
    folds = corpus.train_folds()
    acts = corpus.read_apart(folds)
    everything = range(len(acts))
    models = train_second(corpus.samples, acts, everything, corpus.train_first(everything))
    return msgspec.structs.replace(models, thresholds=complete_folds(corpus, acts, folds)[0].thresholds)


def figures(name: str, samples: Sequence[Sample], events: Sequence[Sequence[EventMention]]) -> None:
    """Print the event figures of samples for which `events` were read."""
    docs = [msgspec.structs.replace(s.context.doc, events=tuple(e)) for s, e in zip(samples, events, strict=True)]
    for key, (f, p, r) in score([s.row for s in samples], docs).items():
        if key.startswith(("trigger", "event")):
            print(f"{name:22s} {key:12s} F1 {f:6.2f}   P {p:6.2f}   R {r:6.2f}", flush=True)


def check(corpus: Corpus, held: Sequence[Sample], others: dict[str, list[Sample]]) -> None:
    """Print figures of held-out folds as `held` lays them out, and of other files with models of all folds."""
    folds = corpus.train_folds()
    acts = corpus.read_apart(folds)
    models_of = complete_folds(corpus, acts, folds)
    print(f"thresholds {models_of[0].thresholds}")
    events = [read(sample, models_of[i % FOLDS]) for i, sample in enumerate(held)]
    for name, own in (("gold train, folds", False), ("own labels, folds", True)):
        chosen = [i for i, s in enumerate(held) if s.own == own]
        figures(name, [held[i] for i in chosen], [events[i] for i in chosen])
    print_errors((s.row, msgspec.structs.replace(s.context.doc, events=tuple(e))) for s, e in zip(held, events, strict=True))
    reliability(held, events)
    everything = range(len(acts))
    models = train_second(corpus.samples, acts, everything, corpus.train_first(everything))
    models = msgspec.structs.replace(models, thresholds=models_of[0].thresholds)
    for name, other in others.items():
        figures(name, other, [read(s, models) for s in other])


def reliability(samples: Sequence[Sample], events: Sequence[Sequence[EventMention]]) -> None:
    """Print how often events of each step of confidence are gold events: type right, trigger overlapping, each gold event once."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sample, found in zip(samples, events, strict=True):
        free = set(range(len(sample.events)))
        for event in sorted(found, key=lambda e: -(e.confidence or 0)):
            hits = [n for n in sorted(free) if sample.events[n].type == event.type and touches(sample.events[n], event)]
            free -= set(hits[:1])
            bins.setdefault(min(9, int(10 * (event.confidence or 0))), []).append((event.confidence or 0, bool(hits)))
    for step, pairs in sorted(bins.items()):
        mean, right = sum(c for c, _ in pairs) / len(pairs), sum(h for _, h in pairs) / len(pairs)
        print(f"   confidence {step / 10:.1f}: {len(pairs):4d} events, mean {mean:.2f}, right {right:.2f}", flush=True)


def touches(a: EventMention, b: EventMention) -> bool:
    """Whether a trigger of one overlaps a trigger of the other."""
    return any(x.start < y.end and y.start < x.end for x in a.triggers for y in b.triggers)


def make_others(given: bool) -> dict[str, list[Sample]]:
    """The gold files that train nothing."""
    found = {}
    for name in ("dev", "seeds"):
        pairs = load_gold(name)
        found[name] = [make_sample(row, doc, given_layers(doc) if given else shipped_layers(row)) for row, doc in pairs]
    return found


def encode(models: Models) -> bytes:
    """The models as the file holds them."""
    return msgspec.json.encode(models, order="sorted") + b"\n"


def main() -> None:
    """Train, and write the models or print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="print figures instead of writing models")
    parser.add_argument("--given", action="store_true", help="check with gold names, times and quotes")
    options = parser.parse_args()
    pairs = load_training()
    corpus = Corpus([make_sample(row, doc, given_layers(doc)) for row, doc in pairs])
    if options.check:
        held = corpus.samples if options.given else [make_sample(*pair, laid) for pair, laid in zip(pairs, held_out_layers(), strict=True)]
        check(corpus, held, make_others(options.given))
        return
    MODEL.write_bytes(encode(train(corpus)))
    print(f"wrote {MODEL.name}: {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
