"""How parties consult: by phone, visit, letter, at a table of many."""

import re
from collections.abc import Collection

from thoisu.annotate.events.acts import Act
from thoisu.annotate.events.context import Context
from thoisu.model import ConsultMode

_PHONE = re.compile(r"điện đàm|điện thoại|đàm thoại|qua điện")
_MANY = re.compile(r"đa phương|nhiều bên|(?:ba|bốn|năm|sáu|3|4|5|6) (?:bên|nước)|quốc tế|các nước|các bên")
_TABLE = frozenset(("họp", "hội nghị", "hội nghị thượng đỉnh", "thượng đỉnh", "hội nghị cấp cao", "diễn đàn", "dự", "tham dự"))
# Bodies whose own meetings are meetings of many states.
_BODIES = re.compile(
    r"\b(?:NATO|European|United Nations|ASEAN|Association of Southeast|G7|G8|G20|BRICS|Asia-Pacific|African Union|Arab League|OSCE|Cooperation|"
    r"Security Council|Commonwealth|OPEC|World Trade)\b"
)


def consult_mode(context: Context, group: list[Act], actors: Collection[str]) -> ConsultMode:
    """The mode of a group of CONSULT acts: what at least half of the triggers say, else what their words and parties tell."""
    modes = [a.entry.mode for a in group]
    specials: tuple[ConsultMode, ...] = ("phone", "hotline", "letter", "third-party", "visit")
    for special in specials:
        if modes.count(special) * 2 >= len(modes):
            return special
    words = " ".join(" ".join(context.keys[max(0, a.candidate.first - 1) : a.candidate.last + 4]) for a in group)
    if _PHONE.search(words):
        return "phone"
    table = any(a.candidate.lemma in _TABLE for a in group)
    if len(actors) > 3 or _MANY.search(words) or (table and any(_BODIES.search(name) for name in actors)):
        return "multilateral"
    return "meeting"
