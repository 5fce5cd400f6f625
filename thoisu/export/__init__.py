"""Records to files: `FORMATS` names the formats, each with its writer and the kinds of record that it has a form for."""

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from thoisu.export.jsonl import write_jsonl

Writer = Callable[[str, Iterable[Struct], Path], tuple[Path, int]]
RECORD_KINDS = ("documents", "stories", "threads", "statements", "events", "discrepancies", "channels", "relations", "copies", "refusals")


class Format(Struct, frozen=True):
    """How records of some kinds are written: the writer takes the records of one kind and a folder."""

    write: Writer
    kinds: tuple[str, ...] = RECORD_KINDS


FORMATS: dict[str, Format] = {"jsonl": Format(write_jsonl), "plover": Format(write_jsonl, ("plover",))}
