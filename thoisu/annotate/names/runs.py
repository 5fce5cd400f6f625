"""Runs of capitalised syllables: where names may be, before anybody knows what they are."""

from collections.abc import Sequence
from typing import NamedTuple

from thoisu.text.match import Token

# After these marks a capital proves nothing.
OPENERS = frozenset('.!?…:“"«‘')
_JOINERS = frozenset("-’'.&+/")


class Run(NamedTuple):
    """Tokens `first` to `last` (half-open) that are written as one name."""

    first: int
    last: int


def is_initial(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a capital at token `i` may be due to its place: start of a line or sentence, after a quotation mark or a colon."""
    if i == 0:
        return True
    before = tokens[i - 1]
    return before.key in OPENERS or (tokens[i].start - before.end > 0 and "\n" in text[before.end : tokens[i].start])


def is_capital(text: str, token: Token) -> bool:
    """Whether the token begins with a capital or has one inside (iPhone)."""
    return has_capital(text[token.start : token.end], token.key)


def has_capital(surface: str, key: str) -> bool:
    """Whether a token written so, of this key, begins with a capital or has one inside.

    >>> has_capital("iPhone", "iphone"), has_capital("đã", "đã")
    (True, False)
    """
    if surface[0].islower():  # only ASCII words are written with a capital inside
        return key.isascii() and key.isalpha() and surface != key
    return surface[0].isupper()


def find_runs(text: str, tokens: Sequence[Token], capital: Sequence[bool] | None = None) -> list[Run]:
    """The longest capital runs, in order: single spaces between capitals, and joints without spaces (`Jong-un`, `U23`, `TP.HCM`).

    A hyphen before another capital ends a run, because it joins names (`Nga-Mỹ`) as often as parts of one. `capital` may say of each token
    what `is_capital` says.

    >>> from thoisu.text.match import find_tokens
    >>> t = "gặp ông Kim Jong-un ở TP.HCM"
    >>> [(r.first, r.last) for r in find_runs(t, find_tokens(t))]
    [(2, 6), (7, 10)]
    """
    if capital is None:
        capital = [is_capital(text, t) for t in tokens]
    out: list[Run] = []
    end = 0
    for i, is_one in enumerate(capital):
        if is_one and i >= end:
            end = _run_end(text, tokens, capital, i)
            out.append(Run(i, end))
    return out


def _run_end(text: str, tokens: Sequence[Token], capital: Sequence[bool], i: int) -> int:
    j, n = i + 1, len(tokens)
    while j < n:
        token = tokens[j]
        gap = token.start - tokens[j - 1].end
        if (gap == 1 and capital[j] and text[token.start - 1] == " ") or (gap == 0 and token.key.isalnum()):
            j += 1
        elif gap == 0 and token.key in _JOINERS and j + 1 < n and tokens[j + 1].start == token.end and _joins(text, tokens, j):
            j += 2
        else:
            break
    return j


def _joins(text: str, tokens: Sequence[Token], j: int) -> bool:
    mark, after = tokens[j].key, tokens[j + 1]
    if not after.key.isalnum():
        return False
    capital = text[after.start].isupper()
    if mark == "-":
        return not capital
    return capital or mark in "’'" or (mark == "." and after.key.isdigit())


def run_key(tokens: Sequence[Token], first: int, last: int) -> str:
    """The matching key of tokens `first` to `last`: their keys, with a space where the text has one.

    >>> from thoisu.text.match import find_tokens
    >>> run_key(find_tokens("ông Kim Jong-un"), 1, 5)
    'kim jong-un'
    """
    if last - first == 1:
        return tokens[first].key
    parts = [tokens[first].key]
    for i in range(first + 1, last):
        if tokens[i].start > tokens[i - 1].end:
            parts.append(" ")
        parts.append(tokens[i].key)
    return "".join(parts)
