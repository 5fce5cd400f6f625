"""In which years the names of a text were in the news: counts over reports of known time (training/dating.py)."""

import math
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from thoisu.text.normalize import tone_key

_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_RUN = re.compile(rf"(?<!\w)[{_UPPER}][\w'’.]*(?:(?: | ?- ?)[{_UPPER}][\w'’]*){{0,4}}")
_DASH = re.compile(r" ?- ?")
_CLIP_LOW, _CLIP_HIGH, _PRIOR, _MIN_YEAR = -1.5, 2.5, 20, 30
# A time with fewer reports is not judged by its own counts; like the years outside all, it shares those of the nearest time, less so much a year.
_ENOUGH, _A_YEAR = 100, 12.5
_REACH = 3


class Fame(NamedTuple):
    """How many reports each time (first and last year) has, and in how many of them each name stands, in the order of `times`."""

    times: tuple[tuple[int, int], ...]
    reports: tuple[int, ...]
    counts: dict[str, tuple[int, ...]]


def names_in(text: str) -> set[str]:
    """Keys of the runs of capitals in a text, up to three words long; the first word of a sentence does not count.

    >>> sorted(names_in("Ông Jens Stoltenberg tới Na Uy."))
    ['jens', 'jens stoltenberg', 'na', 'na uy', 'stoltenberg', 'uy']
    """
    found: set[str] = set()
    for match in _RUN.finditer(text):
        words = _DASH.sub("-", match.group()).rstrip(".").split(" ")
        start = match.start()
        if start == 0 or text[start - 1] in '\n"“' or text[start - 2 : start] in (". ", "? ", "! "):
            words = words[1:]
        for i in range(len(words)):
            for j in range(i + 1, min(len(words), i + 3) + 1):
                name = " ".join(words[i:j])
                if len(name) > 1:
                    found.add(tone_key(name))
    return found


@cache
def load_fame() -> Fame:
    """The packaged counts of names by year."""
    lines = (files("thoisu.models") / "dating_names.tsv").read_text(encoding="utf-8").split("\n")
    times = tuple((int(t[:4]), int(t[-4:])) for t in lines[0].split("\t")[1:])
    reports = tuple(int(n) for n in lines[1].split("\t")[1:])
    counts = {}
    for line in lines[2:]:
        if line:
            name, *numbers = line.split("\t")
            counts[name] = tuple(int(n) for n in numbers)
    return Fame(times, reports, counts)


def score_years(names: set[str], fame: Fame) -> dict[int, float]:
    """The log likelihood of each year of `fame` by the names of a text, against a year in which all were named equally often."""
    scores = [0.0] * len(fame.times)
    size = [max(n, _MIN_YEAR) for n in fame.reports]
    for name in names:
        counts = fame.counts.get(name)
        if counts is None:
            continue
        base = sum(c / n for c, n in zip(counts, size, strict=True)) / len(size)
        for k, (count, reports) in enumerate(zip(counts, fame.reports, strict=True)):
            rate = (count + _PRIOR * base) / (reports + _PRIOR)
            scores[k] += max(_CLIP_LOW, min(_CLIP_HIGH, math.log(rate / base)))
    known = [(first, last, s) for (first, last), s, n in zip(fame.times, scores, fame.reports, strict=True) if n >= _ENOUGH]
    if not known:
        return {}
    years = range(min(k[0] for k in known) - _REACH, max(k[1] for k in known) + _REACH + 1)
    return {year: max(s - _A_YEAR * max(first - year, year - last, 0) for first, last, s in known) for year in years}
