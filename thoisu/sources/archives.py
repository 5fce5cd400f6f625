"""WARC files (plain or gzipped): the HTML responses of a crawl as pages."""

from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from thoisu.model import Page, Refusal

MAX_RECORD_BYTES = 16 * 2**20
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def read_archive(path: Path) -> Iterator[Page | Refusal]:
    """The pages of a WARC file in order: successful responses that hold HTML or text; records too large or broken are refused by offset.

    Other records (requests, images, redirects) are no pages and are passed over. Memory holds one record at a time.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                headers = record.http_headers
                if headers is None or headers.status_code != 200 or (record.http_content_type or "").lower() not in _TYPES:
                    continue
                body = record.reader.read(MAX_RECORD_BYTES + 1)
                location = f"{name}:{record.stream_pos}"
                if len(body) > MAX_RECORD_BYTES:
                    yield Refusal(location, "too_large", f"more than {MAX_RECORD_BYTES:,} bytes")
                    continue
                date = record.record_date.isoformat() if record.record_date else None
                html = record.http_content_type != "text/plain"
                yield Page(location, body, "html" if html else "text", record.headers.get("WARC-Target-URI"), date)
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        yield Refusal(name, "unreadable", f"the file breaks off: {error}")
