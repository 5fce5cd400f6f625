"""JSON Lines: one record a line, fields as in `thoisu/model.py`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from thoisu.errors import InputError

S = TypeVar("S", bound=Struct)


def write_jsonl(kind: str, records: Iterable[Struct], folder: Path) -> tuple[Path, int]:
    """Write `<kind>.jsonl` into the folder, under its name only when it is whole; the file's path and how many lines it has."""
    path, part = folder / f"{kind}.jsonl", folder / f"{kind}.jsonl.part"
    encoder, lines = msgspec.json.Encoder(), 0
    try:
        with part.open("wb") as out:
            for record in records:
                out.write(encoder.encode(record) + b"\n")
                lines += 1
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
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
