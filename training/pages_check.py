"""Measure the line model of text pages on pages that it has not seen: `python -m training.pages_check [COUNT]`.

Six sets: gold/pages.jsonl and the seeds of ../shared; three files of tests/golden/pages (invented, in styles that the composer does not have);
and COUNT freshly composed pages around articles and with phrases that no training page had.
"""

import json
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from thoisu.extract.lines import KEPT, label_lines
from thoisu.extract.merged import read_lines
from thoisu.text.normalize import clean_line
from training import pages_furniture as furniture
from training.gold import SHARED
from training.pages import as_text, load_stories
from training.pages_train import HELD_PART, composed

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "pages"
LETTERS = {
    "T": "title",
    "L": "lead",
    "B": "body",
    "H": "heading",
    "Q": "pull_quote",
    "C": "caption",
    "Y": "byline",
    "S": "source",
    "D": "date",
    "N": "section",
    "G": "tags",
    "R": "teaser",
    "M": "comment",
    "P": "boilerplate",
    "U": "duplicate",
    "F": "foreign",
}
# Gold writes `boilerplate` for all that belongs to other stories, readers and the site.
COARSE = {"pullquote": "pull_quote", "tags": "boilerplate", "teaser": "boilerplate", "comment": "boilerplate", "foreign": "boilerplate"}

Labelled = tuple[str, str, list[tuple[str, str]]]


def golden_pages(file: str) -> list[Labelled]:
    """The pages of a file of tests/golden/pages: name, raw text, lines with roles."""
    pages: list[Labelled] = []
    for part in ("\n" + (GOLDEN / file).read_text(encoding="utf-8")).split("\n== ")[1:]:
        name, *lines = part.rstrip("\n").split("\n")
        pairs = [(LETTERS[line[0]], line[2:]) if line else ("", "") for line in lines]
        pages.append((name, "\n".join(text for _, text in pairs), [(text, role) for role, text in pairs if text]))
    return pages


def gold_pages() -> list[Labelled]:
    """The text pages of gold/pages.jsonl."""
    rows = map(json.loads, (SHARED / "gold" / "pages.jsonl").read_text(encoding="utf-8").splitlines())
    return [(r["id"], r["raw"], [(t, role) for t, role in r["lines"]]) for r in rows if r["format"] == "text"]


def seed_pages() -> list[Labelled]:
    """The five seeds with the roles of gold/seed_pages.json."""
    pages: list[Labelled] = []
    for row in json.loads((SHARED / "gold" / "seed_pages.json").read_text(encoding="utf-8")):
        raw = (SHARED / "data" / "seeds" / row["file"]).read_text(encoding="utf-8")
        lines = raw.split("\n")
        pages.append((row["id"], raw, [(lines[int(n) - 1], role) for n, role in row["lines"].items()]))
    return pages


def composed_pages(count: int) -> list[Labelled]:
    """Composed pages around articles of a part of data/news that the models are not trained on."""
    furniture.hold_out(True)
    found = composed(count, 7, load_stories(HELD_PART, 3000, clusters=False))
    furniture.hold_out(False)
    return [(f"composed-{k}", as_text(page, rng), [(p.text, p.role) for p in page.pieces]) for k, (page, rng) in enumerate(found)]


def predicted(raw: str, lines: Sequence[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Each labelled line with its role, the role found and the rule; lines that the reader split count by the role of most of their characters."""
    items = read_lines(raw)
    wanted = [(clean_line(text), role) for text, role in lines if clean_line(text)]
    starts, at = [], 0
    for text, _ in lines:
        if clean_line(text):
            at = raw.index(text, at)
            starts.append(at)
            at += len(text)
    sizes: list[Counter[tuple[str, str]]] = [Counter() for _ in wanted]
    for item, verdict in zip(items, label_lines(items), strict=True):
        sizes[bisect_right(starts, item.start) - 1][verdict.role, verdict.rule] += len(item.text)
    return [(text, role, *size.most_common(1)[0][0]) for (text, role), size in zip(wanted, sizes, strict=True)]


class Figures(NamedTuple):
    """Kept-lines F1, precision and recall, pages without a wrong line of all, lines with the right role, in percent but for the counts."""

    f1: float
    precision: float
    recall: float
    clean: int
    pages: int
    roles: float


def measure(pages: Iterable[Labelled], show: bool = False) -> Figures:
    """The figures of a set; `show` prints each line that is wrongly kept or left out."""
    hits = kept = gold = right = total = clean = count = 0
    for page, raw, lines in pages:
        wrong = 0
        for text, role, found, rule in predicted(raw, lines):
            role, found = COARSE.get(role, role), COARSE.get(found, found)
            is_kept, wanted = found in KEPT, role in KEPT
            hits, kept, gold, total = hits + (is_kept and wanted), kept + is_kept, gold + wanted, total + 1
            right += found == role
            wrong += is_kept != wanted
            if show and is_kept != wanted:
                print(f"    {page}: {role}, found {found} ({rule}) | {text[:110]}")
        clean, count = clean + (wrong == 0), count + 1
    return Figures(200 * hits / (kept + gold), 100 * hits / kept, 100 * hits / gold, clean, count, 100 * right / total)


def main(count: int = 400, show: bool = False) -> None:
    """Print the figures of the six sets."""
    sets = {
        "gold pages": gold_pages(), "seeds": seed_pages(), **{f"hand-written, {f}": golden_pages(f) for f in ("lines.txt", "fresh.txt", "last.txt")},
        f"composed, {count}": composed_pages(count),
    }
    for name, pages in sets.items():
        found = measure(pages, show and "last" not in name)
        share = f"{found.clean} of {found.pages} pages without a wrong line ({100 * found.clean / found.pages:.0f} %)"
        print(f"{name}: kept lines F1 {found.f1:.2f} (P {found.precision:.2f}, R {found.recall:.2f}), {share}, roles {found.roles:.1f} %")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400, "show" in sys.argv)
