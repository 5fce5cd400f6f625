"""Names in sentences that another telling can give differently: of persons with their age or office, of places with their rank."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from msgspec import Struct

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity
from thoisu.model import Evidence
from thoisu.record.tellings import Reading, share_words, weigh_words
from thoisu.record.terms import find_syllables
from thoisu.text.normalize import fold, tone_key

_INITIAL = re.compile(r"[^\W\d_]\.?|[^aăâeêioôơuưyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ\W]+\.?", re.IGNORECASE)
_RARE = 1.7  # weight of a syllable that one article in five or six holds
_CITY = frozenset({"city", "capital"})
_AGE = re.compile(r"\s*[,(–-]?\s*(?:(?:sn|sinh năm|sinh)\.?:?\s*(\d{4})|(\d{1,3})\s*tuổi)", re.IGNORECASE)
_RANK = re.compile(
    r"(?<!\w)(tỉnh|thành phố|tp|quận|huyện|thị xã|thị trấn|phường|xã|thôn|ấp|bản|bang)\.?\s\Z"
)
_LIVES = re.compile(r"(?<!\w)(?:trú|ngụ|quê|hộ khẩu|sinh sống|sinh ra|thường trú|tạm trú|ở trọ)(?!\w)")  # where somebody lives is another fact
_AT = re.compile(r"(?<!\w)(?:tại|ở|trên|xuống|thuộc)\s(?:[^\W\d]+\s){0,2}\Z")


class NameFact(Struct, frozen=True):
    """A name as written, whom it names, a mark beside it, and what its sentence says; `others` are all names of its kind in the article.

    The mark is the age or year of birth after a person's name ('' where none stands there), the rank before a place's.
    """

    name: str
    entity: str
    mark: str
    evidence: Evidence
    rest: dict[str, float]
    near: dict[str, float]  # what stands right around it
    others: frozenset[str]


@cache
def _surnames() -> frozenset[str]:
    return frozenset(tone_key(row[0]) for row in load_rows("surnames") if row[1] == "vi")


def find_name_facts(reading: Reading) -> Iterator[NameFact]:
    """The persons with a full Vietnamese name of at least three syllables, each once, at the first place or the one with an age."""
    doc = reading.doc
    others = frozenset(reading.matching(m.start, m.end) for m in doc.mentions or () if m.type == "PER")
    found: dict[str, NameFact] = {}
    for mention in doc.mentions or ():
        name = doc.text[mention.start : mention.end]
        syllables = name.split()
        if mention.type != "PER" or not 3 <= len(syllables) <= 5 or tone_key(syllables[0]) not in _surnames():
            continue
        if any(_INITIAL.fullmatch(s) for s in syllables):  # `Nguyễn Văn Th.`: a name half hidden on purpose
            continue
        age = _AGE.match(doc.text, mention.end, mention.end + 24)
        mark = (age[1] or age[2]) if age else ""
        if name not in found or (mark and not found[name].mark):
            span = reading.sentence(mention.start)
            found[name] = NameFact(
                name, mention.entity, mark, reading.evidence(span.start, span.end), weigh_words(reading.words(span)),
                _near(reading, mention.start, mention.end), others,
            )
    yield from found.values()


def _near(reading: Reading, start: int, end: int) -> dict[str, float]:
    return weigh_words(reading.text[max(0, start - 40) : start] + " " + reading.text[end : end + 40])


def same_person_misspelt(a: NameFact, b: NameFact) -> bool:
    """Whether two articles give one person two names that differ in one syllable, and neither knows the other's.

    Names without tone marks, another style of tone placement and spellings of foreign names are no discrepancy; another age is another person.
    """
    first, second = find_syllables(a.name), find_syllables(b.name)
    if len(first) != len(second) or a.entity == b.entity or (a.mark and b.mark and a.mark != b.mark):
        return False
    if tone_key(a.name) in b.others or tone_key(b.name) in a.others:
        return False
    wrong = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    if len(wrong) != 1 or fold(a.name) == a.name.lower() or fold(b.name) == b.name.lower():
        return False
    if first[-1] != second[-1] and min(weigh_words(" ".join(wrong[0])).values()) < _RARE:  # `Chuyền Có thể nói`: no part of the name
        return False
    if first[-1] != second[-1] and SequenceMatcher(None, first[-1], second[-1]).ratio() < 0.5:
        return False  # two given names, so two people
    if not (a.mark and a.mark == b.mark) and share_words(a.near, b.near)[0] < 0.12:
        return False  # of another office
    rest = {k: w for k, w in a.rest.items() if k not in first}, {k: w for k, w in b.rest.items() if k not in second}
    return share_words(*rest)[0] >= (0.2 if a.mark and a.mark == b.mark else 0.35)


def ages_differ(a: NameFact, b: NameFact) -> bool:
    """Whether two articles give one person ages two years or more apart, or two years of birth; a year of age may be a birthday."""
    if tone_key(a.name) != tone_key(b.name) or not a.mark or not b.mark:
        return False
    first, second = int(a.mark), int(b.mark)
    least = 1 if first > 1800 and second > 1800 else 2 if first < 130 and second < 130 else 0
    return least > 0 and abs(first - second) >= least and share_words(a.rest, b.rest)[0] >= 0.3


def find_place_facts(reading: Reading) -> Iterator[NameFact]:
    """The places with a rank before their name (`xã`, `phường`) that a sentence gives with `tại` or `ở`, once each."""
    doc = reading.doc
    others = frozenset(reading.matching(m.start, m.end) for m in doc.mentions or () if m.type == "LOC")
    seen: set[str] = set()
    for mention in doc.mentions or ():
        if mention.type != "LOC" or mention.entity in seen:
            continue
        span = reading.sentence(mention.start)
        name = reading.matching(mention.start, mention.end)
        before = reading.matching(max(span.start, mention.start - 30), mention.start)
        rank = _RANK.search(before)
        if rank is None or not _AT.search(before[: rank.start()]) or _LIVES.search(before):
            continue
        seen.add(mention.entity)
        yield NameFact(f"{rank[1]} {doc.text[mention.start : mention.end]}", mention.entity, rank[1], reading.evidence(span.start, span.end),
                       weigh_words(reading.words(span)), {}, others | {name})


def same_place_class(a: NameFact, b: NameFact) -> bool:
    """Whether two articles put the same thing in two places of one rank, and neither names the other's place."""
    first, second = (f.name.removeprefix(f.mark).strip().lower() for f in (a, b))
    if a.mark != b.mark or a.entity == b.entity or first in b.others or second in a.others:
        return False
    if first in second or second in first:  # `cầu Thia`, `cầu Ngòi Thia`
        return False
    share, both = share_words(a.rest, b.rest)
    return share >= 0.6 and both >= 0.4


def apart(a: str, b: str) -> bool:
    """Whether the entity base knows two places as of one level, so that neither holds the other.

    >>> apart("Geneva", "Vienna"), apart("Geneva", "Switzerland")
    (True, False)
    """
    first, second = find_entity(a), find_entity(b)
    if a == b or first is None or second is None:
        return False
    kinds = {first.kind, second.kind}
    return kinds <= _CITY or (len(kinds) == 1 and kinds <= {"state", "province"})
