"""Options that commands share, and what they do with them."""

import os
from pathlib import Path
from typing import Annotated, cast

import typer

from thoisu.errors import NotFound, UsageError
from thoisu.lexicon.entities import entities_named
from thoisu.lexicon.texts import Lang, say
from thoisu.store import Store

Db = Annotated[Path, typer.Option("--db", envvar="THOISU_DB", help="The record file.", show_default=True)]
Json = Annotated[bool, typer.Option("--json", help="One JSON record a line, for programs.")]
Language = Annotated[str, typer.Option("--lang", envvar="THOISU_LANG", help="Language of the output: vi or en.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=1_000_000_000, help="At most so many lines.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day, month or year on: 2016, 2016-11, 2016-11-24.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day, month or year.")]
Sure = Annotated[
    float | None, typer.Option("--min-confidence", min=0, max=1, help="Only what is at least so sure, 0 to 1; more of it is right, less is found.")
]
DEFAULT_DB = Path(os.environ.get("THOISU_DB", "thoisu.db"))


def check_lang(lang: str) -> Lang:
    """The language asked for; UsageError for any other than vi and en."""
    if lang not in ("vi", "en"):
        raise UsageError(f"--lang {lang}: the languages are vi and en")
    return cast(Lang, lang)


def check_date(value: str | None, option: str) -> str | None:
    """A date at any precision as the record writes it; also 24/11/2016 and 11/2016 as people write it."""
    if value is None:
        return None
    parts = value.split("/")[::-1] if "/" in value else value.split("-")
    widths = (4, 2, 2)
    numbers = [p.zfill(w) for p, w in zip(parts, widths, strict=False)]
    good = 1 <= len(parts) <= 3 and all(n.isdigit() and len(n) == w for n, w in zip(numbers, widths, strict=False))
    if not good or (len(parts) > 1 and not 1 <= int(numbers[1]) <= 12) or (len(parts) > 2 and not 1 <= int(numbers[2]) <= 31):
        raise UsageError(f"{option} {value}: write a date as 2016, 2016-11, 2016-11-24 or 24/11/2016")
    return "-".join(numbers)


def open_record(db: Path) -> Store:
    """The record for reading."""
    return Store(db, read_only=True, create=False)


def find_actor(store: Store, name: str, lang: Lang) -> str:
    """The canonical name of an actor named in any way that articles name it, accents optional; NotFound with a hint."""
    if not name.strip():
        raise UsageError("a name is empty; give one, or leave the option out")
    found = store.articles.entity_named(name)
    if found is None:
        known = entities_named(name)
        if known:
            return known[0].id
        near = store.articles.actors(name, limit=3)
        if near:
            return near[0].entity
        raise NotFound(say("unknown_actor", lang, name=name))
    return found
