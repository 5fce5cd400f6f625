"""What a time expression is read against: the publication day, the day the narrative is at, the tense of its clause."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from thoisu.annotate.times.calendar import OPEN_YEAR, day_value, month_value, parse_day, read_value_day, safe_date
from thoisu.model import TimeType
from thoisu.text.normalize import lower


class Found(NamedTuple):
    """A time expression as a rule read it."""

    start: int
    end: int
    type: TimeType
    value: str
    rule: str


STRONG_FUTURE, FUTURE, NONE, PAST, STRONG_PAST = 2, 1, 0, -1, -2
# How far, in days, a yearless date may lie on the other side of the publication day from where tense points. `sẽ` may report
# what was still to come when it was said, `đã` what was decided about a coming day.
_SLACK = {STRONG_FUTURE: 0, FUTURE: 75, PAST: 45, STRONG_PAST: 1}
_REACH = 215
_FUTURE_WORDS = (
    "sẽ|dự kiến|sắp|chuẩn bị|dự định|kế hoạch|hạn chót|chậm nhất|thời hạn|khai mạc vào|bắt đầu từ|từ nay|hoãn|lùi|sắp tới|ấn định"
)
_PAST_WORDS = "đã|từng|hồi|hôm|vừa|mới đây|kể từ|trước đó|bị|được bầu|vừa qua|lúc đó|khi đó|năm ngoái"
_CUE = re.compile(rf"(?<!\w)(?:(?P<future>{_FUTURE_WORDS})|(?P<past>{_PAST_WORDS}))(?!\w)")
_STRONG_BEFORE = re.compile(r"(?:^|\W)(?:hồi|hôm)(?: (?:đầu|giữa|cuối|sáng|trưa|chiều|tối|đêm|ngày))* ?$")
_STRONG_AFTER = re.compile(r" (?:(vừa qua|vừa rồi|rồi|qua)|(tới đây|sắp tới|tới))(?!\w)")
# `tới` is the coming one where the clause ends or goes on; before a place or a verb it means "to".
COMING = re.compile(
    r"(?=\s*(?:$|[.,;:)!?”\"\n]| (?:tại|ở|của|với|sẽ|và|để|trong|theo|do|là|cùng|nhằm|khi|được|có|diễn ra|như|đã|mới|thì|chắc|có thể|"
    r"dự kiến|mà|sau|trước|từ|cũng|vẫn|bị|bằng|giữa|về|cho|nếu|không)(?!\w)))"
)
_LINKS = frozenset((",", " đến ", " tới ", " và ", ", ", " hoặc ", " - ", " – ", " đến hết ", " hay ", "; "))
_BREAK = re.compile(r"[.!?;:\n](?=\s|$)")
# A tone mark typed on the wrong letter (`thơì`, `buôỉ`, `vưà`): the vowel with a hook or hat never goes bare before a marked one.
_MISPLACED = re.compile("[âăêôơư][àáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]")
_TONES = {}
for _plain, _marked in zip("âăêôơư", ("ầấẩẫậ", "ằắẳẵặ", "ềếểễệ", "ồốổỗộ", "ờớởỡợ", "ừứửữự"), strict=True):
    for _vowel, _forms in zip("aeiouy", ("àáảãạ", "èéẻẽẹ", "ìíỉĩị", "òóỏõọ", "ùúủũụ", "ỳýỷỹỵ"), strict=True):
        for _mark, _form in zip(_marked, _forms, strict=True):
            _TONES[_plain + _form] = _mark + _vowel


def reading_key(text: str) -> str:
    """The text as the rules read it, as long as the text: lower case, plain spaces, misplaced tone marks put right.

    >>> reading_key("Thơì điểm này, buôỉ Sáng")
    'thời điểm này, buổi sáng'
    """
    key = lower(text).replace("\xa0", " ")
    return _MISPLACED.sub(lambda m: _TONES.get(m.group(), m.group()), key)


class Scene:
    """The text of one document and what its times are read against; readers move `day` and `period` along."""

    def __init__(self, text: str, published: str | None) -> None:
        self.text = text
        key = reading_key(text)
        self.key = key if len(key) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self.today = parse_day(published)
        self.day: str | None = None  # the last single day told, not after publication
        self.last_day: str | None = None  # the last single day told
        self.last_end = 0
        self.previous: Found | None = None
        self.year: str | None = None
        self.decade_end = -9  # where a decade was read, for `những năm 1970 và 1980`
        self.month: str | None = None
        self.period: str | None = None  # the last month, quarter, half or run of months told, for `cùng kỳ`
        self.week: date | None = None

    def cue(self, start: int, end: int) -> int:
        """Where the tense of the clause around a span points: -2 (surely past) to 2 (surely future)."""
        after = _STRONG_AFTER.match(self.key, end)
        if after and (after.group(2) != "tới" or COMING.match(self.key, after.end())):
            return STRONG_PAST if after.group(1) else STRONG_FUTURE
        begin = max(0, start - 90)
        if _STRONG_BEFORE.search(self.key[max(0, start - 24) : start]):
            return STRONG_PAST
        before = self.key[begin:start]
        for stop in _BREAK.finditer(before):
            begin = start - len(before) + stop.end()
        cues = list(_CUE.finditer(self.key, begin, start))
        if cues:
            return FUTURE if cues[-1].group("future") else PAST
        stop_after = _BREAK.search(self.key, end, end + 51)  # no further: a text without stops is read in linear time too
        following = _CUE.search(self.key, end, min(end + 50, stop_after.start() if stop_after else end + 50))
        if following is None:
            return NONE
        return FUTURE if following.group("future") else PAST

    def year_of(self, month: int, day: int | None, start: int, end: int) -> int | None:
        """The year of a yearless day or month, in the direction that tense says; None without a publication day."""
        if self.today is None:
            return None
        today, cue = self.today, self.cue(start, end)
        open_day = day is None
        if day is None:
            day = 28 if month < today.month else today.day if month == today.month else 1
        if cue != NONE:
            near = sorted((safe_date(today.year + k, month, day) for k in (-1, 0, 1)), key=lambda d: abs((d - today).days))
            if cue > 0:
                ahead = min(d for d in near if (d - today).days >= -_SLACK[cue])
                # nobody calls next March `tháng 3 tới` in June: the text is older than its date, or tense misleads
                reach = _REACH + 31 * open_day
                return (near[0] if (ahead - today).days > reach else ahead).year
            behind = [d for d in near if (d - today).days <= _SLACK[cue]]
            return max(behind).year
        same = (safe_date(today.year, month, day) - today).days
        if same < 0 and (safe_date(today.year + 1, month, day) - today).days <= 92 and same < -270:
            return today.year + 1
        if same > 200:
            return today.year - 1
        return today.year

    def resolve_day(self, month: int, day: int, start: int, end: int) -> str:
        """The value of a yearless day."""
        return day_value(self.year_of(month, day, start, end), month, day)

    def resolve_month(self, month: int, start: int, end: int) -> str:
        """The value of a yearless month."""
        return month_value(self.year_of(month, None, start, end), month)

    def shifted(self, days: int) -> str:
        """The value of the publication day moved by days; all open without one."""
        return "XXXX-XX-XX" if self.today is None else (self.today + timedelta(days)).isoformat()

    def here(self, at: int | None = None) -> str:
        """The day the narrative is at: one told in this paragraph before `at`, else the last past one told, else publication."""
        if at is not None and self.last_day and self.key.find("\n", self.last_end, at) < 0:
            return self.last_day
        return self.day or self.shifted(0)

    def after_here(self, days: int) -> str:
        """The narrative day moved by days."""
        day = read_value_day(self.here())
        return "XXXX-XX-XX" if day is None else (day + timedelta(days)).isoformat()

    def carries_on(self, at: int) -> bool:
        """Whether the text at `at` goes on from the expression before it: `từ ngày 4-3 đến 6-3`, `Asiad 2010, 2014`."""
        return self.previous is not None and self.key[self.previous.end : at] in _LINKS

    def note(self, found: Found) -> None:
        """Move the narrative along: single days not after publication, months, periods."""
        value = found.value
        self.previous = found
        if found.type not in ("DATE", "TIME") or "_" in value or found.rule in ("day.feast", "same_period"):
            return
        if "/" in value and len(value) > 20:
            self.week = read_value_day(value.split("/")[1]) or self.week
            return
        if "/" in value or "-Q" in value or "-H" in value:
            self.period = value
            return
        if len(value) >= 10 and value[4] == "-" and value[5] != "W":
            if value[5:7] != "XX":
                self.month = value[:7]
                self.last_day, self.last_end = value[:10], found.end
            day = read_value_day(value)
            if day is None:
                if value[5:7] != "XX":
                    self.day = value[:10]
            elif self.today is None or day <= self.today:
                self.day = value[:10]
        elif len(value) == 7 and "W" not in value and value[:4] != OPEN_YEAR:
            self.month = value
            if found.rule != "month.relative" or not self.today or value >= month_value(self.today.year, self.today.month):
                self.period = value
        elif len(value) == 4 and value.isdigit():
            self.year = value
