"""Train the line models of `thoisu/extract` on composed pages, and measure them on pages that they have not seen.

    python -m training.pages_train text 4500      writes thoisu/models/lines_text.npz (or into a folder named behind it)
    python -m training.pages_train html 6000      writes thoisu/models/lines_html.npz
    python -m training.pages_check                figures on gold/pages.jsonl, the seeds, tests/golden and freshly composed pages

The shipped models are what the commands give, whatever the hash seed.

Composed pages come from parts 00 to 03 of data/news and from clusters of data/stories that no gold page was made of; gold pages and
seeds are never trained on. Deterministic: one seed, one process.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from thoisu.extract.blocks import make_items, stands_outside
from thoisu.extract.chain import save_chain
from thoisu.extract.features import page_features
from thoisu.extract.items import Item, split_lines
from thoisu.extract.metadata import read_metadata
from thoisu.extract.repeats import find_repeats
from thoisu.extract.scan import scan_html
from thoisu.extract.sheet import read_sheet
from thoisu.text.normalize import clean_line
from training.pages import KEPT, Composed, Story, as_text, compose, load_stories
from training.pages_html import as_html

MODELS = Path(__file__).parents[1] / "thoisu" / "models"
SEED = 20161124
HELD_PART = 4


class Fit(NamedTuple):
    """Strengths of L1 and L2 and how many rounds, chosen on pages written by hand and on composed ones that are not trained on."""

    c1: float
    c2: float
    rounds: int


FITS = {"text": Fit(1.0, 0.05, 100), "html": Fit(0.8, 0.02, 80)}


def composed(count: int, seed: int, stories: list[Story], rich: bool = True) -> list[tuple[Composed, random.Random]]:
    """So many pages, a fifth of them around articles of the clusters (texts of one piece)."""
    rng = random.Random(seed)
    clustered = [s for s in stories if len(s.body) == 1]
    plain = [s for s in stories if len(s.body) > 1]
    pages = []
    for _ in range(count):
        story = rng.choice(clustered if clustered and rng.random() < 0.35 else plain)
        strangers = rng.sample(stories, 12)
        pages.append((compose(story, strangers, rng, rich), rng))
    return pages


def _features(items: list[Item]) -> list[list[str]]:
    sheet = read_sheet([item.text for item in items])
    return page_features(items, sheet, find_repeats(sheet))


def text_sequences(pages: list[tuple[Composed, random.Random]]) -> list[tuple[list[list[str]], list[str]]]:
    """Features and roles of composed pages as text."""
    out = []
    for page, rng in pages:
        items = split_lines(as_text(page, rng))
        roles = [p.role for p in page.pieces if clean_line(p.text)]
        if len(items) == len(roles):
            out.append((_features(items), roles))
    return out


def html_sequences(pages: list[tuple[Composed, random.Random]]) -> list[tuple[list[list[str]], list[str]]]:
    """Features and roles of composed pages as HTML."""
    out = []
    for page, rng in pages:
        raw, order = as_html(page, rng)
        scanned = scan_html(raw)
        items = make_items(scanned, read_metadata(scanned))
        pieces = [p for p in order if clean_line(p.text)]
        if [i.text for i in items] == [clean_line(p.text) for p in pieces]:
            inner = [k for k, item in enumerate(items) if not stands_outside(item)]
            lost = [p for k, p in enumerate(pieces) if k not in inner and p.role in KEPT]
            assert not lost, lost
            out.append((_features([items[k] for k in inner]), [pieces[k].role for k in inner]))
    return out


def train(sequences: list[tuple[list[list[str]], list[str]]], path: Path, fit: Fit) -> None:
    """Fit a CRF and write it as `thoisu.extract.chain` reads it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": fit.c1, "c2": fit.c2, "max_iterations": fit.rounds, "feature.minfreq": 5, "feature.possible_transitions": False})
    for features, roles in sequences:
        trainer.append(features, roles)
    with tempfile.TemporaryDirectory() as folder:
        fitted = str(Path(folder) / "lines.crfsuite")
        trainer.train(fitted)
        tagger = pycrfsuite.Tagger()
        tagger.open(fitted)
        found = tagger.info()
        tagger.close()
    path.parent.mkdir(exist_ok=True)
    save_chain(path, sorted(found.labels), found.state_features, found.transitions)


def main(kind: str, count: int = 4000, folder: Path | None = None) -> None:
    """Compose, train, write."""
    stories = [s for part in range(4) for s in load_stories(part, 3000, clusters=part == 0)]
    began = time.process_time()
    sequences = (html_sequences if kind == "html" else text_sequences)(composed(count, SEED, stories, rich=kind == "text"))
    print(f"{len(sequences)} pages, {sum(len(r) for _, r in sequences)} lines, {time.process_time() - began:.0f} s")
    path = (folder or MODELS) / f"lines_{kind}.npz"
    train(sequences, path, FITS[kind])
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, {time.process_time() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
