"""Records to files: `FORMATS` names the writers; each takes the records of one kind and a folder."""

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from thoisu.export.jsonl import write_jsonl

Writer = Callable[[str, Iterable[Struct], Path], tuple[Path, int]]

FORMATS: dict[str, Writer] = {"jsonl": write_jsonl}
