"""Figures that may be a day without a word for it, or else a score, a share, an address, the number of a decree."""

import re

from thoisu.annotate.times.scene import Scene

_BEFORE_DATE = re.compile(
    r"(?:^|\W)(?:từ|đến|tới|hết|ngày|hôm|và|hoặc|trước|sau|vào|kể từ|hạn chót|tính đến|qua|hồi|thứ [\w]+|hay|sinh|mất|tuần|nay|đợt|lễ|"
    r"nhân)[ ]{1,2}\(?$|[(,][ ]?$|[-–—:|][ ]$|(?:^|\n)[ ]?$"
)
_AFTER_DATE = re.compile(r"[ ]{0,2}(?:$|[),;:.\n(]|(?:vừa qua|tới|này|đến|và|tại|ở|của|nhưng|là|khi|năm|sẽ|với|vẫn|đã)(?!\w)|[-–])")
SCORE_BEFORE = re.compile(
    r"(?:tỉ số|tỷ số|thắng|thua|hòa|hoà|tỷ lệ|tỉ lệ|kết quả|chiếm|hơn|gần|khoảng|số|nghị định|thông tư|quyết định|đường|nhà|hẻm|"
    r"phiên bản|ngõ|ngách|quốc lộ|quảng trường|công viên|bệnh viện|trường|cầu|nhà máy|chung cư|căn hộ|tiểu khu|điểm|chiến thắng|dẫn|"
    r"ở mức|phố|tổ|lô|lớp|khối|khoản|điều|thửa đất|thửa|huyết áp|tỷ giá|trang|bệnh xá|"
    r"công ty|cổ phần|xí nghiệp|nông trường|tập đoàn|hợp tác xã|xưởng|sân vận động|khu phố|rạp|nhà hát|tượng đài|học viện|câu lạc bộ|"
    r"hãng)[ ](?:là |với |trước |tới |đến |khoảng |sít sao |đậm |chung cuộc )?$"
)
ATTACKS_BEFORE = re.compile(r"(?:khủng bố|sự kiện|thảm kịch|thảm họa|thảm hoạ|tấn công|biến cố|vụ)[ ](?:ngày )?$")  # those of 2001 go by their day
_MODEL_AFTER = re.compile(r" [A-ZĐ]{2,}(?!\w)")  # `giàn khoan Hải Long 13-2 CEPB`
_NAMED_BEFORE = re.compile(r"[A-ZĐÀ-Ỹ]\w+ $")
_STRONG_BEFORE = re.compile(r"(?:^|\W)(?:kể từ|từ|hạn chót|hạn chốt|tính đến|đợt)[ ]$")
_FEAST_BEFORE = re.compile(r"(?:nghỉ lễ|dịp lễ|quốc khánh|ngày lễ|dịp)[ ]$")
_LIST_BEFORE = re.compile(r"\d[/-]\d{1,2}(?:[,;]| rồi| và| hay)?[ ]$")  # set after set of a match
_LIST_AFTER = re.compile(r"[,;][ ]\d[/-]\d(?!\d)")
_SHARE_AFTER = re.compile(
    r"[ ](?:xô|nhóm|số|phiếu|các|trong|người|dân|đại biểu|thành viên|tổng|diện|nước|quân|lực|cổ|thời|chặng|đoạn|giá|sản|thế|"
    r"[a-z]+ viên|khối|chiều|quãng|trận|hộ|tài|bàn|set|đội|tỉnh|trường|xã|huyện|quận|phường|bài|câu|môn|doanh nghiệp|cơ sở|địa phương|"
    r"mẫu|ca|ghế|suất|quốc gia|bang|đảng|thẩm phán|cử tri)(?!\w)"
)


def names_a_place(key: str, at: int) -> bool:
    """Whether what begins at `at` is the name of a street, a park or a firm, by the word before.

    >>> names_a_place("nhà ở đường 3 tháng 2", 12), names_a_place("mưa từ 3 tháng 2", 7)
    (True, False)
    """
    return bool(SCORE_BEFORE.search(key[max(0, at - 24) : at]))


def is_share(key: str, first: int, second: int, end: int) -> bool:
    """Whether two figures are a share of the things named behind them.

    >>> is_share("10/12 đội có mặt", 10, 12, 5), is_share("24/11 đội có mặt", 24, 11, 5)
    (True, False)
    """
    return first <= second and bool(_SHARE_AFTER.match(key, end))


def bare_is_date(scene: Scene, match: re.Match[str]) -> bool:
    """Whether figures without a word before them are a day: not a score, a share, an address or a number of a decree."""
    key, start, end = scene.key, match.start(), match.end()
    before = key[max(0, start - 24) : start]
    if (before[-1:] and (before[-1].isalnum() or before[-1] in "/.-–$€#")) or re.search(r"\d[ ]$", before) or re.match(r"[ ]\d", key[end : end + 2]):
        return False
    if match["d"] + match["m"] in ("247", "2424") or SCORE_BEFORE.search(before):
        return False
    if _LIST_BEFORE.search(before) or (_LIST_AFTER.match(key, end) and max(int(match["d"]), int(match["m"])) <= 7):
        return False
    share = int(match["d"]) < int(match["m"]) and match["sep"].strip() == "/" and len(match["m"]) < 3
    if is_share(key, int(match["d"]), int(match["m"]), end):
        return False
    if _FEAST_BEFORE.search(before) or ((match["d"], match["m"]) == ("11", "9") and ATTACKS_BEFORE.search(before)):
        return True
    if match["sep"].strip() == "/":
        return not share or bool(_BEFORE_DATE.search(before)) or int(match["d"]) > 9 or match["d"][0] == "0"
    if match["sep"] == ".":
        return bool(_BEFORE_DATE.search(before)) and len(match["m"]) == 2 and bool(_AFTER_DATE.match(key, end)) and int(match["d"]) > 9
    if _NAMED_BEFORE.search(scene.text[max(0, start - 12) : start]) and _MODEL_AFTER.match(scene.text, end):
        return False
    if _STRONG_BEFORE.search(before) and _AFTER_DATE.match(key, end) and not re.match(r" ?[-–] ?\d", key[end : end + 4]):
        return True
    rising = int(match["d"]) <= int(match["m"])  # `10-12` may count things, `15-4` not
    if int(match["d"]) > 12 and not rising:
        return not re.search(r"\d[-–]\d+[,;]?[ ]\(?$", before) and not re.match(r"[,;]?[ ]\(?\d+[-–]\d", key[end : end + 7])
    return bool(_BEFORE_DATE.search(before)) and (not rising or bool(_AFTER_DATE.match(key, end))) and int(match["d"]) > 9
