"""Sentences of Vietnamese text as spans.

One scan over terminal marks. A mark ends a sentence where what follows looks like a start (capital, digit, opening quote, dash);
not inside a pair of quotation marks or brackets that closes in the same paragraph, not after initials and known abbreviations.
"""

import re
from collections.abc import Iterator

from thoisu.model import Span
from thoisu.text.marks import find_marks

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
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
    closed = [(m.start, m.end) for m in find_marks(text) if m.closed]
    closed = sorted(closed + [m.span() for m in _BRACKETS.finditer(text)])
    k = 0
    for paragraph in _PARAGRAPH.finditer(text):
        begin, stop = paragraph.span()
        start = begin
        for mark in _TERMINAL.finditer(text, begin, stop):
            while k < len(closed) and closed[k][1] <= mark.start():
                k += 1
            if any(a < mark.start() and mark.end() < b <= stop for a, b in closed[k : k + 3]):
                continue
            if mark.group() == "." and _ABBREVIATION.search(text[max(begin, mark.start() - 8) : mark.start()]):
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
