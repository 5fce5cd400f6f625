"""A connection to the record's SQLite file, with SQLite's errors turned into ours, and one packing of values."""

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from thoisu.errors import NewerStore, NotOurStore, StoreError, StoreFull, StoreLocked, StoreReadOnly, UsageError
from thoisu.store.schema import APPLICATION_ID, VERSION, migrate

S = TypeVar("S")
_ENCODER = msgspec.json.Encoder()
_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_LOCK_WAIT_SECONDS = 10.0


def pack(value: object) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(_ENCODER.encode(value), 3)


def unpack(data: bytes, type_: type[S]) -> S:
    """The record of compressed JSON; StoreError where the bytes are damaged."""
    decoder = _DECODERS.get(type_)
    if decoder is None:
        decoder = _DECODERS[type_] = msgspec.json.Decoder(type_)
    try:
        value: S = decoder.decode(zlib.decompress(data))
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError(f"a stored {type_.__name__} is damaged ({error}); take the pages in anew into another file with `thoisu ingest`") from error
    return value


class Connection:
    """One SQLite connection; every statement goes through `run`, so that errors name the file and what to do."""

    def __init__(self, path: Path, *, read_only: bool = False, create: bool = True) -> None:
        self.path = path
        self.read_only = read_only
        _check_file(path, create=create and not read_only)
        try:
            self._db = self._open()
            with self._explained():
                self._prepare()
        except sqlite3.Error as error:
            raise self.explain(error) from error

    def _open(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rwc"
        if self.read_only and _rests_where_nothing_is_written(self.path):
            mode = "ro&immutable=1"  # otherwise SQLite wants to write its two files of the log beside even for a reader
        uri = f"{self.path.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_LOCK_WAIT_SECONDS, check_same_thread=False)

    def _prepare(self) -> None:
        db = self._db
        application_id = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
        empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if application_id != APPLICATION_ID and not (empty and version == 0):
            raise NotOurStore(f"{self.path} is a database of another program; give another file with --db")
        if version > VERSION:
            raise NewerStore(f"{self.path} was written by a newer Thời Sự (schema {version}, this one knows {VERSION}); update thoisu")
        if self.read_only:
            if empty:
                raise NotOurStore(f"{self.path} holds no record yet; run `thoisu ingest` first")
            if version < VERSION:
                raise StoreError(f"{self.path} has the older schema {version}; open it once for writing (`thoisu ingest`) to bring it up to date")
            db.execute("BEGIN")  # one reader sees one state of the record, whatever a writer does meanwhile
            return
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        migrate(db)

    def run(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self.explain(error) from error

    def run_many(self, sql: str, rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> None:
        """Run one statement for each row."""
        try:
            self._db.executemany(sql, rows)
        except sqlite3.Error as error:
            raise self.explain(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; StoreLocked when another writer does not let go within ten seconds."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            self._db.close()
            raise self.explain(error) from error
        except StoreError:
            self._db.close()
            raise

    def explain(self, error: sqlite3.Error) -> StoreError:
        """Our error for one of SQLite's: what happened to which file, and what to do."""
        text, name = str(error), getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return StoreLocked(f"{self.path} is being written by another process; wait for it or give another file with --db")
        if name.startswith("SQLITE_FULL"):
            return StoreFull(f"no space left for {self.path}; free some and run the same command again, nothing is lost")
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            act = "read" if self.read_only else "written"
            return StoreReadOnly(f"{self.path} cannot be {act} ({text}); check its rights or give another file with --db")
        if name.startswith("SQLITE_NOTADB"):
            return NotOurStore(f"{self.path} is not a database; give another file with --db")
        if name.startswith("SQLITE_IOERR"):
            return StoreFull(f"{self.path}: {text}; is the disk full? free space and run the same command again, nothing is lost")
        return StoreError(f"{self.path}: {text}")


def _rests_where_nothing_is_written(path: Path) -> bool:
    """Whether nobody like us can write beside the file and no writer has left or keeps a log there."""
    real = path.resolve()
    return not os.access(real.parent, os.W_OK) and not real.with_name(real.name + "-wal").exists()


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; --db takes a file")
    if path.exists():
        return
    if not create:
        raise UsageError(f"there is no database {path}; run `thoisu ingest PATH... --db {path}` first")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        kind = StoreFull if error.errno == errno.ENOSPC else StoreReadOnly
        raise kind(f"the folder of {path} cannot be made: {os.strerror(error.errno or 0)}") from error
