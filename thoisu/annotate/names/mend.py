"""Repairs of single names that a tagger of tokens cannot see: cut where two names meet, joined where one was cut, dropped where none is."""

from collections.abc import Sequence

from thoisu.annotate.names.base import misspelt
from thoisu.annotate.names.gazetteer import GROUP_TYPES
from thoisu.annotate.names.keys import name_key
from thoisu.annotate.names.runs import run_key
from thoisu.annotate.names.sheet import Sheet
from thoisu.annotate.names.tagger import Tagged
from thoisu.model import MentionType

_CLOSERS = {")": "(", "]": "[", "”": "“", "»": "«"}
_PRONOUN_TAILS = frozenset(("ấy", "ta", "em", "chị"))
_GENERIC = frozenset(("đảng", "nhà nước", "trung ương"))
_GENERIC_HEADS = frozenset(("hai", "các", "mỗi", "lý"))  # `hai Đảng`, `quản lý Nhà nước`
_TRIED: tuple[MentionType, ...] = ("LOC", "ORG", "PER")


def mend(sheet: Sheet, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names with each rule of this module applied, in order."""
    found = [part for t in tagged for part in _cut(sheet, t)]
    found = _join_known(sheet, _join_people(sheet, found))
    title, gaz, share = (sheet.columns[c].tolist() for c in ("title", "gaz", "share"))
    # of a foreign name: no part of it is known to the base, and its last word is no Vietnamese one
    return [t if any(gaz[t.first : t.last]) or share[t.last - 1] else _retype(sheet, t) for t in found if not _is_no_name(sheet, title, t)]


def _cut(sheet: Sheet, t: Tagged) -> list[Tagged]:
    """The parts before and after a mark or word that no name holds: a bracket it does not open, a slash after a person, `Theo`, `Ảnh:`."""
    keys = [sheet.tokens[i].key for i in range(t.first, t.last)]
    for k, key in enumerate(keys):
        closes = key in _CLOSERS and _CLOSERS[key] not in keys[:k]
        word = k > 0 and sheet.columns["shape"][t.first + k] > 1 and (key == "theo" or (key == "ảnh" and t.first + k + 1 == t.last))
        if closes or word or (key == "/" and t.type == "PER"):
            head = [Tagged(t.first, t.first + k, t.type)] if k else []
            first = t.first + k + 1
            group = int(sheet.columns["gaz"][first]) if first < t.last else 0
            type = GROUP_TYPES.get(group, t.type)
            capital = first < t.last and sheet.columns["runpos"][first]
            rest = Tagged(first, t.last, type)
            return head + (_cut(sheet, rest) if capital and (group or key != "/") else [])
    return [t]


def _join_people(sheet: Sheet, found: Sequence[Tagged]) -> list[Tagged]:
    """Two persons with only a space between them, the first beginning with a family name, are one of at most five parts."""
    out: list[Tagged] = []
    for t in found:
        last = out[-1] if out else None
        if (
            last and last.type == t.type == "PER" and last.last == t.first and t.last - last.first <= 5
            and sheet.columns["joint"][t.first] != 4 and sheet.columns["surname"][last.first] == 1 and sheet.columns["share"][t.first]
        ):
            out[-1] = Tagged(last.first, t.last, "PER")
        else:
            out.append(t)
    return out


def _join_known(sheet: Sheet, found: Sequence[Tagged]) -> list[Tagged]:
    """A name of the base that holds a hyphen is one name where its parts were tagged (`ITAR-TASS`)."""
    gaz, gazpos = sheet.columns["gaz"], sheet.columns["gazpos"]
    out: list[Tagged] = []
    for t in found:
        first, last = t.first, t.last
        if gaz[first] and out and out[-1].last > first:
            continue
        if gaz[first]:
            while first > 0 and gazpos[first] % 4 == 2 and gaz[first - 1] == gaz[first]:
                first -= 1
            while last < len(gaz) and gaz[last] == gaz[first] and gazpos[last] % 4 == 2:
                last += 1
        keys = [sheet.tokens[i].key for i in range(first, last)]
        if (first, last) != (t.first, t.last) and ("-" in keys or "–" in keys) and (not out or out[-1].last <= first or out[-1].first >= first):
            while out and out[-1].first >= first:
                out.pop()
            out.append(Tagged(first, last, GROUP_TYPES.get(int(gaz[first]), t.type)))
        else:
            out.append(t)
    return out


def _is_no_name(sheet: Sheet, title: Sequence[int], t: Tagged) -> bool:
    """Whether the name is part of a title (`Tổng Giám` đốc), a pronoun at the start of a sentence (`Anh ấy`) or a common noun."""
    after = sheet.tokens[t.last].key if t.last < len(sheet.tokens) else ""
    before = sheet.tokens[t.first - 1].key if t.first else ""
    if t.last < len(title) and title[t.last] == 3 and all(title[i] in (2, 3) for i in range(t.first, t.last)):
        return True
    if after in _PRONOUN_TAILS and run_key(sheet.tokens, t.first, t.last) == "anh":
        return True
    return before in _GENERIC_HEADS and run_key(sheet.tokens, t.first, t.last) in _GENERIC


def _retype(sheet: Sheet, t: Tagged) -> Tagged:
    """A foreign name that the base does not know but for one letter has the type of the one that it means."""
    key = name_key(sheet.text[sheet.tokens[t.first].start : sheet.tokens[t.last - 1].end])
    if misspelt(key, t.type):
        return t
    type = next((type for type in _TRIED if misspelt(key, type)), t.type)
    return t._replace(type=type)
