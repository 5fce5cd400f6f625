"""Lengths of time, times reckoned from now by a length (`3 năm trước`), repetitions."""

import re
from datetime import date, timedelta

from thoisu.annotate.times.calendar import month_value, safe_date, shift_months, week_value
from thoisu.annotate.times.figures import names_a_place
from thoisu.annotate.times.fragments import APPROXIMATE, COUNT, DASH, UNITS, amount, rx
from thoisu.annotate.times.scene import COMING, Found, Scene
from thoisu.text.numerals import parse_number

_UNIT = r"(?P<unit>giây|phút|giờ|tiếng|ngày|hôm|đêm|tuần|tháng|quý|năm|thập k[ỷỉ]|thập niên|thế k[ỷỉ]|thiên niên kỷ)(?: lễ| đồng hồ)?(?!\w)"
_VAGUE = (
    r"(?:vài ba|vài chục|vài trăm|vài nghìn|vài|mấy chục|mấy mươi|mấy trăm|mấy|nhiều chục|nhiều trăm|nhiều|hàng chục nghìn|hàng chục|hàng trăm|"
    r"hàng nghìn|hàng ngàn|hàng triệu|hàng|ít|dăm ba|dăm|một vài|một số|đôi ba|một đôi|(?:một,? hai|hai,? ba|ba,? bốn|bốn,? năm|năm,? sáu|"
    r"sáu,? bảy|năm,? bảy|bảy,? tám|tám,? chín|chín,? mười)|bao nhiêu|hàng vạn)"
)
_AFTER = (
    r"(?P<after> (?:vừa qua|vừa rồi|qua|tới đây|sắp tới|tới|nay|gần đây|gần nhất|liền|liên tiếp|liên tục|ròng|trời|nữa|tiếp theo|"
    r"kế tiếp|đầu tiên|đầu|cuối cùng|cuối|gần nhất|trước đây|trước|sau|trở lại đây))?"
)
_LENGTH = rx(
    rf"(?:(?P<lo>{COUNT})(?:{DASH}| đến | tới | hoặc )(?=\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))?(?:(?P<vague>{_VAGUE})|"
    rf"(?P<n>{COUNT}|chục)|(?P<half>nửa)) ?{_UNIT}(?P<half2> rưỡi)?"
    rf"(?: (?:và )?(?P<n2>\d+) (?P<unit2>giây|phút|giờ|tháng|ngày|tuần)(?!\w)(?: (?:và )?(?P<n3>\d+) (?P<unit3>giây|phút|"
    rf"ngày)(?!\w))?)?{_AFTER}(?!\w)"
)
_ALL_NIGHT = rx(r"suốt (?P<u>đêm|ngày)(?: (?:qua))?(?!\w)(?! (?:\d|ngày \d|hôm|thứ|nay|mùng))")
_ALL_DAY = rx(
    r"(?P<n>24/24)(?: ?(?:giờ|h)(?!\w)|(?! (?:người|đội|xã|huyện|tỉnh|phường|trường|hộ|đại biểu|ý kiến|phiếu|thành viên|nước|bang|"
    r"bộ)(?!\w)))(?!\w)(?!/)"
)
_AGO = rx(
    rf"cách (?:đây|nay) (?:(?:đúng|vừa tròn|tròn|khoảng|chừng|gần|hơn|chỉ|ngót|trên|vừa) )*(?:(?P<n>{COUNT})(?:{DASH}(?:{COUNT}))?|"
    rf"(?P<vague>{_VAGUE})|(?P<half>nửa)) {_UNIT}(?P<half2> rưỡi)?(?: trước)?(?!\w)"
)
_AGO_VAGUE = rx(r"cách (?:đây|nay) (?:không lâu|chưa lâu|ít lâu|không xa|rất lâu|đã lâu|quá lâu)(?!\w)")
_APPROXIMATE = rx(rf"{APPROXIMATE} ")
_AGE_AFTER = re.compile(r" ?(?:tuổi|rưỡi tuổi)(?!\w)")
_NOT_LENGTH_AFTER = re.compile(r" (?:tuổi|ánh sáng|một lần|âm lịch|sinh(?= )|tù treo)(?!\w)|/")
_EVENT_AFTER = re.compile(
    r" (?:khi|đó|ngày|lúc|thời điểm|cuộc|chuyến|vòng|trận|tết|lễ|năm|tháng|sự|vụ|việc|hạn|kỳ|nhiệm|bầu|phiên|hội|đại hội|chiến|bữa|"
    r"kết|giờ|hôm|cái|đám|đảo|thảm|đợt|buổi|ca|các|những|một|hai|lần|mùa|thềm|mốc|world|euro|olympic|\d)(?!\w)|(?= [A-ZĐ])"
)
_SCALE = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "Q": ("M", 3)}


def duration_value(number: str, unit: str) -> str:
    """The TIMEX3 value of a length; `number` may be X.

    >>> duration_value("3.5", "tháng"), duration_value("2", "thập kỷ"), duration_value("X", "thế kỷ"), duration_value("90", "phút")
    ('P3.5M', 'P20Y', 'PXCE', 'PT90M')
    """
    code = UNITS[" ".join(unit.split())]
    if code in _SCALE and number != "X":
        letter, factor = _SCALE[code]
        return f"P{float(number) * factor:g}{letter}"
    if code == "TNI":
        return f"PT{number}NI"
    if code[0] == "T":
        return f"PT{number}{code[1]}"
    return f"P{number}{code}"


def read_length(scene: Scene, at: int) -> Found | None:
    """A length of time, or the moment that it reckons back to.

    >>> read_length(Scene("trong 10 năm qua", "2013-10-23"), 6)
    Found(start=6, end=16, type='DURATION', value='P10Y', rule='length')
    """
    match = _LENGTH.match(scene.key, at)
    if not match or _is_other(scene, match):
        return None
    unit, after, end = match["unit"], " ".join((match["after"] or "").split()), match.end()
    number = "X" if match["vague"] else _number(match)
    if number is None:
        return None
    value = duration_value(number, unit)
    if match["lo"]:
        low = amount(match["lo"])
        if low is None or float(low) >= float(number):
            return None
        value = f"{duration_value(low, unit)}/{value}"
    if match["n2"]:
        value = _compound(value, match["n2"], match["unit2"])
    if match["n3"]:
        value = _compound(value, match["n3"], match["unit3"])
    if after in ("trước", "trước đây"):
        if after == "trước" and (_EVENT_AFTER.match(scene.key, end) or scene.key.startswith((" khi", " đó"), end)):
            return Found(at, match.start("after"), "DURATION", value, "length")
        return _back(scene, at, end, unit, number, scene.key[max(0, at - 6) : at])
    if after and not _goes_with(scene, after, end, match):
        end = match.start("after")
        after = ""
    if (match["vague"] == "mấy" and after in ("nay", "gần đây", "qua")) or (match["vague"] and after == "gần đây"):
        return Found(at, end, "DATE", "PAST_REF", "past")
    if match["vague"] == "hàng" and not after and UNITS[" ".join(unit.split())] not in ("DE", "CE"):
        return None
    return Found(at, end, "DURATION", value, "length")


def _number(match: re.Match[str]) -> str | None:
    if match["half"]:
        return "0.5"
    number = "10" if match["n"] == "chục" else amount(match["n"])
    if number is not None and match["half2"]:
        return f"{float(number) + 0.5:g}"
    return number


def _compound(value: str, number: str, unit: str) -> str:
    code = UNITS[unit]
    if code[0] == "T":
        return value + ("" if "T" in value else "T") + number + code[1]
    return value + number + code


def _is_other(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the words are an age, a minute of a match, a date or an ordinal."""
    key, at, unit = scene.key, match.start(), match["unit"]
    before = key[max(0, at - 14) : at]
    end = match.end("unit")
    if _AGE_AFTER.match(key, end) or key.startswith((" ánh sáng", " âm lịch", " tuổi"), end):
        return True
    if before[-1:] and (before[-1].isalnum() or before[-1] in "/.,-–$€#:"):
        return True
    if re.search(r"\d độ $|/ $", before):  # degrees and minutes, rates
        return True
    if before.endswith(("thứ ", "phút ", "số ", "kênh ", "mùng ", "mồng ", "lần ", "mỗi ", "cứ ", "từng ", "đầu ngày ", "tháng ", "những ", "các ")):
        return True
    if unit in ("ngày", "tháng", "năm", "quý") and _DATE_AFTER.match(key, end) and not _is_length_of_run(match, key, end):
        # `2 tháng 9`, `30 ngày 4`: the parts of a date; `hai năm 2012 và 2013` counts years
        return True
    vague_days = match["vague"] is not None and not match["after"]  # `nhiều hôm tan học muộn` counts no days
    if unit == "hôm" and (vague_days or match["n"] == "một" or _DAY_TOLD.match(key, end) or before.endswith(("kỳ ", "khóa "))):
        return True
    if (match["half"] and unit == "đêm") or (unit == "tháng" and _MONTH_AFTER.match(key, end) and names_a_place(key, at)):
        return True
    if match["n"] == "một" and _SOME_DAY.match(key, end):
        return True
    if scene.text[match.start("unit")].isupper() and (match["n"] or "").isdigit() and not scene.text[match.start("unit") + 1].isupper():
        return True  # a programme: `60 Phút`
    if unit in ("ngày", "tiếng", "đêm", "quý", "giây", "tuần") and _OTHER_NOUN.match(key, end):
        return True
    return unit == "tiếng" and bool(_SOUND_AFTER.match(key, end))


_DATE_AFTER = re.compile(r"[ ](?:(?:học )?(?:19|20)\d\d(?![\d.])|\d{1,2}(?:[/-]\d|,[ ]\d|[ ](?:và|đến|tới|-|tết)|[.,;]?$|[.,;)][ \n]))")
_RUN_AFTER = re.compile(r" ((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)(?!\d)")


def _is_length_of_run(match: re.Match[str], key: str, end: int) -> bool:
    """Whether the run of years behind is as long as the length: `kế hoạch 5 năm 2016-2020`."""
    run = _RUN_AFTER.match(key, end) if match["unit"] == "năm" and (match["n"] or "").isdigit() else None
    return run is not None and int(run[2]) - int(run[1]) in (int(match["n"]), int(match["n"]) - 1)


_DAY_TOLD = re.compile(r" (?:\d|thứ|chủ|qua|đó|ấy)")  # `nhiệm kỳ hai hôm 25/10`
_MONTH_AFTER = re.compile(r" \d{1,2}(?!\d)")
_SOME_DAY = re.compile(r" (?:nào|kia|đẹp trời|đen tối|buồn|vui|trọng đại|lịch sử|đáng nhớ|đặc biệt)(?!\w)")  # no length: `một ngày nào đó`
_SOUND_AFTER = re.compile(
    r" (?:anh|việt|pháp|nga|trung|nhật|hàn|đức|nói|kêu|súng|nổ|cười|động|vang|khóc|la|hét|chuông|còi|trống|vỗ|gọi|ồn|thở)(?!\w)"
)
_OTHER_NOUN = re.compile(r" (?:liveshow|mùa|hội|lễ|nhạc|diễn(?! ra)|công(?! an)|sinh nhật|khách|phòng|giỗ|tốt|xấu|sau hội|vàng)(?!\w)")
_SAU_INSIDE = re.compile(r" *(?:$|[.,;:)”\"\n])| (?:mới|sẽ|thì|vẫn|đã|là|tôi|ông|bà|anh|chị|họ|chúng|cô|nó|em|người|con|lại|cũng)(?!\w)")
_AFTER_OTHER = re.compile(r" (?:tiên|khi|ngày|đó|đây|năm|tháng|tuần|của cuộc)(?!\w)")


def _goes_with(scene: Scene, after: str, end: int, match: re.Match[str]) -> bool:
    """Whether the word after a length belongs to it."""
    key = scene.key
    if after == "tới":
        return bool(COMING.match(key, end)) or (not scene.text[end + 1 : end + 2].isupper() and not re.match(
            r" (?:thăm|dự|nơi|trung|việt|các|gặp|làm|nước)",
            key[end : end + 7])
        )
    if after == "sau":
        return bool(_SAU_INSIDE.match(key, end)) and not key.startswith((" khi", " đó", " ngày"), end)
    if after in ("đầu", "cuối"):
        return not re.match(r" (?:năm|tháng|tuần|quý|mùa|thế kỷ|tư|tiên|đời)(?!\w)", key[end : end + 9])
    if after == "nữa":
        return not key.startswith(" là", end)
    if after == "nay":
        return True
    if after == "qua":
        return not re.match(r" (?:đi|đời|lại|mặt|được|các|khỏi|[a-z]+ (?:biên|sông))(?!\w)", key[end : end + 12])
    return True


def _back(scene: Scene, at: int, end: int, unit: str, number: str, before: str) -> Found:
    """The moment a length before now, as exact as its unit."""
    value = reckon(scene.today, unit, number)
    return Found(at, end, "DATE", value, "ago")


def reckon(today: date | None, unit: str, number: str, *, sign: int = -1, nearly: bool = False) -> str:
    """The value of the time that lies `number` units from today; PAST_REF where that is vague or shorter than a day.

    >>> reckon(date(2013, 10, 22), "năm", "3"), reckon(date(2019, 4, 3), "tháng", "18"), reckon(date(2019, 4, 3), "ngày", "X")
    ('2010', '2017-10', 'PAST_REF')
    """
    code = UNITS[" ".join(unit.split())]
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if number == "X" or (code[0] == "T" and code != "TNI"):
        return vague
    if today is None:
        return {"D": "XXXX-XX-XX", "TNI": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(code, "XXXX")
    count = float(number)
    try:
        if code in ("D", "TNI"):
            return (today + timedelta(sign * int(count))).isoformat()
        if code == "W":
            return week_value(today + timedelta(sign * int(count * 7) + (3 if nearly else 0)))
        if code in ("M", "Q"):
            day = shift_months(today, sign * int(count * (3 if code == "Q" else 1)))
            return month_value(day.year, day.month)
        years = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[code] * count
        if years != int(years):
            day = shift_months(today, sign * int(years * 12))
            return f"{day.year:04}"
        year = today.year + sign * int(years)
        return f"{safe_date(year, 1, 1).year:04}" if 0 < year < 9999 else vague
    except (OverflowError, ValueError):
        return vague


def read_ago(scene: Scene, at: int) -> Found | None:
    """`cách đây 18 tháng`, `cách đây không lâu`.

    >>> read_ago(Scene("cách đây hơn 10 năm", "2017-11-15"), 0)
    Found(start=0, end=19, type='DATE', value='2007', rule='ago')
    """
    match = _AGO_VAGUE.match(scene.key, at)
    if match:
        return Found(at, match.end(), "DATE", "PAST_REF", "ago")
    match = _AGO.match(scene.key, at)
    if not match:
        return None
    number = "X" if match["vague"] else _number(match)
    if number is None:
        return None
    nearly = " gần " in match.group()
    return Found(at, match.end(), "DATE", reckon(scene.today, match["unit"], number, nearly=nearly), "ago")


def read_whole(scene: Scene, at: int) -> Found | None:
    """`suốt đêm`, `24/24 giờ`."""
    match = _ALL_NIGHT.match(scene.key, at)
    if match:
        return Found(at, match.end(), "DURATION", "PT1NI" if match["u"] == "đêm" else "P1D", "length.whole")
    match = _ALL_DAY.match(scene.key, at)
    if match and not scene.key[max(0, at - 1) : at].isalnum():
        return Found(at, match.end(), "DURATION", "PT24H", "length.whole")
    return None


_SET = rx(
    rf"(?:hàng|hằng|mỗi)(?: (?P<n>{COUNT}))? (?:buổi )?(?P<u>năm|tháng|tuần|ngày|giờ|quý|đêm|phút|giây|thập kỷ|sáng|trưa|chiều|tối|"
    rf"mùa hè|cuối tuần|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)(?: (?:một|1) lần)?(?!\w)"
)
_YEARLY = rx(r"thường niên(?!\w)")
_ONCE = rx(
    rf"(?:cứ |định kỳ )?(?P<n>{COUNT}) (?P<u>năm|tháng|tuần|ngày|giờ) (?:một|1) lần(?!\w)|(?P<n2>{COUNT}) (?P<u2>năm|tháng|tuần|"
    rf"ngày)/(?:một |1 )?lần(?!\w)|cứ (?:mỗi )?(?P<n3>{COUNT}) (?P<u3>năm|tháng|tuần|ngày|giờ|phút|giây)(?!\w)"
)
_DAYPARTS = {
    "sáng": "XXXX-XX-XXTMO", "trưa": "XXXX-XX-XXTMI", "chiều": "XXXX-XX-XXTAF", "tối": "XXXX-XX-XXTEV", "đêm": "XXXX-XX-XXTNI",
    "mùa hè": "XXXX-SU", "cuối tuần": "XXXX-WXX-WE",
}
_NAME_BEFORE = re.compile(r"[A-ZĐÀ-Ỹ]\w* [A-ZĐÀ-Ỹ]\w* $")


def _ends_a_name(text: str, at: int) -> bool:
    """Whether the word at `at` is the last of a capitalised name: `bà Lê Thu Hằng ngày 3/5 cho biết`."""
    return text[at].isupper() and bool(_NAME_BEFORE.search(text[max(0, at - 24) : at]))


_GOODS = re.compile(r"(?:khách|ngân|cửa|nhà|mặt|bán|mua|giao|đơn|lô|đặt|xếp|họ|tàu)[ ]$")  # `khách hàng năm ngoái`
_SET_NOT = re.compile(r"(?: (?:trời|liền|qua|nay|ròng)(?!\w))| (?:chục|trăm|nghìn)")


def read_set(scene: Scene, at: int) -> Found | None:
    """A repetition: `hàng năm`, `mỗi ngày`, `bốn năm một lần`.

    >>> read_set(Scene("họp bốn năm một lần", None), 4)
    Found(start=4, end=19, type='SET', value='P4Y', rule='set')
    """
    match = _YEARLY.match(scene.key, at)
    if match:
        return Found(at, match.end(), "SET", "P1Y", "set")
    goods = scene.key.startswith("hàng", at) and _GOODS.search(scene.key[max(0, at - 7) : at])
    match = None if goods or _ends_a_name(scene.text, at) else _SET.match(scene.key, at)
    if match:
        if _SET_NOT.match(scene.key, match.end()):
            return None
        unit = match["u"]
        if unit in _DAYPARTS:
            return Found(at, match.end(), "SET", _DAYPARTS[unit], "set")
        if unit.startswith(("thứ", "chủ")):
            names = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "nhật": 7}
            return Found(at, match.end(), "SET", f"XXXX-WXX-{names[unit.split()[-1]]}", "set")
        number = amount(match["n"]) if match["n"] else "1"
        return Found(at, match.end(), "SET", duration_value(number, unit), "set") if number else None
    match = _ONCE.match(scene.key, at)
    if not match:
        return None
    words, unit = match["n"] or match["n2"] or match["n3"], match["u"] or match["u2"] or match["u3"]
    number = amount(words)
    return Found(at, match.end(), "SET", duration_value(number, unit), "set") if number and parse_number(words) else None
