"""The tables of the record and how they came to be: one function a schema version, each run in one transaction.

`application_id` marks the file as ours, `user_version` is the number of migrations applied.
"""

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x7468_6F69  # "thoi"

_V1 = """
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    location TEXT NOT NULL,
    digest TEXT NOT NULL,            -- SHA-256 of the bytes, hex
    format TEXT NOT NULL,
    url TEXT,
    fetched_at TEXT,
    given_id TEXT,                   -- the id that the input gave
    body BLOB NOT NULL,              -- zlib
    outcome TEXT NOT NULL,           -- article | version | same | refused
    reason TEXT,
    detail TEXT,
    article TEXT,                    -- id of the article it became
    article_digest TEXT,
    UNIQUE (location, digest)
);
CREATE INDEX page_article ON page (article, article_digest);
CREATE INDEX page_outcome ON page (outcome);
CREATE INDEX page_digest ON page (digest);
CREATE TABLE input_error (           -- what could not even become a page: line N of a file
    location TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    current INTEGER NOT NULL,        -- 1 for the version that the record rests on
    title TEXT NOT NULL,
    outlet TEXT,
    url TEXT,
    published TEXT,
    published_from TEXT,
    published_to TEXT,
    language TEXT NOT NULL,
    stages TEXT NOT NULL,            -- versions of the stages that made the layers
    document BLOB NOT NULL,          -- zlib of the Document as JSON
    UNIQUE (id, digest)
);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_outlet ON article (outlet);
CREATE TABLE article_text (key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIEW article_folded AS
    SELECT key, replace(replace(title, 'đ', 'd'), 'Đ', 'D') AS title, replace(replace(body, 'đ', 'd'), 'Đ', 'D') AS body FROM article_text;
CREATE VIRTUAL TABLE article_search USING fts5 (
    title, body, content = 'article_folded', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE mention (               -- which entities an article names, and by which words
    key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    surface TEXT NOT NULL,
    folded TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (key, entity, surface)
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity);
CREATE INDEX mention_folded ON mention (folded);
CREATE TABLE signature (key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE, value BLOB NOT NULL);
CREATE TABLE band (
    value BLOB NOT NULL, key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE, PRIMARY KEY (value, key)
) WITHOUT ROWID;
CREATE INDEX band_key ON band (key);
CREATE TABLE copy (
    a TEXT NOT NULL, b TEXT NOT NULL, jaccard REAL NOT NULL, a_in_b REAL NOT NULL, b_in_a REAL NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copy_b ON copy (b);
CREATE TABLE copy_of (article TEXT PRIMARY KEY, original TEXT NOT NULL, jaccard REAL NOT NULL, containment REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX copy_of_original ON copy_of (original);
CREATE TABLE feature (key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE, value BLOB NOT NULL);
CREATE TABLE feature_term (
    term INTEGER NOT NULL, key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE, PRIMARY KEY (term, key)
) WITHOUT ROWID;
CREATE INDEX feature_term_key ON feature_term (key);
CREATE TABLE edge (a TEXT NOT NULL, b TEXT NOT NULL, similarity REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX edge_b ON edge (b);
CREATE TABLE changed (               -- articles whose stories are still to be brought up to date
    article TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE story (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT, articles INTEGER NOT NULL, origins INTEGER NOT NULL,
    discrepancies INTEGER NOT NULL DEFAULT 0, thread TEXT, value BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_date ON story (date);
CREATE TABLE story_article (article TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX story_article_story ON story_article (story);
CREATE TABLE redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thread (id TEXT PRIMARY KEY, title TEXT NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE statement (
    id TEXT PRIMARY KEY, speaker TEXT NOT NULL, speaker_folded TEXT NOT NULL, date TEXT, story TEXT, origins INTEGER NOT NULL,
    value BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_story ON statement (story);
CREATE INDEX statement_date ON statement (date);
CREATE TABLE statement_about (statement TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (statement, entity)) WITHOUT ROWID;
CREATE INDEX statement_about_entity ON statement_about (entity);
CREATE TABLE event (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT, date TEXT, status TEXT NOT NULL, story TEXT, origins INTEGER NOT NULL, value BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_date ON event (date);
CREATE INDEX event_story ON event (story);
CREATE TABLE event_party (event TEXT NOT NULL, party TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (event, party, role)) WITHOUT ROWID;
CREATE INDEX event_party_party ON event_party (party);
CREATE TABLE discrepancy (id TEXT PRIMARY KEY, story TEXT, about TEXT NOT NULL, field TEXT NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX discrepancy_story ON discrepancy (story);
CREATE TABLE contact (               -- what stories tell of lines of contact; channels are made of all contacts of a key
    story TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (story, key, number)
) WITHOUT ROWID;
CREATE INDEX contact_key ON contact (key);
CREATE TABLE changed_key (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE channel (id TEXT PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, state TEXT, value BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX channel_key ON channel (key);
CREATE TABLE stale (what TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE event_link (event TEXT PRIMARY KEY, first TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE channel_party (channel TEXT NOT NULL, party TEXT NOT NULL, PRIMARY KEY (channel, party)) WITHOUT ROWID;
CREATE INDEX channel_party_party ON channel_party (party);
CREATE TABLE relation (
    actor TEXT NOT NULL, recipient TEXT NOT NULL, month TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (actor, recipient, month)
) WITHOUT ROWID;
CREATE TABLE line_text (rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, ref));
CREATE VIEW line_folded AS SELECT rowid, replace(replace(text, 'đ', 'd'), 'Đ', 'D') AS text FROM line_text;
CREATE VIRTUAL TABLE line_search USING fts5 (text, content = 'line_folded', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2')
"""


def _first(db: sqlite3.Connection) -> None:
    for statement in _V1.split(";\n"):
        db.execute(statement)


_FEEDS = """
ALTER TABLE page ADD COLUMN charset TEXT;
ALTER TABLE page ADD COLUMN told TEXT;
CREATE TABLE feed (                  -- feeds and sitemaps that are watched; times are seconds since 1970
    url TEXT PRIMARY KEY, name TEXT, parent TEXT, kind TEXT, etag TEXT, last_modified TEXT, digest TEXT,
    last_poll REAL, next_poll REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, reason TEXT, detail TEXT,
    named INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE address (               -- addresses of pages that feeds or people named
    url TEXT PRIMARY KEY, feed TEXT, kind TEXT NOT NULL, told TEXT, mark TEXT NOT NULL, state TEXT NOT NULL, -- waiting | done | failed
    tries INTEGER NOT NULL DEFAULT 0, next_try REAL NOT NULL DEFAULT 0, fetched REAL, etag TEXT, last_modified TEXT
) WITHOUT ROWID;
CREATE INDEX address_waiting ON address (next_try) WHERE state = 'waiting';
CREATE INDEX address_feed ON address (feed);
CREATE TABLE host (name TEXT PRIMARY KEY, robots BLOB, robots_at REAL NOT NULL, next_visit REAL NOT NULL) WITHOUT ROWID
"""


def _feeds(db: sqlite3.Connection) -> None:
    for statement in _FEEDS.split(";\n"):
        db.execute(statement)


_BOUNDS = """
CREATE TABLE bound (                 -- days of publication of current articles without a date, by dated articles beside them
    article TEXT PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, how TEXT NOT NULL, value BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE text_days (             -- what an article without a date says of days; made where it has dated articles beside it
    key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE, value BLOB NOT NULL
);
INSERT INTO changed SELECT a.id FROM article a JOIN feature f ON f.key = a.key WHERE a.current = 1 AND a.published IS NULL ON CONFLICT DO NOTHING
"""


def _bounds(db: sqlite3.Connection) -> None:
    """The articles without a date count as changed, so that the next run bounds them."""
    for statement in _BOUNDS.split(";\n"):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _feeds, _bounds)
VERSION = len(MIGRATIONS)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables to the newest version; each step is one transaction with its own record."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            step(db)
            db.execute(f"PRAGMA user_version = {number}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
