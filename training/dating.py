"""Count in which years names were in the news, for `thoisu.annotate.dating`, and measure the dating of articles.

    python -m training.dating            write thoisu/models/dating_names.tsv
    python -m training.dating check      figures by cross-validation over stories and gold: no story helps to date itself

Counted over: data/stories and gold/train, gold/dev (their dates), and articles of data/news, less those that the check dates: the ones
of the gold and of our own labels (whose days of publication are assumed from what they say).
"""

import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from thoisu.annotate.dating import Published, infer
from thoisu.annotate.dating.fame import Fame, names_in
from thoisu.annotate.names import find_mentions
from thoisu.annotate.sentences import find_sentences
from thoisu.annotate.times import find_times
from thoisu.extract.given import article_from_text
from thoisu.model import Document
from training.gold import SHARED
from training.labels import load_labels, own_files

# The undated articles are of 2016 to 2019 but for some two in a hundred (by the newest full date that they name): together
# they stand for those years, which names alone do not tell apart.
TIMES = ((2012, 2012), (2013, 2013), (2014, 2014), (2015, 2015), (2016, 2019))
MODEL = Path(__file__).resolve().parents[1] / "thoisu" / "models" / "dating_names.tsv"
# The first day that a report names, when it stands in full in its first lines, is as good as a dateline.
_OPENING = re.compile(r"(?i)(?:ngày|sáng|trưa|chiều|tối|hôm|nay|qua)\)?,?[ (]{1,2}(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-](20[01]\d)(?!\d)")
_DAY = re.compile(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}(?!\d)")
_OPENING_LENGTH = 420
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
FOLDS = 8
LATE_MIN = 15  # a name of the undated articles only must stand in so many
EVERY = 6  # of the articles without an opening date, one in so many is counted


class Dated(NamedTuple):
    """A dated report: its day, the story that it belongs to (or its own id in the gold) and its text."""

    day: str
    group: str
    text: str


def read_dated() -> Iterator[Dated]:
    """Stories and gold documents with their dates; an article that stands in both counts once."""
    told: set[str] = set()
    for name in ("train", "dev"):
        for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
            row = json.loads(line)
            group = f"story {row['cluster']}" if row.get("cluster") else f"gold {row['id']}"
            told.add(row["text"])
            yield Dated(row["published"][:10], group, row["text"])
    for line in (SHARED / "data" / "stories" / "articles.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        text = "\n\n".join(p for p in (row["title"], row["lead"], row["text"]) if p)
        if text not in told:
            yield Dated(row["published"][:10], f"story {row['cluster']}", text)


def read_labelled() -> Iterator[Dated]:
    """The articles of our own labels with the days assumed for them; they are dated in the check and counted nowhere."""
    for path in own_files():
        for row, _ in load_labels(path.stem.removeprefix("news-")):
            yield Dated(row["published"][:10], f"labels {row['id']}", row["text"])


def read_news(left_out: Set[str]) -> Iterator[tuple[int, set[str]]]:
    """Year and names of the undated articles that open with a full date and name no later year, and of every sixth of the others."""
    for path in sorted((SHARED / "data" / "news").glob("part-*.jsonl.gz")):
        for number, line in enumerate(gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")[:-1]):
            row = json.loads(line)
            text = row["text"]
            if row["id"] in left_out:
                continue
            opening = _OPENING.search(text[:_OPENING_LENGTH])
            first = _DAY.search(text)
            newest = max((int(m[1]) for m in _YEAR.finditer(text)), default=0)
            if opening is not None and not (first and first.start() < opening.start()) and int(opening[1]) == newest:
                yield newest, names_in(text)
            elif number % EVERY == 0:
                yield TIMES[-1][0], names_in(text)


def count_names(reports: Iterable[tuple[int, set[str]]]) -> Fame:
    """The counts of names over reports with their year; names in fewer than three reports are left out."""
    column = {year: k for k, (first, last) in enumerate(TIMES) for year in range(first, last + 1)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(TIMES))
    sizes = [0] * len(TIMES)
    for year, names in reports:
        k = column.get(year)
        if k is not None:
            sizes[k] += 1
            for name in names:
                counts[name][k] += 1
    kept = {n: tuple(c) for n, c in sorted(counts.items()) if sum(c) >= 3 and (sum(c[:-1]) >= 2 or c[-1] >= LATE_MIN)}
    return Fame(TIMES, tuple(sizes), kept)


def write_model(fame: Fame) -> None:
    """Write the counts of names by time."""
    lines = ["\t".join(("name", *(f"{a}-{b}" for a, b in fame.times))), "\t".join(("", *map(str, fame.reports)))]
    for name, counts in fame.counts.items():
        lines.append("\t".join((name, *map(str, counts))))
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")


def undated(report: Dated) -> Document:
    """The document of a report without its date, with the layers that dating reads."""
    doc = Document(article_from_text(report.group, report.text))
    doc = replace(doc, sentences=tuple(find_sentences(doc)), times=tuple(find_times(doc)))
    return replace(doc, mentions=tuple(find_mentions(doc)))


def check() -> None:
    """Print coverage and accuracy of dating by cross-validation."""
    counted, labelled = list(read_dated()), list(read_labelled())
    news = list(read_news(_ids(counted, labelled)))
    names = [names_in(r.text) for r in counted]
    reports = [*counted, *labelled]
    groups = sorted({r.group for r in counted})
    shuffled = [*random.Random(7).sample(groups, len(groups)), *sorted({r.group for r in labelled})]
    fold = {g: i % FOLDS for i, g in enumerate(shuffled)}
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for k in range(FOLDS):
        rest = [(int(r.day[:4]), n) for r, n in zip(counted, names, strict=True) if fold[r.group] != k]
        fame = count_names([*rest, *news])
        for report in reports:
            if fold[report.group] == k:
                found = infer(undated(report), fame)
                if "-v" in sys.argv and found is not None and not found.between[0] <= report.day <= found.between[1]:
                    print("wrong", report.group, report.day, found.between, found.rule, found.confidence)
                for part in ("all", report.group.split(" ")[0], report.day[:4]):
                    _tally(tally[part], report, found)
    for part, row in sorted(tally.items()):
        n, answered = row["n"], max(row["answered"], 1)
        print(
            f"{part:8s} n {n:4d}  answered {100 * answered / n:5.1f}  right {100 * row['right'] / answered:5.1f}  "
            f"year named {100 * row['year'] / n:5.1f} (of answered {100 * row['year'] / answered:5.1f})  "
            f"<=3 days {100 * row['days'] / n:5.1f} (of answered {100 * row['days'] / answered:5.1f})"
        )


def _ids(*sets: list[Dated]) -> set[str]:
    """The ids of the news articles among reports."""
    return {r.group.split(" ")[1] for reports in sets for r in reports if not r.group.startswith("story")}


def _tally(row: Counter[str], report: Dated, found: Published | None) -> None:
    row["n"] += 1
    if found is None:
        return
    first, last = found.between
    row["answered"] += 1
    row["right"] += first <= report.day <= last
    row["year"] += first[:4] == last[:4]
    row["days"] += (date.fromisoformat(last) - date.fromisoformat(first)).days <= 2


if __name__ == "__main__":
    if "check" in sys.argv:
        check()
    else:
        dated = list(read_dated())
        left_out = _ids(dated, list(read_labelled()))
        write_model(count_names([*((int(r.day[:4]), names_in(r.text)) for r in dated), *read_news(left_out)]))
