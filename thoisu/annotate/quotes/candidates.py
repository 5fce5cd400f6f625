"""Who could speak: the names, stand-ins and words around a cue, and those who spoke before."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from thoisu.annotate.quotes.options import Option, bounds
from thoisu.annotate.quotes.scene import Party, Scene

_OPENING = frozenset((
    "và", "nhưng", "song", "trong", "khi", "đó", "theo", "tuy", "nhiên", "còn", "mà", "do", "cũng", "như", "việc", "sau", "trước", "để",
    "nếu", "lời",
    "ngoài", "ra", "bên", "cạnh", "thêm", "vào", "riêng", "đã", "có", "dù", "rằng", "khiến", "tin", "từ", "thì", "là", "được", "bị",
))
_NO_SPEAKER = frozenset(("tôi", "chúng", "ta", "rằng", "mình", "điều", "đây", "này", "đó", "việc", "ai"))


# Other ways to call one who is a candidate already: by his own words, cut, by the body that he stands for, with fewer words around.
VARIANTS = frozenset(("TEXT", "OWN", "CUT", "OF", "SUF"))
# A description begins with these; what stands before is another part of the sentence.
_DETERMINERS = frozenset((
    "một", "các", "những", "nhiều", "hai", "ba", "mẹ", "cha", "bố", "vợ", "chồng", "người", "kẻ", "nhóm", "giới", "số", "đa", "hầu", "tin",
    "nguồn", "báo", "bản", "tài", "thông", "kết", "cư", "cựu", "phe", "đại", "ban", "đội",
))
_DOCUMENTS = frozenset((
    "báo", "tuyên", "thông", "thư", "bức", "văn", "tài", "nghiên", "khảo", "thống", "số", "kết", "bản", "sách", "công", "nghị", "dữ",
    "thăm", "điều", "dự", "nguồn", "cáo", "quyết", "bài", "đánh", "phân", "ước", "video", "hình", "ảnh", "lệnh", "hiệp", "thỏa", "thoả",
))
LATER_TOKENS = 160
_OF_TIMES = frozenset(("hồi", "hôm", "vào", "ngày", "trong", "từ"))
PARTIES = 8  # so many of the nearest are looked at on each side


class Candidate(Struct, frozen=True, gc=False):
    """A possible speaker: tokens (half-open; -1 for who stands elsewhere), name, kind of party, where it stands."""

    first: int
    last: int
    entity: str
    kind: str
    where: str


class Context(Struct, frozen=True, gc=False):
    """What earlier quotes tell: the last speakers, latest first, the spans of quotes already found, who speaks around this one."""

    speakers: tuple[str, ...] = ()
    issuers: tuple[tuple[str, str], ...] = ()  # nouns for documents with those who spoke in them, latest first
    spans: tuple[tuple[int, int], ...] = ()
    enclosing: str | None = None

    @property
    def chain(self) -> str | None:
        """The last speaker."""
        return self.speakers[0] if self.speakers else None


class Told(Struct, frozen=True, gc=False):
    """A quote already found: its content tokens (half-open), its speaker and path."""

    first: int
    last: int
    speaker: str | None
    path: tuple[str, ...] = ()
    paper: str = "-"


def make_context(option: Option, told: Sequence[Told]) -> Context:
    """The context of an option after the quotes found before it, in order."""
    cue = option.cue if option.cue >= 0 else option.first
    around = [t.speaker for t in told if t.first <= cue < t.last]
    speakers = dict.fromkeys(t.speaker for t in reversed(told[-12:]) if t.speaker)
    issuers = tuple((t.paper, t.speaker) for t in reversed(told[-30:]) if t.paper != "-" and t.speaker)
    return Context(tuple(speakers)[:2], issuers, tuple((t.first, t.last) for t in told[-6:]), around[-1] if around else None)


def find_candidates(scene: Scene, option: Option, context: Context) -> list[Candidate]:
    """The possible speakers of a quote, nearest to its cue first."""
    out: list[Candidate] = []
    for first, last, where in _regions(scene, option):
        numbers = dict.fromkeys(n for i in range(first, last) if (n := scene.party_at[i]) >= 0)
        parties = [n for n in numbers if _may_speak(scene, scene.parties[n], first) and not _told(option, scene.parties[n], context)]
        if where == "before":
            parties.reverse()
        near = parties[:PARTIES]
        out += [Candidate(p.first, p.last, p.entity, _kind(p), where) for p in (scene.parties[n] for n in near)]
        for number in near:
            if scene.parties[number].kind == "DESC" or scene.parties[number].rule == "description":
                out += _variants(scene, number, where)
        if where == "before" and option.cue >= 0:
            out += _extended(scene, [scene.parties[n] for n in near[:2]], last)
        out += _texts(scene, first, last, where, out)
    paper = find_paper(scene, out)
    if paper != "-" and context.issuers:
        out.append(Candidate(-1, -1, dict(reversed(context.issuers)).get(paper, context.issuers[0][1]), "ISSUER", "chain"))
    kinds = ("CHAIN", "PREV")
    if context.enclosing and context.enclosing != context.chain:
        out.append(Candidate(-1, -1, context.enclosing, "ENCLOSING", "chain"))
    out += [Candidate(-1, -1, name, kind, "chain") for name, kind in zip(context.speakers, kinds, strict=False)]
    if scene.tokens[option.first].start < scene.lead_end and (later := _later(scene, option)):
        out.append(Candidate(-1, -1, later, "LATER", "chain"))
    return out


def find_paper(scene: Scene, pool: Sequence[Candidate]) -> str:
    """The noun for a document with which the words beside the cue begin, `-` where they begin with another."""
    for c in pool:
        if c.kind == "TEXT":
            return next((key for i in range(c.first, min(c.first + 3, c.last)) if (key := scene.key(i)) in _DOCUMENTS), "-")
    return "-"


def _variants(scene: Scene, number: int, where: str) -> list[Candidate]:
    """Other names of a description: its own words where it takes up an earlier one, without brackets, the state or body within."""
    party = scene.parties[number]
    out: list[Candidate] = []
    words = scene.words(party.first, party.last)
    if words != party.entity:
        out.append(Candidate(party.first, party.last, words, "OWN", where))
    bracket = next((i for i in range(party.first + 1, party.last) if scene.tokens[i].key == "("), -1)
    if bracket > 0:
        out.append(Candidate(party.first, party.last, scene.words(party.first, bracket), "CUT", where))
    for inner in scene.parties[number + 1 : number + 4]:
        if inner.first >= party.last:
            break
        if inner.kind in ("LOC", "ORG"):
            out.append(Candidate(party.first, party.last, inner.entity, "OF", where))
            break
    return out


def _later(scene: Scene, option: Option) -> str | None:
    """Who first stands right before a cue after the content: the one whom a title or a lead only describes is named below."""
    for party in scene.parties[bisect_left(scene.parties, option.last, key=_first) :]:
        if party.first > option.last + LATER_TOKENS:
            return None
        i = party.last
        while i < len(scene.light) and scene.light[i]:
            i += 1
        if party.kind == "PER" and i in scene.cues:
            return party.entity
    return None


def _first(party: Party) -> int:
    return party.first


def _extended(scene: Scene, parties: Sequence[Party], cue: int) -> list[Candidate]:
    """The nearest description with all the words up to its verb: `một người phát ngôn cho nhóm vận động`."""
    end = _before_adverbs(scene, cue, 0)
    for party in parties:
        inner = range(party.last, end)
        if party.kind != "DESC" or not party.last < end <= party.first + 20:
            continue
        if not any(scene.tokens[i].key in (",", ";", ".", ":") or i in scene.cues for i in inner):
            return [Candidate(party.first, end, scene.words(party.first, end), "EXT", "before")]
    return []


def _before_adverbs(scene: Scene, token: int, floor: int) -> int:
    """The end of what stands before the adverbs and times in front of a token."""
    while token > floor and (scene.light[token - 1] or (scene.keys[token - 1] in _OF_TIMES and scene.time_at[min(token, len(scene.keys) - 1)] >= 0)):
        token -= 1
    return token


def _texts(scene: Scene, first: int, last: int, where: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The bare words beside the cue, and the shortest description that they end with."""
    words = _bare_words(scene, first, last, where)
    if words is None:
        return []
    spans = [(words, "TEXT")]
    if where == "before":
        start = next((i for i in range(words[1] - 2, words[0], -1) if scene.tokens[i].key in _DETERMINERS), -1)
        if start > 0:
            spans.append(((start, words[1]), "SUF"))
    taken = {(c.first, c.last) for c in found if c.kind != "OF"}
    return [Candidate(*span, scene.words(*span), kind, where) for span, kind in spans if span not in taken]


def _kind(party: Party) -> str:
    return "PRO" if party.rule.startswith("pronoun") else party.kind


def _may_speak(scene: Scene, party: Party, first: int) -> bool:
    """Whether a party begins in the region and stands in no brackets (picture credits, datelines, abbreviations)."""
    return party.first >= first and not (scene.key(party.last) == ")" and "(" in [scene.key(i) for i in range(party.first - 4, party.first)])


def _told(option: Option, party: Party, context: Context) -> bool:
    """Whether a party stands inside an earlier quote that does not hold this one's cue: it is spoken of there, it does not speak here."""
    cue = option.cue if option.cue >= 0 else option.first
    return any(first <= party.first and party.last <= last and not first <= cue < last for first, last in context.spans)


def _regions(scene: Scene, option: Option) -> list[tuple[int, int, str]]:
    """Where a speaker of the option may stand: token ranges and their side of the cue."""
    if option.side == "head":
        return [(bounds(scene, option.first)[0], option.first - 1, "head")]
    if option.cue < 0:
        opened = scene.mark_tokens[option.mark][0] if option.side == "mark" else option.first
        regions = [(sentence_first(scene, opened), opened, "before")]
        if scene.tokens[option.first].start < scene.title_end and option.last < len(scene.tokens):
            regions.append((*_next_sentence(scene, option.last), "ahead"))
        return [r for r in regions if r[0] < r[1]]
    match = scene.cues[option.cue]
    floor, last = bounds(scene, option.cue)
    if option.first >= match.last:
        after = (match.last, option.first, "between")
        before = (floor, option.cue, "before")
        return [after] if match.value.kind == "attribution" else [before, after]
    start = max(floor, option.last)
    if match.value.kind == "attribution":
        return [(match.last, last, "after")]
    return [(start, option.cue, "before"), (match.last, min(last, match.last + 12), "after")]


def sentence_first(scene: Scene, token: int) -> int:
    """The first token of the sentence that holds a token."""
    number = scene.sentence_at[token]
    return scene.sentences[number][0] if number >= 0 else token


def _next_sentence(scene: Scene, token: int) -> tuple[int, int]:
    for first, last in scene.sentences:
        if first >= token:
            return first, min(last, first + 30)
    return token, token


def _bare_words(scene: Scene, first: int, last: int, where: str) -> tuple[int, int] | None:
    """The words right beside the cue that could describe a speaker whom no noun of ours names."""
    if where == "before":
        end = _before_adverbs(scene, last, first)
        start = end
        while start > first and scene.tokens[start - 1].key not in (",", ";", ":", "-", "–", ".", "”", "\"", "“") and end - start < 18:
            start -= 1
        while start < end and (scene.tokens[start].key in _OPENING or scene.light[start]):
            start += 1
    else:
        start, end = first, first
        while start < last and scene.tokens[start].key in ("lời", "của", "từ", "như", "với"):
            start += 1
        end = start
        while end < last and scene.tokens[end].key not in (",", ";", ":", ".", "(") and end - start < 18:
            end += 1
    if end <= start or scene.tokens[start].key in _NO_SPEAKER or not scene.tokens[start].key[0].isalnum() or where == "ahead":
        return None
    return start, end
