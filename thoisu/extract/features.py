"""What a line looks like to the model: its own shape, its place, its words' echo in the rest of the page.

Features are classes and buckets, few of them words, so that a model trained on some sites' phrases holds on others'.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from thoisu.extract.echoes import page_courses, page_echoes, repeat_features
from thoisu.extract.items import Item
from thoisu.extract.merged import UPPER
from thoisu.extract.repeats import Repeat
from thoisu.extract.said import CALLED, read_said
from thoisu.extract.shape import Line, block_features, make_blocks, make_lines, own_features
from thoisu.extract.sheet import Sheet

_PLACES = (0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 50)
_SHORT_NAME = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị) ([{UPPER}][\w-]+)(?! [{UPPER}])")
_AT, _LEFT, _TENTH, _TOTAL = ([f"{name}={k}" for k in range(12)] for name in ("at", "left", "tenth", "total"))
_TO_LONG = [f"tolong={k}" for k in range(-3, 9)]


class _Beside(dict[str, tuple[str, str, str, str]]):
    """The features of a kind of line that stands two or one before, one or two behind; there are some sixty kinds."""

    def __missing__(self, kind: str) -> tuple[str, str, str, str]:
        found = self[kind] = (f"-2:{kind}", f"-1:{kind}", f"1:{kind}", f"2:{kind}")
        return found


_BESIDE = _Beside()


def page_features(items: Sequence[Item], sheet: Sheet, repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """The features of each line of a page, in order, from the lines, their sheet (`read_sheet`) and what they repeat (`find_repeats`).

    Where tags say what a block is, its words and their echo in the page add nothing: such a block has fewer features.
    """
    return _tagged_features(items, sheet, repeats) if items[0].markup is not None else _text_features(items, sheet, repeats)


def _tagged_features(items: Sequence[Item], sheet: Sheet, repeats: Sequence[Repeat | None]) -> list[list[str]]:
    lines = make_blocks([item.text for item in items], sheet)
    courses, announced = page_courses(lines), _announced(lines)
    beside = [_BESIDE[kind] for kind in ("edge", "edge", *[line.kind for line in lines], "edge", "edge")]
    first_long = next((i for i, line in enumerate(lines) if line.long and line.ended), len(lines))
    out = []
    for i, line in enumerate(lines):
        features = block_features(line)
        features += _near_places(i, len(lines), first_long)
        features += courses[i]
        features += repeat_features(i, repeats, line)
        features += announced[i]
        features += (beside[i][0], beside[i + 1][1], beside[i + 3][2], beside[i + 4][3])
        if line.long and i + 1 < len(lines) and not CALLED.isdisjoint(lines[i + 1].words) and calls_by_name(lines[i + 1].text, line.text):
            features.append("taken_up")
        features += _tags(items, i)
        out.append(features)
    return out


def _text_features(items: Sequence[Item], sheet: Sheet, repeats: Sequence[Repeat | None]) -> list[list[str]]:
    said = read_said(sheet)
    lines = make_lines([item.text for item in items], sheet, said)
    echoes, announced = page_echoes(lines, sheet, said, repeats), _announced(lines)
    gaps = sum([item.gap for item in items]) > 0.6 * len(items)
    kinds = ["edge", "edge", *[line.kind for line in lines], "edge", "edge", "edge"]
    initials = "".join([k[0] for k in kinds])
    starts = ["edge", *[line.start for line in lines], "edge"]
    first_long = next((i for i, line in enumerate(lines) if line.long and line.ended), len(lines))
    beside = [_BESIDE[kind] for kind in kinds]
    out = []
    for i, line in enumerate(lines):
        features = own_features(line)
        features += _place(i, len(lines), first_long)
        features += echoes[i]
        features += announced[i]
        features += (
            beside[i][0], beside[i + 1][1], beside[i + 3][2], beside[i + 4][3], "rhythm=" + initials[i : i + 6],
            f"starts={starts[i]} {starts[i + 1]} {starts[i + 2]}",
        )
        if gaps and not items[i].gap:
            features.append("joined")
        if line.long and i + 1 < len(lines) and said.called[i + 1] and calls_by_name(lines[i + 1].text, line.text):
            features.append("taken_up")
        out.append(features)
    return out


def _announced(lines: Sequence[Line]) -> list[list[str]]:
    """Short lines behind one that ends in a colon, as items of the list that it announces."""
    out: list[list[str]] = []
    since = 9
    for line in lines:
        out.append([f"announced={since}"] if since < 9 else [])
        long = len(line.words) > 25
        since = 1 if line.text[-1] == ":" and len(line.words) > 3 else 9 if long or since == 9 else min(8, since + 1)
    return out


def calls_by_name(text: str, before: str) -> bool:
    """True where a paragraph calls by a short name whom the one before it names in full: both then belong to one running text.

    >>> calls_by_name("Theo ông Mẫu, cầu đã xong.", "Chủ tịch xã Lê Mẫu đến dự."), calls_by_name("Ông Lê Mẫu đến dự.", "Chủ tịch xã Lê Mẫu.")
    (True, False)
    """
    return any(re.search(rf"[{UPPER}][\w-]+ {re.escape(name)}\b", before) for name in _SHORT_NAME.findall(text[:300]))


def _near_places(i: int, total: int, first_long: int) -> tuple[str, str, str]:
    return (
        _AT[bisect_left(_PLACES, i)], _LEFT[bisect_left(_PLACES, total - 1 - i)], _TO_LONG[max(-3, min(8, first_long - i)) + 3],
    )


def _place(i: int, total: int, first_long: int) -> list[str]:
    tenth = bisect_left((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), i / max(1, total))
    return [
        _AT[bisect_left(_PLACES, i)], _LEFT[bisect_left(_PLACES, total - 1 - i)], _TENTH[tenth], _TO_LONG[max(-3, min(8, first_long - i)) + 3],
        _TOTAL[bisect_left((5, 10, 20, 40, 80), total)],
    ]


def _tags(items: Sequence[Item], i: int) -> list[str]:
    markup = items[i].markup
    assert markup is not None
    out = [f"tag={markup.tag}", f"inside={markup.inside}", f"linked={bisect_left((0.0, 0.3, 0.7, 0.99), markup.linked)}"]
    out += [f"hint={hint}" for hint in sorted(markup.hints)]  # in order: training gives the same bytes
    out.append(f"tag={markup.tag}{markup.inside}{markup.linked > 0.7}")
    if markup.right:
        out.append("right")
    return out
