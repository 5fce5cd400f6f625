"""Pieces of patterns that several rules share. All read the key of a scene: lower case, plain spaces."""

import re

from thoisu.text.numerals import NUMBER, parse_number

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])(?!\d)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\d%])(?![.,]\d)"
MONTH_NAMES = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}
MONTH_NAME = r"(?:giêng|mười hai|mười một|mười|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|chạp)(?!\w)"
MONTH = rf"(?:{MONTH_NUMBER}|{MONTH_NAME})"
DASH = r" ?[-–—] ?"
APPROXIMATORS = ("khoảng", "chừng", "gần", "hơn", "ngót", "tròn", "tầm", "ước", "xấp", "trên", "dưới", "non", "độ", "đúng", "quãng", "chưa")
APPROXIMATE = r"(?:khoảng|chừng|gần|hơn|ngót|tròn|tầm|ước chừng|xấp xỉ|trên|dưới|non|độ|đúng|quãng|chưa (?:đầy|tới|đến))"
UNITS = {
    "giây": "TS", "phút": "TM", "giờ": "TH", "tiếng": "TH", "h": "TH", "ngày": "D", "hôm": "D", "đêm": "TNI", "tuần": "W", "tháng": "M", "quý": "Q",
    "năm": "Y", "thập kỷ": "DE", "thập kỉ": "DE", "thập niên": "DE", "thế kỷ": "CE", "thế kỉ": "CE", "thiên niên kỷ": "ML",
}
UNIT = r"(?:giây|phút|giờ|tiếng|ngày|đêm|tuần|tháng|quý|năm|thập k[ỷỉ]|thập niên|thế k[ỷỉ]|thiên niên kỷ)(?!\w)"
COUNT = rf"(?:{NUMBER})"
STEM_BRANCH = r"(?P<stem>giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (?P<branch>tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)(?!\w)"
_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = {
    "tý": 0, "tí": 0, "sửu": 1, "dần": 2, "mão": 3, "mẹo": 3, "thìn": 4, "tỵ": 5, "tị": 5, "ngọ": 6, "mùi": 7, "thân": 8, "dậu": 9, "tuất": 10,
    "hợi": 11,
}
# A noun of things counted: the number before it is no day, month or year.
COUNTED_AFTER = re.compile(
    r" (?:triệu(?! phú)|nghìn|ngàn|tỷ|tỉ|đồng(?! (?:thời|ý|minh|loạt|nghĩa|hành|chủ|đội|bào|tác|tổ|bộ|nghiệp|hương)(?!\w))|"
    r"usd|euro|đô la|người|lần|ngày|tuần|giờ|phút|tấn|kg|km|ha|m2|chiếc|con|cái|căn|hộ|vụ|ca|điểm|phiếu|"
    r"mẫu|em|học sinh|sinh viên|đại biểu|lượt|suất)(?!\w)|%"
)
WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5, "chủ nhật": 6, "chúa nhật": 6,
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def rx(pattern: str) -> re.Pattern[str]:
    """The pattern compiled; it may cover up to three spaces where it shows one."""
    return re.compile(re.sub(r" (?![?*+{])", " {1,3}", pattern))


def read_month(words: str) -> int | None:
    """The number of a month in figures or words.

    >>> read_month("mười một"), read_month("08"), read_month("13")
    (11, 8, None)
    """
    if words.isdigit():
        number = int(words)
        return number if 1 <= number <= 12 else None
    return MONTH_NAMES.get(" ".join(words.split()))


def read_year(words: str) -> int:
    """The year of four or two figures.

    >>> read_year("2016"), read_year("16")
    (2016, 2016)
    """
    number = int(words)
    return number if number > 99 else 2000 + number if number < 50 else 1900 + number


def read_cycle(stem: str, branch: str, now: int) -> int | None:
    """The year of a stem and branch: one of the next three years, else the last past one; None for a pair that the cycle lacks.

    >>> read_cycle("mậu", "thân", 1990), read_cycle("đinh", "dậu", 2016), read_cycle("giáp", "sửu", 2016)
    (1968, 2017, None)
    """
    first, second = _STEMS.index(stem), _BRANCHES[branch]
    if (first - second) % 2:
        return None
    offset = next(k for k in range(60) if (now + k - 4) % 10 == first and (now + k - 4) % 12 == second)
    return now + (offset if offset <= 3 else offset - 60)


def read_roman(words: str) -> int | None:
    """The value of a Roman (lower case) or Arabic number up to 39.

    >>> read_roman("iv"), read_roman("xxi"), read_roman("4")
    (4, 21, 4)
    """
    if words.isdigit():
        return int(words)
    tens = 0
    while words.startswith("x"):
        tens, words = tens + 10, words[1:]
    if not words:
        return tens
    return tens + ROMAN[words] if words in ROMAN else None


def amount(words: str) -> str | None:
    """The number of a duration as TIMEX3 writes it: `3`, `3.5`; None where it is no number.

    >>> amount("ba mươi"), amount("1,5")
    ('30', '1.5')
    """
    value = parse_number(words)
    if value is None:
        return None
    return str(int(value)) if value == int(value) else f"{value:g}"
