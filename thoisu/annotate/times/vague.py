"""The present, the vague past and the vague future."""

import re

from thoisu.annotate.times.fragments import rx
from thoisu.annotate.times.scene import COMING, Found, Scene

_PRESENT = rx(
    r"(?:(?:ở |vào )?thời điểm hiện (?:tại|nay)|(?:vào )?thời điểm này(?! năm (?:ngoái|trước)(?!\w))|giai đoạn hiện nay|hiện thời|"
    r"hiện nay|hiện tại|hiện giờ|"
    r"lúc này|bây giờ|ngày nay|thời nay|giờ đây|hiện|nay|giờ phút này|giờ này|đây|giờ)(?!\w)"
)
# `hiện` as part of another word, or as the verb "appear".
_HIỆN_BEFORE = re.compile(
    r"(?:thực|thể|xuất|phát|biểu|ẩn|tái|hóa|hoá|thị|hiển|tỏ|ngộ|bộc lộ|chợt|bất ngờ|dần|lại|không|từ từ|cô|được|cảnh|đã|sẽ|khai|cụ thể)[ ]$"
)
_HIỆN_AFTER = re.compile(
    r" (?:đại|tượng|thực|trường|hành|vật|diện|thân|hữu|hình|trạng|lên|ra|sinh|kim|thế|hồn|nguyên|rõ|nét|ngân|ảnh|về|có mặt(?= trên)|"
    r"nay|tại|thời|giờ|thi)(?!\w)| (?:có|hữu)(?= *(?:$|[.,;:)]| (?:của|ở|tại|để|và|trong|cho|là)(?!\w)))"
)
_VERB_BEFORE = re.compile(r"(?:thực|thể|xuất|phát|biểu|ẩn|tái|hiển|thị|hóa|tỏ|ngộ)[ ]$")
_NAY_BEFORE = re.compile(
    r"(?:^|\W)(?:(?:từ trước |trước )?(?:đến|tới)(?: tận| ngày)?|cho (?:đến|tới)|từ|kể từ|tính đến|và|xưa và|sang đến|bắt đầu từ|hiện|"
    r"nhưng|nên)[ ]$|[(,;.–-][ ]?$|^$|\n$"
)
_NAY_AFTER = re.compile(r" (?:là|thuộc|đã|trở|được|đến|tới|mới|đang|chỉ|gọi)(?!\w)")
_DAY_BEFORE = re.compile(r"(?:^|\W)(?:từ|kể từ)[ ]$")
_DAY_AFTER = re.compile(r" (?:cho )?(?:đến|tới)(?!\w)")
_NOW_BEFORE = re.compile(r"(?:^|\W)(?:đến|tới|cho đến|bao)[ ]$")
_HOUR_OF = re.compile(r" (?:hẹn|hoàng|làm|học|ăn|cao|này|đi|g|tan|chót|bay|phút|khởi|thi|ra|về|cơm|nghỉ|đón|trưa|sáng|địa)")
_PAST = rx(
    r"(?:(?:trong )?(?:khoảng )?thời gian (?:vừa qua|qua|gần đây|vừa rồi|trước đây|mới đây)|(?:những|mấy|các) (?:ngày|tuần|tháng|năm|"
    r"thập kỷ|thập niên|giờ|hôm|ngày tháng|tuần lễ|phút|mùa)(?: vừa| gần)? (?:gần đây|qua|vừa rồi|vừa qua|gần nhất|trước đây|"
    r"trước(?! (?:đó|khi|ngày|kia)))"
    r"|(?:ngay )?(?:gần đây(?: nhất)?|mới đây(?: nhất)?)|vừa qua|vừa rồi|vừa mới đây|mới rồi|dạo gần đây|dạo này|ngày trước|ngày xưa|"
    r"thời xưa|trước đây(?: không lâu| ít lâu)?|trước kia|trong quá khứ|quá khứ|thuở trước|hồi trước|lúc trước|bấy lâu nay|lâu nay|"
    r"xưa nay|hồi xưa|(?:vài|mấy) hôm (?:trước|nay|rồi)|(?:ít|vài) (?:phút|ngày|hôm|giờ|năm|tháng|tuần) (?:trước đây))(?!\w)"
)
_PAST_NOT_BEFORE = re.compile(r"(?:tháng|ngày|tuần|năm|lại|càng|ở|khu vực|khá|nằm|hôm|rất|quá|sống|nhà|\d)[ ]$")
_FUTURE = rx(
    r"(?:(?:trong )?thời gian (?:sắp tới|tới đây|tới|ngắn tới|không xa)|(?:những|mấy|các) (?:ngày|tuần|tháng|năm|giờ|thập kỷ|"
    r"thập niên|mùa)(?: sắp)? (?:tới đây|tới|sắp tới|tiếp theo)|tương lai(?: gần| không xa| xa| rất gần| sắp tới|"
    r" trước mắt)?(?: đây)?|sắp tới(?: đây)?|tới đây|ngày một ngày hai|mai sau|sau này|nay mai|sớm muộn)(?!\w)"
)
_WENT = re.compile(r"(?:^|\W)(?:đi|đến|đã|bay|chạy|về|lại|họ|đưa|mới|từng|khách)[ ]$")
_TO_DO = re.compile(r" (?:để|với tư cách|bằng|theo lời|làm|học|sống|du lịch|nghỉ|lần đầu)(?!\w)")  # who came here to do something
_FUTURE_NOT = {"sau này", "sớm muộn", "mai sau", "ngày một ngày hai"}


def read_present(scene: Scene, at: int) -> Found | None:
    """The present: `hiện`, `hiện nay`, `thời điểm này`, `nay` of `đến nay`.

    >>> read_present(Scene("Từ đó đến nay vẫn vậy", None), 10)
    Found(start=10, end=13, type='DATE', value='PRESENT_REF', rule='present')
    """
    match = _PRESENT.match(scene.key, at)
    if not match:
        return None
    key, words, end = scene.key, match.group(), match.end()
    before = key[max(0, at - 14) : at]
    if words.startswith(("vào ", "ở ")):
        at = key.index("thời", at)
    if words == "hiện" and (_HIỆN_BEFORE.search(before) or _HIỆN_AFTER.match(key, end)):
        return None
    if words.startswith("hiện ") and _VERB_BEFORE.search(before):
        return None
    if words == "nay" and not _is_now(key, at, end, before):
        return None
    if words == "đây" and not (_DAY_BEFORE.search(before) and _DAY_AFTER.match(key, end)):
        return None
    if words == "giờ" and not re.search(r"(?:^|\W)(?:đến|tới|cho đến|từ trước đến|từ bấy đến|bây)[ ]$", before):
        return None
    if words == "giờ" and _HOUR_OF.match(key, end):
        return None
    if words in ("giờ này", "giờ phút này") and (not _NOW_BEFORE.search(before) or key.startswith(" năm ", end)):
        return None
    if words in ("lúc này", "thời điểm này") and _is_then(scene, at):
        return None
    return Found(at, end, "DATE", "PRESENT_REF", "present")


def _is_then(scene: Scene, at: int) -> bool:
    """Whether `lúc này` opens a sentence of a tale told by the clock, where it means then."""
    last = scene.previous
    if last is None or last.type != "TIME" or (last.rule.startswith("part") and "T" not in last.value[10:12]):
        return False
    return "\n" not in scene.key[max(last.end, at - 2) : at] and scene.text[at].isupper() and scene.key.find("“", last.end, at) < 0


def _is_now(key: str, at: int, end: int, before: str) -> bool:
    """Whether `nay` is the word for now and not the end of `hôm nay`, `năm nay`, `xưa nay`."""
    if key.startswith("nay mai", at):
        return False
    if re.search(r"(?:^|[.!?\n][ ]?|[“\"(])$|(?:^|\W)(?:thì|mà)[ ]$", before):
        return True
    if re.search(r"(?:^|\W)(?:đến|tới|từ|kể từ|đến tận)[ ]$", before):
        return not re.search(r"(?:hôm|năm|sáng|chiều|tối|đêm|trưa|xưa|lâu) $", before)
    return bool(_NAY_BEFORE.search(before)) and bool(_NAY_AFTER.match(key, end))


def read_past(scene: Scene, at: int) -> Found | None:
    """The vague past: `gần đây`, `thời gian qua`, `những năm gần đây`.

    >>> read_past(Scene("Những tuần gần đây", None), 0)
    Found(start=0, end=18, type='DATE', value='PAST_REF', rule='past')
    """
    match = _PAST.match(scene.key, at)
    if not match:
        return None
    start, words = at, " ".join(match.group().split())
    for lead in ("trong ", "khoảng ", "ngay "):
        if words.startswith(lead):
            start = scene.key.index(words[len(lead) :][:3], start)
            words = words[len(lead) :]
    before = scene.key[max(0, at - 10) : at]
    if words in ("gần đây", "ngày trước", "vừa qua", "hồi trước", "trước đây", "lúc trước") and _PAST_NOT_BEFORE.search(before):
        return None
    if words == "ngày trước" and not scene.key.startswith((",", " đây"), match.end()):
        return None
    if words in ("bấy lâu nay", "lâu nay", "xưa nay", "dạo này", "ngày xưa", "thời xưa"):
        return None
    if words == "vừa qua" and re.match(r" (?:đời|khỏi|mặt|cầu|sông|được|ngưỡng|tay|tuổi)", scene.key[match.end() : match.end() + 6]):
        return None
    return Found(start, match.end(), "DATE", "PAST_REF", "past")


def read_future(scene: Scene, at: int) -> Found | None:
    """The vague future: `thời gian tới`, `những ngày tới`, `tương lai`.

    >>> read_future(Scene("trong tương lai gần", None), 6)
    Found(start=6, end=19, type='DATE', value='FUTURE_REF', rule='future')
    """
    match = _FUTURE.match(scene.key, at)
    if not match:
        return None
    start, words, end = at, " ".join(match.group().split()), match.end()
    if words in _FUTURE_NOT:
        return None
    if words.startswith("trong "):
        start = scene.key.index("thời", at)
    to_a_place = scene.text[end + 1 : end + 2].isupper() and not COMING.match(scene.key, end)
    if words.endswith(" tới") and to_a_place and not words.startswith(("sắp", "thời gian")):
        return None
    if words == "tới đây" and (_WENT.search(scene.key[max(0, at - 8) : at]) or _TO_DO.match(scene.key, end)):
        return None
    if words == "sắp tới" and scene.text[end + 1 : end + 2].isupper():
        return None
    if words == "sắp tới" and re.match(r" (?:thăm|việt nam|nga|mỹ|trung quốc|nơi|ngày|hạn|giờ)", scene.key[end : end + 12]):
        return None
    return Found(start, end, "DATE", "FUTURE_REF", "future")
