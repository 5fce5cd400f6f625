"""XML of feeds made whole in linear time: stray `&`, control characters, entities of HTML, an end that is missing, more entries than are read.

The parser of feeds has a second, forgiving way for broken XML, whose time grows with the square of the length on input made to hurt; what
comes out of here never needs it.
"""

import html
import re
import xml.parsers.expat
from collections.abc import Iterator

from msgspec import Struct

from thoisu.errors import FetchFailed

_MOST_DEPTH = 100
_ITEMS = ("item", "entry")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = ("amp", "lt", "gt", "quot", "apos")
_OPEN, _CLOSE = "<![CDATA[", "]]>"


class Mended(Struct, frozen=True):
    """Well-formed XML with so many entries, and what was lost or mended, None where nothing was."""

    text: str
    entries: int
    lost: str | None = None


def refuse_entities(text: str) -> None:
    """Raise FetchFailed `entities` where an XML text declares entities: a few lines of them can fill memory."""
    for part, quoted in _parts(text):
        if not quoted and (re.search(r"<!ENTITY", part, re.IGNORECASE) or re.search(r"<!DOCTYPE[^<>\[]*\[", part, re.IGNORECASE)):
            raise FetchFailed("entities", "the file declares entities of its own; they are not expanded")


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces: what stands outside CDATA sections, and those sections (True)."""
    at = 0
    while (start := text.find(_OPEN, at)) >= 0:
        end = text.find(_CLOSE, start)
        if end < 0:
            break
        yield text[at:start], False
        yield text[start : end + 3], True
        at = end + 3
    yield text[at:], False


def mend(text: str, most_entries: int) -> Mended:
    """The XML of a feed, well-formed: up to the first break that cannot be mended, and no more than so many entries.

    Raises FetchFailed `bad_feed` where nothing is left. Time is linear.

    >>> mend("<rss><channel><item>A & B</item><item>C", 10)
    Mended(text='<rss><channel><item>A &amp; B</item></channel></rss>', entries=1, lost='broken XML: no element found: line 1, column 43')
    """
    clean = "".join(part if quoted else _AMPERSAND.sub(_reference, part) for part, quoted in _parts(_CONTROL.sub(" ", text)))
    data = clean.encode("utf-8", "replace")
    scan = _Scan(most_entries)
    broken: str | None = None
    try:
        scan.parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        broken = f"broken XML: {error}"
    except _Enough as enough:
        broken = enough.args[0]
    if broken is None:
        return Mended(clean, scan.entries)
    if scan.end is None:
        raise FetchFailed("bad_feed", broken)
    end = data.find(b">", scan.end) + 1
    closing = "".join(f"</{name}>" for name in reversed(scan.open_at_end))
    return Mended(data[:end].decode("utf-8", "replace") + closing, scan.entries, broken)


def _reference(match: re.Match[str]) -> str:
    """A reference as XML knows it: those of HTML by their character, a stray `&` escaped."""
    name = match.group(1)
    if name in _OF_XML:
        return match.group()
    if name is None:
        return "&amp;"
    found = html.unescape(f"&{name};")
    if found == f"&{name};" or not found.strip("<&\x00") or _CONTROL.search(found):
        return f"&amp;{name};" if found == f"&{name};" else " "
    return found


class _Enough(Exception):
    """The scan of a feed ends here."""


class _Scan:
    """Finds where the last whole entry ends, and what is open there."""

    def __init__(self, most_entries: int) -> None:
        self.entries = 0
        self.end: int | None = None  # the place of the closing tag of the last entry, in bytes
        self.open_at_end: tuple[str, ...] = ()
        self._most = most_entries
        self._open: list[str] = []
        self.parser = xml.parsers.expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._close
        self.parser.EntityDeclHandler = _refuse

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if self.entries >= self._most and name.rpartition(":")[2].lower() in _ITEMS:
            raise _Enough(f"only the first {self._most:,} entries are read")
        self._open.append(name)
        if len(self._open) > _MOST_DEPTH:
            raise _Enough(f"elements nested more than {_MOST_DEPTH} deep")

    def _close(self, name: str) -> None:
        self._open.pop()
        if name.rpartition(":")[2].lower() in _ITEMS:
            self.entries += 1
            self.end = self.parser.CurrentByteIndex
            self.open_at_end = tuple(self._open)


def _refuse(*_: object) -> None:
    raise FetchFailed("entities", "the file declares entities of its own; they are not expanded")
