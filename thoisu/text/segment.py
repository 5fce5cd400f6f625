"""Sentences of Vietnamese text as spans.

One scan over terminal marks. A mark ends a sentence where what follows looks like a start (capital, digit, opening quote, dash);
not inside a pair of quotation marks or brackets that closes in the same paragraph, not after initials and known abbreviations.
"""

import re
from collections.abc import Iterator

from thoisu.model import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_TERMINAL = re.compile(r"(?:\./\.|\.{3,}|…|[.!?]+)[”\"»’')\]]*(?=\s|$)|(?<=[a-zà-ỹđ])[.!?](?=[A-ZÀ-ỸĐ][a-zà-ỹđ])|(?:[.!?]|…)[”\"»]+(?=[A-ZÀ-ỸĐ])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:[A-ZÀ-ỸĐ]|TP|Tp|TX|Tx|Q|P|GS|PGS|TS|ThS|BS|CN|KTS|LS|NSƯT|NSND|Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Co|Corp|Inc|Ltd|"
    r"Th|Tr|tr|vd|v\.v|ĐT|tel|No|Nxb|NXB|GS\.TS|PGS\.TS|[A-ZĐ](?:\.[A-ZĐ])+)$"
)
_OPEN = {"“": "”", "«": "»", "‘": "’", "(": ")", "[": "]"}
_START = re.compile(r"[\s]*(?:[“\"«‘'(\[–—-]\s*)?[A-ZÀ-ỸĐ0-9“\"«‘(]")


def find_quoted(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The spans of quotation marks and what they hold, inside one paragraph; unclosed marks are left out.

    Straight marks pair left to right, curly ones by shape; a straight mark may close a curly one when the curly close is missing.

    >>> [(s.start, s.end) for s in find_quoted('Ông nói: “Có. Được.” rồi "đi"')]
    [(9, 20), (25, 29)]
    """
    end = len(text) if end is None else end
    out: list[Span] = []
    i = start
    while i < end:
        char = text[i]
        if char in "“«" or char == '"':
            closers = {"“": "”", "«": "»", '"': '"”'}[char]
            j = i + 1
            while j < end and text[j] not in closers:
                if char != '"' and text[j] == char:
                    break
                j += 1
            if j < end and text[j] in closers:
                out.append(Span(i, j + 1))
                i = j + 1
                continue
            if char == "“":
                j = text.find('"', i + 1, end)
                if j >= 0:
                    out.append(Span(i, j + 1))
                    i = j + 1
                    continue
        i += 1
    return out


def _in_brackets(text: str, start: int, end: int) -> list[Span]:
    return [Span(start + m.start(), start + m.end()) for m in re.finditer(r"\([^()]*\)|\[[^\[\]]*\]", text[start:end])]


def find_sentences(text: str) -> Iterator[Span]:
    """Sentence spans in order, trimmed; a line break always ends a sentence.

    >>> t = 'GS.TS A. B. Nam ở TP.HCM nói: "Tôi đi. Tôi về." Rồi 3.5 điểm. Hết./.'
    >>> [t[s.start:s.end] for s in find_sentences(t)]
    ['GS.TS A. B. Nam ở TP.HCM nói: "Tôi đi. Tôi về."', 'Rồi 3.5 điểm.', 'Hết./.']
    """
    for paragraph in _PARAGRAPH.finditer(text):
        begin, stop = paragraph.span()
        closed = find_quoted(text, begin, stop) + _in_brackets(text, begin, stop)
        closed.sort(key=lambda s: s.start)
        start, k = begin, 0
        for mark in _TERMINAL.finditer(text, begin, stop):
            while k < len(closed) and closed[k].end <= mark.start():
                k += 1
            if any(s.start < mark.start() and mark.end() < s.end for s in closed[k : k + 3]):
                continue
            if mark.group()[0] == "." and mark.group() == "." and _ABBREVIATION.search(text[max(begin, mark.start() - 8) : mark.start()]):
                continue
            if mark.end() < stop and not _START.match(text, mark.end(), stop):
                continue
            span = _trim(text, start, mark.end())
            if span:
                yield span
            start = mark.end()
        span = _trim(text, start, stop)
        if span:
            yield span


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
