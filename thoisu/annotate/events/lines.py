"""Words that bear on a line of contact: hotlines, channels, joint councils, talks, military cooperation, and who is at its ends."""

import re
from itertools import pairwise

from thoisu.annotate.events.context import Context
from thoisu.annotate.events.parties import MARKS
from thoisu.annotate.events.words import words_of

LINES = words_of("line")
OPENINGS = words_of("opens")
CLOSINGS = words_of("closes")
SERVICE = words_of("service")
ENDS = frozenset(("state", "capital", "body", "official"))
_LOCAL = re.compile(r"(?:công an|cảnh sát|đội|đồn|phòng|sở|ban|cục|chi cục|trung tâm|bệnh viện|uỷ ban nhân dân|ubnd|hội) ")
_BEGINNINGS = frozenset(words.split()[0] for words in LINES | OPENINGS | CLOSINGS) | {"hội"}
_LONGEST = 4  # syllables of the longest words of these classes
_REACH = 5  # syllables between a verb and the line that it opens or closes: `nối lại | các hoạt động của | hội đồng`
_JOINT = frozenset(("hai bên", "hai nước", "hai miền", "hai phía", "song phương", "với nhau", "hai quân", "hai chính"))
_APART = frozenset(("và", "để", "mà", "khi", "vì", "do", "nhưng", "nếu", "thì", "rằng", "sau", "trước"))
_QUOTES = frozenset("“”\"'‘’«»")


def line_of(context: Context, first: int, last: int) -> str:
    """How the words from `first` to `last` bear on a line of contact: `opens`, `closes`, `names` one, or nothing where they do not.

    A line has two ends: where the sentence names no two political parties, or speaks to customers, readers or callers, there is none.
    """
    keys, sentence = context.keys, context.sentence[first]
    begin, end = context.bounds[sentence], context.bounds[sentence + 1]
    if keys[first] not in _BEGINNINGS:
        return ""
    opens, closes = _word_at(keys, first, end, OPENINGS), _word_at(keys, first, end, CLOSINGS)
    verb = max(opens, closes)
    if verb and not _reaches(keys, first + verb, min(end, max(last, first + verb + _REACH) + 1)):
        return ""
    if not verb and not _names_line(keys, first, end):
        return ""
    if not _has_ends(context, sentence) or _serves(keys, begin, end):
        return ""
    return "names" if not verb else "opens" if opens >= closes else "closes"


def _word_at(keys: list[str], at: int, end: int, words: frozenset[str]) -> int:
    """How many syllables the longest word of a class has that begins at a place, 0 where none does."""
    for size in range(min(_LONGEST, end - at), 0, -1):
        if " ".join(keys[at : at + size]) in words:
            return size
    return 0


def _reaches(keys: list[str], at: int, end: int) -> bool:
    """Whether a line is named from a place on, with no mark between."""
    for i in range(at, end):
        if (keys[i] in MARKS and keys[i] not in _QUOTES) or keys[i] in _APART:
            return False
        if _names_line(keys, i, len(keys)):
            return True
    return False


def _names_line(keys: list[str], at: int, end: int) -> bool:
    """Whether a line of contact is named at a place: `kênh liên lạc`, `Hội đồng Nga - NATO`."""
    if _word_at(keys, at, end, LINES):
        return True
    return keys[at : at + 2] == ["hội", "đồng"] and at + 3 < end and keys[at + 3] in ("-", "–", "/")


def _has_ends(context: Context, sentence: int) -> bool:
    """Whether a sentence names two political parties, or one and words for both."""
    parties = _ends(context, sentence)
    if len(parties) > 1:
        return True
    keys = context.keys[context.bounds[sentence] : context.bounds[sentence + 1]]
    joint = any(f"{a} {b}" in _JOINT for a, b in pairwise(keys))
    return joint and len(parties.union(*(_ends(context, s) for s in range(max(0, sentence - 2), sentence)))) > 1


def _ends(context: Context, sentence: int) -> set[str]:
    """The political parties that a sentence names, without local bodies."""
    return {p.entity for p in context.by_sentence[sentence] if p.kind in ENDS and not _LOCAL.match(p.entity.lower())}


def _serves(keys: list[str], begin: int, end: int) -> bool:
    """Whether a sentence speaks to people who may call: readers, customers, a number to dial."""
    for i in range(begin, end):
        if _word_at(keys, i, end, SERVICE):
            return True
        if keys[i].isdigit() and (len(keys[i]) > 6 or (keys[i][0] == "0" and len(keys[i]) > 3) or (i > begin and keys[i - 1] == "nóng")):
            return True
    return False
