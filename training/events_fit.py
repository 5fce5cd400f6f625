"""Fit a yes/no model of sparse features: logistic regression by L-BFGS (CRFsuite on sequences of one item)."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from thoisu.annotate.events.weights import Linear

Example = tuple[Sequence[str] | dict[str, float], bool]


def fit(examples: Iterable[Example], *, c2: float = 1.0, least: int = 2, iterations: int = 80) -> Linear:
    """The model of the examples; features seen fewer than `least` times are left out. The same examples give the same weights."""
    examples = list(examples)
    seen: Counter[str] = Counter()
    for features, _ in examples:
        seen.update(features)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": c2, "max_iterations": iterations, "feature.possible_states": False, "feature.possible_transitions": False})
    for features, label in examples:
        if isinstance(features, dict):
            item: list[str] | dict[str, float] = {f: v for f, v in features.items() if seen[f] >= least}
        else:
            item = [f for f in features if seen[f] >= least] + ["^bias"]
        trainer.append([item], ["1" if label else "0"])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        states = tagger.info().state_features
        tagger.close()
    weights: dict[str, float] = {}
    for (feature, label), weight in states.items():
        weights[feature] = weights.get(feature, 0.0) + (weight if label == "1" else -weight)
    return Linear({f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.004})
