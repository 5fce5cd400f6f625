"""Noun phrases headed by a noun for a person or body: where they begin and end, and which names they hold or carry."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from thoisu.lexicon.roles import PhrasePart, Role, load_phrase_parts, load_roles
from thoisu.model import Mention, Sentence
from thoisu.text.match import Match, Matcher, Token

# After these a third-person word belongs to another noun: "bà con", "anh hùng", "cô dâu", "ông lớn".
_NOT_PRONOUN_BEFORE = frozenset(
    [
        "con", "em", "nội", "ngoại", "chủ", "bà", "cụ", "cố", "tổ", "lão", "trùm", "lớn", "hùng", "dâu", "đơn", "giáo", "tiên",
        "đồng", "thợ", "bầu", "táo", "già", "trẻ", "chồng", "vợ", "hai", "ba", "tư", "út", "cả", "họ", "hàng", "ruột", "rể",
        "dượng", "chàng", "nuôi", "mối", "đỡ", "bếp", "trai", "gái", "ông", "đại", "xã",
    ]
)
_NOT_PRONOUN_AFTER = frozenset([
    "cha", "thái", "tổ", "vua", "nước", "tiếng", "người", "nuôi", "quý", "lão", "cụ", "đàn", "các", "những", "hai", "ba", "con",
    "dòng", "của",
])
# A person's name after these is the name of whose they are.
_OWNED = frozenset(("chính quyền", "gia đình", "nội các", "phe"))
_AFTER_POINTING = frozenset((
    "cho", "nói", "cũng", "đã", "đang", "sẽ", "không", "nhấn", "khẳng", "tuyên", "còn", "tiết", "thêm", "là", "bị", "được", "có", "vẫn",
    "hôm", "từng", "khi", "lại", "và", "về", "tiếp", "do", "của", "chưa", "phải", "rằng", "kể", "viết", "giải", "thừa", "nhận", "bác",
))
_THIRD_ALONE = frozenset(("ông", "bà", "anh", "chị", "cô", "y", "hắn", "họ"))


@cache
def _matchers() -> tuple[Matcher[Role], Matcher[PhrasePart]]:
    return Matcher(load_roles()), Matcher(load_phrase_parts())


class Phrase(Struct, gc=False):
    """A noun phrase: tokens `first` to `last` (half-open), its head, the mentions inside and the name it is set beside."""

    first: int
    last: int
    role: Role
    head: int
    plural: bool
    indefinite: bool
    demonstrative: str | None
    names: tuple[int, ...]
    beside: int | None


class Grid(Struct, gc=False):
    """A text as tokens with the mentions, nouns and phrase words that start at each."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    mention_at: list[int]
    roles: dict[int, Match[Role]]
    parts: dict[int, Match[PhrasePart]]
    sentence_starts: list[int]

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return bisect_right(self.sentence_starts, self.tokens[token].start) - 1


def make_grid(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> Grid:
    """The grid of a text; mentions that do not cover a token are left out."""
    starts = [t.start for t in tokens]
    mention_at = [-1] * len(tokens)
    for number, mention in enumerate(mentions):
        i = max(bisect_right(starts, mention.start) - 1, 0)
        while i < len(tokens) and tokens[i].start < mention.end:
            if tokens[i].end > mention.start:
                mention_at[i] = number
            i += 1
    nouns, words = _matchers()
    roles = {m.first: m for m in nouns.find(tokens) if m.value.kind != "none"}
    parts = {m.first: m for m in words.find(tokens)}
    return Grid(text, tokens, mentions, mention_at, roles, parts, [s.start for s in sentences])


def find_phrases(grid: Grid) -> Iterator[Phrase]:
    """The phrases of a text in order, without overlaps; pronouns are phrases of one word."""
    done, tokens = 0, grid.tokens
    for head in sorted(grid.roles):
        match = grid.roles[head]
        if head < done or any(n >= 0 for n in grid.mention_at[head : match.last]):
            continue
        if match.value.words in _THIRD_ALONE and not _stands_alone(grid, match):
            continue
        if match.value.words.endswith("quân") and match.last < len(tokens) and tokens[match.last].key == "sự":
            continue  # không | quân sự
        phrase = _read_phrase(grid, match, done)
        done = phrase.last
        yield phrase


def _stands_alone(grid: Grid, match: Match[Role]) -> bool:
    before = grid.tokens[match.first - 1].key if match.first else ""
    after = grid.tokens[match.last].key if match.last < len(grid.tokens) else ""
    if after in _NOT_PRONOUN_BEFORE or before in _NOT_PRONOUN_AFTER:
        return False
    if match.value.words == "y":
        return after in {"đã", "sẽ", "bị", "khai", "không", "cũng", "còn", "từng", "lại", "có", "nói", "được"}
    return True


def _read_phrase(grid: Grid, match: Match[Role], floor: int) -> Phrase:
    first, quantifier = _read_left(grid, match.first, floor)
    last, names, beside, demonstrative = _read_right(grid, match)
    if beside is None:
        beside = _name_before(grid, first, last)
    plural = match.value.plural is True or (quantifier is not None and quantifier not in {"một", "vị", "mỗi", "mọi", "1"})
    return Phrase(first, last, match.value, match.first, plural, quantifier is not None, demonstrative, tuple(names), beside)


def _read_left(grid: Grid, head: int, floor: int) -> tuple[int, str | None]:
    """Take in prefixes and quantifiers before the head: `các cựu` | `quan chức`, `hơn 20` | `chuyên gia`."""
    first, quantifier = head, None
    while first > floor and not _breaks(grid, first):
        found = next((m for k in range(first - 4, first) if k >= floor and (m := grid.parts.get(k)) and m.last == first), None)
        token = grid.tokens[first - 1]
        if found and found.value == "prefix" and quantifier is None:
            first = found.first
        elif found and found.value == "quantifier":
            first = found.first
            quantifier = quantifier or " ".join(t.key for t in grid.tokens[found.first : found.last])
        elif quantifier is None and token.key[0].isdigit() and token.key.isdigit() and _same_line(grid, first - 1):
            first, quantifier = first - 1, token.key
        else:
            break
    return first, quantifier


def _same_line(grid: Grid, token: int) -> bool:
    """Whether a number before a noun counts it: not a date's day or a list number."""
    return token == 0 or grid.tokens[token - 1].key not in {"/", "-", "ngày", "tháng", "năm", "quận", "khóa", "thứ", "lần"}


def _read_right(grid: Grid, match: Match[Role]) -> tuple[int, list[int], int | None, str | None]:
    """Take in modifiers, names and attached phrases after the head; stop before a person's name."""
    tokens, i, inner = grid.tokens, match.last, False
    # văn phòng ông X, gia đình bà Y: the name belongs to the body
    belongs = match.value.kind == "group" or match.value.words in ("gia đình", "văn phòng")
    owned = belongs  # the next person named is not the one described: cố vấn của bà Y, quan chức chính quyền Z
    names: list[int] = []
    if match.value.kind == "pronoun":
        beside = grid.mention_at[i] if i < len(tokens) and grid.mention_at[i] >= 0 else -1
        return i, names, (beside if beside >= 0 and grid.mentions[beside].type == "PER" else None), None
    while i < len(tokens):
        if _breaks(grid, i):
            return i, names, None, None
        number = grid.mention_at[i]
        if number >= 0:
            if grid.mentions[number].type == "PER" and not owned:
                return i, names, number, None
            names.append(number)
            owned = belongs
            while i < len(tokens) and grid.mention_at[i] == number:
                i += 1
            continue
        part = grid.parts.get(i)
        if part and part.value == "demonstrative" and _points(grid, part):
            return part.last, names, None, None if inner else tokens[i].key
        if (part and part.value == "modifier") or (part and part.value == "connector" and _continues(grid, part)):
            i, owned = part.last, owned or tokens[i].key == "của"
        elif (role := grid.roles.get(i)) and role.value.kind in ("group", "body", "office") and tokens[i - 1].key != ",":
            i, inner, owned = role.last, True, owned or role.value.words in _OWNED
        elif role and role.value.kind in ("pronoun", "honorific"):
            named = _name_after(grid, role.last)
            if not (owned and named is not None and grid.mention_at[role.last] == named):
                return i, names, named, None
            i = role.last
        elif tokens[i].key == "(" and (closed := _aside(grid, i)):
            i = closed
        elif _capital(grid, i) and tokens[i].start == tokens[i - 1].end + 1:
            i = _capital_run(grid, i)
        else:
            return i, names, _name_after(grid, i), None
    return i, names, None, None


def _breaks(grid: Grid, i: int) -> bool:
    """Whether a line ends before a token: no phrase goes on into the next."""
    return "\n" in grid.text[grid.tokens[i - 1].end : grid.tokens[i].start]


def _aside(grid: Grid, i: int) -> int | None:
    """Past an abbreviation in brackets after a name, where the phrase goes on: `đảng X (DX) đối lập`; None elsewhere."""
    if i + 3 < len(grid.tokens) and grid.tokens[i + 2].key == ")" and grid.mention_at[i - 1] >= 0 and grid.mention_at[i + 1] >= 0:
        following = grid.parts.get(i + 3)
        return i + 3 if following and following.value in ("modifier", "demonstrative") else None
    return None


def _points(grid: Grid, part: Match[PhrasePart]) -> bool:
    """Whether a pointing word points: `quan chức trên | cho biết`, not `sĩ quan trên tàu`."""
    if part.last - part.first > 1 or grid.tokens[part.first].key != "trên" or part.last >= len(grid.tokens):
        return True
    key = grid.tokens[part.last].key
    return key in _AFTER_POINTING or not key[0].isalnum()


def _continues(grid: Grid, part: Match[PhrasePart]) -> bool:
    """Whether what follows a preposition still belongs to the phrase: a name that is no person, or another body."""
    i = part.last
    if i >= len(grid.tokens):
        return False
    preposition = grid.tokens[part.first].key
    following = grid.parts.get(i)
    if following and following.value == "classifier" and following.last < len(grid.tokens):
        i = following.last
    number = grid.mention_at[i]
    role = grid.roles.get(i)
    if preposition == "của" and role and role.value.kind in ("pronoun", "honorific") and role.last < len(grid.tokens):
        number = grid.mention_at[role.last]
    if number >= 0:
        return preposition == "của" or (grid.mentions[number].type != "PER" and preposition not in {"với", "về", "do", "cho", "và"})
    if preposition == "và":
        return False
    return bool(role and role.value.kind in ("group", "body", "office") and preposition in {"của", "thuộc", "tại", "trực", "đến"})


def _capital(grid: Grid, i: int) -> bool:
    return grid.text[grid.tokens[i].start].isupper()


def _capital_run(grid: Grid, i: int) -> int:
    """Past a capital word and what hangs on it without a space: `LĐ-TB&XH`."""
    i += 1
    while i + 1 < len(grid.tokens) and grid.tokens[i].key in ("-", "&", ".") and grid.tokens[i].start == grid.tokens[i - 1].end:
        if grid.tokens[i + 1].start != grid.tokens[i].end or not _capital(grid, i + 1):
            break
        i += 2
    return i


def _name_after(grid: Grid, i: int) -> int | None:
    """The person named right after a title, past `,`, `-`, `ông`, `bà` and the like."""
    for _ in range(3):
        if i >= len(grid.tokens) or _breaks(grid, i):
            return None
        number = grid.mention_at[i]
        if number >= 0:
            return number if grid.mentions[number].type == "PER" else None
        if grid.tokens[i].key not in {"ông", "bà", "ngài", "anh", "chị", "cô", "đồng", "chí", ",", "-", "–", "(", "tiến", "sĩ"}:
            return None
        i += 1
    return None


def _name_before(grid: Grid, first: int, last: int) -> int | None:
    """The person whose name stands before a title in apposition: `Trần Mai, giám đốc bảo tàng, nói`."""
    if first < 2 or grid.tokens[first - 1].key not in {",", "-", "–", "("} or _breaks(grid, first):
        return None
    number = grid.mention_at[first - 2]
    closes = last >= len(grid.tokens) or grid.tokens[last].key in {",", ".", ")", "-", "–", ";", ":"}
    return number if number >= 0 and grid.mentions[number].type == "PER" and closes else None
