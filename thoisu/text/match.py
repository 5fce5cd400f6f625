"""Find many names in a text in one pass: a trie over syllables and marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

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


@lru_cache(maxsize=2)  # the stages read one text after another; they share the tokens of the text at hand
def find_tokens(text: str) -> tuple[Token, ...]:
    """The syllables, numbers and marks of a text, in order. The text must be NFC.

    >>> [t.key for t in find_tokens("Ngày 24/11, NATO hoà giải.")]
    ['ngày', '24', '/', '11', ',', 'nato', 'hoà', 'giải', '.']
    """
    key = tone_key(text)
    spans = [m.span() for m in _TOKEN.finditer(text)]
    if len(key) != len(text):  # a rare letter whose lower case is longer; keys one by one
        return tuple([Token(start, end, tone_key(text[start:end])) for start, end in spans])
    new = tuple.__new__  # half the time of Token(...), on the hottest line of all
    return tuple([new(Token, (start, end, key[start:end])) for start, end in spans])


class _Node(Generic[T]):
    __slots__ = ("children", "full", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
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
        self._root: _Node[T] = _Node()
        for name, value in names:
            node = self._root
            for token in find_tokens(name):
                node = node.children.setdefault(token.key, _Node())
            node.value, node.full = value, True

    def at(self, tokens: Sequence[Token], first: int) -> Match[T] | None:
        """The longest name that starts at token `first`, or None."""
        node, found = self._root, None
        for i in range(first, len(tokens)):
            child = node.children.get(tokens[i].key)
            if child is None:
                break
            node = child
            if node.full:
                found = Match(tokens[first].start, tokens[i].end, first, i + 1, node.value)
        return found  # type: ignore[return-value]

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[T]]:
        """The longest names from left to right, without overlaps."""
        root, done = self._root.children, 0
        for i in [i for i, (_, _, key) in enumerate(tokens) if key in root]:
            if i >= done:
                found = self.at(tokens, i)
                if found:
                    yield found
                    done = found.last
