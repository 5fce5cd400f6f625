"""A linear-chain CRF over hashed features, decoded in numpy: the weights were trained by `training/names.py` with CRFsuite."""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.features import Hashes
from thoisu.model import MentionType

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
Floats = NDArray[np.float32]
_TABLE_BITS = 20


class Tagged(NamedTuple):
    """A name found by the tagger: a half-open range of tokens and its type."""

    first: int
    last: int
    type: MentionType


class Crf(NamedTuple):
    """Weights of features and transitions. `table` and `checks` find the row of `state` for a hash in two places each."""

    checks: NDArray[np.uint64]
    rows: NDArray[np.int32]
    state: Floats
    transition: Floats

    def scores(self, hashes: Hashes) -> Floats:
        """The sum of the weights of each token's features, per label."""
        mask = np.uint64(len(self.checks) - 1)
        first, second = hashes & mask, (hashes >> np.uint64(40)) & mask
        rows = np.where(self.checks[first] == hashes, self.rows[first], np.where(self.checks[second] == hashes, self.rows[second], 0))
        total: Floats = self.state[rows].sum(1, dtype=np.float32)
        return total

    def decode(self, scores: Floats, sequences: list[tuple[int, int]]) -> NDArray[np.int64]:
        """The best label number of every token: Viterbi over all sequences at once."""
        labels = np.zeros(len(scores), np.int64)
        order = sorted((s for s in sequences if s[1] > s[0]), key=lambda s: s[0] - s[1])
        if not order:
            return labels
        starts = np.array([a for a, _ in order])
        lengths = np.array([b - a for a, b in order])
        longest = int(lengths[0])
        back = np.zeros((longest, len(order), len(LABELS)), np.int64)
        best = scores[starts].copy()
        for t in range(1, longest):
            live = int((lengths > t).sum())
            paths = best[:live, :, None] + self.transition[None]
            back[t, :live] = paths.argmax(1)
            best[:live] = paths.max(1) + scores[starts[:live] + t]
        label = best.argmax(1)
        for t in range(longest - 1, -1, -1):
            live = int((lengths > t).sum())
            labels[starts[:live] + t] = label[:live]
            if t:
                label[:live] = back[t, np.arange(live), label[:live]]
        return labels


def make_crf(hashes: Hashes, state: Floats, transition: Floats) -> Crf:
    """The model of rows of weights keyed by hash; a row that finds no place in the table (about one in a million) is dropped."""
    size = 1 << _TABLE_BITS
    mask = size - 1
    checks, rows = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    places = {}
    for row, code in enumerate(hashes.tolist(), start=1):
        for place in (code & mask, (code >> 40) & mask):
            if place not in places:
                places[place] = row
                checks[place], rows[place] = code, row
                break
    return Crf(checks, rows, np.vstack([np.zeros((1, state.shape[1]), np.float32), state]).astype(np.float32), transition.astype(np.float32))


def save_crf(path: Path, hashes: Hashes, state: Floats, transition: Floats) -> None:
    """Write a model: only weights that are not zero, in half precision."""
    row, column = np.nonzero(state)
    np.savez_compressed(path, hashes=hashes, row=row.astype(np.uint32), column=column.astype(np.uint8), value=state[row, column].astype(np.float16), transition=transition)


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


def read_labels(labels: NDArray[np.int64], sequences: list[tuple[int, int]]) -> list[Tagged]:
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
