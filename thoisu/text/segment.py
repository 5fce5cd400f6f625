"""Sentences of Vietnamese text as spans.

One scan over terminal marks. A mark ends a sentence where what follows looks like a start (capital, digit, opening quote, dash);
not inside a pair of quotation marks or brackets that closes in the same paragraph, not after initials and known abbreviations.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from thoisu.model import Span
from thoisu.text.marks import find_marks

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_MARK = re.compile(r"[.!?…]")  # with these every terminal begins; they are found much faster by themselves
_PARAGRAPH = re.compile(r"[^\n]+")
_TERMINAL = re.compile(
    r"(?:\./\.|\.{3,}|…|[.!?]+)[”\"»’')\]]*(?=\s|$)"
    rf"|(?<=[a-zà-ỹđ])[.!?](?=[{UPPER}][a-zà-ỹđ])|(?:[.!?]|…)[”\"»]+(?=[{UPPER}])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:[A-ZĐ]|TP|Tp|TX|Tx|GS|PGS|TS|ThS|BS|CN|KTS|LS|NSƯT|NSND|Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Co|Corp|Inc|Ltd|"
    r"Th|Tr|tr|vd|v\.v|ĐT|tel|No|Nxb|NXB|GS\.TS|PGS\.TS|[A-ZĐ](?:\.[A-ZĐ])+)$"
)
_BRACKETS = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_START = re.compile(rf"\s*(?:[“\"«‘'(\[–—-]\s*)?[{UPPER}0-9“\"«‘(]")


def find_sentences(text: str) -> Iterator[Span]:
    """Sentence spans in order, trimmed; a line break always ends a sentence.

    >>> t = 'GS.TS A. B. Nam ở TP.HCM nói: "Tôi đi. Tôi về." Rồi 3.5 điểm. Hết./.'
    >>> [t[s.start:s.end] for s in find_sentences(t)]
    ['GS.TS A. B. Nam ở TP.HCM nói: "Tôi đi. Tôi về."', 'Rồi 3.5 điểm.', 'Hết./.']
    """
    return iter(_split(text))


@lru_cache(maxsize=2)  # several stages ask for those of the text at hand
def _split(text: str) -> tuple[Span, ...]:
    closed = [(m.start, m.end) for m in find_marks(text) if m.closed]
    closed = sorted(closed + [m.span() for m in _BRACKETS.finditer(text)])
    out: list[Span | None] = []
    k = 0
    for paragraph in _PARAGRAPH.finditer(text):
        begin, stop = paragraph.span()
        start = begin
        for first, end in _terminals(text, begin, stop):
            while k < len(closed) and closed[k][1] <= first:
                k += 1
            if any(a < first and end < b <= stop for a, b in closed[k : k + 3]):
                continue
            if end == first + 1 and text[first] == "." and _ABBREVIATION.search(text[max(begin, first - 8) : first]):
                continue
            if end < stop and not _START.match(text, end, stop):
                continue
            out.append(_trim(text, start, end))
            start = end
        out.append(_trim(text, start, stop))
    return tuple([span for span in out if span])


def _terminals(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """The spans of marks that may end a sentence, in order."""
    at = begin
    for mark in _MARK.finditer(text, begin, stop):
        if mark.start() >= at:
            terminal = _TERMINAL.match(text, mark.start(), stop)
            if terminal:
                at = terminal.end()
                yield terminal.span()


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
