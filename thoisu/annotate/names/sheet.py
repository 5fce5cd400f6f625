"""What the tagger sees of a document: tokens in sequences, and integer attributes of each token in numpy columns."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from thoisu.annotate.names.gazetteer import find_known, load_titles
from thoisu.annotate.names.patterns import find_patterns
from thoisu.annotate.names.runs import Run, find_runs, run_key
from thoisu.annotate.names.stats import load_around, load_runs, load_word_pairs
from thoisu.annotate.names.surfaces import CAPITAL, OPENER, PATTERN_START, Static, static_table
from thoisu.text.codes import Codes, text_codes
from thoisu.text.match import Token, find_tokens
from thoisu.text.segment import find_sentences

MAX_SEQUENCE = 240
_LINE = re.compile("\n")
_UNKNOWN = (0, 0, 0)
_CLOSERS = frozenset(".!?;:\"”")  # no head of a name reaches beyond these
COLUMNS = (
    "word", "shape", "share", "suffix", "surname", "vote", "glue", "initial", "caps", "gaz", "gazpos", "title", "before",
    "runpos", "runlen", "segment",
    "coarse", "fine", "left", "right", "runvote", "leftword", "rightword", "head", "docbefore", "docvote", "joint", "pattern", "follow",
)
_STATIC = Static._fields.index("flags")  # so many columns are filled by a token's writing, the first of COLUMNS


class Sheet(NamedTuple):
    """The tokens of a text, the sequences they form (half-open token ranges), its capital runs, and one column per attribute.

    The columns are the rows of `table`, which has one place more: what stands outside of a sequence is -1.
    """

    text: str
    tokens: Sequence[Token]
    sequences: list[tuple[int, int]]
    runs: list[Run]
    columns: dict[str, Codes]
    table: Codes


def make_sheet(text: str) -> Sheet:
    """The sheet of a text in canonical form; linear in its length."""
    tokens = find_tokens(text)
    n = len(tokens)
    table = np.zeros((len(COLUMNS), n + 1), np.int64)
    table[:, n] = -1
    columns = {name: table[k, :n] for k, name in enumerate(COLUMNS)}
    starts = [t[0] for t in tokens]
    sequences = _sequences(text, starts)
    if not n:
        return Sheet(text, tokens, sequences, [], columns, table)
    static = static_table(text, tokens)
    table[:_STATIC, :n] = static[:, :_STATIC].T
    flags = static[:, _STATIC]
    runs = find_runs(text, tokens, (flags & CAPITAL > 0).tolist())
    _layout(text, np.array(starts), np.array([t[1] for t in tokens]), flags, text_codes(tokens).codes, columns)
    _capitals(sequences, columns)
    _known(text, tokens, runs, columns)
    _titles(tokens, columns)
    keys = text_codes(tokens).keys
    contexts = _contexts(static, text_codes(tokens).codes)
    _runs(runs, columns, contexts)
    _document(tokens, _parts(tokens, runs, columns), contexts, columns)
    _follow(runs, contexts, columns)
    _heads(keys, sequences, columns)
    for first, last, number in find_patterns(text, tokens, np.flatnonzero(flags & PATTERN_START).tolist()):
        columns["pattern"][first:last] = 2 * number + 1
        columns["pattern"][first] = 2 * number
    return Sheet(text, tokens, sequences, runs, columns, table)


def _sequences(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    i, n = 0, len(starts)
    for sentence in find_sentences(text):
        first, i = i, bisect_left(starts, sentence.end, i)
        out += [(a, min(a + MAX_SEQUENCE, i)) for a in range(first, i, MAX_SEQUENCE)]
    out += [(a, min(a + MAX_SEQUENCE, n)) for a in range(i, n, MAX_SEQUENCE)]
    return out


def _layout(text: str, starts: Codes, ends: Codes, flags: Codes, codes: Codes, columns: dict[str, Codes]) -> None:
    """How each token hangs together with the one before it."""
    line = np.searchsorted([m.start() for m in _LINE.finditer(text)], starts)
    gap = starts[1:] - ends[:-1]
    breaks = line[1:] != line[:-1]
    columns["glue"][0], columns["initial"][0], columns["joint"][0] = 1, 2, 4
    columns["glue"][1:] = 1 + (gap == 0)
    columns["initial"][1:] = 1 + (breaks | (flags[:-1] & OPENER > 0))
    columns["joint"][1:] = np.where((gap == 1) & ~breaks, load_word_pairs().find(codes[:-1], codes[1:]), 4)


def _capitals(sequences: Sequence[tuple[int, int]], columns: dict[str, Codes]) -> None:
    """Mark the starts of sequences, and those that are written in capitals."""
    firsts = [a for a, _ in sequences]
    columns["initial"][firsts] = 3
    shape = columns["shape"]
    letters = np.add.reduceat((shape < 20).astype(np.int64), firsts)
    capitals = np.add.reduceat(((shape >= 2) & (shape <= 4)).astype(np.int64), firsts)
    for k in np.flatnonzero((letters > 3) & (capitals / np.maximum(letters, 1) > 0.7)).tolist():
        a, b = sequences[k]
        columns["caps"][a:b] = 1


def _known(text: str, tokens: Sequence[Token], runs: Sequence[Run], columns: dict[str, Codes]) -> None:
    firsts, lasts = {r.first for r in runs}, {r.last for r in runs}
    gaz, gazpos = columns["gaz"], columns["gazpos"]
    for match in find_known(text, tokens):
        fit = 4 * (match.first in firsts) + 8 * (match.last in lasts)
        gaz[match.first : match.last] = match.value
        gazpos[match.first : match.last] = 2 + fit
        gazpos[match.first] = 1 + fit


def _titles(tokens: Sequence[Token], columns: dict[str, Codes]) -> None:
    title, before, n = columns["title"], columns["before"], len(tokens)
    for match in load_titles().find(tokens):
        value = match.value or 0
        if match.last - match.first > 1:
            title[match.first + 1 : match.last] = 2 * value + 1
        title[match.first] = 2 * value
        if match.last < n:
            before[match.last] = value


class _Contexts(NamedTuple):
    """Codes of the tokens with one place more before and after, and the clusters of contexts by their nearest word."""

    codes: Codes
    left: Codes
    right: Codes

    def after(self, at: Codes) -> Codes:
        """The clusters of the contexts that begin at tokens, 0 past the end."""
        codes = self.codes
        return _either(load_around().right.find(codes[at + 1], codes[at + 2]), self.right[at])

    def before(self, at: Codes) -> Codes:
        """The clusters of the contexts that end before tokens, 0 before the first."""
        codes = self.codes
        return np.where(at > 0, _either(load_around().left.find(codes[at - 1], codes[at]), self.left[at - 1]), 0)


def _either(one: Codes, two: Codes) -> Codes:
    return np.where(one, one, two)


def _contexts(static: Codes, codes: Codes) -> _Contexts:
    padded = np.zeros(len(codes) + 3, np.int64)
    padded[1:-2] = codes
    right = np.append(static[:, Static._fields.index("right")], 0)
    return _Contexts(padded, static[:, Static._fields.index("left")], right)


def _runs(runs: Sequence[Run], columns: dict[str, Codes], contexts: _Contexts) -> None:
    """Where tokens stand in runs, and what stands after these."""
    if not runs:
        return
    first, last = np.array(runs).T
    inner, length = _inner(first, last, columns), last - first
    runpos = columns["runpos"]
    at = _spread(first, length)
    runpos[at] = 2
    runpos[last - 1] = 3
    runpos[first] = np.where(length > 1, 1, 4)
    later = inner > first
    runpos[first[later]] = 5
    runpos[inner[later]] = np.where(last - inner > 1, 1, 4)[later]
    columns["runlen"][at] = np.repeat(np.minimum(last - inner, 6), length)
    columns["right"][at] = np.repeat(contexts.after(last), length)
    word = columns["word"]
    columns["rightword"][at] = np.repeat(np.where(last < len(word), word[np.minimum(last, len(word) - 1)], 0), length)


def _inner(first: Codes, last: Codes, columns: dict[str, Codes]) -> Codes:
    """Where each run begins without a first word that is seldom a name elsewhere: it does not belong to the run's own statistics."""
    return first + ((last - first > 1) & (columns["initial"][first] > 1) & (columns["share"][first] < 5))


def _spread(first: Codes, length: Codes) -> Codes:
    """The places of stretches that begin at `first`."""
    ends = length.cumsum()
    return np.repeat(first - ends + length, length) + np.arange(ends[-1])


class _Part(NamedTuple):
    """A part of a run: its tokens (half-open), its key, and what is known of it."""

    first: int
    last: int
    key: str
    coarse: int
    fine: int
    vote: int


def _parts(tokens: Sequence[Token], runs: Sequence[Run], columns: dict[str, Codes]) -> list[_Part]:
    """The parts of runs in order."""
    if not runs:
        return []
    first, last = np.array(runs).T
    inner = _inner(first, last, columns).tolist()
    return [
        _Part(a, b, key, *known) for a, end in zip(inner, last.tolist(), strict=True) for a, b, key, known in _segments(tokens, a, end)
    ]


def _follow(runs: Sequence[Run], contexts: _Contexts, columns: dict[str, Codes]) -> None:
    """For the four tokens after each run, how such words stand after names."""
    n = len(columns["shape"])
    lower = (columns["shape"] == 1).tolist()
    places: list[int] = []
    for number, (_, last) in enumerate(runs):
        end = min(last + 4, n, runs[number + 1].first if number + 1 < len(runs) else n)
        for i in range(last, end):
            if not lower[i]:
                break
            places.append(i)
    at = np.array(places, np.int64)
    columns["follow"][at] = np.where(at + 1 < n, contexts.after(at), contexts.right[at])


def _segments(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, str, tuple[int, int, int]]]:
    """The run in parts that are known runs, the longest first from the left: (first, last, key, what is known of it)."""
    known = load_runs()
    key = run_key(tokens, first, last)
    if last - first == 1 or key in known:
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


def _heads(keys: Sequence[str], sequences: Sequence[tuple[int, int]], columns: dict[str, Codes]) -> None:
    """For each token, the last capitalised head of an organisation or work before it in its sentence, and how far it is."""
    title, head = columns["title"], columns["head"]
    firsts = np.flatnonzero(((title == 6) | (title == 8)) & (columns["runpos"] > 0)).tolist()
    ends = [b for _, b in sequences]
    heads = set(firsts)
    for first in firsts:
        code = int(columns["word"][first]) * 8
        for i in range(first + 1, min(first + 13, ends[bisect_left(ends, first + 1)])):
            head[i] = code + min((i - first + 1) // 2, 5)
            if i in heads or keys[i] in _CLOSERS:
                break


def _document(tokens: Sequence[Token], parts: Sequence[_Part], contexts: _Contexts, columns: dict[str, Codes]) -> None:
    """Fill what is known of the parts of runs.

    To it belongs what titles stand before it or a name that ends like it anywhere in the text, and the clearest vote on it.
    """
    if not parts:
        return
    before = columns["before"].tolist()
    titles: dict[str, int] = {}
    votes: dict[str, int] = {}
    for part in parts:
        last = tokens[part.last - 1].key
        title = before[part.first] if before[part.first] <= 5 else 0
        for name in (part.key, last) if title == 1 else (part.key,):
            if title and _TITLE_RANK[title] > _TITLE_RANK[titles.get(name, 0)]:
                titles[name] = title
        for name in {part.key, last} if part.vote else ():
            votes[name] = max(votes.get(name, 0), part.vote, key=_clearness)
    rows = [(p.first, p.last - p.first, p.coarse, p.fine, p.vote, titles.get(p.key, 0), votes.get(p.key, 0)) for p in parts]
    first, length, *values = np.array(rows).T
    at, word = _spread(first, length), columns["word"]
    for name, value in zip(("coarse", "fine", "runvote", "docbefore", "docvote"), values, strict=True):
        columns[name][at] = np.repeat(value, length)
    columns["left"][at] = np.repeat(contexts.before(first), length)
    columns["leftword"][at] = np.repeat(np.where(first > 0, word[first - 1], 0), length)
    columns["segment"][at] = 2
    columns["segment"][first] = 1


def _clearness(vote: int) -> tuple[int, int]:
    return vote % 4, vote


_TITLE_RANK = (0, 5, 3, 4, 2, 1)  # a person's title says more than a head that may belong to something else
