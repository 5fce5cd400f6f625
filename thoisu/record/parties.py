"""Who acts for whom: a leader and the country, a ministry and the state, a joint body and the parties that sit in it.

Read from the words of the articles (`Tổng thống Nga X`, `Bộ Quốc phòng Nga`, `Hội đồng Nga-NATO`); a map of what is known may be given.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity, offices_of
from thoisu.model import Document, Mention

_FILLER = re.compile(
    r"(?:[\s,()–-]|(?:mới|vừa|đắc cử|đương nhiệm|sắp mãn nhiệm|tạm quyền|lâm thời|của|nước|khối|ông|bà|ngài|"
    r"(?:đại |trung |thượng |thiếu )?tướng|tiến sĩ)(?!\w))*",
    re.IGNORECASE,
)
_SENT_TO = re.compile(r"\s*(?:tại|ở|bên cạnh)\s*")
_STATE_BODY = re.compile(
    r"(?:bộ|chính phủ|nội các|quốc hội|nghị viện|thượng viện|hạ viện|quân đội|hải quân|không quân|lục quân|cảnh sát|công an|"
    r"cơ quan|ủy ban|uỷ ban|tòa án|toà án|đại sứ quán|chính quyền|giới chức|nhà chức trách|phía|văn phòng|lãnh đạo|"
    r"phái đoàn|đoàn|quan chức|nhà lãnh đạo|tình báo|điện)(?!\w)",
    re.IGNORECASE,
)
_JOINT_BODY = re.compile(r"hội đồng|ủy ban|uỷ ban|diễn đàn|nhóm công tác|nhóm làm việc|nhóm liên lạc|tổ công tác|cơ chế", re.IGNORECASE)
_TIE = re.compile(r"[\s–-]+|,?\s+(?:và|với|cùng)\s+")
_ABROAD = re.compile(r"(?<!\w)(?:tại|ở|chống|về|với|thân)\s\Z")
_TOKEN = re.compile(r"[^\W_]+")


@cache
def _office() -> re.Pattern[str]:
    words = {row[0] for row in load_rows("roles") if row[1] == "office"} | {"nhà lãnh đạo", "lãnh đạo", "người đứng đầu"}
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) + r")\Z", re.IGNORECASE)


_STATE_KINDS = frozenset({"capital", "government", "ministry", "parliament", "body", "military", "court"})


def known_home(name: str, day: str | None = None) -> str | None:
    """The state or body that the entity base has a name act for on a day: a capital, a ministry, a holder of an office; None where unknown.

    >>> known_home("Moscow"), known_home("Jens Stoltenberg", "2016-11-24")
    ('Russia', 'NATO')
    """
    entity = find_entity(name)
    if entity is None:
        return None
    if entity.type != "PER":
        return entity.country if entity.kind in _STATE_KINDS else None
    terms = offices_of(name)
    held = [t for t in terms if day and t.covers(day)] or (list(terms) if len({t.country for t in terms}) == 1 else [])
    return held[-1].country if held else None


def home_of(name: str, known: Mapping[str, str], day: str | None = None) -> str:
    """The state or body that a name acts for by `known`, else by the entity base on a day; followed to its end; the name where none is known.

    >>> home_of("Bộ Ngư nghiệp", {"Bộ Ngư nghiệp": "Moscow"})
    'Russia'
    """
    for _ in range(4):  # a loop in the data ends here
        found = known.get(name) or known_home(name, day)
        if found is None or found == name:
            break
        name = found
    return name


class Parties:
    """What a set of articles shows of who acts for whom.

    `home` maps a name to the state or body it acts for; `joint` a body to the parties that sit in it; `types` a name to its type;
    what `given` says of a name goes before all that.
    """

    __slots__ = ("_ends", "_given", "_homes", "_surfaces", "_written", "joint", "types")

    def __init__(
        self, homes: Mapping[str, str], joint: Mapping[str, tuple[str, ...]], types: Mapping[str, str], surfaces: Mapping[str, str],
        given: Mapping[str, str],
    ) -> None:
        self._homes = dict(homes)
        self._ends = frozenset(homes.values())
        self._given = given
        self._written = {name.lower(): name for name in sorted(types, reverse=True)}  # `Cục quản lý X` is `Cục Quản lý X`
        self._surfaces = surfaces
        self.joint = joint
        self.types = types

    def knows(self, name: str) -> bool:
        """Whether the articles, what is given or the entity base say whom a name acts for, or that somebody acts for it."""
        entity = find_entity(name)
        learned = self._homes.get(name, name) != name or name in self._ends or name in self._given
        return learned or (entity is not None and entity.type != "MISC")

    def home(self, name: str) -> str:
        """The state or body that a name acts for; the name itself where nothing is known of that."""
        name = self._written.get(name.lower(), name)
        for _ in range(4):  # a spokesman of a ministry of a state; a loop in the data ends here
            found = self._given.get(name) or self._homes.get(name)
            if found is None:
                found = self._homes[name] = name if name in self.types else known_home(name) or self._of_description(name)
            if found == name:
                break
            name = found
        return name

    def is_person(self, name: str) -> bool:
        """Whether the articles mention the name as a person's."""
        return self.types.get(name) == "PER"

    def sides(self, names: Iterable[str]) -> dict[str, frozenset[str]]:
        """Home to the persons named for it, in the order of the names; a joint body counts as the parties in it."""
        out: dict[str, frozenset[str]] = {}
        for name in names:
            if name in self.joint:
                for party in self.joint[name]:
                    out.setdefault(self.home(party), frozenset())
            else:
                home = self.home(name)
                out[home] = out.get(home, frozenset()) | ({name} if self.is_person(name) else frozenset())
        return out

    def _of_description(self, name: str) -> str:
        if not _STATE_BODY.match(name):
            return name
        return _named_last(name, self._surfaces) or name


def learn_parties(docs: Iterable[Document], known: "Known" = None) -> Parties:
    """What `known` (name to home), the entity base and the articles show of who acts for whom.

    For a person the articles' titles go before the base, which knows offices but not always the day. The home that most articles show is
    taken, the first in the alphabet of equals. Parties that are given as `known` are given back: what one pass learned serves the next.
    """
    if isinstance(known, Parties):
        return known
    docs = list(docs)
    types = _types(docs)
    surfaces = _surfaces(docs)
    bodies = {surface: name for surface, name in surfaces.items() if types.get(name) in ("LOC", "ORG")}
    votes: dict[str, Counter[str]] = {}
    joint: dict[str, tuple[str, ...]] = {}
    for doc in docs:
        mentions = sorted(doc.mentions or (), key=lambda m: m.start)
        for i, mention in enumerate(mentions):
            if mention.type == "PER":
                home = _held_office(doc.text, mentions, i)
            elif mention.type == "ORG":
                surface = doc.text[mention.start : mention.end]
                if _JOINT_BODY.match(surface) and (parties := _joined(surface, bodies)):
                    joint.setdefault(mention.entity, parties)
                    continue
                home = _named_last(surface, bodies) if _STATE_BODY.match(surface) else None
            else:
                continue
            if home and home != mention.entity:
                votes.setdefault(mention.entity, Counter())[home] += 1
    homes = {name: min(count, key=lambda h: (-count[h], h)) for name, count in sorted(votes.items())}
    day = max((d.published or "" for d in docs), default="")[:10] or None
    for name, kind in types.items():
        if (kind != "PER" or name not in homes) and (found := known_home(name, day)) and found != name:
            homes[name] = found
    return Parties(homes, joint, types, surfaces, known or {})


Known = Mapping[str, str] | Parties | None  # what the passes take beside the documents: names to whom they act for, or what was learned


def _types(docs: list[Document]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for doc in docs:
        for mention in doc.mentions or ():
            counts.setdefault(mention.entity, Counter())[mention.type] += 1
    return {name: min(count, key=lambda t: (-count[t], t)) for name, count in counts.items()}


def _surfaces(docs: list[Document]) -> dict[str, str]:
    """How places, persons and short names of bodies are written, and whom that names."""
    counts: dict[str, Counter[str]] = {}
    for doc in docs:
        for m in doc.mentions or ():
            if m.type in ("LOC", "PER") or (m.type == "ORG" and m.end - m.start <= 12):
                counts.setdefault(doc.text[m.start : m.end], Counter())[m.entity] += 1
    return {surface: min(count, key=lambda e: (-count[e], e)) for surface, count in counts.items()}


def _held_office(text: str, mentions: list[Mention], i: int) -> str | None:
    """The state or body of the office before a person's name: `Đại sứ Nga tại NATO X` is of Russia, `Chủ tịch EU (EU) X` of the EU."""
    at, found = mentions[i].start, None
    for j in range(i - 1, max(i - 4, -1), -1):
        before = mentions[j]
        between = text[before.end : at]
        if before.type not in ("LOC", "ORG") or len(between) > 40:
            return None
        if not _FILLER.fullmatch(between) and not (found and _SENT_TO.fullmatch(between)):
            return None
        found, at = before.entity, before.start
        head = text[max(0, at - 60) : at]
        while (shorter := re.sub(r"(?:[\s(]|(?<!\w)(?:của|nước|khối|mới|vừa|đắc cử))\Z", "", head)) != head:
            head = shorter
        if _office().search(head):
            return found
    return None


def _named_last(name: str, surfaces: Mapping[str, str]) -> str | None:
    """Whom the last one to five words of a name name, the longest first; not the whole of it."""
    starts = [m.start() for m in _TOKEN.finditer(name)]
    for start in starts[max(1, len(starts) - 5) :]:
        if (found := surfaces.get(name[start:])) is not None and not _ABROAD.search(name, 0, start):
            return found
    return None


def _joined(surface: str, surfaces: Mapping[str, str]) -> tuple[str, ...]:
    """The two parties in the name of a joint body (`Hội đồng Nga-NATO`), empty where it names fewer."""
    starts = [m.span() for m in _TOKEN.finditer(surface)]
    for i in range(1, len(starts)):
        for j in range(i, min(i + 3, len(starts))):
            first = surfaces.get(surface[starts[i][0] : starts[j][1]])
            tie = _TIE.match(surface, starts[j][1]) if first else None
            if first and tie and tie.group().strip():
                after = [surface[tie.end() : end] for _, end in reversed(starts) if end > tie.end()]
                second = next((surfaces[words] for words in after if words in surfaces), None)
                if second and second != first:
                    return tuple(sorted((first, second)))
    return ()
