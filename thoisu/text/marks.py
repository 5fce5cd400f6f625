"""Pairs of quotation marks over a whole text: mixed pairs, spaced marks, forgotten marks, speeches over several lines."""

import re
from functools import lru_cache
from typing import NamedTuple

_MARK = re.compile(r"[“”„‟\"«»]|''|``|[‘’'](?!')")
_GOES_ON = re.compile(r" ?[-–,—]")
_END = re.compile(r"[.!?…]+(?=\s|$)")
_CLOSERS = {
    "“": "”\"‟''", "„": "“”\"‟", '"': '"”', "«": "»", "‟": "”\"", "``": "''\"”", "''": "''\"”", "‘": "’'", "'": "'’", "”": "”\"", "’": "’'",
    "»": "»\"",
}
_SINGLE = frozenset("‘’'")
MAX_LINES = 12  # a speech of more lines under one mark is a mark that was forgotten


class Quoted(NamedTuple):
    """What stands in marks: the marks' span, the span inside without spaces, whether the text closes it, and the marks' family."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    single: bool


class _Open(NamedTuple):
    mark: str
    start: int
    end: int


def find_marks(text: str) -> list[Quoted]:
    """The quoted spans in order of their opening marks; single marks may stand inside double ones.

    >>> [text[q.inner_start:q.inner_end] for text in ['Ông nói: “Có." Rồi "đi', "' Vui ' lắm"] for q in find_marks(text)]
    ['Có.', 'đi', 'Vui']
    """
    return list(_pair(text))


@lru_cache(maxsize=2)  # several stages ask for those of the text at hand
def _pair(text: str) -> tuple[Quoted, ...]:
    out: list[Quoted] = []
    waiting: dict[bool, _Open] = {}
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        single = mark in _SINGLE
        if single and _is_apostrophe(text, start):
            continue
        opened = waiting.get(single)
        if opened and _closes(text, opened, mark, start, end):
            out.append(_make(text, opened, start, end, single))
            del waiting[single]
        elif _can_open(text, mark, start, end):
            if opened and not single:
                out.append(_make_unclosed(text, opened, start))
            waiting[single] = _Open(mark, start, end)
    if False in waiting:
        out.append(_make_unclosed(text, waiting[False], len(text)))
    return tuple(sorted((q for q in out if q.inner_start < q.inner_end), key=lambda q: (q.start, -q.end)))


def _is_apostrophe(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isalnum() and after.isalnum()) or (before.isdigit() and not after.isalnum())


def _can_open(text: str, mark: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else "\n"
    if mark in "”»":
        return before.isspace() and after.isalnum()
    if mark in "’'":
        return before in " \n(“\"" and after != "\n"
    if mark == '"':
        return after != "\n" and not (before.isalnum() and not after.isalnum())
    return end < len(text)


def _closes(text: str, opened: _Open, mark: str, start: int, end: int) -> bool:
    """Whether a mark closes the open one: by shape, and for straight marks by the spaces around."""
    if mark not in _CLOSERS[opened.mark]:
        return False
    lines = text.count("\n", opened.start, start)
    if lines > MAX_LINES or (mark in _SINGLE and lines):
        return False
    if mark in "”»":
        return True
    before, after = text[start - 1], text[end] if end < len(text) else "\n"
    if before == "\n":
        return _GOES_ON.match(text, end) is not None
    return not (before in " (" and after.isalnum())


def _make(text: str, opened: _Open, start: int, end: int, single: bool) -> Quoted:
    a, b = _trim(text, opened.end, start)
    return Quoted(opened.start, end, a, b, True, single)


def _make_unclosed(text: str, opened: _Open, stop: int) -> Quoted:
    """A forgotten close: the quote ends with its sentence, with its paragraph where the next one opens with a mark again."""
    line = text.find("\n", opened.end, stop)
    again = line >= 0 and text[line:stop].strip() == ""
    limit = line if line >= 0 else stop
    found = None if again else _END.search(text, opened.end, limit)
    a, b = _trim(text, opened.end, found.start() if found else limit)
    return Quoted(opened.start, b, a, b, False, False)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
