"""Who speaks: the candidates ranked by a model."""

import math
from collections.abc import Sequence

from msgspec import Struct

from thoisu.annotate.quotes.candidates import VARIANTS, Candidate, Context, find_candidates, find_paper, sentence_first
from thoisu.annotate.quotes.features import bucket, word_classes
from thoisu.annotate.quotes.model import Logistic, load_classes, load_verbs
from thoisu.annotate.quotes.options import Option
from thoisu.annotate.quotes.scene import Scene

_PREPOSITIONS = frozenset((
    "với", "cho", "bởi", "từ", "của", "về", "giữa", "tại", "ở", "trong", "trên", "gặp", "tới", "đến", "sau", "trước", "do", "thuộc", "đối",
    "cùng",
    "theo", "lời", "gửi", "khi", "và",
))
_OBLIQUE = frozenset((
    "với", "cho", "của", "bởi", "từ", "về", "gặp", "tới", "đến", "do", "cùng", "thăm", "tiếp", "giữa", "gửi", "khiến", "bị", "theo", "đối",
    "lên", "trên", "thuộc", "tại", "ở", "phản", "trước",
))
_VERB = 2  # so surely a verb
# Words whose author or bearer is the speaker.
_ISSUED = frozenset((
    ("báo", "cáo"), ("thông", "cáo"), ("thông", "báo"), ("tuyên", "bố"), ("thông", "tin"), ("kết", "luận"), ("dự", "báo"), ("thống", "kê"),
    ("số", "liệu"), ("dữ", "liệu"), ("đánh", "giá"), ("phân", "tích"), ("ước", "tính"), ("nghiên", "cứu"), ("khảo", "sát"), ("công", "bố"),
    ("nhận", "định"), ("bài", "báo"), ("văn", "bản"), ("bức", "thư"),
))
_JOINING = frozenset(("và", "nhưng", "song", "đồng", "thời", "mà", "còn", "khi", "để", "vì", "rồi"))

class _Setting(Struct, gc=False):
    """What all candidates of one quote share."""

    cue: str
    words: str
    side: str
    names: dict[str, int]
    others: int
    paper: str
    heads: dict[str, tuple[int, str, str]]  # by side: where the words beside the cue begin, and the classes of the first two
    bare: str  # how many words there are beside the document, and whether they point back
    gaps: list[tuple[int, int]]  # of each candidate
    beside: list[Candidate]
    opens: str
    me: bool
    chain: str | None
    pronoun: str | None  # whom a pronoun beside the cue is taken for
    gender: str
    source: bool


def make_setting(scene: Scene, option: Option, pool: Sequence[Candidate], context: Context) -> _Setting:
    """The shared part of the features of a pool of candidates."""
    match = scene.cues.get(option.cue)
    gaps = [_gap(scene, option, c) if c.first >= 0 else (0, 0) for c in pool]
    beside = [c for c, gap in zip(pool, gaps, strict=True) if gap == (0, 0) and c.first >= 0 and c.kind not in VARIANTS]
    pronoun = next((c for c in beside if c.kind == "PRO"), None)
    names: dict[str, int] = {}
    heads: dict[str, tuple[int, str, str]] = {}
    for c in pool:
        if c.kind in ("TEXT", "EXT") and c.where not in heads:
            one, two = word_classes(scene, c.first, c.last, 2)
            heads[c.where] = c.first, one, two
        if c.kind == "PER":
            names[c.where] = min(names.get(c.where, 0) + 1, 2)
    return _Setting(
        match.value.kind if match else "none", match.value.words if match else "", f"{option.side}+{option.bridge if option.side == 'mark' else ''}",
        names, min(sum(c.first >= 0 and c.kind not in VARIANTS for c in pool), 3), find_paper(scene, pool), heads, _bare(scene, pool), gaps, beside,
        _opens(scene, option),
        option.cue >= 0 and any(scene.key(i) in ("tôi", "chúng", "mình") for i in range(option.cue - 4, option.cue)),
        context.chain, pronoun.entity if pronoun else None, scene.gender_of(pronoun.first) if pronoun else "", _through_source(scene, option),
    )


def _bare(scene: Scene, pool: Sequence[Candidate]) -> str:
    """How many words stand beside the cue, and whether they point back: `tài liệu này`."""
    for c in pool:
        if c.kind == "TEXT":
            return f"{min(c.last - c.first, 4)}{scene.key(c.last - 1) in ('này', 'trên', 'đó')}"
    return "-"


def _opens(scene: Scene, option: Option) -> str:
    """What stands before the cue and its adverbs: a party, a comma or joining word (the subject stands further off), other words."""
    if option.cue < 0:
        return "-"
    i = option.cue - 1
    while i >= 0 and scene.light[i] and scene.key(i) not in _JOINING:
        i -= 1
    if i < 0 or scene.sentence_at[i] != scene.sentence_at[option.cue]:
        return "^"
    key = scene.key(i)
    if key in _JOINING or not key[0].isalnum():
        return key
    return "party" if scene.party_at[i] >= 0 else "w"


def _through_source(scene: Scene, option: Option) -> bool:
    """Whether the words came `dẫn nguồn tin`: then the one who passes them on is their speaker."""
    return option.cue >= 0 and any(
        _is_relay(scene, i) and "nguồn" in (scene.key(i + 1), scene.key(i + 2)) for i in range(max(option.cue - 20, 0), option.cue + 1)
    )


def speaker_features(scene: Scene, option: Option, candidate: Candidate, setting: _Setting, rank: int) -> list[str]:
    """The features of a candidate among the others."""
    cue, kind = setting.cue, candidate.kind
    base = f"{kind}+{candidate.where}"
    names = setting.names.get(candidate.where, 0)
    rival = _rival(candidate, setting.beside)
    same = candidate.entity == setting.chain
    features = [
        base, f"{base}+{cue}", f"{base}+{setting.side}", f"{base}+per{names}", f"{base}+n{setting.others}", f"{base}+{setting.words}",
        f"{base}+paper={setting.paper}", f"{base}+rival={rival}", f"{base}+{cue}+rival={rival}", f"{base}+opens={setting.opens}",
        f"{base}+me={setting.me}", f"{base}+src={setting.source}", f"{base}+same={same}",
    ]
    if setting.pronoun is not None:
        agrees = _agrees(scene, candidate.entity, setting.gender)
        features += [f"{base}+he={candidate.entity == setting.pronoun}", f"{kind}+agrees={agrees}", f"{kind}+agrees={agrees}+same={same}"]
    if candidate.first < 0:
        features += [f"chain+{cue}+{setting.side}+n{setting.others}", f"{kind}+b={option.bridge}"]
        features.append(f"{kind}+at={_at_start(scene, option)}+rival={rival}")
        return [*features, *_far_features(scene, candidate, setting, rival)]
    gap, commas = setting.gaps[rank]
    before = scene.key(candidate.first - 1)
    behind = load_classes().get(before, "?") if before not in _PREPOSITIONS else "p"
    before = before if before in _PREPOSITIONS or len(before) == 1 or before in ("ông", "bà") else "w"
    near = f"gap{bucket(gap)}+c{min(commas, 2)}"
    oblique = _oblique(scene, candidate.first)
    relay = _relayed(scene, option, candidate)
    head, governs = scene.key(candidate.first), _governs(scene, option, candidate)
    acts = scene.acts(candidate.last)
    starts, one, two = setting.heads.get(candidate.where, (-1, "-", "-"))
    place = f"{kind}+at{starts == candidate.first}+{rival}"
    return [
        *features, f"r{min(rank, 4)}+{base}", f"{near}+{base}", near, f"p={before}+{base}", f"p={before}+{near}",
        f"first={candidate.first == sentence_first(scene, candidate.first)}+{base}", f"r{min(rank, 3)}+per{names}+{base}",
        f"len{bucket(candidate.last - candidate.first)}+{base}", f"relay={relay}+{base}+{cue}", f"relay={relay}+{kind}",
        f"head={head}+{kind}", f"next={_kind_at(scene, candidate.last)}+{base}",
        f"cue0={governs}+{kind}+rival={rival}", f"pair={_pair(scene, candidate)}+{near}",
        f"relay+head={relay}+{head}", f"acts={acts}+{candidate.where}+opens={setting.opens}", f"acts={acts}+p={before}+{candidate.where}",
        f"acts={acts}+{near}+opens={setting.opens}", f"ob={oblique}+{base}", f"ob={oblique}+opens={setting.opens}+{candidate.where}+{near}",
        f"ob={oblique}+acts={acts}+opens={setting.opens}", f"pc={behind}+{kind}", f"{place}+h={one}",
        f"{place}+h={one}+{two}", f"{place}+{near}",
    ]


def _far_features(scene: Scene, candidate: Candidate, setting: _Setting, rival: str) -> list[str]:
    """What speaks for one who stands elsewhere: a title beside the cue that is his, a document that he may have issued."""
    kind, person = candidate.kind, candidate.entity in scene.people
    features = [f"{kind}+person={person}+rival={rival}", f"{kind}+person={person}+paper={setting.paper}+{setting.bare}"]
    if setting.beside:
        first = setting.beside[0]
        titled = person and first.kind in ("DESC", "REF") and scene.titled(candidate.entity, setting.beside[:1])
        features += [f"{kind}+{first.kind}+titled={titled}", f"{kind}+{first.kind}+head={scene.key(first.first)}+person={person}"]
        features.append(f"{kind}+{first.kind}+titled={titled}+head={scene.key(first.first)}")
    return features


def _oblique(scene: Scene, first: int) -> str:
    """The preposition before a party and its titles, `` where it may be a subject."""
    for i in range(first - 1, max(first - 8, -1), -1):
        key = scene.key(i)
        if key in _OBLIQUE:
            return key
        if scene.cue_at[i] >= 0:
            return "cue"
        if not key[0].isalnum() or scene.light[i]:
            return ""
        if load_verbs().get(f"{scene.key(i - 1)} {key}", 0) >= _VERB:
            return "verb"
        if scene.party_at[i] >= 0 and scene.parties[scene.party_at[i]].kind in ("PER", "REF"):
            return ""
    return ""


def _agrees(scene: Scene, entity: str, gender: str) -> str:
    """Whether somebody may be meant by a pronoun of a gender, by the words before his name."""
    known = scene.genders.get(entity)
    return "?" if not gender or known is None else str(known == gender)


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


def _rival(candidate: Candidate, beside: Sequence[Candidate]) -> str:
    """The kind of the first other candidate that stands directly beside the cue, only adverbs between."""
    for other in beside:
        if other is not candidate:
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
    return bucket(first - sentence_first(scene, first))


class Choice(Struct, frozen=True, gc=False):
    """The chosen speaker, how likely he is among the candidates (0..1), and the document that speaks for him."""

    candidate: Candidate | None
    share: float = 0.0
    paper: str = "-"


def rank_candidates(scene: Scene, option: Option, context: Context, model: Logistic) -> Choice:
    """The likeliest speaker; None where there is no candidate. Of two who speak together it is the first named."""
    if option.party >= 0:
        party = scene.parties[option.party]
        return Choice(Candidate(party.first, party.last, party.entity, party.kind, "head"), 1.0)
    pool = find_candidates(scene, option, context)
    if not pool:
        return Choice(None)
    if len(pool) == 1:
        return Choice(_issuer(scene, pool[0]) or pool[0], 1.0, find_paper(scene, pool))
    setting = make_setting(scene, option, pool, context)
    scores = [model.total(speaker_features(scene, option, c, setting, rank)) for rank, c in enumerate(pool)]
    most = max(scores)
    best = pool[scores.index(most)]
    shares = [math.exp(score - most) for score in scores]
    share = sum(s for s, c in zip(shares, pool, strict=True) if c.entity == best.entity) / sum(shares)
    return Choice(_issuer(scene, best) or _first_of_pair(scene, best, pool) or best, share, setting.paper)


def _issuer(scene: Scene, best: Candidate) -> Candidate | None:
    """The one whose document speaks: `báo cáo của cơ quan cảnh sát` is the police, `thông tin do các nhân chứng cung cấp` the witnesses."""
    if best.kind not in ("TEXT", "EXT", "SUF", "OWN"):
        return None
    head = next((i for i in range(best.first, min(best.first + 4, best.last)) if (scene.keys[i], scene.key(i + 1)) in _ISSUED), -1)
    for i in range(head + 2, best.last - 1) if head >= 0 else ():
        if scene.keys[i] in ("của", "từ", "do"):
            number = next((scene.party_at[k] for k in range(i + 1, min(i + 4, best.last)) if scene.party_at[k] >= 0), -1)
            if number >= 0 and scene.parties[number].kind != "MISC":
                party = scene.parties[number]
                return Candidate(party.first, party.last, party.entity, party.kind, best.where)
    return None


def _first_of_pair(scene: Scene, best: Candidate, pool: Sequence[Candidate]) -> Candidate | None:
    """The candidate of the same kind that `và` joins to the best one, with no more than a title between."""
    for other in pool:
        if other.kind == best.kind and other.kind in ("PER", "LOC") and 0 < best.first - other.last <= 5 and best.where == "before":
            between = [scene.key(i) for i in range(other.last, best.first)]
            if between[0] in ("và", "cùng") and "," not in between:
                return other
    return None
