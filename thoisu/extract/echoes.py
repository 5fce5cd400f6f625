"""A line in its page: how its telling words echo in other lines, what it repeats, where the article's own matter runs."""

from bisect import bisect_left
from collections.abc import Sequence

from thoisu.extract.items import Repeat
from thoisu.extract.shape import Line

_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
_NAMES = ("before", "after", "far", "up", "down")
_ECHO = [[f"echo_{name}={k}" for k in range(8)] for name in _NAMES]
_OWN, _LATER, _NAMED = ([f"{name}={k}" for k in range(8)] for name in ("own", "later", "named"))
_MOST = 20  # lines with a word; of more, only so many are looked at for a line that one other holds


def page_echoes(lines: Sequence[Line], repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """The features of each line that the other lines' words give, in order."""
    holders = _holders(lines)
    echoes, held, course = _echoes(lines, holders), _held(lines, holders), _course(lines, repeats, holders)
    return [a + b + c + _repeat(i, repeats, line) for i, (line, a, b, c) in enumerate(zip(lines, echoes, held, course, strict=True))]


def _holders(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines in which each telling word stands."""
    holders: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        for word in line.rare:
            found = holders.get(word)
            if found is None:
                holders[word] = [i]
            else:
                found.append(i)
    return holders


def _echoes(lines: Sequence[Line], holders: dict[str, list[int]]) -> list[list[str]]:
    """How much of a line's telling words stands in long lines before, after and far, and in any of the three lines above or below."""
    before, after, far, up, down = ([0.0] * len(lines) for _ in range(5))
    for word, places in holders.items():
        if len(places) < 2:
            continue
        value = lines[places[0]].rare[word]
        long = [k for k in places if lines[k].long]
        last = -9
        for i in places:
            if i - last <= 3:
                up[i] += value
                down[last] += value
            last = i
            if long:
                if long[0] < i:
                    before[i] += value
                if long[-1] > i:
                    after[i] += value
                if long[0] < i - 1 or long[-1] > i + 1:
                    far[i] += value
    sums = zip(lines, before, after, far, up, down, strict=True)
    return [
        [names[bisect_left(_SHARES, value / line.total)] for names, value in zip(_ECHO, values, strict=True)] if line.total else ["echo_none"]
        for line, *values in sums
    ]


def _held(lines: Sequence[Line], holders: dict[str, list[int]]) -> list[list[str]]:
    """Lines most of whose words stand together in one other, longer line: a lead cut short, a quote set apart."""
    out: list[list[str]] = []
    for i, line in enumerate(lines):
        out.append([])
        n = len(line.words)
        if not 6 <= n <= 60 or not line.rare:
            continue
        shared = [word for word in line.rare if len(holders[word]) > 1]
        if len(shared) < 0.75 * len(line.rare):
            continue
        votes: dict[int, int] = {}
        for word in shared:
            for j in holders[word][:_MOST]:
                votes[j] = votes.get(j, 0) + 1
        for j, count in votes.items():
            other = lines[j]
            if j != i and count >= 0.75 * len(line.rare) and len(other.words) > n and len(line.said & other.said) >= 0.8 * len(line.said):
                name = "held_above" if j < i else "held_below"
                if name not in out[i]:
                    out[i].append(name)
    return out


def _repeat(i: int, repeats: Sequence[Repeat | None], line: Line) -> list[str]:
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


def _course(lines: Sequence[Line], repeats: Sequence[Repeat | None], holders: dict[str, list[int]]) -> list[list[str]]:
    """Where the article's own matter runs: echo of the first long lines here and later on, signatures and lists behind or ahead."""
    anchors = [i for i, line in enumerate(lines) if line.long][:4]
    own, names = _own(lines, anchors, holders), frozenset[str]().union(*(lines[i].names for i in anchors))
    signs = [i for i, line in enumerate(lines) if line.signature and line.signature.marked]
    lists = [i for i, line in enumerate(lines) if line.furniture and line.furniture[0] == "related" and line.furniture[1] > 0.7]
    first_list = lists[0] if lists else len(lines)
    first_text = anchors[0] if anchors else len(lines)
    ends = (i for i, line in enumerate(lines) if i > first_text and line.furniture and line.furniture[0] in ("tags", "comment") and _ends(line))
    closed = next(ends, len(lines))
    later, out = 0, []
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        share = bisect_left(_SHARES, own[i] / line.total) if line.total else 0
        named = len(line.names & names) / len(line.names) if line.names and i not in anchors else -1.0
        out.append([
            _OWN[share], _LATER[later], _NAMED[bisect_left((-1.0, 0.0, 0.3, 0.6, 0.9), named)],
            f"signed={sum([j < i for j in signs[:3]])}{bool(signs) and signs[-1] > i}", f"listed={first_list < i}",
            f"closed={closed < i}{first_list < i}",
        ])
        if line.long and line.ended and repeats[i] is None:
            later = max(later, share)
    return out[::-1]


def _own(lines: Sequence[Line], anchors: Sequence[int], holders: dict[str, list[int]]) -> list[float]:
    """The weight of each line's telling words that stand in the first long lines; for those themselves, in another of them."""
    counts: dict[str, int] = {}
    for i in anchors:
        for word in lines[i].rare:
            counts[word] = counts.get(word, 0) + 1
    own = [0.0] * len(lines)
    for word, count in counts.items():
        places = holders[word]
        if len(places) > 1:
            value = lines[places[0]].rare[word]
            for i in places:
                if count > 1 or i not in anchors:
                    own[i] += value
    return own
