"""Name statistics counted over unlabelled articles (`training/names_counts.py`), packaged in `thoisu/models`."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from thoisu.text.codes import PairTable


def _rows(name: str) -> list[list[str]]:
    text = (files("thoisu") / "models" / f"names_{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


@cache
def load_capital_shares() -> dict[str, int]:
    """Syllable (matching key) to the share of its capitals inside sentences, in tenths from 1 to 10."""
    return {key: int(share) + 1 for key, share in _rows("syllables")}


@cache
def load_runs() -> dict[str, tuple[int, int, int]]:
    """Capital run (key) to its coarse and fine cluster (runs that stand between the same words) and its vote (what titles before it say)."""
    return {key: (int(coarse), int(fine), int(vote)) for key, coarse, fine, vote in _rows("runs")}


@cache
def load_token_votes() -> dict[str, int]:
    """Token (key) to what titles before the runs that hold it say: class * 4 + strength."""
    return {key: int(vote) for key, vote in _rows("tokens")}


def load_context_clusters() -> dict[str, int]:
    """Context (side and words, as `training/names_counts.py` writes them) to its cluster, from 1."""
    return {key: int(cluster) for key, cluster in _rows("contexts")}


def load_words() -> dict[str, int]:
    """Two syllables that make a word (keys, one space between) to how closely they belong together, from 1 to 3."""
    return {key: int(code) for key, code in _rows("words")}


class Around(NamedTuple):
    """Contexts by side: the cluster of two words, and of the one nearest to the name for where the two are not known."""

    left: PairTable
    right: PairTable
    nearest_left: dict[str, int]
    nearest_right: dict[str, int]


@cache
def load_around() -> Around:
    """The clusters of `load_context_clusters` as tables."""
    pairs: dict[str, list[tuple[str, str, int]]] = {"L": [], "R": []}
    nearest: dict[str, dict[str, int]] = {"l": {}, "r": {}}
    for context, cluster in load_context_clusters().items():
        side, *words = context.split(" ")
        if side in nearest:
            nearest[side][words[0]] = cluster
        else:
            one, two = words if len(words) == 2 else ("", words[0]) if side == "L" else (words[0], "")
            pairs[side].append((one, two, cluster))
    return Around(PairTable(pairs["L"]), PairTable(pairs["R"]), nearest["l"], nearest["r"])


@cache
def load_word_pairs() -> PairTable:
    """The words of `load_words` by their syllables."""
    return PairTable((one, two, value) for word, value in load_words().items() for one, two in [word.split(" ")])
