"""Fit yes/no models of sparse features: logistic regression by L-BFGS over examples that are kept by document."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from thoisu.annotate.events.weights import Linear

Features = Sequence[str] | dict[str, float]
BIAS = "^bias"
SMALLEST = 0.006  # weights under it are left out of the model


class Pool:
    """Examples of many documents, so that a model can be fitted to any choice of them."""

    def __init__(self) -> None:
        """Start without examples."""
        self.index: dict[str, int] = {}
        self.columns: dict[int, array[int]] = {}
        self.values: dict[int, array[float]] = {}
        self.sizes: dict[int, array[int]] = {}
        self.labels: dict[int, array[int]] = {}
        self.groups: dict[int, array[int]] = {}

    def add_choice(self, document: int, options: Sequence[tuple[Features, bool]]) -> None:
        """Add options of which one holds; the last one stands for all where none is right."""
        right = any(label for _, label in options)
        for at, (features, label) in enumerate(options):
            self.add(document, features, label or (not right and at == len(options) - 1))
        self.groups.setdefault(document, array("i")).append(len(options))

    def add(self, document: int, features: Features, label: bool) -> None:
        """Add an example; one whose features are a list gets the constant beside them."""
        columns = self.columns.setdefault(document, array("i"))
        values = self.values.setdefault(document, array("d"))
        pairs = features.items() if isinstance(features, dict) else [(f, 1.0) for f in (*features, BIAS)]
        for feature, value in pairs:
            columns.append(self.index.setdefault(feature, len(self.index)))
            values.append(value)
        self.sizes.setdefault(document, array("i")).append(len(pairs))
        self.labels.setdefault(document, array("b")).append(label)

    def fit(self, documents: Iterable[int], *, c2: float, least: int = 2, iterations: int = 80) -> Linear:
        """The model of the examples of some documents; features that they hold fewer than `least` times are left out."""
        chosen = [d for d in documents if d in self.sizes]
        if not chosen:
            return Linear({})
        rows, kept = self._rows(chosen, least)
        right = np.concatenate([self.labels[d] for d in chosen]) > 0
        if self.groups:
            sizes = np.concatenate([self.groups[d] for d in chosen])
            weights = _minimise(_choice_loss(rows, right, sizes, c2), rows.shape[1], iterations)
        else:
            weights = _minimise(_loss(rows, np.where(right, 1.0, -1.0), c2), rows.shape[1], iterations)
        names = list(self.index)
        found = {names[k]: round(float(w), 3) for k, w in zip(kept, weights, strict=True) if abs(w) >= SMALLEST}
        return Linear(dict(sorted(found.items())))

    def _rows(self, chosen: Sequence[int], least: int) -> tuple[Any, Any]:
        """The examples of documents as a matrix, and the numbers of the features that its columns stand for."""
        columns, values = np.concatenate([self.columns[d] for d in chosen]), np.concatenate([self.values[d] for d in chosen])
        ends = np.concatenate([[0], np.cumsum(np.concatenate([self.sizes[d] for d in chosen]))])
        rows = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(self.index)))
        kept = np.flatnonzero(np.bincount(columns, minlength=len(self.index)) >= least)
        return rows[:, kept].tocsr(), kept


def _minimise(loss: Any, size: int, iterations: int) -> Any:
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x


def _loss(rows: Any, sides: Any, c2: float) -> Any:
    """Logistic loss with an L2 penalty, and its gradient."""
    turned = rows.T.tocsr()

    def loss(weights: Any) -> tuple[float, Any]:
        margins = sides * (rows @ weights)
        slopes = -sides / (1 + np.exp(np.clip(margins, -500, 500)))
        return float(np.logaddexp(0, -margins).sum() + 0.5 * c2 * weights @ weights), turned @ slopes + c2 * weights

    return loss


def _choice_loss(rows: Any, right: Any, sizes: Any, c2: float) -> Any:
    """The loss of choosing among the options of each group: the log of the probability of the right ones."""
    turned = rows.T.tocsr()
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = rows @ weights
        scores = np.exp(np.clip(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes), -50, 0))
        everyone, good = np.add.reduceat(scores, starts), np.add.reduceat(scores * right, starts)
        slopes = scores / np.repeat(everyone, sizes) - scores * right / np.repeat(good, sizes)
        return float((np.log(everyone) - np.log(good)).sum() + 0.5 * c2 * weights @ weights), turned @ slopes + c2 * weights

    return loss
