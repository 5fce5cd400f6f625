"""Years, runs of years, decades and centuries."""

import re

from thoisu.annotate.times.fragments import COUNTED_AFTER, DASH, STEM_BRANCH, YEAR, read_cycle, read_roman, rx
from thoisu.annotate.times.periods import open_year, year_by_word
from thoisu.annotate.times.scene import Found, Scene

_PART = r"(?P<part>(?:đầu|giữa|cuối|những ngày đầu|những ngày cuối|những tháng đầu|những tháng cuối) )?"
_LEAD = (
    r"(?:(?:giai đoạn|thời kỳ|niên khóa|niên khoá|niên vụ|niên độ|năm học|mùa giải|mùa bóng|tài khóa|năm tài khóa|năm tài chính|nhiệm kỳ) "
    r"(?:năm |từ năm )?|(?:các |những )?năm (?:học )?)"
)
_YEARS = rx(
    rf"(?P<lead>{_LEAD})(?P<y1>{YEAR}){DASH}(?:năm )?(?P<y2>{YEAR}|\d\d(?!\d))(?!/|[.-]\d)|"
    rf"(?P<lead2>{_LEAD})(?P<y3>{YEAR})/(?P<y4>{YEAR}|\d\d(?!\d))(?!/)"
)
_BARE_YEARS = rx(rf"(?P<y1>(?:1[89]|20)\d\d){DASH}(?P<y2>(?:1[89]|20)\d\d)(?![\d%/]|[.,-]\d)")
_YEAR = rx(
    rf"(?P<part>(?:(?:đầu|giữa|cuối) )?)(?:(?:mùa giải|mùa bóng|tài khóa|năm học|năm tài chính) |(?:tết |"
    rf"cả )?năm (?:học |mới )?)(?P<y>{YEAR})(?![/-]\d)"
)
_CYCLE = rx(rf"(?P<part>(?:đầu |giữa |cuối |tết )?)năm {STEM_BRANCH}(?: \((?P<y>{YEAR})\)| (?P<y2>{YEAR}))?")
_SHORT = rx(r"năm (?P<y>[2-9]\d)(?![\d%])(?! tuổi)")
_SHORT_BEFORE = re.compile(r"(?:^|\W)(?:từ|hồi|trước|vào|sinh)[ ]$")
_SHORT_AFTER = re.compile(r" *(?:$|[.,;)]| (?:và|của thế kỷ|trở|đến|tới)(?!\w))")
_WORDS = rx(
    rf"{_PART}năm (?P<w>nay|ngoái|trước đó|sau đó|trước|qua|vừa qua|vừa rồi|tới đây|tới(?! (?:nay|ngày \d|\d|hết))|sau|tiếp theo|kế tiếp|kia|"
    r"này|đó|ấy)(?!\w)"
)
_ALONE = rx(
    r"(?:(?:đầu|cuối|hết|những ngày cuối|những tháng cuối) năm(?! mới(?!\w))|giữa năm)(?= *(?:$|[.,;:)]| [^\W\d]))"
    r"(?! (?:nay|ngoái|trước|sau|tới(?! (?:nay|ngày \d|\d|hết))|qua|học|vừa|kia|này|âm|giờ|ngày|tháng|người|một)(?!\w))"
)
_DECADE = rx(
    r"(?P<part>(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối) )?)(?:(?:những |các )?năm (?:đầu |cuối |giữa )?(?:của )?)?(?:thập niên|"
    rf"thập k[ỷỉ])(?: những)?(?: năm)? (?P<d>(?:1[89]|20)?\d0)(?!\d)(?:{DASH}(?P<d2>(?:1[89]|"
    rf"20)\d0)(?!\d))?(?P<century>(?: của)? thế k[ỷỉ] (?:trước|20|xx|19|xix|21|xxi))?"
)
_YEARS_OF_DECADE = rx(
    r"(?P<part>(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối) )?)(?:những|các) (?:đầu |cuối |giữa )?năm (?:đầu |cuối )?(?P<d>(?:1[89]|"
    r"20)?\d0)(?!\d)(?: ?s)?(?P<century>,?(?: của)? thế k[ỷỉ] (?:trước|20|xx|19|xix|21|xxi|này))?"
)
_DECADE_WORDS = rx(r"(?:đầu |giữa |cuối )?thập (?:niên|k[ỷỉ]) (?P<w>này|qua|trước|vừa qua|tới|sau)(?!\w)")
_CENTURY = rx(
    r"(?P<part>(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối|nửa sau|những năm (?:đầu|cuối)(?: của)?) )?)thế k[ỷỉ] (?:thứ )?(?P<n>\d{1,2}|"
    r"x{0,2}(?:ix|iv|v?i{0,3})|trước|này|qua)(?!\w)"
)
_MONEY_AFTER = re.compile(r" (?:usd|euro|tỷ đồng|tỉ đồng|triệu đồng|đô la)(?!\w)")  # `lương mỗi năm 2000 USD`
_SUFFIX = rx(r" (?:vừa qua|vừa rồi|tới đây|sắp tới|này)(?!\w)")
_PHONE_BEFORE = re.compile(r"(?:điện thoại|đt|hotline|tổng đài|gọi|fax|liên hệ|số)[ :]{1,2}$")
_SN = re.compile(r"(?:^|\W)(?:sn|sinh)[.:]? ?$")


def read_years(scene: Scene, at: int) -> Found | None:
    """A run of years: `giai đoạn 2016-2020`, `năm 1976-2005`.

    >>> read_years(Scene("giai đoạn 2016 - 2020", None), 0)
    Found(start=0, end=21, type='DATE', value='2016/2020', rule='year.range')
    """
    match = _YEARS.match(scene.key, at)
    if not match:
        return None
    first, last = match["y1"] or match["y3"], match["y2"] or match["y4"]
    last = first[:2] + last if len(last) == 2 else last
    if int(last) <= int(first):
        return None
    lead = match["lead"] or match["lead2"]
    start = at + len(lead) if lead.startswith("nhiệm kỳ") else at
    return Found(start, match.end(), "DATE", f"{first}/{last}", "year.range")


def read_year(scene: Scene, at: int) -> Found | None:
    """`năm 2014`, `đầu năm 2007`, `mùa giải 2013`."""
    match = _YEAR.match(scene.key, at)
    if match and not _MONEY_AFTER.match(scene.key, match.end()):
        suffix = _SUFFIX.match(scene.key, match.end())
        return Found(at, suffix.end() if suffix else match.end(), "DATE", match["y"], "year")
    match = _CYCLE.match(scene.key, at)
    if match and scene.text[match.start("branch")].isupper():
        year = read_cycle(match["stem"], match["branch"], scene.today.year) if scene.today else None
        told = match["y"] or match["y2"] or (f"{year:04}" if year else None)
        if told:
            return Found(at, match.end(), "DATE", told, "year.cycle")
    match = _SHORT.match(scene.key, at)
    if match and (_SHORT_AFTER.match(scene.key, match.end()) or _is_led(scene, at, match.end())):
        return Found(at, match.end(), "DATE", f"19{match['y']}", "year.short")
    return None


def _is_led(scene: Scene, at: int, end: int) -> bool:
    """Whether a word for time stands before and no thing counted behind: `từ năm 75 ông ở Huế`, not `hồi năm 50 hộ`."""
    return bool(_SHORT_BEFORE.search(scene.key[max(0, at - 8) : at])) and not COUNTED_AFTER.match(scene.key, end)


def read_year_words(scene: Scene, at: int) -> Found | None:
    """`năm ngoái`, `cuối năm nay`, `đầu năm`.

    >>> read_year_words(Scene("cuối năm ngoái", "2016-05-01"), 0)
    Found(start=0, end=14, type='DATE', value='2015', rule='year.relative')
    """
    match = _WORDS.match(scene.key, at)
    if match:
        word, end = match["w"], match.end()
        if scene.key[max(0, at - 6) : at].endswith(("những ", "các ", "mấy ", "lâu ", "nhiều ")):
            return None
        if word in ("trước đó", "sau đó", "đó", "ấy"):
            anchor = scene.month or scene.year
            value = str(int(anchor[:4]) + {"trước đó": -1, "sau đó": 1}.get(word, 0)) if anchor and anchor[0] != "X" else "XXXX"
            return Found(at, end, "DATE", value, "year.narrative")
        return Found(at, end, "DATE", open_year(year_by_word(scene, "tới" if word == "tới đây" else word)), "year.relative")
    match = _ALONE.match(scene.key, at)
    if not match or scene.key[max(0, at - 8) : at].endswith(("mỗi ", "hàng ", "hằng ", "các ", "dịp ", "ngày ", "tháng ", "quý ", "những ")):
        return None
    start = at + len("hết ") if scene.key.startswith("hết ", at) else at
    if start != at:
        return None
    return Found(start, match.end(), "DATE", open_year(year_by_word(scene, "nay")), "year.part")


_UNIT_AFTER = re.compile(
    r"[ ]?(?:người|đồng|usd|euro|triệu|tỷ|tỉ|nghìn|ngàn|m2|m3|km|mét|tấn|kg|ha|%|đô|lít|xe|cái|chiếc|căn|hộ|con|doanh|trường|lượt|cổ|"
    r"sinh|học sinh|thí|quân|binh|tàu|vụ|ca|suất|tờ|trang|điểm|mw|mm|cc|mã|cây|gam|bảng|giường|công|phòng|trẻ|nhân|cán|đại|em|khách|"
    r"hồ|ngôi|đơn|sản|loại|bệnh|phụ|tình|chỗ|chuyến|cuộc|câu|đội|nạn|vận|phương|w|v|hz|dặm|phút|giờ|giây|ngày|tuần|tháng|năm|lần|đảng|"
    r"nhà|tù|thành)(?!\w)|[ ]?[%°℃x×]"
)
_NUMBER_BEFORE = re.compile(
    r"(?:^|\W)(?:số|gần|hơn|khoảng|có|với|điện thoại|đt|tổng|cộng|giá|hotline|mã|tới|lên|xuống|đạt|mốc|mức|là|và|hay|được|khoảng|bán|"
    r"còn|trên|dưới|cao|dài|của|những|các|chỉ|thêm|quốc lộ|đường|lô|phòng|wb|boeing|airbus|a|iphone|galaxy|bằng|chừng|gồm|tăng|giảm|"
    r"cả|điều|mất|để|từng|trong|bị|đã|qua|gồm|cho|thu|trả|phạt|về|kênh|khi|do|nặng|ngưỡng|chuyến bay|bay|ở|hạng|thứ|hàng|nguồn|quanh|"
    r"đến|kể|rằng|cùng|như|theo|tại)[ ]$"
)
_NAME_DASH = re.compile(r"[A-ZĐ][a-zà-ỹ]*[ ]?[-–][ ]?$")  # an exercise: `Vostok-2018`
_VERB_AFTER = re.compile(r"[ ](?:quy định|nghiêm cấm|cho phép|có hiệu lực|khai mạc|bế mạc|vào|diễn ra|đã|sẽ|được|tại|ở|là|do|nhằm)(?!\w)")
_WORD_BEFORE = re.compile(r"[^\W\d_][\w’'”\")]*[ ]?[”\"]?[ ]$|[(][ ]?$|sn[ :.]{0,2}$")
_YEARISH_BEFORE = re.compile(
    r"(?:^|\W)(?:từ|đến|tới|và|hoặc|trước|sau|mùa mưa|mùa bão|mùa khô|mùa lũ|festival|bầu cử|khóa|sinh|luật|hiến pháp|mùa|hè|thu|xuân|"
    r"đông|vụ|cuộc|giải|cúp|cup|world|olympic|quân|kỳ|nhiệm kỳ|bình quân|giai đoạn|sn|kế hoạch|khủng hoảng|quý|ngân sách|chỉ tiêu|thi|"
    r"tuyển sinh|đại hội|chiến dịch|chiến tranh|thập niên|hiệp ước|hiệp định|thỏa thuận|thoả thuận|công ước|quốc tế|hạt nhân|"
    r"tổng thống|quốc hội|bộ luật|hình sự|dân sự|sửa đổi|báo chí|đất đai|biển|việt nam|mỹ)[ ]$"
)


def read_bare_years(scene: Scene, at: int) -> Found | None:
    """Years without a word for them: `(2007-2013)`, `Luật Báo chí 2016`, `SN 1973`; numbers of things are left alone."""
    key = scene.key
    before = key[max(0, at - 20) : at]
    if before[-1:] and (before[-1].isalnum() or before[-1] in "/.,$€#+:"):
        return None
    match = None if _PHONE_BEFORE.search(before) else _BARE_YEARS.match(key, at)
    if match and int(match["y2"]) > int(match["y1"]) and int(match["y2"]) - int(match["y1"]) < 300:
        return Found(at, match.end(), "DATE", f"{match['y1']}/{match['y2']}", "year.range")
    figures, end = key[at : at + 4], at + 4
    if not figures.isdigit() or len(figures) < 4:
        return None
    year = int(figures)
    if 0 <= at - scene.decade_end <= 7 and year % 10 == 0:
        scene.decade_end = end
        return Found(at, end, "DATE", figures[:3], "decade")
    if not 1900 <= year <= 2050 or key[end : end + 1].isalnum() or re.match(r"[.,/-]\d|[-/][\w]", key[end : end + 2]):
        return None
    if _UNIT_AFTER.match(key, end) or re.match(r" \d{3}", key[end : end + 4]):
        return None
    if scene.carries_on(at) and scene.previous and scene.previous.type == "DATE":
        return Found(at, end, "DATE", str(year), "year.bare")
    if _NAME_DASH.search(scene.text[max(0, at - 16) : at]):
        return Found(at, end, "DATE", str(year), "year.bare")
    if not _WORD_BEFORE.search(before):
        return None
    born = bool(_SN.search(before)) or before.endswith("(")
    if before.endswith("(") and key[end : end + 1] not in ")–-,;":
        return None
    word_start = re.search(r"[^\W\d_][\w’'-]*[”\")’]?[ ][”\"]?[ ]?$", scene.text[max(0, at - 20) : at])
    capital = bool(word_start and word_start.group()[0].isupper())
    closed = bool(re.match(r"[ ]?[.,;:)”\"\n]|[ ]?$|[ ][(–-]", key[end : end + 3])) or bool(_VERB_AFTER.match(key, end))
    if closed and not _NUMBER_BEFORE.search(before) and year >= 1945 and not re.search(r"\d[ ]$", before):
        return Found(at, end, "DATE", str(year), "year.bare")
    if not (born or capital or _YEARISH_BEFORE.search(before)) or (not born and _NUMBER_BEFORE.search(before) and not _YEARISH_BEFORE.search(before)):
        return None
    if before.endswith(("từ ", "đến ", "tới ", "và ", "hoặc ", "trước ", "sau ")) and not _after_year(scene, at):
        return None
    return Found(at, end, "DATE", str(year), "year.bare")


def _after_year(scene: Scene, at: int) -> bool:
    """Whether a bare year carries on another one: `từ năm 2011 đến 2013`, `những năm 1970 và 1980`."""
    return bool(re.search(r"(?:năm|tháng|giai đoạn|[/-](?:19|20)\d\d|(?:19|20)\d\d)[ ,][^.\n]{0,14}$", scene.key[max(0, at - 30) : at])) or scene.key[
        max(0, at - 3) : at
    ] == "từ "


def read_decade(scene: Scene, at: int) -> Found | None:
    """`những năm 1970`, `thập niên 90`, `đầu thập niên 1900`.

    >>> read_decade(Scene("cuối những năm 80 của thế kỷ trước", None), 0)
    Found(start=0, end=34, type='DATE', value='198', rule='decade')
    """
    match = _DECADE.match(scene.key, at) or _YEARS_OF_DECADE.match(scene.key, at)
    if match:
        figures, century = match["d"], (match["century"] or "").split(" ")[-1]
        if len(figures) == 2:
            if match.re is _YEARS_OF_DECADE and scene.key.startswith(" tuổi", match.end()):
                return None
            figures = ({"19": "18", "xix": "18", "21": "20", "xxi": "20", "này": "20"}.get(century, "19")) + figures
        if figures.endswith("00") and match.re is _YEARS_OF_DECADE and match["part"] == "" and not figures.endswith("000"):
            return Found(at, match.end(), "DATE", figures[:3], "decade")
        scene.decade_end = match.end()
        if match.re is _DECADE and match["d2"]:
            return Found(at, match.end(), "DATE", f"{figures[:3]}/{match['d2'][:3]}", "decade.range")
        return Found(at, match.end(), "DATE", figures[:3], "decade")
    match = _DECADE_WORDS.match(scene.key, at)
    if not match:
        return None
    if scene.today is None:
        return Found(at, match.end(), "DATE", "XXX", "decade.relative")
    offset = {"này": 0, "tới": 1, "sau": 1}.get(match["w"], -1)
    if match["w"] in ("qua", "vừa qua") and not scene.key.startswith(("đầu", "giữa", "cuối"), at):
        return Found(at, match.end(), "DURATION", "P10Y", "decade.length")
    return Found(at, match.end(), "DATE", str(scene.today.year // 10 + offset), "decade.relative")


def read_century(scene: Scene, at: int) -> Found | None:
    """`thế kỷ 19`, `đầu thế kỷ XX`, `thế kỷ trước`.

    >>> read_century(Scene("cuối thế kỷ XIX", None), 0)
    Found(start=0, end=15, type='DATE', value='18', rule='century')
    """
    match = _CENTURY.match(scene.key, at)
    if not match:
        return None
    words = match["n"]
    if words in ("trước", "này", "qua"):
        now = (scene.today.year if scene.today else 2000) // 100
        return Found(at, match.end(), "DATE", f"{now - (words != 'này'):02}", "century")
    number = read_roman(words) if words else None
    if not number or number > 30:
        return None
    return Found(at, match.end(), "DATE", f"{number - 1:02}", "century")
