"""Where a quote could stand: for each cue the clause to its right and the clauses to its left, for each pair of marks what is inside."""

from collections.abc import Iterator

from msgspec import Struct

from thoisu.annotate.quotes.scene import Scene
from thoisu.lexicon.cues import Cue

BRIDGE_TOKENS = 22  # from the cue to `rằng` or `:`, over addressee, place and time
SUBJECT_TOKENS = 40  # from the clause to a cue that follows it
_FINAL = frozenset((".", "…", "!", "?", ";", "/", "”", "»", "\"", ",", "'", "’"))
_SINGLE = ("'", "‘", "’")
_BRIDGE_WORDS = frozenset(("với", "trên", "thêm", "trước", "cùng"))
# A clause or an adverbial, not what is said of a person, begins with these or holds these.
_CLAUSE_WORDS = frozenset((
    "trong", "tại", "với", "từ", "khi", "sau", "nếu", "ngày", "hiện", "nhiều", "các", "những", "việc", "do", "vì", "để", "dù", "mặc",
    "hôm", "năm", "đã", "sẽ", "đang", "là", "cũng", "không", "bị", "được", "phải", "cần", "vẫn", "chưa", "này", "đó", "vào", "trước",
    "tuy", "cho",
))
_OPENERS = frozenset((
    "tuy", "nhiên", "tuy nhiên", "bên", "cạnh", "ngoài", "ra", "đồng", "thời", "song", "nhưng", "và", "còn", "trong", "khi", "đó", "hiện",
))


class Option(Struct, frozen=True, gc=False):
    """A possible quote: content tokens `first` to `last` (half-open), the cue token, and how the cue leads to the content."""

    side: str  # right, left, mark, head or turn
    first: int
    last: int
    cue: int  # first token of the cue, -1 where there is none
    bridge: str
    mark: int = -1
    party: int = -1  # the speaker of a turn


def bounds(scene: Scene, token: int) -> tuple[int, int]:
    """The tokens of the sentence, or of the sentence of the quoted speech inside it, that holds a token."""
    number = scene.sentence_at[token]
    first, last = scene.sentences[number] if number >= 0 else (token, token + 1)
    mark = scene.mark_at[token]
    if mark >= 0:
        opened, closed = scene.mark_tokens[mark]
        first, last = max(first, opened + 1), min(last, closed - 1 if scene.marks[mark].closed else closed)
        for i in range(token - 1, first - 1, -1):
            if _ends_inside(scene, i, mark):
                first = i + 1
                break
        for i in range(token, last):
            if _ends_inside(scene, i, mark):
                last = i + 1
                break
    return first, max(last, token + 1)


def _ends_inside(scene: Scene, token: int, mark: int) -> bool:
    """Whether a sentence inside quoted speech ends with this token."""
    if scene.tokens[token].key not in (".", "!", "?", "…") or scene.mark_at[token] != mark or token + 1 >= len(scene.tokens):
        return False
    return scene.text[scene.tokens[token + 1].start].isupper() and scene.tokens[token + 1].start > scene.tokens[token].end


def trim_end(scene: Scene, first: int, last: int) -> int:
    """The end without closing punctuation; a closing mark stays where its opening mark is inside."""
    while last > first and scene.tokens[last - 1].key in _FINAL:
        mark = scene.mark_at[last - 1]
        if mark >= 0 and scene.mark_tokens[mark][0] >= first and scene.mark_tokens[mark][1] == last:
            break
        last -= 1
    return last


def find_right(scene: Scene, cue: int) -> Option | None:
    """The clause that a cue opens, up to the end of its sentence."""
    match = scene.cues[cue]
    _, last = bounds(scene, cue)
    if match.last >= last or not _reports(scene, cue, match.value):
        return None
    start, bridge = (_after_attribution if match.value.kind == "attribution" else _after_cue)(scene, match.value, match.last, last)
    if start >= last:
        return None
    while start < last and scene.tokens[start].key in (",", ":"):
        start += 1
    if start >= last:
        return None
    mark = scene.mark_at[start]
    if mark >= 0 and scene.mark_tokens[mark][0] == start:
        last = max(last, scene.mark_tokens[mark][1])  # a speech over several lines
    end = trim_end(scene, start, last)
    if scene.keys[start] in _SINGLE and scene.keys[last - 1] in (*_SINGLE, ".") and end - start > 2 and mark < 0:
        start += 1
    if match.value.kind == "attribution" and all(scene.party_at[i] >= 0 or not scene.tokens[i].key.isalnum() for i in range(start, end)):
        return None  # (Theo AFP, Reuters)
    return Option("right", start, end, cue, bridge) if end > start else None


def _reports(scene: Scene, cue: int, value: Cue) -> bool:
    """Whether a cue can open a report: not the source after `theo`, not what nobody said (`không nói`), not a passive without source."""
    before = scene.key(cue - 1)
    if before == "theo" or (before in ("được", "bị") and value.kind not in ("attribution", "noun", "relay")):
        return False
    silent = before in ("không", "chưa", "chẳng") or (before == "hề" and scene.key(cue - 2) in ("không", "chưa"))
    return not (silent and value.kind in ("assertive", "evidence") and scene.key(scene.cues[cue].last) != "rằng")


def _after_cue(scene: Scene, cue: Cue, start: int, last: int) -> tuple[int, str]:
    """Past addressee, place and time to `rằng`, `:` or the comma; else right after the cue."""
    tokens, comma = scene.tokens, -1
    if cue.words.endswith(" rằng"):
        return start, "rang"
    for i in range(start, min(start + BRIDGE_TOKENS, last)):
        key = tokens[i].key
        if key == "rằng":
            return i + 1 + (scene.key(i + 1) == "mà"), "rang" if i - start < 2 else "far_rang"
        if key == ":":
            return i + 1, "colon" if i - start < 2 else "far_colon"
        if key in (";", ".", "“", "\"", "«") or (i in scene.cues and i > start and scene.cues[i].value.kind not in ("noun", "naming")):
            break
        if key == "," and comma < 0:
            comma = i
    if comma == start:
        return comma + 1, "comma"
    if comma > 0 and tokens[start].key in _BRIDGE_WORDS:
        return comma + 1, "far_comma"
    if tokens[start].key == "là" and cue.kind != "naming":
        return start + 1, "la"
    if tokens[start].key in ("với", "cho") and start + 1 < last and (party := scene.party_at[start + 1]) >= 0:
        return scene.parties[party].last, "with"
    return start, "none"


def _after_attribution(scene: Scene, cue: Cue, start: int, last: int) -> tuple[int, str]:
    """Past the source of `theo X, ...` and what is said of it between commas."""
    del cue
    depth = 0
    for i in range(start, min(start + 45, last)):
        key = scene.tokens[i].key
        depth += (key in "([") - (key in ")]")
        if depth <= 0 and key in (",", ":") and not _is_apposition(scene, start, i, last):
            return i + 1, "comma"
        if key in (".", ";"):
            break
    party = scene.party_at[start]
    return (scene.parties[party].last, "none") if party >= 0 else (last, "none")


def _is_apposition(scene: Scene, start: int, comma: int, last: int) -> bool:
    """Whether what follows the comma tells who the person just named is, up to another comma."""
    if comma + 2 >= last or scene.text[scene.tokens[comma + 1].start].isupper():
        return False
    if not any(scene.party_at[i] >= 0 and scene.parties[scene.party_at[i]].kind == "PER" for i in range(max(start, comma - 2), comma)):
        return False
    for i in range(comma + 1, min(comma + 25, last)):
        if scene.tokens[i].key == ",":
            return i > comma + 1
        if scene.tokens[i].key in _CLAUSE_WORDS or i in scene.cues:
            return False
    return False


def find_left(scene: Scene, cue: int) -> Iterator[Option]:
    """The clauses that may end before the subject of a cue: `clause, X cho biết`; nearest separator first."""
    first, last = bounds(scene, cue)
    match = scene.cues[cue]
    if match.value.kind != "attribution":  # "...", ông X nói, theo Y: the whole is by Y
        first = _after_mark(scene, first, cue)
    found = 0
    for i in range(cue - 1, max(first + 2, cue - SUBJECT_TOKENS), -1):
        if scene.tokens[i].key not in (",", "-", "–") or (scene.mark_at[i] >= 0 and scene.mark_at[i] != scene.mark_at[cue]):
            continue
        if match.value.kind == "attribution" and i != cue - 1:
            return
        start = _skip_opener(scene, first, i)
        end = trim_end(scene, start, i)
        if end > start + 2:
            yield Option("left", start, end, cue, "tail" if last - match.last <= 1 else "more")
            found += 1
        if found == 3:
            return


def _after_mark(scene: Scene, first: int, cue: int) -> int:
    """A sentence that opens with a speech in marks is read by its marks, not as a clause."""
    mark = scene.mark_at[first]
    if mark >= 0 and scene.mark_tokens[mark][0] <= first and scene.mark_tokens[mark][1] <= cue:
        return scene.mark_tokens[mark][1] if scene.mark_tokens[mark][1] - first > 3 else first
    return first


def _skip_opener(scene: Scene, first: int, last: int) -> int:
    """Past `Tuy nhiên,` and the like."""
    for i in range(first, min(first + 4, last)):
        if scene.tokens[i].key == "," and i > first and all(scene.tokens[k].key in _OPENERS for k in range(first, i)):
            return i + 1
    return first


def find_heads(scene: Scene) -> Iterator[Option]:
    """The headline that begins with a speaker and a colon: `Thủ tướng: Sẽ mở lại cầu`."""
    for first, last in scene.sentences:
        if scene.tokens[first].start >= scene.title_end:
            return
        for i in range(first + 1, min(first + 14, last - 2)):
            if scene.tokens[i].key == ":":
                end = trim_end(scene, i + 1, last)
                if _speaks(scene, first, i) and end > i + 2:
                    yield Option("head", i + 1, end, -1, "title")
                break


def _speaks(scene: Scene, first: int, colon: int) -> bool:
    """Whether a person, an office or a body stands right before the colon, and no place or topic."""
    party = scene.party_at[colon - 1]
    if party < 0 or any(k in scene.cues for k in range(first, colon)):
        return False
    who = scene.parties[party]
    if who.first - first > 4 or any(scene.tokens[i].key == "," for i in range(first, who.first)):
        return False
    return who.kind in ("PER", "ORG") or (who.first == first and (who.kind == "DESC" or who.rule in ("title", "title_ahead", "tenure")))


def find_marked(scene: Scene) -> Iterator[Option]:
    """What stands in each pair of marks, with the cue that leads to it or follows it."""
    for number, (opened, closed) in enumerate(scene.mark_tokens):
        quoted = scene.marks[number]
        first, last = scene.token_from(quoted.inner_start), scene.token_from(quoted.inner_end)
        if first >= last:
            continue
        cue, bridge = _cue_before(scene, opened)
        if cue < 0 or bridge == "far":
            after = _cue_after(scene, closed)
            if after >= 0 and (cue < 0 or bridge == "far"):
                cue, bridge = after, "after"
        yield Option("mark", first, last, cue, bridge, number)


def _cue_before(scene: Scene, opened: int) -> tuple[int, str]:
    """The cue that leads to a mark: right before it, or past `rằng`, `:` or addressee; `far` where a clause stands between."""
    number = scene.sentence_at[opened]
    first = scene.sentences[number][0] if number >= 0 else opened
    i = opened - 1
    while i >= max(first, opened - 60):
        cue = scene.cue_at[i]
        if cue >= 0 and scene.mark_at[i] == scene.mark_at[opened - 1]:
            gap = opened - scene.cues[cue].last
            colon = scene.key(opened - 1) == ":"
            if gap == 0 or (gap == 1 and scene.key(opened - 1) in (":", ",", "rằng", "là", "thêm")):
                return cue, "next"
            return cue, "colon" if colon and gap < BRIDGE_TOKENS else "near" if gap <= 6 else "far"
        i -= 1
    return -1, "none"


def _cue_after(scene: Scene, closed: int) -> int:
    """The first cue after a closing mark in its sentence, or in the next line where that goes on with a dash."""
    if closed >= len(scene.tokens):
        return -1
    number = scene.sentence_at[closed - 1]
    last = scene.sentences[number][1] if number >= 0 else closed
    if last <= closed and scene.key(closed) in ("-", "–", ",") and scene.sentence_at[closed] >= 0:
        last = scene.sentences[scene.sentence_at[closed]][1]
    for i in range(closed, min(last, closed + SUBJECT_TOKENS)):
        if scene.cue_at[i] >= 0 and scene.mark_at[i] < 0:
            return scene.cue_at[i]
    return -1
