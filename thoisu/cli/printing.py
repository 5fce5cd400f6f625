"""Tables for people and JSON lines for programs."""

import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from thoisu.lexicon.texts import Lang, name_of

_ENCODER = msgspec.json.Encoder()


def console() -> Console:
    """The console of standard output; as wide as needed when the output is no terminal, so that nothing is cut."""
    return Console(width=None if sys.stdout.isatty() else 180, highlight=False)


def print_json(records: Iterable[object]) -> None:
    """Each record as one line of JSON."""
    for record in records:
        sys.stdout.write(_ENCODER.encode(record).decode() + "\n")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = ()) -> None:
    """A table with a title; cells are plain text, whatever marks they hold."""
    table = Table(title=escape(title), title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(escape(column), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    console().print(table)


def print_line(text: str) -> None:
    """One line of plain text."""
    console().print(escape(text), soft_wrap=True)


def print_note(text: str) -> None:
    """A line for the person at the terminal, on standard error."""
    Console(stderr=True, highlight=False).print(escape(text), soft_wrap=True)


def names(entities: Sequence[str], lang: Lang) -> str:
    """Entities as people call them, with commas."""
    return ", ".join(name_of(e, lang) for e in entities)


def shorten(text: str, length: int = 160) -> str:
    """The text on one line, cut at a space with an ellipsis where it is longer."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: flat.rfind(" ", 0, length)] + " …"

