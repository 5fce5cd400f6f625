"""Logistic models over named features, kept as JSON: what the training script writes and the rules ask."""

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Logistic(Struct, frozen=True):
    """Weights by feature; what has no weight counts nothing."""

    bias: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The probability of yes, 0..1.

        >>> Logistic(0.0, {"a": 2.0}).score(["a", "b"]) > 0.8
        True
        """
        get = self.weights.get
        total = self.bias + sum([weight for name in features if (weight := get(name))])
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


class QuoteModels(Struct, frozen=True):
    """The models of the quotes stage: does a cue open a clause, close one, is a marked span a quote, does content stop here, who speaks."""

    right: Logistic
    left: Logistic
    mark: Logistic
    stop: Logistic
    speaker: Logistic


@cache
def load_models() -> QuoteModels:
    """The models that ship in `thoisu/models/quotes.json`."""
    return msgspec.json.decode((files("thoisu") / "models" / "quotes.json").read_bytes(), type=QuoteModels)


@cache
def load_verbs() -> dict[str, int]:
    """How much a word of one or two syllables behaves as a verb in news, 1 to 3 (`thoisu/models/verbs.json`).

    >>> load_verbs()["công bố"] >= 1
    True
    """
    return msgspec.json.decode((files("thoisu") / "models" / "verbs.json").read_bytes(), type=dict[str, int])


@cache
def load_classes() -> dict[str, str]:
    """Words of one or two syllables to the class of words that stand in the same places (`thoisu/models/quotes_words.tsv`).

    >>> load_classes()["tuyên bố"] != load_classes()["hôm"]
    True
    """
    lines = (files("thoisu") / "models" / "quotes_words.tsv").read_text(encoding="utf-8").splitlines()
    return {word: number for word, _, number in (line.partition("\t") for line in lines)}
