"""Score the credited sources of a stage against the gold `sources` names.

    python -m training.credits train dev [show]
"""

import sys
from collections.abc import Callable, Iterable

import msgspec

from thoisu.annotate.credits import find_sources
from thoisu.model import Document
from training.gold import bare_document, load_gold


def compare(name: str, annotate: Callable[[Document], Document]) -> Iterable[tuple[str, set[str], set[str]]]:
    """For each gold document its id, the gold names and the names that `annotate` finds (photo credits left out)."""
    for row, gold in load_gold(name):
        doc = annotate(msgspec.structs.replace(bare_document(row), mentions=gold.mentions))
        yield row["id"], set(row["sources"]), {s.name for s in doc.sources or () if s.role != "photo"}


def _with_sources(doc: Document) -> Document:
    return msgspec.structs.replace(doc, sources=tuple(find_sources(doc)))


def main(names: list[str]) -> None:
    """Print precision, recall and F1 of source names; with `show` also what is wrong."""
    hit = gold_count = found_count = 0
    for name in (n for n in names if n != "show"):
        for id, gold, found in compare(name, _with_sources):
            hit, gold_count, found_count = hit + len(gold & found), gold_count + len(gold), found_count + len(found)
            if "show" in names and gold != found:
                print(id, "missed", sorted(gold - found), "wrong", sorted(found - gold))
    print(f"sources F1 {200 * hit / (gold_count + found_count):.2f}   P {100 * hit / found_count:.2f}   R {100 * hit / gold_count:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["train", "dev"])
