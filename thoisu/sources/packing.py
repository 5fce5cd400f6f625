"""Packed bodies unpacked with a limit: what is packed small can be endless."""

import zlib

from thoisu.errors import FetchFailed

_STEP = 2**16
_BOMB = 50  # an unpacked body of more than so many times its packed size is made to fill memory


class Unpacker:
    """Takes the chunks of a body as they come and keeps it unpacked; never more than `most_bytes` and a step in memory."""

    def __init__(self, coding: str, most_bytes: int) -> None:
        self._most = most_bytes
        self._taken = 0
        self._used = 0  # of what was taken, what is unpacked already
        self._coding = coding.strip().lower()
        self._parts: list[bytes] = []
        self.size = 0
        self._unpack = None if self._coding in ("", "identity") else self._start()

    def _start(self) -> "zlib._Decompress":
        if self._coding in ("gzip", "x-gzip"):
            return zlib.decompressobj(31)
        if self._coding == "deflate":
            return zlib.decompressobj()
        raise FetchFailed("bad_packing", f"packed as {self._coding[:40]}, which was not asked for")

    def add(self, chunk: bytes) -> None:
        """Take the next chunk. Raises FetchFailed `too_large`, `bomb`, `bad_packing`."""
        first = self._taken == 0
        self._taken += len(chunk)
        if self._taken > self._most:
            raise FetchFailed("too_large", f"more than {self._most:,} bytes")
        if self._unpack is None:
            self._keep(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error as error:
            if not (first and self._coding == "deflate"):
                raise FetchFailed("bad_packing", f"broken {self._coding}: {error}") from None
            self._unpack = zlib.decompressobj(-15)  # some servers leave the head of `deflate` out
            try:
                self._inflate(chunk)
            except zlib.error as second:
                raise FetchFailed("bad_packing", f"broken deflate: {second}") from None

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            assert self._unpack is not None
            part = self._unpack.decompress(chunk, _STEP)
            chunk = self._unpack.unconsumed_tail
            self._used = self._taken - len(chunk)
            self._keep(part)
            if self._unpack.eof:
                chunk = self._unpack.unused_data
                if not chunk.strip(b"\0") or self._coding == "deflate":
                    return
                self._unpack = self._start()  # a file of several members

    def _keep(self, part: bytes) -> None:
        self.size += len(part)
        if self.size > self._most:
            if self._unpack is not None and self.size > _BOMB * self._used:
                raise FetchFailed("bomb", f"{self._used:,} packed bytes unpack to more than {self._most:,}")
            raise FetchFailed("too_large", f"more than {self._most:,} bytes")
        self._parts.append(part)

    def so_far(self) -> bytes:
        """What has come so far."""
        return b"".join(self._parts)

    def finish(self) -> bytes:
        """The whole body. Raises FetchFailed `cut_off` where a packed body has no end."""
        if self._unpack is not None and self._taken and not self._unpack.eof:
            raise FetchFailed("cut_off", "the packed body has no end", again=True)
        return b"".join(self._parts)


def unpack_file(body: bytes, most_bytes: int) -> bytes:
    """A file as it is, or what is in it where it is gzipped. Raises FetchFailed as `Unpacker` does.

    >>> import gzip
    >>> unpack_file(gzip.compress("Tin".encode()), 100)
    b'Tin'
    """
    unpacker = Unpacker("gzip" if body.startswith(b"\x1f\x8b") else "", most_bytes)
    unpacker.add(body)
    return unpacker.finish()
