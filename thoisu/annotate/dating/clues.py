"""What a text says about when it was published: each clue weighs the years and days that it fits."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import offices_of
from thoisu.model import Document, Span, Time
from thoisu.text.normalize import lower

FIRST_YEAR, LAST_YEAR = 2000, 2035
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
EVER, NEVER = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class Clue(Struct, frozen=True):
    """Words that speak for some days of publication: log weights by year, and the days outside which it costs `doubt`.

    `windows` are first and last days; `doubt` is the log weight of days that lie in none of them.
    """

    rule: str
    spans: tuple[Span, ...]
    weights: tuple[tuple[int, float], ...] = ()
    windows: tuple[tuple[date, date], ...] = ()
    doubt: float = -4.0
    other: float = 0.0  # the weight of the years that `weights` does not name

    def weigh(self, year: int, first: date, last: date) -> float:
        """The log weight of publication between two days of a year."""
        weight = dict(self.weights).get(year, self.other) if self.weights else 0.0
        if self.windows and not any(a <= last and first <= b for a, b in self.windows):
            weight += self.doubt
        return weight


_FUTURE = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị|dự định|kế hoạch|mục tiêu|hạn chót|chậm nhất|lộ trình|tầm nhìn|triển vọng|dự báo|phấn đấu|"
    r"hướng tới)(?!\w)[^.\n]*$"
)
_UNTIL = re.compile(r"(?:^|\W)(?:đến|tới|trước|hết|cho tới|vào|cuối|đầu|giữa|từ)[ ](?:hết |cuối |đầu |giữa |năm |trước |khoảng |ngày )*$")
_PAST = re.compile(r"(?<!\w)(?:đã|từng|hồi|hôm|kể từ|vừa|được thành lập|sinh|sn|trước đó|khi)(?!\w)[^.\n]*$")
_CLOSED = re.compile(r"\d{4}")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_LATE_DAYS = 20  # an event is still told of some days later
_NEAR = 160


def _before(text: str, at: int, width: int = 70) -> str:
    key = text[max(0, at - width) : at]
    for mark in (". ", "\n", "; "):
        cut = key.rfind(mark)
        if cut >= 0:
            key = key[cut + len(mark) :]
    return key


# How far the newest year that a report names without a look ahead lies behind its own year, counted over dated reports of 2012-2019.
_LAG = {0: 0.0, 1: -1.3, 2: -2.0, 3: -2.2, 4: -2.5, 5: -2.7, 6: -3.0, 7: -3.0, 8: -3.2, 9: -3.3}
_LEAD = {0: -0.7, 1: 0.0, 2: -0.7, 3: -1.7, 4: -2.0, 5: -2.0, 6: -2.2, 7: -2.2, 8: -2.6}


def find_year_clues(doc: Document, key: str) -> Iterator[Clue]:
    """The newest year told as past and the nearest one told as future."""
    past: tuple[int, Time] | None = None
    future: tuple[int, Time] | None = None
    for time in doc.times or ():
        match = _CLOSED.match(time.value)
        if not match or time.type not in ("DATE", "TIME") or time.rule in ("century", "decade"):
            continue
        years = [int(y) for y in re.findall(r"(?<![\d-])\d{4}", time.value)]
        year = max(years)
        if not 1900 <= year <= LAST_YEAR:
            continue
        before = _before(key, time.start)
        if _FUTURE.search(before) or key.startswith((" sẽ", ", sẽ", " tới", " đánh dấu", " là năm"), time.end):
            if future is None or year < future[0]:
                future = (year, time)
        elif (time.rule == "year.range" and len(years) == 2) or (_UNTIL.search(before) and not _PAST.search(before)):
            continue
        elif past is None or year > past[0]:
            past = (year, time)
    if past is not None:
        year, time = past
        told = bool(_PAST.search(_before(key, time.start)))
        behind = -5.0 if told else -3.2
        weights = tuple((y, behind if y < year else _LAG.get(y - year, -3.5)) for y in YEARS)
        yield Clue("year.past", (Span(time.start, time.end),), weights)
        closed = _day_of(time.value)
        if closed is not None and told:
            yield Clue("day.past", (Span(time.start, time.end),), windows=((closed, NEVER),))
    if future is not None:
        year, time = future
        yield Clue("year.future", (Span(time.start, time.end),), tuple((y, -4.0 if y > year else _LEAD.get(year - y, -2.8)) for y in YEARS))


def _day_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 and "/" not in value else None
    except ValueError:
        return None


_WEEKDAY = re.compile(r"(?<!\w)(?:thứ (hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)[^.\n]{0,14}?(?<!\d)(\d{1,2})[/.-](\d{1,2})(?!\d)(?![/.-]\d)")
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}


def find_weekday_clues(key: str) -> Iterator[Clue]:
    """A weekday beside a day and month, which only some years have."""
    for match in _WEEKDAY.finditer(key):
        day, month = int(match[2]), int(match[3])
        weekday = _WEEKDAYS[match[1]] if match[1] else 6
        years = []
        for year in YEARS:
            try:
                if date(year, month, day).weekday() == weekday:
                    years.append(year)
            except ValueError:
                continue
        if years:
            yield Clue("weekday", (Span(match.start(), match.end()),), tuple((y, 0.0) for y in years), other=-2.5)


_ANNIVERSARY = re.compile(
    r"(?<!\w)(?:kỷ niệm|kỉ niệm|sau|tròn|đánh dấu)[ ](?:lần thứ )?(\d{1,3}) năm[^.\n]{0,90}?(?:năm |[/-])((?:1[6-9]|"
    r"20)\d\d)(?!\d)(?![ ]?[-–])"
)
_SPAN = re.compile(
    r"(\d{1,3}) năm[^.\n(]{0,60}\((?:\d{1,2}[/-]\d{1,2}[/-])?((?:1[6-9]|20)\d\d)[ ]?[-–][ ]?(?:\d{1,2}[/-]\d{1,2}[/-])?((?:19|"
    r"20)\d\d)\)"
)
_BORN = re.compile(r"(?:sn|sinh năm)[ ](19\d\d)[^.\n]{0,25}?(?<!\d)(\d\d) tuổi|(?<!\d)(\d\d) tuổi[^.\n]{0,25}?(?:sn|sinh năm)[ ](19\d\d)")


def find_count_clues(key: str) -> Iterator[Clue]:
    """Years reckoned: an anniversary with its year, a span of years as long as it says, an age with a year of birth."""
    for match in _SPAN.finditer(key):
        if int(match[3]) - int(match[2]) == int(match[1]):
            yield _around(int(match[3]), match, "anniversary", -3.0)
    for match in _ANNIVERSARY.finditer(key):
        year = int(match[1]) + int(match[2])
        if FIRST_YEAR <= year <= LAST_YEAR:
            yield _around(year, match, "anniversary", -2.5)
    for match in _BORN.finditer(key):
        year = int(match[1]) + int(match[2]) if match[1] else int(match[3]) + int(match[4])
        if FIRST_YEAR <= year <= LAST_YEAR:
            yield Clue("age", (Span(match.start(), match.end()),), ((year, 0.0), (year + 1, -1.2), (year - 1, -2.0)), other=-3.0)


def _around(year: int, match: re.Match[str], rule: str, other: float) -> Clue:
    return Clue(rule, (Span(match.start(), match.end()),), ((year, 0.0), (year - 1, -1.5), (year + 1, -2.5)), other=other)


@cache
def _events() -> tuple[re.Pattern[str], dict[str, list[tuple[date, date]]]]:
    spans: dict[str, list[tuple[date, date]]] = {}
    for words, after, before in load_rows("dated_events"):
        spans.setdefault(words, []).append((date.fromisoformat(after), date.fromisoformat(before)))
    names = "|".join(re.escape(w) for w in sorted(spans, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), spans


def find_event_clues(key: str) -> Iterator[Clue]:
    """Words that only texts of a certain time write."""
    pattern, spans = _events()
    seen = set()
    for match in pattern.finditer(key):
        if match.group() in seen:
            continue
        seen.add(match.group())
        span = (Span(match.start(), match.end()),)
        yield Clue("event", span, windows=tuple((a, b + timedelta(_LATE_DAYS)) for a, b in spans[match.group()]))


class _Meeting(NamedTuple):
    body: re.Pattern[str]
    place: re.Pattern[str]
    first: date
    last: date


@cache
def _meetings() -> tuple[tuple[re.Pattern[str], tuple[_Meeting, ...]], ...]:
    """The meetings, those of one body together."""
    by_body: dict[str, list[_Meeting]] = {}
    for body, place, first, last in load_rows("dated_meetings"):
        meeting = _Meeting(_any(body), _any(place), date.fromisoformat(first), date.fromisoformat(last))
        by_body.setdefault(body, []).append(meeting)
    return tuple((rows[0].body, tuple(rows)) for rows in by_body.values())


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words.split('|'))})(?!\w)")


def find_meeting_clues(doc: Document, key: str) -> Iterator[Clue]:
    """Meetings of known days: the body, the place and a day without year that falls on them, named near one another."""
    days = [(t, m) for t in doc.times or () if (m := _YEARLESS.match(t.value)) and "/" not in t.value]
    for body, meetings in _meetings():
        if not body.search(key):
            continue
        for meeting in meetings:
            for time, match in days:
                near = key[max(0, time.start - _NEAR) : time.end + _NEAR]
                if _falls_on(match, meeting) and meeting.place.search(near) and body.search(near):
                    yield Clue("meeting", (Span(time.start, time.end),), ((meeting.first.year, 0.0),), other=-5.0)
                    break


def _falls_on(match: re.Match[str], meeting: _Meeting) -> bool:
    try:
        day = date(meeting.first.year, int(match[1]), int(match[2]))
    except ValueError:
        return False
    return meeting.first <= day <= meeting.last


_OFFICES = (
    (re.compile(r"(?:tổng thống)(?:[ ]\w+){0,3}[ ]$"), "president"), (re.compile(r"thủ tướng(?:[ ](?!quốc)\w+){0,3}[ ]$"), "prime minister"),
    (re.compile(r"(?:ngoại trưởng|bộ trưởng ngoại giao)(?:[ ]\w+){0,3}[ ]$"), "foreign minister"),
    (re.compile(
        r"bộ trưởng quốc phòng(?:[ ]\w+){0,3}[ ]$"
    ), "defence minister"), (re.compile(r"tổng thư ký(?:[ ]\w+){0,4}[ ]$"), "secretary-general"),
    (re.compile(r"chủ tịch nước[ ]$"), "president"),
)
_FORMER = re.compile(
    r"(?:cựu|nguyên|cố|đắc cử|tương lai|ứng viên|tranh cử|được đề cử|tiền nhiệm|dưới thời|thời|từng là|lúc đó|khi đó|"
    r"phó)(?!\w)[^,.]{0,30}$"
)


def find_tenure_clues(doc: Document, key: str) -> Iterator[Clue]:
    """Holders of an office named with it: not before the term began, and hardly after it ended."""
    seen: set[tuple[str, str]] = set()
    for mention in doc.mentions or ():
        if mention.type != "PER":
            continue
        before = key[max(0, mention.start - 45) : mention.start]
        office = next((name for pattern, name in _OFFICES if pattern.search(before)), None)
        if office is None or _FORMER.search(before) or (mention.entity, office) in seen:
            continue
        terms = [t for t in offices_of(mention.entity) if t.office.replace("secretary general", "secretary-general") == office]
        if not terms:
            continue
        seen.add((mention.entity, office))
        spans = (Span(mention.start, mention.end),)
        starts = [_bound(t.start, False) for t in terms]
        ends = [_bound(t.end, True) if t.end else None for t in terms]
        yield Clue("tenure.start", spans, windows=((min(starts) - timedelta(3), NEVER),), doubt=-4.5)
        if all(ends):
            weight = -3.5 if mention.start < 700 else -2.2
            yield Clue("tenure.end", spans, windows=((EVER, max(e for e in ends if e)),), doubt=weight)


def _bound(text: str, last: bool) -> date:
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], 28 if last else 1)
    return date(parts[0], 12 if last else 1, 31 if last else 1)


def find_clues(doc: Document) -> list[Clue]:
    """Every clue of a document, names apart."""
    key = lower(doc.text)
    if len(key) != len(doc.text):
        return []
    return [
        *find_year_clues(doc, key), *find_weekday_clues(key), *find_count_clues(key), *find_event_clues(key),
        *find_meeting_clues(doc, key), *find_tenure_clues(doc, key),
    ]
