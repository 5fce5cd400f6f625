"""One request and its answer: within limits, or a reason."""

import email.utils
import re
import ssl
import time
from collections.abc import Sequence

import httpcore
import httpx
from msgspec import Struct

from thoisu.errors import FetchFailed
from thoisu.sources.network import Guarded, Limits
from thoisu.sources.packing import Unpacker

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
FEED_TYPES = (
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "application/x-rss+xml",
    "application/gzip", "application/x-gzip", "application/octet-stream",
)
_LONGEST_WAIT_SECONDS = 24 * 3600.0


class Answer(Struct, frozen=True):
    """What a server answered; `body` is unpacked, empty where the status is not 200."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    wait_seconds: float | None = None


class Known(Struct, frozen=True):
    """What a server said of an address the last time, to ask whether it changed."""

    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Asks for addresses, one request a call; no cookies, no proxies, no redirects followed."""

    def __init__(self, transport: Guarded, agent: str, limits: Limits) -> None:
        self.limits = limits
        self._transport = transport
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Accept-Language": "vi,en;q=0.5", "Connection": "close"}
        silence = limits.read_seconds
        self._timeouts = {"connect": limits.connect_seconds, "read": silence, "write": silence, "pool": silence}

    def get(self, url: str, *, known: Known | None = None, types: Sequence[str] = (), seconds: float | None = None,
            cut_at: int | None = None) -> Answer:
        """The answer of one address; a body only for status 200. `types` are the content types taken (all, where none), `cut_at` keeps
        no more than the first so many bytes.

        Raises FetchFailed: `timeout`, `no_host`, `private_address`, `no_connection`, `tls`, `cut_off`, `bad_answer`, `content_type`,
        `too_large`, `bomb`, `bad_packing`.
        """
        headers = {**self._headers, "Accept": ", ".join(types) or "*/*"}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        deadline = time.monotonic() + (self.limits.seconds if seconds is None else seconds)
        try:
            request = httpx.Request("GET", url, headers=headers, extensions={"timeout": self._timeouts, "deadline": deadline})
            response = self._transport.handle_request(request)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL, UnicodeError) as error:
            raise _explained(error) from None
        try:
            return _read(response, url, types, self.limits.most_bytes, cut_at, deadline)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _explained(error) from None
        finally:
            response.close()


def _explained(error: Exception) -> FetchFailed:
    """Our reason for an error of the connection."""
    text = str(error)[:200] or type(error).__name__
    if isinstance(error, httpcore.TimeoutException):
        return FetchFailed("timeout", "no answer in time" if isinstance(error, httpcore.ConnectTimeout) else "the server fell silent", again=True)
    if isinstance(error, httpcore.ConnectError):
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                return FetchFailed("tls", text, again=not isinstance(cause, ssl.SSLCertVerificationError))
            cause = cause.__cause__ or cause.__context__
        return FetchFailed("no_connection", text, again=True)
    if isinstance(error, httpx.InvalidURL | UnicodeError):
        return FetchFailed("bad_address", text)
    if isinstance(error, httpcore.RemoteProtocolError) and not re.search("closed|incomplete|disconnected", text):
        return FetchFailed("bad_answer", text, again=True)
    return FetchFailed("cut_off", text, again=True)


def _read(response: httpx.Response, url: str, types: Sequence[str], most_bytes: int, cut_at: int | None, deadline: float) -> Answer:
    headers = response.headers
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    answer = Answer(
        url, response.status_code, content_type=content_type, charset=response.charset_encoding, etag=_mark(headers.get("etag")),
        last_modified=_mark(headers.get("last-modified")), location=headers.get("location"), wait_seconds=parse_wait(headers.get("retry-after")),
    )
    if response.status_code != 200:
        return answer
    if types and content_type and content_type not in types:
        raise FetchFailed("content_type", content_type[:100])
    length = headers.get("content-length", "")
    if cut_at is None and length.isdigit() and int(length) > most_bytes:
        raise FetchFailed("too_large", f"{int(length):,} bytes; an answer may have {most_bytes:,}")
    unpacker = Unpacker(headers.get("content-encoding", ""), most_bytes if cut_at is None else 4 * cut_at)
    for chunk in response.stream:  # type: ignore[union-attr]
        unpacker.add(chunk)
        if cut_at is not None and unpacker.size >= cut_at:
            return _with_body(answer, unpacker.so_far()[:cut_at])
        if time.monotonic() > deadline:
            raise FetchFailed("timeout", f"{unpacker.size:,} bytes came in the time allowed, and no end", again=True)
    return _with_body(answer, unpacker.finish())


def _mark(value: str | None) -> str | None:
    """A header that can be sent back as it came."""
    return value if value and re.fullmatch(r"[ -~]{1,500}", value) else None


def _with_body(answer: Answer, body: bytes) -> Answer:
    return Answer(answer.url, answer.status, body, answer.content_type, answer.charset, answer.etag, answer.last_modified)


def parse_wait(value: str | None, now: float | None = None) -> float | None:
    """The seconds that a `Retry-After` asks to wait, at most a day; None where there is none or it is broken.

    >>> parse_wait("120"), parse_wait("soon"), parse_wait("Wed, 23 Nov 2016 07:00:10 GMT", now=1479884400.0)
    (120.0, None, 10.0)
    """
    if not value:
        return None
    if value.strip().isdigit():
        return min(float(value.strip()[:9]), _LONGEST_WAIT_SECONDS)
    try:
        then = email.utils.parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return min(max(0.0, then - (time.time() if now is None else now)), _LONGEST_WAIT_SECONDS)
