"""Tables of the language as data: each file in `tables/` names its source and licence in its first lines.

A table is tab-separated UTF-8: lines that start with `#` are comments, the first other line names the columns.
"""

from functools import cache
from importlib.resources import files

from thoisu.errors import LexiconError


@cache
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `tables/<name>.tsv` below the column names; every row as wide as the head, empty cells as ''.

    Raises LexiconError where a row has more cells than there are columns or the table is missing.
    """
    try:
        text = (files("thoisu.lexicon") / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"no table {name}.tsv in thoisu/lexicon/tables") from None
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    width = len(lines[0].split("\t")) if lines else 0
    rows = []
    for number, line in enumerate(lines[1:], start=1):
        cells = line.split("\t")
        if len(cells) > width:
            raise LexiconError(f"{name}.tsv, row {number}: {len(cells)} cells for {width} columns: {line[:80]}")
        rows.append(tuple(cells + [""] * (width - len(cells))))
    return tuple(rows)
