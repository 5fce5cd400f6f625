"""The lines of a page as numbers: what is asked of every character or word is asked of all of them at once."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thoisu.text.normalize import lower

Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
Points = NDArray[np.uint32]

_BEYOND_WORD, _BEYOND = 0xFFFE, 0xFFFF  # stand for letters and for marks beyond the first 65,536 characters
_ALL = "".join(map(chr, range(0xFFFE)))
_STRIPPED = ",.:;”\""  # marks that a name in a text has behind it
_SEPARATORS = ",;|#·•/"
_DIGIT, _COMMA, _SEPARATOR = 1, 1 << 20, 1 << 40


def _where(pattern: str) -> NDArray[np.bool_]:
    found = np.zeros(0x10000, np.bool_)
    for match in re.finditer(pattern, _ALL):
        found[match.start() : match.end()] = True
    return found


_WORD = _where(r"\w+")
_WORD[_BEYOND_WORD] = True
_SPACE = _where(r"\s+")
_UPPER = np.array([c.isupper() for c in _ALL] + [False, False])
_COUNTED = np.zeros(0x10000, np.int64)
_COUNTED[[ord(c) for c in "0123456789"]] = _DIGIT
_COUNTED[[ord(c) for c in _SEPARATORS]] += _SEPARATOR
_COUNTED[ord(",")] += _COMMA


def _spread(numbers: Codes) -> Codes:
    """Numbers to numbers that look like chance, the same in every process (splitmix64)."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


_VALUES = _spread(np.arange(0x10000, dtype=np.uint64))
_LETTERS = np.where(_WORD, _VALUES, np.uint64(0))
_PLACES = _spread(np.arange(1 << 12, dtype=np.uint64) + np.uint64(1 << 20)) | np.uint64(1)


class Spans(NamedTuple):
    """Stretches of a text, and which are whose: line i has those from bounds[i] to bounds[i + 1]."""

    starts: Ints
    ends: Ints
    bounds: Ints


class Sheet(NamedTuple):
    """A page's lines: their words in lower case as text and as codes, and what is counted in each line.

    `bounds` says which words are whose: line i has those from bounds[i] to bounds[i + 1]. `capitals` is the share of capitalised ones among a
    line's first 40 tokens; `named` says where in `text` its capitalised tokens but the first one stand (`names_in`).
    """

    words: list[list[str]]
    codes: Codes
    lines: Ints  # the line of each word
    bounds: list[int]
    letters: Ints  # how long each word is
    capitals: list[float]
    digits: list[int]
    commas: list[int]
    separators: list[int]
    text: str
    named: Spans


def read_sheet(texts: Sequence[str]) -> Sheet:
    """The sheet of lines none of which is empty; their words stand apart by single spaces.

    >>> sheet = read_sheet(["Hai bên gặp nhau", "Ông Mẫu, 40 tuổi"])
    >>> sheet.words, sheet.capitals, sheet.digits
    ([['hai', 'bên', 'gặp', 'nhau'], ['ông', 'mẫu', '40', 'tuổi']], [0.25, 0.5], [0, 2])
    """
    text = "\n".join(["", *texts, ""])
    lowered = lower(text)
    low, chars = _chars(lowered), _chars(text)
    breaks = np.cumsum([1, *[len(t) + 1 for t in texts]])
    at_word = _WORD.take(low)
    edges = np.flatnonzero(at_word[1:] != at_word[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    bounds = starts.searchsorted(breaks)
    counted = np.add.reduceat(_COUNTED.take(chars), breaks[:-1]).tolist()
    named, capitals = _names(chars, breaks)
    return Sheet(
        _words(low, at_word, breaks, lowered), _hashed(_LETTERS.take(low), starts), np.arange(len(texts)).repeat(bounds[1:] - bounds[:-1]),
        bounds.tolist(), ends - starts, capitals, [n & 0xFFFFF for n in counted], [n >> 20 & 0xFFFFF for n in counted],
        [n >> 40 for n in counted], text, named,
    )


def names_in(sheet: Sheet) -> list[frozenset[str]]:
    """The capitalised tokens of each line but its first, without the marks behind them.

    >>> [sorted(names) for names in names_in(read_sheet(["Ông Lê Mẫu, chủ tịch"]))]
    [['Lê', 'Mẫu']]
    """
    spans = zip(sheet.named.starts.tolist(), sheet.named.ends.tolist(), strict=True)
    found = [sheet.text[a:b].rstrip(_STRIPPED) for a, b in spans]
    return [frozenset(found[a:b]) for a, b in pairwise(sheet.named.bounds.tolist())]


def _chars(text: str) -> Points:
    """The code points of a text; those beyond the first 65,536 as one letter and one mark."""
    chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if chars.max() >= _BEYOND_WORD:
        chars = chars.copy()
        for at in np.flatnonzero(chars >= _BEYOND_WORD).tolist():
            chars[at] = _BEYOND_WORD if chr(chars[at]).isalnum() else _BEYOND
    return chars


def _words(low: Points, at_word: NDArray[np.bool_], breaks: Ints, text: str) -> list[list[str]]:
    """The words of each line: the text with blanks for all that is no word, split."""
    spelled = np.where(at_word, low, np.uint32(32))
    spelled[breaks[1:-1] - 1] = 10
    for at in np.flatnonzero(low == _BEYOND_WORD).tolist():
        spelled[at] = ord(text[at])
    return [line.split() for line in spelled.tobytes().decode("utf-32-le", "surrogatepass").split("\n")]


def _hashed(values: Codes, starts: Ints) -> Codes:
    """The code of what begins at each start: the sum of its characters' values, each by its place."""
    if not len(starts):
        return np.zeros(0, np.uint64)
    first = int(starts[0])
    lengths = np.append(starts[1:], len(values)) - starts
    places = np.arange(first, len(values)) - starts.repeat(lengths)
    found: Codes = np.add.reduceat(values[first:] * _PLACES.take(places, mode="clip"), starts - first)
    return found


def codes_of(words: Sequence[str]) -> Codes:
    """The codes of words in lower case.

    >>> bool(codes_of(["gặp"])[0] == read_sheet(["Hai bên gặp nhau"]).codes[2])
    True
    """
    return _hashed(_LETTERS.take(_chars(" ".join(words))), np.cumsum([0, *[len(w) + 1 for w in words[:-1]]]))


def _names(chars: Points, breaks: Ints) -> tuple[Spans, list[float]]:
    """Where the capitalised tokens of each line but its first stand, and the share of capitalised ones among its first 40."""
    starts = np.flatnonzero(_SPACE.take(chars[:-1])) + 1
    capital = _UPPER.take(chars.take(starts))
    bounds = starts.searchsorted(breaks)
    sums = np.append(0, capital.cumsum())
    heads = np.minimum(bounds[1:], bounds[:-1] + 40)
    shares = ((sums[heads] - sums[bounds[:-1]]) / (heads - bounds[:-1])).tolist()
    capital[bounds[:-1]] = False
    ends = np.append(starts[1:], len(chars))[capital] - 1
    return Spans(starts[capital], ends, np.append(0, capital.cumsum())[bounds]), shares
