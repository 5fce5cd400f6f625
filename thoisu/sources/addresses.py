"""Addresses: which may be asked for, which machines may be connected to, and one spelling for each page."""

import ipaddress
import re
import socket
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from thoisu.errors import FetchFailed

Resolver = Callable[[str, int], list[str]]
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|dclid|zclid|zarsrc|mc_[ce]id|yclid|msclkid|_ga|vn_(?:source|medium|campaign))$", re.IGNORECASE)
_MOST_CHARACTERS = 2000
_BAD = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


def is_address(text: str) -> bool:
    """Whether a word of the command line is an address, not a path.

    >>> is_address("https://bao.example/rss"), is_address("trang/https.txt")
    (True, False)
    """
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text))


def check_address(text: str, base: str | None = None) -> str:
    """The address in one spelling: lower-case scheme and host, no default port, fragment or tracking parameters.

    A relative one is completed from `base`. Raises FetchFailed `bad_address` where it is none, is of another scheme than http and https,
    or holds a user name or password.

    >>> check_address("HTTPS://Bao.Example:443/tin.html?id=5&utm_source=rss#ds")
    'https://bao.example/tin.html?id=5'
    """
    text = text.strip()
    whole = urljoin(base, text) if base else text
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchFailed("bad_address", f"{text[:200]}: {error}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchFailed("bad_address", f"{text[:200]}: only http and https are asked for")
    if parts.username is not None or parts.password is not None:
        raise FetchFailed("bad_address", f"{parts.hostname}: an address with a user name or password is not asked for")
    host = (host or "").rstrip(".")
    if not host or len(whole) > _MOST_CHARACTERS or _BAD.search(host):
        raise FetchFailed("bad_address", f"{text[:200]}: no host, or too long")
    scheme = parts.scheme.lower()
    name = f"[{host}]" if ":" in host else _ascii_host(host)
    if port and port != {"http": 80, "https": 443}[scheme]:
        name += f":{port}"
    query = parts.query
    if any(_TRACKING.match(key) for key, _ in parse_qsl(query, keep_blank_values=True)):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit((scheme, name, _quoted(parts.path) or "/", _quoted(query), ""))


def _ascii_host(host: str) -> str:
    try:
        name = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        name = ""
    if not re.fullmatch(r"[a-z0-9._-]+", name):
        raise FetchFailed("bad_address", f"{host[:100]}: no host name")
    return name


def _quoted(text: str) -> str:
    """Letters outside ASCII and blanks as percent codes; what is coded already stays."""
    return "".join(c if "!" <= c <= "~" and c not in '<>"\\^`{|}' else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in text)


def origin_of(url: str) -> str:
    """Scheme, host and port of a checked address: what robots.txt and the pause between visits hang on.

    >>> origin_of("https://bao.example/tin.html")
    'https://bao.example'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not loopback, private, link-local, reserved, multicast or one that hides such.

    >>> is_public("203.113.131.2"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("0.0.0.0")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in net for net in _EMBEDDED):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order of the system. Raises FetchFailed `no_host`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise FetchFailed("no_host", f"{host}: {getattr(error, 'strerror', None) or error}", again=again) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
