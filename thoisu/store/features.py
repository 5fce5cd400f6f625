"""What copies and stories are computed from: signatures, terms, and the edges between articles."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from thoisu.store.connection import Connection


class CopyPair(Struct, frozen=True):
    """Two articles that share text: shares of each one's shingles that stand in the other, 0..1."""

    a: str
    b: str
    jaccard: float
    a_in_b: float
    b_in_a: float


class Features:
    """The feature and edge tables. Articles are given by id; only current versions have features."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def missing(self, limit: int) -> list[str]:
        """Current articles without features yet."""
        return [
            r[0]
            for r in self._db.run(
                "SELECT a.id FROM article a LEFT JOIN feature f ON f.key = a.key WHERE a.current = 1 AND f.key IS NULL ORDER BY a.id LIMIT ?",
                (limit,),
            )
        ]

    def count_missing(self) -> int:
        """How many current articles have no features yet."""
        sql = "SELECT count(*) FROM article a LEFT JOIN feature f ON f.key = a.key WHERE a.current = 1 AND f.key IS NULL"
        return int(self._db.run(sql).fetchone()[0])

    def drop_edges(self, article: str) -> None:
        """Forget what the former version of an article was linked to; its neighbours count as changed."""
        for table in ("copy", "edge"):
            self._db.run(
                f"INSERT INTO changed SELECT a FROM {table} WHERE b = ? UNION SELECT b FROM {table} WHERE a = ? ON CONFLICT DO NOTHING",
                (article, article),
            )
            self._db.run(f"DELETE FROM {table} WHERE a = ? OR b = ?", (article, article))

    def add(self, article: str, signature: bytes, bands: Sequence[bytes], feature: bytes, terms: Iterable[int]) -> None:
        """Keep the features of an article's current version and mark it as changed."""
        key = self._db.run("SELECT key FROM article WHERE id = ? AND current = 1", (article,)).fetchone()[0]
        self._db.run("INSERT INTO signature (key, value) VALUES (?, ?)", (key, signature))
        self._db.run_many("INSERT INTO band (value, key) VALUES (?, ?) ON CONFLICT DO NOTHING", [(b, key) for b in bands])
        self._db.run("INSERT INTO feature (key, value) VALUES (?, ?)", (key, feature))
        self._db.run_many("INSERT INTO feature_term (term, key) VALUES (?, ?) ON CONFLICT DO NOTHING", [(t, key) for t in terms])
        self._db.run("INSERT INTO changed (article) VALUES (?) ON CONFLICT DO NOTHING", (article,))

    def sharing_bands(self, bands: Sequence[bytes], exclude: str) -> list[tuple[str, bytes]]:
        """Articles that share a band, with their signatures."""
        marks = ", ".join("?" * len(bands))
        rows = self._db.run(
            f"SELECT a.id, s.value FROM (SELECT DISTINCT key FROM band WHERE value IN ({marks})) b"
            " JOIN article a ON a.key = b.key JOIN signature s ON s.key = b.key WHERE a.id <> ? ORDER BY a.id",
            (*bands, exclude),
        )
        return [(r[0], r[1]) for r in rows]

    def sharing_terms(self, terms: Sequence[int], exclude: str, at_least: int) -> list[tuple[str, bytes]]:
        """Articles that share at least so many index terms, with their story features."""
        marks = ", ".join("?" * len(terms))
        rows = self._db.run(
            f"SELECT a.id, f.value FROM (SELECT key FROM feature_term WHERE term IN ({marks}) GROUP BY key HAVING count(*) >= ?) t"
            " JOIN article a ON a.key = t.key JOIN feature f ON f.key = t.key WHERE a.id <> ? ORDER BY a.id",
            (*terms, at_least, exclude),
        )
        return [(r[0], r[1]) for r in rows]

    def feature(self, article: str) -> bytes:
        """The story features of an article's current version."""
        row = self._db.run("SELECT f.value FROM article a JOIN feature f ON f.key = a.key WHERE a.id = ? AND a.current = 1", (article,)).fetchone()
        return bytes(row[0])

    def add_copies(self, pairs: Iterable[CopyPair]) -> None:
        """Keep pairs of articles that share text; a < b."""
        self._db.run_many(
            "INSERT INTO copy (a, b, jaccard, a_in_b, b_in_a) VALUES (?, ?, ?, ?, ?) ON CONFLICT (a, b) DO NOTHING",
            [(p.a, p.b, p.jaccard, p.a_in_b, p.b_in_a) for p in pairs],
        )

    def add_edges(self, edges: Iterable[tuple[str, str, float]]) -> None:
        """Keep similarities between articles; a < b."""
        self._db.run_many("INSERT INTO edge (a, b, similarity) VALUES (?, ?, ?) ON CONFLICT (a, b) DO NOTHING", list(edges))

    def changed(self) -> list[str]:
        """Articles whose stories are still to be brought up to date."""
        return [r[0] for r in self._db.run("SELECT article FROM changed ORDER BY article")]

    def count_changed(self) -> int:
        """How many articles wait for their stories."""
        return int(self._db.run("SELECT count(*) FROM changed").fetchone()[0])

    def count_unfinished(self) -> int:
        """How many articles a run that was stopped has left to compare or to put into stories."""
        return self.count_missing() + self.count_changed()

    def forget_changed(self, articles: Iterable[str]) -> None:
        """Say that the stories of these articles are up to date."""
        self._db.run_many("DELETE FROM changed WHERE article = ?", [(a,) for a in articles])

    def neighbours(self, article: str) -> list[str]:
        """Articles linked to this one by an edge or a copy."""
        rows = self._db.run(
            "SELECT b FROM edge WHERE a = ? UNION SELECT a FROM edge WHERE b = ?"
            " UNION SELECT b FROM copy WHERE a = ? UNION SELECT a FROM copy WHERE b = ?",
            (article,) * 4,
        )
        return [r[0] for r in rows]

    def edges_of(self, article: str) -> list[tuple[str, str, float]]:
        """The similarities kept for an article as the first of the pair."""
        return [(r[0], r[1], r[2]) for r in self._db.run("SELECT a, b, similarity FROM edge WHERE a = ?", (article,))]

    def copies_of(self, article: str) -> list[CopyPair]:
        """The copy pairs kept for an article as the first of the pair."""
        return [CopyPair(*r) for r in self._db.run("SELECT a, b, jaccard, a_in_b, b_in_a FROM copy WHERE a = ?", (article,))]

    def copy_pairs(self, article: str) -> list[CopyPair]:
        """The copy pairs in which an article stands, turned so that it is the first; the largest share first."""
        rows = self._db.run(
            "SELECT a, b, jaccard, a_in_b, b_in_a FROM copy WHERE a = ? UNION ALL SELECT b, a, jaccard, b_in_a, a_in_b FROM copy WHERE b = ?",
            (article, article),
        )
        return sorted((CopyPair(*r) for r in rows), key=lambda p: (-max(p.a_in_b, p.b_in_a), p.b))

    def set_originals(self, component: Iterable[str], copies: Iterable[tuple[str, str, float, float]]) -> None:
        """Replace, for the articles of a component, which one is taken as the original: (article, original, jaccard, containment)."""
        self._db.run_many("DELETE FROM copy_of WHERE article = ?", [(a,) for a in component])
        self._db.run_many("INSERT INTO copy_of (article, original, jaccard, containment) VALUES (?, ?, ?, ?)", list(copies))

    def text_days(self, article: str) -> bytes | None:
        """What an article's current version says of days, packed; None where it was not asked yet."""
        row = self._db.run("SELECT t.value FROM article a JOIN text_days t ON t.key = a.key WHERE a.id = ? AND a.current = 1", (article,)).fetchone()
        return bytes(row[0]) if row else None

    def add_text_days(self, article: str, value: bytes) -> None:
        """Keep what an article's current version says of days."""
        self._db.run("INSERT INTO text_days (key, value) SELECT key, ? FROM article WHERE id = ? AND current = 1", (value, article))
