"""Names in sentences that another telling can give differently: of persons with their age or office, of places with their rank."""

import re
from collections.abc import Iterator

from msgspec import Struct

from thoisu.model import Evidence
from thoisu.record.tellings import Reading, share_words, weigh_words
from thoisu.record.terms import find_syllables
from thoisu.text.normalize import fold, tone_key

_AGE = re.compile(r"\s*[,(–-]?\s*(?:sn|sinh năm|sinh ngày)?\s*(\d{1,4})(?:\s*tuổi|\)|,|\s)", re.IGNORECASE)
_RANK = re.compile(
    r"(?<!\w)(tỉnh|thành phố|tp|quận|huyện|thị xã|thị trấn|phường|xã|thôn|ấp|bản|đường|phố|cầu|sông|hồ|bệnh viện|trường|sân bay|bang)\.?\s\Z"
)
_AT = re.compile(r"(?<!\w)(?:tại|ở|trên|xuống|thuộc)\s(?:[^\W\d]+\s){0,2}\Z")


class NameFact(Struct, frozen=True):
    """A name as written, whom it names, how old or in which office, and what its sentence says; `others` are all names of the article."""

    name: str
    entity: str
    mark: str  # the age or year of birth after a person's name, the rank before a place's
    evidence: Evidence
    rest: dict[str, float]
    others: frozenset[str]


def find_name_facts(reading: Reading) -> Iterator[NameFact]:
    """The persons whose full Vietnamese name stands with an age or a year of birth, once each."""
    doc = reading.doc
    others = frozenset(tone_key(doc.text[m.start : m.end]) for m in doc.mentions or () if m.type == "PER")
    seen: set[str] = set()
    for mention in doc.mentions or ():
        name = doc.text[mention.start : mention.end]
        if mention.type != "PER" or not 3 <= len(name.split()) <= 5 or name in seen:
            continue
        age = _AGE.match(doc.text, mention.end, mention.end + 24)
        if age and 1 <= int(age[1]) <= 2100:
            seen.add(name)
            span = reading.sentence(mention.start)
            yield NameFact(name, mention.entity, age[1], reading.evidence(span.start, span.end), weigh_words(reading.words(span)), others)


def same_person_misspelt(a: NameFact, b: NameFact) -> bool:
    """Whether two articles give one person of one age two names that differ in one syllable, and neither knows the other's.

    Different tone marks of one old typesetting, or none at all, are no discrepancy.
    """
    first, second = find_syllables(a.name), find_syllables(b.name)
    if a.mark != b.mark or len(first) != len(second) or tone_key(a.name) in b.others or tone_key(b.name) in a.others:
        return False
    wrong = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    if len(wrong) != 1 or fold(a.name) == a.name.lower() or fold(b.name) == b.name.lower():
        return False
    return share_words(a.rest, b.rest)[0] >= 0.3


def find_place_facts(reading: Reading) -> Iterator[NameFact]:
    """The places with a rank before their name (`xã`, `phường`) that a sentence gives with `tại` or `ở`, once each."""
    doc = reading.doc
    others = frozenset(tone_key(doc.text[m.start : m.end]) for m in doc.mentions or () if m.type == "LOC")
    seen: set[str] = set()
    for mention in doc.mentions or ():
        if mention.type != "LOC" or mention.entity in seen:
            continue
        span = reading.sentence(mention.start)
        name = tone_key(doc.text[mention.start : mention.end])
        before = tone_key(doc.text[max(span.start, mention.start - 30) : mention.start])
        rank = _RANK.search(before)
        if rank is None or not _AT.search(before[: rank.start()]):
            continue
        seen.add(mention.entity)
        yield NameFact(f"{rank[1]} {doc.text[mention.start : mention.end]}", mention.entity, rank[1], reading.evidence(span.start, span.end),
                       weigh_words(reading.words(span)), others | {name})


def same_place_class(a: NameFact, b: NameFact) -> bool:
    """Whether two articles put the same thing in two places of one rank, and neither names the other's place."""
    if a.mark != b.mark or a.entity == b.entity or a.name.partition(" ")[2].lower() in b.others or b.name.partition(" ")[2].lower() in a.others:
        return False
    share, both = share_words(a.rest, b.rest)
    return share >= 0.6 and both >= 0.4
