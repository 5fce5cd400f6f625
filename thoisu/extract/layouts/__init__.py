"""How the pages of known outlets are laid out: one TOML file an outlet, read when a page of that outlet comes.

`docs/extract.md` tells what a file states and how to add one.
"""

import datetime
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
from msgspec import Struct

from thoisu.errors import LexiconError
from thoisu.extract.outlets import host_of, main_host

ROLES = ("related", "skip", "title", "lead", "byline", "source", "date", "caption", "section", "tags", "body")
Range = tuple[int, int]
_T = TypeVar("_T")


class Expected(Struct, frozen=True, forbid_unknown_fields=True):
    """How many blocks a page of the layout has of each kind, least and most; outside them the layout does not fit."""

    title: Range = (1, 1)
    lead: Range = (0, 1)
    body: Range = (1, 400)


class Layout(Struct, frozen=True, forbid_unknown_fields=True):
    """One layout: selectors for each part, and the days between which pages have it.

    `body` is what holds the text; `related` and `skip` stand in it and are no text. What `family` names lends the parts that are not given here.
    """

    name: str
    seen: str = ""  # where the selectors are known from
    family: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    no_text: tuple[str, ...] = ()  # how paragraphs begin that the outlet adds to its texts
    expect: Expected = Expected()

    def selectors(self, role: str) -> tuple[str, ...]:
        """The selectors of a part, by its name in `ROLES`."""
        found: tuple[str, ...] = getattr(self, role)
        return found


class Outlet(Struct, frozen=True, forbid_unknown_fields=True):
    """An outlet's file: its hosts, whose it is, its layouts from the newest to the oldest."""

    hosts: tuple[str, ...]
    owner: str
    layout: tuple[Layout, ...]


class _Family(Struct, frozen=True, forbid_unknown_fields=True):
    layout: tuple[Layout, ...]


@cache
def layout_files() -> frozenset[str]:
    """The main hosts that have a file."""
    folder = files("thoisu.extract") / "layouts"
    return frozenset(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))


@cache
def load_outlet(host: str) -> Outlet:
    """The file of a main host, each layout completed from its family. Raises LexiconError where it breaks its own rules."""
    outlet = _read(f"{host}.toml", Outlet)
    return msgspec.structs.replace(outlet, layout=tuple(_completed(layout) for layout in outlet.layout))


def outlet_layouts(url: str | None) -> Outlet | None:
    """The file of the outlet that an address belongs to, None where it has none; nothing is read for other hosts."""
    host = host_of(url)
    labels = host.split(".")
    for start in range(len(labels) - 1):
        suffix = ".".join(labels[start:])
        if suffix in layout_files():
            return load_outlet(suffix)
    main = main_host(url)
    return load_outlet(main) if main and main in layout_files() else None


def valid_layouts(outlet: Outlet, fetched: str | None, published: str | None) -> Iterator[Layout]:
    """The layouts that a page can have: those that hold on the day it was fetched; where that is not known, those that end after its publication."""
    for layout in outlet.layout:
        if fetched and ((layout.since and fetched[:10] < layout.since.isoformat()) or (layout.until and fetched[:10] > layout.until.isoformat())):
            continue
        if published and layout.until and published[:10] > layout.until.isoformat():
            continue
        yield layout


def _completed(layout: Layout) -> Layout:
    if layout.family is None:
        return layout
    family = _family(layout.family)
    given = {role: layout.selectors(role) or family.selectors(role) for role in ROLES}
    return msgspec.structs.replace(layout, **given)


@cache
def _family(name: str) -> Layout:
    return _read(f"families/{name}.toml", _Family).layout[0]


def _read(name: str, kind: type[_T]) -> _T:
    path = files("thoisu.extract") / "layouts" / name
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, FileNotFoundError) as error:
        raise LexiconError(f"thoisu/extract/layouts/{name}: {error}") from None
