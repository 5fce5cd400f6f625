"""Turns of interviews and of voices set side by side: `Ông X: ...`, the answer below `PV: ...?`, `* X, sinh viên: ...`."""

import re
from collections.abc import Iterator

from msgspec import Struct

from thoisu.annotate.quotes.options import Option, trim_end
from thoisu.annotate.quotes.scene import Scene

_LINE_END = re.compile(r"\n+")
_BULLETS = frozenset(("*", "•", "-", "–", "+", "◆", "■"))
_ASKERS = frozenset(("pv", "hỏi", "p", "phóng viên", "mc", "btv"))
_NO_HEAD = frozenset((".", "?", "!", ";", "ảnh", "video", "nguồn", "clip"))
_HEAD = 24  # so many words may stand before the colon: a name with titles
_SPEECH = 10  # shorter lines are captions and lists
_QUESTION = 90  # a question of the outlet is no longer than this


class Turn(Struct, frozen=True, gc=False):
    """One line of a conversation: the party that is named before the colon (-1 for none), and what is said."""

    party: int
    option: Option
    asks: bool


def find_turns(scene: Scene) -> list[Option]:
    """What is said in each turn that a person named at its head speaks, and in answers below a question of the outlet."""
    found: list[Option] = []
    if ":" not in scene.keys:
        return found
    asked = False
    named = -1
    for first, last in _lines(scene):
        turn = _read_turn(scene, first, last)
        if turn is None:
            answers = asked and named >= 0 and last - first >= _SPEECH and not _cued(scene, first, last)
            if answers:
                found.append(Option("turn", first, trim_end(scene, first, last), -1, "answer", party=named))
            asked = asked and answers and scene.keys[last - 1] != "?"
            continue
        asked = turn.asks
        if not turn.asks:
            named = turn.party
            found.append(turn.option)
    return found


def _lines(scene: Scene) -> Iterator[tuple[int, int]]:
    """The lines of the body as token ranges; a bullet inside a line begins another."""
    ends = [scene.token_from(line.end()) for line in _LINE_END.finditer(scene.text)] + [len(scene.tokens)]
    if "*" in scene.keys or "•" in scene.keys:
        ends += [i for i, key in enumerate(scene.keys) if i and key in ("*", "•") and scene.keys[i - 1] in (".", "!", "?", "…")]
    first = 0
    for end in sorted(ends):
        if end > first:
            if scene.tokens[first].start >= scene.title_end:
                yield first, end
            first = end


def _read_turn(scene: Scene, first: int, last: int) -> Turn | None:
    """The turn that a line is: a name or an asker before a colon, and words without marks behind it."""
    start = first
    while start < last and scene.keys[start] in _BULLETS:
        start += 1
    colon = next((i for i in range(start, min(start + _HEAD, last)) if scene.keys[i] == ":"), -1)
    if colon <= start or colon + 1 >= last:
        return None
    asks = scene.keys[start] in _ASKERS or " ".join(scene.keys[start : start + 2]) in _ASKERS
    if asks:
        return Turn(-1, Option("turn", colon + 1, last, -1, "asks"), True) if last - colon < _QUESTION else None
    if scene.mark_at[colon + 1] >= 0 or last - colon < _SPEECH or any(i in scene.cues for i in range(start, colon)):
        return None
    party = _speaker(scene, start, colon)
    if party < 0:
        return None
    return Turn(party, Option("turn", colon + 1, trim_end(scene, colon + 1, last), -1, "name", party=party), False)


def _speaker(scene: Scene, start: int, colon: int) -> int:
    """The one person named before the colon, where the line begins with him, his title or `Ông`."""
    people = list(dict.fromkeys(n for i in range(start, colon) if (n := scene.party_at[i]) >= 0 and scene.parties[n].kind == "PER"))
    if len(people) != 1 or any(scene.keys[i] in _NO_HEAD for i in range(start, colon)):
        return -1
    who = scene.parties[people[0]]
    before = scene.keys[start : who.first]
    return people[0] if who.first - start <= 8 and not any(key in (",", "-", "–", "ảnh", "video", "theo", "và") for key in before) else -1


def _cued(scene: Scene, first: int, last: int) -> bool:
    """Whether a line tells of speech rather than being speech."""
    return any(i in scene.cues and scene.cues[i].value.kind == "assertive" and scene.party_at[i - 1] >= 0 for i in range(first + 1, last))
