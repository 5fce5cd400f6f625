"""Months, quarters, halves, seasons and `cùng kỳ`."""

import re
from datetime import date

from thoisu.annotate.times.calendar import day_value, month_value, safe_date, shift_months
from thoisu.annotate.times.figures import names_a_place
from thoisu.annotate.times.fragments import COUNTED_AFTER, DASH, MONTH, MONTH_NUMBER, YEAR, read_month, read_roman, read_year, rx
from thoisu.annotate.times.scene import COMING, NONE, PAST, Found, Scene
from thoisu.text.numerals import parse_number

PART = (
    r"(?P<part>(?:(?:đầu|giữa|cuối|trung tuần|thượng tuần|hạ tuần|nửa đầu(?: của)?|nửa cuối(?: của)?|nửa sau(?: của)?|"
    r"những ngày đầu|những ngày cuối|mấy ngày đầu) ))?"
)
YEAR_WORDS = {
    "nay": 0, "này": 0, "ngoái": -1, "trước": -1, "qua": -1, "vừa qua": -1, "vừa rồi": -1, "rồi": -1, "tới": 1, "sau": 1, "tiếp theo": 1,
    "kế tiếp": 1, "kia": -2,
}
OF_YEAR = (
    rf"(?:(?:,? ?(?:của )?năm |/| ?/ ?| ?[-–] ?|\.| )(?P<y>{YEAR})(?!/\d)|"
    r" (?:của )?năm (?P<rel>nay|ngoái|trước|tới|sau|này|vừa qua)(?! đó)(?!\w)| (?P<same>cùng năm)(?!\w))"
)
_MONTH = rx(
    rf"{PART}tháng (?P<m>{MONTH})(?:{DASH}(?P<m2>{MONTH_NUMBER}))?(?:{OF_YEAR}| (?P<w>vừa qua|vừa rồi|rồi|qua|tới đây|sắp tới|tới|"
    rf"này)(?!\w))?(?![\d%]|[/.,-]\d)"
)
_BARE = rx(rf"(?P<part>(?:đầu|giữa|cuối) )?(?P<m>{MONTH_NUMBER})(?P<sep>[/-])(?P<y>(?:19|20)\d\d)(?![\d%/]|[.,-]\d|/)")
_RANGE = rx(
    rf"(?:tháng )?(?P<m1>{MONTH_NUMBER})(?:[/-](?P<y1>(?:19|20)\d\d))?{DASH}(?:tháng )?(?P<m>{MONTH_NUMBER})[/-](?P<y>(?:19|"
    rf"20)\d\d)(?![\d/])(?![.-]\d)"
)
_RELATIVE = rx(rf"{PART}tháng (?P<w>trước đó|sau đó|trước|này|nay|tới đây|sắp tới|tới(?! (?:nay|ngày \d|\d|hết))|sau|vừa qua|vừa rồi|qua|rồi)(?!\w)")
_ALONE = rx(
    r"(?:đầu|giữa|cuối) tháng(?= *(?:$|[.,;:)]| [^\W\d]))(?! (?:giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|"
    r"chín|mười|trước|sau|tới(?! (?:nay|ngày \d|\d|hết))|qua|"
    r"này)(?!\w))"
)
_QUARTER = rx(rf"{PART}(?:các )?qu[ýí] (?P<q>iv|i{{1,3}}|[1-4])(?![\w])(?:{OF_YEAR}| (?P<w>vừa qua|này|tới))?(?![\d%]|[.,]\d)")
_QUARTER_RELATIVE = rx(
    rf"(?P<part>(?:đầu|giữa|cuối) )?qu[ýí] (?P<w>trước|này|vừa qua|tới|sau|(?:đầu|cuối)(?: tiên| cùng)?(?: của)? năm(?: nay|"
    rf" (?P<y>{YEAR}))?)(?!\w)"
)
_MONTHS_OF_YEAR = rx(
    rf"(?P<n>\d{{1,2}}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một) (?P<unit>tháng|quý) (?P<side>đầu|"
    rf"cuối) (?:của )?năm(?: (?P<y>{YEAR})| (?P<rel>nay|ngoái|trước|tới|sau|này))?"
)
_HALF = rx(
    rf"(?P<side>nửa đầu|nửa đầu tiên|nửa cuối|nửa sau|nửa cuối cùng) (?:của )?năm(?: (?P<y>{YEAR})| (?P<rel>nay|ngoái|trước|tới|sau|"
    rf"này))?(?!\w)"
)
_SAME = rx(
    rf"(?:thời điểm này(?= năm (?:trước|ngoái)(?!\w))|cùng (?:kỳ|kì|thời kỳ|thời điểm))(?: (?:của )?(?:năm (?P<rel>trước|ngoái)|"
    rf"(?:năm )?(?P<y>{YEAR})|(?P<month>tháng trước)))?"
    r"(?!\w)(?! (?:thi|họp|vọng|thú|quặc|nghỉ))"
)
_SEASON = rx(
    rf"(?P<part>(?:đầu|giữa|cuối) )?(?:(?P<mua>mùa )(?P<s>xuân|hè|hạ|thu|đông)(?: (?:của )?(?:năm )?(?P<y>{YEAR})| (?P<w>năm nay|"
    rf"năm ngoái|năm trước|năm tới|năm sau|này|vừa qua|vừa rồi|qua|rồi|tới|trước|sau))"
    rf"|(?P<s2>hè|xuân|thu|đông) (?:(?P<y2>{YEAR})|(?P<w2>năm nay|năm ngoái|này|vừa qua|vừa rồi)))(?!\w)"
)
SEASONS = {"xuân": "SP", "hè": "SU", "hạ": "SU", "thu": "FA", "đông": "WI"}
_ADDRESS = re.compile(
    r"(?:số|nghị định|thông tư|quyết định|luật|chỉ thị|nghị quyết|hiệp định|pháp lệnh|công văn|văn bản|đợt|hđ|tập|kỳ|phần|lần|khóa|"
    r"lớp|bản án|khoá)[ ]$"
)

_NUMBER_BEFORE = re.compile(r"(?<!\d)\d{1,2}[ ]$")
_GAMES = re.compile(r"(?:thế vận hội|olympic|paralympic|đại hội|vụ|giải)[ ]$")

_DECREE_AFTER = re.compile(r" /|/n|-n|/q|/t")


_QUANTIFIERS = ("những ", "các ", "mấy ", "nhiều ", "vài ")


def year_by_word(scene: Scene, word: str) -> int | None:
    """The year of `nay`, `ngoái`, `tới`; None without a publication day."""
    return None if scene.today is None else scene.today.year + YEAR_WORDS[word]


def open_year(year: int | None) -> str:
    """The value of a year, XXXX where not known."""
    return "XXXX" if year is None else f"{year:04}"


def read_month_of_year(scene: Scene, at: int) -> Found | None:
    """A month by number or name, with or without its year.

    >>> read_month_of_year(Scene("hồi cuối tháng 11/2015", None), 4)
    Found(start=4, end=22, type='DATE', value='2015-11', rule='month')
    """
    match = _MONTH.match(scene.key, at)
    month = read_month(match["m"]) if match else None
    if not match or month is None or _is_number_of_months(scene, match) or scene.key.endswith("cách mạng ", 0, at):
        return None
    number = _NUMBER_BEFORE.search(scene.key, max(0, at - 3), at)
    if number and names_a_place(scene.key, number.start()):
        return None  # `đường 3 tháng 2`
    end = match.end()
    if match["w"] == "tới" and not COMING.match(scene.key, end):
        end = match.start("w") - 1
    if match["w"] in ("qua", "rồi") and not match["m"].isdigit():
        return None
    if match["y"]:
        year: int | None = read_year(match["y"])
    elif match["rel"]:
        year = year_by_word(scene, match["rel"])
    elif match["same"]:
        told = (scene.previous.value if scene.previous else "")[:4]
        year = int(told) if told.isdigit() and len(told) == 4 else scene.year_of(month, None, at, end)
    else:
        up_to = _UP_TO_MONTH.match(scene.key, end)
        if up_to:  # `từ tháng 7 đến tháng 11-2012`: both of one year, or of two that follow
            year = int(up_to["y"]) - (month > int(up_to["m"]))
        else:
            year = scene.year_of(month, None, at, match.start("w") - 1 if match["w"] else end)
    value = month_value(year, month)
    if match["m2"]:
        last = int(match["m2"])
        if last <= month or scene.key.startswith(" lần", end):
            return None
        return Found(at, end, "DATE", f"{value}/{month_value(year, last)}", "month.range")
    return Found(at, end, "DATE", value, "month")


_UP_TO_MONTH = re.compile(rf" (?:đến|tới|và|đến hết) (?:đầu |giữa |cuối )?tháng (?P<m>{MONTH_NUMBER})(?:[/-]| ?/ ?| năm )(?P<y>(?:19|20)\d\d)(?!\d)")
_NAMED_AFTER = re.compile(r" *(?:$|[.,;:)?!”\"])| (?:năm|vừa|tới|này|khi|và|tại|ở|của|với|do|để|là|nhằm|sau|trước|đã|sẽ|âm|dương)(?!\w)")


def _is_number_of_months(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the word after `tháng` is not the name of a month: `ba tháng hai người`, `tháng năm` as months and years."""
    if match["m"].isdigit() or match["m"] in ("giêng", "chạp"):
        return False
    if scene.text[match.start("m")].isupper():
        return False
    if match["m"] == "năm" and match["y"]:
        return True
    return not _NAMED_AFTER.match(scene.key, match.end()) and not match["y"] and not match["w"]


def read_bare_month(scene: Scene, at: int) -> Found | None:
    """`3/1947`, `7-2016`, `1/2012-8/2013` without the word for month."""
    before = scene.key[max(0, at - 14) : at]
    if before[-1:] and (before[-1].isalnum() or before[-1] in "/.-–,"):
        return None
    match = _RANGE.match(scene.key, at)
    if match and not before.endswith(("số ", "tập ", "lớp ", "trang ", "kênh ")):
        year = int(match["y"])
        first = int(match["y1"]) if match["y1"] else year
        value = f"{month_value(first, int(match['m1']))}/{month_value(year, int(match['m']))}"
        return Found(at, match.end(), "DATE", value, "month.range")
    match = _BARE.match(scene.key, at)
    if not match or _ADDRESS.search(before) or _DECREE_AFTER.match(scene.key, match.end()):
        return None
    if COUNTED_AFTER.match(scene.key, match.end()):
        return None
    if match["m"] == "1" and match["y"].endswith("000") and match["sep"] == "/":  # the scale of a plan
        return None
    return Found(at, match.end(), "DATE", month_value(int(match["y"]), int(match["m"])), "month.bare")


def read_relative_month(scene: Scene, at: int) -> Found | None:
    """`tháng trước`, `cuối tháng này`, `đầu tháng`."""
    match = _RELATIVE.match(scene.key, at)
    if match:
        word, end = match["w"], match.end()
        if word == "qua" and scene.key.startswith(" đi", end):
            return None
        if scene.key.endswith(_QUANTIFIERS, max(0, at - 8), at):
            return None
        if word in ("trước đó", "sau đó"):
            anchor = scene.month if scene.month and scene.month[0] != "X" else None
            moved = shift_months(date(int(anchor[:4]), int(anchor[5:7]), 1), -1 if word == "trước đó" else 1) if anchor else None
            value = month_value(moved.year, moved.month) if moved else "XXXX-XX"
            return Found(at, end, "DATE", value, "month.narrative")
        offset = -1 if word in ("trước", "vừa qua", "vừa rồi", "qua", "rồi") else 0 if word in ("này", "nay") else 1
        if scene.today is None:
            return Found(at, end, "DATE", "XXXX-XX", "month.relative")
        day = shift_months(scene.today, offset)
        return Found(at, end, "DATE", month_value(day.year, day.month), "month.relative")
    match = _ALONE.match(scene.key, at)
    if not match or scene.key[max(0, at - 8) : at].endswith(("mỗi ", "hàng ", "hằng ", "ngày ", "cứ ", "các ", "những ")):
        return None
    value = month_value(scene.today.year, scene.today.month) if scene.today else "XXXX-XX"
    return Found(at, match.end(), "DATE", value, "month.part")


def read_quarter(scene: Scene, at: int) -> Found | None:
    """A quarter in Roman or Arabic figures, with or without its year.

    >>> read_quarter(Scene("Quý III/2016, lãi tăng", None), 0)
    Found(start=0, end=12, type='DATE', value='2016-Q3', rule='quarter')
    """
    match = _QUARTER.match(scene.key, at)
    number = read_roman(match["q"]) if match else None
    if match and _is_part_of_name(scene.text, at):
        return None  # the island `Phú Quý`
    if match is None and _TREASURE_BEFORE.search(scene.key[max(0, at - 12) : at]):
        return None
    if match and number:
        if match["y"]:
            year: int | None = int(match["y"])
        elif match["rel"]:
            year = year_by_word(scene, match["rel"])
        else:
            year = _quarter_year(scene, number, at, match.end())
        return Found(at, match.end(), "DATE", f"{open_year(year)}-Q{number}", "quarter")
    match = _QUARTER_RELATIVE.match(scene.key, at)
    if not match:
        return None
    word = match["w"]
    if word.startswith(("đầu", "cuối")):
        year = int(match["y"]) if match["y"] else year_by_word(scene, "nay")
        return Found(at, match.end(), "DATE", f"{open_year(year)}-Q{1 if word.startswith('đầu') else 4}", "quarter.relative")
    if scene.today is None:
        return Found(at, match.end(), "DATE", "XXXX-QX", "quarter.relative")
    day = shift_months(scene.today, {"này": 0, "tới": 3, "sau": 3}.get(word, -3))
    return Found(at, match.end(), "DATE", f"{day.year}-Q{(day.month + 2) // 3}", "quarter.relative")


_TREASURE_BEFORE = re.compile(r"(?:gỗ|đồ|vật|món|thú|thuốc|kim loại|đá|loài|của|cây|hiện vật|thịt|hàng)[ ]$")  # `loại gỗ quý này`


def _is_part_of_name(text: str, at: int) -> bool:
    before = text[max(0, at - 10) : at].split(" ")
    return text[at].isupper() and len(before) > 1 and before[-1] == "" and before[-2][:1].isupper()


def _quarter_year(scene: Scene, number: int, at: int, end: int) -> int | None:
    if scene.today is None:
        return None
    now = (scene.today.month + 2) // 3
    cue = scene.cue(at, end)
    if cue > NONE and number < now - 1:
        return scene.today.year + 1
    if (number > now and (cue <= PAST or number - now > 2)) or (number > now + 1 and cue == NONE):
        return scene.today.year - 1
    return scene.today.year


def read_part_of_year(scene: Scene, at: int) -> Found | None:
    """Months or quarters counted from one end of a year, and its halves: `9 tháng đầu năm 2013`, `nửa đầu năm`."""
    match = _MONTHS_OF_YEAR.match(scene.key, at)
    if match:
        count = parse_number(match["n"])
        months = int(count or 0) * (3 if match["unit"] == "quý" else 1)
        if not 1 <= months <= 11:
            return None
        year = _year_of(scene, match)
        first, last = (1, months) if match["side"] == "đầu" else (13 - months, 12)
        return Found(at, match.end(), "DATE", f"{month_value(year, first)}/{month_value(year, last)}", "months.of_year")
    match = _HALF.match(scene.key, at)
    if not match:
        return None
    half = 1 if "đầu" in match["side"] else 2
    return Found(at, match.end(), "DATE", f"{open_year(_year_of(scene, match))}-H{half}", "half")


def _year_of(scene: Scene, match: re.Match[str]) -> int | None:
    return int(match["y"]) if match["y"] else year_by_word(scene, match["rel"] or "nay")


_DAYS_OF_MONTH = rx(r"(?P<n>\d{1,2}|hai|ba|năm|mười) ngày (?P<side>đầu|cuối)(?: tiên| cùng)?(?: của)? (?=tháng)")


def read_days_of_month(scene: Scene, at: int) -> Found | None:
    """Days counted from one end of a month: `10 ngày đầu tháng 6`."""
    match = _DAYS_OF_MONTH.match(scene.key, at)
    month = (read_month_of_year(scene, match.end()) or read_relative_month(scene, match.end())) if match else None
    count = int(parse_number(match["n"]) or 0) if match else 0
    if not match or month is None or not 1 <= count <= 28:
        return None
    if not re.fullmatch(r"\d{4}-\d\d", month.value):
        return Found(at, month.end, "DATE", month.value, "days.of_month")
    year, number = int(month.value[:4]), int(month.value[5:])
    last = safe_date(year, number, 31).day
    first, end = (1, count) if match["side"] == "đầu" else (last - count + 1, last)
    return Found(at, month.end, "DATE", f"{day_value(year, number, first)}/{day_value(year, number, end)}", "days.of_month")


def read_same_period(scene: Scene, at: int) -> Found | None:
    """`cùng kỳ năm trước`: the period told last, in another year."""
    match = _SAME.match(scene.key, at)
    if not match or scene.text[at + 5].isupper():
        return None
    if not (match["rel"] or match["y"] or match["month"] or scene.key.startswith(("cùng kỳ", "cùng kì"), at)):
        return None
    period = scene.period
    if period is None and scene.today is not None:
        period = month_value(scene.today.year, scene.today.month)
    if period is None:
        return Found(at, match.end(), "DATE", match["y"] or "XXXX", "same_period")
    years = sorted({int(y) for y in re.findall(r"(?<![\d-])\d{4}", period)})
    year = int(match["y"]) if match["y"] else (years[0] if years else 0) - 1
    if match["month"] or not years:
        return Found(at, match.end(), "DATE", period, "same_period")
    value = re.sub(r"(?<![\d-])\d{4}", lambda m: f"{int(m.group()) - years[0] + year:04}", period)
    return Found(at, match.end(), "DATE", value, "same_period")


def read_season(scene: Scene, at: int) -> Found | None:
    """A season of a year: `mùa hè năm 2012`, `hè vừa qua`.

    >>> read_season(Scene("mùa hè vừa qua", "2013-11-01"), 0)
    Found(start=0, end=14, type='DATE', value='2013-SU', rule='season')
    """
    match = _SEASON.match(scene.key, at)
    if not match:
        return None
    if match["mua"] and _GAMES.search(scene.key[max(0, at - 14) : at]):
        return None
    name, word, figures = match["s"] or match["s2"], match["w"] or match["w2"], match["y"] or match["y2"]
    if match["s2"] and scene.key[max(0, at - 5) : at].endswith(("mùa ", "xuân ", "thu ")):
        return None
    if match["s2"] in ("xuân", "thu", "đông") and (not figures or scene.text[match.start("s2")].isupper()):
        return None
    if figures:
        year: str = figures
    elif scene.today is None:
        year = "XXXX"
    else:
        year = str(scene.today.year + _season_offset(scene, name, word))
    return Found(at, match.end(), "DATE", f"{year}-{SEASONS[name]}", "season")


def _season_offset(scene: Scene, name: str, word: str) -> int:
    assert scene.today is not None
    begins = {"xuân": 2, "hè": 5, "hạ": 5, "thu": 8, "đông": 11}[name]
    if word.startswith("năm "):
        return YEAR_WORDS[word[4:]]
    if word in ("vừa qua", "vừa rồi", "qua", "rồi", "trước"):
        return 0 if begins <= scene.today.month and word != "trước" else -1
    if word in ("tới", "sau"):
        return 1 if scene.today.month > begins + 2 else 0
    return -1 if name == "đông" and scene.today.month <= 2 else 0
