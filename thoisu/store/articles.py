"""Articles with their layers, in all their versions; and the names that stand in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from thoisu.model import Document, PublishedHow
from thoisu.store.connection import Connection, pack, unpack
from thoisu.text.normalize import fold

_CHUNK = 400
BOUNDED = "LEFT JOIN bound b ON b.article = a.id AND a.current = 1 AND a.published IS NULL"


class ArticleRow(Struct, frozen=True):
    """What lists show of an article."""

    id: str
    digest: str
    title: str
    outlet: str | None
    published: str | None
    published_between: tuple[str, str] | None
    url: str | None
    copy_of: str | None = None
    story: str | None = None


class ActorRow(Struct, frozen=True):
    """An entity of the record and in how many articles it stands."""

    entity: str
    type: str
    articles: int


_ROW = (
    "SELECT a.id, a.digest, a.title, a.outlet, a.published, coalesce(b.first, a.published_from), coalesce(b.last, a.published_to), a.url,"
    f" c.original, s.story FROM article a {BOUNDED} LEFT JOIN copy_of c ON c.article = a.id LEFT JOIN story_article s ON s.article = a.id"
)
_DOCUMENT = f"a.document, b.first, b.last, b.how FROM article a {BOUNDED}"


class Articles:
    """The `article` table and what hangs on it: search text and mentions."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def versions(self, article: str) -> list[ArticleRow]:
        """All versions of an article, the current one first, then from the latest to the earliest."""
        fetched = "(SELECT max(coalesce(p.fetched_at, '') || p.location) FROM page p WHERE p.article = a.id AND p.article_digest = a.digest)"
        order = f"a.current DESC, coalesce(a.published, '') DESC, {fetched} DESC, a.digest"
        return [_row(r) for r in self._db.run(f"{_ROW} WHERE a.id = ? ORDER BY {order}", (article,))]

    def add(self, doc: Document, stages: str) -> bool:
        """Keep a version with its layers; False where this very version was known. `choose_current` comes after its page is kept."""
        article = doc.article
        between = article.published_between or (None, None)
        key = self._db.run(
            "INSERT INTO article (id, digest, current, title, outlet, url, published, published_from, published_to, language, stages, document)"
            " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, digest) DO NOTHING RETURNING key",
            (article.id, article.digest, article.title, article.outlet, article.url, article.published, *between, article.language, stages,
             pack(doc)),
        ).fetchone()
        return key is not None

    def choose_current(self, article: str) -> bool:
        """Make the latest version the one that the record rests on, whatever the order of arrival; True where that changed it."""
        old = self._db.run("SELECT key FROM article WHERE id = ? AND current = 1", (article,)).fetchone()
        new = self._db.run(
            "SELECT a.key FROM article a LEFT JOIN page p ON p.article = a.id AND p.article_digest = a.digest WHERE a.id = ?"
            " ORDER BY coalesce(a.published, '') DESC, coalesce(p.fetched_at, '') DESC, coalesce(p.location, '') DESC, a.digest LIMIT 1",
            (article,),
        ).fetchone()
        if old == new:
            return False
        if old:
            self._db.run("UPDATE article SET current = 0 WHERE key = ?", old)
            self._forget_text(old[0])
            self._db.run("DELETE FROM bound WHERE article = ?", (article,))  # it was for the former text
        self._db.run("UPDATE article SET current = 1 WHERE key = ?", new)
        self._index(new[0])
        return True

    def _forget_text(self, key: int) -> None:
        self._db.run(
            "INSERT INTO article_search (article_search, rowid, title, body) SELECT 'delete', key, title, body FROM article_folded WHERE key = ?",
            (key,),
        )
        for table in ("article_text", "mention", "signature", "band", "feature", "feature_term", "text_days"):
            self._db.run(f"DELETE FROM {table} WHERE key = ?", (key,))

    def _index(self, key: int) -> None:
        doc = self._by_key(key)
        text = doc.text
        self._db.run("INSERT INTO article_text (key, title, body) VALUES (?, ?, ?)", (key, doc.article.title, text[len(doc.article.title) :]))
        self._db.run("INSERT INTO article_search (rowid, title, body) SELECT key, title, body FROM article_folded WHERE key = ?", (key,))
        counts = Counter((m.entity, m.type, text[m.start : m.end]) for m in doc.mentions or ())
        merged: dict[tuple[str, str], tuple[str, int]] = {}
        for (entity, type_, surface), n in sorted(counts.items()):
            known = merged.get((entity, surface), (type_, 0))
            merged[entity, surface] = (known[0], known[1] + n)
        self._db.run_many(
            "INSERT INTO mention (key, entity, type, surface, folded, n) VALUES (?, ?, ?, ?, ?, ?)",
            [(key, entity, type_, surface, fold(surface), n) for (entity, surface), (type_, n) in merged.items()],
        )

    def _by_key(self, key: int) -> Document:
        return unpack(self._db.run("SELECT document FROM article WHERE key = ?", (key,)).fetchone()[0], Document)

    def key(self, article: str) -> int | None:
        """The number under which the current version is kept, for the feature tables."""
        row = self._db.run("SELECT key FROM article WHERE id = ? AND current = 1", (article,)).fetchone()
        return int(row[0]) if row else None

    def document(self, article: str, digest: str | None = None) -> Document | None:
        """A version of an article with its layers (the current one where no digest is given), or None.

        Like all that are read here, a current one without a date comes with the days by which others bound it.
        """
        if digest is None:
            row = self._db.run(f"SELECT {_DOCUMENT} WHERE a.id = ? AND a.current = 1", (article,)).fetchone()
        else:
            row = self._db.run(f"SELECT {_DOCUMENT} WHERE a.id = ? AND a.digest = ?", (article, digest)).fetchone()
        return _document(row) if row else None

    def documents(self, articles: Iterable[str]) -> Iterator[Document]:
        """The current versions of these articles, in the order of publication, then id."""
        ids = sorted(set(articles))
        rows: list[tuple[str, str, *tuple[object, ...]]] = []
        for at in range(0, len(ids), _CHUNK):
            part = ids[at : at + _CHUNK]
            marks = ", ".join("?" * len(part))
            rows += self._db.run(f"SELECT coalesce(a.published, ''), a.id, {_DOCUMENT} WHERE a.current = 1 AND a.id IN ({marks})", part)
        for row in sorted(rows, key=lambda r: r[:2]):
            yield _document(row[2:])

    def own_between(self, article: str) -> tuple[str, str] | None:
        """The days between which an article's current version was published as far as its page and text say."""
        sql = "SELECT published_from, published_to FROM article WHERE id = ? AND current = 1 AND published_from IS NOT NULL"
        row = self._db.run(sql, (article,)).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def bounds(self, article: str) -> bytes | None:
        """By which articles beside it a current version without a date is bounded, packed; None where it is not."""
        row = self._db.run(f"SELECT b.value FROM article a {BOUNDED} WHERE a.id = ? AND b.value IS NOT NULL", (article,)).fetchone()
        return bytes(row[0]) if row else None

    def replace_bounds(self, articles: Iterable[str], found: Iterable[tuple[str, tuple[str, str], str, bytes]]) -> set[str]:
        """Keep anew how these articles are bounded (article, days, how, all of it packed); those for which that is a change."""
        new = {article: (*between, how, value) for article, between, how, value in found}
        changed = set()
        for article in articles:
            old = self._db.run("SELECT first, last, how, value FROM bound WHERE article = ?", (article,)).fetchone()
            if old == new.get(article):
                continue
            changed.add(article)
            self._db.run("DELETE FROM bound WHERE article = ?", (article,))
            if article in new:
                self._db.run("INSERT INTO bound (article, first, last, how, value) VALUES (?, ?, ?, ?, ?)", (article, *new[article]))
        return changed

    def all_documents(self) -> Iterator[Document]:
        """Every current version, by id; read in small steps, so memory does not grow."""
        last = ""
        while True:
            rows = self._db.run(
                f"SELECT a.id, {_DOCUMENT} WHERE a.current = 1 AND a.id > ? ORDER BY a.id LIMIT 200", (last,)
            ).fetchall()
            if not rows:
                return
            for article, *row in rows:
                yield _document(row)
                last = article

    def find_id(self, text: str) -> str | None:
        """The article that an id, the start of one, or a URL means; None where nothing or more than one fits."""
        rows = self._db.run("SELECT DISTINCT id FROM article WHERE id = ? OR url = ? LIMIT 2", (text, text)).fetchall()
        if not rows and len(text) >= 4:
            rows = self._db.run(
                "SELECT DISTINCT id FROM article WHERE substr(id, 1, ?) = ? LIMIT 2", (len(text), text)
            ).fetchall()
        return str(rows[0][0]) if len(rows) == 1 else None

    def rows(self, articles: Sequence[str]) -> list[ArticleRow]:
        """What lists show of these articles, by date of publication."""
        out: list[ArticleRow] = []
        for at in range(0, len(articles), _CHUNK):
            part = list(articles[at : at + _CHUNK])
            out += [_row(r) for r in self._db.run(f"{_ROW} WHERE a.current = 1 AND a.id IN ({', '.join('?' * len(part))})", part)]
        return sorted(out, key=lambda r: (r.published or (r.published_between or ("9",))[0], r.id))

    def latest(self, limit: int, offset: int = 0, outlet: str | None = None) -> list[ArticleRow]:
        """The newest articles."""
        where, values = ("AND a.outlet = ?", [outlet]) if outlet else ("", [])
        sql = f"{_ROW} WHERE a.current = 1 {where} ORDER BY coalesce(a.published, b.last, a.published_to, '') DESC, a.id LIMIT ? OFFSET ?"
        return [_row(r) for r in self._db.run(sql, (*values, limit, offset))]

    def copies_of(self, article: str) -> list[ArticleRow]:
        """The articles that repeat this one."""
        ids = [r[0] for r in self._db.run("SELECT article FROM copy_of WHERE original = ? ORDER BY article", (article,))]
        return self.rows(ids)

    def copies(self, limit: int = 1000) -> list[ArticleRow]:
        """Articles that repeat another, by that other."""
        ids = [r[0] for r in self._db.run("SELECT article FROM copy_of ORDER BY original, article LIMIT ?", (limit,))]
        return sorted(self.rows(ids), key=lambda r: (r.copy_of or "", r.published or "", r.id))

    def actors(self, words: str = "", *, types: Sequence[str] = ("PER", "ORG", "LOC"), limit: int = 20) -> list[ActorRow]:
        """The entities that articles name, most first; `words` (accents optional) must begin a name or one of its words."""
        marks = ", ".join("?" * len(types))
        values: list[object] = [*types]
        where = ""
        if words:
            pattern = fold(words).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
            where = r"AND (folded LIKE ? ESCAPE '\' OR folded LIKE ? ESCAPE '\' OR lower(entity) LIKE ? ESCAPE '\')"
            values += [f"{pattern}%", f"% {pattern}%", f"{pattern}%"]
        sql = (
            f"SELECT entity, min(type), count(DISTINCT key) FROM mention WHERE type IN ({marks}) {where}"
            " GROUP BY entity ORDER BY 3 DESC, 1 LIMIT ?"
        )
        return [ActorRow(*r) for r in self._db.run(sql, (*values, limit))]

    def entity_named(self, words: str) -> str | None:
        """The entity that a name means in this record: its canonical name, or the one most often named so; accents optional."""
        folded = fold(words.strip())
        row = self._db.run(
            "SELECT entity FROM (SELECT entity, sum(n) AS n, max(lower(entity) = ?) AS exact FROM mention WHERE folded = ? OR entity = ?"
            " OR lower(entity) = ? GROUP BY entity) ORDER BY exact DESC, n DESC, entity LIMIT 1",
            (words.strip().lower(), folded, words.strip(), words.strip().lower()),
        ).fetchone()
        return str(row[0]) if row else None

    def surfaces(self, entity: str, limit: int = 12) -> list[tuple[str, int]]:
        """The words by which articles name an entity, most used first."""
        rows = self._db.run("SELECT surface, sum(n) FROM mention WHERE entity = ? GROUP BY surface ORDER BY 2 DESC, 1 LIMIT ?", (entity, limit))
        return [(r[0], int(r[1])) for r in rows]

    def naming(self, entity: str, limit: int = 10) -> list[tuple[ArticleRow, int]]:
        """The articles that name an entity most often, each with how many times."""
        found = self._db.run(
            "SELECT a.id, sum(m.n) FROM mention m JOIN article a ON a.key = m.key WHERE m.entity = ? GROUP BY a.id ORDER BY 2 DESC, 1 LIMIT ?",
            (entity, limit),
        )
        times = {str(id): int(n) for id, n in found}
        return [(row, times[row.id]) for row in self.rows(list(times))]


def _document(r: Sequence[object]) -> Document:
    """The document as it was kept, with the days of publication that others give it; what its own text says stays in its row."""
    data, first, last, how = r
    assert isinstance(data, bytes)
    doc = unpack(data, Document)
    if first is None:
        return doc
    between = (str(first), str(last))
    return replace(doc, article=replace(doc.article, published_between=between, published_how=cast(PublishedHow, how)))


def _row(r: Sequence[object]) -> ArticleRow:
    between = (str(r[5]), str(r[6])) if r[5] and r[6] else None
    text = [None if x is None else str(x) for x in r]
    return ArticleRow(str(r[0]), str(r[1]), str(r[2]), text[3], text[4], between, text[7], text[8], text[9])
