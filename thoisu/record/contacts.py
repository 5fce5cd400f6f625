"""One telling of a contact between parties: what kind of line it is, who stands at its ends, and what state it tells.

Everything comes from the event's type, mode and status and from the words around its triggers; no channel is known beforehand.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from thoisu.model import ChannelKind, ChannelState, Evidence, Span
from thoisu.record.dates import day_of, days_before, months_before
from thoisu.record.happenings import Happening
from thoisu.record.parties import Parties
from thoisu.text.normalize import tone_key

LEADERS = frozenset({"phone", "meeting", "visit", "letter"})  # lines between persons; the others are between states and bodies
_PARTIES_AT_MOST = 6  # a conference of more is no line between them

_HOTLINE = re.compile(r"đường dây (?:\w+ ){0,3}nóng|điện thoại nóng|kênh liên lạc khẩn")
_COOPERATION = re.compile(r"hợp tác|phối hợp|cộng tác")
_STANDING = re.compile(r"hợp tác|phối hợp|cộng tác|tập trận|trao đổi|giao lưu|chia sẻ|liên doanh|diễn tập|tuần tra")  # unlike a sale
_MILITARY = re.compile(
    r"(?:hợp tác|quan hệ|liên lạc|trao đổi|giao lưu|đối thoại|tham vấn|tiếp xúc|kênh)(?: \w+){0,3}? (?:quân sự|quốc phòng)|tập trận|diễn tập"
)
_CIVIL = re.compile(r"dân sự|kinh tế|thương mại|chính trị|văn hoá")
_TALKS = re.compile(r"đàm phán|thương lượng|đối thoại|tham vấn|hoà đàm|thương thảo|tiếp xúc|liên lạc|kênh")
_PHONE = re.compile(r"điện đàm|điện thoại|gọi điện")
_VISIT = re.compile(r"(?:chuyến|công du|kế hoạch) ?thăm|thăm|công du")
_MEETING = re.compile(r"cuộc gặp|cuộc họp|gặp gỡ|hội nghị|thượng đỉnh|hội đàm|họp")
_RESUMED = re.compile(r"nối lại|khôi phục|tái khởi động|tái lập|thiết lập lại|mở lại|tái thiết lập|quay trở lại|trở lại bàn|hâm nóng")
_SUSPENDED = re.compile(r"ngừng|dừng|ngưng|đình chỉ|hoãn|gián đoạn|đóng băng|treo|bế tắc|đình trệ")
_BROKEN = re.compile(r"cắt đứt|chấm dứt|đoạn tuyệt|huỷ|bãi bỏ|giải tán|cắt |rút khỏi|đổ vỡ|sụp đổ")
_FAILED = re.compile(r"(?<!\w)(?:đã |bị |vẫn |hiện |đang |từng |đều )*(?:(đổ vỡ|sụp đổ|thất bại|tan vỡ|bị huỷ|bị chấm dứt)|bế tắc|gián đoạn|đình trệ|"
                     r"bị hoãn|bị ngừng|bị đình chỉ|bị đóng băng)(?!\w)")
_UNREAL = re.compile(r"(?<!\w)(?:không|chưa|nguy cơ|doạ|đe|sẽ|thường|có thể|nếu|khiến|dễ|khó|sắp|tránh|lo|sợ)(?!\w)")
_SET_UP = re.compile(r"thiết lập|lập|mở|kết nối|khai thông|vận hành|xây dựng")
_OBJECTS: tuple[tuple[ChannelKind, re.Pattern[str]], ...] = (
    ("hotline", _HOTLINE), ("military", _MILITARY), ("cooperation", _COOPERATION), ("talks", _TALKS), ("phone", _PHONE), ("visit", _VISIT),
    ("meeting", _MEETING),
)
_CLAUSE_END = re.compile(r"[.;:!?\n]|, (?:sau|trong khi|nhưng|song|còn|đồng thời)\b")
_DURATION = re.compile(r"P(\d+)([DWMY])")


class Contact(Struct, frozen=True):
    """A line between parties and the state of it that one telling gives; `homes` are the states and bodies behind the parties."""

    kind: ChannelKind
    parties: tuple[str, ...]
    homes: tuple[str, ...]
    state: ChannelState
    date: str | None
    evidence: tuple[Evidence, ...]


def read_contacts(happening: Happening, parties: Parties) -> Iterator[Contact]:
    """The contacts that an event tells: one, or one for each partner where one party calls or visits several; none for other events."""
    kind, state = _kind(happening, parties), _state(happening)
    if kind is None or state is None:
        return
    date = happening.mention.date or _date(happening, state)
    evidence = tuple(happening.reading.evidence(s.start, s.end) for s in happening.sentences[:4])
    for homes in _ends(happening, parties, kind):
        names = tuple(sorted(_name(happening, h) if kind in LEADERS else h for h in homes))
        yield Contact(kind, names, tuple(sorted(homes)), state, date, evidence)


def _around(happening: Happening) -> Iterator[tuple[str, str, str]]:
    """For each trigger the words before it, of it and after it, inside its clause, in matching form."""
    reading = happening.reading
    for trigger in happening.mention.triggers:
        sentence = reading.sentence(trigger.start)
        before = tone_key(reading.text[max(sentence.start, trigger.start - 60) : trigger.start])
        after = tone_key(reading.text[trigger.end : min(max(sentence.end, trigger.end), trigger.end + 140)])
        ends = list(_CLAUSE_END.finditer(before))
        stop = _CLAUSE_END.search(after)
        yield before[ends[-1].end() :] if ends else before, tone_key(reading.words(trigger)), after[: stop.start()] if stop else after


def _kind(happening: Happening, parties: Parties) -> ChannelKind | None:
    mention = happening.mention
    if mention.type not in ("CONSULT", "SANCTION", "SUPPORT", "COOPERATE", "AGREE"):
        return None
    around = list(_around(happening))
    if mention.type == "CONSULT":
        return _consult_kind(happening, parties, around)
    if mention.type == "COOPERATE":
        if mention.status == "denied" or not any(_STANDING.search(t) for _, t, _ in around):
            return None
        return "council" if _council(happening, parties) else _material(around)
    if mention.type == "SANCTION":
        around = [a for a in around if _SUSPENDED.search(a[1]) or _BROKEN.search(a[1] + " ")]
        found = _object(around)
        return "council" if found in ("talks", "meeting") and _council(happening, parties) else found
    if mention.type == "SUPPORT":
        around = [a for a in around if _RESUMED.search(a[1]) or _SET_UP.search(a[1])]
        return _object([("", t + a, "") for _, t, a in around])
    around = [a for a in around if _RESUMED.search(a[2][:30]) or _SET_UP.search(a[2][:30])]
    return None if _told_beside(happening) else _object(around)


def _consult_kind(happening: Happening, parties: Parties, around: list[tuple[str, str, str]]) -> ChannelKind:
    mode = happening.mention.mode
    words = " ".join(t for _, t, _ in around)
    if mode == "hotline" or _HOTLINE.search(words):
        return "hotline"
    if mode == "phone" or mode == "visit" or mode == "letter":
        return mode
    if _council(happening, parties):
        return "council"
    if any(_MILITARY.search(f"{t} {a[:30]}") for _, t, a in around):
        return "military"
    if mode in (None, "third-party") or (_TALKS.search(words) and not any(happening.everyone.values())):
        return "talks"
    return "meeting"


def _material(around: list[tuple[str, str, str]]) -> ChannelKind:
    phrases = [f"{t}{a[:40]}" for _, t, a in around]
    return "military" if any(_MILITARY.search(p) and not _CIVIL.search(p) for p in phrases) else "cooperation"


def _object(around: list[tuple[str, str, str]]) -> ChannelKind | None:
    """The kind of contact that a trigger stops or sets up: named after it, else before it."""
    for side in (2, 0):
        found: list[ChannelKind] = []
        for parts in around:
            phrase = parts[1] + parts[2][:80] if side == 2 else parts[0]
            hits = [(m.start(), kind) for kind, pattern in _OBJECTS if (m := pattern.search(phrase)) is not None]
            hits = [h for h in hits if h[1] != "military" or not _CIVIL.search(phrase)]
            if hits:
                first = min(start for start, _ in hits)
                found.append(next(kind for start, kind in hits if start == first))  # of two at one place the more special comes first
        if found:
            return found[0]
    return None


def _council(happening: Happening, parties: Parties) -> tuple[str, ...]:
    """The parties of a joint body that is named as taking part, or in the sentence of a trigger by parties of its own; else empty."""
    reading, homes = happening.reading, set(happening.everyone)
    for name in happening.mention.actors + happening.mention.recipients:
        if name in parties.joint:
            return tuple(parties.home(p) for p in parties.joint[name])
    for mention in reading.doc.mentions or ():
        pair = tuple(parties.home(p) for p in parties.joint.get(mention.entity, ())) if mention.type == "ORG" else ()
        if pair and set(pair) <= homes and any(s.start <= mention.start < s.end for s in happening.sentences):
            return pair
    return ()


def _told_beside(happening: Happening) -> bool:
    """Whether the article gives what is agreed on as an event of its own in the same sentences."""
    spans = happening.sentences
    others = (e for e in happening.doc.events or () if e.type in ("CONSULT", "SUPPORT", "COOPERATE"))
    return any(s.start <= t.start < s.end for e in others for t in e.triggers for s in spans)


def _state(happening: Happening) -> ChannelState | None:
    mention = happening.mention
    around = list(_around(happening))
    if mention.type == "SANCTION":
        if mention.status != "asserted":
            return None  # a threat or a denial to cut a line leaves it as it was
        words = " ".join(t for _, t, _ in around) + " "
        return "broken" if _BROKEN.search(words) and not _SUSPENDED.search(words) else "suspended"
    if mention.status == "conditional":
        return None
    if mention.status in ("planned", "denied"):
        return mention.status
    if mention.type == "AGREE":
        return "planned"
    if any(_RESUMED.search(b[-24:] + t) for b, t, _ in around):
        return "resumed"
    failed = [m for _, _, a in around if (m := _FAILED.search(a)) and not _UNREAL.search(a[: m.start()][-25:])]
    return "open" if not failed else "broken" if failed[0][1] else "suspended"


def _ends(happening: Happening, parties: Parties, kind: ChannelKind) -> Iterator[tuple[str, ...]]:
    """The homes at the ends of the line; unnamed parties do not count."""
    if kind == "council":
        yield _council(happening, parties)
        return
    homes = [h for h, persons in happening.everyone.items() if persons or parties.types.get(h) in ("LOC", "ORG", "PER") or h in parties.known]
    if len(homes) < 2 or (kind == "letter" and len(homes) > 2):  # who of many signs a letter and who gets it is not told apart
        return
    if kind in ("phone", "visit") and len(homes) > 2:
        for home in homes[1:]:
            yield homes[0], home
    elif len(homes) <= _PARTIES_AT_MOST:
        yield tuple(homes)


def _name(happening: Happening, home: str) -> str:
    """The person who stands for a home, the first named of several; the home where none is."""
    persons = happening.everyone[home]
    names = happening.mention.actors + happening.mention.recipients
    return next((name for name in names if name in persons), home)


def _date(happening: Happening, state: ChannelState) -> str | None:
    """What the words give where the event has no date: `Mới đây` at the head of a sentence of the article's own, `đã ngừng 20 tháng`."""
    day = day_of(happening.doc.published)
    if day is None or state in ("planned", "denied"):
        return None
    for span in happening.sentences:
        for time in happening.doc.times or ():
            if not span.start <= time.start < span.end or _reported(happening, time.start):
                continue
            if time.value == "PAST_REF" and time.start - span.start <= 3:
                return day[:7]
            if state in ("suspended", "broken") and time.type == "DURATION" and _lasts(happening, span, time.start):
                return _begin(day, time.value)
    return None


def _lasts(happening: Happening, span: Span, at: int) -> bool:
    """Whether a length of time stands after the trigger in its clause, so that it measures the stop."""
    text = happening.reading.text
    return any(span.start <= t.start < at and not _CLAUSE_END.search(tone_key(text[t.end : at])) for t in happening.mention.triggers)


def _reported(happening: Happening, at: int) -> bool:
    return any(q.start <= at < q.end for q in happening.doc.quotes or ())


def _begin(day: str, duration: str) -> str | None:
    """When something that has lasted so long on a day began, no more precise than the length is."""
    match = _DURATION.fullmatch(duration)
    if not match or (number := int(match[1])) > 1200:
        return None
    if match[2] in "DW":
        return days_before(day, number * (7 if match[2] == "W" else 1))
    month = months_before(day, number * (12 if match[2] == "Y" else 1))
    return month[:4] if match[2] == "Y" or number >= 12 else month
