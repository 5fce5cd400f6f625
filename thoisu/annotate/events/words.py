"""Classes of words around triggers, from the table `event_words`."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from thoisu.errors import LexiconError
from thoisu.lexicon import load_rows


def words_of(kind: str) -> frozenset[str]:
    """The words of a class of the table.

    >>> "cuộc" in words_of("classifier"), "thủ tướng" in words_of("office")
    (True, True)
    """
    return frozenset(words for words, other in load_rows("event_words") if other == kind)


@cache
def load_classes() -> dict[str, str]:
    """Word (of one syllable or two) to its class by the company that it keeps in unlabelled news.

    Raises LexiconError where the file is missing.
    """
    try:
        text = (files("thoisu") / "models" / "quotes_words.tsv").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError("no thoisu/models/quotes_words.tsv; run python -m training.quotes_words") from error
    return dict(line.split("\t") for line in text.splitlines())


def classes_of(keys: Sequence[str]) -> list[str]:
    """The class of the word at each syllable, pairs taken from the left; an empty text where the word is rare.

    >>> classes_of(["tổng", "thống"])[0] == classes_of(["tổng", "thống"])[1] != ""
    True
    """
    classes = load_classes()
    out: list[str] = []
    last = len(keys) - 1
    while len(out) <= last:
        at = len(out)
        pair = classes.get(f"{keys[at]} {keys[at + 1]}") if at < last else None
        out += [pair, pair] if pair else [classes.get(keys[at], "")]
    return out
