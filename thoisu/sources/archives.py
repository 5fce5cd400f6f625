"""WARC files (plain or gzipped): the pages of a crawl; a member that is damaged is refused and the rest goes on."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from thoisu.errors import FetchFailed
from thoisu.model import Page, Refusal
from thoisu.sources.addresses import check_address
from thoisu.sources.packing import Unpacker
from thoisu.sources.rows import guess_format

MAX_RECORD_BYTES = 16 * 2**20
_HTML = ("text/html", "application/xhtml+xml")
_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_STEP = 2**20
_HEAD = 4096
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def read_archive(path: Path) -> Iterator[Page | Refusal]:
    """The pages of a WARC file in order: successful responses (and resources, and the texts of WET files) that hold HTML or text.

    A record that is damaged, cut off or too large is refused by its offset; reading goes on with the next that can be found. Other records
    are no pages and are passed over: requests, images, redirects, and revisits, which say that a page was the same as before.
    Memory holds one record at a time.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from _read_members(file, name)
    except OSError as error:
        yield Refusal(name, "unreadable", error.strerror or str(error))


def _read_members(file: BinaryIO, name: str) -> Iterator[Page | Refusal]:
    packed = file.read(2) == b"\x1f\x8b"
    start: int | None = 0
    broken: Refusal | None = None  # damage after a good record, told once it is clear whether the next member is the damaged one
    while start is not None:
        last: int | None = None
        file.seek(start)
        try:
            for record in ArchiveIterator(_Unclosed(file), record_types=WarcRecordType.any_type, parse_http=False):
                if broken is not None:
                    yield broken
                    broken = None
                last = start + record.stream_pos
                if record.record_type & _KINDS:
                    record.parse_http()
                    page = _read_record(record, f"{name}:{last}")
                    if page is not None:
                        yield page
        except (OSError, ValueError, EOFError, RuntimeError) as error:
            where = start if last is None else last
            damage = Refusal(f"{name}:{where}", "unreadable", f"the file is damaged from here on, up to the next record that can be found: {error}")
            if last is None:
                yield damage
            broken = damage if last is not None else None
            start = _find_member(file, where + 1, packed)
        else:
            if last is None and start == 0 and file.seek(0, 2) > 0:
                yield Refusal(name, "unreadable", "no WARC record in the file")
            start = None
    if broken is not None:
        yield broken


class _Unclosed:
    """A file that its reader may read but not close: it is read again from another place."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read
        self.tell = file.tell
        self.seek = file.seek

    def close(self) -> None:
        """Leave the file open."""


def _find_member(file: BinaryIO, start: int, packed: bool) -> int | None:
    """The place of the next WARC record from `start` on; None where there is none."""
    mark = b"\x1f\x8b\x08" if packed else b"WARC/"
    at = start
    file.seek(start)
    kept = b""
    while chunk := file.read(_STEP):
        data = kept + chunk
        found = data.find(mark)
        while found >= 0:
            place = at - len(kept) + found
            if _is_member(file, place, packed):
                return place
            found = data.find(mark, found + 1)
        at += len(chunk)
        kept = data[-len(mark) + 1 :]
        file.seek(at)
    return None


def _is_member(file: BinaryIO, place: int, packed: bool) -> bool:
    file.seek(place)
    head = file.read(_HEAD)
    if packed:
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return re.match(rb"WARC/[01]\.\d", head) is not None


def _read_record(record: WarcRecord, location: str) -> Page | Refusal | None:
    """The page of a record, why it is none, or None where it is of another kind."""
    headers = record.http_headers if record.record_type & WarcRecordType.response else None
    if record.record_type & WarcRecordType.response:
        if headers is None or not headers.status_code:
            return Refusal(location, "unreadable", "the record holds no HTTP answer")
        if headers.status_code != 200:
            return None
    type_ = (record.http_content_type if headers is not None else record.headers.get("Content-Type")) or ""
    type_ = type_.partition(";")[0].strip().lower()
    if type_ and type_ not in (*_HTML, "text/plain"):
        return None
    length = record.content_length
    body = record.reader.read(MAX_RECORD_BYTES + 1)
    if len(body) > MAX_RECORD_BYTES:
        return Refusal(location, "too_large", f"more than {MAX_RECORD_BYTES:,} bytes")
    if len(body) < length:
        return Refusal(location, "cut_off", f"the record should have {length:,} bytes and has {len(body):,}")
    try:
        body = _unpacked(body, headers)
    except FetchFailed as failed:
        return Refusal(location, failed.reason, failed.detail)
    format_ = guess_format(body)
    if not type_ and format_ != "html":
        return None
    date = record.record_date.isoformat() if record.record_date else None
    charset = record.http_charset if headers is not None else None
    return Page(location, body, "html" if type_ in _HTML else format_, _address(record), date, charset=charset)


def _address(record: WarcRecord) -> str | None:
    """The address of a record in its one spelling; some crawlers write it in angle brackets."""
    given = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    try:
        return check_address(given)
    except FetchFailed:
        return given or None


def _unpacked(body: bytes, headers: object) -> bytes:
    """The body without chunks and compression. Crawls often keep the header of a compression that they have undone: the bytes decide."""
    get = getattr(headers, "get", None)
    if get is None:
        return body
    if "chunked" in (get("Transfer-Encoding") or "").lower():
        body = _joined(body)
    coding = (get("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        unpacker = Unpacker("gzip", MAX_RECORD_BYTES)
        unpacker.add(body)
        return unpacker.finish()
    if coding in ("br", "zstd", "deflate") and guess_format(body) != "html":
        unpacker = Unpacker(coding, MAX_RECORD_BYTES)
        unpacker.add(body)
        return unpacker.finish()
    return body


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; as it is where it is not chunked. Raises FetchFailed `cut_off` where the last chunk is missing."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(parts)
        end = match.end() + size
        if end > len(body):
            break
        parts.append(body[match.end() : end])
        at = end + (2 if body[end : end + 2] == b"\r\n" else 1)
    if not parts:
        return body
    raise FetchFailed("cut_off", "the last chunk of the answer is missing")
