"""The connection: to an address that was looked at first, and within a deadline."""

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx
from msgspec import Struct

from thoisu.errors import FetchFailed
from thoisu.sources.addresses import Resolver, is_public, resolve


class Limits(Struct, frozen=True):
    """How much one address may send and how long it may take."""

    most_bytes: int = 16 * 2**20  # of a page, packed or unpacked
    seconds: float = 60.0  # for everything, redirects with it
    read_seconds: float = 15.0  # for one silence
    connect_seconds: float = 10.0
    redirects: int = 5


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchFailed("timeout", "the answer took too long", again=True)
    return left if timeout is None else min(left, timeout)


class _Backend(httpcore.NetworkBackend):
    """Looks a host up once and connects to what it looked at: a second look-up could give another machine."""

    def __init__(self, deadline: float, allow_private: bool, resolver: Resolver) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolver
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        found = self._resolve(host, port)
        allowed = found if self._allow_private else [a for a in found if is_public(a)]
        if not allowed:
            where = ", ".join(found) or "nowhere"
            raise FetchFailed("private_address", f"{host} is {where}: no address of the public internet (--allow-private lets it)")
        error: Exception | None = None
        for address in allowed:
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline, timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
                continue
            return _Stream(stream, self._deadline)
        assert error is not None
        raise error


class _Body(httpx.SyncByteStream):
    """The bytes of an answer; closing it closes its connection."""

    def __init__(self, stream: Iterable[bytes], pool: httpcore.ConnectionPool) -> None:
        self._stream = stream
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()
        self._pool.close()


class Guarded(httpx.BaseTransport):
    """One connection a request, to public addresses unless others are allowed; the deadline comes with the request."""

    def __init__(self, *, allow_private: bool = False, resolver: Resolver = resolve) -> None:
        self._allow_private = allow_private
        self._resolver = resolver
        self._ssl = httpx.create_ssl_context()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        backend = _Backend(float(request.extensions["deadline"]), self._allow_private, self._resolver)
        pool = httpcore.ConnectionPool(ssl_context=self._ssl, network_backend=backend, max_keepalive_connections=0)
        url = request.url
        try:
            answer = pool.handle_request(httpcore.Request(
                request.method, httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw, content=b"", extensions=request.extensions,
            ))
        except BaseException:
            pool.close()
            raise
        assert not isinstance(answer.stream, bytes)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream, pool), request=request)  # type: ignore[arg-type]
