"""Who is it: a canonical id for every name of a document, from the entity base, from longer names in the document, or new."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from thoisu.annotate.names.gazetteer import short_names
from thoisu.lexicon.entities import Entity, find_entity, load_entities, offices_of
from thoisu.model import MentionType
from thoisu.text.normalize import tone_key

_JOINT = re.compile(r"\s*([-–/])\s*")
_SPACE = re.compile(r"\s+")
_PLACE_HEAD = re.compile(r"(?:thành phố|tp|thị xã|tx|tỉnh|q|quận|huyện|p|phường|xã|h)(?:\.\s*|\s+)(?=[^\W\d])", re.IGNORECASE)
_EASTERN = ("China", "Taiwan", "South Korea", "North Korea", "Vietnam")


class Name(NamedTuple):
    """A name in the text before anybody knows whose it is; `before` and `after` are the characters around it."""

    start: int
    end: int
    type: MentionType
    surface: str
    before: str
    after: str


def name_key(surface: str) -> str:
    """The key under which spellings of one name meet: case, tone placement, spaced hyphens and apostrophes do not count.

    >>> name_key("Kim Jong - un") == name_key("KIM JONG-UN")
    True
    """
    text = _JOINT.sub(r"\1", surface.replace("’", "'").replace("‘", "'").replace("–", "-"))
    return tone_key(_SPACE.sub(" ", text).strip())


@cache
def _index() -> dict[str, tuple[Entity, ...]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in load_entities().values():
        for name in (entity.id, entity.id.split(" (")[0], *entity.names):
            if entity not in found[name_key(name)]:
                found[name_key(name)].append(entity)
    return {key: tuple(entities) for key, entities in found.items()}


@cache
def _short_index() -> dict[str, tuple[Entity, ...]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in load_entities().values():
        for name in short_names(entity):
            if entity not in found[name_key(name)]:
                found[name_key(name)].append(entity)
    return {key: tuple(entities) for key, entities in found.items()}


def link_names(names: Sequence[Name], published: str | None) -> list[str]:
    """The canonical id of each name, in the order of the names."""
    return _Linker(names, published).link()


class _Linker:
    def __init__(self, names: Sequence[Name], published: str | None) -> None:
        self.names = names
        self.date = published[:10] if published else None
        self.keys = [name_key(n.surface) for n in names]
        self.states = self._count_states()

    def link(self) -> list[str]:
        """Base first, then what the document itself ties together, then the name as written."""
        ids: list[str | None] = [self._known(i) for i in range(len(self.names))]
        self._brackets(ids)
        self._people(ids)
        self._shortened(ids)
        spelling = self._spellings()
        return [ids[i] or spelling[self._plain_key(i)] for i in range(len(self.names))]

    def _count_states(self) -> Counter[str]:
        states: Counter[str] = Counter()
        for name, key in zip(self.names, self.keys, strict=True):
            if name.type == "LOC":
                for entity in _index().get(key, ())[:1]:
                    state = entity.id if entity.kind == "state" else entity.country
                    if state:
                        states[state] += 1
        return states

    def _known(self, i: int) -> str | None:
        name, key = self.names[i], self.keys[i]
        candidates = _index().get(key, ())
        if not candidates and name.type == "LOC":
            candidates = _index().get(_PLACE_HEAD.sub("", key, count=1), ())
        same = [e for e in candidates if e.type == name.type]
        if not same and name.type != "PER":
            same = [e for e in candidates if e.type != "PER"]
        return self._best(same)

    def _best(self, entities: Iterable[Entity]) -> str | None:
        best = max(entities, key=self._fit, default=None)
        return best.id if best else None

    def _fit(self, entity: Entity) -> float:
        """How well an entity fits the document: its country is spoken of, and it is in office on the day."""
        fit = 0.0
        if entity.country and self.states[entity.country]:
            fit += 1.0 + min(self.states[entity.country], 10) / 10
        if entity.kind == "person" and self.date:
            terms = offices_of(entity.id)
            fit += 2.0 if any(t.covers(self.date) for t in terms) else 0.5 if terms else 0.0
        return fit

    def _brackets(self, ids: list[str | None]) -> None:
        """`Tên dài (ABC)` and `ABC (Tên dài)` name one thing."""
        for i in range(1, len(self.names)):
            a, b = self.names[i - 1], self.names[i]
            if a.type != b.type or b.start - a.end > 3 or a.after[: b.start - a.end].strip() not in ("(", "-") or not b.after.startswith(")"):
                continue
            if not a.after[: b.start - a.end].strip() == "(":
                continue
            short, long = (i, i - 1) if len(b.surface) <= len(a.surface) else (i - 1, i)
            if not _abbreviates(self.names[short].surface, self.names[long].surface):
                continue
            id = ids[long] or ids[short] or self.names[long].surface
            for k in range(len(self.names)):
                if self.names[k].type == a.type and self.keys[k] in (self.keys[short], self.keys[long]):
                    ids[k] = id

    def _people(self, ids: list[str | None]) -> None:
        full: dict[int, list[str]] = {
            i: self.keys[i].split() for i, n in enumerate(self.names) if n.type == "PER" and len(self.keys[i].split()) > 1
        }
        for i, name in enumerate(self.names):
            if name.type != "PER" or ids[i]:
                continue
            owner = self._owner(i, full)
            if owner is not None:
                ids[i] = ids[owner] or self._spelling_of(owner)
        for i, name in enumerate(self.names):
            if name.type == "PER" and not ids[i]:
                found = _short_index().get(self.keys[i], ())
                ids[i] = self._best(e for e in found if self._fit(e) >= 1.0)

    def _owner(self, i: int, full: dict[int, list[str]]) -> int | None:
        """The nearest longer name of a person that this one shortens: before it first, else after it."""
        parts = self.keys[i].split()
        fitting = [
            j for j, longer in full.items()
            if len(longer) > len(parts) and (longer[-len(parts) :] == parts or (len(parts) == 1 and longer[0] == parts[0] and self._eastern(j)))
        ]
        before = [j for j in fitting if j < i]
        return max(before) if before else min(fitting, default=None)

    def _eastern(self, j: int) -> bool:
        found = [e for e in _index().get(self.keys[j], ()) if e.kind == "person"]
        return any(e.country in _EASTERN and e.country != "Vietnam" for e in found) or (not found and "-" in self.keys[j])

    def _spelling_of(self, j: int) -> str:
        return self.names[j].surface

    def _shortened(self, ids: list[str | None]) -> None:
        """A body named in full and then by the first part of its name."""
        longer: dict[str, dict[str, int]] = defaultdict(dict)
        for i, name in enumerate(self.names):
            if name.type == "ORG":
                parts = self.keys[i].split()
                for k in range(2, len(parts)):
                    longer[" ".join(parts[:k])].setdefault(self.keys[i], i)
        for i, name in enumerate(self.names):
            if name.type != "ORG" or len(self.keys[i].split()) < 2:
                continue
            found = longer.get(self.keys[i], {})
            if len(found) == 1 and (ids[i] is None or self._is_vietnamese_body(ids[i])):
                j = next(iter(found.values()))
                ids[i] = ids[j] or self.names[j].surface

    def _is_vietnamese_body(self, id: str | None) -> bool:
        entity = find_entity(id) if id else None
        return bool(entity and entity.type == "ORG" and entity.country == "Vietnam" and entity.kind in ("ministry", "government", "parliament", "body"))

    def _plain_key(self, i: int) -> str:
        key = self.keys[i]
        return _PLACE_HEAD.sub("", key, count=1) if self.names[i].type == "LOC" and key.startswith(("tp", "thành phố", "q.", "tx")) else key

    def _spellings(self) -> dict[str, str]:
        """The commonest spelling of each key that is not all capitals, where there is one."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for i, name in enumerate(self.names):
            surface = name.surface
            if self._plain_key(i) != self.keys[i]:
                surface = _PLACE_HEAD.sub("", surface, count=1)
            counts[self._plain_key(i)][_SPACE.sub(" ", surface)] += 2 if not surface.isupper() else 1
        return {key: max(found, key=lambda s: (not s.isupper() or len(s) < 6, found[s])) for key, found in counts.items()}


def _abbreviates(short: str, long: str) -> bool:
    """Whether the first name may be an abbreviation or foreign form of the second: capitals, or a single word."""
    return short.isupper() or " " not in short or (short[0].isupper() and short.isascii())
