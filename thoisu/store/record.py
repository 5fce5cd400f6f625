"""The record: stories, statements, events, discrepancies, channels, relations; written story by story, read by filters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from thoisu.model import Channel, Discrepancy, Event, Relation, Statement, Story, Thread
from thoisu.store.connection import Connection, pack, unpack
from thoisu.text.normalize import fold


class StoryRow(Struct, frozen=True):
    """What lists show of a story."""

    id: str
    title: str
    date: str | None
    articles: int
    origins: int
    discrepancies: int
    thread: str | None


class StoryPart(Struct, frozen=True):
    """Everything that belongs to one story and is rewritten with it."""

    story: Story
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    discrepancies: tuple[Discrepancy, ...]
    contacts: tuple[tuple[str, bytes], ...] = ()  # key and packed contact, for the channels


class Speaker(Struct, frozen=True):
    """Who spoke, in how many statements."""

    name: str
    statements: int


L = TypeVar("L", Statement, Event)
_STORY_ROW = "SELECT id, title, date, articles, origins, discrepancies, thread FROM story"


class Record:
    """The tables that the passes write and every reader reads."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # writing: whole stories at a time

    def stories_of(self, articles: Iterable[str]) -> list[str]:
        """The stories in which these articles stand now."""
        found = {r[0] for a in articles for r in self._db.run("SELECT story FROM story_article WHERE article = ?", (a,))}
        return sorted(found)

    def articles_of(self, story: str) -> list[str]:
        """The articles of a story, by id."""
        return [r[0] for r in self._db.run("SELECT article FROM story_article WHERE story = ? ORDER BY article", (story,))]

    def replace_stories(self, old: Sequence[str], parts: Sequence[StoryPart]) -> None:
        """Put new stories in the place of old ones; an old address that is gone leads to the story that took most of its articles."""
        before = {story: set(self.articles_of(story)) for story in old}
        for story in old:
            self._forget_story(story)
        for part in parts:
            self._write_story(part)
        self._db.run("INSERT INTO stale VALUES ('connections') ON CONFLICT DO NOTHING")
        new = {p.story.id: set(p.story.articles) for p in parts}
        for story, articles in before.items():
            if story in new or not new:
                continue
            heir = max(sorted(new), key=lambda s: len(new[s] & articles))
            self._db.run("INSERT INTO redirect (old, new) VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new", (story, heir))
        for story in new:
            self._db.run("DELETE FROM redirect WHERE old = ?", (story,))

    def _forget_story(self, story: str) -> None:
        refs = [("statement", r[0]) for r in self._db.run("SELECT id FROM statement WHERE story = ?", (story,))]
        refs += [("event", r[0]) for r in self._db.run("SELECT id FROM event WHERE story = ?", (story,))]
        for kind, ref in refs:
            self._forget_line(kind, ref)
        for sql in (
            "INSERT INTO changed_key SELECT DISTINCT key FROM contact WHERE story = ? ON CONFLICT DO NOTHING",
            "DELETE FROM contact WHERE story = ?",
            "DELETE FROM statement_about WHERE statement IN (SELECT id FROM statement WHERE story = ?)",
            "DELETE FROM event_party WHERE event IN (SELECT id FROM event WHERE story = ?)",
            "DELETE FROM statement WHERE story = ?", "DELETE FROM event WHERE story = ?", "DELETE FROM discrepancy WHERE story = ?",
            "DELETE FROM story_article WHERE story = ?", "DELETE FROM story WHERE id = ?",
        ):
            self._db.run(sql, (story,))

    def _forget_line(self, kind: str, ref: str) -> None:
        self._db.run(
            "INSERT INTO line_search (line_search, rowid, text) SELECT 'delete', f.rowid, f.text FROM line_folded f JOIN line_text t"
            " ON t.rowid = f.rowid WHERE t.kind = ? AND t.ref = ?", (kind, ref),
        )
        self._db.run("DELETE FROM line_text WHERE kind = ? AND ref = ?", (kind, ref))

    def _write_line(self, kind: str, ref: str, text: str) -> None:
        sql = "INSERT INTO line_text (kind, ref, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING rowid"
        row = self._db.run(sql, (kind, ref, text)).fetchone()
        if row:
            self._db.run("INSERT INTO line_search (rowid, text) SELECT rowid, text FROM line_folded WHERE rowid = ?", row)

    def _write_story(self, part: StoryPart) -> None:
        story = part.story
        self._db.run(
            "INSERT INTO story (id, title, date, articles, origins, discrepancies, thread, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (story.id, story.title, story.date, len(story.articles), story.independent_origins, len(part.discrepancies), story.thread, pack(story)),
        )
        self._db.run_many("INSERT INTO story_article (article, story) VALUES (?, ?)", [(a, story.id) for a in story.articles])
        for s in part.statements:
            self._db.run(
                "INSERT INTO statement (id, speaker, speaker_folded, date, story, origins, value) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (s.id, s.speaker, fold(s.speaker), s.date, story.id, s.independent_origins, pack(s)),
            )
            self._db.run_many("INSERT INTO statement_about VALUES (?, ?) ON CONFLICT DO NOTHING", [(s.id, e) for e in s.about])
            self._write_line("statement", s.id, s.text)
        for e in part.events:
            self._db.run(
                "INSERT INTO event (id, type, mode, date, status, story, origins, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (e.id, e.type, e.mode, e.date, e.status, story.id, e.independent_origins, pack(e)),
            )
            parties = [(e.id, p, "actor") for p in e.actors] + [(e.id, p, "recipient") for p in e.recipients]
            self._db.run_many("INSERT INTO event_party VALUES (?, ?, ?) ON CONFLICT DO NOTHING", parties)
            self._write_line("event", e.id, e.tellings[0].evidence.words if e.tellings else "")
        for number, (key, value) in enumerate(part.contacts):
            self._db.run("INSERT INTO contact VALUES (?, ?, ?, ?)", (story.id, key, number, value))
            self._db.run("INSERT INTO changed_key VALUES (?) ON CONFLICT DO NOTHING", (key,))
        for d in part.discrepancies:
            self._db.run("INSERT INTO discrepancy VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", (d.id, story.id, d.about, d.field, pack(d)))

    def changed_keys(self) -> list[str]:
        """Keys of contacts whose channels are still to be brought up to date."""
        return [r[0] for r in self._db.run("SELECT key FROM changed_key ORDER BY key")]

    def contacts(self, key: str) -> list[bytes]:
        """The packed contacts of a key, by story."""
        return [r[0] for r in self._db.run("SELECT value FROM contact WHERE key = ? ORDER BY story, number", (key,))]

    def replace_channels(self, key: str, channels: Iterable[Channel]) -> None:
        """Write the channels of a key anew."""
        self._db.run("DELETE FROM channel_party WHERE channel IN (SELECT id FROM channel WHERE key = ?)", (key,))
        self._db.run("DELETE FROM channel WHERE key = ?", (key,))
        self._db.run("DELETE FROM changed_key WHERE key = ?", (key,))
        for c in channels:
            self._db.run("INSERT INTO channel VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", (c.id, key, c.kind, c.state, pack(c)))
            self._db.run_many("INSERT INTO channel_party VALUES (?, ?) ON CONFLICT DO NOTHING", [(c.id, p) for p in c.parties])

    def replace_relations(self, relations: Iterable[Relation]) -> None:
        """Write all relations anew."""
        self._db.run("DELETE FROM relation")
        self._db.run_many(
            "INSERT INTO relation VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", ((r.actor, r.recipient, r.month or "", pack(r)) for r in relations)
        )

    def stale(self) -> bool:
        """Whether stories were written since what runs across them was."""
        return self._db.run("SELECT 1 FROM stale LIMIT 1").fetchone() is not None

    def set_fresh(self) -> None:
        """Say that what runs across stories is up to date."""
        self._db.run("DELETE FROM stale")

    def replace_links(self, links: Mapping[str, str]) -> None:
        """Write anew which event of a later story tells again which event of an earlier one."""
        self._db.run("DELETE FROM event_link")
        self._db.run_many("INSERT INTO event_link VALUES (?, ?)", list(links.items()))

    def retellings(self, event: str) -> list[Event]:
        """Events of other stories that tell this one again, or the one that this tells again."""
        first = self._db.run("SELECT first FROM event_link WHERE event = ?", (event,)).fetchone()
        root = first[0] if first else event
        sql = "SELECT e.value FROM event e WHERE e.id <> ? AND (e.id = ? OR e.id IN (SELECT event FROM event_link WHERE first = ?)) ORDER BY e.id"
        return [unpack(r[0], Event) for r in self._db.run(sql, (event, root, root))]

    def replace_threads(self, threads: Iterable[Thread]) -> None:
        """Write all threads anew and tell their stories."""
        self._db.run("DELETE FROM thread")
        self._db.run("UPDATE story SET thread = NULL WHERE thread IS NOT NULL")
        for t in threads:
            self._db.run("INSERT INTO thread VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (t.id, t.title, pack(t)))
            self._db.run_many("UPDATE story SET thread = ? WHERE id = ?", [(t.id, s) for s in t.stories])

    # reading

    def stories(self, *, words_ids: Sequence[str] | None = None, start: str | None = None, end: str | None = None, at_least: int = 1,
                thread: str | None = None, order: str = "date", limit: int = 50, offset: int = 0) -> list[StoryRow]:
        """Stories by date (newest first) or by `size` (most origins first)."""
        where, values = ["articles >= ?"], [at_least]
        sql_values: list[object] = list(values)
        for clause, value in (("date >= ?", start), ("date <= ?", end + "~" if end else None), ("thread = ?", thread)):
            if value is not None:
                where.append(clause)
                sql_values.append(value)
        if words_ids is not None:
            where.append(f"id IN ({', '.join('?' * len(words_ids))})")
            sql_values += words_ids
        by = "origins DESC, articles DESC, date DESC, id" if order == "size" else "coalesce(date, '') DESC, articles DESC, id"
        rows = self._db.run(f"{_STORY_ROW} WHERE {' AND '.join(where)} ORDER BY {by} LIMIT ? OFFSET ?", (*sql_values, limit, offset))
        return [StoryRow(*r) for r in rows]

    def story(self, id: str) -> Story | None:
        """The story at an address, also at one that it had before."""
        for _ in range(20):
            row = self._db.run("SELECT value FROM story WHERE id = ?", (id,)).fetchone()
            if row:
                return unpack(row[0], Story)
            moved = self._db.run("SELECT new FROM redirect WHERE old = ?", (id,)).fetchone()
            if moved is None:
                break
            id = moved[0]
        rows = self._db.run("SELECT value FROM story WHERE substr(id, 1, ?) = ? LIMIT 2", (len(id), id)).fetchall() if len(id) >= 4 else []
        return unpack(rows[0][0], Story) if len(rows) == 1 else None

    def story_of(self, article: str) -> str | None:
        """The story in which an article stands."""
        row = self._db.run("SELECT story FROM story_article WHERE article = ?", (article,)).fetchone()
        return str(row[0]) if row else None

    def all_stories(self) -> list[Story]:
        """Every story, by id."""
        return [unpack(r[0], Story) for r in self._db.run("SELECT value FROM story ORDER BY id")]

    def threads(self) -> list[Thread]:
        """Every thread, by id."""
        return [unpack(r[0], Thread) for r in self._db.run("SELECT value FROM thread ORDER BY id")]

    def statements(self, *, speaker: str | None = None, about: str | None = None, story: str | None = None, start: str | None = None,
                   end: str | None = None, ids: Sequence[str] | None = None, min_confidence: float | None = None, limit: int = 50,
                   offset: int = 0) -> list[Statement]:
        """Statements, newest first; `speaker` is a canonical name, or words of a speaker's name or description (accents optional).

        `min_confidence` (0..1) leaves out those of which no telling is so sure.
        """
        where, values = ["1"], list[object]()
        if speaker:
            where.append(r"(speaker = ? OR speaker_folded LIKE ? ESCAPE '\')")
            values += [speaker, f"%{_like(fold(speaker))}%"]
        if about:
            where.append("id IN (SELECT statement FROM statement_about WHERE entity = ?)")
            values.append(about)
        _between(where, values, story, start, end, ids)
        sql = f"SELECT value FROM statement WHERE {' AND '.join(where)} ORDER BY coalesce(date, '') DESC, origins DESC, id LIMIT ? OFFSET ?"
        if min_confidence is None:
            return [unpack(r[0], Statement) for r in self._db.run(sql, (*values, limit, offset))]
        found = (unpack(r[0], Statement) for r in self._db.run(sql, (*values, -1, 0)))
        return _sure(found, min_confidence, limit, offset)

    def events(self, *, actors: Sequence[str] = (), types: Sequence[str] = (), status: str | None = None, story: str | None = None,
               start: str | None = None, end: str | None = None, ids: Sequence[str] | None = None, min_confidence: float | None = None,
               limit: int | None = 50, offset: int = 0) -> list[Event]:
        """Events in which all of `actors` take part, newest first; undated last. `min_confidence` as with statements."""
        where, values = ["1"], list[object]()
        for actor in actors:
            where.append("id IN (SELECT event FROM event_party WHERE party = ?)")
            values.append(actor)
        if types:
            where.append(f"type IN ({', '.join('?' * len(types))})")
            values += types
        if status:
            where.append("status = ?")
            values.append(status)
        _between(where, values, story, start, end, ids)
        sql = f"SELECT value FROM event WHERE {' AND '.join(where)} ORDER BY coalesce(date, '') DESC, origins DESC, id LIMIT ? OFFSET ?"
        if min_confidence is None:
            return [unpack(r[0], Event) for r in self._db.run(sql, (*values, -1 if limit is None else limit, offset))]
        return _sure((unpack(r[0], Event) for r in self._db.run(sql, (*values, -1, 0))), min_confidence, limit, offset)

    def all_events(self) -> Iterator[Event]:
        """Every event, by id."""
        return (unpack(r[0], Event) for r in self._db.run("SELECT value FROM event ORDER BY id"))

    def all_statements(self) -> Iterator[Statement]:
        """Every statement, by id."""
        return (unpack(r[0], Statement) for r in self._db.run("SELECT value FROM statement ORDER BY id"))

    def channels(self, parties: Sequence[str] = (), *, kind: str | None = None) -> list[Channel]:
        """Channels between all of these parties, those with the latest change first."""
        where, values = ["1"], list[object]()
        for party in parties:
            where.append("id IN (SELECT channel FROM channel_party WHERE party = ?)")
            values.append(party)
        if kind:
            where.append("kind = ?")
            values.append(kind)
        found = [unpack(r[0], Channel) for r in self._db.run(f"SELECT value FROM channel WHERE {' AND '.join(where)} ORDER BY id", values)]
        return sorted(found, key=lambda c: max((x.date or "" for x in c.changes), default=""), reverse=True)

    def discrepancies(self, story: str | None = None, limit: int = 100) -> list[Discrepancy]:
        """Where tellings disagree."""
        where, values = ("WHERE story = ?", (story,)) if story else ("", ())
        rows = self._db.run(f"SELECT value FROM discrepancy {where} ORDER BY story, id LIMIT ?", (*values, limit))
        return [unpack(r[0], Discrepancy) for r in rows]

    def relations(self, actor: str | None = None) -> list[Relation]:
        """What actors did to each other, month by month."""
        where, values = ("WHERE actor = ? OR recipient = ?", (actor, actor)) if actor else ("", ())
        return [unpack(r[0], Relation) for r in self._db.run(f"SELECT value FROM relation {where} ORDER BY month, actor, recipient", values)]

    def speakers(self, limit: int = 20) -> list[Speaker]:
        """Who spoke most."""
        rows = self._db.run("SELECT speaker, count(*) FROM statement GROUP BY speaker ORDER BY 2 DESC, 1 LIMIT ?", (limit,))
        return [Speaker(*r) for r in rows]

    def sizes(self) -> dict[str, int]:
        """How many lines each part of the record has."""
        tables = ("story", "thread", "statement", "event", "discrepancy", "channel", "relation")
        return {t: int(self._db.run(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}


def _like(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _between(where: list[str], values: list[object], story: str | None, start: str | None, end: str | None, ids: Sequence[str] | None) -> None:
    # '~' sorts behind every character of a date, so that `to 2016-11` takes in all its days
    for clause, value in (("story = ?", story), ("date >= ?", start), ("date <= ?", end + "~" if end else None)):
        if value is not None:
            where.append(clause)
            values.append(value)
    if ids is not None:
        where.append(f"id IN ({', '.join('?' * len(ids))})")
        values += ids


def _sure(lines: Iterator[L], least: float, limit: int | None, offset: int) -> list[L]:
    """Those of which some telling has at least this confidence; they are read until there are enough."""
    sure = (x for x in lines if any(t.confidence is not None and t.confidence >= least for t in x.tellings))
    return list(islice(sure, offset, None if limit is None or limit < 0 else offset + limit))
