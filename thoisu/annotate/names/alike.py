"""Names of the base written in another order or with other words of the same sense: what is tried where no spelling of the base fits."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from thoisu.annotate.names.keys import name_key
from thoisu.lexicon.entities import Entity, load_entities

Index = dict[str, tuple[Entity, ...]]
# Words of bodies and works that stand for each other; each is written as the last form in keys.
_SAME = (
    (re.compile(r"\b(?:lhq|liên hiệp quốc)\b"), "liên hợp quốc"),
    (re.compile(r"\bhđba\b"), "hội đồng bảo an"),
    (re.compile(r"\btw\b|(?<!đầu )\btư(?= đảng\b|$)"), "trung ương"),
    (re.compile(r"\btòa tối cao\b|\btối cao pháp viện\b"), "tòa án tối cao"),
    (re.compile(r"\b(?:tự do|hợp tác) mậu dịch\b"), "tự do thương mại"),
    (re.compile(r"\bhòa ước\b"), "hiệp ước"),
    (re.compile(r"\bthỏa ước\b"), "thỏa thuận"),
    (re.compile(r"\bchỉ huy\b"), "tư lệnh"),
    (re.compile(r"\bcủa (?=liên hợp quốc\b|eu\b|nato\b|asean\b)"), ""),
)
_JOINT = re.compile(r"\s*(?:[,&/–-]|\bvà\b)\s*")
_SPACED = re.compile(r"\b([a-zđ]{1,3}) (?=\d)")  # `P 5+1`, `G 20`
_WESTERN_ORDER = ("Japan", "Hungary")  # their own order is family name first
_EASTERN = ("China", "Taiwan", "South Korea", "North Korea", "Vietnam", "Japan", "Cambodia", "Laos", "Myanmar")
_GENERATION = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


@cache
def _state_names() -> dict[str, str]:
    """Names of states (keys) to the usual one, which bodies are written with."""
    states = [e for e in load_entities().values() if e.kind in ("state", "territory") and e.names]
    return {name_key(name): name_key(e.names[0]) for e in states for name in e.names}


@lru_cache(maxsize=16384)
def loose_key(key: str) -> str:
    """The key of a body or work without joining marks and words, with the usual words for the United Nations, for courts, for the state at its end.

    >>> loose_key(name_key("HĐBA LHQ")) == loose_key(name_key("Hội đồng Bảo an của Liên Hiệp Quốc"))
    True
    >>> loose_key(name_key("Bộ Tài chính Hoa Kỳ"))
    'bộ tài chính mỹ'
    """
    for pattern, form in _SAME:
        key = pattern.sub(form, key)
    parts = _SPACED.sub(r"\1", _JOINT.sub(" ", key)).split()
    for n in range(min(4, len(parts) - 1), 0, -1):
        state = _state_names().get(" ".join(parts[-n:]))
        if state:
            return " ".join([*parts[:-n], state])
    return " ".join(parts)


def _collect(pairs: Iterable[tuple[str, Entity]]) -> Index:
    found: dict[str, list[Entity]] = defaultdict(list)
    for key, entity in pairs:
        if entity not in found[key]:
            found[key].append(entity)
    return {key: tuple(entities) for key, entities in found.items()}


@cache
def _loose() -> Index:
    base = [e for e in load_entities().values() if e.type in ("ORG", "MISC")]
    return _collect((loose_key(name_key(name)), e) for e in base for name in (e.id, *e.names) if " " in name or name[-1].isdigit())


def loosely_named(key: str) -> tuple[Entity, ...]:
    """Bodies and works whose name has the same loose key.

    >>> [e.id for e in loosely_named(name_key("P 5+1"))]
    ['P5+1']
    """
    return _loose().get(loose_key(key), ())


@cache
def _reordered() -> Index:
    """People by family name and given name in the other order, and by the first and last of three parts."""
    pairs: list[tuple[str, Entity]] = []
    for entity in load_entities().values():
        if entity.kind != "person":
            continue
        for name in (entity.id, *entity.names):
            parts = name_key(name).split()
            if entity.country in _WESTERN_ORDER and len(parts) == 2:
                pairs.append((f"{parts[1]} {parts[0]}", entity))
            elif len(parts) == 3 and entity.country not in _EASTERN and parts[2] not in _GENERATION and _is_whole(parts):
                pairs.append((f"{parts[0]} {parts[2]}", entity))
    return _collect(pairs)


def _is_whole(parts: list[str]) -> bool:
    """Whether a name is a given name, a middle name and a family name, not a family name of two words."""
    return len(parts[0]) > 2 and parts[1] not in ("al", "el", "van", "von", "de", "del", "bin", "ben", "le", "di", "da", "der", "and", "of", "the")


def otherwise_called(key: str) -> Entity | None:
    """The one person of the base who is called so with the parts of the name in the other order, or with or without a middle name.

    >>> otherwise_called(name_key("Abe Shinzo")).id
    'Shinzo Abe'
    """
    parts = key.split()
    found = _reordered().get(key, ())
    if not found and len(parts) == 3 and parts[2] not in _GENERATION and _is_whole(parts):
        found = tuple(e for e in _two_parts().get(f"{parts[0]} {parts[2]}", ()) if e.country not in _EASTERN)
    return found[0] if len(found) == 1 else None


@cache
def _two_parts() -> Index:
    people = [e for e in load_entities().values() if e.kind == "person"]
    return _collect((key, e) for e in people for name in (e.id, *e.names) for key in [name_key(name)] if key.count(" ") == 1)
