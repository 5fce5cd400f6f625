"""Who may take part in an act: names, stand-ins and unnamed groups, with what kind of actor each is."""

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from msgspec import Struct

from thoisu.annotate.events.words import words_of
from thoisu.lexicon import load_rows
from thoisu.model import Document, Mention, Referent
from thoisu.text.normalize import fold

FUNCTION_WORDS = words_of("function")
MARKS = frozenset(",.;:?!…()[]{}“”\"'‘’«»–—-/")
_BODY = re.compile(
    r"\b(?:bo|chinh phu|quoc hoi|nghi vien|ha vien|thuong vien|uy ban|uy vien|dang|quan doi|cong an|canh sat|toa an|toa|vien kiem sat|hai quan|"
    r"khong quan|luc quan|dai su quan|lanh su quan|van phong|hoi dong|lien hop quoc|lien hiep quoc|lhq|nato|eu|asean|nha trang|kremlin|"
    r"lau nam goc|taliban|is|isil|hamas|hezbollah|al-?qaeda|phien quan|mat tran|cuc|tong cuc|thanh tra|ubnd|hdnd|tinh uy|thanh uy|so|cia|nsa|"
    r"fbi|tinh bao|nghi si|lien minh|to chuc|cao uy|co quan|"
    r"ministry|government|parliament|congress|senate|house|council|commission|committee|party|army|navy|air force|police|court|agency|union|"
    r"united nations|pentagon|brotherhood|state|front|force|forces|guard|league|assembly|supreme)\b"
)
_TITLES = words_of("office")


class Party(Struct, gc=False):
    """A name or stand-in that may act: tokens `first` to `last` (half-open), whom it names and what kind of actor that is.

    `kind` is state, capital, place, body, company, official, person, thing or group; `inside` says that the name only modifies
    the party beside it (`Tổng thống [Nga] Putin`).
    """

    start: int
    end: int
    first: int
    last: int
    entity: str
    kind: str
    sentence: int
    inside: bool = False
    stands_in: bool = False


@cache
def load_kinds() -> dict[str, str]:
    """Canonical name to `state` or `capital`, for the states of the world."""
    return {row[0]: "capital" if row[2] == "capital" else "state" for row in load_rows("entity_states") if row[2] in ("state", "capital")}


def find_parties(doc: Document, starts: list[int], keys: list[str], sentence: list[int]) -> list[Party]:
    """The parties of a document in text order."""
    mentions = doc.mentions or ()
    kinds = _kinds_of(doc, mentions, starts, keys)
    found: list[Party] = []
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if first < last and first < len(keys):
            found.append(Party(mention.start, mention.end, first, last, mention.entity, kinds[mention.entity], sentence[first]))
    found += _stand_ins(doc.referents or (), kinds, starts, sentence, found)
    found.sort(key=lambda p: (p.first, -p.last))
    _mark_inside(found, keys)
    return found


def _kinds_of(doc: Document, mentions: tuple[Mention, ...], starts: list[int], keys: list[str]) -> dict[str, str]:
    states = load_kinds()
    kinds: dict[str, str] = {}
    for mention in mentions:
        name = mention.entity
        if mention.type == "PER":
            if kinds.get(name) != "official":
                at = bisect_left(starts, mention.start)
                before = _before(keys, at)
                kinds[name] = "official" if before else "person"
        elif name not in kinds:
            if mention.type == "LOC":
                kinds[name] = states.get(name, "place")
            elif mention.type == "ORG":
                words = fold(name) + " " + fold(doc.text[mention.start : mention.end])
                kinds[name] = "body" if _BODY.search(words) else "company"
            else:
                kinds[name] = "thing"
    return kinds


def _before(keys: list[str], at: int) -> bool:
    """Whether a public office is named shortly before a person's name."""
    stop = at
    for k in range(at - 1, max(-1, at - 9), -1):
        if keys[k] in MARKS or keys[k] in FUNCTION_WORDS:
            break
        stop = k
    return any(" ".join(keys[k : k + size]) in _TITLES for k in range(stop, at) for size in (1, 2, 3))


def _stand_ins(
    referents: tuple[Referent, ...], kinds: dict[str, str], starts: list[int], sentence: list[int], named: list[Party]
) -> list[Party]:
    found = []
    for referent in referents:
        first, last = bisect_left(starts, referent.start), bisect_left(starts, referent.end)
        if first >= last or first >= len(sentence):
            continue
        kind = kinds.get(referent.entity, "group")
        found.append(Party(referent.start, referent.end, first, last, referent.entity, kind, sentence[first], stands_in=True))
        if referent.rule == "both":
            other = _other_of_two(referent.entity, kind, first, named)
            if other:
                found.append(Party(referent.start, referent.end, first, last, other.entity, other.kind, sentence[first], stands_in=True))
    return found


def _other_of_two(entity: str, kind: str, first: int, named: list[Party]) -> Party | None:
    """The last party of the same kind before `first` that is not the first of the two."""
    before = [p for p in named[: bisect_left([p.first for p in named], first)][-12:] if p.entity != entity]
    for party in reversed(before):
        if party.kind == kind or {party.kind, kind} <= {"official", "person"}:
            return party
    return None


def _mark_inside(parties: list[Party], keys: list[str]) -> None:
    """Mark names that only modify what follows: a country before the name of its minister, a name within a description."""
    for left, right in pairwise(parties):
        if left.sentence != right.sentence:
            continue
        if right.last <= left.last and left.stands_in and not right.stands_in:
            right.inside = True
        elif left.stands_in or left.kind in ("official", "person") or right.kind not in ("official", "person"):
            continue
        elif right.first - left.last <= 4 and not any(k in MARKS or k in FUNCTION_WORDS for k in keys[left.last : right.first]):
            left.inside = True
