"""Tables for people and JSON lines for programs."""

import sys
import textwrap
from collections.abc import Iterable, Sequence

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from thoisu.lexicon.texts import Lang, name_of, say

_ENCODER = msgspec.json.Encoder()
_READABLE = 36  # a column of so many characters can be read, a narrower one breaks words


def console() -> Console:
    """The console of standard output; as wide as needed when the output is no terminal, so that nothing is cut."""
    return Console(width=None if sys.stdout.isatty() else 180, highlight=False)


def print_json(records: Iterable[object]) -> None:
    """Each record as one line of JSON."""
    for record in records:
        sys.stdout.write(_ENCODER.encode(record).decode() + "\n")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = ()) -> None:
    """A table with a title, nothing where there are no rows; cells are plain text. Where the terminal is too narrow for it, a block a row."""
    cells = [[" ".join(str("" if cell is None else cell).split()) for cell in row] for row in rows]
    if not cells:
        return
    out = console()
    with out.capture() as text:
        if title:
            out.print(f"[bold]{escape(title)}[/]", soft_wrap=True)
        if _fits(columns, cells, out.width):
            table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
            for number, column in enumerate(columns):
                table.add_column(escape(column), justify="right" if number in right else "left", overflow="fold")
            for row in cells:
                table.add_row(*map(escape, row))
            out.print(table)
        else:
            long = [i for i in range(len(columns)) if any(cell_len(row[i]) > _READABLE for row in cells)]
            for row in cells:
                out.print(escape(_block(columns, row, right, long, out.width)), soft_wrap=True)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in text.get().splitlines()))


def _fits(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> bool:
    """Whether each column gets its longest cell or, where cells are long, room to read them in."""
    longest = [max(cell_len(text) for text in (head, *column)) for head, *column in zip(columns, *cells, strict=True)]
    return sum(min(n, _READABLE) for n in longest) + 2 * (len(columns) - 1) <= width


def _block(columns: Sequence[str], row: Sequence[str], right: Sequence[int], long: Sequence[int], width: int) -> str:
    """A row as a line of its short cells and, below, a paragraph for each cell of a long column; numbers with the head of their column."""
    short = [f"{columns[i].lower()} {cell}" if i in right else cell for i, cell in enumerate(row) if cell and i not in long]
    wrap = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    lines = [wrap.fill(" · ".join(short))]
    wrap.initial_indent = wrap.subsequent_indent = "    "
    return "\n".join([*lines, *(wrap.fill(row[i]) for i in long if row[i])])


def print_line(text: str) -> None:
    """One line of plain text."""
    console().print(escape(text), soft_wrap=True)


def print_note(text: str) -> None:
    """A line for the person at the terminal, on standard error."""
    Console(stderr=True, highlight=False).print(escape(text), soft_wrap=True)


def names(entities: Sequence[str], lang: Lang) -> str:
    """Entities as people call them, with commas."""
    return ", ".join(name_of(e, lang) for e in entities)


def title_of(title: str | None, lang: Lang) -> str:
    """A title as a list shows it: not too long, and saying so where the page has none."""
    return shorten(title or say("untitled", lang), 140)


def shorten(text: str, length: int = 160) -> str:
    """The text on one line, cut at a space with an ellipsis where it is longer."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: max(flat.rfind(" ", 0, length), 0) or length] + " …"

