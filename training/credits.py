"""Score the credited sources of a stage against the `sources` names of the gold and of our own labels, over the names that the stage before finds.

    python -m training.credits train dev labels [gold] [show]

`gold`: over the names of the annotations, not those found; `show`: also what is missed and what is wrong.
"""

import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from thoisu.annotate.credits import find_sources
from thoisu.annotate.names import find_mentions
from thoisu.annotate.sentences import find_sentences
from thoisu.model import Document
from training.gold import bare_document, load_gold
from training.labels import load_labels, own_files


def read_documents(name: str) -> Iterator[tuple[dict[str, Any], Document]]:
    """The rows and documents of a gold file, or of all our labels."""
    if name != "labels":
        yield from load_gold(name)
        return
    for path in own_files():
        yield from load_labels(path.stem.removeprefix("news-"))


def compare(name: str, given_names: bool) -> Iterator[tuple[str, set[str], set[str]]]:
    """For each document its id, its source names and those found (photo credits left out)."""
    for row, gold in read_documents(name):
        doc = bare_document(row)
        if given_names:
            doc = msgspec.structs.replace(doc, mentions=gold.mentions)
        else:
            doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
            doc = msgspec.structs.replace(doc, mentions=tuple(find_mentions(doc)))
        yield row["id"], set(row["sources"]), {s.name for s in find_sources(doc) if s.role != "photo"}


def main(words: list[str]) -> None:
    """Print precision, recall and F1 of source names for each set and for all together."""
    sets = [w for w in words if w not in ("gold", "show")] or ["train", "dev"]
    total = [0, 0, 0]
    for name in sets:
        counts = [0, 0, 0]
        for id, gold, found in compare(name, "gold" in words):
            counts = [a + b for a, b in zip(counts, (len(gold & found), len(gold), len(found)), strict=True)]
            if "show" in words and gold != found:
                print(id, "missed", sorted(gold - found), "wrong", sorted(found - gold))
        total = [a + b for a, b in zip(total, counts, strict=True)]
        _print_figures(name, *counts)
    _print_figures("+".join(sets), *total)


def _print_figures(name: str, hit: int, gold: int, found: int) -> None:
    print(f"{name:18s} sources F1 {200 * hit / (gold + found):.1f}   P {100 * hit / found:.1f}   R {100 * hit / gold:.1f}   of {gold}")


if __name__ == "__main__":
    main(sys.argv[1:])
