"""The entity base by name key: who may bear a name, in what sense, and who fits a document best."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.alike import loosely_named, otherwise_called
from thoisu.annotate.names.gazetteer import EASTERN, short_names
from thoisu.annotate.names.keys import BODY_HEAD, PLACE_HEAD, name_key
from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import Entity, find_entity, load_entities, offices_of
from thoisu.model import MentionType
from thoisu.text.normalize import fold

Index = dict[str, tuple[Entity, ...]]
_PART = re.compile(r"[^\W_]+")
# What may be a Vietnamese syllable without its marks: names made of these differ by one letter too often.
_SYLLABLE = re.compile(r"(?:ng?h?|[cgkptn]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?")
# A place may stand for a body and a body for a place only where the thing is both to its readers.
_CROSSING = frozenset(
    ("state", "territory", "capital", "body", "ministry", "parliament", "international", "platform", "agency", "government", "ship")
)
_CHINESE = ("China", "Taiwan", "Hong Kong", "Macau")
# Bodies of these are named by their letters anywhere.
_SPOKEN_OF = frozenset((None, "Vietnam", "United States", "Russia", "United Kingdom", "China"))
# Shorter names differ by a letter too often (Iran, Iraq).
_FUZZY_LENGTH = 7
# Of these the text's own fullest name is the id, not the base's.
_OWN_WORDS = frozenset(("weapon", "aircraft", "product"))


def _collect(pairs: Iterable[tuple[str, Entity]]) -> Index:
    found: dict[str, list[Entity]] = defaultdict(list)
    for name, entity in pairs:
        key = name_key(name)
        if entity not in found[key]:
            found[key].append(entity)
    return {key: tuple(entities) for key, entities in found.items()}


@cache
def _full() -> Index:
    base = load_entities().values()
    index = _collect((name, e) for e in base for name in (e.id, e.id.split(" (")[0], *e.names))
    # Where the head is written small the mention is what follows it: `đảng Bảo thủ` gives `Bảo thủ`.
    rests = _collect((name[m.end() :], e) for e in base for name in e.names if name[0].islower() for m in [BODY_HEAD.match(name_key(name))] if m)
    return {**rests, **index}


@cache
def _compound() -> Index:
    base = load_entities()
    return _collect((short, base[id]) for short, id in load_rows("short_states"))


@cache
def _short() -> Index:
    people = (e for e in load_entities().values() if e.kind == "person" and e.country not in EASTERN)
    return _collect((name, e) for e in people for name in short_names(e))


@cache
def _priors() -> dict[tuple[str, str], float]:
    return {(name_key(name), id): float(prior) for name, id, prior in load_rows("priors")}


@lru_cache(maxsize=16384)
def candidates(key: str, type: MentionType) -> tuple[Entity, ...]:
    """Entities that a name of this key and type may name, also without the head before it (`Hãng tin TASS`, `TP Huế`)."""
    found = _of_type(_full().get(key, ()), type)
    if found:
        return tuple(found)
    if type == "LOC":
        rest = PLACE_HEAD.match(key)
        return tuple(_of_type(_full().get(key[rest.end() :], ()), type) if rest else ()) or _compound().get(key, ())
    if type == "PER":
        person = otherwise_called(key)
        return (person,) if person else ()
    if key.endswith(" online"):
        return candidates(key.removesuffix(" online"), type)
    rest = BODY_HEAD.match(key)
    found = _of_type(_full().get(key[rest.end() :], ()), type) if rest else []
    if not found and rest:  # `Hãng thông tấn Liên bang Nga ITAR-TASS`: the brand closes the name
        brand = _full().get(key.rsplit(" ", 1)[-1], ())
        found = [e for e in brand if e.type == type and e.kind in ("agency", "outlet", "institute", "international", "armed_group")]
    return tuple(found or (e for e in loosely_named(key) if e.type == type))


class _Deletions(NamedTuple):
    """Hashes of folded keys with one letter left out, in order, and the number of the key that each comes from."""

    keys: list[str]
    hashes: NDArray[np.uint32]
    owners: NDArray[np.uint32]

    def find(self, key: str) -> Iterator[str]:
        """The keys that share a shortened form with this one; a few more by chance."""
        wanted = np.array([crc32(s.encode("utf-8", "surrogatepass")) for s in _shortened(key)], np.uint32)
        left, right = np.searchsorted(self.hashes, wanted, "left"), np.searchsorted(self.hashes, wanted, "right")
        for a, b in zip(left.tolist(), right.tolist(), strict=True):
            for owner in self.owners[a:b].tolist():
                yield self.keys[owner]


@cache
def _deletions() -> _Deletions:
    """The keys of foreign names, to find misspelt ones; not of cities known only from GeoNames."""
    minor = {row[0] for row in load_rows("entity_cities")}
    keys = [
        key for key, entities in _full().items()
        if len(key) >= _FUZZY_LENGTH and any(e.country != "Vietnam" and e.id not in minor for e in entities)
    ]
    hashes, owners = array("I"), array("I")
    for number, key in enumerate(keys):
        for short in _shortened(fold(key)):
            hashes.append(crc32(short.encode()))
            owners.append(number)
    order = np.argsort(np.frombuffer(hashes, np.uint32), kind="stable")
    return _Deletions(keys, np.frombuffer(hashes, np.uint32)[order], np.frombuffer(owners, np.uint32)[order])


def _shortened(key: str) -> set[str]:
    return {key[:i] + key[i + 1 :] for i in range(1, len(key))} | {key}


@lru_cache(maxsize=16384)
def misspelt(key: str, type: MentionType) -> Entity | None:
    """The one foreign entity of a type whose name differs from this key by a letter left out, added, changed or exchanged, or by tone marks.

    >>> misspelt(name_key("New Dehli"), "LOC").id
    'New Delhi'
    """
    folded = fold(key)
    if len(key) < _FUZZY_LENGTH or any(c.isdigit() for c in key) or all(_SYLLABLE.fullmatch(p) for p in _PART.findall(folded)):
        return None
    keys = {k for k in _deletions().find(folded) if _one_edit(folded, fold(k))}
    # Two Koreans or Chinese may differ by one letter (Ri Yong-ho, Ri Yong-chol).
    found = [e for k in keys for e in _full()[k][:1] if e.type == type and not (e.kind == "person" and e.country in EASTERN)]
    found = [e for e in found if e.country != "Vietnam"]
    return found[0] if len({e.id for e in found}) == 1 else None


def _one_edit(a: str, b: str) -> bool:
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[i:], b[i:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:] or (
        rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]
    )


def _of_type(entities: Iterable[Entity], type: MentionType) -> list[Entity]:
    entities = tuple(entities)
    same = [e for e in entities if e.type == type]
    return same if same or type == "PER" else [e for e in entities if e.kind in _CROSSING]


def short_people(key: str) -> tuple[Entity, ...]:
    """People of the base who are known by this short name."""
    return _short().get(key, ())


def best(entities: Iterable[Entity], key: str, states: Counter[str], date: str | None, least: float = 0.0) -> Entity | None:
    """The entity that fits the name and the document best: its prior, its country spoken of, in office on the day."""
    ranked = [(fit(e, key, states, date), -i, e) for i, e in enumerate(entities) if not _needs_country(e, key, states)]
    top = max(ranked, key=lambda r: r[:2], default=None)
    return top[2] if top and top[0] >= least else None


def _needs_country(entity: Entity, key: str, states: Counter[str]) -> bool:
    """Whether a name is too common for a document that does not speak of the entity's country: a Chinese name of two syllables in Vietnamese
    spelling may be a Vietnamese one, letters stand for many bodies."""
    if entity.kind == "person":
        return entity.country in _CHINESE and key.count(" ") == 1 and not key.isascii() and not any(states[c] for c in _CHINESE)
    letters = entity.type == "ORG" and len(key) <= 5 and key.isascii() and key.isalpha() and entity.id.lower() != key
    return letters and entity.country not in _SPOKEN_OF and not states[entity.country or ""]


def fit(entity: Entity, key: str, states: Counter[str], date: str | None) -> float:
    """How well an entity fits: 0 where nothing speaks for it."""
    value = _priors().get((key, entity.id), 0.0)
    if entity.country and states[entity.country]:
        value += 1.0 + min(states[entity.country], 10) / 10
    if entity.kind == "person" and date:
        terms = offices_of(entity.id)
        value += 2.0 if any(t.covers(date) for t in terms) else 0.5 if terms else 0.0
    return value


@cache
def in_own_words(id: str) -> bool:
    """Whether an entity is called in an article what the article calls it: Vietnamese bodies, outlets and people, products, weapons.

    >>> in_own_words("Bộ Công an"), in_own_words("TTXVN"), in_own_words("State Bank of Vietnam")
    (True, False, False)
    """
    entity = find_entity(id)
    if entity is None:
        return False
    if entity.kind in _OWN_WORDS:
        return True
    if entity.country != "Vietnam" or entity.type not in ("ORG", "PER"):
        return False
    return not id.isascii() and id not in ("Chính phủ", "Quốc hội", "Nhà nước", "Trung ương")
