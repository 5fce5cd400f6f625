"""From possible quotes to the quotes of an article: which ones hold, where they end, which of two readings of the same words stays."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from thoisu.annotate.quotes.features import left_features, mark_features, right_features, stop_features
from thoisu.annotate.quotes.model import QuoteModels
from thoisu.annotate.quotes.options import Option, find_heads, find_left, find_marked, find_right, trim_end
from thoisu.annotate.quotes.scene import Scene
from thoisu.annotate.quotes.turns import find_turns

_STOPS = frozenset((
    ",", ";", "-", "–", "(", "nhưng", "song", "và", "đồng", "trong", "sau", "khi", "tuy", "dù", "bất", "mà", "theo", "trước", "của",
    "còn", "rồi", "hay",
))
_CALLS = frozenset(("là", "gọi", "tả", "coi", "xem"))
TURN = 0.9  # how often a turn is one
ACCEPT = 0.38  # a possible quote that is likelier than not is one
_UNLIKELY = 0.03
SURE = 0.9  # a clause to the right that is so likely leaves none to the left
SAME = 0.8  # spans that share so much are one quote (intersection over union)


class Found(Struct, frozen=True, gc=False):
    """A quote found: the option with its end settled, how sure the model is that there is one, and that it ends there."""

    option: Option
    score: float
    ending: float = 1.0


def stop_tokens(scene: Scene, option: Option) -> Iterator[int]:
    """The tokens before which the content of an option may end."""
    mark = scene.mark_at[option.first]
    outside = mark if mark >= 0 and scene.mark_tokens[mark][0] < option.first else -1
    for i in range(option.first + 2, option.last):
        if scene.tokens[i].key in _STOPS and scene.mark_at[i] in (-1, outside) and not _inside_party(scene, i):
            yield i


def _inside_party(scene: Scene, token: int) -> bool:
    party = scene.party_at[token]
    return party >= 0 and scene.parties[party].first < token and scene.parties[party].kind != "DESC"


def settle_end(scene: Scene, found: Found, models: QuoteModels) -> Found:
    """The quote cut where the reported clause ends: at the place that is likeliest to share enough with the true content."""
    option = found.option
    places: list[tuple[int, float]] = []  # last token and how likely the content ends there
    left = 1.0
    for token in stop_tokens(scene, option):
        here = models.stop.score(stop_features(scene, option, token))
        if here > _UNLIKELY:
            places.append((token, left * here))
        left *= 1.0 - here
        if left < _UNLIKELY:
            break
    places.append((option.last, left))
    if len(places) == 1:
        return replace(found, ending=left)
    start = scene.tokens[option.first].start
    sizes = [scene.tokens[token - 1].end - start for token, _ in places]
    worth = [sum(p for size, (_, p) in zip(sizes, places, strict=True) if min(size, own) >= SAME * max(size, own)) for own in sizes]
    best = max(range(len(places)), key=lambda i: (worth[i], places[i][1]))
    if places[best][0] < option.last:
        option = replace(option, last=max(trim_end(scene, option.first, places[best][0]), option.first + 1))
    return replace(found, option=option, ending=worth[best])


def find_all(scene: Scene, models: QuoteModels) -> list[Found]:
    """The quotes of a scene in order of their start."""
    everything = [Found(o, models.mark.score(mark_features(scene, o))) for o in find_marked(scene)]
    clauses: list[Found] = []
    for cue in scene.cues:
        best = _best_clause(scene, cue, models)
        if best:
            clauses.append(best)
    clauses += [settle_end(scene, Found(o, 0.8), models) for o in find_heads(scene) if o.bridge == "title"]
    clauses += [Found(o, TURN) for o in find_turns(scene)]
    clauses, names = _part_names(scene, clauses, everything)
    found = _drop_doubles(scene, [f for f in everything if f.score > ACCEPT or f in names], clauses)
    return sorted(found, key=lambda f: (f.option.first, -f.option.last))


def _best_clause(scene: Scene, cue: int, models: QuoteModels) -> Found | None:
    """The likelier of the clause to the right and the clauses to the left of a cue."""
    best: Found | None = None
    option = find_right(scene, cue)
    if option:
        score = models.right.score(right_features(scene, option))
        if score > ACCEPT:
            best = settle_end(scene, Found(option, score), models)
        if score > SURE:
            return best
    for rank, option in enumerate(find_left(scene, cue)):
        score = models.left.score(left_features(scene, option, rank))
        if score > ACCEPT and (best is None or score > best.score):
            best = Found(option, score)
    return best


def _part_names(scene: Scene, clauses: list[Found], marked: list[Found]) -> tuple[list[Found], list[Found]]:
    """Where a source calls something by words in marks (`gọi cầu là “bộ xương”`), the quote is those words and no clause."""
    kept: list[Found] = []
    names: list[Found] = []
    opened = {scene.mark_tokens[f.option.mark][0]: f for f in marked}
    for clause in clauses:
        first, last = clause.option.first, clause.option.last
        name: Found | None = None
        if clause.option.cue >= 0 and scene.cues[clause.option.cue].value.kind == "naming":
            name = next((opened[i] for i in range(first, last) if i in opened and _names(scene, i, first, last)), None)
        (kept if name is None else names).append(name or clause)
    return kept, names


def _names(scene: Scene, opened: int, first: int, last: int) -> bool:
    """Whether a mark inside a clause is what something is called: right after `là`, or after `là hành vi` at the end of the clause."""
    if scene.key(opened - 1) in _CALLS:
        return True
    closed = scene.mark_tokens[scene.mark_at[opened]][1]
    return closed >= last and any(scene.key(i) == "là" for i in range(max(opened - 4, first), opened))


def _drop_doubles(scene: Scene, marked: list[Found], clauses: list[Found]) -> list[Found]:
    """One quote for the same words: marks before clauses, the surer clause before the other; a mark that only opens a clause goes."""
    kept: list[Found] = []
    for clause in sorted(clauses, key=lambda f: -f.score):
        if not any(overlap(scene, clause.option, other.option) >= SAME for other in kept):
            kept.append(clause)
    for quote in marked:
        rivals = [f for f in kept if overlap(scene, quote.option, f.option) >= SAME or _opens_in(scene, f.option, quote.option)]
        kept = [f for f in kept if f not in rivals]
        if not rivals and any(_is_part(scene, quote.option, f.option) for f in kept):
            continue
        kept.append(quote)
    return kept


def overlap(scene: Scene, a: Option, b: Option) -> float:
    """How much two spans share, 0..1 (intersection over union of characters)."""
    a0, a1, b0, b1 = (scene.tokens[a.first].start, scene.tokens[a.last - 1].end, scene.tokens[b.first].start, scene.tokens[b.last - 1].end)
    shared = min(a1, b1) - max(a0, b0)
    return shared / ((a1 - a0) + (b1 - b0) - shared) if shared > 0 else 0.0


def _is_part(scene: Scene, quote: Option, clause: Option) -> bool:
    """Whether a marked span is words quoted inside a clause of the same cue."""
    return clause.first <= quote.first and quote.last <= clause.last and (quote.cue == clause.cue or quote.cue < 0)


def _opens_in(scene: Scene, clause: Option, quote: Option) -> bool:
    """Whether a clause begins with the mark of a speech that goes on beyond it."""
    return scene.mark_tokens[quote.mark][0] == clause.first and clause.last < scene.mark_tokens[quote.mark][1]
