"""JSON Lines: one record a line, fields as in `thoisu/model.py`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from thoisu.errors import InputError
from thoisu.export.files import whole_file

S = TypeVar("S", bound=Struct)


def write_jsonl(kind: str, _record: type[Struct], records: Iterable[Struct], folder: Path) -> tuple[Path, int]:
    """Write `<kind>.jsonl` into the folder; the file's path and how many lines it has."""
    path, encoder, lines = folder / f"{kind}.jsonl", msgspec.json.Encoder(), 0
    with whole_file(path) as part, part.open("wb") as out:
        for record in records:
            out.write(encoder.encode(record) + b"\n")
            lines += 1
    return path, lines


def read_jsonl(path: Path, type_: type[S]) -> Iterator[S]:
    """The records of a file that `write_jsonl` wrote; InputError names the line that is none."""
    decoder = msgspec.json.Decoder(type_)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = decoder.decode(line)
            except msgspec.DecodeError as error:
                raise InputError(f"{path}, line {number}: {error}") from error
            yield record
