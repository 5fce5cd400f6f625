"""Lines of a page that say again what a line above them said."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from thoisu.extract.sheet import Codes, Ints, Sheet

_LEAST = 8  # words of a line that may be nearly the same as another
_LOOKED_AT = 12  # pairs of words of a line by which lines like it are found
_VOTES = 3
_TURN = np.uint64(0x9E3779B97F4A7C15)


class Repeat(NamedTuple):
    """A line that says again what line `of` said; `share` is how much of their words they have in common (1.0: the same)."""

    of: int
    share: float


def find_repeats(sheet: Sheet, least: float = 0.85) -> list[Repeat | None]:
    """For each line the earliest line that it repeats, word for word or nearly (pairs of words in common, Jaccard at least `least`).

    Nearly only counts from eight words on. Time is linear in the words.

    >>> from thoisu.extract.sheet import read_sheet
    >>> find_repeats(read_sheet(["A b", "C", "a, b."]))
    [None, None, Repeat(of=0, share=1.0)]
    """
    first: dict[tuple[str, ...], int] = {}
    found: list[Repeat | None] = []
    for i, line in enumerate(sheet.words):
        other = first.setdefault(tuple(line), i)
        found.append(Repeat(other, 1.0) if other != i else None)
    long = np.array([len(line) >= _LEAST for line in sheet.words])
    inside = (sheet.lines[1:] == sheet.lines[:-1]) & long[sheet.lines[1:]]
    pairs, lines = _pairs(sheet.codes)[inside], sheet.lines[1:][inside]
    likely = _likely(pairs, lines, least)
    if any(found[i] is None for i in likely):
        _find_near(sheet.words, found, likely, pairs, lines, least)
    return found


def _pairs(codes: Codes) -> Codes:
    mixed: Codes = (codes[:-1] * _TURN) ^ codes[1:]
    return mixed


def _likely(pairs: Codes, lines: Ints, least: float) -> frozenset[int]:
    """The lines of whose different pairs at least such a share stands in lines above."""
    if not len(pairs):
        return frozenset()
    order = np.argsort(pairs, kind="stable")
    pairs, lines = pairs[order], lines[order]
    new = np.ones(len(pairs), np.bool_)
    new[1:] = pairs[1:] != pairs[:-1]
    once = new.copy()
    once[1:] |= lines[1:] != lines[:-1]
    all_of = np.bincount(lines[once])
    known_of = np.bincount(lines[once & ~new], minlength=len(all_of))
    return frozenset(np.flatnonzero((known_of >= least * all_of) & (all_of > 0)).tolist())


def _find_near(
    words: Sequence[Sequence[str]], found: list[Repeat | None], likely: frozenset[int], pairs: Codes, lines: Ints, least: float
) -> None:
    """Set what lines repeat nearly: of the two lines above with which they share most of some of their pairs, the more alike."""
    holders: dict[int, int] = {}
    bounds = lines.searchsorted(np.arange(len(words) + 1)).tolist()
    codes = pairs.tolist()
    for i in range(max(likely) + 1):
        own = codes[bounds[i] : bounds[i + 1]]
        if i in likely and found[i] is None:
            votes = Counter([holders[code] for code in own[:: max(1, len(own) // _LOOKED_AT)] if code in holders])
            for other, count in votes.most_common(2):
                share = _overlap(set(pairwise(words[i])), set(pairwise(words[other]))) if count >= _VOTES else 0.0
                before = found[i]
                if share >= least and (before is None or share > before.share):
                    found[i] = Repeat(other, share)
        if found[i] is None:
            for code in own:
                holders.setdefault(code, i)


def _overlap(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)
