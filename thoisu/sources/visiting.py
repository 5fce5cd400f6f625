"""Polite visits: robots.txt first, a pause between two visits to a host, redirects one by one, each looked at like the first address."""

import re
import threading
import time
from collections.abc import Sequence

from msgspec import Struct

from thoisu import __version__
from thoisu.errors import FetchFailed, UsageError
from thoisu.sources.addresses import Resolver, check_address, origin_of, resolve
from thoisu.sources.fetching import Answer, Fetcher, Known
from thoisu.sources.network import Guarded, Limits
from thoisu.sources.robots import MOST_BYTES, Robots, parse_robots

_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_SECONDS = 24 * 3600.0  # how long a robots.txt holds: RFC 9309, 2.4
_ROBOTS_AGAIN_SECONDS = 600.0  # after it could not be read
_REASONS = {401: "forbidden", 402: "forbidden", 403: "forbidden", 451: "forbidden", 404: "not_found", 410: "not_found", 429: "too_many_requests"}


class Manners(Struct, frozen=True):
    """How a visitor behaves and what it lets happen to it."""

    contact: str | None = None  # an address at which a webmaster finds who visits
    delay_seconds: float = 2.0  # between two visits to a host; a longer Crawl-delay goes first
    allow_private: bool = False
    limits: Limits = Limits()


class Host(Struct):
    """What is kept of a host between visits; times are seconds since 1970."""

    name: str  # scheme, host, port
    robots: bytes | None = None  # None where there is none: everything may be visited
    robots_at: float = 0.0  # 0 where robots.txt was never asked for
    next_visit: float = 0.0


def agent_name(contact: str | None) -> str:
    """What we call ourselves. Raises UsageError for a contact that cannot stand in a header.

    >>> agent_name("mailto:toa-soan@bao.example").endswith("(+mailto:toa-soan@bao.example)")
    True
    """
    if contact is None:
        return f"thoisu/{__version__}"
    if not re.fullmatch(r"[!-'*-~]{3,200}", contact):
        raise UsageError(f"--contact {contact!r}: give an address of the web or of mail, without blanks and brackets")
    return f"thoisu/{__version__} (+{contact})"


class Visitor:
    """Visits addresses as a guest should; may be used by several threads, one for a host at a time."""

    def __init__(self, manners: Manners, *, resolver: Resolver = resolve, hosts: Sequence[Host] = ()) -> None:
        self.manners = manners
        self.hosts = {h.name: h for h in hosts}
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._robots: dict[str, tuple[float, Robots]] = {}
        transport = Guarded(allow_private=manners.allow_private, resolver=resolver)
        self._fetcher = Fetcher(transport, agent_name(manners.contact), manners.limits)

    def host(self, url: str) -> Host:
        """What is known of the host of an address."""
        name = origin_of(url)
        with self._lock:
            return self.hosts.setdefault(name, Host(name))

    def visit(self, url: str, *, known: Known | None = None, types: Sequence[str] = ()) -> Answer:
        """The answer of an address, after redirects; status 200 or 304.

        Raises FetchFailed as `Fetcher.get` does, and `robots`, `robots_unreachable`, `redirect_loop`, `too_many_redirects`, `not_found`,
        `forbidden`, `too_many_requests`, `server_error`, `http_error`, `stopped`.
        """
        here, trail = url, [url]
        spent = 0.0
        for _ in range(self.manners.limits.redirects + 1):
            self._ask(here)
            started = time.monotonic()
            answer = self._polite(here, known, types, self.manners.limits.seconds - spent)
            spent += time.monotonic() - started
            if answer.status in _REDIRECTS and answer.location:
                here = check_address(answer.location, here)
                if here in trail:
                    raise FetchFailed("redirect_loop", " → ".join([*trail, here])[:500])
                trail.append(here)
                continue
            if answer.status in (200, 304):
                return answer
            raise self._status_failure(answer)
        raise FetchFailed("too_many_redirects", " → ".join(trail)[:500])

    def _polite(self, url: str, known: Known | None, types: Sequence[str], seconds: float, cut_at: int | None = None) -> Answer:
        """One request after the host's pause; the pause begins anew when it ends."""
        host = self.host(url)
        while (left := host.next_visit - time.time()) > 0 and not self.stopped.is_set():
            self.stopped.wait(min(left, 5.0))
        if self.stopped.is_set():
            raise FetchFailed("stopped", "the run was stopped", again=True)
        try:
            return self._fetcher.get(url, known=known, types=types, seconds=max(seconds, 0.001), cut_at=cut_at)
        finally:
            host.next_visit = max(host.next_visit, time.time() + self.delay(host))

    def delay(self, host: Host) -> float:
        """The pause that a host gets between two visits."""
        return max(self.manners.delay_seconds, self._rules(host).delay_seconds or 0.0)

    def _rules(self, host: Host) -> Robots:
        """The parsed robots.txt of a host; parsed anew only where it was read anew."""
        found = self._robots.get(host.name)
        if found is None or found[0] != host.robots_at:
            found = (host.robots_at, parse_robots(host.robots or b""))
            self._robots[host.name] = found
        return found[1]

    def _ask(self, url: str) -> None:
        """Look into robots.txt. Raises FetchFailed `robots` where it shuts us out, `robots_unreachable` where it cannot be known."""
        host = self.host(url)
        if not host.robots_at <= time.time() < host.robots_at + _ROBOTS_SECONDS:
            self._read_robots(host)
        if not self._rules(host).allows(url):
            raise FetchFailed("robots", f"robots.txt of {host.name} asks not to fetch this")

    def _read_robots(self, host: Host) -> None:
        here = f"{host.name}/robots.txt"
        body: bytes | None = None
        for _ in range(self.manners.limits.redirects + 1):
            try:
                answer = self._polite(here, None, (), self.manners.limits.seconds, MOST_BYTES)
            except FetchFailed as failed:
                if failed.reason in ("private_address", "no_host", "stopped", "no_connection", "tls", "bad_address"):
                    raise  # the page itself would fail in the same way
                raise FetchFailed("robots_unreachable", f"{here}: {failed}", again=True, wait_seconds=_ROBOTS_AGAIN_SECONDS) from None
            if answer.status in _REDIRECTS and answer.location:
                here = check_address(answer.location, here)
                continue
            if answer.status >= 500 or answer.status == 429:
                wait = answer.wait_seconds or _ROBOTS_AGAIN_SECONDS
                raise FetchFailed("robots_unreachable", f"{here}: status {answer.status}", again=True, wait_seconds=wait)
            body = answer.body if answer.status == 200 else None
            break
        host.robots, host.robots_at = body, time.time()

    def _status_failure(self, answer: Answer) -> FetchFailed:
        reason = _REASONS.get(answer.status) or ("server_error" if answer.status >= 500 else "http_error")
        again = reason in ("too_many_requests", "server_error")
        if again and answer.wait_seconds:
            host = self.host(answer.url)
            host.next_visit = max(host.next_visit, time.time() + answer.wait_seconds)
        return FetchFailed(reason, f"status {answer.status}", again=again, wait_seconds=answer.wait_seconds if again else None)

    def stop(self) -> None:
        """End the pauses of visits under way; each of them ends with the reason `stopped`."""
        self.stopped.set()
