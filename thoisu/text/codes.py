"""Tokens as numbers, for tables that are asked about every token of a text at once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
_MAX_KEYS = 30_000
_SPREAD, _DOWN = 0x9E3779B1, 16


class TextCodes(NamedTuple):
    """The keys of a text's tokens and their codes; `pairs` mixes the code of each token with that of the next one (0 after the last)."""

    keys: list[str]
    codes: Codes
    pairs: Codes


def code_of(key: str) -> int:
    """The code of a key, 32 bits: the same in every process.

    >>> code_of("nga") == code_of("nga") != code_of("ngã")
    True
    """
    return crc32(key.encode("utf-8", "surrogatepass"))


class _Known(dict[str, int]):
    """Codes of keys met so far (bounded)."""

    def __missing__(self, key: str) -> int:
        if len(self) > _MAX_KEYS:
            self.clear()
        code = self[key] = code_of(key)
        return code


_known = _Known()
_latest: tuple[Sequence[tuple[int, int, str]], TextCodes | None] = ((), None)  # the stages read one text after another


def text_codes(tokens: Sequence[tuple[int, int, str]]) -> TextCodes:
    """The codes of a text's tokens (start, end, key).

    >>> text_codes([(0, 3, "nga"), (4, 6, "mỹ")]).keys
    ['nga', 'mỹ']
    """
    global _latest  # noqa: PLW0603 (one assignment of a whole pair: threads see either)
    text, codes = _latest
    if codes is None or text is not tokens:
        keys = [key for _, _, key in tokens]
        numbers = np.array(list(map(_known.__getitem__, keys)), np.int64)
        codes = TextCodes(keys, numbers, mix(numbers, np.append(numbers[1:], 0)))
        _latest = (tokens, codes)
    return codes


def mix(one: Codes, two: Codes) -> Codes:
    """A number of 32 bits for each pair of codes, for filters."""
    mixed = one * _SPREAD
    mixed ^= two
    mixed *= _SPREAD
    mixed >>= _DOWN
    mixed &= 0xFFFFFFFF
    return mixed


class Filter:
    """Says of each code whether it may be one of those given: never no where it is, seldom yes where it is not."""

    def __init__(self, codes: Codes) -> None:
        size = 1 << max(12, (8 * len(codes)).bit_length())
        self._mask = size - 1
        self._bits = np.zeros(size, np.bool_)
        self._bits[codes & self._mask] = True

    def may_hold(self, codes: Codes) -> NDArray[np.bool_]:
        """An answer for each code."""
        return self._bits.take(codes & self._mask)


class PairTable:
    """Pairs of keys to small numbers, 0 for all others; a pair may have one empty side.

    >>> table = PairTable([("bộ", "trưởng", 3)])
    >>> table.find(np.array([code_of("bộ"), 7]), np.array([code_of("trưởng"), 7])).tolist()
    [3, 0]
    """

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        pairs = sorted((code_of(one) << 32 | code_of(two), value) for one, two, value in rows)
        self._codes = np.array([code for code, _ in pairs], np.uint64)
        self._values = np.array([value for _, value in pairs], np.int32)

    def find(self, one: Codes, two: Codes) -> Codes:
        """The number of each pair of codes."""
        wanted = (one << 32 | two).view(np.uint64)
        at = self._codes.searchsorted(wanted)
        np.minimum(at, len(self._codes) - 1, out=at)
        return np.where(self._codes.take(at) == wanted, self._values.take(at), 0).astype(np.int64)
