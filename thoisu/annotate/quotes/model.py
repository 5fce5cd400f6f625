"""Logistic models over named features, kept as JSON: what the training script writes and the rules ask."""

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import repeat

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
        total = self.total(features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def total(self, features: Iterable[str]) -> float:
        """The weights of the features and the bias, summed.

        >>> Logistic(0.5, {"a": 2.0}).total(["a", "b"])
        2.5
        """
        return self.bias + sum(map(self.weights.get, features, repeat(0.0)))  # no line of Python for each feature: the hottest sum here


class Surety(Struct, frozen=True):
    """How often quotes are right, content and speaker, by how sure the models of content, end and speaker are; fitted on held-out articles."""

    bias: float
    score: float
    ending: float
    share: float
    sides: dict[str, float]

    def confidence(self, side: str, score: float, ending: float, share: float) -> float:
        """The probability that content and speaker are right, 0..1.

        >>> 0.7 < Surety(0.0, 1.0, 0.0, 0.0, {}).confidence("right", 0.8, 1.0, 1.0) < 0.9
        True
        """
        total = self.bias + self.score * logit(score) + self.ending * logit(ending) + self.share * logit(share) + self.sides.get(side, 0.0)
        return 1.0 / (1.0 + math.exp(-total))


def logit(p: float) -> float:
    """The log-odds of a probability, kept within 1 and 99.9 percent.

    >>> logit(0.5)
    0.0
    """
    p = min(max(p, 0.01), 0.999)
    return math.log(p / (1.0 - p))


class QuoteModels(Struct, frozen=True):
    """The models of the quotes stage: does a cue open a clause, close one, is a marked span a quote, does content stop here, who speaks."""

    right: Logistic
    left: Logistic
    mark: Logistic
    stop: Logistic
    speaker: Logistic
    sure: Surety


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
