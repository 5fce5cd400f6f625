"""Clock times and parts of the day, with the day they belong to: `khoảng 19h ngày 22/10`, `sáng nay (22/10)`, `rạng sáng 15/11`."""

import re
from datetime import timedelta

from thoisu.annotate.times.calendar import read_value_day
from thoisu.annotate.times.days import Day, attach, lone_value, read_day
from thoisu.annotate.times.fragments import DASH, DAY, rx
from thoisu.annotate.times.scene import Found, Scene

PARTS = {
    "rạng sáng": "TNI", "tờ mờ sáng": "TMO", "sáng sớm": "TMO", "sáng": "TMO", "trưa chiều": "TAF", "trưa": "TMI", "xế chiều": "TAF",
    "chiều tối": "TEV", "chiều muộn": "TAF", "chiều": "TAF", "tối muộn": "TEV", "đêm tối": "TNI", "tối": "TEV", "nửa đêm": "TNI", "đêm khuya": "TNI",
    "nửa đêm về sáng": "TNI", "đêm về sáng": "TNI", "đêm muộn": "TNI", "đêm": "TNI", "khuya": "TNI",
}
_NAMES = "|".join(sorted(PARTS, key=len, reverse=True))
_PART = rx(rf"(?:(?:đầu|giữa|cuối|gần) )?(?:giờ )?(?P<buoi>buổi |ban )?(?P<p>{_NAMES})(?!\w)(?: (?:muộn|sớm)(?= (?:ngày|hôm|nay|qua|\d)))?")
_CLOCK = rx(
    r"(?P<h>\d{1,2})(?!\d) ?(?:(?P<u>giờ|h|g)(?!\w)(?: ?(?P<mi>[0-5]\d)(?!\d)(?: ?(?:phút|p|ph|')(?!\w))?| (?P<m1>\d)(?: phút))?|(?:h|"
    r"g)(?P<mi2>[0-5]?\d)(?!\w)(?: ?(?:phút|')(?!\w))?|:(?P<mi3>[0-5]\d)(?::[0-5]\d)?(?![\d:/])|(?= rưỡi (?:sáng|trưa|chiều|tối|đêm)))"
    r"(?: ?[0-5]?\d ?giây)?(?P<extra> rưỡi| kém \d{1,2}(?: phút)?| đúng)?"
)
_SPELLED_CLOCK = rx(
    r"(?P<h>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười) giờ(?P<extra> rưỡi| kém \d{1,2}| đúng)?(?= (?:sáng|trưa|chiều|"
    r"tối|đêm|rạng))"
)
_HOURS = {w: i for i, w in enumerate(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"], 1)}
_TO = re.compile(DASH)
_SPACE = re.compile(" {1,2}")
_JOIN = re.compile(r"(?:,? {1,3}(?:của |vào )?)")
_AFTER_PART = rx(r" (?P<w>nay|qua|mai|kia)(?!\w)(?! sớm)")
_OFFSETS = {"nay": 0, "qua": -1, "mai": 1, "kia": -2}
_THAT = rx(r" (?:đó|ấy|này|cùng ngày|hôm đó|hôm ấy|ngày hôm đó)(?!\w)")
_LONE_DAY = re.compile(rf" {{1,2}}(?:ngày )?(?P<d>{DAY})(?=(?:,| và| đến| tới| -)? {{1,2}}(?:rạng |đêm |sáng |ngày )*{DAY}[/.-]\d)")
_LENGTH_BEFORE = re.compile(
    r"(?:^|\W)(?:trong|suốt|kéo dài|mất|sau|thêm|mỗi|chậm|muộn|sớm|tổng cộng|quá|vòng|cả|hàng|vài|tốn|dài|nhất|hơn|bay|được|làm|qua|"
    r"đủ|cách|liên tục|bằng|ngủ|chỉ|có|đi|chơi|dành|nhanh|tới tận|mới)[ ](?:khoảng |gần |hơn |vòng |tròn |chừng )?$"
)
_CLOCK_BEFORE = re.compile(
    r"(?:^|\W)(?:lúc|hồi|vào|từ|đến|tới|trước|đúng|khoảng|tầm|hết|hồi|sau|giữa|và|qua|gần|quá)[ ](?:khoảng |gần |hơn |lúc )?$|"
    r"[(\n][ ]?$|^$"
)
_AT_BEFORE = re.compile(r"(?:^|\W)(?:lúc|hồi|vào)[ ](?:khoảng )?$")
_DATE_BEFORE = re.compile(r"\d[/.-]20\d\d(?:,| -| \|)?[ ]$")  # the line of a date: `24/11/2016, 08:30`
_TWO_FIGURES = re.compile(r"\d{1,2}:\d\d")
_LENGTH_AFTER = re.compile(
    r"[ ](?:đồng hồ|qua|tới|liền|liên tục|liên tiếp|nữa|bay|làm việc|mỗi|một ngày|trước|đầu|cuối|đàm phán|họp|chạy|đi|điều|phẫu thuật|"
    r"giải|đấu|tranh|trôi|chiến|lao động|học|nghỉ|di|gọi|xe|thi)(?!\w)|/"
)


def read_clock(scene: Scene, at: int) -> Found | None:
    """A clock time with the part of the day and the day that belong to it; None where hours are a length.

    >>> scene = Scene("Vụ nổ xảy ra lúc 19h30 ngày 22/10.", "2013-10-23")
    >>> read_clock(scene, 17)
    Found(start=17, end=33, type='TIME', value='2013-10-22T19:30', rule='clock')
    """
    span = _SPAN.match(scene.key, at)  # `7 - 9h`
    read = (int(span["a"]), 0, span.start("a") + len(span["a"]), False) if span else _read_hour(scene.key, at)
    if read is None:
        return None
    hour, minute, end, sure = read
    to = _TO.match(scene.key, end)
    second = _read_hour(scene.key, to.end()) if to else None
    if second:
        end, sure = second[2], second[3] or sure
    if re.match(r" ?/", scene.key[end : end + 2]):
        return None
    part, end_part = None, end
    match = _SPACE.match(scene.key, end)
    named = _PART.match(scene.key, match.end()) if match else None
    if named and not _is_word_of_other(scene.key, named.end()):
        part, end_part = named["p"], named.end()
    day = _day_after(scene, end_part, part is not None) or _day_after_zone(scene, end_part)
    if day is None and part is None and not _is_clock(scene.key, at, end, hour, sure):
        return None
    if span and day is None and part is None and scene.key.endswith("giờ", 0, end) and not _AT_BEFORE.search(scene.key[max(0, at - 14) : at]):
        return None  # `từ 3-6 giờ thì rút nước`
    end = max(day.end, end_part) if day else end_part
    hour = _to_24(hour, part)
    if hour == 24 and minute:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    on = day.value[-10:] if day else scene.here(at)
    value = f"{on}T{hour:02}:{minute:02}"
    if second is None:
        return Found(at, end, "TIME", value, "clock")
    last = (_to_24(second[0], part), second[1])
    known = read_value_day(on)
    until = (known + timedelta(1)).isoformat() if known and last < (hour, minute) else on  # `22h-5h` runs into the next day
    return Found(at, end, "TIME", f"{value}/{until}T{last[0]:02}:{last[1]:02}", "clock.range")


_SPAN = re.compile(rf"(?P<a>\d{{1,2}}){DASH}(?=\d{{1,2}} ?(?:giờ|h)(?!\w))")


def _read_hour(key: str, at: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, end, and whether it can only be a clock time."""
    match = _CLOCK.match(key, at)
    if match:
        minutes = match["mi"] or match["m1"] or match["mi2"] or match["mi3"] or "0"
        hour, minute = int(match["h"]), int(minutes)
        sure = bool(match["mi2"] or (match["mi"] and match["u"] != "giờ") or (match["u"] in ("h", "g") and hour > 5))
        if match["mi3"]:
            sure = False
    else:
        match = _SPELLED_CLOCK.match(key, at)
        if not match:
            return None
        hour, minute, sure = _HOURS[" ".join(match["h"].split())], 0, True
    extra = match["extra"]
    if extra and extra.strip() == "rưỡi":
        minute = 30
    elif extra and "kém" in extra:
        hour, minute, sure = hour - 1, 60 - int(extra.split()[1]), True
    return (hour, minute, match.end(), sure) if hour <= 24 else None


def _is_clock(key: str, at: int, end: int, hour: int, sure: bool) -> bool:
    """Whether hours alone are a clock time, by the words around."""
    before = key[max(0, at - 28) : at]
    if _LENGTH_AFTER.match(key, end) or (hour == 24 and not re.search(r"(?:lúc|đến|tới|trước|hết)[ ]$", before)):
        return False
    if _LENGTH_BEFORE.search(before) and not (sure and not before.endswith(("trong ", "suốt ", "kéo dài ", "vòng "))):
        return False
    return sure or bool(_CLOCK_BEFORE.search(before)) or bool(_DATE_BEFORE.search(before) and _TWO_FIGURES.match(key, at))


def _to_24(hour: int, part: str | None) -> int:
    code = PARTS.get(part or "", "")
    if code in ("TAF", "TEV") and hour < 12:
        return hour + 12
    if part == "trưa" and hour < 4:
        return hour + 12
    if code == "TNI" and part != "rạng sáng" and 6 <= hour < 12:
        return hour + 12
    if code == "TNI" and hour == 12:
        return 0 if part == "rạng sáng" else 24  # the night that a day ends with
    return hour


_NAME_AFTER = re.compile(r"[ ](?:giao hữu|nhạc|hội|diễn|thơ|vũ|trường|sân|thi|chung kết|gala|tiệc|suốt|kinh|khuya)(?!\w)")


def _is_word_of_other(key: str, end: int) -> bool:
    return bool(_NAME_AFTER.match(key, end))


def _day_after(scene: Scene, end: int, part: bool) -> Day | None:
    """The day expression after a clock time or a part of the day."""
    if part:
        near = _AFTER_PART.match(scene.key, end)
        if near and not (near["w"] == "mai" and scene.text[near.start("w")].isupper()):
            return attach(scene, near.end(), scene.shifted(_OFFSETS[near["w"]]), "day.relative")
        that = _THAT.match(scene.key, end)
        if that and not that.group().endswith("này"):
            return Day(that.end(), scene.here(), "day.same")
    join = _JOIN.match(scene.key, end)
    if not join:
        return None
    day = read_day(scene, join.end(), led=True)
    lone = _LONE_DAY.match(scene.key, end) if part and (day is None or day.rule in ("day.lone", "day.from")) else None
    if lone:
        return Day(lone.end(), lone_value(scene, int(lone["d"]), end, lone.end()), "day.lone")
    if day is None or (day.rule == "day.feast" and "," in join.group()):
        return None
    if "," in join.group() and not scene.key.startswith(("ngày", "hôm", "thứ", "chủ", "mùng"), join.end()):
        return None
    return day


_GMT = re.compile(r" ?(?:gmt|utc)(?: ?[+-] ?\d{1,2})?,? {1,2}(?=ngày|hôm|\d)")
_ZONE = re.compile(
    r" {1,2}(?:\([^()\n]{1,40}\)|(?:\d{1,2}(?:h\d{0,2}|:\d\d) )?\(?(?:theo )?giờ [^\W\d_]+(?: [^\W\d_]+){0,2}?\)?) {1,2}(?=ngày \d|hôm)"
)


def _day_after_zone(scene: Scene, end: int) -> Day | None:
    """The day that stands behind the zone of a clock time; only `GMT` joins them into one expression."""
    match = _GMT.match(scene.key, end)
    if match:
        return read_day(scene, match.end(), led=True)
    match = _ZONE.match(scene.key, end)
    day = read_day(scene, match.end(), led=True) if match else None
    return None if day is None or "/" in day.value else day._replace(end=end)


_ALONE_BEFORE = re.compile(r"(?:^|\W)(?:vào|lúc|từ|đến|tới|giữa|sang|suốt|tận)[ ]$")
_ALONE_AFTER = re.compile(r"[ ]{0,2}(?:$|[.,;:)!?”\"\n])| (?:và|thì|đến|tới|vẫn|đã|với|cho|tại|ở|khi)(?!\w)")
_WEATHER_AFTER = re.compile(
    r"[ ](?:và (?:sáng|đêm|sáng sớm)(?: trời)?(?!\w)|trời (?:nắng|lạnh|rét|mưa|se|nồm|quang|nhiều)|trở (?:lạnh|rét)|nhiều mây|có mưa|"
    r"có sương|hửng nắng|chuyển (?:lạnh|rét|mưa)|giảm mây|không mưa|nắng nóng|nền trời|mưa )"
)
_WEATHER_BEFORE = re.compile(r"(?:^|\W)(?:đêm|sáng|ngày nắng,) và[ ]$")


def read_part(scene: Scene, at: int) -> Found | None:
    """A part of the day with its day, or alone where the narrative gives the day.

    >>> read_part(Scene("Tối qua (3/11) anh hát.", "2013-11-04"), 0)
    Found(start=0, end=14, type='TIME', value='2013-11-03TEV', rule='part')
    """
    match = _PART.match(scene.key, at)
    if not match:
        return None
    code, end = PARTS[match["p"]], match.end()
    day = _day_after(scene, end, True)
    if day is not None:
        if "/" in day.value:
            return Found(at, day.end, "TIME", day.value.replace("/", f"{code}/") + code, "part.range")
        return Found(at, day.end, "TIME", day.value + code, "part")
    key = scene.key
    before = key[max(0, at - 12) : at]
    shared = _SHARED.match(key, end)
    if shared:
        day = _day_after(scene, shared.end(), True)
        if day is not None and "/" not in day.value:
            return Found(at, end, "TIME", day.value + code, "part.shared")
    if before.endswith(("mỗi ", "các ", "những ", "hàng ", "hằng ", "nhiều ", "một ", "ban ", "từng ")):
        return None
    if _WEATHER_AFTER.match(key, end) or (_WEATHER_BEFORE.search(before) and key.startswith(" trời", end)):
        return Found(at, end, "TIME", _weather_day(scene) + code, "part.weather")
    if match["buoi"] and match["buoi"].startswith("buổi"):
        if before.endswith(("hoa nam ", "lớp học ", "lớp ", "ca học ")) or key.startswith((" tiệc", " gặp", " trà", " cà phê"), end):
            return None
        return Found(at, end, "TIME", scene.here(at) + code, "part.alone")
    if match["buoi"] or not _ALONE_BEFORE.search(before) or not _ALONE_AFTER.match(key, end):
        return None
    if match["p"] in _DISTINCT or match.group().startswith("giữa ") or re.search(r"(?:từ|đến|tới|sang)[ ]$", before):
        return Found(at, end, "TIME", scene.here(at) + code, "part.alone")
    return None


_DISTINCT = frozenset(
    ("rạng sáng", "nửa đêm", "sáng sớm", "tờ mờ sáng", "đêm khuya", "chiều tối", "xế chiều", "chiều muộn", "tối muộn", "đêm muộn")
)
_SHARED = rx(rf"(?: và|,| lẫn| đến| cho đến| tới)(?: cả)? (?:buổi )?(?:{_NAMES})(?= )")


def _weather_day(scene: Scene) -> str:
    """The day of a part of the day in a forecast; open where the forecast is for days to come."""
    last = read_value_day(scene.last_day or "")
    return "XXXX-XX-XX" if last and scene.today and last > scene.today else scene.here()


_DAY_AND_NIGHT = rx(r"(?:cả )?(?:ngày và đêm|đêm và ngày|ngày lẫn đêm) (?=\d|ngày|(?P<w>nay|mai)(?!\w))")


def read_day_and_night(scene: Scene, at: int) -> Found | None:
    """`ngày và đêm 21/10`: the whole day."""
    match = _DAY_AND_NIGHT.match(scene.key, at)
    if match and match["w"]:
        day: Day | None = attach(scene, match.end("w"), scene.shifted(_OFFSETS[match["w"]]), "day.and_night")
    else:
        day = read_day(scene, match.end(), led=True) if match else None
    return None if day is None else Found(at, day.end, "DATE", day.value, "day.and_night")

