"""Figures and error classes of the quotes on held-out articles, with the layers of our own pipeline under them.

    python -m training.quotes_check            5 folds over gold train and our own labels (taggers of names and models of quotes by fold)
    python -m training.quotes_check dev seeds  the models that ship, over gold files
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from thoisu.annotate.quotes import read_quotes
from thoisu.annotate.quotes.model import load_models
from thoisu.model import Document, Quote
from training.gold import load_gold, load_scorer, score
from training.labels import load_training
from training.quotes import FOLDS, make_trials, read_lesson, train
from training.quotes_examples import Row
from training.quotes_fit import fit_surety
from training.quotes_layers import held_out, with_layers

SAME = 0.8


class Miss(msgspec.Struct, frozen=True):
    """One error: its class, the article, the gold quote and the predicted one."""

    kind: str
    article: str
    gold: Row | None
    found: Quote | None


def sort_errors(row: Row, doc: Document, scorer: Any) -> Iterable[Miss]:
    """The errors of a document by class: missed, spurious, the ends of the content, the kind of speaker got wrong."""
    found = [{"start": q.start, "end": q.end, "quote": q} for q in doc.quotes or ()]
    pairs = scorer.pair(row["quotes"], found, lambda a, b: scorer.iou(scorer.span(a), scorer.span(b)))
    names = scorer.Names(row)
    left = {id(q) for q in found}
    matched = {id(g) for g, _ in pairs}
    for gold, other in pairs:
        left.discard(id(other))
        quote: Quote = other["quote"]
        if scorer.iou(scorer.span(gold), scorer.span(other)) < SAME:
            yield Miss(_extent(gold, quote), row["id"], gold, quote)
        elif not names.same(gold["speaker"], quote.speaker):
            yield Miss("speaker: " + _speaker_kind(row, gold, quote), row["id"], gold, quote)
    for gold in row["quotes"]:
        if id(gold) not in matched:
            yield Miss("missed " + gold["type"], row["id"], gold, None)
    for other in found:
        if id(other) in left:
            yield Miss("spurious " + other["quote"].rule.split("_")[0], row["id"], None, other["quote"])


def _extent(gold: Row, quote: Quote) -> str:
    start, end = quote.start - gold["start"], quote.end - gold["end"]
    if abs(start) > abs(end):
        return "starts too early" if start < 0 else "starts too late"
    return "ends too late" if end > 0 else "ends too early"


def _speaker_kind(row: Row, gold: Row, quote: Quote) -> str:
    """What the gold speaker is and how the text around the cue tells of him."""
    if quote.speaker is None:
        return "none found"
    named = [e for e in row["entities"] if e["id"] == gold["speaker"]]
    if not named:
        return "description"
    at = gold["cue"][0] if gold["cue"] else gold["start"]
    first, last = row["text"].rfind(". ", 0, at), row["text"].find(". ", max(at, gold["end"] if gold["end"] < at else at))
    first, last = max(first, row["text"].rfind("\n", 0, at), 0), last if last >= 0 else len(row["text"])
    here = any(first <= e["start"] < last for e in named)
    words = row["text"][first:last]
    relay = " dẫn " in words or "trích" in words
    return f"{named[0]['type']} {'named' if here else 'not named'} in the sentence{', relay' if relay else ''}"


def show(name: str, rows: Sequence[Row], docs: Sequence[Document]) -> list[Miss]:
    """Print the figures of the quotes layer and its error classes by size."""
    figures = score(rows, docs)
    for key in ("quote", "quote_speaker"):
        f, p, r = figures[key]
        print(f"{name:12s} {key:14s} F1 {f:6.2f}   P {p:6.2f}   R {r:6.2f}")
    scorer = load_scorer()
    misses = [miss for row, doc in zip(rows, docs, strict=True) for miss in sort_errors(row, doc, scorer)]
    for kind, n in Counter(m.kind for m in misses).most_common():
        print(f"    {n:4d}  {kind}")
    return misses


def show_confidence(rows: Sequence[Row], docs: Sequence[Document]) -> None:
    """Print how often quotes of each confidence are right (the span, and the span with the speaker)."""
    scorer = load_scorer()
    bins: dict[int, list[float]] = {}
    for row, doc in zip(rows, docs, strict=True):
        names = scorer.Names(row)
        for quote in doc.quotes or ():
            at = (quote.start, quote.end)
            best = max(row["quotes"], key=lambda g: scorer.iou(scorer.span(g), at), default=None)
            hit = best is not None and scorer.iou(scorer.span(best), at) >= SAME
            sums = bins.setdefault(min(int((quote.confidence or 0) * 10), 9), [0.0] * 4)
            for i, value in enumerate((1, quote.confidence or 0, hit, bool(hit and best and names.same(best["speaker"], quote.speaker)))):
                sums[i] += value
    print("confidence   quotes   mean   right   right with speaker")
    for tenth, (n, mean, hits, both) in sorted(bins.items()):
        print(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}   {n:6.0f}   {100 * mean / n:4.1f}   {100 * hits / n:5.1f}   {100 * both / n:5.1f}")


def cross() -> tuple[list[Row], list[Document]]:
    """The training articles with quotes by models of the other folds."""
    rows = [row for row, _ in load_training()]
    docs = held_out(rows)
    scorer = load_scorer()
    lessons = [read_lesson(row, doc, scorer) for row, doc in zip(rows, docs, strict=True)]
    models = [train([lesson for i, lesson in enumerate(lessons) if i % FOLDS != fold]) for fold in range(FOLDS)]
    trials = [make_trials(row, doc, models[i % FOLDS], scorer) for i, (row, doc) in enumerate(zip(rows, docs, strict=True))]
    for fold in range(FOLDS):
        sure = fit_surety([trial for i, found in enumerate(trials) if i % FOLDS != fold for trial in found])
        settled = msgspec.structs.replace(models[fold], sure=sure)
        for i in range(fold, len(rows), FOLDS):
            docs[i] = msgspec.structs.replace(docs[i], quotes=tuple(read_quotes(docs[i], settled)))
    return rows, docs


def main(argv: list[str]) -> None:
    """Run one of the commands above."""
    for name in argv:
        rows = [row for row, _ in load_gold(name)]
        docs = [with_layers(row) for row in rows]
        show(name, rows, [msgspec.structs.replace(d, quotes=tuple(read_quotes(d, load_models()))) for d in docs])
    if not argv:
        rows, docs = cross()
        gold = len(load_gold("train"))
        show("gold train", rows[:gold], docs[:gold])
        show("own labels", rows[gold:], docs[gold:])
        show("both", rows, docs)
        show_confidence(rows, docs)


if __name__ == "__main__":
    main(sys.argv[1:])
