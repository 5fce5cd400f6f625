"""Outlets and agencies: by host, and by the marks that their texts carry."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from thoisu.lexicon import load_rows
from thoisu.text.normalize import fold


@cache
def _hosts() -> dict[str, str]:
    return {host: name for host, name, _, _ in load_rows("outlets")}


@cache
def _mains() -> dict[str, str]:
    """The name of each outlet to the first of its hosts."""
    mains: dict[str, str] = {}
    for host, name in _hosts().items():
        mains.setdefault(name, host)
    return mains


def main_host(url: str | None) -> str | None:
    """The main host of the known outlet that an address belongs to: `news.zing.vn` belongs to `znews.vn`; None where the outlet is not known."""
    name = outlet_from_url(url)
    return _mains().get(name) if name else None


@cache
def outlet_marks() -> dict[str, str]:
    """Folded marks (`ttxvn`, `vov.vn`, `tan hoa xa`) to the outlet's or agency's name."""
    marks: dict[str, str] = {}
    for host, name, _, others in load_rows("outlets"):
        for mark in (name, host, *others.split("|")):
            if mark:
                marks.setdefault(fold(mark), name)
    return marks


def outlet_from_mark(mark: str) -> str | None:
    """The outlet that a mark in a text stands for, None where unknown; case and tone marks do not count.

    >>> outlet_from_mark("VOV.VN")
    'VOV'
    """
    return outlet_marks().get(fold(mark.strip()))


_SEPARATOR = re.compile(r"\s+[-–—|•·]\s+|\s*[|»]\s*")
_PRESS = re.compile(
    r"\b(?:báo|tạp chí|đài|thời báo|nhật báo|tuần báo|thông tấn xã|cổng thông tin|trang tin|chuyên trang|bản tin|tin tức|truyền hình|phát thanh|"
    r"news|online|times|daily|post|magazine|tv|radio)\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(("trang chu", "home", "homepage", "website", "site", "bao dien tu", "tin tuc", "bao", "my blog", "wordpress", "blog", "news"))
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.|m\.|amp\.)?([\w-]+(?:\.[\w-]+)+)/?$", re.IGNORECASE)
_TAGLINE = 6  # words; what is longer is a name with its motto


def name_outlet(urls: Sequence[str | None], stated: str | None = None, whole_title: str = "", title: str | None = None) -> str | None:
    """Who publishes a page, as readers know them: by a known host, else as the head states it (site name, publisher), else as the page's title
    ends, else the bare host; None where nothing says it.

    >>> name_outlet(["https://baohoachau.example/1.html"], None, "Cầu thông xe - Báo Hòa Châu", "Cầu thông xe")
    'Báo Hòa Châu'
    """
    hosts = [outlet_from_url(url) for url in urls]
    for url, host in zip(urls, hosts, strict=True):
        if host and host != host_of(url).removeprefix("www."):
            return host
    return _stated_name(stated) or _title_suffix(whole_title, title, urls) or next((h for h in hosts if h), None) or _domain(stated)


def _stated_name(stated: str | None) -> str | None:
    """The name in a head's site name: known marks by their name, mottos cut off, addresses and empty words left out."""
    if not stated or len(stated) > 150:
        return None
    for part in (stated, *_SEPARATOR.split(stated)):
        if known := outlet_from_mark(part.strip()):
            return known
    parts = [p.strip() for p in _SEPARATOR.split(stated) if p.strip() and fold(p.strip()) not in _EMPTY and not _DOMAIN.match(p.strip())]
    if not parts:
        return None
    short = [p for p in parts if len(p.split()) <= _TAGLINE]
    named = [p for p in short if _PRESS.search(p)]
    return (short or parts)[0] if not named or short[0] in named else named[0]


def _domain(stated: str | None) -> str | None:
    found = _DOMAIN.match(stated.strip()) if stated else None
    return outlet_from_url(found.group(1)) if found else None


def _title_suffix(whole: str, title: str | None, urls: Sequence[str | None]) -> str | None:
    """What the page's title says after or before the article's: a name of the press, or the host's letters."""
    parts = [p.strip() for p in _SEPARATOR.split(whole) if p.strip()]
    others = [p for p in parts if title is None or (title not in p and p not in title)]
    if len(parts) < 2 or len(others) == len(parts):
        return None
    hosts = [host_of(url).replace(".", "").replace("-", "") for url in urls if url]
    for part in reversed(others):
        if known := outlet_from_mark(part):
            return known
        letters = "".join(c for c in fold(part) if c.isalnum())
        if len(part.split()) <= _TAGLINE and (_PRESS.search(part) or (len(letters) > 4 and any(letters in host for host in hosts))):
            found = _DOMAIN.match(part)
            return (outlet_from_url(found.group(1)) if found else None) or part
    return None


def host_of(url: str | None) -> str:
    """The host of an address in lower case, '' where there is none.

    >>> host_of("https://www.Bao.example/a")
    'www.bao.example'
    """
    try:
        return (urlsplit(url if "//" in url else "//" + url).hostname or "").lower() if url else ""
    except ValueError:
        return ""  # an address that is none names no host


def outlet_from_url(url: str | None) -> str | None:
    """The outlet of a page address: its name where known, else its host without `www`; None without a host.

    >>> outlet_from_url("https://thethao.vnexpress.net/tin-1.html"), outlet_from_url("http://www.bao-moi.example/a")
    ('VnExpress', 'bao-moi.example')
    """
    host = host_of(url)
    labels = host.split(".")
    for start in range(len(labels) - 1):
        name = _hosts().get(".".join(labels[start:]))
        if name:
            return name
    return host.removeprefix("www.") or None
