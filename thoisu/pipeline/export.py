"""The whole record into files of one format."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from thoisu.errors import StoreFull, UsageError
from thoisu.export import FORMATS
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


def export_record(store: Store, format_: str, to: Path) -> Iterator[tuple[Path, int]]:
    """Write every kind of record into the folder; yields each file with the number of its records.

    Raises UsageError where the folder cannot be written, StoreFull where the disk is full.
    """
    try:
        to.mkdir(parents=True, exist_ok=True)
        for kind, read in KINDS.items():
            yield FORMATS[format_](kind, read(store), to)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(f"no space left for {to}; free some and run the same command again") from error
        raise UsageError(f"{to} cannot be written ({os.strerror(error.errno or 0)}); give another folder with --to") from error
