"""Fit the models of the quotes stage: logistic regression over named features, and a ranking of candidates, both by L-BFGS."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from thoisu.annotate.quotes.model import Logistic, Surety, logit

Example = tuple[Sequence[str], bool]
Group = Sequence[Example]
_SMALLEST = 0.04  # weights under it are left out of the model
_ITERATIONS = 200


def _table(rows: Sequence[Sequence[str]], least: int) -> tuple[list[str], csr_matrix]:
    """The features seen at least `least` times, and which of them each row has."""
    seen = Counter(f for row in rows for f in set(row))
    names = sorted(f for f, n in seen.items() if n >= least)
    index = {f: i for i, f in enumerate(names)}
    columns = [sorted({index[f] for f in row if f in index}) for row in rows]
    ends = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    flat = np.array([i for c in columns for i in c], dtype=np.int32)
    return names, csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))


def _kept(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    return {f: round(float(w), 3) for f, w in zip(names, weights, strict=True) if abs(w) >= _SMALLEST}


def fit(examples: Sequence[Example], *, c2: float, least: int = 2) -> Logistic:
    """Logistic regression with L2; features seen fewer than `least` times are left out."""
    names, table = _table([features for features, _ in examples], least)
    signs = np.array([1.0 if label else -1.0 for _, label in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (table @ weights[:-1] + weights[-1])
        pulls = -signs / (1.0 + np.exp(np.clip(margins, -30, 30)))
        value = np.logaddexp(0.0, -margins).sum() + 0.5 * c2 * weights[:-1] @ weights[:-1]
        return value, np.append(table.T @ pulls + c2 * weights[:-1], pulls.sum())

    weights = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}).x
    return Logistic(round(float(weights[-1]), 3), _kept(names, weights[:-1]))


def fit_ranking(groups: Sequence[Group], *, c2: float, least: int = 2) -> Logistic:
    """Weights under which a right candidate scores above the others of its group (softmax over the group, L2)."""
    names, table = _table([features for group in groups for features, _ in group], least)
    starts = np.cumsum([0] + [len(group) for group in groups])[:-1]
    group_of = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    right = np.array([label for group in groups for _, label in group], dtype=bool)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        scores -= np.maximum.reduceat(scores, starts)[group_of]
        everyone = np.exp(scores)
        good = np.where(right, everyone, 0.0) + 1e-12 * right
        all_sum, good_sum = np.add.reduceat(everyone, starts), np.add.reduceat(good, starts)
        pulls = everyone / all_sum[group_of] - good / good_sum[group_of]
        return float((np.log(all_sum) - np.log(good_sum)).sum() + 0.5 * c2 * weights @ weights), table.T @ pulls + c2 * weights

    weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}).x
    return Logistic(0.0, _kept(names, weights))


Trial = tuple[str, float, float, float, bool]  # side, score, ending, share; right?


def fit_surety(trials: Sequence[Trial], *, c2: float = 1.0) -> Surety:
    """How far to believe the three models: logistic regression over their log-odds on held-out quotes."""
    sides = sorted({side for side, *_ in trials})
    table = np.array([[1.0, logit(a), logit(b), logit(c), *(side == s for s in sides)] for side, a, b, c, _ in trials])
    signs = np.array([1.0 if right else -1.0 for *_, right in trials])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (table @ weights)
        pulls = -signs / (1.0 + np.exp(np.clip(margins, -30, 30)))
        kept = np.concatenate([[0.0], weights[1:]])
        return float(np.logaddexp(0.0, -margins).sum() + 0.5 * c2 * kept @ kept), table.T @ pulls + c2 * kept

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    bias, score, ending, share, *rest = [round(float(w), 3) for w in found]
    return Surety(bias, score, ending, share, dict(zip(sides, rest, strict=True)))
