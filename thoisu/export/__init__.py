"""Records to files: `FORMATS` names the formats, each with its writer and the kinds of record that it has a form for."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

from msgspec import Struct

Writer = Callable[[str, type[Struct], Iterable[Struct], Path], tuple[Path, int]]
RECORD_KINDS = ("documents", "stories", "threads", "statements", "events", "discrepancies", "channels", "relations", "copies", "refusals")


class Format(Struct, frozen=True):
    """Where the writer of a format stands (`module:function`) and the kinds of record that it has a form for."""

    writer: str
    kinds: tuple[str, ...] = RECORD_KINDS


FORMATS: dict[str, Format] = {
    "jsonl": Format("thoisu.export.jsonl:write_jsonl"),
    "csv": Format("thoisu.export.table:write_csv", (*RECORD_KINDS, "tellings")),
    "parquet": Format("thoisu.export.parquet:write_parquet"),
    "jsonld": Format("thoisu.export.jsonld:write_jsonld", ("documents", "stories", "statements", "events")),
    "plover": Format("thoisu.export.jsonl:write_jsonl", ("plover",)),
}


def load_writer(format_: str) -> Writer:
    """The writer of a format: it takes the name of a kind, the type of its records, the records and a folder.

    Loaded when asked for: Arrow alone takes 70 MB, which no other command should pay.
    """
    module, _, function = FORMATS[format_].writer.partition(":")
    return cast(Writer, getattr(import_module(module), function))
