"""The figures of the evaluation contract in one table, held against pinned floors.

    python -m thoisu.evaluate [--shared DIR] [--floors FILE] [--only NAME] [--raise-floors] [--lower-floors]

Predictions are made by the same functions as the streaming commands and judged by the scorers beside the gold data, run as they are.
A figure under its floor makes the exit code 1. Floors go up with `--raise-floors`; down only with `--lower-floors`.
"""

import argparse
import hashlib
import json
import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from thoisu.pipeline.streams import ArticleIn, ClusterRow, DocumentIn, PageIn, annotate_rows, extract_rows, story_rows, summary_rows

R = TypeVar("R")
Figures = dict[str, float]
_ONE_FIGURE = re.compile(r"^(title|byline|published): ([\d.]+) of", re.M)
_SLACK = 0.05  # figures are printed with two digits; a floor is not broken by rounding


class Floors(Struct):
    """Pinned figures by set, and the digest of the gold file that each set was measured on."""

    digests: dict[str, str] = {}
    figures: dict[str, Figures] = {}


def _decoded(path: Path, type_: type[R]) -> Iterator[R]:
    decoder = msgspec.json.Decoder(type_)
    with path.open("rb") as lines:
        for line in lines:
            yield decoder.decode(line)


def _written(rows: Iterable[object], path: Path) -> Path:
    encoder = msgspec.json.Encoder()
    with path.open("wb") as out:
        for row in rows:
            out.write(encoder.encode(row) + b"\n")
    return path


def _score(shared: Path, scorer: str, *args: Path | str) -> str:
    command = [sys.executable, str(shared / "gold" / f"{scorer}.py"), *map(str, args)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measure_annotations(shared: Path, gold: str, folder: Path, jobs: int) -> Figures:
    """The eight figures of score.py over a gold file."""
    source = shared / "gold" / f"{gold}.jsonl"
    predicted = _written(annotate_rows(_decoded(source, DocumentIn), jobs), folder / f"{gold}.jsonl")
    figures: Figures = json.loads(_score(shared, "score", source, predicted, "--json"))
    return {**figures, "sources": _sources_f1(source, predicted)}


def _sources_f1(gold: Path, predicted: Path) -> float:
    """F1 of the credited sources: the set of names of a document, exact."""
    wanted, found = _sources_of(gold), _sources_of(predicted)
    right = sum(len(names & found.get(i, set())) for i, names in wanted.items())
    total = sum(map(len, wanted.values())) + sum(len(found.get(i, set())) for i in wanted)
    return round(200 * right / total, 2) if total else 0.0


def _sources_of(path: Path) -> dict[str, set[str]]:
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: set(row["sources"]) for row in map(json.loads, lines)}


def measure_pages(shared: Path, _name: str, folder: Path, jobs: int) -> Figures:
    """The figures of score_pages.py."""
    source = shared / "gold" / "pages.jsonl"
    predicted = _written(extract_rows(_decoded(source, PageIn), jobs), folder / "pages.jsonl")
    text = _score(shared, "score_pages", source, predicted)
    figures = {m[0]: float(m[1]) for m in _ONE_FIGURE.findall(text)}
    for kind in ("text", "html"):
        found = re.search(rf"{kind} pages: F1 ([\d.]+)", text)
        figures[f"{kind}_f1"] = float(found[1]) if found else 0.0
    clean = re.search(r"one wrong line: (\d+) of (\d+)", text)
    figures["clean_pages"] = round(100 * int(clean[1]) / int(clean[2]), 1) if clean else 0.0
    return figures


def measure_seed_lines(shared: Path, _name: str, folder: Path, jobs: int) -> Figures:
    """Share of the seeds' lines with the right role (kept or not; and exactly), and of published dates inside the gold interval."""
    gold = json.loads((shared / "gold" / "seed_pages.json").read_text(encoding="utf-8"))
    pages = [PageIn(g["id"], (shared / "data" / "seeds" / g["file"]).read_text(encoding="utf-8"), "text") for g in gold]
    right = exact = total = dated = 0
    for g, row in zip(gold, extract_rows(pages, jobs), strict=True):
        raw_lines = (shared / "data" / "seeds" / g["file"]).read_text(encoding="utf-8").split("\n")
        predicted: dict[str, list[str]] = {}
        for text, role in row.lines:
            predicted.setdefault(" ".join(text.split()), []).append(role)
        for number, role in g["lines"].items():
            roles = predicted.get(" ".join(raw_lines[int(number) - 1].split()), [])
            found = roles.pop(0) if roles else "boilerplate"
            keep = ("title", "lead", "body", "heading", "pullquote")
            total, right, exact = total + 1, right + ((found in keep) == (role in keep)), exact + (found == role)
        between = row.published_between or ((row.published[:10],) * 2 if row.published else None)
        dated += between is not None and g["published_between"][0] <= between[1] and between[0] <= g["published_between"][1]
    return {"kept_lines": round(100 * right / total, 1), "roles": round(100 * exact / total, 1), "dated": round(100 * dated / len(gold), 1)}


def measure_stories(shared: Path, _name: str, folder: Path, _jobs: int) -> Figures:
    """B-cubed and pairwise F1 of the stories of 316 articles, with and without dates."""
    source = shared / "data" / "stories" / "articles.jsonl"
    figures: Figures = {}
    for suffix, dated in (("", True), ("_undated", False)):
        articles: list[ArticleIn] = list(_decoded(source, ArticleIn))
        if not dated:
            articles = [msgspec.structs.replace(a, published=None) for a in articles]
        text = _score(shared, "score_stories", source, _written(story_rows(articles), folder / f"stories{suffix}.jsonl"))
        found = re.search(r"B-cubed F1 ([\d.]+).*pairwise F1 ([\d.]+)", text)
        figures[f"b_cubed{suffix}"], figures[f"pairwise{suffix}"] = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return figures


def measure_summaries(shared: Path, _name: str, folder: Path, _jobs: int) -> Figures:
    """ROUGE of the summaries of the 100 clusters."""
    stories = shared / "data" / "stories"
    rows = _decoded(stories / "articles.jsonl", ClusterRow)
    predicted = _written(summary_rows(rows), folder / "summaries.jsonl")
    text = _score(shared, "score_summaries", stories / "clusters.jsonl", predicted)
    return {f"rouge_{n.lower()}": float(v) for n, v in re.findall(r"ROUGE-(\w) ([\d.]+)", text)}


SETS: dict[str, tuple[Callable[[Path, str, Path, int], Figures], str]] = {
    "dev": (measure_annotations, "gold/dev.jsonl"),
    "train": (measure_annotations, "gold/train.jsonl"),
    "seeds": (measure_annotations, "gold/seeds.jsonl"),
    "pages": (measure_pages, "gold/pages.jsonl"),
    "seed_pages": (measure_seed_lines, "gold/seed_pages.json"),
    "stories": (measure_stories, "data/stories/articles.jsonl"),
    "summaries": (measure_summaries, "data/stories/clusters.jsonl"),
}


def read_floors(path: Path) -> Floors:
    """The pinned figures; empty where there is no file yet."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else Floors()


def main(argv: list[str] | None = None) -> int:
    """Measure, print, compare; 1 where a figure lies under its floor or a gold file is not the one that floors were pinned on."""
    parser = argparse.ArgumentParser(prog="python -m thoisu.evaluate", description="Figures on the gold data against pinned floors.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and data/")
    parser.add_argument("--floors", type=Path, default=Path("evaluation/floors.json"))
    parser.add_argument("--only", choices=list(SETS), action="append", help="measure only this set; repeat for several")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--raise-floors", action="store_true", help="pin figures that are higher than their floors")
    parser.add_argument("--lower-floors", action="store_true", help="pin figures as they are, lower ones too")
    args = parser.parse_args(argv)
    if not (args.shared / "gold").is_dir():
        sys.stderr.write(f"evaluate: {args.shared} has no folder gold/; give it with --shared\n")
        return 2
    floors, measured = read_floors(args.floors), {}
    digests = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in args.only or list(SETS):
            function, source = SETS[name]
            measured[name] = function(args.shared, name, Path(folder), args.jobs)
            digests[name] = hashlib.sha256((args.shared / source).read_bytes()).hexdigest()
    broken = compare(measured, digests, floors)
    if args.raise_floors or args.lower_floors:
        pin(measured, digests, floors, lower=args.lower_floors)
        args.floors.write_bytes(msgspec.json.format(msgspec.json.encode(floors, order="sorted"), indent=1) + b"\n")
    for line in broken:
        sys.stderr.write(f"evaluate: {line}\n")
    return 1 if broken else 0


def compare(measured: dict[str, Figures], digests: dict[str, str], floors: Floors) -> list[str]:
    """Print the table; what is under its floor, in words."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("set", "figure", "measured", "floor", ""):
        table.add_column(column, justify="right" if column in ("measured", "floor") else "left")
    broken = []
    for name, figures in measured.items():
        if floors.digests.get(name, digests[name]) != digests[name]:
            broken.append(f"{name}: the gold file is not the one that the floors were pinned on")
        for figure, value in figures.items():
            floor = floors.figures.get(name, {}).get(figure)
            low = floor is not None and value < floor - _SLACK
            table.add_row(name, figure, f"{value:.2f}", "" if floor is None else f"{floor:.2f}", "UNDER ITS FLOOR" if low else "")
            if low:
                broken.append(f"{name} {figure}: {value:.2f} is under its floor {floor:.2f}")
    Console(width=100).print(table)
    return broken


def pin(measured: dict[str, Figures], digests: dict[str, str], floors: Floors, *, lower: bool) -> None:
    """Take measured figures as floors (a tenth lower, for noise); lower ones only where `lower`."""
    for name, figures in measured.items():
        floors.digests[name] = digests[name]
        pinned = floors.figures.setdefault(name, {})
        for figure, value in figures.items():
            floor = math.floor(10 * value) / 10
            if lower or floor > pinned.get(figure, -1.0):
                pinned[figure] = floor


if __name__ == "__main__":
    sys.exit(main())
