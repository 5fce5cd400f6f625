"""The pieces that a page falls into: lines of a text page, blocks of an HTML page."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from thoisu.text.normalize import clean_line, lower

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Markup(Struct, frozen=True, gc=False):
    """What the tags say about a block: its own tag, hints from class names around it, whether it sits in the main container, link share."""

    tag: str
    hints: frozenset[str]
    inside: bool
    linked: float
    right: bool = False


class Item(Struct, frozen=True, gc=False):
    """One line or block: clean text, its span in the decoded page, whether a blank line stands before it."""

    text: str
    start: int
    end: int
    gap: bool = True
    markup: Markup | None = None


class Repeat(NamedTuple):
    """A line that says again what line `of` said; `share` is how much of their words they have in common (1.0: the same)."""

    of: int
    share: float


def split_lines(text: str) -> list[Item]:
    """The lines of a text page that are not blank, clean, with their spans.

    >>> [(i.text, i.start, i.gap) for i in split_lines("Tít\\n\\nSapô .\\nThân")]
    [('Tít', 0, True), ('Sapô .', 5, True), ('Thân', 12, False)]
    """
    items: list[Item] = []
    end = -2
    for match in _LINE.finditer(text):
        clean = clean_line(match.group())
        if clean:
            gap = text.count("\n", end, match.start()) > 1 if end >= 0 else True
            items.append(Item(clean, match.start(), match.end(), gap))
            end = match.end()
    return items


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers of a text in order."""
    return _WORD.findall(lower(text))


def find_repeats(words: Sequence[Sequence[str]], least: float = 0.85) -> list[Repeat | None]:
    """For each line the earliest line that it repeats, word for word or nearly (pairs of words in common, Jaccard at least `least`).

    Nearly only counts from eight words on. Time is linear in the words, for lines that do not all repeat the same pairs.

    >>> find_repeats(["a b".split(), "c".split(), "a b".split()])
    [None, None, Repeat(of=0, share=1.0)]
    """
    first: dict[tuple[str, ...], int] = {}
    holders: dict[tuple[str, str], list[int]] = {}
    sizes: list[int] = []
    found: list[Repeat | None] = []
    for index, line in enumerate(words):
        key = tuple(line)
        pairs = set(zip(line, line[1:], strict=False))
        sizes.append(len(pairs))
        repeat = Repeat(first[key], 1.0) if key in first else None
        if repeat is None and len(line) >= 8:
            votes = Counter(i for pair in pairs for i in holders.get(pair, ()))
            for other, common in votes.most_common(3):
                share = common / (len(pairs) + sizes[other] - common)
                if share >= least and (repeat is None or share > repeat.share):
                    repeat = Repeat(other, share)
        found.append(repeat)
        first.setdefault(key, index)
        if repeat is None and len(line) >= 8:
            for pair in pairs:
                held = holders.setdefault(pair, [])
                if len(held) < 8:
                    held.append(index)
    return found
