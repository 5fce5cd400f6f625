"""Train the name tagger on gold/train.jsonl, or cross-validate it.

    python -m training.names cross [share]   five folds over the articles of train, each trained on `share` of the rest
    python -m training.names train           write thoisu/models/names_crf.npz (all of train), and show dev
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pycrfsuite

from thoisu.annotate.names.features import Hashes, hash_features
from thoisu.annotate.names.sheet import Sheet, make_sheet
from thoisu.annotate.names.tagger import LABELS, Tagged, make_crf, save_crf
from thoisu.model import Document
from training.gold import load_gold

MODELS = Path(__file__).resolve().parents[1] / "thoisu" / "models"
C1, C2, ITERATIONS, FOLDS = 0.06, 0.015, 80, 3
Weights = tuple[Hashes, np.ndarray, np.ndarray]


def gold_labels(doc: Document, sheet: Sheet) -> np.ndarray:
    """The label number of each token by the gold mentions."""
    labels = np.zeros(len(sheet.tokens), np.int64)
    mentions = sorted(doc.mentions or (), key=lambda m: m.start)
    i = 0
    for mention in mentions:
        while i < len(sheet.tokens) and sheet.tokens[i].end <= mention.start:
            i += 1
        first = True
        while i < len(sheet.tokens) and sheet.tokens[i].start < mention.end:
            labels[i] = LABELS.index(("B-" if first else "I-") + mention.type)
            first = False
            i += 1
    return labels


def fit(hashes: Sequence[Hashes], sheets: Sequence[Sheet], labels: Sequence[np.ndarray], c1: float = C1, c2: float = C2) -> Weights:
    """Train a CRF; features seen in one token only are left out."""
    counts: Counter[int] = Counter()
    for table in hashes:
        values, n = np.unique(table, return_counts=True)
        counts.update(dict(zip(values.tolist(), n.tolist(), strict=True)))
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    names: dict[int, str] = {}
    for table, sheet, gold in zip(hashes, sheets, labels, strict=True):
        rows = [[names.setdefault(h, str(h)) for h in row if counts[h] > 1] for row in table.tolist()]
        for a, b in sheet.sequences:
            if b > a:
                trainer.append(rows[a:b], [LABELS[k] for k in gold[a:b]])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        found: dict[int, np.ndarray] = {}
        for (name, label), weight in info.state_features.items():
            if abs(weight) > 0.004:
                found.setdefault(int(name), np.zeros(len(LABELS), np.float32))[LABELS.index(label)] = weight
        transition = np.zeros((len(LABELS), len(LABELS)), np.float32)
        for (a_label, b_label), weight in info.transitions.items():
            transition[LABELS.index(a_label), LABELS.index(b_label)] = weight
        tagger.close()
    for i, a_label in enumerate(LABELS):
        for j, b_label in enumerate(LABELS):
            if b_label[0] == "I" and a_label[1:] != b_label[1:]:
                transition[i, j] = -50.0
    keys = sorted(found)
    return np.array(keys, np.uint64), np.stack([found[k] for k in keys]), transition


def gold_set(doc: Document) -> set[tuple[int, int, str]]:
    """Spans and types of the gold mentions."""
    return {(m.start, m.end, m.type) for m in doc.mentions or ()}


def spans(sheet: Sheet, tagged: Sequence[Tagged]) -> set[tuple[int, int, str]]:
    """Spans and types of what a tagger found."""
    return {(sheet.tokens[t.first].start, sheet.tokens[t.last - 1].end, t.type) for t in tagged}


def report(name: str, pairs: Sequence[tuple[set[tuple[int, int, str]], set[tuple[int, int, str]]]]) -> None:
    """Print precision, recall and F1 over all types and each."""
    for kind in ("", "PER", "ORG", "LOC", "MISC"):
        g = sum(len([x for x in a if x[2] == kind or not kind]) for a, _ in pairs)
        p = sum(len([x for x in b if x[2] == kind or not kind]) for _, b in pairs)
        h = sum(len([x for x in a & b if x[2] == kind or not kind]) for a, b in pairs)
        f1, precision, recall = 200 * h / max(1, g + p), 100 * h / max(1, p), 100 * h / max(1, g)
        print(f"{name} {kind or 'all':4s} F1 {f1:6.2f}  P {precision:6.2f}  R {recall:6.2f}  ({h}/{g}/{p})")


def main(argv: list[str]) -> None:
    """Run one of the commands above."""
    docs = [doc for _, doc in load_gold("train")]
    sheets = [make_sheet(d.text) for d in docs]
    hashes = [hash_features(s) for s in sheets]
    labels = [gold_labels(d, s) for d, s in zip(docs, sheets, strict=True)]
    if argv[0] == "cross":
        share = float(argv[1]) if len(argv) > 1 else 1.0
        pairs = []
        for fold in range(FOLDS):
            rest = [i for i in range(len(docs)) if i % FOLDS != fold]
            rest = rest[: round(share * len(rest))] if share < 1 else rest
            crf = make_crf(*fit([hashes[i] for i in rest], [sheets[i] for i in rest], [labels[i] for i in rest]))
            pairs += [(gold_set(docs[i]), spans(sheets[i], crf.tag(sheets[i]))) for i in range(fold, len(docs), FOLDS)]
        report(f"cross {share:.2f}", pairs)
    else:
        weights = fit(hashes, sheets, labels)
        save_crf(MODELS / "names_crf.npz", *weights)
        crf = make_crf(*weights)
        print(len(weights[0]), "features")
        dev = [d for _, d in load_gold("dev")]
        report("dev", [(gold_set(d), spans(s, crf.tag(s))) for d in dev for s in (make_sheet(d.text),)])


if __name__ == "__main__":
    main(sys.argv[1:])
