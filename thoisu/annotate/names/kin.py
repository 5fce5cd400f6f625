"""Which names of a document shorten which: people by a part of their name, bodies and works by a part or an abbreviation."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from thoisu.annotate.names.keys import key_parts
from thoisu.model import MentionType
from thoisu.text.normalize import fold

_OPENS = re.compile(
    r"\s*\((?:gọi tắt là|viết tắt là|viết tắt|tên tiếng Anh|tiếng Anh|tên viết tắt|mã chứng khoán|mã|mã CK|HOSE|HSX|HNX|hay)?:?\s*[“\"]?$"
)


class Name(NamedTuple):
    """A name in the text before anybody knows whose it is; `gap` is the text between the name before it and this one."""

    start: int
    end: int
    type: MentionType
    surface: str
    gap: str
    after: str


def abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each part of `short` is the next part of `long` or the initials of its next parts, to its end.

    >>> abbreviates(("ub", "dtsđhp"), ("ủy", "ban", "dự", "thảo", "sửa", "đổi", "hiến", "pháp"))
    True
    >>> abbreviates(("tp", "huế"), ("thành", "phố", "hà", "nội"))
    False
    """
    if len(short) >= len(long):
        return False
    ends = {0}
    for part in short:
        reached = set()
        for at in ends:
            if at < len(long) and long[at] == part:
                reached.add(at + 1)
            if 2 <= len(part) <= len(long) - at and _same_initials(part, long[at : at + len(part)]):
                reached.add(at + len(part))
            # Connecting words and marks have no initial: `TN&MT`, `VH-TT`.
            if part in ("&", "-") and at < len(long):
                reached |= {at, at + 1} if long[at] in ("và", ",", "-") else {at}
            joined = at < len(long) and long[at] in ("và", "&", "-", ",") and 2 <= len(part) <= len(long) - at - 1
            if joined and _same_initials(part, long[at + 1 : at + 1 + len(part)]):
                reached.add(at + 1 + len(part))
        ends = reached
    return len(long) in ends


def _same_initials(part: str, words: Sequence[str]) -> bool:
    return all(fold(w[0]) == fold(c) for c, w in zip(part, words, strict=True))


def find_brackets(names: Sequence[Name]) -> list[tuple[int, int]]:
    """Pairs (short, long) that the text itself equates: `Tên dài (ABC)` or `ABC (Tên dài)`, of organisations or works."""
    out = []
    for i in range(1, len(names)):
        a, b = names[i - 1], names[i]
        if a.type != b.type or a.type == "LOC" or len(b.gap) > 24 or not _OPENS.match(b.gap) or not re.match(r"[”\"]?\s*[),;]", b.after):
            continue
        if a.type == "PER" and (" " not in a.surface or " " not in b.surface):
            continue
        short, long = (i, i - 1) if len(b.surface) <= len(a.surface) else (i - 1, i)
        if names[short].surface.isupper() or " " not in names[short].surface or names[short].surface.isascii():
            out.append((short, long))
    return out


def find_people(names: Sequence[Name], keys: Sequence[str], eastern: Sequence[bool]) -> dict[int, int]:
    """Person names to the longer names they shorten. `eastern` says of each name whether its first part is the family name."""
    parts = {i: key_parts(keys[i]) for i, n in enumerate(names) if n.type == "PER"}
    counts = Counter(keys[i] for i in parts)
    by_part: dict[str, list[int]] = defaultdict(list)
    for i, p in parts.items():
        if len(p) > 1:
            for part in {*p}:
                by_part[part].append(i)
    out = {}
    for i, p in parts.items():
        last = p[-1] if len(p[-1]) > 1 or len(p) == 1 else p[0]
        fitting = [j for j in by_part.get(last, ()) if len(parts[j]) > len(p) and _shortens(p, parts[j], eastern[j])]
        if not fitting:
            continue
        if all(parts[j][0] == p[0] for j in fitting) and len(p) == 1:  # by family name: the one most spoken of
            out[i] = max(fitting, key=lambda j: (counts[keys[j]], -abs(i - j)))
        else:
            before = [j for j in fitting if j < i]
            out[i] = max(before) if before else min(fitting)
    return out


def _shortens(short: Sequence[str], long: Sequence[str], eastern: bool) -> bool:
    n = len(short)
    if tuple(long[-n:]) == tuple(short):
        return True
    if eastern and n == 1 and long[0] == short[0]:
        return True
    if n > 1 and long[-1] == short[-1]:  # initials for the first parts: `N.T. Phúc`, `B. Obama`
        return len(short) == len(long) and all(a == b or (len(a) == 1 and fold(a) == fold(b[0])) for a, b in zip(short, long, strict=True))
    return False


def find_parts(names: Sequence[Name], keys: Sequence[str], type: MentionType) -> dict[int, int]:
    """Names of bodies (or works) to a longer name in the document of which they are the first or last part or an abbreviation."""
    parts = {i: key_parts(keys[i]) for i, n in enumerate(names) if n.type == type}
    first: dict[str, int] = {}
    for i in parts:
        first.setdefault(keys[i], i)
    forms = sorted(first.values())
    out: dict[int, int] = {}
    if len(forms) > 200:  # a list of names, not an article: nothing shortens anything
        return out
    for i in forms:
        p = parts[i]
        found = [j for j in forms if len(parts[j]) > len(p) and parts[j] != p and _is_part(p, parts[j], type)]
        if found:
            for k in parts:
                if keys[k] == keys[i]:
                    before = [j for j in found if j < k]
                    out[k] = max(before) if before else min(found)
    return out


def _is_part(short: tuple[str, ...], long: tuple[str, ...], type: MentionType) -> bool:
    n = len(short)
    if _bare(short) == _bare(long):
        return True
    if long[-n:] == short:
        # A maker's or owner's head before it, not a body above it (`Văn phòng UBND`) or a law about it.
        return len(long) - n <= 2 and long[0] not in _ABOUT if type == "MISC" else long[0] in _OWNERS
    if type == "ORG" and long[:n] == short:
        return (n > 1 or short[0] in _ORGANS) and long[n] not in ("khóa", "khoá")
    return type == "ORG" and any(len(x) > 1 for x in short) and abbreviates(short, long)


def _bare(parts: Sequence[str]) -> list[str]:
    """The parts without the words that may be left out before a city or a year."""
    return [p for p in parts if p not in ("tp", "thành", "phố", "tỉnh", "năm")]


# Heads that come before a name of its own; a body may be called by that name alone, or by these organs alone.
_OWNERS = frozenset(("bệnh", "công", "tập", "tổng", "ngân", "hãng", "trường", "đại", "câu", "clb", "lữ", "thẩm", "nhà", "trung", "viện", "quỹ"))
_ABOUT = frozenset(("dự", "luật", "giải", "lễ", "hội", "chương", "nghị", "bộ", "hệ"))
_ORGANS = frozenset(("hđnd", "ubnd", "vksnd", "tand", "mttq", "btc", "bch"))
