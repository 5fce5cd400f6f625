"""Whether a thing happened at all: what somebody denies, and where else it is told as so."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from thoisu.model import Evidence, Mention, Span
from thoisu.record.parties import Parties
from thoisu.record.tellings import Reading, share_words, weigh_words
from thoisu.record.terms import find_syllables

_TALE = (
    r"(?:những |các |mọi |toàn bộ |hoàn toàn )*(?:lời |luận điệu |sự )?"
    r"(?:cáo buộc|tố cáo|buộc tội|thông tin|tin đồn|tin tức|tin|suy đoán|nghi vấn)"
)
_THIS = r"(?:này|đó|trên|ấy|kể trên|nói trên|như vậy)"
# `phủ nhận cáo buộc rằng`, `bác bỏ thông tin về việc`, `phủ nhận việc`: what follows is what is denied.
_DENIES = re.compile(
    rf"(?<!\w)(?:phủ nhận|bác bỏ|bác|chối)(?: hoàn toàn| thẳng thừng| mạnh mẽ)? (?:{_TALE}|việc|chuyện)(?! {_THIS})"
    r"(?: thất thiệt| vô căn cứ| sai sự thật)*(?: (?:của|từ) [^,.;]{2,40}?)?"
    r"(?: (?:rằng|cho rằng|nói rằng|cho biết|là|về việc|về|nói|liên quan (?:đến|tới)(?: việc)?))* "
)
# `bác bỏ cáo buộc này`: the sentence before says what is denied.
_DENIES_THIS = re.compile(rf"(?<!\w)(?:phủ nhận|bác bỏ|bác)(?: hoàn toàn| thẳng thừng| mạnh mẽ)? (?:{_TALE}|điều)(?: {_THIS}(?!\w)|\s*[.,;]|\s*\Z)")
# `cáo buộc ... là sai sự thật`: what stands between is denied.
_IS_FALSE = re.compile(
    rf"(?<!\w){_TALE} (?P<tale>[^.;]{{20,200}}?) (?:là|hoàn toàn|đều) (?:hoàn toàn )?"
    r"(?:sai sự thật|bịa đặt|không đúng|không chính xác|vô căn cứ|không có căn cứ|không có cơ sở|sai trái|giả mạo|thất thiệt)(?!\w)"
)
_AGAINST = re.compile(
    r"\s*(?:lời(?: kể| khẳng định| giải thích)?|tuyên bố|điều|thông tin|phát biểu|con số|kết luận|nhận định|khẳng định|mô tả|giải thích)"
    rf"(?: của [^,.;]{{2,40}}?)? {_THIS} (?:là |hoàn toàn |lại |đã )*(?:trái ngược|mâu thuẫn|trái)(?: hẳn| hoàn toàn)? với "
)
_NEGATES = re.compile(
    r"(?<!\w)(?:phủ nhận|bác bỏ|bác (?:tin|thông|cáo)|nói dối|không(?! (?:quân|người|gian|khí|phận|lực|kích|những|chỉ|tặc|vận|trung))|"
    r"chưa|chẳng|sai sự thật|bịa đặt|vô căn cứ|cải chính|chối|giả mạo|nếu)(?!\w)"
)
_NOT_EVEN = re.compile(r"(?<!\w)(?:không|chưa)(?: \w+)? \Z")  # `không xác nhận cũng không phủ nhận`
_ACCUSES = re.compile(r"cáo buộc|tố cáo|tố(?!\w)|buộc tội|đổ lỗi|quy trách nhiệm|lên án|nghi ngờ|khẳng định|tuyên bố|tiết lộ|đưa tin|đăng tải")
_CHARGES = re.compile(r"cáo buộc|tố cáo|buộc tội")
_BLAMES = re.compile(r"cáo buộc|tố(?!\w)|buộc tội|nghi(?!\w)|đổ lỗi|lên án|cho rằng|lo ngại|khẳng định|tuyên bố|nói|cho là|cho biết|kết luận|tiết lộ")
_LEAST_WEIGHT = 17.0  # of what is denied; fewer words can be told of many things
_AUXILIARY = frozenset({"đã", "từng", "có", "đang", "sẽ", "bị", "được", "việc", "về", "rằng", "nước", "này", "người"})
_END = 8  # syllables
_LEAST_SHARE, _LEAST_SHARE_ACCUSED = 0.7, 0.5


class Denial(Struct, frozen=True):
    """Who denies what, in which sentence: the words of what is denied, those that begin and end it; `told` where the article tells it before."""

    party: str
    tale: dict[str, float]
    bare: dict[str, float]  # the same without the name of the party
    start: frozenset[str]
    end: dict[str, float]
    evidence: Evidence
    told: Evidence | None = None


def find_denials(reading: Reading, parties: Parties) -> Iterator[Denial]:
    """What the sentences of an article say that somebody denies, with what is denied.

    `Bộ Quốc phòng Hòa Lan Châu phủ nhận việc nã pháo vào đồn biên phòng` is one; `bác bỏ cáo buộc này` denies the sentence before.
    """
    before: Span | None = None
    last_said: Span | None = None
    for span in reading.sentences:
        key = reading.matching(span.start, span.end)
        if "bác" in key or "phủ nhận" in key or "sai" in key or "chối" in key or "không" in key or "vô căn" in key or "bịa" in key or "giả" in key:
            yield from _denied_here(reading, span, key)
        against = _AGAINST.match(key)
        told = last_said if against and last_said else before
        if told is not None and (found := _denied_before(reading, span, key, told, parties)):
            yield found
        before = span
        if any(q.start < span.end and span.start < q.end for q in reading.doc.quotes or ()):
            last_said = span


def _denied_here(reading: Reading, span: Span, key: str) -> Iterator[Denial]:
    evidence = reading.evidence(span.start, span.end)
    for match in _DENIES.finditer(key):
        party = _last_named(reading, span.start, span.start + match.start())
        tale = re.split(r"[;.:“”\"]|, (?:nhưng|song|đồng thời|và cho|khẳng định|nói)", key[match.end() :], maxsplit=1)[0]
        if party and not _NOT_EVEN.search(key[: match.start()]):
            yield Denial(party.entity, _weigh_tale(reading, party, tale), _weigh_tale(reading, None, tale), *_ends(tale), evidence)
    for match in _IS_FALSE.finditer(key):
        party = _last_named(reading, span.start, span.start + match.start())
        if party:
            tale = match["tale"]
            yield Denial(party.entity, _weigh_tale(reading, None, tale), _weigh_tale(reading, None, tale), *_ends(tale), evidence)


def _weigh_tale(reading: Reading, party: Mention | None, tale: str) -> dict[str, float]:
    """The words of what is denied without figures, and, of a party that denies it of itself, its name."""
    name = reading.text[party.start : party.end] if party else ""
    return {s: w for s, w in weigh_words(f"{name} {tale}").items() if not s[0].isdigit()}


def _ends(tale: str) -> tuple[frozenset[str], dict[str, float]]:
    """The first two words of what is denied, who did it or the verb, and the last ones, in which Vietnamese tells what was done."""
    syllables = [s for s in find_syllables(tale) if not s[0].isdigit() and s not in _AUXILIARY]
    return frozenset(syllables[:2]), weigh_words(" ".join(syllables[-_END:]))


def _denied_before(reading: Reading, span: Span, key: str, before: Span, parties: Parties) -> Denial | None:
    """A denial or a contrary account of what the sentence before tells, by another party than the one that it names for it."""
    denies, against = _DENIES_THIS.search(key), _AGAINST.match(key)
    said = reading.matching(before.start, before.end)
    if not denies and not against:
        return None
    here = reading.evidence(span.start, span.end)
    if against:
        party = _first_named(reading, span.start + against.end(), span.end)
        if party is None or party.start - span.start - against.end() > 24:
            return None
        return Denial(party.entity, weigh_words(said), weigh_words(said), frozenset(), {}, here, reading.evidence(before.start, before.end))
    assert denies is not None
    party = _last_named(reading, span.start, span.start + denies.start())
    told = _ACCUSES.search(said) or any(q.start < before.end and before.start < q.end for q in reading.doc.quotes or ())
    if party is None or denies.start() > 120 or not told or _NEGATES.search(said) or _NOT_EVEN.search(key[: denies.start()]):
        return None
    if _says(reading, before, party.entity, parties) or _CHARGES.search(key[: denies.start()]):
        return None  # who is accused in the same sentence denies that
    if _CHARGES.search(denies.group()) and not _BLAMES.search(said):
        return None
    return Denial(party.entity, weigh_words(said), weigh_words(said), frozenset(), {}, here, reading.evidence(before.start, before.end))


def find_told(denial: Denial, readings: Sequence[Reading], parties: Parties) -> Evidence | None:
    """The sentence that tells as so what is denied, in words most like it; None where no article has one."""
    if denial.told:
        return denial.told
    if sum(denial.tale.values()) < _LEAST_WEIGHT:
        return None
    best: tuple[float, Evidence] | None = None
    for reading in readings:
        for span in reading.sentences:
            if span.end - span.start < 30 or (reading.doc.article.id == denial.evidence.article and span.start == denial.evidence.start):
                continue
            words = weigh_words(reading.words(span))
            if sum(words.values()) < _LEAST_WEIGHT:
                continue
            key = reading.matching(span.start, span.end)
            fit = _fit(denial, words, _LEAST_SHARE_ACCUSED if _ACCUSES.search(key) else _LEAST_SHARE)
            if not fit or (best is not None and fit <= best[0]) or _NEGATES.search(key):
                continue
            if denial.start & words.keys() and not _says(reading, span, denial.party, parties):
                best = (fit, reading.evidence(span.start, span.end))
    return best[1] if best else None


def _fit(denial: Denial, words: dict[str, float], least: float) -> float:
    """How well a sentence tells what is denied, 0 where it does not; better where it names who denies it of himself."""
    if _share_in(denial.end, words) < _LEAST_SHARE_ACCUSED:
        return 0.0
    # A long sentence holds many words by chance.
    whole, bare = (min(_share_in(tale, words), 3 * share_words(tale, words)[1]) for tale in (denial.tale, denial.bare))
    return 1 + whole if whole >= least else bare if bare >= least else 0.0


def _says(reading: Reading, span: Span, party: str, parties: Parties) -> bool:
    """Whether a sentence gives the word of a party, or of one that acts for the same."""
    tellers = {q.speaker for q in reading.doc.quotes or () if span.start <= q.start < span.end and q.speaker}
    return any(parties.home(t) == parties.home(party) for t in tellers)


def _share_in(some: dict[str, float], words: dict[str, float]) -> float:
    whole = sum(some.values())
    return sum(w for s, w in some.items() if s in words) / whole if whole else 0.0


def _last_named(reading: Reading, start: int, end: int) -> Mention | None:
    inside = [m for m in reading.doc.mentions or () if start <= m.start and m.end <= end and m.type != "MISC"]
    return max(inside, key=lambda m: m.end, default=None)


def _first_named(reading: Reading, start: int, end: int) -> Mention | None:
    inside = [m for m in reading.doc.mentions or () if start <= m.start and m.end <= end and m.type != "MISC"]
    return min(inside, key=lambda m: m.start, default=None)
