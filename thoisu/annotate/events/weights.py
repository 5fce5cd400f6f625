"""Linear models as tables of feature weights: a sum and a logistic function, nothing to install."""

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from thoisu.errors import LexiconError


class Linear(msgspec.Struct, frozen=True):
    """A model of yes and no: the log-odds of yes are the sum of the weights of the features that hold."""

    weights: dict[str, float]

    def odds(self, features: Iterable[str]) -> float:
        """The log-odds of yes."""
        get = self.weights.get
        total = 0.0
        for feature in features:
            weight = get(feature)
            if weight is not None:
                total += weight
        return total

    def probability_of(self, values: dict[str, float]) -> float:
        """The probability of yes where features have values."""
        return logistic(self.odds_of(values))

    def odds_of(self, values: dict[str, float]) -> float:
        """The log-odds of yes where features have values."""
        get = self.weights.get
        return sum(get(feature, 0.0) * value for feature, value in values.items())

    def probability(self, features: Iterable[str]) -> float:
        """The probability of yes, 0..1."""
        return logistic(self.odds(features))


class Models(msgspec.Struct, frozen=True):
    """The models of the event layer and the thresholds that were chosen with them."""

    trigger: Linear
    actor: Linear
    recipient: Linear
    date: Linear
    planned: Linear
    conditional: Linear
    denied: Linear
    same: Linear
    event: Linear
    actor_of: Linear
    recipient_of: Linear
    date_of: Linear
    thresholds: dict[str, float]


def logistic(odds: float) -> float:
    """The probability of log-odds, without overflow."""
    return 1 / (1 + math.exp(-odds)) if odds > -500 else 0.0


@cache
def load_models() -> Models:
    """The packaged models.

    Raises LexiconError where the file is missing or not of this version.
    """
    try:
        return msgspec.json.decode((files("thoisu") / "models" / "events.json").read_bytes(), type=Models)
    except (FileNotFoundError, msgspec.DecodeError) as error:
        raise LexiconError(f"thoisu/models/events.json cannot be used: {error}; run python -m training.events") from error
