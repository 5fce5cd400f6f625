"""How parties consult: by phone, visit, letter, at a table of many."""

from typing import cast

from thoisu.annotate.events.acts import Act
from thoisu.annotate.events.context import Context
from thoisu.model import ConsultMode

_PHONE = frozenset(("điện đàm", "điện thoại", "đàm thoại"))
_MANY = frozenset(("hội nghị", "thượng đỉnh", "đa phương", "diễn đàn", "phiên họp"))


def consult_mode(context: Context, group: list[Act], parties: int) -> ConsultMode | None:
    """The mode of a group of CONSULT acts: that of its surest trigger, phone and hotline before the general ones."""
    modes = [a.entry.mode for a in group]
    specials: tuple[ConsultMode, ...] = ("phone", "hotline", "letter", "third-party", "visit")
    for special in specials:
        if modes.count(special) * 2 >= len(modes):
            return special
    words = " ".join(" ".join(context.keys[a.candidate.first : a.candidate.last + 4]) for a in group)
    if any(w in words for w in _PHONE):
        return "phone"
    if ("multilateral" in modes and parties > 2) or parties > 3 or any(w in words for w in ("đa phương", "nhiều bên", "ba bên", "bốn bên")):
        return "multilateral"
    best = max(group, key=lambda a: a.probability).entry.mode
    return cast(ConsultMode, best) if best and best != "multilateral" else "meeting"
