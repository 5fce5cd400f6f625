"""Find many names in a text in one pass: a trie over syllables and marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from thoisu.text.codes import Filter, code_of, mix, text_codes
from thoisu.text.normalize import tone_key

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")


class Token(NamedTuple):
    """A syllable, number or mark: its span and its matching key (lower case, one style of tone placement)."""

    start: int
    end: int
    key: str


class Match(NamedTuple, Generic[T]):
    """A found name: the span of text, the tokens it covers (half-open), and what the name stands for."""

    start: int
    end: int
    first: int
    last: int
    value: T


_tone_key = lru_cache(maxsize=4096)(tone_key)


@lru_cache(maxsize=2)  # the stages read one text after another; they share the tokens of the text at hand
def find_tokens(text: str) -> tuple[Token, ...]:
    """The syllables, numbers and marks of a text, in order. The text must be NFC.

    >>> [t.key for t in find_tokens("Ngày 24/11, NATO hoà giải.")]
    ['ngày', '24', '/', '11', ',', 'nato', 'hoà', 'giải', '.']
    """
    key = tone_key(text)
    spans = [m.span() for m in _TOKEN.finditer(text)]
    if len(key) != len(text):  # a text that is not composed, or a rare letter whose lower case is longer: keys one by one
        return tuple([Token(start, end, _tone_key(text[start:end])) for start, end in spans])
    new = tuple.__new__  # half the time of Token(...), on the hottest line of all
    return tuple([new(Token, (start, end, key[start:end])) for start, end in spans])


class _Node(Generic[T]):
    __slots__ = ("children", "full", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] | None = None  # most names end here: no empty dict for each
        self.value: T | None = None
        self.full = False


class Matcher(Generic[T]):
    """Names to values; `find` gives the longest name at each place, without overlaps, in time linear in the text.

    Matching is blind to case and tone placement; callers who care about case look at the text.

    >>> m = Matcher([("Hội đồng Nga-NATO", 1), ("Nga", 2)])
    >>> [(x.start, x.end, x.value) for x in m.find(find_tokens("Hội đồng Nga - NATO và Nga"))]
    [(0, 19, 1), (23, 26, 2)]
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._root: dict[str, _Node[T]] = {}
        for name, value in names:
            children, node = self._root, None
            for key in _keys_of(name):
                node = children.get(key)
                if node is None:
                    node = children[key] = _Node()
                if node.children is None:
                    node.children = {}
                children = node.children
            if node is not None:
                node.value, node.full = value, True
                if not node.children:
                    node.children = None
        firsts = [(code_of(key), node) for key, node in self._root.items()]
        pairs = [(code, code_of(key)) for code, node in firsts if not node.full for key in node.children or ()]
        # Most places of a text are ruled out at once by their first token, or by it and the next.
        self._alone = Filter(np.array([code for code, node in firsts if node.full], np.int64))
        self._paired = Filter(mix(*np.array(pairs, np.int64).reshape(-1, 2).T))

    def at(self, tokens: Sequence[Token], first: int) -> Match[T] | None:
        """The longest name that starts at token `first`, or None."""
        children: dict[str, _Node[T]] | None = self._root
        found, last = None, first
        for i in range(first, len(tokens)):
            node = children.get(tokens[i].key) if children is not None else None
            if node is None:
                break
            if node.full:
                found, last = node, i + 1
            children = node.children
        return Match(tokens[first].start, tokens[last - 1].end, first, last, found.value) if found else None  # type: ignore[arg-type]

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[T]]:
        """The longest names from left to right, without overlaps."""
        root, done, end = self._root, 0, len(tokens)
        keys, codes, pairs = text_codes(tokens)
        for i in (self._alone.may_hold(codes) | self._paired.may_hold(pairs)).nonzero()[0].tolist():
            first = root.get(keys[i]) if i >= done else None
            if first is None:
                continue
            node, at, found = first, i + 1, None
            while True:
                if node.full:
                    found, done = node, at
                if node.children is None or at == end:
                    break
                following = node.children.get(keys[at])
                if following is None:
                    break
                node = following
                at += 1
            if found is not None:
                yield Match(tokens[i].start, tokens[done - 1].end, i, done, found.value)  # type: ignore[arg-type]


def _keys_of(name: str) -> list[str]:
    """The keys of a name's tokens, without a place in the cache of texts."""
    return [token.key for token in find_tokens.__wrapped__(name)]
