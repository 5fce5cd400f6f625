"""Publication dates that a page shows to its readers: `Thứ Tư, 23/10/2013 | 14:20 GMT+7`."""

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from thoisu.text.normalize import lower

_MONTH_NAMES = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}
_DAY = r"(?:ngày\s*)?"
_DATES = (
    re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(_DAY + r"(?<![\d/.:-])(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(_DAY + r"(?<!\d)(?P<d>\d{1,2})\s*[-,]?\s*tháng\s*(?P<m>\d{1,2})\s*[-,]?\s*(?:năm\s*)?(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        _DAY + r"(?<!\d)(?P<d>\d{1,2})\s*[-,]?\s*tháng\s*(?P<n>mười một|mười hai|[a-zà-ỹ]+)\s*[-,]?\s*(?:năm\s*)?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s*th\.?\s?(?P<m>\d{1,2}),?\s+(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"\bth\.?\s?(?P<m>\d{1,2})\s+(?P<d>\d{1,2}),?\s+(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"\b(?P<n>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+(?P<n>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(_DAY + r"(?<![\d/.:-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d\d)(?![\d/])"),
)
_TIME = re.compile(
    r"(?<![\d/.-])(?P<h>[01]?\d|2[0-4])\s?(?:[:h]|giờ|g(?=\d))\s?(?P<i>[0-5]\d)?(?:[:']\d\d(?!\d))?(?:\s?phút)?(?!\d)(?:\s?(?P<p>[ap]m|sa|ch|chiều|tối)\b)?"
)
# What may stand around the date in a line that is only a date.
_AROUND = re.compile(
    r"\bthứ\s?[2-7]\b|\bt\.\s?(?=(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b)|[\d.,]+\s*(?:lượt xem|lượt đọc|views?)\b|"
    r"\b(?:thứ|chủ nhật|chúa nhật|hai|ba|tư|năm|sáu|bảy|bẩy|cn|t[2-7]|ngày|giờ|phút|lúc|vào|tháng|cập nhật|lần cuối|đăng|đăng tải|ngày đăng|xuất bản|"
    r"thời gian|đã|gmt|utc|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|sa|ch|"
    r"posted|updated|published|on|bởi|by|hà nội|việt nam|giờ việt nam|sáng|chiều|tối|trưa|bài đăng|ra ngày|phát hành|đưa tin|on|at|hôm|ict)\b"
    r"|[-+]?0?7(?::?00)?\b|[^\w.]|(?<!\w)\.",
    re.IGNORECASE,
)
_T = re.compile(r"T\d")  # between date and time of a machine
_YEAR = re.compile(r"(?:19|20)\d\d|/\d\d(?!\d)")
_UPDATED = re.compile(r"cập nhật|updated|sửa")


_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])|(?<!\d)(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{6,9}(?!\d)")


def date_in_url(url: str | None) -> str | None:
    """The day that an address holds, as a path (`/2016/11/24/`) or as a time stamp of 14 digits or more; None without one.

    >>> date_in_url("https://bao.example/the-gioi/tin-20161124101520123.htm")
    '2016-11-24'
    """
    match = _IN_PATH.search(url or "")
    if not match:
        return None
    year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


class VisibleDate(NamedTuple):
    """A date as shown: ISO value (with the zone of Vietnam where a time stands by it), what else the line says, and if it is of an update."""

    value: str
    rest: str
    updated: bool

    @property
    def alone(self) -> bool:
        """True where the line says nothing but when."""
        return not self.rest


@lru_cache(maxsize=4096)
def parse_visible_date(line: str) -> VisibleDate | None:
    """The full date in a line of a page, or None; a date without a year is none.

    >>> parse_visible_date("Cập nhật lúc 09:15 ngày 3 tháng 5 năm 2019")
    VisibleDate(value='2019-05-03T09:15:00+07:00', rest='', updated=True)
    >>> parse_visible_date("Thứ Ba (15/11) vừa qua") is None
    True
    """
    if len(line) > 300 or not _YEAR.search(line):
        return None
    text = lower(line)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _as_day(match)
            if day:
                return _with_time(line if len(text) == len(line) else text, match, day)
    return None


def _as_day(match: re.Match[str]) -> datetime.date | None:
    groups = match.groupdict()
    month = int(groups["m"]) if groups.get("m") else _MONTH_NAMES.get(groups.get("n") or "", 0)
    year = int(groups["y"])
    try:
        return datetime.date(year if year > 100 else 2000 + year, month, int(groups["d"]))
    except ValueError:
        return None


def _with_time(line: str, match: re.Match[str], day: datetime.date) -> VisibleDate:
    after = line[match.end() :]
    around = line[: match.start()] + " | " + (after[1:] if _T.match(after) else after)
    value, updated = day.isoformat(), bool(_UPDATED.search(lower(line)))
    time = _TIME.search(lower(around))
    if time:
        hour = int(time["h"]) % 24
        if time["p"] in ("pm", "ch", "chiều", "tối") and hour < 12:
            hour += 12
        value += f"T{hour:02d}:{int(time['i'] or 0):02d}:00+07:00"
        around = around[: time.start()] + " | " + around[time.end() :]
    rest = " ".join(_AROUND.sub(" ", around).split())
    return VisibleDate(value, rest, updated)
