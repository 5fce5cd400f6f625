"""A document's names made consistent: one type for one name, no name overlooked that is found elsewhere, no two names in one."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from thoisu.annotate.names.mend import mend
from thoisu.annotate.names.runs import run_key
from thoisu.annotate.names.sheet import Sheet
from thoisu.annotate.names.tagger import Tagged
from thoisu.model import MentionType

_PERSON, _MISC = 1, 4  # classes of gazetteer.TITLE_CLASSES
# The guidelines make these bodies even where they stand for a place.
_ALWAYS_BODIES = frozenset(("kremlin", "điện kremlin", "nhà trắng", "lầu năm góc"))


def settle(sheet: Sheet, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names after the rules of this module, in order, without overlaps."""
    found = _split_people(sheet, mend(sheet, tagged))
    found = _one_type(sheet, found)
    return sorted([*found, *_overlooked(sheet, found)])


def _key(sheet: Sheet, t: Tagged) -> str:
    return run_key(sheet.tokens, t.first, t.last)


def _split_people(sheet: Sheet, found: list[Tagged]) -> list[Tagged]:
    """A body or state and the person named after it (`phát ngôn viên Bộ Quốc phòng Nga Igor Petrov`) are two names."""
    people = {_key(sheet, t) for t in found if t.type == "PER" and t.last - t.first > 1}
    out = []
    for t in found:
        cut = _person_part(sheet, t, people) if t.type in ("ORG", "LOC") and t.last - t.first > 1 else None
        out += [t] if cut is None else [Tagged(t.first, cut, t.type), Tagged(cut, t.last, "PER")]
    return out


def _person_part(sheet: Sheet, t: Tagged, people: set[str]) -> int | None:
    """Where in a name a person's name begins: one known from elsewhere in the text, or what follows a lower-case word or a state
    where a person's title stands before the whole."""
    for at in range(t.first + 1, t.last - 1):
        if run_key(sheet.tokens, at, t.last) in people:
            return at
    if sheet.columns["before"][t.first] != _PERSON:
        return None
    shape, gaz, gazpos, surname = (sheet.columns[c] for c in ("shape", "gaz", "gazpos", "surname"))
    at = t.last
    while at > t.first + 1 and shape[at - 1] in (5, 6, 7) and not gaz[at - 1]:
        at -= 1
    if not t.first < at < t.last:
        return None
    foreign = all(shape[i] == 5 for i in range(at, t.last))
    after_state = gaz[at - 1] == 1 and (foreign or gazpos[at - 1] % 4 != 1)
    after_word = shape[at - 1] == 1 and t.last - at > 1
    return at if (after_state and foreign) or (after_word and (foreign or surname[at])) else None


def _one_type(sheet: Sheet, found: list[Tagged]) -> list[Tagged]:
    """Most of the mentions of a name decide its type; a person's full name decides that of its last part."""
    counts: dict[str, Counter[MentionType]] = defaultdict(Counter)
    last_parts = set()
    keys = [_key(sheet, t) for t in found]
    for key, t in zip(keys, found, strict=True):
        counts[key][t.type] += 1
        if t.type == "PER" and t.last - t.first > 1:
            last_parts.add(sheet.tokens[t.last - 1].key)
    out = []
    for key, t in zip(keys, found, strict=True):
        if key in _ALWAYS_BODIES:
            t = t._replace(type="ORG")
        elif t.last - t.first == 1 and key in last_parts and not sheet.columns["gaz"][t.first] and sheet.columns["before"][t.first] != _MISC:
            t = t._replace(type="PER")
        elif len(counts[key]) > 1:
            types = counts[key].most_common(2)
            if types[0][1] > types[1][1]:
                t = t._replace(type=types[0][0])
        out.append(t)
    return out


def _overlooked(sheet: Sheet, found: list[Tagged]) -> list[Tagged]:
    """Capital runs without a tag that are a name more than once elsewhere in the text."""
    taken = {i for t in found for i in range(t.first, t.last)}
    counts = Counter((_key(sheet, t), t.type) for t in found)
    types = {key: type for (key, type), n in counts.items() if n > 1 or " " in key}
    out = []
    for run in sheet.runs:
        if taken.isdisjoint(range(run.first, run.last)) and (run.last - run.first > 1 or sheet.columns["share"][run.first] in (0, 9, 10)):
            type = types.get(run_key(sheet.tokens, run.first, run.last))
            if type:
                out.append(Tagged(run.first, run.last, type))
    return out
