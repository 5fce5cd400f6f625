"""Cue words: what reports a speech or a thought, by class."""

from functools import cache
from typing import Literal, NamedTuple

from thoisu.lexicon import load_rows

CueClass = Literal[
    "assertive", "belief", "commissive", "evaluative", "directive", "naming", "evidence", "attribution", "relay", "noun", "act", "none",
]


class Cue(NamedTuple):
    """A reporting word; the class says what may follow it and whether that is a quote."""

    words: str
    kind: CueClass


@cache
def load_cues() -> tuple[tuple[str, Cue], ...]:
    """The cue words of `cues.tsv`, with the words that only look like one (`none`).

    >>> dict(load_cues())["cam kết"].kind
    'commissive'
    """
    return tuple((words, Cue(words, kind)) for words, kind in load_rows("cues"))  # type: ignore[arg-type]


@cache
def load_adverbs() -> tuple[str, ...]:
    """The words that may stand between a subject and its verb.

    >>> "đã" in load_adverbs()
    True
    """
    return tuple(words for (words,) in load_rows("adverbs"))
