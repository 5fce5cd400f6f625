"""Names of the entity base and title words as a tagger sees them: which stretch of a text is known, and as what."""

from collections.abc import Iterator, Sequence
from functools import cache

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import Entity, load_entities
from thoisu.model import MentionType
from thoisu.text.match import Match, Matcher, Token

GROUPS = {
    "state": 1, "territory": 1, "capital": 2, "city": 3, "state_part": 3, "province": 4, "district": 4, "region": 5, "sea": 5, "island": 5,
    "water": 5, "mountain": 5, "place": 6, "government": 7, "ministry": 7, "parliament": 7, "court": 7, "body": 7, "military": 8,
    "armed_group": 8, "party": 8, "international": 9, "ngo": 9, "agency": 10, "outlet": 10, "company": 11, "platform": 11, "bank": 11,
    "university": 12, "institute": 12, "club": 13, "team": 13, "person": 14, "weapon": 15, "ship": 15, "aircraft": 15, "product": 16,
    "people": 17, "treaty": 18, "exercise": 18, "storm": 18, "competition": 19, "conference": 18, "law": 18, "award": 19, "programme": 18,
    "period": 18, "disease": 18,
}
SHORT_PERSON, MIXED = 20, 21
GROUP_TYPES: dict[int, MentionType] = {
    **dict.fromkeys(range(1, 7), "LOC"), **dict.fromkeys(range(7, 14), "ORG"), 14: "PER", SHORT_PERSON: "PER",
    **dict.fromkeys(range(15, 20), "MISC"),
}
TITLE_CLASSES = {"person": 1, "place": 2, "org": 3, "misc": 4, "people": 5, "at": 6, "by": 7, "photo": 8, "side": 9}


# Where the family name comes first.
EASTERN = ("China", "Taiwan", "Hong Kong", "South Korea", "North Korea")


def spellings(entity: Entity) -> Iterator[str]:
    """The ways a text may write an entity as a name by itself: without a lower-case head where the rest is a name too.

    >>> from thoisu.lexicon.entities import find_entity
    >>> "điện Kremlin" in list(spellings(find_entity("Kremlin")))
    False
    """
    names = (entity.id.split(" (")[0], *entity.names)
    for name in names:
        if name[0].islower() and any(name.endswith(" " + other) for other in names):
            continue
        yield name
        if "-" in name:
            yield name.replace("-", "–")


def short_names(entity: Entity) -> Iterator[str]:
    """The short forms of a person: the last part of a name in Western order, the first of a Chinese or Korean one.

    >>> from thoisu.lexicon.entities import find_entity
    >>> set(short_names(find_entity("Barack Obama")))
    {'Obama'}
    """
    if entity.kind != "person" or entity.country == "Vietnam":
        return
    for name in (entity.id, *entity.names):
        parts = name.split()
        if len(parts) > 1:
            yield parts[0] if entity.country in EASTERN else parts[-1]
            if "-" in parts[-1] or parts[-2].lower() in ("al", "el", "van", "von", "de", "del", "bin", "le", "di"):
                yield " ".join(parts[-2:])


@cache
def load_matcher() -> Matcher[int]:
    """Every spelling in the base to its group; spellings that name things of several types are MIXED."""
    groups: dict[str, int] = {}
    types: dict[str, str] = {}
    for entity in load_entities().values():
        for name in spellings(entity):
            if types.setdefault(name, entity.type) != entity.type:
                groups[name] = MIXED
            else:
                groups.setdefault(name, GROUPS[entity.kind])
    for entity in load_entities().values():
        for name in short_names(entity):
            if len(name) > 2 and name[0].isupper():
                groups.setdefault(name, SHORT_PERSON)
    return Matcher(groups.items())


@cache
def load_titles() -> Matcher[int]:
    """Title and head words to their class."""
    return Matcher((title, TITLE_CLASSES[kind]) for title, kind, _ in load_rows("titles"))


def find_known(text: str, tokens: Sequence[Token]) -> Iterator[Match[int]]:
    """Stretches of the text that the base knows as names, written with a capital."""
    for match in load_matcher().find(tokens):
        if any(text[tokens[i].start].isupper() for i in range(match.first, match.last)) and (
            text[match.start].isupper() or match.last - match.first > 1
        ):
            yield match
