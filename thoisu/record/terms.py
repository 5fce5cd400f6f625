"""Syllables and n-grams of a text as integers, and how common each is in news at large.

A term is the same integer in every process and release, so terms may be stored. The background counts ship with the package;
they come from `training/background.py`.
"""

import re
import zlib
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from thoisu.text.normalize import tone_key

Terms = NDArray[np.uint32]

_SYLLABLE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_MEMO_LIMIT = 500_000  # distinct syllables kept with their hashes; news has fewer in 100,000 articles


class _Memo(dict[str, int]):
    """Syllables to their hashes, worked out when first asked for."""

    def __missing__(self, syllable: str) -> int:
        value = self[syllable] = zlib.crc32(syllable.encode("utf-8", "surrogatepass"))
        return value


_memo = _Memo()


def find_syllables(text: str) -> list[str]:
    """The syllables and numbers of a text in matching form, in order.

    >>> find_syllables("Hòa đàm 24/11 ở Mátxcơva!")
    ['hoà', 'đàm', '24', '11', 'ở', 'mátxcơva']
    """
    return _SYLLABLE.findall(tone_key(text))


def find_syllable_spans(text: str) -> list[tuple[int, int]]:
    """Where the syllables and numbers of `find_syllables` stand in the text.

    >>> find_syllable_spans("Hòa đàm")
    [(0, 3), (4, 7)]
    """
    return [m.span() for m in _SYLLABLE.finditer(text)]


def hash_syllables(syllables: list[str]) -> Terms:
    """One integer for each syllable.

    >>> a, b = hash_syllables(["hội", "đồng"]), hash_syllables(["hội", "nghị"])
    >>> bool(a[0] == b[0]), bool(a[1] == b[1])
    (True, False)
    """
    if len(_memo) > _MEMO_LIMIT:
        _memo.clear()
    return np.fromiter(map(_memo.__getitem__, syllables), dtype=np.uint32, count=len(syllables))


def hash_ngrams(hashes: Terms, n: int) -> Terms:
    """One integer for each run of `n` syllables, in order; empty where there are fewer.

    >>> len(hash_ngrams(hash_syllables(find_syllables("một hai ba bốn năm")), 4))
    2
    """
    size = len(hashes) - n + 1
    if size <= 0:
        return np.empty(0, dtype=np.uint32)
    mixed = np.zeros(size, dtype=np.uint64)
    for i in range(n):
        mixed = (mixed ^ hashes[i : i + size]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)


class Background(Struct, frozen=True):
    """In how many of `articles` articles of general news a term stands; a term below `least` is not listed."""

    articles: int
    least: int
    terms: Terms  # sorted
    counts: NDArray[np.uint16]

    def idf(self, terms: Terms) -> NDArray[np.float64]:
        """How telling each term is: the logarithm of articles over articles with it."""
        if not len(self.terms):
            return np.full(len(terms), np.log(self.articles + 1.0))
        at = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        count = np.where(self.terms[at] == terms, self.counts[at], self.least / 2)
        return np.log((self.articles + 1.0) / (count + 1.0))


@cache
def load_background() -> Background:
    """The shipped counts of syllables, numbers and pairs of syllables.

    >>> common, rare = load_background().idf(hash_syllables(["của", "stoltenberg"]))
    >>> bool(common < rare)
    True
    """
    data = (files("thoisu") / "models" / "background.npz").read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return Background(int(arrays["articles"]), int(arrays["least"]), arrays["terms"], arrays["counts"])
