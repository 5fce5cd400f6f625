"""robots.txt as RFC 9309 has it: the longest rule that fits decides, `*` and `$` in rules, the group of our name before that of all."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from msgspec import Struct

AGENT = "thoisu"
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5
_LONGEST_DELAY_SECONDS = 24 * 3600.0
_MOST_RULES = 5_000
_LINE = re.compile(r"^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*$")


class Rule(Struct, frozen=True):
    """A path pattern and whether it lets in."""

    pattern: str
    allow: bool


class Robots(Struct, frozen=True):
    """What a site asks of us."""

    rules: tuple[Rule, ...] = ()
    delay_seconds: float | None = None

    def allows(self, url: str) -> bool:
        """Whether the site lets this address be fetched.

        >>> parse_robots(b"User-agent: *\\nDisallow: /tim-kiem\\nAllow: /tim-kiem/tin$").allows("https://bao.example/tim-kiem?q=a")
        False
        """
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + ("?" + _plain(parts.query) if parts.query else "")
        fits = [r for r in self.rules if _fits(r.pattern, path)]
        best = max(fits, key=lambda r: (len(r.pattern), r.allow), default=None)
        return best is None or best.allow or parts.path == "/robots.txt"


def _plain(path: str) -> str:
    return unquote(path, errors="replace")


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern with `*` and a final `$` begins the path; each star takes the first place that fits, so the time is linear."""
    whole = pattern.endswith("$")
    parts = (pattern[:-1] if whole else pattern).split("*")
    if not path.startswith(parts[0]):
        return False
    if len(parts) == 1:
        return not whole or path == parts[0]
    at = len(parts[0])
    for part in parts[1:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if whole:
        return path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= at
    return path.find(parts[-1], at) >= 0


def parse_robots(body: bytes, agent: str = AGENT) -> Robots:
    """The rules of a robots.txt for us; a line that is none is passed over, so what is no robots.txt at all forbids nothing.

    >>> parse_robots(b"User-agent: *\\nCrawl-delay: 5\\nDisallow: /admin").delay_seconds
    5.0
    """
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(body[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")):
        if any(_is_us(a, agent) for a in agents):
            own += lines
            named = True
        elif "*" in agents:
            general += lines
    lines = own if named else general
    rules = [Rule(_plain(v), k == "allow") for k, v in lines if k in ("allow", "disallow") and v]
    delays = [d for k, v in lines if k == "crawl-delay" and (d := _number(v)) is not None]
    return Robots(tuple(rules[:_MOST_RULES]), max(delays) if delays else None)


def _is_us(name: str, agent: str) -> bool:
    found = re.match(r"[a-z_-]+", name)
    return found is not None and found.group() == agent


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Groups of user agents with their lines."""
    agents: list[str] = []
    lines: list[tuple[str, str]] = []
    for raw in re.split(r"\r\n|\r|\n", text):
        match = _LINE.match(raw.partition("#")[0])
        if not match:
            continue
        key, value = match.group(1).lower(), match.group(2)
        if key == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = [], []
            agents.append(value.lower())
        elif agents and key in ("allow", "disallow", "crawl-delay"):
            lines.append((key, value))
    if agents:
        yield agents, lines


def _number(value: str) -> float | None:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    return min(number, _LONGEST_DELAY_SECONDS) if number >= 0 else None
