"""The newest day that a text reports, without its year: news appears on that day or within two days."""

import re
from datetime import date
from typing import NamedTuple

from thoisu.model import Time


class Anchor(NamedTuple):
    """A day and month (with its year where the text gives it), how many days after it the text may have appeared, and its words."""

    month: int
    day: int
    slack: int
    start: int
    end: int
    year: int | None = None


class _Told(NamedTuple):
    day: date  # in a leap year: only month and day count
    year: int | None
    time: Time
    opens: bool  # begins its sentence
    sure: bool  # `hôm 13/5`, `chiều qua (22/10)`: told from the day of writing


_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_RULES = frozenset(("day.month", "day.full", "day.bare", "day.lone", "part", "clock", "day.relative+date", "day.weekday+date"))
_NEVER = re.compile(
    r"(?<!\w)(?:đến|tới|từ|trước|hết|sau|hạn|chậm nhất|dự kiến|là|khai mạc|bắt đầu|và|giữa|gần|tuần|sinh|tính|quyết định|công văn|số)"
    r"[ ]?\(?(?:ngày )?$"
)
_WEAK = re.compile(r"(?<!\w)(?:diễn ra|vào|lúc|tổ chức|khoảng|ngày|hôm|qua|trong|ngay trong|giờ|muộn|sớm|h|buổi|rạng|cuối|đầu|giữa)[ ]?\(?$")
_FEAST = re.compile(r"(?<!\w)(?:ngày|kỷ niệm|lễ|nhân)[ ][^,.]{3,60}\($")  # `Ngày Nước thế giới (22/3)`
_ASIDE = re.compile(r"\([^()]{3,}$")  # days within brackets belong to what the brackets tell of
_PAST = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|tuyên bố|nói|khẳng định|thông báo|xảy ra|đã|vừa|phát biểu|xác nhận|trao đổi|phát hiện|bắt giữ|kết thúc|"
    r"đưa tin|dẫn lời|công bố|tại buổi|tại cuộc|chia sẻ)(?!\w)"
)
_REPORTED = re.compile(r",?[^.,\n]{0,40}(?<!\w)(?:cho biết|cho hay|tuyên bố|khẳng định|xác nhận|thông báo)(?!\w)|, trao đổi")
_AHEAD = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị|kế hoạch|hạn chót|chậm nhất|lịch|thi đấu|dự báo|đề nghị|yêu cầu)(?!\w)[^.\n]*$"
)
_AHEAD_AFTER = re.compile(r"[ ]?\)?[ ]?(?:đến nay|tới|tới đây|sắp tới|sẽ)(?!\w)|[^.\n]{0,25}[ ](?:sẽ|tới)(?!\w)")
_DATELINE = re.compile(r"^[^,]{0,40}[-–)][ ]?(?:vào |trong )?(?:sáng |chiều |tối |trưa |hôm )?(?:ngày )?$")
# A day first told later than this is an older one more often.
_MAX_FULL = 350
_MAX_START, _MAX_INSIDE, _DEEP_SLACK = 700, 450, 9


def find_anchor(key: str, times: tuple[Time, ...]) -> Anchor | None:
    """The day that a text opens its news with, where no later past day contradicts it.

    `sáng nay (22/10)` is the day of publication; other days in the first lines lie at most two days back (measured: 97 of 100).
    """
    told: list[_Told] = []
    for time in times:
        found = _told_day(time, key)
        if found is None:
            continue
        if _is_today(key, time):
            return _anchor(found, 1)
        if _is_past(key, time):
            told.append(found)
    if not told:
        return None
    newest = told[0]
    for later in told[1:]:
        ahead = _days_ahead(newest.day, later.day)
        told_past = later.sure or later.time.start <= _MAX_START or _speaks_of_past(key, later.time)
        if (0 < ahead <= 3 and told_past) or (later.sure and 3 < ahead < 160):
            newest = later
    if told[0].time.start > _MAX_START and not newest.sure:
        return None
    if any(3 < _days_ahead(newest.day, t.day) < 150 and (t.sure or t.time.start <= _MAX_START) for t in told):
        return None
    near = newest.time.start <= (_MAX_START if newest.opens or newest.time.rule in ("part", "clock") else _MAX_INSIDE)
    return _anchor(newest, 2 if near else _DEEP_SLACK)


def _anchor(told: _Told, slack: int) -> Anchor:
    return Anchor(told.day.month, told.day.day, slack, told.time.start, told.time.end, told.year)


def _is_today(key: str, time: Time) -> bool:
    words = key[time.start : time.end]
    return ("nay" in words and "tháng" not in words) or key.endswith("nay (", 0, time.start)


def _is_past(key: str, time: Time) -> bool:
    before = key[max(0, time.start - 80) : time.start]
    before = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    if time.start < _title_end(key) or key[time.start : time.end].endswith("tới"):
        return False
    if time.value[0] != "X" and time.rule != "part":
        return time.start < _MAX_FULL and (not before.strip(" (-–,") or _DATELINE.search(before) is not None)
    if (time.rule == "day.bare" and _FEAST.search(before)) or _ASIDE.search(before):
        return False
    if _NEVER.search(before) or _AHEAD.search(before):
        return False
    if _REPORTED.match(key, time.end):
        return True
    if _AHEAD_AFTER.match(key, time.end):
        return False
    if time.rule in ("part", "clock") or (not _WEAK.search(before) and time.rule not in ("day.bare", "day.lone")):
        return True
    return _speaks_of_past(key, time)


def _speaks_of_past(key: str, time: Time) -> bool:
    """Whether the sentence of a day says that something was said, done or seen."""
    before = key[max(0, time.start - 80) : time.start]
    before = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    after = re.split(r"[.\n]", key[time.end : time.end + 90], maxsplit=1)[0]
    return _PAST.search(before) is not None or _PAST.search(after) is not None


def _title_end(key: str) -> int:
    """Where the title ends; 0 where the text begins with a sentence."""
    end = key.find("\n")
    return end if 0 < end < 160 and key[end - 1] not in ".!”\"" else 0


def _told_day(time: Time, key: str) -> _Told | None:
    words = key[time.start : time.end]
    match = _YEARLESS.match(time.value) or _FULL.match(time.value)
    if not match or "/" in time.value or time.rule not in _RULES or not any(c.isdigit() for c in words) or "mai" in words.split():
        return None
    month, day = int(match.groups()[-2]), int(match.groups()[-1])
    sure = words.startswith("hôm") or _REPORTED.match(key, time.end) is not None or (time.rule == "day.weekday+date" and words.endswith("qua"))
    try:
        opens = key[max(0, time.start - 2) : time.start].strip(" ") in ("", ".", "\n", "-", ")")
        return _Told(date(2016, month, day), int(match[1]) if time.value[0] != "X" else None, time, opens, sure)
    except ValueError:
        return None


def _days_ahead(first: date, second: date) -> int:
    """How many days of the year after `first` the next `second` lies, 0..365."""
    return (second - first).days % 366
