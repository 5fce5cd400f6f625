"""Outlets and agencies: by host, and by the marks that their texts carry."""

from functools import cache
from urllib.parse import urlsplit

from thoisu.lexicon import load_rows
from thoisu.text.normalize import fold


@cache
def _hosts() -> dict[str, str]:
    return {host: name for host, name, _, _ in load_rows("outlets")}


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


def outlet_from_url(url: str | None) -> str | None:
    """The outlet of a page address: its name where known, else its host without `www`; None without a host.

    >>> outlet_from_url("https://thethao.vnexpress.net/tin-1.html"), outlet_from_url("http://www.bao-moi.example/a")
    ('VnExpress', 'bao-moi.example')
    """
    if not url:
        return None
    try:
        host = (urlsplit(url if "//" in url else "//" + url).hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    for start in range(len(labels) - 1):
        name = _hosts().get(".".join(labels[start:]))
        if name:
            return name
    return host.removeprefix("www.") or None
