"""Expressions of one day or a run of days: figures, words, weekdays, `hôm qua`, `cùng ngày`."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from thoisu.annotate.times.calendar import day_value, read_value_day, safe_date, shift_months
from thoisu.annotate.times.feasts import read_feast
from thoisu.annotate.times.figures import ATTACKS_BEFORE, SCORE_BEFORE, bare_is_date, is_share
from thoisu.annotate.times.fragments import COUNTED_AFTER, DASH, DAY, MONTH, MONTH_NUMBER, STEM_BRANCH, WEEKDAYS, read_month, read_year, rx
from thoisu.annotate.times.scene import COMING, STRONG_FUTURE, STRONG_PAST, Found, Scene


class Day(NamedTuple):
    """A day (or run of days) read at a place: where it ends, its value, the rule, and whether it can stand without a word before it."""

    end: int
    value: str
    rule: str
    sure: bool = True


_YEAR = r"\d{4}(?!\d)"
_LEAD = r"(?P<lead>(?:ngày hôm|ngày|hôm|bữa) )?"
_FIGURES = rx(
    rf"{_LEAD}(?P<d>{DAY})(?P<sep> ?/ ?|[-.–]| [-–] )(?P<m>{MONTH_NUMBER})(?:(?P<sep2>[/.–-]| ?/ ?|,? năm )(?P<y>{_YEAR}|"
    rf"(?<=/)\d\d(?!\d)(?!/)))?(?![\d%]|[/.,–-]\d|/[^\W\d])"
)
_RANGE = rx(
    rf"{_LEAD}(?P<d1>{DAY})(?:(?P<s1>[/.-])(?P<m1>{MONTH_NUMBER})(?:[/.-](?P<y1>{_YEAR}))?)?{DASH}"
    rf"(?:ngày )?(?P<d>{DAY})(?P<sep>[/.-]| tháng )(?P<m>{MONTH_NUMBER})"
    rf"(?:(?:[/.-]| năm )(?P<y>{_YEAR}))?(?![\d%]|[/.-]\d)"
)
_WORDS = rx(
    rf"{_LEAD}(?:mùng |mồng )?(?P<d>{DAY}),? ?/?tháng (?P<m>{MONTH})(?:(?:,? năm |,? ?/ ?|-|, | )(?P<y>{_YEAR})|,? (?P<rel>năm (?:nay|"
    rf"ngoái|trước|tới|sau)))?"
)
_LUNAR_YEAR = rx(rf" năm {STEM_BRANCH}")
_OF_MONTH = rx(rf"(?:(?:ngày|hôm) (?:mùng |mồng )?|mùng |mồng )(?P<d>{DAY}) tháng (?P<w>này|nay|trước|rồi|tới|sau)(?!\w)(?! đó)")
_LONE = rx(rf"(?:ngày|mùng|mồng|hôm) (?:mùng |mồng )?(?P<d>{DAY})(?![\d%/]|[.-]\d|,\d(?!\d?(?:,| và| đến) ?\d)| ?[-–] ?\d)")
_FROM = re.compile(
    rf"(?P<d>{DAY})(?=(?P<sep> {{1,2}}(?:đến|tới|và)|"
    rf",) ?(?:hết )?(?:ngày )?(?:{DAY},? ?(?:và )?){{0,4}}{DAY}(?:[/.-]| tháng ){MONTH_NUMBER}(?![\d%]))"
)
_END_OF_DAY = re.compile(r"cuối ngày(?= *(?:$|[,.;)]))")
_PART_OF_DAY = rx(r"(?:đầu|cuối) (?=ngày|hôm|thứ)")
_HABIT_BEFORE = re.compile(r"(?:^|\W)(?:mỗi|các|những|từng|hàng|hằng|buổi|khi|lúc)[ ]$")
_LONE_NOT = re.compile(r" (?:tiếng|giờ|lần|buổi|bữa|người|triệu|nghìn|tỷ|tỉ|phút|%|ca|chuyến|vụ|lượt|ngày|tháng \D|năm|tuần|đêm|cái|viên|liều|USD)")
_YEARS_OFF = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
_OF_YEAR = rx(r",? (?:của )?năm (?P<w>nay|này|ngoái|trước|tới|sau)(?! (?:đó|đến|nữa))(?!\w)")
_RELATIVE = rx(r"(?:ngày )?(?:hôm |bữa )(?P<w>nay|qua|kia|kìa)(?!\w)|(?:ngày )(?P<v>mai|mốt|kia)(?!\w)")
_OFFSETS = {"nay": 0, "qua": -1, "mai": 1, "mốt": 2}
_WEEKDAY = rx(r"(?:(?:ngày|hôm) )?(?:(?P<chu>(?:ngày )?ch[ủú]a? nhật)|thứ (?P<n>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?![\w/]))")
_WEEK = rx(r",? (?:của )?tuần (?P<w>trước|này|qua|rồi|vừa rồi|vừa qua|tới|sau|nay)(?!\w)(?! đó)")
_NEAR = rx(r" (?P<w>vừa qua|vừa rồi|qua|này|tới đây|tới)(?!\w)")
_AGAIN = rx(r"(?:(?:,| và| hoặc| đến| tới| hay) (?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)){1,2} tuần (?P<w>trước|này|qua|tới|sau)(?!\w)")
_SAME = rx(r"(?:cùng ngày|cùng hôm)(?! (?:tháng|sinh|giờ)(?!\w))(?P<far> đó| ấy)?(?!\w)|(?:ngày hôm|hôm|bữa) (?:đó|ấy)(?!\w)|ngày (?:đó|này)(?!\w)")
_NEXT = rx(r"(?:ngày )?(?:hôm|bữa) (?P<w>sau|trước|nọ)(?!\w)|ngày (?P<v>sau đó|tiếp theo|kế tiếp|trước đó)(?!\w)")
_SUFFIX = re.compile(r",? {1,2}(vừa qua|vừa rồi|tới đây|sắp tới|tới|này)(?!\w)")
_ATTACHED = re.compile(
    rf",? {{0,2}}\((?:tức |tức là |nhằm )?(?:ngày |hôm )?(?P<d>{DAY})(?P<sep>[/.-])(?P<m>{MONTH_NUMBER})(?:[/.-](?P<y>{_YEAR}))?\)"
    rf"|,? {{1,2}}(?:ngày |hôm |tức ngày )?(?P<d2>{DAY})(?P<sep2>[/.-])(?P<m2>{MONTH_NUMBER})(?:[/.-](?P<y2>{_YEAR}))?(?![\d%]|[/.,-]\d)"
)


def read_day(scene: Scene, at: int, *, led: bool = False) -> Day | None:
    """The day expression that starts at `at`, None where there is none; `led` says that a part of the day or a clock time precedes."""
    for read in _FIGURE_READERS if scene.key[at : at + 1].isdigit() else _READERS:
        found = read(scene, at, led)
        if found is not None:
            return found
    return None


def read_lunar(scene: Scene, at: int, led: bool) -> Day | None:
    """A feast or a day of the lunar calendar."""
    found = read_feast(scene.key, at, scene.today)
    if found is None:
        return None
    date_beside = _ATTACHED.match(scene.key, found[0])  # `ngày Quốc tế Lao động 1/5 vừa qua`
    if date_beside and (led or found[2]):
        k = "" if date_beside["d"] else "2"
        day, month, year = int(date_beside["d" + k]), int(date_beside["m" + k]), date_beside["y" + k]
        end = end_with_suffix(scene.key, date_beside.end())
        return Day(end, day_value(int(year), month, day) if year else scene.resolve_day(month, day, at, date_beside.end()), "day.feast")
    return Day(found[0], found[1], "day.feast", led or found[2])


def end_with_suffix(key: str, end: int) -> int:
    """Where an expression ends with the `vừa qua`, `tới`, `này` after it."""
    match = _SUFFIX.match(key, end)
    if not match or (match.group(1) == "tới" and not COMING.match(key, match.end())):
        return end
    return match.end()


def _read_range(scene: Scene, at: int, led: bool) -> Day | None:
    match = _RANGE.match(scene.key, at)
    if not match:
        return None
    named = bool(match["lead"] or led)
    months = match["sep"][0] == " "  # `9-10 tháng 5`
    if not named and (SCORE_BEFORE.search(scene.key[max(0, at - 24) : at]) or (months and COUNTED_AFTER.match(scene.key, match.end()))):
        return None
    if match["s1"] is None and not (match["sep"] == "/" or months or named):
        return None
    if match["s1"] == "-" or (match["s1"] and match["s1"] != match["sep"]):
        return None
    month, first, last = int(match["m"]), int(match["d1"]), int(match["d"])
    start_month = int(match["m1"]) if match["m1"] else month
    if (start_month, first) >= (month, last) and not match["y"] and start_month == month:
        return None
    end = match.end()
    year = read_year(match["y"]) if match["y"] else scene.year_of(month, last, at, end)
    first_year = read_year(match["y1"]) if match["y1"] else year if year is None or start_month <= month else year - 1
    value = f"{day_value(first_year, start_month, first)}/{day_value(year, month, last)}"
    return Day(end_with_suffix(scene.key, end), value, "day.range")


def _read_figures(scene: Scene, at: int, led: bool) -> Day | None:
    match = _FIGURES.match(scene.key, at)
    if not match:
        return None
    sure = bool(match["lead"] or led)
    if scene.key.startswith((" âm lịch", " (âm lịch"), match.end()):
        return None
    spaced = match["sep"][0] == " " and "/" not in match["sep"]
    if spaced and (not sure or int(match["d"]) <= int(match["m"])):  # `sáng 27 - 4`, but `ngày 5 - 7` are three days
        return None
    if not led and match["lead"] == "ngày " and scene.key.endswith("một ", 0, at) and match["y"] is None:
        return None  # `một ngày 2/3 số ghế bỏ trống`
    if match["sep2"] == "/" and match["sep"] == "-" and not sure:
        return None  # `1-6/2016`: months
    if match["y"] is None and not sure and not scene.carries_on(at) and not bare_is_date(scene, match):
        return None
    if match["y"] and not sure and (len(match["y"]) == 2 or scene.key[max(0, at - 1) : at] in ("/", ".", "-")):
        return None
    month, day, end = int(match["m"]), int(match["d"]), match.end()
    of_year = _OF_YEAR.match(scene.key, end)
    if match["y"]:
        year: int | None = read_year(match["y"])
        if year is not None and not 1000 <= year <= 2100:
            return None
    elif of_year and scene.today is not None:
        year, end = scene.today.year + _YEARS_OFF[of_year["w"]], of_year.end()
    elif match["lead"] and match["lead"].startswith("hôm") and scene.today is not None:
        year = scene.today.year - ((safe_date(scene.today.year, month, day) - scene.today).days > 1)
    elif (day, month) == (11, 9) and ATTACKS_BEFORE.search(scene.key[max(0, at - 20) : at]):
        year = 2001
    else:
        up_to = _UP_TO_YEAR.match(scene.key, end)
        year = _year_up_to(up_to, month, day) if up_to else scene.year_of(month, day, at, end)
    rule = "day.full" if match["y"] else "day.month" if sure else "day.bare"
    return Day(end_with_suffix(scene.key, end), day_value(year, month, day), rule)


_UP_TO_YEAR = re.compile(
    rf" (?:đến|tới|đến hết) (?:ngày )?(?P<d>{DAY})[/.-](?P<m>{MONTH_NUMBER})(?:[/.-]| năm )(?P<y>{_YEAR})(?![/.-]\d)"
)


def _year_up_to(match: re.Match[str], month: int, day: int) -> int:
    """The year of a day from which a run goes on to a full date: `từ 28/12 đến 3/1/2017`."""
    return int(match["y"]) - ((month, day) > (int(match["m"]), int(match["d"])))


def _is_months_of(scene: Scene, match: re.Match[str]) -> bool:
    """Whether `6 tháng năm 2019` counts months of a year."""
    return match["m"] == "năm" and bool(match["y"]) and not match["lead"] and not scene.text[match.start("m")].isupper()


def _read_of_month(scene: Scene, at: int) -> Day | None:
    """`ngày 25 tháng này`, `mùng 5 tháng sau`."""
    match = _OF_MONTH.match(scene.key, at)
    if not match or scene.today is None:
        return None
    month = shift_months(scene.today.replace(day=1), {"này": 0, "nay": 0, "tới": 1, "sau": 1}.get(match["w"], -1))
    return Day(match.end(), day_value(month.year, month.month, int(match["d"])), "day.words")


def _read_words(scene: Scene, at: int, led: bool) -> Day | None:
    match = _WORDS.match(scene.key, at)
    if match is None:
        return _read_of_month(scene, at)
    month = read_month(match["m"])
    if month is None or match["m"] in ("giêng", "chạp") or _is_months_of(scene, match):
        return None
    bare = not (match["lead"] or led or match["y"])
    if bare and (COUNTED_AFTER.match(scene.key, match.end()) or SCORE_BEFORE.search(scene.key[max(0, at - 24) : at])):
        return None  # `thuê 5 tháng 10 triệu đồng`, `đường 2 tháng 9`
    day, end = int(match["d"]), match.end()
    if scene.key.startswith(" âm lịch", end) or _LUNAR_YEAR.match(scene.key, end):
        return None
    if match["y"]:
        value = day_value(int(match["y"]), month, day)
    elif match["rel"] and scene.today is not None:
        value = day_value(scene.today.year + _YEARS_OFF[match["rel"].split()[-1]], month, day)
    else:
        value = scene.resolve_day(month, day, at, end)
    return Day(end_with_suffix(scene.key, end), value, "day.words")


def _read_relative(scene: Scene, at: int, led: bool) -> Day | None:
    match = _RELATIVE.match(scene.key, at)
    if not match:
        return None
    word = match["w"] or match["v"]
    offset = _OFFSETS.get(word, -2 if match["w"] else 2)
    # `Mai` with a capital is a name; `một ngày kia` is no day that one can count
    if match["v"] and (scene.text[match.start("v")].isupper() or scene.key.endswith("một ", 0, at)):
        return None
    return attach(scene, match.end(), scene.shifted(offset), "day.relative")


_NEAR_DAYS = 3


def attach(scene: Scene, end: int, value: str, rule: str) -> Day:
    """The day with the date beside it (`(22/10)`, `, 21/10`), which then gives the value."""
    match = _ATTACHED.match(scene.key, end)
    if match:
        k = "" if match["d"] else "2"
        day, month, year = int(match["d" + k]), int(match["m" + k]), match["y" + k]
        anchor = read_value_day(value)
        if year is None and anchor is not None:
            near = min((safe_date(anchor.year + i, month, day) for i in (-1, 0, 1)), key=lambda d: abs((d - anchor).days))
            far = k and rule == "day.relative" and abs((near - anchor).days) > _NEAR_DAYS
            if far and match["sep2"] == "/" and is_share(scene.key, day, month, match.end()):
                return Day(end_with_suffix(scene.key, end), value, rule)  # `hôm nay 10/12 đội có mặt`
            value = near.isoformat()
        else:
            value = day_value(int(year) if year else None, month, day)
        end = match.end()
        rule += "+date"
    return Day(end_with_suffix(scene.key, end), value, rule)


_ORDINAL_BEFORE = re.compile(
    r"(?:lần|người|đứng|hạng|vị trí|ngày|cuộc|chiếc|đợt|con|bên|quý|tuần|năm|phiên|trận|vòng|phút|khóa|thế giới|nước|kỳ|số|lớn|bàn|là|"
    r"nhiệm kỳ|thế hệ|tháng|ngôi)[ ]$"
)
_HABIT_AFTER = re.compile(
    r"(?:(?:,| đến| tới| và) (?:thứ \w+|chủ nhật)){0,3}[ ](?:hằng tuần|mỗi tuần|hàng tuần|đỏ|"
    r"xanh)(?!\w)"
)  # `Chủ nhật đỏ` is a campaign
_COUNTED_BEFORE = re.compile(r"(?:^|\W)(?:lần|đợt|kỳ|cuộc|phiên|trận|hạng)[ ][^.,\n]{0,16}$")
_TIME_BEFORE = re.compile(r"(?:^|\W)(?:vào|hôm|từ|đến|tới|hết|trong|sáng|trưa|chiều|tối|đêm|kể từ|khoảng)[ ]$")


def _read_weekday(scene: Scene, at: int, led: bool) -> Day | None:
    match = _WEEKDAY.match(scene.key, at)
    if not match:
        return None
    key, end = scene.key, match.end()
    weekday = 6 if match["chu"] else WEEKDAYS[match["n"]]
    week = _WEEK.match(key, end) or _NEAR.match(key, end)
    again = _AGAIN.match(key, end)
    if week and week["w"] == "tới" and not COMING.match(key, week.end()):
        week = None
    attached = _ATTACHED.match(key, end)
    before = key[max(0, at - 16) : at]
    capital = scene.text[match.start("n")].isupper() if match["n"] else True
    lead = key.startswith("hôm", at)
    if match["n"] and match["n"].isdigit() and not (lead or led or attached) and _COUNTED_BEFORE.search(key[max(0, at - 24) : at]):
        return None
    listed = scene.carries_on(at) and scene.previous is not None and scene.previous.rule == "day.weekday"
    if not (lead or capital or led or week or attached or again or listed) and not _TIME_BEFORE.search(before):
        return None
    if week and week["w"] == "này" and " tuần" not in week.group() and not (lead or capital or led) and not _TIME_BEFORE.search(before):
        return None
    if match["n"] and not (lead or capital or led) and _ORDINAL_BEFORE.search(before):
        return None
    if match["n"] and key.startswith("ngày", at) and not (capital or attached or week) and not (before.endswith("vào ") and key.startswith(",", end)):
        return None  # `ngày thứ hai` counts days
    word = (again or week)["w"] if again or week else ""  # type: ignore[index]
    if _HABIT_AFTER.match(key, end) or before.endswith(("các ngày ", "mỗi ", "mỗi ngày ", "mỗi tối ", "mỗi sáng ")):
        return None
    value = _weekday_value(scene, weekday, word, bool(again) or bool(week and " tuần " in week.group()), at, end)
    if week and not again:
        end = week.end()
    return attach(scene, end, value, "day.weekday")


def _weekday_value(scene: Scene, weekday: int, word: str, by_week: bool, at: int, end: int) -> str:
    today = scene.today
    if today is None:
        return "XXXX-XX-XX"
    monday = today - timedelta(today.weekday())
    if by_week:
        weeks = {"trước": -1, "rồi": -1, "vừa rồi": -1, "vừa qua": -1, "qua": -1, "tới": 1, "sau": 1}.get(word, 0)
        return (monday + timedelta(7 * weeks + weekday)).isoformat()
    cue = {"tới": STRONG_FUTURE, "tới đây": STRONG_FUTURE, "sau": STRONG_FUTURE, "này": 0}.get(word, STRONG_PAST) if word else scene.cue(at, end)
    if scene.key.startswith("hôm", at):
        cue = STRONG_PAST
    if word == "này":
        return (monday + timedelta(weekday)).isoformat()
    if cue > 0:
        return (today + timedelta((weekday - today.weekday()) % 7)).isoformat()
    return (today - timedelta((today.weekday() - weekday) % 7)).isoformat()


def _read_same(scene: Scene, at: int, led: bool) -> Day | None:
    match = _SAME.match(scene.key, at)
    if match:
        if scene.key[max(0, at - 6) : at].endswith(("những ", "các ", "mấy ")):
            return None
        if scene.last_day is None and not match.group().startswith("cùng"):
            return None  # `ngày ấy` of long ago
        far = match["far"] or not match.group().startswith("cùng")
        value = (scene.last_day if far else None) or scene.here(at)
        return attach(scene, match.end(), value, "day.same")
    match = _NEXT.match(scene.key, at)
    if match:
        word = match["w"] or match["v"]
        if scene.key[max(0, at - 8) : at].endswith(("những ", "các ", "mấy ")):
            return None
        if word == "nọ" or (not led and match.group().startswith(("hôm t", "bữa t"))):
            return Day(match.end(), "PAST_REF", "day.vague")
        return attach(scene, match.end(), scene.after_here(-1 if word.startswith("trước") else 1), "day.next")
    return None


def read_part_of_day(scene: Scene, at: int) -> Found | None:
    """The beginning or end of a day, which has the day's value.

    >>> read_part_of_day(Scene("Vàng giảm cuối ngày 22/11.", "2016-11-24"), 10)
    Found(start=10, end=25, type='DATE', value='2016-11-22', rule='day.part')
    """
    match = _PART_OF_DAY.match(scene.key, at)
    day = read_day(scene, match.end()) if match else None
    if day is not None and "/" not in day.value:
        return Found(at, day.end, "DATE", day.value, "day.part")
    match = _END_OF_DAY.match(scene.key, at)
    if match and not _HABIT_BEFORE.search(scene.key[max(0, at - 8) : at]):
        return Found(at, match.end(), "DATE", scene.here(at), "day.part")
    return None


_UP_TO = re.compile(
    rf"(?:(?:,| và| đến| đến hết| tới| hoặc| rạng sáng|,? đêm| hay| -)+ ?(?:hết )?(?:ngày )?{DAY}(?![/.-]\d)){{0,4}}(?:,| và| đến|"
    rf" đến hết| tới| hoặc| hay| rạng sáng| -)+ (?:hết )?(?:ngày )?{DAY}(?:[/.-]| tháng )(?P<m>{MONTH_NUMBER})(?:(?:[/.-]|"
    rf" năm )(?P<y>{_YEAR}))?"
)


def _read_lone(scene: Scene, at: int, led: bool) -> Day | None:
    """`ngày 23` without its month, which the next date or the narrative gives; `từ 5 đến 11/7`."""
    match = _FROM.match(scene.key, at)
    listed = scene.previous is not None and scene.previous.rule == "day.lone" and scene.carries_on(at)
    if match and (listed or (match["sep"] != "," and scene.key[max(0, at - 5) : at].endswith(("từ ", "giữa ")))):
        return Day(match.end(), lone_value(scene, int(match["d"]), at, match.end()), "day.from")
    match = _LONE.match(scene.key, at)
    if not match or _LONE_NOT.match(scene.key, match.end()):
        return None
    return Day(end_with_suffix(scene.key, match.end()), lone_value(scene, int(match["d"]), at, match.end()), "day.lone")


def lone_value(scene: Scene, day: int, at: int, end: int) -> str:
    """The value of a day of the month alone: in the month of the date that it runs up to, else nearest to the narrative."""
    up_to = _UP_TO.match(scene.key, end)
    if up_to:
        month = int(up_to["m"])
        return day_value(int(up_to["y"]) if up_to["y"] else scene.year_of(month, day, end, up_to.end()), month, day)
    if scene.month and scene.month[:4] != "XXXX":
        year, month = int(scene.month[:4]), int(scene.month[5:7])
        return day_value(year, month, day)
    if scene.month:
        return f"{scene.month}-{day:02}"
    if scene.today is None:
        return f"XXXX-XX-{day:02}"
    return _near_day(scene.today, day, scene.cue(at, end)).isoformat()


def _near_day(today: date, day: int, cue: int) -> date:
    """The day of this month or of one beside it, as tense says; in this month where tense says nothing."""
    this = safe_date(today.year, today.month, day)
    if cue < 0 and this > today:
        before = shift_months(today.replace(day=1), -1)
        return safe_date(before.year, before.month, day)
    if cue > 0 and this < today:
        after = shift_months(today.replace(day=1), 1)
        return safe_date(after.year, after.month, day)
    return this


_READERS = (_read_range, _read_figures, _read_words, _read_weekday, _read_relative, _read_same, read_lunar, _read_lone)
_FIGURE_READERS = (_read_range, _read_figures, _read_words, read_lunar, _read_lone)  # what can begin with a figure
