"""In which years the names of a text were in the news: counts over reports of known time (training/dating.py)."""

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from thoisu.model import Span
from thoisu.text.normalize import tone_key

_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_RUN = re.compile(rf"(?<!\w)[{_UPPER}][\w'’.]*(?:(?: | ?- ?)[{_UPPER}][\w'’]*){{0,4}}")
_DASH = re.compile(r" ?- ?")
_CLIP_LOW, _CLIP_HIGH, _PRIOR, _MIN_YEAR = -0.7, 1.2, 8, 30
# A time with fewer reports is not judged by its own counts; like the years outside all, it shares those of the nearest time, less so much a year.
_ENOUGH, _KEPT, _A_YEAR = 100, 0.65, 0.8
_REACH, _LOOSE = 3, 2.0


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
    for words, _, _ in _runs(text):
        found.update(words)
        if len(words) > 1:
            found.update(map(" ".join, pairwise(words)))
            found.update(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
    return {name for name in found if len(name) > 1}


def _runs(text: str) -> Iterator[tuple[list[str], int, int]]:
    """The keys of the words of each run of capitals, and where it starts and ends."""
    for match in _RUN.finditer(text):
        start = match.start()
        run = match.group()
        words = list(map(_word_key, (_DASH.sub("-", run) if "-" in run else run).rstrip(".").split(" ")))
        if start == 0 or text[start - 1] in '\n"“' or text[start - 2 : start] in (". ", "? ", "! "):
            words, start = words[1:], text.find(" ", start) + 1
        if words:
            yield words, start, match.end()


@lru_cache(1 << 14)
def _word_key(word: str) -> str:
    return tone_key(word)


def telling_names(text: str, fame: Fame, year: int) -> tuple[Span, ...]:
    """The places of the names that speak most for a year, at most three."""
    column = next((k for k, (first, last) in enumerate(fame.times) if first <= year <= last), None)
    if column is None:
        return ()
    scored = []
    for words, start, end in _runs(text):
        weights = [_weigh(c, fame.reports)[column] for c in (fame.counts.get(" ".join(words[:n])) for n in (2, 3)) if c is not None]
        if weights and max(weights) > 0:
            scored.append((-max(weights), start, Span(start, end)))
    return tuple(span for _, _, span in sorted(scored)[:3])


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


@lru_cache(1 << 15)
def _weigh(counts: tuple[int, ...], reports: tuple[int, ...]) -> tuple[float, ...]:
    """The log weight of each time for a name with these counts, against a time in which all names stand equally often."""
    base = sum(c / max(n, _MIN_YEAR) for c, n in zip(counts, reports, strict=True)) / len(reports)
    return tuple(
        max(_CLIP_LOW, min(_CLIP_HIGH, math.log((count + _PRIOR * base) / (n + _PRIOR) / base))) for count, n in zip(counts, reports, strict=True)
    )


def score_years(names: set[str], fame: Fame) -> dict[int, float]:
    """The log likelihood of each year of `fame` by the names of a text, against a year in which all were named equally often."""
    weights = [_weigh(counts, fame.reports) for counts in map(fame.counts.get, sorted(names)) if counts is not None]
    scores = [sum(column) for column in zip(*weights, strict=True)] or [0.0] * len(fame.times)
    known = [(first, last, s) for (first, last), s, n in zip(fame.times, scores, fame.reports, strict=True) if n >= _ENOUGH]
    if not known:
        return {}
    years = range(min(k[0] for k in known) - _REACH, max(k[1] for k in known) + _REACH + 1)
    return {year: max(_fade(s, max(first - year, year - last, 0), first < last) for first, last, s in known) for year in years}


def _fade(score: float, distance: int, loose: bool) -> float:
    """What is left of a score in years next to those in which it was counted; a `loose` time of several years has no sharp ends."""
    left = score * _KEPT**distance - _A_YEAR * distance
    return max(left, score - _LOOSE * distance) if loose else left
