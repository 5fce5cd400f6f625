"""What the words of a page's lines are: how many of each class, how telling, and which of them other lines hold as well."""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thoisu.extract.language import SYLLABLES
from thoisu.extract.sheet import Codes, Ints, Sheet, codes_of

_SPEAKER = frozenset(["tôi", "mình", "em", "bác", "ad", "bạn", "cháu", "anh", "chị", "các", "chúng", "ta", "ông", "bà", "hay", "quá", "thật",
    "rất", "nên"])
_GLUE = frozenset(["và", "của", "là", "đã", "được", "cho", "với", "trong", "có", "này", "các", "một", "những", "để", "khi", "không", "theo",
    "từ", "tại", "vào", "về", "đang", "sẽ", "bị", "cũng", "do", "đến"])
PICTURE = frozenset(["ảnh", "hình", "photo", "video", "clip", "image", "infographic", "nguồn", "họa", "hoạ"])
# Words that tell of what happened; the words under a picture mostly have none of them.
TELLING = frozenset([
    "đã", "sẽ", "đang", "là", "được", "bị", "cho", "nói", "có", "phải", "cần", "muốn", "cũng", "không", "chưa", "vẫn", "vừa", "mới", "nên", "từng",
    "thì", "mà", "khi", "nếu", "để", "do", "vì", "theo", "hãy", "còn", "rằng", "biết", "thấy", "nghĩ", "tin", "nhưng", "gồm", "thuộc", "rất", "quá",
])
_TALK = frozenset([
    "ko", "k", "dc", "đc", "mn", "ad", "admin", "bác", "ạ", "nhé", "nhỉ", "haha", "hihi", "hic", "thớt", "mình", "tui", "thiệt", "quá", "ghê", "luôn",
    "thôi", "chứ", "mà", "tôi", "em", "mong", "cảm", "hay", "bạn", "chúc", "ủng", "đừng", "ơi",
])
CALLED = frozenset(["ông", "bà", "anh", "chị"])
_CLASSES = (_TALK, TELLING, PICTURE, frozenset(["trước"]), CALLED)
_FIELD = 8  # bits: a line holds fewer different words of a class
_COUNT = 26  # bits
_RARE = 20_000  # in fewer than 20 % of articles
_FINE = 1000  # weights are whole numbers: their sums do not depend on the order


class Said(NamedTuple):
    """Of each line: how many glue words and words of speakers it has, how many different ones of other classes, the weight of its telling words
    and how many they are; and the places of the telling words that several lines hold, word by word, lines in order, with their weights."""

    glue: list[int]
    speaker: list[int]
    talk: list[int]
    telling: list[bool]
    pictured: list[bool]
    before: list[bool]  # `trước`
    called: list[bool]  # ông, bà, anh, chị
    total: list[float]
    rare: list[int]
    places: Ints
    firsts: Ints  # where each word's places begin
    weights: NDArray[np.float64]


class _Known(NamedTuple):
    """Codes of known words in order, and what they are; one more row is of all others."""

    codes: Codes
    counted: NDArray[np.float64]
    classes: NDArray[np.float64]
    weights: NDArray[np.float64]


@cache
def _known() -> _Known:
    words = sorted(frozenset(SYLLABLES).union(_SPEAKER, _GLUE, *_CLASSES))
    codes = codes_of(words)
    order = np.argsort(codes)
    rows = [words[k] for k in order.tolist()]
    counted = [(w in _GLUE) + ((w in _SPEAKER) << _COUNT) for w in rows]
    classes = [sum((w in held) << _FIELD * k for k, held in enumerate(_CLASSES)) for w in rows]
    weights = [_weight(w) for w in rows]
    return _Known(codes[order], np.array([*counted, 0.0]), np.array([*classes, 0.0]), np.array([*weights, _weight("")]))


def _weight(word: str) -> float:
    """How telling a word is of a topic: the logarithm of how few articles hold it; the common ones tell nothing."""
    share = SYLLABLES.get(word, 0)
    return float(round(_FINE * math.log(100_000 / max(share, 200)))) if share < _RARE else 0.0


def read_said(sheet: Sheet) -> Said:
    """What the words of a sheet's lines are.

    >>> from thoisu.extract.sheet import read_sheet
    >>> said = read_said(read_sheet(["Cầu Thử đã thông xe", "Xe qua cầu"]))
    >>> said.glue, said.telling
    ([1, 0], [True, False])
    """
    known, size = _known(), len(sheet.words)
    order = np.argsort(sheet.codes, kind="stable")
    codes, lines = sheet.codes[order], sheet.lines[order]
    new = np.ones(len(codes), np.bool_)
    new[1:] = codes[1:] != codes[:-1]
    word = new.cumsum() - 1
    at = known.codes.searchsorted(codes[new])
    at[known.codes.take(at, mode="clip") != codes[new]] = len(known.codes)
    rows = at[word]
    counted = np.bincount(lines, known.counted.take(rows), size).astype(np.int64).tolist()
    new[1:] |= lines[1:] != lines[:-1]  # each word once a line
    lines, word, rows = lines[new], word[new], rows[new]
    classes = np.bincount(lines, known.classes.take(rows), size).astype(np.int64).tolist()
    weights = known.weights.take(rows)
    weights[sheet.letters[order][new] < 2] = 0.0
    shared = np.flatnonzero((np.bincount(word)[word] > 1) & (weights > 0)) if len(word) else word
    word = word[shared]
    few = (1 << _COUNT) - 1
    return Said(
        [n & few for n in counted], [n >> _COUNT for n in counted], *_by_class(classes), np.bincount(lines, weights, size).tolist(),
        np.bincount(lines, weights > 0, size).astype(np.int64).tolist(), lines[shared], np.flatnonzero(np.diff(word, prepend=-1)), weights[shared],
    )


def _by_class(found: Sequence[int]) -> tuple[list[int], list[bool], list[bool], list[bool], list[bool]]:
    most = (1 << _FIELD) - 1
    telling, pictured, before, called = ([n >> _FIELD * k & most > 0 for n in found] for k in range(1, len(_CLASSES)))
    return [n & most for n in found], telling, pictured, before, called
