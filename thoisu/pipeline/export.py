"""The whole record into files of one format."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from thoisu.errors import StoreFull, UsageError
from thoisu.export import FORMATS
from thoisu.export.plover import PloverEvent, plover_events
from thoisu.model import Document
from thoisu.store import Store

KINDS: dict[str, Callable[[Store], Iterable[Struct]]] = {
    "documents": lambda store: store.articles.all_documents(),
    "stories": lambda store: store.record.all_stories(),
    "threads": lambda store: store.record.threads(),
    "statements": lambda store: store.record.all_statements(),
    "events": lambda store: store.record.all_events(),
    "discrepancies": lambda store: store.record.discrepancies(limit=-1),
    "channels": lambda store: store.record.channels(),
    "relations": lambda store: store.record.relations(),
    "copies": lambda store: store.articles.copies(limit=-1),
    "refusals": lambda store: store.pages.refusals(),
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


KINDS["plover"] = plover_records


def export_record(store: Store, format_: str, to: Path) -> Iterator[tuple[Path, int]]:
    """Write every kind of record that the format has a form for into the folder; yields each file with the number of its records.

    Raises UsageError where the folder cannot be written, StoreFull where the disk is full.
    """
    try:
        to.mkdir(parents=True, exist_ok=True)
        for kind in FORMATS[format_].kinds:
            yield FORMATS[format_].write(kind, KINDS[kind](store), to)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(f"no space left for {to}; free some and run the same command again") from error
        raise UsageError(f"{to} cannot be written ({os.strerror(error.errno or 0)}); give another folder with --to") from error
