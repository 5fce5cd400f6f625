"""What is known of a token from the way it is written alone: met once in a process, then looked up."""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple

import numpy as np

from thoisu.annotate.names.patterns import LOWER_STARTS
from thoisu.annotate.names.runs import OPENERS, has_capital
from thoisu.annotate.names.stats import load_around, load_capital_shares, load_token_votes
from thoisu.lexicon import load_rows
from thoisu.text.codes import Codes, code_of
from thoisu.text.match import Token

_MAX_SURFACES = 30_000
OPENER, CAPITAL, PATTERN_START = 1, 2, 4  # bits of `Static.flags`


class Static(NamedTuple):
    """One way to write a token."""

    word: int
    shape: int
    share: int
    suffix: int
    surname: int
    vote: int
    flags: int
    left: int  # the cluster of a context whose nearest word it is
    right: int


class _Surfaces:
    """One row for each way to write a token (bounded)."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows = np.zeros((4096, len(Static._fields)), np.int64)
        self.lock = Lock()

    def number(self, surface: str, key: str) -> int:
        """The row of a surface."""
        number = len(self.numbers)
        if number == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[number] = _static(surface, key)
        self.numbers[surface] = number
        return number

    def table(self, text: str, tokens: Sequence[Token]) -> Codes:
        """The rows of tokens."""
        with self.lock:
            if len(self.numbers) > _MAX_SURFACES:  # only between texts: the numbers of one text must not change under it
                self.numbers.clear()
            get = self.numbers.get
            found = [get(text[start:end]) for start, end, _ in tokens]
            if None in found:
                for i, number in enumerate(found):
                    if number is None:
                        surface = text[tokens[i].start : tokens[i].end]
                        known = get(surface)
                        found[i] = self.number(surface, tokens[i].key) if known is None else known
            return self.rows.take(np.array(found, np.int64), axis=0)


_SURFACES = _Surfaces()


def static_table(text: str, tokens: Sequence[Token]) -> Codes:
    """A row of `Static` for each token."""
    return _SURFACES.table(text, tokens)


@cache
def _surnames() -> dict[str, int]:
    return {name: ("vi", "zh", "ko").index(kind) + 1 for name, kind in load_rows("surnames")}


def shape_of(surface: str) -> int:
    """A number for how a token is written: capital, capitals, lower case, mixed, digits by length, or a mark.

    >>> shape_of("NATO") != shape_of("Nga") != shape_of("nga")
    True
    """
    if surface[0].isdigit():
        return 20 + min(len(surface), 5) + (6 if "." in surface or "," in surface else 0)
    if not surface[0].isalpha():
        return 40
    if surface.islower():
        return 1
    if len(surface) == 1:
        return 2
    if surface.isupper():
        return 3 if len(surface) <= 5 else 4
    if surface[0].isupper() and surface[1:].islower():
        return 5 if surface.isascii() else 6
    return 7 if surface[0].isupper() else 8


def _static(surface: str, key: str) -> Static:
    shape, around = shape_of(surface), load_around()
    begins = surface[0].isupper() or key in LOWER_STARTS
    return Static(
        code_of(key) + 1, shape, load_capital_shares().get(key, 0), code_of(key[-3:]) if 1 < shape < 20 else 0,
        _surnames().get(surface.capitalize(), 0),
        load_token_votes().get(key, 0) if shape > 1 else 0,
        OPENER * (key in OPENERS) + CAPITAL * has_capital(surface, key) + PATTERN_START * begins,
        around.nearest_left.get(key, 0), around.nearest_right.get(key, 0),
    )
