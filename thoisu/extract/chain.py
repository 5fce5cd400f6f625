"""The sequence model of a page's lines: a linear-chain CRF, its weights trained by `training/pages_train.py` with CRFsuite, decoded here."""

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import as_file, files
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from thoisu.model import LineRole

Floats = NDArray[np.float64]


class Chain:
    """Weights of features by role, and of one role behind another; a feature that the model does not know weighs nothing."""

    def __init__(self, roles: Sequence[LineRole], features: Sequence[str], weights: Floats, steps: Floats) -> None:
        self.roles = list(roles)
        self.rows = {name: k for k, name in enumerate(features)}
        self.weights = np.concatenate([weights, np.zeros((1, len(roles)))])
        self.steps = steps
        self._steps: list[list[float]] = steps.tolist()
        # By how much a role may at most make up, on any next line, for standing behind another.
        self._gaps: list[list[float]] = (steps[None] - steps[:, None]).max(2).tolist()

    def read(self, features: Sequence[Sequence[str]]) -> "Told":
        """What the model says of the lines of a page, each given by its features; at least one line, each with at least one feature."""
        rows = list(map(self.rows.get, chain.from_iterable(features), repeat(len(self.rows))))
        starts = np.cumsum([0, *[len(f) for f in features[:-1]]])
        scores: Floats = np.add.reduceat(self.weights.take(rows, axis=0), starts)
        return Told(self, scores)

    def best(self, scores: Floats) -> list[int]:
        """The likeliest roles of all lines together (Viterbi): from line to line only those go on that a next line could still make the best."""
        back: list[list[int] | int] = []  # of each role the one before it; one where it is the same for all
        alive: list[tuple[int, float]] = []
        for row in scores.tolist():
            if len(alive) == 1:
                old, total = alive[0]
                values = [total + step + own for step, own in zip(self._steps[old], row, strict=True)]
                back.append(old)
            elif alive:
                came = [max([(total + self._steps[old][k], old) for old, total in alive]) for k in range(len(row))]
                values = [total + own for (total, _), own in zip(came, row, strict=True)]
                back.append([old for _, old in came])
            else:
                values = row
            most = max(values)
            gaps = self._gaps[values.index(most)]
            alive = [(k, value) for k, value in enumerate(values) if value + gaps[k] >= most]
        role = max(alive, key=lambda pair: pair[1])[0]
        found = [role]
        for before in reversed(back):
            role = before if isinstance(before, int) else before[role]
            found.append(role)
        return found[::-1]


class Told:
    """What the model says of one page."""

    def __init__(self, model: Chain, scores: Floats) -> None:
        self._model, self._scores = model, scores
        self.roles: list[LineRole] = [model.roles[k] for k in model.best(scores)]

    def title_odds(self, i: int) -> float:
        """The probability that a line is the title."""
        return float(self._odds[i, self._model.roles.index("title")])

    @cached_property
    def _odds(self) -> Floats:
        """The probability of each role of each line: forward and backward sums, each line's scaled to 1."""
        steps = np.exp(self._model.steps)
        shown = np.exp(self._scores - self._scores.max(1)[:, None])
        ahead, behind = shown.copy(), np.ones_like(shown)
        ahead[0] /= ahead[0].sum()
        for i in range(1, len(shown)):
            ahead[i] *= ahead[i - 1] @ steps
            ahead[i] /= ahead[i].sum()
        for i in range(len(shown) - 2, -1, -1):
            behind[i] = steps @ (shown[i + 1] * behind[i + 1])
            behind[i] /= behind[i].sum()
        both: Floats = ahead * behind
        both /= both.sum(1)[:, None]
        return both


def save_chain(path: Path, roles: Sequence[str], states: dict[tuple[str, str], float], steps: dict[tuple[str, str], float]) -> None:
    """Write a model: weights by feature and role, and by role and next role."""
    features = sorted({feature for feature, _ in states})
    row, number = {name: k for k, name in enumerate(features)}, {name: k for k, name in enumerate(roles)}
    keys = sorted((row[feature], number[role], weight) for (feature, role), weight in states.items())
    table = np.zeros((len(roles), len(roles)), np.float32)
    for (old, new), weight in steps.items():
        table[number[old], number[new]] = weight
    np.savez_compressed(
        path, roles=np.frombuffer("\n".join(roles).encode(), np.uint8), features=np.frombuffer("\n".join(features).encode(), np.uint8),
        row=np.array([k[0] for k in keys], np.uint16), role=np.array([k[1] for k in keys], np.uint8),
        weight=np.array([k[2] for k in keys], np.float32), steps=table,
    )


def read_chain(path: Path) -> Chain:
    """The model of a file written by `save_chain`."""
    with np.load(path) as data:
        roles: list[LineRole] = data["roles"].tobytes().decode().split("\n")
        features = data["features"].tobytes().decode().split("\n")
        weights = np.zeros((len(features), len(roles)))
        weights[data["row"], data["role"]] = data["weight"]
        return Chain(roles, features, weights, data["steps"].astype(np.float64))


@cache
def load_chain(name: str) -> Chain:
    """The packaged model `thoisu/models/<name>.npz`."""
    with as_file(files("thoisu") / "models" / f"{name}.npz") as path:
        return read_chain(path)
