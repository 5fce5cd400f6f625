"""The newest day that a text reports, without its year: news appears on that day or within two days."""

import re
from datetime import date
from typing import NamedTuple

from thoisu.model import Time


class Anchor(NamedTuple):
    """A day and month, how many days after it the text may have appeared, and its words."""

    month: int
    day: int
    slack: int
    start: int
    end: int


_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_RULES = frozenset(("day.month", "day.full", "part", "clock", "day.relative+date", "day.weekday+date"))
_NOT_NEWS = re.compile(
    r"(?:đến|tới|từ|trước|hết|sau|kể từ|diễn ra|vào|lúc|hạn|chậm nhất|dự kiến|là|khai mạc|tổ chức|bắt đầu|và|giữa|gần|khoảng|tuần|"
    r"ngày|qua|hôm)[ ]?\(?$"
)
_AHEAD = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị|kế hoạch|hạn chót|chậm nhất|lịch|thi đấu)(?!\w)[^.\n]*$")
_AHEAD_AFTER = re.compile(r"[ ]?(?:tới|tới đây|sắp tới|sẽ)(?!\w)|[^.\n]{0,25}[ ](?:sẽ|tới)(?!\w)")
_MAX_START = 700  # a day told later than this need not be the day of the news


def find_anchor(key: str, times: tuple[Time, ...]) -> Anchor | None:
    """The day that a text opens its news with, where no later past day contradicts it.

    `sáng nay (22/10)` is the day of publication; other days in the first lines lie at most two days back (measured: 97 of 100).
    """
    told: list[tuple[date, Time, bool]] = []
    for time in times:
        words = key[time.start : time.end]
        day = _told_day(time, words)
        if day is None:
            continue
        if "nay" in words and "tháng" not in words:
            return Anchor(day.month, day.day, 1, time.start, time.end)
        before = key[max(0, time.start - 80) : time.start]
        cut = max(before.rfind(". "), before.rfind("\n"))
        if _NOT_NEWS.search(before) or _AHEAD.search(before[cut + 1 :]) or _AHEAD_AFTER.match(key, time.end):
            continue
        told.append((day, time, words.startswith("hôm") or (time.rule == "day.weekday+date" and words.endswith("qua"))))
    if not told:
        return None
    newest = told[0]
    for day, time, sure in told[1:]:
        ahead = _days_ahead(newest[0], day)
        if 0 < ahead <= 3 or (sure and 3 < ahead < 160):
            newest = (day, time, sure)
    if (newest[1].start > _MAX_START and not newest[2]) or any(3 < _days_ahead(newest[0], day) < 150 for day, _, _ in told):
        return None
    return Anchor(newest[0].month, newest[0].day, 2, newest[1].start, newest[1].end)


def _told_day(time: Time, words: str) -> date | None:
    match = _YEARLESS.match(time.value) or _FULL.match(time.value)
    if not match or "/" in time.value or time.rule not in _RULES or not any(c.isdigit() for c in words) or "mai" in words.split():
        return None
    if time.rule == "day.full":
        return None
    month, day = int(match.groups()[-2]), int(match.groups()[-1])
    try:
        return date(2016, month, day)  # a leap year: only month and day count
    except ValueError:
        return None


def _days_ahead(first: date, second: date) -> int:
    """How many days of the year after `first` the next `second` lies, 0..365."""
    return (second - first).days % 366
