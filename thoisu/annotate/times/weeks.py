"""Weeks and weekends."""

import re
from datetime import timedelta

from thoisu.annotate.times.calendar import read_value_day, week_value
from thoisu.annotate.times.days import read_day
from thoisu.annotate.times.fragments import rx
from thoisu.annotate.times.scene import COMING, NONE, Found, Scene

_WEEK = rx(
    r"(?P<part>(?:đầu|giữa|cuối) )?tuần(?: lễ)? (?P<w>trước đó|sau đó|trước nữa|sau nữa|trước|này|nay|vừa qua|vừa rồi|qua|rồi|tới đây|sắp tới|"
    r"tới(?! nay)|sau|kế tiếp|tiếp theo|đó|ấy)(?!\w)"
)
_OFFSETS = {
    "trước": -1, "vừa rồi": -1, "rồi": -1, "trước nữa": -2, "sau nữa": 2, "này": 0, "nay": 0, "tới": 1, "tới đây": 1, "sắp tới": 1, "sau": 1,
    "kế tiếp": 1, "tiếp theo": 1,
}
_WEEKEND = rx(
    r"(?:(?:hai |2 )?ngày (?:nghỉ )?|dịp |kỳ nghỉ |ngày thứ bảy )?cuối tuần(?: (?P<w>trước|này|vừa qua|vừa rồi|qua|rồi|tới đây|tới|sau))?(?!\w)"
)
_PART_OF_WEEK = rx(
    r"(?:đầu|giữa) tuần(?= *(?:$|[.,;:)”\"–-]| [^\W\d]))(?! (?:lễ|trăng|tra|hoàn|lộc|báo|san|dương|từ|bắt|trước|sau|này|nay|kia|học|làm|"
    r"thai)(?!\w))"
)
_SPAN = rx(
    r"tuần (?:lễ )?(?:này |qua |trước |vừa qua )?(?:bắt đầu )?(?:\(|(?:từ )?(?:ngày )?)(?=\d)|tuần (?:bắt đầu )?(?:từ|"
    r"vào) (?:ngày )?(?=\d|thứ|chủ)"
)
_HABIT = re.compile(r"(?:(?:mỗi|hàng|hằng|các|những)(?: (?:ngày|buổi|tối|dịp))?|dịp|phim|tạp chí|câu chuyện|chuyện|bản tin)[ ]$")
_MANY = re.compile(r"(?:^|\W)(?:những|các|mấy|nhiều|vài)[ ]$")


def read_week(scene: Scene, at: int) -> Found | None:
    """A week that is named by where it lies.

    >>> read_week(Scene("Hồi tuần trước", "2017-08-23"), 4)
    Found(start=4, end=14, type='DATE', value='2017-W33', rule='week')
    """
    match = _WEEK.match(scene.key, at)
    if not match:
        return None
    if match["part"] and match["part"].startswith("cuối"):
        return None
    if _MANY.search(scene.key[max(0, at - 8) : at]):
        return None
    word = match["w"]
    if word in ("trước đó", "sau đó", "đó", "ấy"):
        day = scene.week or read_value_day(scene.last_day or "") or scene.today
        value = week_value(day + timedelta({"trước đó": -7, "sau đó": 7}.get(word, 0))) if day else "XXXX-WXX"
        return Found(at, match.end(), "DATE", value, "week.narrative")
    if scene.today is None:
        return Found(at, match.end(), "DATE", "XXXX-WXX", "week")
    if word in ("qua", "vừa qua"):
        offset = 0 if scene.today.weekday() >= 5 else -1
    else:
        offset = _OFFSETS[word]
    day = scene.today + timedelta(7 * offset)
    scene.week = day
    return Found(at, match.end(), "DATE", week_value(day), "week")


def read_weekend(scene: Scene, at: int) -> Found | None:
    """A weekend: the one that the words after it or tense say.

    >>> read_weekend(Scene("sẽ thăm Lào cuối tuần này", "2017-03-18"), 12)
    Found(start=12, end=25, type='DATE', value='2017-W11-WE', rule='weekend')
    """
    match = _WEEKEND.match(scene.key, at)
    if not match or (match["w"] is None and _HABIT.search(scene.key[max(0, at - 12) : at])):
        return None
    if match.group().startswith("ngày") and _MANY.search(scene.key[max(0, at - 8) : at]):
        return None
    word, end = match["w"], match.end()
    if word == "tới" and not COMING.match(scene.key, end):
        word, end = None, match.start("w") - 1
    if scene.today is None:
        return Found(at, end, "DATE", "XXXX-WXX-WE", "weekend")
    weekday = scene.today.weekday()
    if word in ("trước", "rồi", "vừa rồi"):
        offset = -1
    elif word in ("qua", "vừa qua"):
        offset = 0 if weekday >= 5 else -1
    elif word == "sau":
        offset = 1
    elif word in ("này", "tới", "tới đây"):
        offset = 1 if weekday == 6 and word != "này" else 0
    else:
        cue = scene.cue(at, end)
        offset = 0 if cue > NONE or weekday >= 5 else -1
    return Found(at, end, "DATE", week_value(scene.today + timedelta(7 * offset)) + "-WE", "weekend")


def read_week_span(scene: Scene, at: int) -> Found | None:
    """`tuần từ 11-17/10`, `tuần bắt đầu từ ngày 13/5`, and `đầu tuần` alone."""
    match = _SPAN.match(scene.key, at)
    if not match:
        match = _PART_OF_WEEK.match(scene.key, at)
        if match and not _HABIT.search(scene.key[max(0, at - 12) : at]):
            return Found(at, match.end(), "DATE", week_value(scene.today) if scene.today else "XXXX-WXX", "week.part")
        return None
    day = read_day(scene, match.end(), led=True) or read_day(scene, at + len("tuần "), led=True)
    if day is None:
        return None
    words = match.group()
    end = day.end
    if "(" in words:
        if scene.key[end : end + 1] != ")":
            return None
        end += 1
    if "bắt đầu" in words and "/" not in day.value:
        first = read_value_day(day.value)
        if first and scene.today and day.rule == "day.weekday" and first <= scene.today:
            first += timedelta(7)
        return Found(at, end, "DATE", week_value(first) if first else "XXXX-WXX", "week.from")
    return Found(at, end, "DATE", day.value, "week.days") if "/" in day.value else None
