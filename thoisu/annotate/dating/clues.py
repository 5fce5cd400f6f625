"""What a text says about when it was published: each clue weighs the years and days that it fits."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from thoisu.model import Document, Span, Time

FIRST_YEAR, LAST_YEAR = 2000, 2035
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
EVER, NEVER = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class Clue(Struct, frozen=True):
    """Words that speak for some days of publication: log weights by year, and the days outside which it costs `doubt`.

    `windows` are first and last days; `doubt` is the log weight of days that lie in none of them.
    """

    rule: str
    spans: tuple[Span, ...]
    weights: dict[int, float] = {}
    windows: tuple[tuple[date, date], ...] = ()
    doubt: float = -4.0
    other: float = 0.0  # the weight of the years that `weights` does not name
    since: date | None = None  # a day told as past: where the day of publication is known, its distance counts instead of `weights`

    def weigh(self, year: int, first: date, last: date) -> float:
        """The log weight of publication between two days of a year."""
        if self.since is not None and (last - first).days < _A_YEAR:
            return _weigh_age((last - self.since).days)
        weight = self.weights.get(year, self.other) if self.weights else 0.0
        if self.windows and not any(a <= last and first <= b for a, b in self.windows):
            weight += self.doubt
        return weight


_FUTURE = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị|dự định|kế hoạch|mục tiêu|hạn chót|chậm nhất|lộ trình|tầm nhìn|triển vọng|dự báo|phấn đấu|"
    r"hướng tới)(?!\w)[^.\n]*$"
)
_UNTIL = re.compile(r"(?:^|\W)(?:đến|tới|trước|hết|cho tới|vào|cuối|đầu|giữa|từ)[ ](?:hết |cuối |đầu |giữa |năm |trước |khoảng |ngày )*$")
_PAST = re.compile(r"(?<!\w)(?:đã|từng|hồi|hôm|kể từ|vừa|được thành lập|sinh|sn|trước đó|khi)(?!\w)[^.\n]*$")
_DECREE = re.compile(r"(?<!\d)\d{1,4}/(20[0-3]\d)/(?:nđ|tt|qđ|qh|nq|ct|ttlt|pl)")
_EDITION = re.compile(r"(?<!\w)(?!(?:Năm|Tháng|Ngày|Quý|Hè|Tết|Từ|Đến|Trong)\b)[A-ZĐÀ-Ỹ][\w-]*[ ]$")
# A contest is written of most in its own year, from two years ahead on, and looked back on in the next.
_EDITIONS = {-2: -1.6, -1: -0.8, 0: 0.0, 1: -1.2, 2: -2.2}
_BARE_YEAR = 4
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_CLOSED = re.compile(r"\d{4}")


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


_AGES = ((0, -5.0), (8, 1.5), (340, 0.0), (400, -1.0), (740, -2.0), (1100, -2.5), (1500, -2.8), (2300, -3.1))
_A_YEAR = 300


def _weigh_age(days: int) -> float:
    """The log weight of publication so many days after the newest day that a text tells as past with its year."""
    return next((weight for limit, weight in _AGES if days < limit), -3.4)


class _Told(NamedTuple):
    year: int
    time: Time


def find_year_clues(doc: Document, key: str) -> Iterator[Clue]:
    """The newest year told as past, the nearest one told as future, the years of contests and of decrees."""
    past: _Told | None = None
    future: _Told | None = None
    editions: dict[int, Time] = {}
    for time in doc.times or ():
        match = _CLOSED.match(time.value)
        if not match or time.type not in ("DATE", "TIME") or time.rule in ("century", "decade"):
            continue
        years = [int(y) for y in re.findall(r"(?<![\d-])\d{4}", time.value)]
        year = max(years)
        if not 1900 <= year <= LAST_YEAR:
            continue
        before = _before(key, time.start)
        if time.end - time.start == _BARE_YEAR and _EDITION.search(doc.text, max(0, time.start - 14), time.start):
            editions.setdefault(year, time)
        elif _FUTURE.search(before) or key.startswith((" sẽ", ", sẽ", " tới", " đánh dấu", " là năm"), time.end):
            if future is None or year < future.year:
                future = _Told(year, time)
        elif (time.rule == "year.range" and len(years) == 2) or (_UNTIL.search(before) and not _PAST.search(before)):
            continue
        elif past is None or year > past.year or (year == past.year and time.value > past.time.value):
            past = _Told(year, time)
    if past is not None:
        yield from _weigh_past(past, key)
    if future is not None:
        weights = {y: -4.0 if y > future.year else _LEAD.get(future.year - y, -2.8) for y in YEARS}
        yield Clue("year.future", (Span(future.time.start, future.time.end),), weights)
    if editions:
        newest = max(editions)
        span = Span(editions[newest].start, editions[newest].end)
        yield Clue("year.edition", (span,), {newest + lag: weight for lag, weight in _EDITIONS.items()}, other=-3.0)
    yield from _find_decrees(key)


def _weigh_past(past: _Told, key: str) -> Iterator[Clue]:
    year, time = past
    told = bool(_PAST.search(_before(key, time.start)))
    behind = -5.0 if told else -3.2
    span = (Span(time.start, time.end),)
    closed, month = _day_of(time.value), _MONTH.match(time.value)
    since = closed or (date(int(month[1]), int(month[2]), 1) if month else None)
    yield Clue("year.past", span, {y: behind if y < year else _LAG.get(y - year, -3.5) for y in YEARS}, since=since)
    if closed is not None and told:
        yield Clue("day.past", span, windows=((closed, NEVER),))


def _find_decrees(key: str) -> Iterator[Clue]:
    """The newest year in the number of a decree or circular (`71/2012/NĐ-CP`): nothing was written before it."""
    newest = max(_DECREE.finditer(key), key=lambda m: int(m[1]), default=None) if "/20" in key else None
    if newest is not None:
        year = int(newest[1])
        yield Clue("decree", (Span(newest.start(), newest.end()),), {y: -5.0 if y < year else max(-0.4 * (y - year), -3.0) for y in YEARS})


def _day_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 and "/" not in value else None
    except ValueError:
        return None


_WEEKDAY = re.compile(r"(?<!\w)(?:thứ (hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)[^.\n]{0,14}?(?<!\d)(\d{1,2})[/.-](\d{1,2})(?!\d)(?![/.-]\d)")
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}


def find_weekday_clues(key: str) -> Iterator[Clue]:
    """A weekday beside a day and month, which only some years have."""
    for match in _WEEKDAY.finditer(key) if "thứ " in key or "chủ nhật" in key else ():
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
            yield Clue("weekday", (Span(match.start(), match.end()),), dict.fromkeys(years, 0.0), other=-2.5)


_YEARS, _MOST_DIGITS = " năm", 3
_SINCE = re.compile(r"(?<!\w)(?:kỷ niệm|kỉ niệm|sau|tròn|đánh dấu)[ ](?:lần thứ )?$")
_BEGAN = re.compile(r"[^.\n]{0,90}?(?:năm |[/-])((?:1[6-9]|20)\d\d)(?!\d)(?![ ]?[-–])")
_FROM_TO = re.compile(
    r"[^.\n(]{0,60}\((?:\d{1,2}[/-]\d{1,2}[/-])?((?:1[6-9]|20)\d\d)[ ]?[-–][ ]?(?:\d{1,2}[/-]\d{1,2}[/-])?((?:19|20)\d\d)\)"
)
_BORN = re.compile(r"(?:sn|sinh năm)[ ](19\d\d)[^.\n]{0,25}?(?<!\d)(\d\d) tuổi|(?<!\d)(\d\d) tuổi[^.\n]{0,25}?(?:sn|sinh năm)[ ](19\d\d)")


def find_count_clues(key: str) -> Iterator[Clue]:
    """Years reckoned: an anniversary with its year, a span of years as long as it says, an age with a year of birth."""
    for start, end, long in _years_long(key):
        span = _FROM_TO.match(key, end)
        if span is not None and int(span[2]) - int(span[1]) == long:
            yield _around(int(span[2]), Span(start, span.end()), "anniversary", -3.0)
        began = _BEGAN.match(key, end) if _SINCE.search(key, max(0, start - 20), start) else None
        if began is not None and FIRST_YEAR <= long + int(began[1]) <= LAST_YEAR:
            yield _around(long + int(began[1]), Span(start, began.end()), "anniversary", -2.5)
    if "sn" not in key and "sinh năm" not in key:
        return
    for match in _BORN.finditer(key):
        year = int(match[1]) + int(match[2]) if match[1] else int(match[3]) + int(match[4])
        if FIRST_YEAR <= year <= LAST_YEAR:
            yield Clue("age", (Span(match.start(), match.end()),), {year: 0.0, year + 1: -1.2, year - 1: -2.0}, other=-3.0)


def _years_long(key: str) -> Iterator[tuple[int, int, int]]:
    """Places and numbers of `N năm` with up to three digits; found by the word, which is rarer than digits."""
    at = key.find(_YEARS)
    while at >= 0:
        start = at
        while start > 0 and at - start <= _MOST_DIGITS and key[start - 1].isdecimal():
            start -= 1
        if 0 < at - start <= _MOST_DIGITS:
            yield start, at + len(_YEARS), int(key[start:at])
        at = key.find(_YEARS, at + 1)


def _around(year: int, span: Span, rule: str, other: float) -> Clue:
    return Clue(rule, (span,), {year: 0.0, year - 1: -1.5, year + 1: -2.5}, other=other)
