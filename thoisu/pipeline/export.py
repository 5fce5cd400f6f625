"""The whole record into files of one format."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

from msgspec import Struct

from thoisu.errors import StoreFull, UsageError
from thoisu.export import FORMATS, load_writer
from thoisu.export.plover import PloverEvent, plover_events
from thoisu.export.table import ToldLine, tellings_of
from thoisu.model import Channel, Discrepancy, Document, Event, Relation, Statement, Story, Thread
from thoisu.page import Refusal
from thoisu.store import Store
from thoisu.store.articles import ArticleRow


class Kind(Struct, frozen=True):
    """A kind of record that is exported: its type, and the function that reads all of them."""

    record: type[Struct]
    read: Callable[[Store], Iterable[Struct]]


KINDS: dict[str, Kind] = {
    "documents": Kind(Document, lambda store: store.articles.all_documents()),
    "stories": Kind(Story, lambda store: store.record.all_stories()),
    "threads": Kind(Thread, lambda store: store.record.threads()),
    "statements": Kind(Statement, lambda store: store.record.all_statements()),
    "events": Kind(Event, lambda store: store.record.all_events()),
    "discrepancies": Kind(Discrepancy, lambda store: store.record.discrepancies(limit=-1)),
    "channels": Kind(Channel, lambda store: store.record.channels()),
    "relations": Kind(Relation, lambda store: store.record.relations()),
    "copies": Kind(ArticleRow, lambda store: store.articles.copies(limit=-1)),
    "refusals": Kind(Refusal, lambda store: store.pages.refusals()),
    "tellings": Kind(ToldLine, lambda store: chain(tellings_of(store.record.all_statements()), tellings_of(store.record.all_events()))),
}
_DOCUMENTS_KEPT = 256  # events of a story rest on the same few articles


def plover_records(store: Store) -> Iterator[PloverEvent]:
    """Every event as PLOVER records, by id; an event whose day is not known and cannot be bounded by its article's has none."""

    @lru_cache(_DOCUMENTS_KEPT)
    def document(article: str, digest: str) -> Document | None:
        return store.articles.document(article, digest)

    for event in store.record.all_events():
        first = event.tellings[0].evidence
        doc = document(first.article, first.digest)
        if doc is not None:
            yield from plover_events(event, doc)


KINDS["plover"] = Kind(PloverEvent, plover_records)


def export_record(store: Store, format_: str, to: Path) -> Iterator[tuple[Path, int]]:
    """Write every kind of record that the format has a form for into the folder; yields each file with the number of its records.

    Raises UsageError where the folder cannot be written, StoreFull where the disk is full.
    """
    try:
        to.mkdir(parents=True, exist_ok=True)
        write = load_writer(format_)
        for kind in FORMATS[format_].kinds:
            yield write(kind, KINDS[kind].record, KINDS[kind].read(store), to)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(f"no space left for {to}; free some and run the same command again") from error
        raise UsageError(f"{to} cannot be written ({os.strerror(error.errno or 0)}); give another folder with --to") from error
