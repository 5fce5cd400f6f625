"""Full text search over articles, statements and events: accents optional, the accented match first."""

import re
from typing import Literal

from msgspec import Struct

from thoisu.model import Span
from thoisu.store.articles import BOUNDED
from thoisu.store.connection import Connection
from thoisu.text.normalize import fold, lower

Kind = Literal["article", "statement", "event"]
_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w+")
_POOL = 200  # hits that are looked at for the accented form


class Hit(Struct, frozen=True):
    """A found article, statement or event: the words around the match, and where the match stands in them."""

    kind: Kind
    ref: str
    title: str
    snippet: str
    marks: tuple[Span, ...]
    date: str | None = None
    outlet: str | None = None


class Results(Struct, frozen=True):
    """Hits and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def parse_query(words: str) -> tuple[str, ...]:
    """The phrases of a query: words, and what stands in quotation marks, without anything else.

    >>> parse_query('"đường dây nóng" Nga*')
    ('đường dây nóng', 'nga')
    >>> parse_query('"" ***')
    ()
    """
    phrases = (" ".join(_LETTERS.findall(lower(m.group(1) or m.group(2) or ""))) for m in _WORDS.finditer(words))
    return tuple(p for p in phrases if p)


def find_marks(text: str, phrases: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the phrases stand in a text, accents aside.

    >>> find_marks("Đường dây nóng", ("day nong",))
    (Span(start=6, end=14),)
    """
    folded = fold(text)
    spans: list[Span] = []
    for phrase in phrases:
        pattern = r"\b" + r"\W+".join(map(re.escape, fold(phrase).split())) + r"\b"
        spans += [Span(m.start(), m.end()) for m in re.finditer(pattern, folded)]
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(out)


class Search:
    """The two indexes."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def find(self, words: str, *, kind: Kind = "article", start: str | None = None, end: str | None = None, outlet: str | None = None,
             actor: str | None = None, limit: int = 20, offset: int = 0) -> Results:
        """Articles, statements or events that hold all words and phrases; those with the same accents first, then by rank.

        An article of which only the days are known between which it was published is between two dates where all of them are.
        """
        phrases = parse_query(words)
        if not phrases:
            return Results((), 0)
        match = " ".join(f'"{fold(p)}"' for p in phrases)
        if kind == "article":
            sql, values = self._article_sql(start, end, outlet, actor)
        else:
            sql, values = self._line_sql(kind, start, end)
        total = int(self._db.run(f"SELECT count(*) {sql[1]}", (match, *values)).fetchone()[0])
        pool = max(_POOL, offset + limit)
        rows = self._db.run(f"SELECT {sql[0]} {sql[1]} ORDER BY {sql[2]} LIMIT ?", (match, *values, pool)).fetchall()
        accented = any(fold(p) != p for p in phrases)
        ranked = sorted(range(len(rows)), key=lambda i: (not _has_accents(rows[i], phrases), i)) if accented else range(len(rows))
        hits = tuple(_hit(kind, rows[i], phrases) for i in list(ranked)[offset : offset + limit])
        return Results(hits, total)

    def _article_sql(self, start: str | None, end: str | None, outlet: str | None, actor: str | None) -> tuple[tuple[str, str, str], list[object]]:
        where, values = "", list[object]()
        for clause, value in (
            ("coalesce(a.published, b.first, a.published_from) >= ?", start),
            ("coalesce(a.published, b.last, a.published_to) <= ?", end + "~" if end else None), ("a.outlet = ?", outlet),
            ("a.key IN (SELECT key FROM mention WHERE entity = ?)", actor),
        ):
            if value is not None:
                where += f" AND {clause}"
                values.append(value)
        tables = (
            f"FROM article_search JOIN article a ON a.key = article_search.rowid JOIN article_text t ON t.key = a.key {BOUNDED}"
            f" WHERE article_search MATCH ?{where}"
        )
        day = "coalesce(a.published, coalesce(b.first, a.published_from) || '/' || coalesce(b.last, a.published_to))"
        return (f"a.id, t.title, t.body, {day}, a.outlet", tables, "bm25(article_search, 5.0, 1.0), a.key"), values

    def _line_sql(self, kind: Kind, start: str | None, end: str | None) -> tuple[tuple[str, str, str], list[object]]:
        where, values = "", [kind]
        table = "statement" if kind == "statement" else "event"
        title = "r.speaker" if kind == "statement" else "r.type"
        sql_values: list[object] = list(values)
        for clause, value in (("r.date >= ?", start), ("r.date <= ?", end + "~" if end else None)):
            if value is not None:
                where += f" AND {clause}"
                sql_values.append(value)
        tables = (
            f"FROM line_search JOIN line_text t ON t.rowid = line_search.rowid JOIN {table} r ON r.id = t.ref"
            f" WHERE line_search MATCH ? AND t.kind = ?{where}"
        )
        return (f"t.ref, {title}, t.text, r.date, NULL", tables, "bm25(line_search), t.ref"), sql_values


def _has_accents(row: tuple[str, str, str, str | None, str | None], phrases: tuple[str, ...]) -> bool:
    text = lower(f"{row[1]}\n{row[2]}")
    return all(p in text for p in phrases)


def _hit(kind: Kind, row: tuple[str, str, str, str | None, str | None], phrases: tuple[str, ...]) -> Hit:
    ref, title, body, date, outlet = row
    marks = find_marks(body, phrases)
    start = max(0, marks[0].start - 80) if marks else 0
    while start > 0 and not body[start - 1].isspace():
        start -= 1
    end = min(len(body), start + 260)
    while end < len(body) and not body[end].isspace():
        end += 1
    inside = tuple(Span(m.start - start, m.end - start) for m in marks if m.end <= end and m.start >= start)
    return Hit(kind, ref, title, body[start:end].replace("\n", " "), inside, date, outlet)
