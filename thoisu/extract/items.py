"""The pieces that a page falls into: lines of a text page, blocks of an HTML page."""

import re
import unicodedata

from msgspec import Struct

from thoisu.text.normalize import clean_line, lower

_ODD = re.compile(r"[^\n\t\x20-\x7e\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u0188\u018a-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u2fff]")
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Markup(Struct, frozen=True, gc=False):
    """What the tags say about a block: its own tag, hints from class names around it, whether it sits in the main container, link share."""

    tag: str
    hints: frozenset[str]
    inside: bool
    linked: float
    right: bool = False


class Item(Struct, frozen=True, gc=False):
    """One line or block: clean text, its span in the decoded page, whether a blank line stands before it."""

    text: str
    start: int
    end: int
    gap: bool = True
    markup: Markup | None = None


def split_lines(text: str) -> list[Item]:
    """The lines of a text page that are not blank, clean, with their spans.

    >>> [(i.text, i.start, i.gap) for i in split_lines("Tít\\n\\nSapô .\\nThân")]
    [('Tít', 0, True), ('Sapô .', 5, True), ('Thân', 12, False)]
    """
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):  # then each line is, too
        return _plain_lines(text)
    items: list[Item] = []
    end = -2
    for match in _LINE.finditer(text):
        clean = tidy(match.group())
        if clean:
            gap = end < 0 or text.count("\n", end, match.start()) > 1
            items.append(Item(clean, match.start(), match.end(), gap))
            end = match.end()
    return items


def _plain_lines(text: str) -> list[Item]:
    """The lines of a text in which only spaces need cleaning and only `\\n` ends lines."""
    items: list[Item] = []
    start, gap = 0, True
    for line in text.split("\n"):
        end = start + len(line)
        if clean := " ".join(line.split()):
            items.append(Item(clean, start, end, gap))
            gap = False
        else:
            gap = True
        start = end + 1
    return items


def tidy(text: str) -> str:
    """`clean_line` of a text on one line, quicker where nothing but its spaces needs cleaning; line breaks count as spaces.

    >>> tidy("Hội đồng\\n  Nga-NATO")
    'Hội đồng Nga-NATO'
    """
    one = " ".join(text.split())
    return clean_line(text.replace("\n", " ").replace("\r", " ")) if _ODD.search(text) or not unicodedata.is_normalized("NFC", one) else one


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers of a text in order."""
    return _WORD.findall(lower(text))
