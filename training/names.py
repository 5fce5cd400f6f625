"""Train the name tagger on gold/train.jsonl and our own labels, or cross-validate it.

    python -m training.names cross           three folds over gold train, each tagged by a model of the others and of our own labels
    python -m training.names curve           dev by models of a quarter, half, three quarters and all of train
    python -m training.names sure [PARTS]    write thoisu/models/names_sureness.tsv: how often names are right by margin, found by the packaged
                                             model in parts of our labels that it was not trained on, else by a fold's model in a third of gold train
    python -m training.names train [SETS]    write thoisu/models/names_crf.npz (of gold files and `own`; `train own` where none is named), show dev
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
import pycrfsuite

from thoisu.annotate.names.features import Hashes, hash_features
from thoisu.annotate.names.find import read_mentions
from thoisu.annotate.names.settle import settle
from thoisu.annotate.names.sheet import Sheet, make_sheet
from thoisu.annotate.names.tagger import LABELS, Crf, load_crf, make_crf, save_crf
from thoisu.model import Document
from training.gold import bare_document, load_gold, score
from training.labels import load_labels, load_own

MODELS = Path(__file__).resolve().parents[1] / "thoisu" / "models"
C1, C2, ITERATIONS, FOLDS = 0.06, 0.015, 90, 3
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


def report(name: str, pairs: Sequence[tuple[set[tuple[int, int, str]], set[tuple[int, int, str]]]]) -> None:
    """Print precision, recall and F1 over all types and each."""
    for kind in ("", "PER", "ORG", "LOC", "MISC"):
        g = sum(len([x for x in a if x[2] == kind or not kind]) for a, _ in pairs)
        p = sum(len([x for x in b if x[2] == kind or not kind]) for _, b in pairs)
        h = sum(len([x for x in a & b if x[2] == kind or not kind]) for a, b in pairs)
        f1, precision, recall = 200 * h / max(1, g + p), 100 * h / max(1, p), 100 * h / max(1, g)
        print(f"{name} {kind or 'all':4s} F1 {f1:6.2f}  P {precision:6.2f}  R {recall:6.2f}  ({h}/{g}/{p})")


class Trainable(NamedTuple):
    """Gold articles with all that a model is fitted to."""

    rows: list[dict[str, Any]]
    docs: list[Document]
    sheets: list[Sheet]
    hashes: list[Hashes]
    labels: list[np.ndarray]

    def fit(self, chosen: Sequence[int]) -> Weights:
        """A model of some of the articles."""
        return fit([self.hashes[i] for i in chosen], [self.sheets[i] for i in chosen], [self.labels[i] for i in chosen])


def read(names: Sequence[str]) -> Trainable:
    """The articles of gold files, and of our own labels (`own`)."""
    return read_pairs([pair for name in names for pair in (load_own() if name == "own" else load_gold(name))])


def read_pairs(pairs: Sequence[tuple[dict[str, Any], Document]]) -> Trainable:
    """Gold rows and their documents with all that a model is fitted to."""
    docs = [doc for _, doc in pairs]
    sheets = [make_sheet(d.text) for d in docs]
    labels = [gold_labels(d, s) for d, s in zip(docs, sheets, strict=True)]
    return Trainable([row for row, _ in pairs], docs, sheets, [hash_features(s) for s in sheets], labels)


def show(name: str, gold: Trainable, found: Sequence[tuple[int, Document]]) -> None:
    """Print the figures of the whole stage, settled and linked, and those by type."""
    report(name, [(gold_set(gold.docs[i]), gold_set(doc)) for i, doc in found])
    for key, (f1, precision, recall) in score([gold.rows[i] for i, _ in found], [doc for _, doc in found]).items():
        if key.startswith("entity"):
            print(f"{name} {key:12s} F1 {f1:6.2f}  P {precision:6.2f}  R {recall:6.2f}", flush=True)


def annotate(crf: Crf, gold: Trainable, i: int) -> Document:
    """One article with the mentions that a model gives."""
    bare = bare_document(gold.rows[i])
    return msgspec.structs.replace(bare, mentions=tuple(read_mentions(bare, gold.sheets[i], crf.tag(gold.sheets[i]))))


def weigh(crf: Crf, gold: Trainable, chosen: Sequence[int]) -> list[tuple[float, bool]]:
    """The margin of each name that a model finds in some articles, and whether gold has its span and type."""
    out = []
    for i in chosen:
        sheet, right = gold.sheets[i], gold_set(gold.docs[i])
        out += [
            (t.margin, (sheet.tokens[t.first].start, sheet.tokens[t.last - 1].end, t.type) in right) for t in settle(sheet, crf.tag(sheet))
        ]
    return out


def learn_sureness(weighed: Sequence[tuple[float, bool]], least: int = 120) -> list[tuple[float, float]]:
    """Margins and the share of names from there on that are right: bins of at least so many names, joined until shares rise (isotonic)."""
    ranked = sorted(weighed)
    bins: list[tuple[float, int, int]] = []
    for at in range(0, len(ranked), least):
        part = ranked[at : at + least]
        bins.append((part[0][0], sum(right for _, right in part), len(part)))
        while len(bins) > 1 and bins[-2][1] * bins[-1][2] >= bins[-1][1] * bins[-2][2]:
            _, right, n = bins.pop()
            bins[-1] = (bins[-1][0], bins[-1][1] + right, bins[-1][2] + n)
    shares = [(round(margin, 2), round((right + 1) / (n + 2), 2)) for margin, right, n in bins]
    return [step for k, step in enumerate(shares) if k == 0 or step[1] > shares[k - 1][1]]


def write_sureness(crf: Crf, gold: Trainable, chosen: Sequence[int]) -> None:
    """Write thoisu/models/names_sureness.tsv from articles that a model was not trained on."""
    steps = learn_sureness(weigh(crf, gold, chosen))
    (MODELS / "names_sureness.tsv").write_text("".join(f"{margin}\t{share}\n" for margin, share in steps), encoding="utf-8")
    print(steps)


def main(argv: list[str]) -> None:
    """Run one of the commands above."""
    if argv[0] == "sure" and argv[1:]:
        parts = read_pairs([pair for part in argv[1:] for pair in load_labels(part)])
        write_sureness(load_crf("names_crf"), parts, range(len(parts.docs)))
        return
    train = read(argv[1:] or ["train", "own"])
    gold = len(load_gold("train"))
    dev = read(["dev"])
    everything = range(len(train.docs))
    if argv[0] == "cross":
        found = []
        for fold in range(FOLDS):
            # our own labels are trained on in every fold and judged in none
            crf = make_crf(*train.fit([i for i in everything if i >= gold or i % FOLDS != fold]))
            found += [(i, annotate(crf, train, i)) for i in range(gold) if i % FOLDS == fold]
            show(f"folds 0-{fold}", train, found)
    elif argv[0] == "sure":
        chosen = range(0, gold, FOLDS)  # gold train stands first
        write_sureness(make_crf(*train.fit([i for i in everything if i >= gold or i % FOLDS])), train, chosen)
    elif argv[0] == "curve":
        order = sorted(everything, key=lambda i: crc32(train.rows[i]["id"].encode()))
        for share in (0.25, 0.5, 0.75, 1.0):
            crf = make_crf(*train.fit(order[: round(share * len(order))]))
            show(f"dev, {share:.0%} of train", dev, [(i, annotate(crf, dev, i)) for i in range(len(dev.docs))])
    else:
        weights = train.fit(everything)
        save_crf(MODELS / "names_crf.npz", *weights)
        print(len(weights[0]), "features")
        crf = make_crf(*weights)
        show("dev", dev, [(i, annotate(crf, dev, i)) for i in range(len(dev.docs))])


if __name__ == "__main__":
    main(sys.argv[1:])
