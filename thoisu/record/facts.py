"""Counts and sums in a sentence that another telling can give differently, each with what it is said of."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from thoisu.model import Evidence, Span
from thoisu.record.dates import day_of, days_before, days_of, gap_in_days, overlap, specificity
from thoisu.record.tellings import Reading, share_words, weigh_words
from thoisu.record.terms import find_syllables
from thoisu.text.numerals import find_numbers

# What a word before a number allows: the least and the most that the true number can be, as shares of it.
_ALLOWED: Mapping[str, tuple[float, float]] = {
    **dict.fromkeys(("hơn", "trên", "quá"), (1.0, 1.6)), **dict.fromkeys(("ít nhất", "tối thiểu", "không dưới"), (1.0, 3.0)),
    **dict.fromkeys(("gần", "ngót"), (0.85, 1.0)), **dict.fromkeys(("tới", "lên tới", "lên đến", "đến"), (0.7, 1.0)),
    "không quá": (0.5, 1.0), **dict.fromkeys(("tối đa", "nhiều nhất"), (0.3, 1.0)),
    **dict.fromkeys(("khoảng", "chừng", "độ", "ước tính", "ước", "cỡ", "xấp xỉ"), (0.87, 1.15)),
}
_NO_COUNT = (
    "hàng", "mỗi", "trung bình", "từ", "thứ", "lần thứ", "số", "điều", "khoản", "quốc lộ", "đường", "phòng", "tầng", "lớp", "khóa", "khoá", "kỳ",
    "quý", "tuổi", "sn", "năm", "tháng", "ngày", "thêm", "một trong", "trong số", "trong", "các", "top", "hạng", "những", "quận", "tổ", "ấp", "khu",
    "tập", "vòng", "phần", "giải", "đợt", "mùa", "chương", "bảng", "nhóm", "báo động", "dưới", "thêm được", "còn", "còn lại", "vẫn còn", "tuyến",
)
_WORD_BEFORE = re.compile(r"(?<!\w)(" + "|".join(sorted((*_ALLOWED, *_NO_COUNT), key=lambda w: (-len(w), w))) + r")\s*\Z")
_RATE = re.compile(r"\s?(?:\w+\s?)?/\s?\w|\s\w+ (?:mỗi|một) ")  # so much a litre, a day: it changes from day to day
_TOLL_PART = re.compile(r"(?:tại chỗ|tại hiện trường|trên đường|tại bệnh viện|ở bệnh viện|khi đang cấp cứu|mỗi)")  # of a whole told elsewhere
_NO_UNIT = frozenset({
    "độ", "điểm", "m", "mét",
    "năm", "tháng", "ngày", "giờ", "phút", "giây", "tuần", "h", "g", "tuổi", "lần", "thứ", "phần", "số", "của", "và", "là", "trong", "tại", "ở",
    "cho", "với", "đến", "tới", "từ", "vừa", "này", "đó", "nên", "mà", "sẽ", "đã", "được", "bị", "có", "không", "khi", "để", "thì", "theo",
    "trên", "qua", "sau", "trước", "nữa", "kia", "cái", "loại", "bên", "mặt", "chút", "điều", "cách", "mình", "đôi", "kỳ", "rưỡi", "so", "vào",
    "hoặc", "cũng",
})
_TOLLS = (
    ("chết", re.compile(r"thiệt mạng|tử vong|tử nạn|chết|hy sinh|bị giết|bị sát hại")), ("bị thương", re.compile(r"bị thương")),
    ("thương vong", re.compile(r"thương vong")), ("mất tích", re.compile(r"mất tích")), ("bị bắt", re.compile(r"bị bắt|bị tạm giữ")),
)
_CAPITAL = re.compile(r"(?<=[\w,] )[A-ZÀ-ỸĐ][^\W\d_]+")
_AFTER_TOLL = re.compile(r"\s(?:[^\W\d]+\s){0,5}?(?:đã |được cho là )?(" + "|".join(p.pattern for _, p in _TOLLS) + r")(?!\w)")
_BEFORE_TOLL = (
    ("chết", re.compile(r"(?:giết chết|giết hại|sát hại|làm chết|giết|cướp đi sinh mạng của|cướp đi mạng sống của)\s*\Z|"
                        r"số người (?:chết|thiệt mạng|tử vong)[^,.;]{0,50} (?:là|lên|lên tới|lên đến|tăng lên)\s*\Z")),
    ("bị thương", re.compile(r"làm bị thương\s*\Z|số người bị thương[^,.;]{0,50} (?:là|lên|lên tới|lên đến|tăng lên)\s*\Z")),
    ("bị bắt", re.compile(r"(?:bắt giữ|bắt|tạm giữ)\s*\Z")),
)
_NO_NUMBER = frozenset({"năm", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "chục"})  # a lone `năm` is more often a year than five
_AUXILIARY = frozenset({"đã", "đang", "sẽ", "cùng", "đều", "vẫn", "từng", "bị", "được", "cũng", "phải", "đến", "tới", "tham"})
_SIGN = re.compile(r"\s?(%|usd|euro|ha|kg|km2|km|m2|m3|tấn)(?!\w)")
_COMPARED = re.compile(r"cùng kỳ|(?<!\w)so (?:với )?|kể từ")
_PART = re.compile(r"(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) [^,.;]{2,40}(?:,| và)(?: có)?\s*\Z")  # `5 nhân viên và` | `2 bảo vệ bị thương`
_MEASURED = re.compile(r"mực nước|nhiệt độ|tỷ giá|lượng mưa|dự báo|giá vàng|giá xăng|giá bán|chỉ số|tồn kho|dung tích")  # from day to day
_CODE = re.compile(r"(?:biển|bks|số hiệu|mã|biển kiểm soát)[^,;]{0,20}\Z")
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")
_LEAST_WEIGHT = 12.0  # of the words around a number: fewer do not tell what it is of
_UNIT_LEFT_OUT = 300  # times that `hơn 10 vụ` is too few where `nghìn` was lost
_LEAST_COUNT = 10  # two or three of a thing in two titles are easily two things
_ONE_TIME = 10  # days between articles on one happening
_OLD_DAYS = 20  # an earlier happening, told as background


LASTING, NTH = "kéo dài", "lần thứ"  # units of a length of time (in minutes) and of a place in a row of occasions
_LASTS = re.compile(
    r"(?:(?:kéo dài|diễn ra|tranh tài|thi đấu|hội đàm|làm việc|điện đàm|trao đổi|bốc cháy)(?: trong| suốt| tới| đến)?|trong suốt|suốt|dài|trong vòng|"
    r"(?<!\w)(?:thăm|công du)(?: \w+){0,4} trong)\s*\Z"
)
_MINUTES = (
    ("phút", 1), ("giờ đồng hồ", 60), ("tiếng đồng hồ", 60), ("tiếng", 60), ("giờ", 60), ("ngày", 1440), ("tuần", 10_080), ("tháng", 43_200),
    ("năm", 525_600),
)
_TIME_UNIT = re.compile(r"\s?(" + "|".join(w for w, _ in _MINUTES) + r")(?!\w)(?! (?:qua|tới|nay|sau|trước|tiếp|thứ|đầu|cuối|liên tiếp|\d))")
_HALF = re.compile(r"\s?rưỡi(?!\w)")


class NumberFact(Struct, frozen=True):
    """A number of things in a sentence; `low` and `high` are what its words allow, `left` the word before it.

    `unit` is what is counted: for people hurt by something what befell them (`chết`). `toll` counts grow from report to report.
    `rest` is what stands around it, `names` the words with a capital in its sentence, `numbers` the other numbers there. `dates` are the days
    and months in the sentence, `old` where they lie well before the article.
    """

    unit: str
    left: str
    value: float
    low: float
    high: float
    toll: bool
    words: str
    evidence: Evidence
    rest: dict[str, float]
    names: frozenset[str]  # words with a capital in its sentence
    numbers: frozenset[float]  # the other numbers of the sentence
    dates: tuple[str, ...]
    old: bool
    published: str | None
    head: bool  # in the title or the lead, which tell the main happening


def find_number_facts(reading: Reading) -> Iterator[NumberFact]:
    """The counts and sums in the sentences of a document, without ordinals, ranges, dates and parts of names, in order."""
    body = next((b.start for b in reading.doc.article.blocks if b.kind not in ("title", "lead")), len(reading.text))
    for sentence in reading.sentences:
        if sentence.end - sentence.start > 700:
            continue
        text = reading.words(sentence)
        dates, old, names = None, False, frozenset[str]()
        numbers = list(find_numbers(text))
        for span, value, _ in numbers:
            at = sentence.start
            before = reading.matching(max(at, at + span.start - 80), at + span.start)
            after = reading.matching(at + span.end, min(at + span.end + 50, sentence.end))
            match = _WORD_BEFORE.search(before)
            word = match.group(1) if match else ""
            counted = _counted(before[: match.start()] if match else before, word, reading.matching(at + span.start, at + span.end), value, after)
            if counted is None or (counted.toll and _PART.search(before)):
                continue
            if dates is None:
                names = _names(reading, sentence)
                dates = _dates(reading, sentence)
                old = _is_old(reading, dates)
            low, high = _ALLOWED.get(word, (1.0, 1.0))
            left = find_syllables(before[: match.start()] if match else before)[-1:]
            value = counted.value
            yield NumberFact(
                counted.unit, left[0] if left else "", value, value * low, value * high, counted.toll,
                text[span.start : span.end + counted.length],
                reading.evidence(sentence.start, sentence.end), _around(text, span), names,
                frozenset(v for s, v, _ in numbers if s is not span), dates, old, reading.doc.published,
                sentence.start < body,
            )


class _Counted(NamedTuple):
    unit: str
    value: float
    toll: bool
    length: int = 0  # of the words after the number that belong to it


def _counted(before: str, word: str, spelled: str, value: float, after: str) -> _Counted | None:
    """What a number counts by the words around it (`word` stands right before it, `before` before that); None where it counts nothing."""
    if _in_range(f"{before}{word} " if word else before, after) or _CODE.search(before) or spelled[0] == "0":
        return None
    if word == NTH and 1 < value < 200:
        return _Counted(NTH, value, False)
    lasts = _TIME_UNIT.match(after)
    if lasts and (word == "" or word in _ALLOWED) and _LASTS.search(before) and spelled not in _NO_NUMBER:
        minutes = dict(_MINUTES)[lasts.group(1)]
        half = _HALF.match(after, lasts.end())
        return _Counted(LASTING, value * minutes + (minutes / 2 if half else 0), False, (half or lasts).end())
    if value < 2 or word in _NO_COUNT or spelled in _NO_NUMBER:
        return None
    toll = _toll(before, after)
    unit = toll or _unit(after)
    if unit is None or _RATE.match(after) or (toll and _TOLL_PART.search(after)):
        return None
    return _Counted(unit, value, bool(toll))


def _toll(before: str, after: str) -> str | None:
    """What befell the people that a number counts; None where it counts something else."""
    match = _AFTER_TOLL.match(after)
    if match:
        return next(name for name, pattern in _TOLLS if pattern.fullmatch(match.group(1)))
    if not re.match(r"\s(?:[^\W\d]+\s){0,2}?(?:người|binh|lính|dân|em|trẻ|nạn|cảnh|du|hành|công|học|phiến|tay|nghi|đối)", after):
        return None
    return next((name for name, pattern in _BEFORE_TOLL if pattern.search(before)), None)


def _around(text: str, span: Span) -> dict[str, float]:
    return weigh_words(text[max(0, span.start - 80) : span.start] + " " + text[span.end : span.end + 70])


def _names(reading: Reading, sentence: Span) -> frozenset[str]:
    """The words with a capital in a sentence, and those of its mentions; a capital that begins the sentence proves nothing."""
    out = {m.group().lower() for m in _CAPITAL.finditer(reading.words(sentence))}
    for mention in reading.doc.mentions or ():
        if sentence.start <= mention.start < sentence.end:
            out.update(reading.text[mention.start : mention.end].lower().split())
    return frozenset(out)


def _dates(reading: Reading, sentence: Span) -> tuple[str, ...]:
    """The days and months of a sentence but for those that it only compares with: `so với cùng kỳ năm ngoái`. An open year stays XXXX."""
    out = set()
    for time in reading.doc.times or ():
        value = time.value.partition("T")[0]
        if not sentence.start <= time.start < sentence.end or not (specificity(value) or _YEARLESS.fullmatch(value)):
            continue
        if not _COMPARED.search(reading.matching(max(sentence.start, time.start - 14), time.end)):
            out.add(value)
    return tuple(sorted(out))


def _apart_in_time(a: NumberFact, b: NumberFact) -> bool:
    """Whether two sentences give days and none in common; days without a year are the same where month and day are."""
    if not a.dates or not b.dates:
        return False
    yearless = any(d[0] == "X" for d in (*a.dates, *b.dates))
    if yearless:
        return not {d[-6:] for d in a.dates} & {d[-6:] for d in b.dates}
    return not any(overlap(x, y) for x in a.dates for y in b.dates)


def _is_old(reading: Reading, dates: tuple[str, ...]) -> bool:
    day = day_of(reading.doc.published)
    limit = days_before(day, _OLD_DAYS) if day else None
    return bool(limit) and any((days := days_of(d)) is not None and days[1] < limit for d in dates)  # type: ignore[operator]


def _unit(after: str) -> str | None:
    """The one or two syllables that say what is counted; None where the number counts nothing or a stretch of time."""
    sign = _SIGN.match(after)
    if sign:
        return sign.group(1)
    if not after.startswith(" "):
        return None
    syllables = find_syllables(re.split(r"[^\w\s]", after, maxsplit=1)[0])[:4]
    if syllables[:1] == ["người"]:
        syllables = ["người", *(s for s in syllables[1:] if s not in _AUXILIARY)]
    syllables = syllables[:2]
    if not syllables or syllables[0] in _NO_UNIT or not syllables[0].isalpha():
        return None
    if len(syllables) < 2 or syllables[1] in _NO_UNIT or not syllables[1].isalpha():
        return None if syllables[0] in ("người", "vụ", "trường", "loại") else syllables[0]
    return " ".join(syllables)


def _in_range(before: str, after: str) -> bool:
    if re.search(r"\d\s*(?:-|–|đến|tới|hay|hoặc)\s*\Z|[\w/(–-]\Z", before):
        return True
    return bool(re.match(r"\s*(?:-|–|đến|tới|hoặc)\s*\d|[\w/-]", after))


def whole(facts: list[NumberFact]) -> list[NumberFact]:
    """The facts without tolls of which one sentence gives several of a kind: `2 người chết tại chỗ, 2 người chết ở bệnh viện`."""
    seen: dict[tuple[int, str], int] = {}
    for fact in facts:
        seen[fact.evidence.start, fact.unit] = seen.get((fact.evidence.start, fact.unit), 0) + 1
    return [f for f in facts if not f.toll or seen[f.evidence.start, f.unit] == 1]


def compare_numbers(first: list[NumberFact], second: list[NumberFact]) -> Iterator[tuple[NumberFact, NumberFact]]:
    """Pairs of numbers, one of each article, that are given of the same thing and differ.

    Only numbers of one unit pair, and only those whose words fit each other best; where an article knows the other's number too, it is of
    another thing.
    """
    first, second = whole(first), whole(second)
    heads = list(_compare_heads(first, second))
    yield from heads
    told = {id(fact) for pair in heads for fact in pair}
    for a in first:
        if id(a) in told:
            continue
        fits = [b for b in second if b.unit == a.unit]
        if not fits or any(same_number(a, b) for b in fits):
            continue
        best = max(fits, key=lambda b: (fit(a, b), -b.evidence.start))
        rivals = [x for x in first if x.unit == a.unit]
        if any(same_number(x, best) for x in rivals) or max(rivals, key=lambda x: (fit(x, best), -x.evidence.start)) is not a:
            continue
        if _differ(a, best):
            yield a, best


def _compare_heads(first: list[NumberFact], second: list[NumberFact]) -> Iterator[tuple[NumberFact, NumberFact]]:
    """Pairs of the only counts of one thing in the titles and leads, which tell the main happening however they word it."""
    for a in first:
        if not a.head or a.toll or not _counts_things(a.unit) or a.value < _LEAST_COUNT:
            continue
        rivals = [x for x in first if x.unit == a.unit and x.head]
        fits = [b for b in second if b.unit == a.unit and b.head]
        if len(rivals) != 1 or len(fits) != 1 or any(same_number(x, y) for x in first for y in second if x.unit == y.unit == a.unit):
            continue
        b = fits[0]
        apart = a.old != b.old or _apart_in_time(a, b) or not a.names & b.names or not _of_one_time(a, b)
        if not apart and max(a.value, b.value) <= 1.6 * min(a.value, b.value):
            yield a, b


def fit(a: NumberFact, b: NumberFact) -> float:
    """How much of the same is said around two numbers."""
    share, both = share_words(a.rest, b.rest)
    return share + both + 0.3 * (a.left == b.left)


def same_number(a: NumberFact, b: NumberFact) -> bool:
    """Whether two numbers can both be true: their words allow it, or one is the other in fewer digits."""
    return (a.low <= b.high and b.low <= a.high) or rounded(a.value, b.value)


def _differ(a: NumberFact, b: NumberFact) -> bool:
    """Whether two different numbers are of the same thing, and neither is the later count of a growing toll.

    Sums and percentages need more of the same words around them than counts do.
    """
    if a.old != b.old or _apart_in_time(a, b):
        return False
    measured = _MEASURED.search(a.evidence.words.lower()) or _MEASURED.search(b.evidence.words.lower())
    if measured and (a.published is None or (a.published or "")[:10] != (b.published or "")[:10]):
        return False
    if a.names and b.names and len(a.names & b.names) < 0.3 * min(len(a.names), len(b.names)):
        return False  # of other people in another place
    share, both = share_words(a.rest, b.rest)
    if min(sum(a.rest.values()), sum(b.rest.values())) < _LEAST_WEIGHT:
        return False
    if a.toll:
        return not _is_update(a, b) and share >= (0.25 if a.head and b.head else 0.45)
    shared = max((n for n in a.numbers & b.numbers if not 1900 <= n <= 2100), default=0.0) >= 20  # of one list, so of one thing
    ratio = max(a.value, b.value) / min(a.value, b.value)
    if not _of_one_time(a, b) and not shared:
        return False
    if a.unit in (LASTING, NTH):
        return ratio <= 6 and share >= (0.5 if a.unit == NTH else 0.35) and both >= (0.3 if a.unit == NTH else 0.2)
    if ratio > 1.6 and not shared:
        return False  # of two like cases rather than two accounts of one, unless another number is the same
    if a.unit in ("%", "usd", "euro") or a.unit.startswith("đồng"):
        named = not (a.names or b.names) or len(a.names & b.names) >= 0.5 * max(len(a.names), len(b.names))  # a city's is not the country's
        return named and ratio <= 1.6 and share >= 0.7 and both >= 0.4 and a.left == b.left
    if shared and share >= 0.5 and both >= 0.25 and a.left == b.left and not 2.5 < ratio < _UNIT_LEFT_OUT:
        return True
    return (share >= 0.6 and both >= 0.38 and a.left == b.left) or share >= 0.8


def _counts_things(unit: str) -> bool:
    return unit not in (LASTING, NTH, "%", "usd", "euro") and not unit.startswith("đồng")


def _of_one_time(a: NumberFact, b: NumberFact) -> bool:
    """Whether the articles are known to be of about one time, or name one day; what comes round again has other numbers each time."""
    gap = gap_in_days(day_of(a.published), day_of(b.published))
    return (gap is not None and gap <= _ONE_TIME) or any(x[-6:] == y[-6:] for x in a.dates for y in b.dates if len(x) == len(y) == 10)


def _is_update(a: NumberFact, b: NumberFact) -> bool:
    """Whether one toll can be the later count of the other: the later article has the higher, or it is not known which is later."""
    if a.published == b.published:
        return a.published is None or a.unit in ("bị bắt", "mất tích")  # arrests and searches go on within the day
    if not a.published or not b.published:
        return True
    first, second = (a, b) if a.published < b.published else (b, a)
    return first.value < second.value


def rounded(a: float, b: float) -> bool:
    """Whether one number is the other in fewer digits, rounded or cut, so that no telling is wrong.

    >>> rounded(1500, 1498), rounded(752.3, 752.37), rounded(62, 60), rounded(148000, 149000)
    (True, True, True, False)
    """
    for x, y in ((a, b), (b, a)):
        digits = max(len(f"{x:.12g}".replace(".", "").strip("0")), 1)  # significant digits
        if digits >= len(f"{y:.12g}".replace(".", "").strip("0")) or abs(x - y) > 0.1 * max(x, y):
            continue
        step = 10.0 ** (len(str(int(x))) - digits) if x >= 1 else 0.0
        if float(f"{y:.{digits}g}") == x or (step and 0 <= y - x < step):
            return True
    return False
