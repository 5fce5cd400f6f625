"""What the words around a trigger say of a line of contact: its kind, whether it stopped or was taken up again, and how real that is.

No channel is known beforehand; these are the words with which Vietnamese news tells of any.
"""

import re
from typing import Literal, NamedTuple

from thoisu.model import ChannelKind, ChannelState, Span
from thoisu.record.tellings import Reading

Modality = Literal["planned", "unreal", "denied", "past"]

_HOTLINE = re.compile(r"đường dây (?:\w+ ){0,3}nóng|điện thoại nóng|kênh liên lạc khẩn")
_COOPERATION = re.compile(r"hợp tác|phối hợp|cộng tác")
_STANDING = re.compile(r"hợp tác|phối hợp|cộng tác|tập trận|trao đổi|giao lưu|chia sẻ|liên doanh|diễn tập|tuần tra")  # unlike a sale
_MILITARY = re.compile(
    r"(?:hợp tác|quan hệ|liên lạc|trao đổi|giao lưu|đối thoại|tham vấn|tiếp xúc|kênh)(?: \w+){0,3}? (?:quân sự|quốc phòng)|tập trận|diễn tập"
)
_CIVIL = re.compile(r"dân sự|kinh tế|thương mại|chính trị|văn hoá")
_TALKS = re.compile(r"đàm phán|thương lượng|đối thoại|tham vấn|hoà đàm|thương thảo|tiếp xúc|liên lạc|kênh")
_OBJECTS: tuple[tuple[ChannelKind, re.Pattern[str]], ...] = (
    ("hotline", _HOTLINE), ("military", _MILITARY), ("cooperation", _COOPERATION), ("talks", _TALKS),
    ("phone", re.compile(r"điện đàm|điện thoại|gọi điện")), ("visit", re.compile(r"thăm|công du")),
    ("meeting", re.compile(r"cuộc gặp|cuộc họp|gặp gỡ|hội nghị|thượng đỉnh|hội đàm|họp")),
)
_RESUMED = re.compile(r"nối lại|khôi phục|tái khởi động|tái lập|thiết lập lại|mở lại|tái thiết lập|quay trở lại|trở lại bàn|hâm nóng")
_SET_UP = re.compile(r"thiết lập|lập|mở|kết nối|khai thông|vận hành|xây dựng")
_SUSPENDED = re.compile(r"ngừng|dừng|ngưng|đình chỉ|hoãn|gián đoạn|đóng băng|treo|bế tắc|đình trệ")
_BROKEN = re.compile(r"cắt đứt|chấm dứt|đoạn tuyệt|huỷ|bãi bỏ|giải tán|cắt(?!\w)|rút khỏi|đổ vỡ|sụp đổ")
# A verb that stops what the trigger names: `đã tạm ngừng các hoạt động` | `đối thoại`.
_STOPS = re.compile(
    r"(?<!\w)(?:(cắt đứt|chấm dứt|đoạn tuyệt|huỷ bỏ|huỷ|bãi bỏ|rút khỏi|rời khỏi|tẩy chay)|tạm ngừng|ngừng|tạm dừng|dừng|ngưng|đình chỉ|"
    r"tạm hoãn|hoãn|đóng băng)"
    r"(?: \w+){0,7} ?\Z"
)
_FAILED = re.compile(r"(?<!\w)(?:đã |bị |vẫn |hiện |đang |từng |đều )*(?:(đổ vỡ|sụp đổ|thất bại|tan vỡ|bị huỷ|bị chấm dứt)|bế tắc|gián đoạn|đình trệ|"
                     r"bị hoãn|bị ngừng|bị đình chỉ|bị đóng băng)(?!\w)")
_HAS_NOT_SINCE = re.compile(r"(?:kể từ|(?<!\w)từ|suốt|hầu như|đã lâu)[^.;]{0,70}(?<!\w)(?:không|chưa)(?: còn| hề| được)? (?:nhóm )?\Z")
_UNREAL_STOP = re.compile(r"(?<!\w)(?:không|chưa|nguy cơ|doạ|đe|sẽ|thường|có thể|nếu|khiến|dễ|khó|sắp|tránh|lo|sợ|muốn|kêu gọi|đòi|yêu cầu)(?!\w)")
# `sẽ tổ chức một cuộc` | `họp`, but not `sẽ tiếp tục tiếp xúc như cuộc` | `gặp`, where the words between lead to something that has been.
_PLANNED = re.compile(
    r"(?<!\w)(?:sẽ|dự định|dự kiến|lên kế hoạch|có kế hoạch|sắp|ấn định|chuẩn bị|lên lịch|nhất trí tổ chức)"
    r"(?: (?!(?:như|sau|trong|từ|tại|qua|mà|vì|do|nếu|khi|trước|theo|bởi|chịu)(?!\w))[^\W\d]+){0,7} ?\Z"
)
_SELF_STOPS = re.compile(r"\A (?:đã |tạm |hiện |vẫn |bị )*(?:ngừng|dừng|ngưng|đình chỉ|đóng băng|gián đoạn|tê liệt|tạm ngừng)(?!\w)")
_PLANNED_AFTER = re.compile(r"\A(?: \w+){0,8}? (?:cũng )?(?:sẽ|sắp|dự kiến)(?: \w+){0,2} (?:tiếp tục|nối lại|diễn ra|tổ chức|bắt đầu|được)(?!\w)")
_WANTED = re.compile(
    r"(?<!\w)(?:muốn|mong|mong muốn|mong đợi|thiện chí|đề nghị|đề xuất|kêu gọi|yêu cầu|hối thúc|cần|sẵn sàng|để ngỏ|khả năng|có thể|nếu|hy vọng|"
    r"hi vọng|ủng hộ|cơ hội|xem xét|cân nhắc|nên|phải|tìm cách|nỗ lực|sáng kiến|cánh cửa|triển vọng|ý tưởng|lời hứa|hứa)(?!\w)"
)
_AHEAD = re.compile(r"\A[^,;.]{0,60}(?:tháng|tuần|năm|quý|ngày|thời gian)(?: \S+){0,6}? (?:tới|sau|sắp tới)(?!\w)")
_PAST = re.compile(r"\A (?:\w+ ){0,2}?(?:mới đây|vừa qua|gần đây|vừa rồi|trước đó|tuần trước|tháng trước|năm ngoái|hôm qua)(?!\w)")
_DENIED = re.compile(
    r"(?<!\w)(?:không|chưa|chưa từng|không hề)(?: hề| từng| có| bao giờ| tiến hành| tổ chức| tham gia)* ?\Z|"
    r"(?<!\w)(?:phủ nhận|bác bỏ)(?: \w+){0,5} ?\Z"
)
_CLAUSE_END = re.compile(r"[.;:!?\n]|, (?:sau|trong khi|nhưng|song|còn|đồng thời)\b")


class Wording(NamedTuple):
    """A trigger with what stands before and after it in its clause, in matching form, and the sentence that holds it."""

    before: str
    trigger: str
    after: str
    sentence: Span


def read_wording(reading: Reading, trigger: Span) -> Wording:
    """The words around a trigger, at most 80 characters before it and 140 after it."""
    sentence = reading.sentence(trigger.start)
    before = reading.matching(max(sentence.start, trigger.start - 80), trigger.start)
    after = reading.matching(trigger.end, min(max(sentence.end, trigger.end), trigger.end + 140))
    ends = list(_CLAUSE_END.finditer(before))
    stop = _CLAUSE_END.search(after)
    words = reading.matching(trigger.start, trigger.end)
    return Wording(before[ends[-1].end() :] if ends else before, words, after[: stop.start()] if stop else after, sentence)


def names_hotline(wording: Wording) -> bool:
    """Whether the trigger is a line kept open for emergencies."""
    return bool(_HOTLINE.search(wording.trigger))


def names_talks(wording: Wording) -> bool:
    """Whether the trigger is a word for talks in general and not for one meeting."""
    return bool(_TALKS.search(wording.trigger))


def is_military(wording: Wording) -> bool:
    """Whether the contact is one of armed forces: `hợp tác quân sự`, not `hợp tác quân sự lẫn dân sự`."""
    phrase = f"{wording.trigger}{wording.after[:40]}"
    return bool(_MILITARY.search(phrase[: len(wording.trigger) + 30])) and not _CIVIL.search(phrase)


def goes_on(wording: Wording) -> bool:
    """Whether joint work is of a kind that goes on between the two, unlike a sale."""
    return bool(_STANDING.search(wording.trigger))


def stops(wording: Wording) -> ChannelState | None:
    """How a trigger that is itself a verb of stopping leaves the line; None where it is none."""
    if _BROKEN.search(wording.trigger) and not _SUSPENDED.search(wording.trigger):
        return "broken"
    return "suspended" if _SUSPENDED.search(wording.trigger) else None


def sets_up(wording: Wording, *, after: bool = False) -> bool:
    """Whether the trigger, or with `after` the words right after it, set up a contact or take it up again."""
    words = wording.after[:30] if after else wording.trigger
    return bool(_RESUMED.search(words) or _SET_UP.search(words))


def takes_up_again(wording: Wording) -> bool:
    """Whether the contact that the trigger names is taken up again."""
    return bool(_RESUMED.search(wording.before[-24:] + wording.trigger))


def stopped(wording: Wording) -> ChannelState | None:
    """How the words around a contact say that it stopped (`đã tạm ngừng ... đối thoại`, `đàm phán ... đổ vỡ`); None where it has not."""
    verb = _STOPS.search(wording.before)
    if verb and not _UNREAL_STOP.search(wording.before[: verb.start()][-25:]):
        return "broken" if verb[1] else "suspended"
    if _HAS_NOT_SINCE.search(wording.before):
        return "suspended"
    failed = _FAILED.search(wording.after)
    if failed and not _UNREAL_STOP.search(wording.after[: failed.start()][-25:]):
        return "broken" if failed[1] else "suspended"
    return None


def modality(wording: Wording) -> Modality | None:
    """What the words around a contact say of its having taken place: denied, past, planned, only wanted; None where nothing does."""
    if _DENIED.search(wording.before):
        return "denied"
    if _PAST.search(wording.after):
        return "past"
    if _PLANNED.search(wording.before) or _PLANNED_AFTER.search(wording.after):
        return "planned"
    if not _WANTED.search(wording.before[-50:]):
        return None
    return "planned" if _AHEAD.search(wording.after) else "unreal"  # who wants it at a time has it in mind to do


def looks_ahead(wording: Wording) -> bool:
    """Whether the words after a trigger set a time that is to come: `vào cuối tháng 2 tới`."""
    return bool(_AHEAD.search(wording.after))


def council_state(wording: Wording) -> ChannelState | None:
    """The state of a joint body that the words around its name give; None where it is only named, wanted or spoken of."""
    state = stopped(wording) or ("suspended" if _SELF_STOPS.match(wording.after) else None)
    against = modality(wording)
    if state or against in ("unreal", "denied"):
        return state
    if against == "planned":
        return "planned"
    return "resumed" if _RESUMED.search(wording.before[-30:]) or _RESUMED.match(wording.after.removeprefix(" đã").strip()) else None


def splits_clause(between: str, *, head: bool = False) -> bool:
    """Whether words between a time and a trigger set them apart; a time at the head of a sentence (`head`) counts for all of its first clause."""
    return bool(_CLAUSE_END.search(between)) or (not head and ", " in between)


def object_kind(wording: Wording, *, near: bool = False) -> ChannelKind | None:
    """The kind of contact that a trigger stops or sets up: named after it, else before it; with `near` only in it or right after it."""
    for phrase in (wording.trigger + wording.after[:24],) if near else (wording.trigger + wording.after[:80], wording.before):
        hits = [(m.start(), kind) for kind, pattern in _OBJECTS if (m := pattern.search(phrase)) is not None]
        hits = [h for h in hits if h[1] != "military" or not _CIVIL.search(phrase)]
        if hits:
            first = min(start for start, _ in hits)
            return next(kind for start, kind in hits if start == first)  # of two at one place the more special comes first
    return None
