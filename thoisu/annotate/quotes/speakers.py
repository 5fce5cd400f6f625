"""Who speaks: the names, stand-ins and words around a cue as candidates, ranked by a model; the last speaker where nobody stands there."""

from collections.abc import Sequence

from msgspec import Struct

from thoisu.annotate.quotes.features import ADVERBS, bucket
from thoisu.annotate.quotes.model import Logistic
from thoisu.annotate.quotes.options import Option, bounds
from thoisu.annotate.quotes.scene import Scene

_CONJUNCTIONS = frozenset((
    "và", "nhưng", "song", "trong", "khi", "đó", "theo", "tuy", "nhiên", "còn", "mà", "do", "cũng", "có", "như", "việc", "sau", "trước",
    "để", "nếu", "ngoài", "ra", "bên", "cạnh", "thêm", "vào", "riêng", "nguồn", "tin", "lời", "thông", "từ", "của",
))


class Candidate(Struct, frozen=True, gc=False):
    """A possible speaker: tokens (half-open; -1 for the last speaker), name, kind of party, where it stands."""

    first: int
    last: int
    entity: str
    kind: str
    where: str


def find_candidates(scene: Scene, option: Option, chain: str | None) -> list[Candidate]:
    """The possible speakers of a quote, nearest to its cue first."""
    out: list[Candidate] = []
    for first, last, where in _regions(scene, option):
        seen: set[int] = set()
        numbers = [n for i in range(first, last) if (n := scene.party_at[i]) >= 0 and not (n in seen or seen.add(n))]  # type: ignore[func-returns-value]
        parties = [scene.parties[n] for n in numbers if scene.parties[n].first >= first]
        if where == "before":
            parties.reverse()
        out += [Candidate(p.first, p.last, p.entity, p.kind, where) for p in parties[:8]]
        words = _bare_words(scene, first, last, where)
        if words and not any((c.first, c.last) == words for c in out):
            out.append(Candidate(*words, scene.words(*words), "TEXT", where))
    if chain:
        out.append(Candidate(-1, -1, chain, "CHAIN", "chain"))
    return out


def _regions(scene: Scene, option: Option) -> list[tuple[int, int, str]]:
    """Where a speaker of the option may stand: token ranges and their side of the cue."""
    if option.side == "head":
        return [(bounds(scene, option.first)[0], option.first - 1, "head")]
    if option.cue < 0:
        first = bounds(scene, option.first)[0] if option.side != "mark" else _sentence_first(scene, scene.mark_tokens[option.mark][0])
        return [(first, option.first, "before")] if option.first > first else []
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


def _bare_words(scene: Scene, first: int, last: int, where: str) -> tuple[int, int] | None:
    """The words right beside the cue that could describe a speaker whom no noun of ours names."""
    if where == "before":
        end = last
        while end > first and (scene.tokens[end - 1].key in ADVERBS or scene.time_at[end - 1] >= 0):
            end -= 1
        start = end
        while start > first and scene.tokens[start - 1].key not in (",", ";", ":", "-", "–", ".", "”", "\"") and end - start < 16:
            start -= 1
        while start < end and (scene.tokens[start].key in _CONJUNCTIONS or scene.time_at[start] >= 0):
            start += 1
    else:
        start, end = first, first
        while start < last and scene.tokens[start].key in _CONJUNCTIONS:
            start += 1
        end = start
        while end < last and scene.tokens[end].key not in (",", ";", ":", ".", "(") and end - start < 16:
            end += 1
    return (start, end) if end > start else None


def speaker_features(scene: Scene, option: Option, candidate: Candidate, pool: Sequence[Candidate], rank: int) -> list[str]:
    """The features of a candidate among the others."""
    cue = scene.cues[option.cue].value.kind if option.cue >= 0 else "none"
    words = scene.cues[option.cue].value.words if option.cue >= 0 else ""
    side = f"{option.side}+{option.bridge if option.side == 'mark' else ''}"
    base = f"{candidate.kind}+{candidate.where}"
    names = sum(c.where == candidate.where and c.kind == "PER" for c in pool)
    others = sum(c.where == candidate.where and c.kind not in ("TEXT", "CHAIN") for c in pool)
    features = [f"{base}", f"{base}+{cue}", f"{base}+{side}", f"{base}+per{min(names, 2)}", f"{base}+n{min(others, 3)}", f"{base}+{words}"]
    if candidate.first < 0:
        return [*features, f"chain+{cue}+{side}+n{min(others, 2)}", f"chain+b={option.bridge}", f"chain+at={_at_start(scene, option)}"]
    gap, commas = _gap(scene, option, candidate)
    before = scene.key(candidate.first - 1)
    before = before if before in _CONJUNCTIONS or len(before) == 1 or before in ("với", "cho", "bởi", "ông", "bà", "lời", "về", "giữa", "tại") else "w"
    floor = _sentence_first(scene, candidate.first)
    return [*features, f"r{min(rank, 4)}+{base}", f"gap{bucket(gap)}+{base}", f"commas{min(commas, 3)}+{base}", f"p={before}+{base}", f"gap{bucket(gap)}+c{min(commas, 2)}", f"first={candidate.first == floor}+{base}", f"r{min(rank, 3)}+per{min(names, 2)}+{base}", f"len{bucket(candidate.last - candidate.first)}+{base}", f"relay={_relayed(scene, option, candidate)}+{base}+{cue}", f"head={scene.key(candidate.first)}"]


def _gap(scene: Scene, option: Option, candidate: Candidate) -> tuple[int, int]:
    """Words that are no adverbs or times, and commas, between candidate and cue (or content)."""
    cue = option.cue if option.cue >= 0 else option.first
    low, high = (candidate.last, cue) if candidate.last <= cue else (scene.cues[cue].last if option.cue >= 0 else cue, candidate.first)
    inner = range(low, max(low, high))
    commas = sum(scene.tokens[i].key in (",", "(", "-", "–") for i in inner)
    return sum(scene.tokens[i].key not in ADVERBS and scene.time_at[i] < 0 for i in inner) - commas, commas


def _relayed(scene: Scene, option: Option, candidate: Candidate) -> str:
    """Whether a relaying cue (`dẫn lời`) stands between the candidate and its cue, or just before the candidate."""
    if option.cue < 0:
        return "-"
    low, high = min(candidate.last, option.cue), max(candidate.first, option.cue)
    if any(i in scene.cues and scene.cues[i].value.kind == "relay" for i in range(low, high)) and candidate.last <= option.cue:
        return "through"
    near = range(max(candidate.first - 4, 0), candidate.first)
    return "said" if any(scene.cue_at[i] >= 0 and scene.cues[scene.cue_at[i]].value.kind == "relay" for i in near) else "no"


def _at_start(scene: Scene, option: Option) -> str:
    first = option.cue if option.cue >= 0 else option.first
    return bucket(first - _sentence_first(scene, first))


def rank_candidates(scene: Scene, option: Option, chain: str | None, model: Logistic) -> tuple[Candidate, float] | None:
    """The likeliest speaker and its probability; None where there is no candidate."""
    pool = find_candidates(scene, option, chain)
    scored = [(model.score(speaker_features(scene, option, c, pool, rank)), -rank, c) for rank, c in enumerate(pool)]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda s: s[:2])
    return best, score
