"""JSONL of pages, plain or gzipped: one page a line, read as a stream."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from thoisu.model import Page, PageFormat, Refusal

MAX_LINE_BYTES = 32 * 2**20
_CHUNK = 2**20


class PageRow(msgspec.Struct, frozen=True):
    """A line of a JSONL file: a raw page (`raw`), or an article that is already clean (`title` and `text` or `body`)."""

    id: str | int | None = None
    raw: str | None = None
    format: PageFormat | None = None
    url: str | None = None
    title: str | None = None
    lead: str | None = None
    text: str | None = None
    body: str | list[str] | None = None
    published: str | None = None
    outlet: str | None = None
    fetched_at: str | None = None


_DECODER = msgspec.json.Decoder(PageRow)


def read_rows(path: Path) -> Iterator[Page | Refusal]:
    """The pages of a JSONL file in order; a bad line is a Refusal that names file and line, and the rest goes on."""
    try:
        with gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb") as file:
            yield from _read_lines(file, str(path))  # type: ignore[arg-type]
    except OSError as error:  # at opening only: what breaks later is told with its line
        yield Refusal(str(path), "unreadable", error.strerror or str(error))


def _read_lines(file: BinaryIO, name: str) -> Iterator[Page | Refusal]:
    number = 0
    while True:
        number += 1
        location = f"{name}:{number}"
        try:
            line = file.readline(MAX_LINE_BYTES)
            whole = line.endswith(b"\n") or len(line) < MAX_LINE_BYTES
            if not whole:
                _skip_line(file)
        except (OSError, EOFError, zlib.error) as error:
            yield Refusal(location, "unreadable", f"the file breaks off here: {error}")
            return
        if not line:
            return
        if not whole:
            yield Refusal(location, "too_large", f"a line of more than {MAX_LINE_BYTES:,} bytes")
        elif line.strip():
            yield page_from_row(line, location)


def _skip_line(file: BinaryIO) -> None:
    while (chunk := file.readline(_CHUNK)) and not chunk.endswith(b"\n"):
        pass


def page_from_row(line: bytes, location: str) -> Page | Refusal:
    """The page of one JSONL line, or why it is none.

    >>> page_from_row('{"id": 7, "raw": "Tít\\\\n\\\\nThân bài."}'.encode(), "a.jsonl:1").format
    'text'
    """
    try:
        row = _DECODER.decode(line)
    except msgspec.ValidationError as error:
        return Refusal(location, "invalid_row", str(error))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Refusal(location, "invalid_json", str(error))
    id = None if row.id is None else str(row.id)
    if row.raw is not None:
        body = row.raw.encode("utf-8", "surrogatepass")
        return Page(location, body, row.format or guess_format(body), row.url, row.fetched_at, id)
    if row.title or row.text or row.body:
        return Page(location, line.strip(), "json", row.url, row.fetched_at, id)
    return Refusal(location, "invalid_row", "neither `raw` nor `title`, `text` or `body`")


def guess_format(body: bytes) -> PageFormat:
    """`html` where the first 2,000 bytes hold a tag that opens a page or its parts, else `text`."""
    head = body[:2000].lower()
    return "html" if any(tag in head for tag in (b"<!doctype", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<br")) else "text"
