"""Spellings of one name: keys under which they meet, and the tidy form that becomes an id."""

import re
import unicodedata
from functools import lru_cache

from thoisu.text.normalize import tone_key

_JOINT = re.compile(r"\s*([-–/])\s*")
_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"[^\W_]+(?:\.(?=[^\W_]))?|[^\w\s]")
_MISPLACED = re.compile(r"([âêôơưă])([ìíỉĩịùúủũụòóỏõọ])")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_DESIGNATION = re.compile(r"\b([A-Z][A-Za-z]*)\s*-\s*(\d[\w-]*)(?: ([A-Z]{1,2})\b)?")
PLACE_HEAD = re.compile(r"(?:thành phố|tp|thị xã|tx|tỉnh|q|quận|huyện|p|phường|xã|h|ch|cộng hòa|cộng hoà|bang|vùng)(?:\.\s*|\s+)(?=[^\W\d])")
BODY_HEAD = re.compile(
    r"(?:tổng công ty(?: viễn thông)?|tập đoàn(?: viễn thông)?|công ty|hãng(?: tin| thông tấn| hàng không)?|đài(?: truyền hình| phát thanh)?|"
    r"kênh(?: truyền hình)?|tờ|báo|nhật báo|tạp chí|trang|mạng(?: xã hội)?|ngân hàng|đảng|phong trào|tổ chức|nhóm|clb|câu lạc bộ|"
    r"đt|đội tuyển|đội|khối|lực lượng|phiến quân|trung tâm|viện|cơ quan|dịch vụ|hiệp định|hiệp ước|thỏa thuận|thoả thuận|"
    r"tên lửa|hệ thống(?: tên lửa| phòng thủ tên lửa| đánh chặn tên lửa)?|máy bay|tàu|virus|giải(?: thưởng)?|dân tộc|người) "
)


@lru_cache(maxsize=16384)
def name_key(surface: str) -> str:
    """The key under which spellings of one name meet: case, the place of the tone mark, spaced hyphens and apostrophes do not count.

    >>> name_key("Kim Jong - un") == name_key("KIM JONG-UN")
    True
    >>> name_key("Tuôỉ Trẻ") == name_key("Tuổi Trẻ")
    True
    """
    text = _JOINT.sub(r"\1", surface.replace("’", "'").replace("‘", "'").replace("–", "-"))
    return _MISPLACED.sub(_place_tone, tone_key(_SPACE.sub(" ", text).strip()))


def _place_tone(match: re.Match[str]) -> str:
    """A tone mark on the last vowel of a group moved to the vowel that has a mark of its own (`ôỉ` to `ổi`)."""
    last = unicodedata.normalize("NFD", match[2])
    return unicodedata.normalize("NFC", match[1] + last[1:]) + last[0]


@lru_cache(maxsize=16384)
def key_parts(key: str) -> tuple[str, ...]:
    """The syllables and marks of a key.

    >>> key_parts("ubnd tp.hcm")
    ('ubnd', 'tp', 'hcm')
    """
    return tuple(p.rstrip(".") if len(p) > 1 else p for p in _PARTS.findall(key) if p not in ".,")


@lru_cache(maxsize=16384)
def tidy(surface: str, type: str) -> str:
    """A surface as an id: single spaces, no brackets, no spaces round the hyphens of a person's name or a designation.

    >>> tidy("Kim Jong - un", "PER"), tidy("B -1 B", "MISC"), tidy("Việt Nam - Lào", "ORG")
    ('Kim Jong-un', 'B-1B', 'Việt Nam - Lào')
    """
    text = _SPACE.sub(" ", surface).strip()
    if type in ("PER", "ORG") and "(" in text:
        text = _BRACKET.sub("", text[1:].replace(")", "", 1) if text.startswith("(") else text).strip() or text
    if type == "PER" or (type == "LOC" and text.isascii()):
        text = _JOINT.sub(r"\1", text)
    elif type == "MISC":
        text = _DESIGNATION.sub(lambda m: f"{m[1]}-{m[2]}{m[3] or ''}", text)
    if type == "LOC":
        text = re.sub(r"^(?:TP|Tp|Thành phố|thành phố|TX|Q)(?:\.\s*|\s+)(?=[^\W\d])", "", text)
    return text
