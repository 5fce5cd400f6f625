"""Train the models of the quotes stage on gold/train.jsonl, cross-validate them, and write thoisu/models/quotes.json.

    python -m training.quotes            train on gold train and training/labels and write the models
    python -m training.quotes check      5-fold cross-validation over both, then dev and seeds with models of both
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pycrfsuite

from thoisu.annotate.quotes import read_quotes
from thoisu.annotate.quotes.assemble import stop_tokens
from thoisu.annotate.quotes.features import left_features, mark_features, right_features, stop_features
from thoisu.annotate.quotes.model import Logistic, QuoteModels
from thoisu.annotate.quotes.options import Option, find_heads, find_left, find_marked, find_right
from thoisu.annotate.quotes.scene import Scene, make_scene
from thoisu.annotate.quotes.speakers import Told, find_candidates, make_context, speaker_features
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.model import Document
from training.gold import bare_document, load_gold, load_scorer, score
from training.labels import load_training
from training.quotes_more import more_examples

Example = tuple[Sequence[str], bool]
Group = Sequence[Example]
Row = dict[str, Any]
STRENGTH = {"right": 2.0, "left": 1.0, "mark": 1.0, "stop": 3.0, "speaker": 4.0}  # L2, chosen by cross-validation over train


def fit(examples: Iterable[Example], *, c2: float, least: int = 2) -> Logistic:
    """Logistic regression by L-BFGS (CRFsuite on sequences of one item); features seen fewer than `least` times are left out."""
    examples = list(examples)
    seen = Counter(f for features, _ in examples for f in set(features))
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": c2, "max_iterations": 150, "feature.possible_states": False, "feature.possible_transitions": False})
    for features, label in examples:
        trainer.append([[f for f in features if seen[f] >= least] + ["bias"]], ["1" if label else "0"])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        states = tagger.info().state_features
        tagger.close()
    weights: dict[str, float] = {}
    for (feature, label), weight in states.items():
        weights[feature] = weights.get(feature, 0.0) + (weight if label == "1" else -weight)
    bias = round(weights.pop("bias", 0.0), 3)
    return Logistic(bias, {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.01})


def fit_ranking(groups: Sequence[Group], *, c2: float, least: int = 2, iterations: int = 250) -> Logistic:
    """Weights under which a right candidate scores above the others of its group (softmax over the group, L2), by gradient descent with momentum."""
    seen = Counter(f for group in groups for features, _ in group for f in set(features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= least))}
    rows = [(g, [index[f] for f in features if f in index], label) for g, group in enumerate(groups) for features, label in group]
    matrix = np.zeros((len(rows), len(index)), dtype=np.float32)
    for i, (_, columns, _) in enumerate(rows):
        matrix[i, columns] = 1.0
    group_of = np.array([g for g, _, _ in rows])
    right = np.array([label for _, _, label in rows], dtype=np.float32)
    weights = np.zeros(len(index), dtype=np.float32)
    speed = np.zeros_like(weights)
    size = len(groups)
    for _ in range(iterations):
        scores = np.exp(np.clip(matrix @ weights, -30, 30))
        everyone = scores / np.bincount(group_of, scores, minlength=size)[group_of]
        good = scores * right
        winners = good / np.bincount(group_of, good, minlength=size)[group_of]
        gradient = matrix.T @ (winners - everyone).astype(np.float32) - c2 * weights
        speed = 0.9 * speed + 0.01 * gradient
        weights = weights + speed
    return Logistic(0.0, {f: round(float(weights[i]), 3) for f, i in index.items() if abs(weights[i]) >= 0.01})


def prepare(row: Row, doc: Document) -> tuple[Row, Document]:
    """A gold row with its document as the quotes stage sees it: gold names and times, our sentences and stand-ins."""
    doc = msgspec.structs.replace(bare_document(row), mentions=doc.mentions, times=doc.times)
    doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
    return row, msgspec.structs.replace(doc, referents=tuple(find_referents(doc)))


def _gold_at(scene: Scene, row: Row, cue: int) -> list[Row]:
    match = scene.cues[cue]
    return [q for q in row["quotes"] if q["cue"] and q["cue"][0] < match.end and match.start < q["cue"][1]]


def _right_gold(scene: Scene, row: Row, option: Option) -> Row | None:
    """The gold quote that a right option stands for: same cue, content starts at the option."""
    start = scene.tokens[option.first].start
    for quote in _gold_at(scene, row, option.cue):
        if quote["start"] >= scene.cues[option.cue].start and abs(quote["start"] - start) <= 25:
            return quote
    return next((q for q in row["quotes"] if q["cue"] is not None and abs(q["start"] - start) <= 1 and q["cue"][1] <= q["start"]), None)


def _span_iou(scene: Scene, option: Option, quote: Row) -> float:
    a, b = scene.tokens[option.first].start, scene.tokens[option.last - 1].end
    shared = min(b, quote["end"]) - max(a, quote["start"])
    return shared / ((b - a) + (quote["end"] - quote["start"]) - shared) if shared > 0 else 0.0


def examples_of(row: Row, scene: Scene) -> dict[str, list[Example]]:
    """Labelled examples of a document for each yes/no model."""
    out: dict[str, list[Example]] = {"right": [], "left": [], "mark": [], "stop": []}
    for cue in scene.cues:
        option = find_right(scene, cue)
        if option:
            gold = _right_gold(scene, row, option)
            out["right"].append((right_features(scene, option), gold is not None))
            if gold:
                out["stop"] += _stop_examples(scene, option, gold["end"])
        for rank, left in enumerate(find_left(scene, cue)):
            hit = any(_span_iou(scene, left, q) >= 0.8 for q in row["quotes"] if q["cue"] is None or q["cue"][0] >= q["end"])
            out["left"].append((left_features(scene, left, rank), hit))
    for option in find_marked(scene):
        hit = any(_span_iou(scene, option, q) >= 0.8 for q in row["quotes"])
        out["mark"].append((mark_features(scene, option), hit))
    return out


@cache
def _more() -> dict[str, list[Example]]:
    return more_examples()


@cache
def _scorer() -> Any:
    return load_scorer()


def speaker_groups(scene: Scene, row: Row) -> list[Group]:
    """The candidates of each gold quote that an option stands for, with the gold speaker before it as the chain."""
    names = _scorer().Names(row)
    options = [o for cue in scene.cues if (o := find_right(scene, cue))]
    options += [o for cue in scene.cues for o in find_left(scene, cue)] + list(find_marked(scene)) + list(find_heads(scene))
    out: list[Group] = []
    chain: str | None = None
    told: list[Told] = []
    for quote in sorted(row["quotes"], key=lambda q: (q["start"], -q["end"])):
        fits = [o for o in options if _fits(scene, o, quote)]
        if fits:
            option = max(fits, key=lambda o: (_span_iou(scene, o, quote), o.side == "mark"))
            pool = find_candidates(scene, option, make_context(option, told, chain))
            labels = [names.same(quote["speaker"], c.entity) for c in pool]
            if any(labels):
                out.append([(speaker_features(scene, option, c, pool, i), labels[i]) for i, c in enumerate(pool)])
        chain = quote["speaker"]
        told.append(Told(scene.token_from(quote["start"]), scene.token_from(quote["end"]), chain))
    return out


def _fits(scene: Scene, option: Option, quote: Row) -> bool:
    if _span_iou(scene, option, quote) < 0.3 or (option.side == "mark") != (quote["type"] == "direct"):
        return False
    if not quote["cue"] or option.cue < 0:
        return (not quote["cue"] and option.cue < 0) or option.side == "mark"
    return bool(scene.cues[option.cue].start < quote["cue"][1] and quote["cue"][0] < scene.cues[option.cue].end)


def _stop_examples(scene: Scene, option: Option, end: int) -> list[Example]:
    out: list[Example] = []
    for token in stop_tokens(scene, option):
        is_end = scene.tokens[token - 1].end >= end - 1
        out.append((stop_features(scene, option, token), is_end))
        if is_end:
            break
    return out


def train(prepared: Iterable[tuple[Row, Document]]) -> QuoteModels:
    """The models of a set of documents. Speakers are learnt from gold only: those of our own labels lowered the figures on gold."""
    pools: dict[str, list[Example]] = {name: [] for name in STRENGTH if name != "speaker"}
    groups: list[Group] = []
    for row, doc in prepared:
        scene = make_scene(doc)
        groups += [] if "digest" in row else speaker_groups(scene, row)
        for name, examples in examples_of(row, scene).items():
            pools[name] += examples
    for name, examples in _more().items():
        pools[name] += examples
    models = {name: fit(examples, c2=STRENGTH[name]) for name, examples in pools.items()}
    return QuoteModels(**models, speaker=fit_ranking(groups, c2=STRENGTH["speaker"]))


def annotate(doc: Document, models: QuoteModels) -> Document:
    """The document with quotes by the given models."""
    return msgspec.structs.replace(doc, quotes=tuple(read_quotes(doc, models)))


def report(name: str, prepared: Sequence[tuple[Row, Document]], docs: Iterable[Document]) -> None:
    """Print the figures of the quotes layer."""
    figures = score([row for row, _ in prepared], docs)
    for key in ("quote", "quote_speaker"):
        f, p, r = figures[key]
        print(f"{name:12s} {key:14s} F1 {f:6.2f}   P {p:6.2f}   R {r:6.2f}")


def report_confidence(prepared: Sequence[tuple[Row, Document]], docs: Sequence[Document]) -> None:
    """Print how often quotes of each confidence are right (the span, and the span with the speaker)."""
    scorer = _scorer()
    bins: dict[int, list[int]] = {}
    for (row, _), doc in zip(prepared, docs, strict=True):
        names = scorer.Names(row)
        for quote in doc.quotes or ():
            best = max(row["quotes"], key=lambda g: scorer.iou((g["start"], g["end"]), (quote.start, quote.end)), default=None)
            hit = best is not None and scorer.iou((best["start"], best["end"]), (quote.start, quote.end)) >= 0.8
            counts = bins.setdefault(min(int((quote.confidence or 0) * 10), 9), [0, 0, 0])
            counts[0] += 1
            counts[1] += hit
            counts[2] += bool(hit and best and names.same(best["speaker"], quote.speaker))
    for tenth, (n, hits, speakers) in sorted(bins.items()):
        span, both = 100 * hits / n, 100 * speakers / n
        print(f"confidence {tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}: {n:4d} quotes, {span:5.1f} % right, {both:5.1f} % with speaker")


def check(folds: int = 5) -> None:
    """Cross-validate over gold train and our own labels, told apart; then dev and seeds with models of all of them."""
    prepared = [prepare(row, doc) for row, doc in load_training()]
    gold = len(load_gold("train"))
    docs: list[Document] = [doc for _, doc in prepared]
    for fold in range(folds):
        models = train(p for i, p in enumerate(prepared) if i % folds != fold)
        for i in range(fold, len(prepared), folds):
            docs[i] = annotate(prepared[i][1], models)
    report("train (cv)", prepared[:gold], docs[:gold])
    report("labels (cv)", prepared[gold:], docs[gold:])
    report_confidence(prepared, docs)
    models = train(prepared)
    for name in ("dev", "seeds"):
        held = [prepare(row, doc) for row, doc in load_gold(name)]
        report(name, held, [annotate(doc, models) for _, doc in held])


def write() -> None:
    """Train on gold train and our own labels and write the models that ship."""
    models = train([prepare(row, doc) for row, doc in load_training()])
    path = Path(__file__).resolve().parents[1] / "thoisu" / "models" / "quotes.json"
    path.write_bytes(msgspec.json.encode(models))


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check()
    else:
        write()
