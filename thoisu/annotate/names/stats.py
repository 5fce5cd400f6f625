"""Name statistics counted over unlabelled articles (`training/names_counts.py`), packaged in `thoisu/models`."""

from functools import cache
from importlib.resources import files


def _rows(name: str) -> list[list[str]]:
    text = (files("thoisu") / "models" / f"names_{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


@cache
def load_capital_shares() -> dict[str, int]:
    """Syllable (matching key) to the share of its capitals inside sentences, in tenths from 1 to 10."""
    return {key: int(share) + 1 for key, share in _rows("syllables")}


@cache
def load_run_clusters() -> dict[str, tuple[int, int]]:
    """Capital run (key) to its coarse and fine cluster, from 1: runs that stand between the same words."""
    return {key: (int(coarse), int(fine)) for key, coarse, fine in _rows("runs")}


@cache
def load_context_clusters() -> dict[str, int]:
    """Context (side and words, as `training/names_counts.py` writes them) to its cluster, from 1."""
    return {key: int(cluster) for key, cluster in _rows("contexts")}
