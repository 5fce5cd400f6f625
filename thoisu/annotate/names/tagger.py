"""A linear-chain CRF over hashed features, decoded in numpy: the weights were trained by `training/names.py` with CRFsuite."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.features import Hashes, hash_rows, near_names
from thoisu.annotate.names.sheet import Sheet
from thoisu.model import MentionType

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
Floats = NDArray[np.float32]
_SECOND, _LOW = np.uint64(20), np.uint64(0xFFFFFFFF)
_AT_ONCE = 34  # features of a text that are looked up together: what they need stays in a processor's cache
_MARGIN = 9.0  # by so much the label O must win for a token to be left out of the search


class Tagged(NamedTuple):
    """A name found by the tagger: a half-open range of tokens and its type. `margin` says by how much its labels beat any other (0 where a
    rule drew the name)."""

    first: int
    last: int
    type: MentionType
    margin: float = 0.0


class Crf(NamedTuple):
    """Weights of features and transitions. `table` finds the row of `state` for a hash in one of two places; the last row is nothing."""

    table: NDArray[np.uint64]  # upper half of the hash, then the row
    state: Floats
    transition: Floats

    def scores(self, hashes: Hashes) -> Floats:
        """The sum of the weights of each token's features, per label."""
        codes, n = hashes.T, len(hashes)
        total = np.zeros(n * self.state.shape[1], np.float32)
        for k in range(0, len(codes), _AT_ONCE):
            some = codes[k : k + _AT_ONCE]
            total += self.state.take(self._rows(some.ravel()), axis=0).reshape(len(some), len(total)).sum(0)
        return total.reshape(n, self.state.shape[1])

    def _rows(self, codes: NDArray[np.uint64]) -> NDArray[np.int64]:
        mask = np.uint64(len(self.table) - 1)
        found = self.table.take((codes & mask).view(np.int64))
        elsewhere = np.flatnonzero((found ^ codes) > _LOW)
        rest = codes[elsewhere]
        second = self.table.take((rest >> _SECOND & mask).view(np.int64))
        found[elsewhere] = np.where((second ^ rest) <= _LOW, second, np.uint64(len(self.state) - 1))
        found &= _LOW
        return found.view(np.int64)

    def tag(self, sheet: Sheet) -> list[Tagged]:
        """The names in a sheet, in order."""
        near = near_names(sheet)
        scores = np.zeros((len(sheet.tokens), len(LABELS)), np.float32)
        scores[:, 0] = 2 * _MARGIN  # what is not near a capital is not a name
        scores[near] = self.scores(hash_rows(sheet, near).T)
        labels = self.decode(scores, sheet.sequences)
        return self._weigh(read_labels(labels, sheet.sequences), scores, labels, sheet.sequences)

    def _weigh(self, found: Sequence[Tagged], scores: Floats, labels: NDArray[np.int64], sequences: Sequence[tuple[int, int]]) -> list[Tagged]:
        """The names with their margins: the least, over their tokens and the two beside them, by which the label of a token beats the best
        other one while its neighbours keep theirs."""
        if not found:
            return []
        n, begins = len(labels), np.zeros(len(labels) + 1, bool)
        begins[[a for a, _ in sequences]] = True
        firsts, lasts = np.array([t.first for t in found]), np.array([t.last for t in found])
        left = np.where(begins[firsts], firsts, firsts - 1)
        right = np.where(begins[lasts] | (lasts == n), lasts, lasts + 1)
        lengths = right - left
        opens = np.cumsum(lengths) - lengths
        at = np.repeat(left - opens, lengths) + np.arange(lengths.sum())
        before, after = labels[at - 1], labels[np.minimum(at + 1, n - 1)]
        values = scores[at] + np.where(begins[at, None], 0, self.transition[before])
        values += np.where((begins[at + 1] | (at + 1 == n))[:, None], 0, self.transition.T[after])
        rows = np.arange(len(at))
        chosen = values[rows, labels[at]]
        values[rows, labels[at]] = -np.inf
        least = np.minimum.reduceat(chosen - values.max(1), opens)
        return [t._replace(margin=m) for t, m in zip(found, least.tolist(), strict=True)]

    def decode(self, scores: Floats, sequences: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
        """The label number of every token: Viterbi over the stretches that are not plainly outside of names, all at once."""
        labels = np.zeros(len(scores), np.int64)
        if not len(scores):
            return labels
        starts, ends, opens, closes = self._stretches(scores, sequences)
        if not len(starts):
            return labels
        lengths = ends - starts
        order = np.argsort(-lengths, kind="stable")
        starts, lengths, opens, closes = starts[order], lengths[order], opens[order], closes[order]
        live = np.searchsorted(-lengths, -np.arange(lengths[0] + 1), side="left").tolist()  # how many stretches go on at each step
        transition = self.transition[:, None]
        steps = [scores[starts] + np.where(opens[:, None], transition[0], 0)]
        for t in range(1, len(live) - 1):
            n = live[t]
            steps.append((steps[-1].T[:, :n, None] + transition).max(0) + scores[starts[:n] + t])
        label = np.zeros(len(starts), np.int64)
        into = np.ascontiguousarray(self.transition.T)
        for t in range(len(live) - 2, -1, -1):
            n, more = live[t], live[t + 1]
            best = steps[t]
            label[:more] = (best[:more] + into[label[:more]]).argmax(1)
            label[more:n] = (best[more:] + np.where(closes[more:n, None], into[0], 0)).argmax(1)
            labels[starts[:n] + t] = label[:n]
        return labels

    def _stretches(self, scores: Floats, sequences: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], ...]:
        """Starts and ends of the token stretches to decode, and whether a token outside of names stands before and after in the sequence."""
        unsure = scores[:, 0] - scores[:, 1:].max(1) < _MARGIN
        sequence = np.repeat(np.arange(len(sequences)), [b - a for a, b in sequences])
        same = np.concatenate(([False], sequence[1:] == sequence[:-1], [False]))
        inside = np.concatenate(([False], unsure, [False]))
        starts = np.flatnonzero(inside[1:-1] & ~(inside[:-2] & same[:-1]))
        ends = np.flatnonzero(inside[1:-1] & ~(inside[2:] & same[1:])) + 1
        return starts, ends, same[starts], same[ends]


def make_crf(hashes: Hashes, state: Floats, transition: Floats) -> Crf:
    """The model of rows of weights keyed by hash, in a cuckoo table small enough for a processor's cache."""
    size = 1 << max(10, (3 * len(hashes)).bit_length())
    mask = size - 1
    table: list[int] = [-1] * size
    codes = hashes.tolist()
    for row in range(len(codes)):
        moving, place = row, codes[row] & mask
        for _ in range(500):
            table[place], moving = moving, table[place]
            if moving < 0:
                break
            code = codes[moving]
            place = (code >> int(_SECOND)) & mask if place == code & mask else code & mask
    rows = np.array(table, np.int64)
    full = np.where(rows < 0, np.uint64(len(hashes)), hashes[rows] & ~_LOW | rows.astype(np.uint64))
    nothing = np.zeros((1, state.shape[1]))
    return Crf(full, np.concatenate([state, nothing]).astype(np.float32), transition.astype(np.float32))


def save_crf(path: Path, hashes: Hashes, state: Floats, transition: Floats) -> None:
    """Write a model: only weights that are not zero, in half precision."""
    row, column = np.nonzero(state)
    np.savez_compressed(
        path, hashes=hashes, row=row.astype(np.uint32), column=column.astype(np.uint8), value=state[row, column].astype(np.float16),
        transition=transition,
    )


def read_crf(path: Path) -> Crf:
    """The model of a file written by `save_crf`."""
    with np.load(path) as data:
        state = np.zeros((len(data["hashes"]), len(LABELS)), np.float32)
        state[data["row"], data["column"]] = data["value"]
        return make_crf(data["hashes"], state, data["transition"])


@cache
def load_crf(name: str) -> Crf:
    """The packaged model `thoisu/models/<name>.npz`."""
    with as_file(files("thoisu") / "models" / f"{name}.npz") as path:
        return read_crf(path)


def read_labels(labels: NDArray[np.int64], sequences: Sequence[tuple[int, int]]) -> list[Tagged]:
    """The names that label numbers spell out, in order; a lone I- starts a name."""
    out: list[Tagged] = []
    kinds: tuple[MentionType, ...] = ("PER", "ORG", "LOC", "MISC")
    codes = labels.tolist()
    for a, b in sequences:
        i = a
        while i < b:
            if codes[i] == 0:
                i += 1
                continue
            kind = (codes[i] - 1) // 2
            j = i + 1
            while j < b and codes[j] == 2 * kind + 2:
                j += 1
            out.append(Tagged(i, j, kinds[kind]))
            i = j
    return out
