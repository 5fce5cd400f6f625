"""What public facts say about when a text was written: events that news speaks of, meetings of known days, terms of office."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from thoisu.annotate.dating.clues import EVER, NEVER, Clue
from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import Tenure, offices_of
from thoisu.model import Document, Span

_WORD = re.compile(r"\w+")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_EARLY_DAYS = 10  # a holder is named by the office some days before, and days of the table may be off
_LATE_DAYS = 20  # an event is still told of some days later
_NEAR = 130
_UNTOLD, _LOOKS_BACK = -6.0, -1.2
_OTHER_MEETING = -4.0


class _Event(NamedTuple):
    words: str
    spans: tuple[tuple[date, date], ...]
    then: bool  # whether hardly a text after the last day writes these words


_Start = tuple[str, ...]


@cache
def _first_words() -> frozenset[str]:
    """The words that events begin with."""
    return frozenset(start[0] for start in _events())


@cache
def _events() -> dict[_Start, tuple[_Event, ...]]:
    """The events by their first two words, or their only one."""
    spans: dict[tuple[str, bool], list[tuple[date, date]]] = {}
    for words, after, before, sense in load_rows("dated_events"):
        spans.setdefault((words, sense == "then"), []).append((date.fromisoformat(after), date.fromisoformat(before)))
    found: dict[_Start, list[_Event]] = defaultdict(list)
    for (words, then), days in spans.items():
        found[tuple(_WORD.findall(words)[:2])].append(_Event(words, tuple(days), then))
    return {start: tuple(events) for start, events in found.items()}


def find_event_clues(key: str) -> Iterator[Clue]:
    """Words that only texts of a certain time, or from a certain time on, write; of words within words the longer ones."""
    events = _events()
    words = _WORD.findall(key)
    told: list[tuple[int, int, _Event]] = []
    firsts = _first_words()
    starts = {start for pair in pairwise((*words, "")) if pair[0] in firsts for start in (pair, pair[:1])}
    for start in events.keys() & starts:
        for event in events[start]:
            at = key.find(event.words)
            end = at + len(event.words)
            if at >= 0 and not key[end : end + 1].isalnum() and not (at and key[at - 1].isalnum()):
                told.append((at, end, event))
    for at, end, event in sorted(told, key=lambda t: t[:2]):
        if not any(a <= at and end <= b and b - a > end - at for a, b, _ in told):
            yield from _weigh_event(event, Span(at, end))


def _weigh_event(event: _Event, span: Span) -> Iterator[Clue]:
    if event.then:
        yield Clue("event", (span,), windows=tuple((a, b + timedelta(_LATE_DAYS)) for a, b in event.spans), doubt=_UNTOLD)
        return
    first, last = min(a for a, _ in event.spans), max(b for _, b in event.spans)
    yield Clue("event", (span,), windows=((first, NEVER),), doubt=_UNTOLD)
    yield Clue("event", (span,), windows=((EVER, last),), doubt=_LOOKS_BACK)


class _Words(NamedTuple):
    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def stand_in(self, text: str) -> bool:
        """Whether one of the words stands in a text, as a whole word; most texts hold none, which is soon seen."""
        return any(w in text for w in self.words) and self.pattern.search(text) is not None


class _Meeting(NamedTuple):
    year: int
    named: tuple["_Words", ...]  # the body, who met, the place: each stands near the day


@cache
def _meetings() -> dict[tuple[int, int], tuple[_Meeting, ...]]:
    """The meetings by each month and day on which they took place."""
    found: dict[tuple[int, int], list[_Meeting]] = defaultdict(list)
    for body, who, place, first, last in load_rows("dated_meetings"):
        meeting = _Meeting(int(first[:4]), tuple(_named(words) for words in (body, who, place) if words))
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            found[day.month, day.day].append(meeting)
            day += timedelta(1)
    return {day: tuple(meetings) for day, meetings in found.items()}


@cache
def _named(words: str) -> _Words:
    each = tuple(words.split("|"))
    return _Words(each, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, each))})(?!\w)"))


def find_meeting_clues(doc: Document, key: str) -> Iterator[Clue]:
    """Meetings of known days: a day without year on which they took place, with the body and the place near it."""
    meetings = _meetings()
    for time in doc.times or ():
        match = _YEARLESS.match(time.value)
        if match is None or "/" in time.value:
            continue
        held = meetings.get((int(match[1]), int(match[2])))
        if held is None:
            continue
        near = key[max(0, time.start - _NEAR) : time.end + _NEAR]
        years = {m.year for m in held if all(words.stand_in(near) for words in m.named)}
        if years:
            yield Clue("meeting", (Span(time.start, time.end),), dict.fromkeys(sorted(years), 0.0), other=_OTHER_MEETING)


_ANY_MINISTER = ("minister",)
# Words before a name that give its office, and what the tenures call it.
_OFFICES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"(?:{words})(?:[ ](?!(?:cho|biết|nói|ông|bà|với|tại|đã) )\w+){{0,{gap}}}[ ]$"), offices)
    for words, gap, offices in (
        ("phó tổng thống|phó chủ tịch nước", 3, ("vice president",)),
        ("phó thủ tướng", 3, ("deputy prime minister",)),
        ("tổng thống|chủ tịch nước|chủ tịch", 3, ("president", "speaker", "chair", "party leader")),
        ("thủ tướng", 3, ("prime minister",)),
        ("ngoại trưởng|bộ trưởng ngoại giao", 3, ("foreign minister",)),
        ("bộ trưởng quốc phòng|bộ trưởng bộ quốc phòng", 3, ("defence minister",)),
        ("bộ trưởng", 8, _ANY_MINISTER),
        ("thống đốc", 6, ("governor",)),
        ("tổng thư ký|tổng thư kí", 9, ("secretary-general",)),
        ("tổng bí thư", 0, ("party leader",)),
        ("bí thư thành ủy|bí thư thành uỷ", 4, ("city party secretary",)),
        ("phát ngôn viên|người phát ngôn", 7, ("spokesperson",)),
        ("chánh án", 6, ("chief justice",)),
        ("viện trưởng", 7, ("prosecutor general",)),
        ("tổng thanh tra", 3, ("inspector general",)),
        ("cố vấn an ninh quốc gia", 3, ("security adviser",)),
        ("giám đốc", 4, ("CIA director", "director", "director general", "managing director")),
        ("đại sứ", 6, ("ambassador to Vietnam", "UN ambassador")),
    )
)
_FORMER = re.compile(
    r"(?<!\w)(?:cựu|nguyên|cố|đắc cử|tương lai|ứng viên|ứng cử viên|tranh cử|được đề cử|tiền nhiệm|dưới thời|thời|từng là|lúc đó|khi đó|"
    r"con trai|con gái|vợ|gia đình)(?!\w)[^,.]{0,40}$"
)
_DEPUTY = re.compile(r"(?<!\w)(?:phó|thứ trưởng|trợ lý|trợ lí|thư ký của|thay mặt)[ ](?:\w+[ ]){0,6}$")
_MAX_BEFORE = 70
_BRACKETS = re.compile(r"[ ]?\([^()]{1,12}\)[ ]?|[ ][-–][ ]?")


def find_tenure_clues(doc: Document, key: str) -> Iterator[Clue]:
    """Holders of an office named with it: not before the term began, and hardly after it ended."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for mention in doc.mentions or ():
        if mention.type != "PER" or not (held := offices_of(mention.entity)):
            continue
        before = key[max(0, mention.start - _MAX_BEFORE) : mention.start]
        before = _BRACKETS.sub(" ", before[max(before.rfind(". "), before.rfind("\n"), before.rfind(", ")) + 1 :])
        office = next((offices for pattern, offices in _OFFICES if pattern.search(before)), None)
        if office is None or _FORMER.search(before) or (mention.entity, office) in seen:
            continue
        if "vice president" not in office and "deputy prime minister" not in office and _DEPUTY.search(before):
            continue
        terms = [t for t in held if t.office in office or (office == _ANY_MINISTER and _is_minister(t.office))]
        if terms:
            seen.add((mention.entity, office))
            yield from _weigh_terms(terms, Span(mention.start, mention.end))


def _is_minister(office: str) -> bool:
    return office.endswith(" minister") and not office.endswith("prime minister")


def _weigh_terms(terms: list[Tenure], span: Span) -> Iterator[Clue]:
    starts = [_bound(t.start, False) for t in terms]
    ends = [_bound(t.end, True) if t.end else None for t in terms]
    yield Clue("tenure.start", (span,), windows=((min(starts) - timedelta(_EARLY_DAYS), NEVER),), doubt=_UNTOLD)
    if all(ends):
        weight = -3.5 if span.start < 700 else -2.2
        yield Clue("tenure.end", (span,), windows=((EVER, max(e for e in ends if e)),), doubt=weight)
    if len(terms) > 1:
        yield Clue("tenure.between", (span,), windows=tuple((a, b or NEVER) for a, b in zip(starts, ends, strict=True)), doubt=-2.5)


def _bound(text: str, last: bool) -> date:
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], 28 if last else 1)
    return date(parts[0], 12 if last else 1, 31 if last else 1)
