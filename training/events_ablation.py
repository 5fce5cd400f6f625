"""What the parts of the event layer contribute: one quarter of the labelled documents, read by less and less.

    python -m training.events_ablation        table of trigger, event and event_full F1

Rules alone: each strong word of the lexicon is an event of its own, done by the party before it to the party after it, on the first date
of its sentence. Then the models are added one by one, and gold layers are exchanged for those that an unseen article gets.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from thoisu.annotate.events.acts import Act, find_acts
from thoisu.annotate.events.context import Context
from thoisu.annotate.events.dates import date_of_timex
from thoisu.annotate.events.find import events_in, events_of
from thoisu.annotate.events.roles import SYMMETRIC
from thoisu.annotate.events.triggers import Candidate, Entry, find_candidates
from thoisu.annotate.events.weights import Models
from thoisu.model import Document, EventMention, Span
from training.events import Corpus, figures, train_second
from training.events_layers import given_layers, held_out_layers
from training.events_samples import Sample, make_sample
from training.labels import load_training

FOLDS = 4
Reader = Callable[[Sample], list[EventMention]]


def by_rule(context: Context, candidate: Candidate, entry: Entry) -> EventMention | None:
    """The event of a word by nearest parties and the first date of the sentence; None without a party."""
    parties = [p for p in context.by_sentence[candidate.sentence] if not p.inside]
    before = [p.entity for p in parties if p.last <= candidate.first][-1:]
    after = [p.entity for p in parties if p.first >= candidate.last][:1]
    if not before and not after:
        return None
    dates = [d for c in context.clocks[candidate.sentence] if (d := date_of_timex(c.time.value))]
    both = entry.type in SYMMETRIC
    return EventMention(
        entry.type, None, (Span(candidate.start, candidate.end),), tuple(before + after if both else before),  # type: ignore[arg-type]
        () if both else tuple(after), dates[0] if dates else None, "asserted", "rule",
    )


def of_lexicon(sample: Sample) -> list[EventMention]:
    """Events of the strong words of the lexicon, all by rule."""
    candidates = [c for c in find_candidates(sample.context) if c.entries[0].strength == "strong"]
    return [e for c in candidates if (e := by_rule(sample.context, c, c.entries[0]))]


def of_triggers(sample: Sample, models: Models) -> list[EventMention]:
    """Events of the words that the trigger model takes, the rest by rule."""
    acts = find_acts(sample.context, models)
    return [e for a in acts if a.probability >= 0.5 and (e := by_rule(sample.context, a.candidate, a.entry))]


def unmerged(sample: Sample, models: Models) -> list[EventMention]:
    """Events by all models, each trigger an event of its own."""
    groups: list[list[Act]] = [[a] for a in find_acts(sample.context, models)]
    return list(events_in(sample.context, groups, models))


def rows_of(models: Models) -> Iterator[tuple[str, Reader]]:
    """Each row of the table over gold layers: what reads, and how."""
    yield "lexicon alone", of_lexicon
    yield "and trigger model", lambda s: of_triggers(s, models)
    yield "and other models", lambda s: unmerged(s, models)
    yield "and merging", lambda s: list(events_of(s.context.doc, models))


def table(given: Sequence[Sample], held: Sequence[Sample], models: Models) -> None:
    """Print the figures of each row."""
    for name, reader in rows_of(models):
        figures(name, given, [reader(s) for s in given])
    ours = [make_sample(s.row, s.context.doc, _with_names(s, h)) for s, h in zip(given, held, strict=True)]
    for name, samples in (("our names", ours), ("our times and quotes", held)):
        for sample, gold in zip(samples, given, strict=True):
            sample.events = gold.events
        figures(name, samples, [list(events_of(s.context.doc, models)) for s in samples])


def _with_names(given: Sample, held: Sample) -> Document:
    """The document with our names and stand-ins, and gold times and quotes."""
    doc = held.context.doc
    return msgspec.structs.replace(doc, times=given.context.doc.times, quotes=given.context.doc.quotes)


def main() -> None:
    """Train on three quarters and print the table for the fourth."""
    pairs = load_training()
    corpus = Corpus([make_sample(row, doc, given_layers(doc)) for row, doc in pairs])
    folds = corpus.train_folds()
    kept = [i for i in range(len(pairs)) if i % FOLDS]
    models = train_second(corpus.samples, corpus.read_apart(folds), kept, folds[0])
    layers = held_out_layers()
    test = range(0, len(pairs), FOLDS)
    table([corpus.samples[i] for i in test], [make_sample(*pairs[i], layers[i]) for i in test], models)


if __name__ == "__main__":
    main()
