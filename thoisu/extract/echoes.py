"""A line in its page: how its telling words echo in other lines, what it repeats, where the article's own matter runs."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from thoisu.extract.repeats import Repeat
from thoisu.extract.said import Said
from thoisu.extract.shape import Line
from thoisu.extract.sheet import Sheet, names_in

_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
_NAMES = ("before", "after", "far", "up", "down")
_ECHO = [[f"echo_{name}={k}" for k in range(8)] for name in _NAMES]
_BEFORE, _AFTER, _FAR, _UP, _DOWN = _ECHO
_SIGNED = [f"signed={count}{more}" for count in range(4) for more in (False, True)]
_LISTED = [f"listed={listed}" for listed in (False, True)]
_CLOSED = [f"closed={closed}{listed}" for closed in (False, True) for listed in (False, True)]
_OWN, _LATER, _NAMED = ([f"{name}={k}" for k in range(8)] for name in ("own", "later", "named"))
_NEAR = 3  # lines
_MOST = 20  # lines with a word; of more, only so many are looked at for a line that one other holds


def page_echoes(lines: Sequence[Line], sheet: Sheet, said: Said, repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """The features of each line that the other lines' words give, in order."""
    echoes, held, course = _echoes(lines, said), _held(sheet, said), _course(lines, sheet, said, repeats)
    return [a + b + c + repeat_features(i, repeats, line) for i, (line, a, b, c) in enumerate(zip(lines, echoes, held, course, strict=True))]


def _echoes(lines: Sequence[Line], said: Said) -> list[list[str]]:
    """How much of a line's telling words stands in long lines before, after and far, and in any of the three lines above or below."""
    if not len(said.places):
        return [[names[0] for names in _ECHO] if total else ["echo_none"] for total in said.total]
    at, weights, size = said.places, said.weights, len(lines)
    word = np.repeat(np.arange(len(said.firsts)), np.diff(said.firsts, append=len(at)))
    long = np.array([line.long for line in lines])[at]
    first = np.minimum.reduceat(np.where(long, at, size), said.firsts)[word]
    last = np.maximum.reduceat(np.where(long, at, -1), said.firsts)[word]
    near = (word[1:] == word[:-1]) & (at[1:] - at[:-1] <= _NEAR)
    sums = [
        np.bincount(at, weights * (first < at), size), np.bincount(at, weights * (last > at), size),
        np.bincount(at, weights * (((first < at - 1) | (last > at + 1)) & (last >= 0)), size),
        np.bincount(at[1:], weights[1:] * near, size), np.bincount(at[:-1], weights[:-1] * near, size),
    ]
    shares = np.searchsorted(_SHARES, np.array(sums) / np.maximum(1.0, said.total)).tolist()
    return [
        [_BEFORE[a], _AFTER[b], _FAR[c], _UP[d], _DOWN[e]] if total else ["echo_none"]
        for total, a, b, c, d, e in zip(said.total, *shares, strict=True)
    ]


def _held(sheet: Sheet, said: Said) -> list[list[str]]:
    """Lines most of whose words stand together in one other, longer line: a lead cut short, a quote set apart."""
    out: list[list[str]] = [[] for _ in sheet.words]
    shared = np.bincount(said.places, minlength=len(out)).tolist()
    likely = [i for i, words in enumerate(sheet.words) if 6 <= len(words) <= 60 and said.rare[i] and shared[i] >= 0.75 * said.rare[i]]
    if not likely:
        return out
    votes = _votes(said, frozenset(likely))
    for i in likely:
        n, own = len(sheet.words[i]), frozenset(sheet.words[i])
        for j, count in votes[i].items():
            if j == i or count < 0.75 * said.rare[i] or len(sheet.words[j]) <= n:
                continue
            name = "held_above" if j < i else "held_below"
            if name not in out[i] and len(own.intersection(sheet.words[j])) >= 0.8 * len(own):
                out[i].append(name)
    return out


def _votes(said: Said, likely: frozenset[int]) -> dict[int, dict[int, int]]:
    """For some lines, how many telling words they share with each other line."""
    votes: dict[int, dict[int, int]] = {i: {} for i in likely}
    places = said.places.tolist()
    for start, end in pairwise([*said.firsts.tolist(), len(places)]):
        holders = places[start:end]
        for i in holders:
            if i in votes:
                counts = votes[i]
                for j in holders[:_MOST]:
                    counts[j] = counts.get(j, 0) + 1
    return votes


def repeat_features(i: int, repeats: Sequence[Repeat | None], line: Line) -> list[str]:
    """The features of a line that says again what another said; none where it does not."""
    found = repeats[i]
    if found is None:
        return []
    exact = "same" if found.share == 1.0 else "near"
    before = repeats[i - 1] if i else None
    run = bool(before and 0 < found.of - before.of <= 3) or bool(i + 1 < len(repeats) and (after := repeats[i + 1]) and 0 < after.of - found.of <= 3)
    return [f"repeat={exact}", f"repeat={exact}{run}{min(4, len(line.words) // 6)}", f"back={bisect_left((1, 2, 3, 6, 12), i - found.of)}"]


def _ends(line: Line) -> bool:
    """True for a heading of tags or comments, or a list of tags: what stands after the article."""
    return bool(line.furniture) and len(line.words) < 25 and (":" in line.text[:25] or line.furniture[1] > 0.7)  # type: ignore[index]


def _course(lines: Sequence[Line], sheet: Sheet, said: Said, repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """Where the article's own matter runs: echo of the first long lines here and later on, and `page_courses`."""
    anchors = [i for i, line in enumerate(lines) if line.long][:4]
    own, names = _own(said, anchors, len(lines)), names_in(sheet)
    first_names = frozenset[str]().union(*(names[i] for i in anchors))
    courses = page_courses(lines)
    later, out = 0, []
    for i in range(len(lines) - 1, -1, -1):
        line, called = lines[i], names[i]
        share = bisect_left(_SHARES, own[i] / said.total[i]) if said.total[i] else 0
        named = len(called & first_names) / len(called) if called and i not in anchors else -1.0
        out.append([_OWN[share], _LATER[later], _NAMED[bisect_left((-1.0, 0.0, 0.3, 0.6, 0.9), named)], *courses[i]])
        if line.long and line.ended and repeats[i] is None:
            later = max(later, share)
    return out[::-1]


def page_courses(lines: Sequence[Line]) -> list[tuple[str, str, str]]:
    """Whether signatures, lists of other stories and the article's end stand behind or ahead of each line."""
    signs = [i for i, line in enumerate(lines) if line.signature and line.signature.marked]
    lists = [i for i, line in enumerate(lines) if line.furniture and line.furniture[0] == "related" and line.furniture[1] > 0.7]
    first_list = lists[0] if lists else len(lines)
    first_text = next((i for i, line in enumerate(lines) if line.long), len(lines))
    ends = (i for i, line in enumerate(lines) if i > first_text and line.furniture and line.furniture[0] in ("tags", "comment") and _ends(line))
    closed = next(ends, len(lines))
    last = signs[-1] if signs else -1
    return [
        (
            _SIGNED[2 * sum([j < i for j in signs[:3]]) + (last > i)], _LISTED[first_list < i], _CLOSED[2 * (closed < i) + (first_list < i)],
        )
        for i in range(len(lines))
    ]


def _own(said: Said, anchors: Sequence[int], size: int) -> list[float]:
    """The weight of each line's telling words that stand in the first long lines; for those themselves, in another of them."""
    if not anchors or not len(said.places):
        return [0.0] * size
    anchor = np.zeros(size, np.int64)
    anchor[anchors] = 1
    within = anchor[said.places]
    count = np.repeat(np.add.reduceat(within, said.firsts), np.diff(said.firsts, append=len(within)))
    own: list[float] = np.bincount(said.places, said.weights * (count > within), size).tolist()
    return own
