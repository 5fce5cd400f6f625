"""Linear models as tables of feature weights: a sum and a logistic function, nothing to install."""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from sys import intern

import msgspec

from thoisu.errors import LexiconError


def cross(features: Iterable[str], contexts: Iterable[str]) -> list[str]:
    """The names under which a model keeps features in contexts: `CONSULT^p1=cuộc`; the empty context is the feature by itself."""
    contexts = tuple(contexts)
    return [f"{context}^{feature}" for feature in features for context in contexts]


class Linear(msgspec.Struct, dict=True):
    """A model of yes and no: the log-odds of yes are the sum of the weights of the features that hold."""

    weights: dict[str, float]

    def __post_init__(self) -> None:
        """Lay the weights out by feature, then by context: most features of a text are in no model, one look tells."""
        self.cells: dict[str, dict[str, float]] = {}
        for name, weight in self.weights.items():
            context, mark, feature = name.partition("^")
            if mark:
                self.cells.setdefault(feature, {})[intern(context)] = weight
        self.bias = self.weights.get("^bias", 0.0)

    def odds(self, features: Iterable[str], contexts: tuple[str, ...] = ("",)) -> float:
        """The log-odds of yes, each feature taken in each of the contexts, the constant not counted."""
        get, total = self.cells.get, 0.0
        for feature in features:
            cell = get(feature)
            if cell is not None:
                for context in contexts:
                    if context in cell:
                        total += cell[context]
        return total

    def cells_of(self, features: Iterable[str]) -> list[dict[str, float]]:
        """The weights by context of those features that the model knows, for `odds_in`."""
        get = self.cells.get
        return [cell for feature in features if (cell := get(feature)) is not None]

    def odds_in(self, cells: Iterable[dict[str, float]], contexts: tuple[str, ...]) -> float:
        """What `odds` gives of the features that the cells are of."""
        total = 0.0
        for cell in cells:
            for context in contexts:
                if context in cell:
                    total += cell[context]
        return total

    def probability(self, features: Iterable[str], contexts: tuple[str, ...] = ("",)) -> float:
        """The probability of yes, 0..1."""
        return logistic(self.bias + self.odds(features, contexts))

    def odds_of(self, values: dict[str, float]) -> float:
        """The log-odds of yes where features have values."""
        get = self.weights.get
        return sum([get(feature, 0.0) * value for feature, value in values.items()])

    def probability_of(self, values: dict[str, float]) -> float:
        """The probability of yes where features have values."""
        return logistic(self.odds_of(values))


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


def chances(odds: Sequence[float]) -> list[float]:
    """The probabilities of options of which one holds, by their log-odds.

    >>> chances([0.0, 0.0])
    [0.5, 0.5]
    """
    best = max(odds, default=0.0)
    powers = [math.exp(max(o - best, -50.0)) for o in odds]
    total = sum(powers)
    return [p / total for p in powers]


@cache
def load_models() -> Models:
    """The packaged models.

    Raises LexiconError where the file is missing or not of this version.
    """
    try:
        parts = msgspec.json.decode((files("thoisu") / "models" / "events.json").read_bytes(), type=dict[str, msgspec.Raw])
        models = {name: _load_linear(parts[name]) for name in Models.__struct_fields__ if name != "thresholds"}
        return Models(**models, thresholds=msgspec.json.decode(parts["thresholds"], type=dict[str, float]))
    except (FileNotFoundError, KeyError, msgspec.DecodeError) as error:
        raise LexiconError(f"thoisu/models/events.json cannot be used: {error}; run python -m training.events") from error


def _load_linear(part: msgspec.Raw) -> Linear:
    """A model, one after another so that what is let go serves the next: full names are not kept beside the cells that hold them all."""
    model = msgspec.json.decode(part, type=Linear)
    if all("^" in name for name in model.weights):
        model.weights = {}
    return model
