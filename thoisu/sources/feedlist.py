"""Lists of feeds: those that ship with Thời Sự, those of a TOML file, and which of them are meant by a word of the command line."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from thoisu.errors import FetchFailed, InputError, UsageError
from thoisu.sources.addresses import check_address, is_address
from thoisu.text.normalize import fold

ALL = "all"


class FeedItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A feed of a list."""

    url: str
    outlet: str | None = None
    section: str | None = None
    known_from: str | None = None  # why the address is believed to be right

    @property
    def name(self) -> str | None:
        """What to call the feed: `VnExpress: Thế giới`."""
        return ": ".join(p for p in (self.outlet, self.section) if p) or None


class FeedList(Struct, frozen=True, forbid_unknown_fields=True):
    """A TOML file of feeds; its settings hold where the command line gives none."""

    feed: tuple[FeedItem, ...]
    contact: str | None = None
    interval_minutes: float | None = None
    delay_seconds: float | None = None


def read_feed_list(path: Path) -> FeedList:
    """The feeds of a TOML file. Raises UsageError where there is none, InputError where it is not what it should be, with the field."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    return _parse(data, str(path))


@cache
def shipped_feeds() -> FeedList:
    """The feeds that ship with Thời Sự.

    >>> any(f.outlet == "VnExpress" for f in shipped_feeds().feed)
    True
    """
    return _parse((files("thoisu.sources") / "feeds.toml").read_bytes(), "feeds.toml")


def _parse(data: bytes, name: str) -> FeedList:
    try:
        found = msgspec.toml.decode(data, type=FeedList)
    except (msgspec.DecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: {error}; a list of feeds has a [[feed]] with a url for each") from None
    checked = []
    for number, item in enumerate(found.feed, start=1):
        try:
            checked.append(msgspec.structs.replace(item, url=check_address(item.url)))
        except FetchFailed as failed:
            raise InputError(f"{name}, feed {number}: {failed.detail}") from None
    return msgspec.structs.replace(found, feed=tuple(checked))


def choose_feeds(words: Sequence[str], section: str | None = None) -> FeedList:
    """The feeds meant by words: a TOML file, the address of a feed or sitemap, an outlet or host of the shipped list, `all` of it.

    Each feed once, in the order of the words. Raises UsageError for a word that means none of these, or where no feed is left.

    >>> [f.section for f in choose_feeds(["tuoi tre"], section="the gioi").feed]
    ['Thế giới']
    """
    found: dict[str, FeedItem] = {}
    settings = FeedList(())
    for word in words:
        if word.endswith(".toml"):
            settings = read_feed_list(Path(word))
            items: Sequence[FeedItem] = settings.feed
        elif is_address(word):
            try:
                items = [FeedItem(check_address(word))]
            except FetchFailed as failed:
                raise UsageError(failed.detail) from None
        else:
            items = _shipped(word)
        for item in items:
            found.setdefault(item.url, item)
    if section is not None:
        found = {u: f for u, f in found.items() if fold(section) in fold(f.section or "")}
    if not found:
        raise UsageError("no feed is chosen; `thoisu watch --list` prints those that ship with Thời Sự and their sections")
    return msgspec.structs.replace(settings, feed=tuple(found.values()))


def _shipped(word: str) -> list[FeedItem]:
    feeds = shipped_feeds().feed
    if word == ALL:
        return list(feeds)
    wanted = fold(word).removeprefix("www.")
    found = [f for f in feeds if wanted in (fold(f.outlet or ""), _host(f.url))]
    if not found:
        raise UsageError(f"{word}: no TOML file, address of a feed, or outlet of the shipped list; `thoisu watch --list` prints that list")
    return found


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
