"""What the tagger sees of a document: tokens in sequences, and integer attributes of each token in numpy columns."""

import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.gazetteer import find_known, load_titles
from thoisu.annotate.names.patterns import find_patterns
from thoisu.annotate.names.runs import OPENERS, Run, find_runs, run_key
from thoisu.annotate.names.stats import load_capital_shares, load_context_clusters, load_runs, load_token_votes, load_words
from thoisu.lexicon import load_rows
from thoisu.text.match import Token, find_tokens
from thoisu.text.segment import find_sentences

Column = NDArray[np.int64]
MAX_SEQUENCE = 240
_UNKNOWN = (0, 0, 0)
_MAX_SURFACES = 60_000
COLUMNS = (
    "word", "shape", "share", "suffix", "surname", "vote", "glue", "initial", "caps", "gaz", "gazpos", "title", "before",
    "runpos", "runlen", "segment",
    "coarse", "fine", "left", "right", "runvote", "leftword", "rightword", "head", "docbefore", "docvote", "joint", "pattern", "follow",
)


class Sheet(NamedTuple):
    """The tokens of a text, the sequences they form (half-open token ranges), its capital runs, and one column per attribute."""

    text: str
    tokens: Sequence[Token]
    sequences: list[tuple[int, int]]
    runs: list[Run]
    columns: dict[str, Column]


class _Static(NamedTuple):
    word: int
    shape: int
    share: int
    suffix: int
    surname: int
    vote: int


class _Surfaces:
    """What is known of each way to write a token, one row each, met once in a process (bounded)."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows = np.zeros((4096, len(_Static._fields)), np.int64)
        self.lock = Lock()

    def number(self, surface: str, key: str) -> int:
        """The row of a surface."""
        number = len(self.numbers)
        if number == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[number] = _static(surface, key)
        self.numbers[surface] = number
        return number

    def table(self, text: str, tokens: Sequence[Token]) -> Column:
        """The rows of tokens."""
        with self.lock:
            if len(self.numbers) > _MAX_SURFACES:  # only between texts: the numbers of one text must not change under it
                self.numbers.clear()
            get = self.numbers.get
            found = []
            for start, end, key in tokens:
                surface = text[start:end]
                number = get(surface)
                found.append(self.number(surface, key) if number is None else number)
            return self.rows[found]


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


def _static(surface: str, key: str) -> _Static:
    shape = shape_of(surface)
    suffix = crc32(key[-3:].encode("utf-8", "surrogatepass")) if shape > 1 and shape < 20 else 0
    return _Static(
        crc32(key.encode("utf-8", "surrogatepass")) + 1, shape, load_capital_shares().get(key, 0), suffix,
        _surnames().get(surface.capitalize(), 0),
        load_token_votes().get(key, 0) if shape > 1 else 0,
    )


_SURFACES = _Surfaces()


def make_sheet(text: str) -> Sheet:
    """The sheet of a text in canonical form; linear in its length."""
    tokens = find_tokens(text)
    sequences = _sequences(text, tokens)
    runs = find_runs(text, tokens)
    n = len(tokens)
    columns = {name: np.zeros(n, np.int64) for name in COLUMNS}
    if n:
        table = _SURFACES.table(text, tokens)
        for k, name in enumerate(_Static._fields):
            columns[name] = table[:, k]
        _layout(text, tokens, sequences, columns)
        _known(text, tokens, runs, columns)
        _titles(tokens, columns)
        parts = _runs(tokens, runs, columns)
        _follow(tokens, runs, columns)
        _heads(tokens, sequences, columns)
        _document(tokens, parts, columns)
        _patterns(text, tokens, columns)
    return Sheet(text, tokens, sequences, runs, columns)


def _sequences(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    i, n = 0, len(tokens)
    for sentence in find_sentences(text):
        first = i
        while i < n and tokens[i].start < sentence.end:
            i += 1
        out += [(a, min(a + MAX_SEQUENCE, i)) for a in range(first, i, MAX_SEQUENCE)]
    out += [(a, min(a + MAX_SEQUENCE, n)) for a in range(i, n, MAX_SEQUENCE)]
    return out


def _layout(text: str, tokens: Sequence[Token], sequences: Sequence[tuple[int, int]], columns: dict[str, Column]) -> None:
    words = load_words()
    rows = [(1, 2, 4)]
    for one, two in itertools.pairwise(tokens):
        gap = two.start - one.end
        if gap == 0:
            rows.append((2, 2 if one.key in OPENERS else 1, 4))
        elif gap == 1 and text[one.end] != "\n":
            rows.append((1, 2 if one.key in OPENERS else 1, words.get(f"{one.key} {two.key}", 0)))
        else:
            rows.append((1, 2 if one.key in OPENERS or "\n" in text[one.end : two.start] else 1, 4))
    table = np.array(rows, np.int64)
    columns["glue"], columns["initial"], columns["joint"] = table[:, 0], table[:, 1].copy(), table[:, 2]
    shape = columns["shape"]
    for a, b in sequences:
        columns["initial"][a] = 3
        letters = shape[a:b][(shape[a:b] < 20)]
        if len(letters) > 3 and ((letters == 3) | (letters == 4) | (letters == 2)).mean() > 0.7:
            columns["caps"][a:b] = 1


def _known(text: str, tokens: Sequence[Token], runs: Sequence[Run], columns: dict[str, Column]) -> None:
    firsts, lasts = {r.first for r in runs}, {r.last for r in runs}
    gaz, gazpos = columns["gaz"], columns["gazpos"]
    for match in find_known(text, tokens):
        fit = 4 * (match.first in firsts) + 8 * (match.last in lasts)
        gaz[match.first : match.last] = match.value
        gazpos[match.first : match.last] = 2 + fit
        gazpos[match.first] = 1 + fit


def _titles(tokens: Sequence[Token], columns: dict[str, Column]) -> None:
    title, before, n = columns["title"], columns["before"], len(tokens)
    for match in load_titles().find(tokens):
        value = match.value or 0
        title[match.first : match.last] = 2 * value + 1
        title[match.first] = 2 * value
        if match.last < n:
            before[match.last] = value


class _Part(NamedTuple):
    first: int
    last: int
    key: str
    vote: int


def _runs(tokens: Sequence[Token], runs: Sequence[Run], columns: dict[str, Column]) -> list[_Part]:
    """Fill what is known of runs and of their parts; the parts in order."""
    around = load_context_clusters()
    keys = [t.key for t in tokens]
    initial, share, word = columns["initial"], columns["share"], columns["word"]
    runpos, runlen = columns["runpos"], columns["runlen"]
    parts: list[_Part] = []
    for first, last in runs:
        # A first word that is seldom a name elsewhere does not belong to the run's own statistics.
        inner = first + 1 if last - first > 1 and initial[first] > 1 and share[first] < 5 else first
        runpos[first:last] = 2
        runpos[last - 1] = 3
        runpos[first] = 1 if last - first > 1 else 4
        if inner > first:
            runpos[first], runpos[inner] = 5, 1 if last - inner > 1 else 4
        runlen[first:last] = min(last - inner, 6)
        right = keys[last : last + 2]
        if right:
            columns["right"][first:last] = around.get("R " + " ".join(right)) or around.get("r " + right[0], 0)
            columns["rightword"][first:last] = word[last]
        for a, b, key, (coarse, fine, vote) in _segments(tokens, inner, last):
            columns["coarse"][a:b], columns["fine"][a:b], columns["runvote"][a:b] = coarse, fine, vote
            columns["segment"][a:b] = 2
            columns["segment"][a] = 1
            left = keys[max(0, a - 2) : a]
            if left:
                columns["left"][a:b] = around.get("L " + " ".join(left)) or around.get("l " + left[-1], 0)
                columns["leftword"][a:b] = word[a - 1]
            parts.append(_Part(a, b, key, vote))
    return parts


def _follow(tokens: Sequence[Token], runs: Sequence[Run], columns: dict[str, Column]) -> None:
    """For the four tokens after each run, how such words stand after names."""
    around, follow, n = load_context_clusters(), columns["follow"], len(tokens)
    for run in runs:
        for i in range(run.last, min(run.last + 4, n)):
            if follow[i] or columns["shape"][i] != 1:
                break
            after = tokens[i + 1].key if i + 1 < n else ""
            follow[i] = around.get(f"R {tokens[i].key} {after}") or around.get(f"r {tokens[i].key}", 0)


def _segments(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, str, tuple[int, int, int]]]:
    """The run in parts that are known runs, the longest first from the left: (first, last, key, what is known of it)."""
    known = load_runs()
    key = run_key(tokens, first, last)
    if key in known or last - first == 1:
        yield first, last, key, known.get(key, _UNKNOWN)
        return
    at = unknown = first
    while at < last:
        end = _known_end(tokens, at, last, at + (1 if last - first > 2 else 0))
        if end == at:
            at += 1
            continue
        if unknown < at:
            yield unknown, at, run_key(tokens, unknown, at), _UNKNOWN
        key = run_key(tokens, at, end)
        yield at, end, key, known[key]
        at = unknown = end
    if unknown < last:
        key = run_key(tokens, unknown, last)
        yield unknown, last, key, known.get(key, _UNKNOWN)


def _known_end(tokens: Sequence[Token], at: int, last: int, least: int) -> int:
    """Where the longest known run from `at` ends, past `least`; `at` where there is none."""
    known = load_runs()
    return next((end for end in range(min(last, at + 6), least, -1) if run_key(tokens, at, end) in known), at)


def _heads(tokens: Sequence[Token], sequences: Sequence[tuple[int, int]], columns: dict[str, Column]) -> None:
    """For each token, the last capitalised head of an organisation or work before it in its sentence, and how far it is."""
    title, runpos, word, head = columns["title"].tolist(), columns["runpos"].tolist(), columns["word"], columns["head"]
    for a, b in sequences:
        last, code = -99, 0
        for i in range(a, b):
            if i - last <= 12 and i > last:
                head[i] = code * 8 + min((i - last + 1) // 2, 5)
            if title[i] in (6, 8) and runpos[i]:
                last, code = i, int(word[i])
            elif tokens[i].key in ".!?;:\"”":
                last = -99


def _document(tokens: Sequence[Token], parts: Sequence[_Part], columns: dict[str, Column]) -> None:
    """For each part of a run, what titles stand before it or a name that ends like it anywhere in the text, and the clearest vote on it."""
    before = columns["before"].tolist()
    titles: dict[str, int] = {}
    votes: dict[str, int] = {}
    for a, b, key, vote in parts:
        last = tokens[b - 1].key
        title = before[a] if before[a] <= 5 else 0
        for name in (key, last) if title == 1 else (key,):
            if title and _TITLE_RANK[title] > _TITLE_RANK[titles.get(name, 0)]:
                titles[name] = title
        for name in {key, last}:
            votes[name] = max(votes.get(name, 0), vote, key=lambda v: (v % 4, v))
    for a, b, key, _ in parts:
        columns["docbefore"][a:b] = titles.get(key, 0)
        columns["docvote"][a:b] = votes.get(key, 0)


def _patterns(text: str, tokens: Sequence[Token], columns: dict[str, Column]) -> None:
    pattern = columns["pattern"]
    for first, last, number in find_patterns(text, tokens):
        pattern[first:last] = 2 * number + 1
        pattern[first] = 2 * number


_TITLE_RANK = (0, 5, 3, 4, 2, 1)  # a person's title says more than a head that may belong to something else
