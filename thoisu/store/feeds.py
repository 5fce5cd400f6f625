"""Feeds that are watched, the addresses that they named, and what is kept of hosts between visits: a run that was killed goes on from here."""

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from thoisu.model import Told
from thoisu.store.connection import Connection

AddressKind = Literal["page", "any"]  # `any` where a person gave the address: a page, a feed or a sitemap
_AGAIN_SECONDS = 3600.0  # a page that its feed calls changed is fetched again at most so often


class FeedRow(Struct, frozen=True):
    """A feed and how its polls went. Times are seconds since 1970."""

    url: str
    name: str | None = None
    parent: str | None = None  # the sitemap index that names this sitemap
    kind: str | None = None  # feed or sitemap, once it is known
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    last_poll: float | None = None
    next_poll: float = 0.0
    failures: int = 0  # in a row
    reason: str | None = None  # of the last failure, None after a success
    detail: str | None = None
    named: int = 0  # pages that the feed named when it was last read
    taken: int = 0  # pages that were fetched because of it


class AddressRow(Struct, frozen=True):
    """An address that waits for its visit."""

    url: str
    feed: str | None
    kind: AddressKind
    told: Told | None
    tries: int
    etag: str | None
    last_modified: str | None


class HostRow(Struct, frozen=True):
    """What is kept of a host."""

    name: str
    robots: bytes | None
    robots_at: float
    next_visit: float


_FEED = "url, name, parent, kind, etag, last_modified, digest, last_poll, next_poll, failures, reason, detail, named, taken"


class Feeds:
    """The tables `feed`, `address` and `host`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, url: str) -> FeedRow | None:
        """The feed of this address."""
        row = self._db.run(f"SELECT {_FEED} FROM feed WHERE url = ?", (url,)).fetchone()
        return FeedRow(*row) if row else None

    def all(self) -> list[FeedRow]:
        """Every feed, and the sitemaps of an index that fail; those that fail first, then by name."""
        rows = self._db.run(f"SELECT {_FEED} FROM feed WHERE parent IS NULL OR failures > 0 ORDER BY failures = 0, coalesce(name, url), url")
        return [FeedRow(*r) for r in rows]

    def below(self, url: str) -> list[FeedRow]:
        """The sitemaps that were read because this index names them."""
        return [FeedRow(*r) for r in self._db.run(f"SELECT {_FEED} FROM feed WHERE parent = ? ORDER BY url", (url,))]

    def put(self, feed: FeedRow) -> None:
        """Keep a feed; what is counted of its pages stays."""
        marks = ", ".join("?" * 14)
        sets = ", ".join(f"{c} = excluded.{c}" for c in _FEED.split(", ")[1:-1])
        self._db.run(
            f"INSERT INTO feed ({_FEED}) VALUES ({marks}) ON CONFLICT (url) DO UPDATE SET {sets}",
            tuple(getattr(feed, c) for c in _FEED.split(", ")),
        )

    def name_pages(self, feed: str, pages: Iterable[tuple[str, Told]], now: float) -> int:
        """Let the pages that a feed names wait for their visit: those not known, and those it says have changed; how many."""
        named = 0
        for url, told in pages:
            mark = "|".join(x or "" for x in (told.title, told.published, told.updated))
            named += self._db.run(
                "INSERT INTO address (url, feed, kind, told, mark, state) VALUES (?, ?, 'page', ?, ?, 'waiting')"
                " ON CONFLICT (url) DO UPDATE SET told = excluded.told, mark = excluded.mark, state = 'waiting', tries = 0, next_try = 0"
                " WHERE mark <> excluded.mark AND state <> 'waiting' AND feed = excluded.feed AND coalesce(fetched, 0) < ?",
                (url, feed, msgspec.json.encode(told).decode(), mark, now - _AGAIN_SECONDS),
            ).rowcount
        return named

    def ask_for(self, url: str) -> None:
        """Let an address that a person gave wait for its visit, whether it was visited before or not."""
        self._db.run(
            "INSERT INTO address (url, kind, mark, state) VALUES (?, 'any', '', 'waiting')"
            " ON CONFLICT (url) DO UPDATE SET state = 'waiting', tries = 0, next_try = 0",
            (url,),
        )

    def waiting(self, now: float, limit: int = 100_000) -> list[AddressRow]:
        """The addresses whose visit is due, in the order in which their feeds were read."""
        rows = self._db.run(
            "SELECT url, feed, kind, told, tries, etag, last_modified FROM address WHERE state = 'waiting' AND next_try <= ?"
            " ORDER BY next_try, url LIMIT ?", (now, limit),
        )
        return [AddressRow(r[0], r[1], r[2], msgspec.json.decode(r[3], type=Told) if r[3] else None, *r[4:]) for r in rows]

    def count_waiting(self) -> int:
        """How many addresses wait for a visit, due or not."""
        return int(self._db.run("SELECT count(*) FROM address WHERE state = 'waiting'").fetchone()[0])

    def next_try(self) -> float | None:
        """When the next waiting address is due."""
        found: float | None = self._db.run("SELECT min(next_try) FROM address WHERE state = 'waiting'").fetchone()[0]
        return found

    def done(self, url: str, now: float, etag: str | None, last_modified: str | None, *, new: bool) -> None:
        """An address was visited and gave what it has."""
        self._db.run(
            "UPDATE address SET state = 'done', tries = 0, fetched = ?, etag = ?, last_modified = ? WHERE url = ?", (now, etag, last_modified, url)
        )
        if new:
            self._db.run("UPDATE feed SET taken = taken + 1 WHERE url = (SELECT feed FROM address WHERE url = ?)", (url,))

    def failed(self, url: str, now: float, next_try: float | None) -> None:
        """A visit failed: the address waits until `next_try`, or is given up where that is None."""
        self._db.run(
            "UPDATE address SET state = ?, tries = tries + 1, next_try = coalesce(?, next_try), fetched = ? WHERE url = ?",
            ("failed" if next_try is None else "waiting", next_try, now, url),
        )

    def hosts(self) -> list[HostRow]:
        """What is kept of hosts."""
        return [HostRow(*r) for r in self._db.run("SELECT name, robots, robots_at, next_visit FROM host")]

    def put_host(self, host: HostRow) -> None:
        """Keep what is known of a host."""
        self._db.run(
            "INSERT INTO host (name, robots, robots_at, next_visit) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
            " robots = excluded.robots, robots_at = excluded.robots_at, next_visit = excluded.next_visit",
            (host.name, host.robots, host.robots_at, host.next_visit),
        )
