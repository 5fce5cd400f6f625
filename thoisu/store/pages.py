"""Pages as they came, and what became of each."""

import hashlib
import zlib
from typing import Literal

import msgspec
from msgspec import Struct

from thoisu.model import Page, Refusal, Told
from thoisu.store.connection import Connection

Outcome = Literal["article", "version", "same", "refused"]


class PageCounts(Struct, frozen=True):
    """How many pages became what; `copies` are articles whose text repeats another article's."""

    pages: int
    articles: int
    copies: int
    versions: int
    same: int
    refused: int
    reasons: tuple[tuple[str, int], ...]


def digest_bytes(body: bytes) -> str:
    """The digest of a page: SHA-256 of its bytes, in hex."""
    return hashlib.sha256(body).hexdigest()


class Pages:
    """The `page` table."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def seen(self, page: Page) -> bool:
        """Whether these bytes from this place have been taken in."""
        row = self._db.run("SELECT 1 FROM page WHERE location = ? AND digest = ?", (page.location, digest_bytes(page.body))).fetchone()
        return row is not None

    def moved_from(self, page: Page) -> tuple[str, str] | None:
        """The article and its digest that the same bytes gave at another place; None where they are new, or this place was read before."""
        row: tuple[str, str] | None = self._db.run(
            "SELECT article, article_digest FROM page WHERE digest = ? AND format = ? AND article IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM page WHERE location = ?) ORDER BY id LIMIT 1",
            (digest_bytes(page.body), page.format, page.location),
        ).fetchone()
        return row

    def add(self, page: Page, outcome: Outcome, *, article: str | None = None, article_digest: str | None = None,
            refusal: Refusal | None = None) -> None:
        """Keep a page with what became of it."""
        self._db.run(
            "INSERT INTO page (location, digest, format, url, fetched_at, given_id, body, outcome, reason, detail, article, article_digest,"
            " charset, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (location, digest) DO NOTHING",
            (page.location, digest_bytes(page.body), page.format, page.url, page.fetched_at, page.id, zlib.compress(page.body, 6),
             outcome, refusal.reason if refusal else None, refusal.detail if refusal else None, article, article_digest,
             page.charset, msgspec.json.encode(page.told).decode() if page.told else None),
        )

    def add_input_error(self, refusal: Refusal) -> bool:
        """Keep what could not even become a page; False where it was known."""
        return self._db.run(
            "INSERT INTO input_error (location, reason, detail) VALUES (?, ?, ?) ON CONFLICT (location) DO NOTHING",
            (refusal.location, refusal.reason, refusal.detail),
        ).rowcount > 0

    def put_fetch_failure(self, refusal: Refusal) -> None:
        """Keep why an address gave no page; a later reason takes the place of an earlier one."""
        self._db.run(
            "INSERT INTO input_error (location, reason, detail) VALUES (?, ?, ?)"
            " ON CONFLICT (location) DO UPDATE SET reason = excluded.reason, detail = excluded.detail",
            (refusal.location, refusal.reason, refusal.detail),
        )

    def drop_fetch_failure(self, location: str) -> None:
        """Forget why an address gave no page: it has given one."""
        self._db.run("DELETE FROM input_error WHERE location = ?", (location,))

    def of_article(self, article: str, digest: str) -> Page | None:
        """The first page that gave this version of the article."""
        row = self._db.run(
            "SELECT location, body, format, url, fetched_at, given_id, charset, told FROM page"
            " WHERE article = ? AND article_digest = ? ORDER BY location LIMIT 1",
            (article, digest),
        ).fetchone()
        if row is None:
            return None
        told = msgspec.json.decode(row[7], type=Told) if row[7] else None
        return Page(row[0], zlib.decompress(row[1]), row[2], row[3], row[4], row[5], row[6], told)

    def refusals(self) -> list[Refusal]:
        """Everything that was not taken in, with reasons, in the order of the places."""
        rows = self._db.run(
            "SELECT location, reason, detail FROM page WHERE outcome = 'refused'"
            " UNION ALL SELECT location, reason, detail FROM input_error ORDER BY location"
        )
        return [Refusal(*row) for row in rows]

    def counts(self) -> PageCounts:
        """How many pages became what; the parts add up to `pages`."""
        by = dict(self._db.run("SELECT outcome, count(*) FROM page GROUP BY outcome").fetchall())
        errors = self._db.run("SELECT count(*) FROM input_error").fetchone()[0]
        copies = self._db.run(
            "SELECT count(*) FROM page p JOIN copy_of c ON c.article = p.article WHERE p.outcome = 'article'"
        ).fetchone()[0]
        reasons = self._db.run(
            "SELECT reason, count(*) FROM (SELECT reason FROM page WHERE outcome = 'refused' UNION ALL SELECT reason FROM input_error)"
            " GROUP BY reason ORDER BY 2 DESC, 1"
        ).fetchall()
        return PageCounts(
            pages=sum(by.values()) + errors, articles=by.get("article", 0) - copies, copies=copies, versions=by.get("version", 0),
            same=by.get("same", 0), refused=by.get("refused", 0) + errors, reasons=tuple((r, n) for r, n in reasons),
        )
