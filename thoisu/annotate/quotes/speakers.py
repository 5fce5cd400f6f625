"""Who speaks: the names, stand-ins and words around a cue as candidates, ranked by a model; the last speaker where nobody stands there."""

from collections.abc import Sequence

from msgspec import Struct

from thoisu.annotate.quotes.features import bucket
from thoisu.annotate.quotes.model import Logistic
from thoisu.annotate.quotes.options import Option, bounds
from thoisu.annotate.quotes.scene import Party, Scene

_PREPOSITIONS = frozenset((
    "với", "cho", "bởi", "từ", "của", "về", "giữa", "tại", "ở", "trong", "trên", "gặp", "tới", "đến", "sau", "trước", "do", "thuộc", "đối",
    "cùng",
    "theo", "lời", "gửi", "khi", "và",
))
_OPENING = frozenset((
    "và", "nhưng", "song", "trong", "khi", "đó", "theo", "tuy", "nhiên", "còn", "mà", "do", "cũng", "như", "việc", "sau", "trước", "để",
    "nếu", "lời",
    "ngoài", "ra", "bên", "cạnh", "thêm", "vào", "riêng", "đã", "có", "dù", "rằng", "khiến", "tin", "từ", "thì", "là", "được", "bị",
))
_NO_SPEAKER = frozenset(("tôi", "chúng", "ta", "rằng", "mình", "điều", "đây", "này", "đó", "việc", "ai"))
_DOCUMENTS = frozenset((
    "báo", "tuyên", "thông", "thư", "bức", "văn", "tài", "nghiên", "khảo", "thống", "số", "kết", "bản", "sách", "công", "nghị", "dữ",
    "thăm", "điều",
))


class Candidate(Struct, frozen=True, gc=False):
    """A possible speaker: tokens (half-open; -1 for the last speaker), name, kind of party, where it stands."""

    first: int
    last: int
    entity: str
    kind: str
    where: str


class Context(Struct, frozen=True, gc=False):
    """What earlier quotes tell: the last speaker, and the token spans of quotes already found."""

    chain: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    enclosing: str | None = None


class Told(Struct, frozen=True, gc=False):
    """A quote already found: its content tokens (half-open), its speaker and path."""

    first: int
    last: int
    speaker: str | None
    path: tuple[str, ...] = ()


def make_context(option: Option, told: Sequence[Told], chain: str | None) -> Context:
    """The context of an option after the quotes found before it, in order."""
    cue = option.cue if option.cue >= 0 else option.first
    around = [t.speaker for t in told if t.first <= cue < t.last]
    return Context(chain, tuple((t.first, t.last) for t in told[-6:]), around[-1] if around else None)


def find_candidates(scene: Scene, option: Option, context: Context) -> list[Candidate]:
    """The possible speakers of a quote, nearest to its cue first."""
    out: list[Candidate] = []
    for first, last, where in _regions(scene, option):
        numbers = dict.fromkeys(n for i in range(first, last) if (n := scene.party_at[i]) >= 0)
        parties = [scene.parties[n] for n in numbers if _may_speak(scene, scene.parties[n], first)]
        parties = [p for p in parties if not _told(option, p, context)]
        if where == "before":
            parties.reverse()
        out += [Candidate(p.first, p.last, p.entity, _kind(p), where) for p in parties[:8]]
        if where == "before" and option.cue >= 0:
            out += _extended(scene, parties[:2], last)
        words = _bare_words(scene, first, last, where)
        if words and not any((c.first, c.last) == words for c in out):
            out.append(Candidate(*words, scene.words(*words), "TEXT", where))
    if context.enclosing and context.enclosing != context.chain:
        out.append(Candidate(-1, -1, context.enclosing, "ENCLOSING", "chain"))
    if context.chain:
        out.append(Candidate(-1, -1, context.chain, "CHAIN", "chain"))
    return out


def _extended(scene: Scene, parties: Sequence[Party], cue: int) -> list[Candidate]:
    """The nearest description with all the words up to its verb: `một người phát ngôn cho nhóm vận động`."""
    end = cue
    while end > 0 and scene.light[end - 1]:
        end -= 1
    for party in parties:
        inner = range(party.last, end)
        if party.kind != "DESC" or not party.last < end <= party.first + 20:
            continue
        if not any(scene.tokens[i].key in (",", ";", ".", ":") or i in scene.cues for i in inner):
            return [Candidate(party.first, end, scene.words(party.first, end), "EXT", "before")]
    return []


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
        regions = [(_sentence_first(scene, opened), opened, "before")]
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


def _sentence_first(scene: Scene, token: int) -> int:
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
        end = last
        while end > first and scene.light[end - 1]:
            end -= 1
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


def speaker_features(scene: Scene, option: Option, candidate: Candidate, pool: Sequence[Candidate], rank: int) -> list[str]:
    """The features of a candidate among the others."""
    cue = scene.cues[option.cue].value.kind if option.cue >= 0 else "none"
    words = scene.cues[option.cue].value.words if option.cue >= 0 else ""
    side = f"{option.side}+{option.bridge if option.side == 'mark' else ''}"
    base = f"{candidate.kind}+{candidate.where}"
    names = min(sum(c.where == candidate.where and c.kind == "PER" for c in pool), 2)
    others = min(sum(c.kind not in ("TEXT", "CHAIN", "ENCLOSING") for c in pool), 3)
    paper = next((scene.key(c.first) for c in pool if c.kind == "TEXT" and scene.key(c.first) in _DOCUMENTS), "-")
    rival = _rival(scene, option, candidate, pool)
    features = [
        base, f"{base}+{cue}", f"{base}+{side}", f"{base}+per{names}", f"{base}+n{others}", f"{base}+{words}", f"{base}+paper={paper}",
        f"{base}+rival={rival}", f"{base}+{cue}+rival={rival}",
    ]
    if candidate.first < 0:
        return [*features, f"chain+{cue}+{side}+n{others}", f"chain+b={option.bridge}", f"chain+at={_at_start(scene, option)}+rival={rival}"]
    gap, commas = _gap(scene, option, candidate)
    before = scene.key(candidate.first - 1)
    before = before if before in _PREPOSITIONS or len(before) == 1 or before in ("ông", "bà") else "w"
    near = f"gap{bucket(gap)}+c{min(commas, 2)}"
    return [
        *features, f"r{min(rank, 4)}+{base}", f"{near}+{base}", near, f"p={before}+{base}", f"p={before}+{near}",
        f"first={candidate.first == _sentence_first(scene, candidate.first)}+{base}", f"r{min(rank, 3)}+per{names}+{base}",
        f"len{bucket(candidate.last - candidate.first)}+{base}", f"relay={_relayed(scene, option, candidate)}+{base}+{cue}",
        f"relay={_relayed(scene, option, candidate)}+{candidate.kind}", f"head={scene.key(candidate.first)}+{candidate.where}",
        f"next={_kind_at(scene, candidate.last)}+{base}", f"cue0={_governs(scene, option, candidate)}+{candidate.where}",
        f"cue0={_governs(scene, option, candidate)}+{candidate.kind}+rival={rival}", f"pair={_pair(scene, candidate)}+{near}",
        f"relay+head={_relayed(scene, option, candidate)}+{scene.key(candidate.first)}",
    ]


def _governs(scene: Scene, option: Option, candidate: Candidate) -> bool:
    """Whether the candidate is the subject of an earlier cue in the clause: it may speak on (`..., đồng thời cảnh báo`)."""
    if option.cue < 0 or candidate.last > option.cue:
        return False
    for i in range(candidate.last, min(option.cue, candidate.last + 8)):
        if i in scene.cues:
            return True
        if not scene.light[i]:
            return False
    return False


def _pair(scene: Scene, candidate: Candidate) -> str:
    """Whether the candidate is the first or the second of two joined names."""
    if scene.key(candidate.last) in ("và", "cùng", "-", "–"):
        return "first"
    return "second" if any(scene.key(i) in ("và", "cùng", "-", "–") for i in range(max(candidate.first - 4, 0), candidate.first)) else "no"


def _kind_at(scene: Scene, token: int) -> str:
    if token in scene.cues:
        return "cue"
    key = scene.key(token)
    return "light" if token < len(scene.light) and scene.light[token] else key if key in _PREPOSITIONS or len(key) < 2 else "w"


def _rival(scene: Scene, option: Option, candidate: Candidate, pool: Sequence[Candidate]) -> str:
    """The kind of the first other candidate that stands directly beside the cue, only adverbs between."""
    for other in pool:
        if other is not candidate and other.first >= 0 and other.kind != "TEXT":
            gap, commas = _gap(scene, option, other)
            if gap == 0 and commas == 0:
                overlaps = candidate.first >= 0 and other.first < candidate.last and candidate.first < other.last
                return other.kind + ("-over" if overlaps else "")
    return "none"


def _gap(scene: Scene, option: Option, candidate: Candidate) -> tuple[int, int]:
    """Words that are no adverbs or times, and commas, between candidate and cue (or content)."""
    cue = option.cue if option.cue >= 0 else option.first
    low, high = (candidate.last, cue) if candidate.last <= cue else (scene.cues[cue].last if option.cue >= 0 else cue, candidate.first)
    gap = commas = depth = 0
    for i in range(low, max(low, high)):
        key = scene.tokens[i].key
        depth += (key == "(") - (key == ")" and depth > 0)
        if key in (",", "-", "–"):
            commas += not depth
        elif not (depth or key == ")" or scene.light[i]):
            gap += 1
    return gap, commas


def _relayed(scene: Scene, option: Option, candidate: Candidate) -> str:
    """Whether a relaying cue (`dẫn lời`) stands between the candidate and its cue, or just before the candidate."""
    if option.cue < 0:
        return "-"
    if candidate.last <= option.cue and any(_is_relay(scene, i) for i in range(candidate.last, option.cue + 1)):
        return "through"
    return "said" if any(_is_relay(scene, i) for i in range(max(candidate.first - 4, 0), candidate.first)) else "no"


def _is_relay(scene: Scene, token: int) -> bool:
    return token in scene.cues and scene.cues[token].value.kind == "relay"


def _at_start(scene: Scene, option: Option) -> str:
    first = option.cue if option.cue >= 0 else option.first
    return bucket(first - _sentence_first(scene, first))


def rank_candidates(scene: Scene, option: Option, context: Context, model: Logistic) -> Candidate | None:
    """The likeliest speaker; None where there is no candidate. Of two who speak together it is the first named."""
    pool = find_candidates(scene, option, context)
    if not pool:
        return None
    scores = [model.score(speaker_features(scene, option, c, pool, rank)) for rank, c in enumerate(pool)]
    best = pool[scores.index(max(scores))]
    return _first_of_pair(scene, best, pool) or best


def _first_of_pair(scene: Scene, best: Candidate, pool: Sequence[Candidate]) -> Candidate | None:
    """The candidate of the same kind that `và` joins to the best one, with no more than a title between."""
    for other in pool:
        if other.kind == best.kind and other.kind in ("PER", "LOC") and 0 < best.first - other.last <= 5 and best.where == "before":
            between = [scene.key(i) for i in range(other.last, best.first)]
            if between[0] in ("và", "cùng") and "," not in between:
                return other
    return None
