"""Nouns that stand for people and bodies, and the words that stand around them in a noun phrase."""

from functools import cache
from typing import Literal, NamedTuple

from thoisu.lexicon import load_rows

RoleKind = Literal["pronoun", "honorific", "office", "person", "group", "body", "document", "outlet", "loose", "none"]
PhrasePart = Literal["quantifier", "prefix", "modifier", "connector", "demonstrative", "classifier", "field"]


class Role(NamedTuple):
    """A noun that stands for someone; `plural` is None where the noun itself does not say."""

    words: str
    kind: RoleKind
    gender: str | None
    plural: bool | None


@cache
def load_roles() -> tuple[tuple[str, Role], ...]:
    """The nouns of `roles.tsv` with what they can stand for.

    >>> dict(load_roles())["ngoại trưởng"].kind
    'office'
    """
    plural = {"s": False, "p": True, "": None}
    return tuple(
        (words, Role(words, kind, gender or None, plural[number]))  # type: ignore[arg-type]
        for words, kind, gender, number in load_rows("roles")
    )


@cache
def load_phrase_parts() -> tuple[tuple[str, PhrasePart], ...]:
    """The words of `phrase_parts.tsv` with their place in a noun phrase.

    >>> dict(load_phrase_parts())["giấu tên"]
    'modifier'
    """
    return tuple((words, part) for words, part in load_rows("phrase_parts"))  # type: ignore[misc]
