"""How far an article is about politics: the mean weight of its words, counted over unlabelled news."""

import sys
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import fsum

from thoisu.annotate.events.words import words_of
from thoisu.errors import LexiconError

FIRST = 500  # tokens that are looked at: what an article is about stands at its beginning
_ORDINARY = -3.0  # of words that the counts are too small for


def topic_words(keys: Sequence[str]) -> set[str]:
    """The syllables and pairs of syllables at the beginning of an article."""
    words = [k for k in keys[:FIRST] if k[0].isalpha()]
    return set(words) | {f"{a} {b}" for a, b in pairwise(words)}


def load_topics() -> dict[str, float]:
    """Word to weight: above 0 in news of politics, below 0 in news of crime, accidents, sport, show and business.

    Raises LexiconError where the file is missing.
    """
    try:
        text = (files("thoisu") / "models" / "events_topics.tsv").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError("no thoisu/models/events_topics.tsv; run python -m training.events_topics") from error
    rows = (line.split("\t") for line in text.splitlines()[1:])
    counted = {word: float(weight) for word, weight in rows}
    return counted | {word: min(_ORDINARY, counted.get(word, 0.0)) for word in words_of("ordinary")}


def score_topic(keys: Sequence[str]) -> float:
    """The mean weight of an article's words: about 1 for politics, about -1 for the rest, 0 where nothing tells.

    >>> score_topic("ngoại trưởng đàm phán về lệnh trừng phạt".split()) > 0 > score_topic("ca sĩ bị trộm xe máy".split())
    True
    """
    alone, paired = _weights()
    words = [k for k in keys[:FIRST] if k[0].isalpha()]
    found = [alone[word] for word in set(words) if word in alone]
    found += [paired[pair] for pair in set(pairwise(words)) if pair in paired]
    return fsum(found) / len(found) if found else 0.0


@cache
def _weights() -> tuple[dict[str, float], dict[tuple[str, ...], float]]:
    """The weights of syllables, and of pairs: asked for by their syllables, no string is made for each place of a text."""
    topics = load_topics()
    pairs = {tuple(map(sys.intern, word.split(" "))): weight for word, weight in topics.items() if " " in word}
    return {word: weight for word, weight in topics.items() if " " not in word}, pairs
