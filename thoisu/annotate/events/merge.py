"""Acts that are one occurrence: pairs are scored, groups grow while their average pair stays likely."""

import math

from thoisu.annotate.events.acts import Act, Share
from thoisu.annotate.events.context import Context
from thoisu.annotate.events.parties import FUNCTION_WORDS, MARKS
from thoisu.annotate.events.roles import SYMMETRIC
from thoisu.annotate.events.triggers import CLASSIFIERS
from thoisu.annotate.events.weights import Models

_POINTING = frozenset(("này", "trên", "đó", "nói", "ấy", "nêu"))


def pair_features(context: Context, a: Act, b: Act, between: int) -> dict[str, float]:
    """Features of two acts of one type, `a` before `b`; `between` acts of that type stand between them."""
    kind = a.entry.type
    same = "same" if a.candidate.head == b.candidate.head else "other"
    apart = b.candidate.sentence - a.candidate.sentence
    near = "0" if apart == 0 else "1" if apart == 1 else "3" if apart <= 3 else "far"
    actors, recipients = cosine(a.actors, b.actors), cosine(a.recipients, b.recipients)
    if kind in SYMMETRIC:
        recipients = actors
    words = _shared_words(context, a, b)
    akin = bool(set(a.candidate.lemma.split()) & set(b.candidate.lemma.split()))
    status = f"{_status(a)}|{_status(b)}" if _status(a) != _status(b) else "same"
    title = a.candidate.first < context.title_end
    flags = [
        f"near={near}", f"date={_dates(a, b)}", f"status={status}", f"nom={_nominal(context, a)}{_nominal(context, b)}",
        f"point={_pointing(context, b)}",
        f"title={title}", f"between={min(between, 3)}", f"near={near}|{min(between, 2)}", f"lem={a.candidate.head}",
        f"lems={a.candidate.head}|{b.candidate.head}",
        f"nom={_nominal(context, b)}|{_pointing(context, b)}",
        f"quoted={context.speech_at[a.candidate.first] >= 0}|{context.speech_at[b.candidate.first] >= 0}",
        f"mode={a.entry.mode == b.entry.mode}", f"akin={akin}", f"step={min(3, int(4 * actors))}|{min(3, int(4 * recipients))}",
        f"step={min(3, int(4 * actors))}|{_dates(a, b)}",
    ]
    numbers = {"actors": actors, "recipients": recipients, "both": actors * recipients, "words": words, "apart": min(apart, 12) / 4}
    out = dict.fromkeys(flags, 1.0) | numbers
    return out | {f"{same}|{f}": v for f, v in out.items()} | {same: 1.0, f"{kind}|{same}": 1.0, "bias": 1.0}


def cosine(a: dict[str, Share], b: dict[str, Share]) -> float:
    """How far two acts have the same parties in one part, 0..1."""
    if not a or not b:
        return 0.0
    dot = sum(share.score * b[name].score for name, share in a.items() if name in b)
    size = sum(s.score**2 for s in a.values()) * sum(s.score**2 for s in b.values())
    return dot / math.sqrt(size) if size else 0.0


def _shared_words(context: Context, a: Act, b: Act) -> float:
    """The share of words around two triggers that both have."""
    one, two = _words(context, a), _words(context, b)
    return len(one & two) / (1 + min(len(one), len(two)))


def _words(context: Context, act: Act) -> set[str]:
    begin, end = context.bounds[act.candidate.sentence], context.bounds[act.candidate.sentence + 1]
    first, last = act.candidate.first, act.candidate.last
    around = context.keys[max(begin, first - 10) : first] + context.keys[last : min(end, last + 14)]
    return {k for k in around if k not in FUNCTION_WORDS and k not in MARKS and k not in CLASSIFIERS}


def _nominal(context: Context, act: Act) -> bool:
    return act.candidate.first > 0 and context.keys[act.candidate.first - 1] in CLASSIFIERS


def _pointing(context: Context, act: Act) -> bool:
    return any(k in _POINTING for k in context.keys[act.candidate.last : act.candidate.last + 3])


def group_acts(context: Context, acts: list[Act], models: Models) -> list[list[Act]]:
    """The acts in groups, one for each occurrence; groups in the order of their first acts."""
    groups: list[list[Act]] = []
    by_type: dict[str, list[Act]] = {}
    for act in acts:
        by_type.setdefault(act.entry.type, []).append(act)
    for same in by_type.values():
        groups += _group(context, same, models)
    return sorted(groups, key=lambda g: g[0].candidate.first)


def _group(context: Context, acts: list[Act], models: Models) -> list[list[Act]]:
    count = len(acts)
    if count == 1:
        return [acts]
    score = {
        (i, j): models.same.odds_of(pair_features(context, acts[i], acts[j], j - i - 1))
        for i in range(count)
        for j in range(i + 1, min(count, i + 60))
    }
    groups = [[i] for i in range(count)]
    least = models.thresholds["same"]
    while len(groups) > 1:
        best, at = least, None
        for x in range(len(groups)):
            for y in range(x + 1, len(groups)):
                value = _linkage(groups[x], groups[y], score)
                if value > best:
                    best, at = value, (x, y)
        if at is None:
            break
        groups[at[0]] = sorted(groups[at[0]] + groups[at[1]])
        del groups[at[1]]
    return [[acts[i] for i in group] for group in groups]


def _linkage(a: list[int], b: list[int], score: dict[tuple[int, int], float]) -> float:
    pairs = [score.get((min(i, j), max(i, j)), -4.0) for i in a for j in b]
    return sum(pairs) / len(pairs)


def _dates(a: Act, b: Act) -> str:
    x, y = a.best_date, b.best_date
    one = x[0].date if x and x[1] >= 0.4 else None
    two = y[0].date if y and y[1] >= 0.4 else None
    if one is None or two is None:
        return "both_none" if one == two else "one"
    return "same" if one == two else "part" if one.startswith(two) or two.startswith(one) else "other"


def _status(act: Act) -> str:
    odds = {"planned": act.planned, "conditional": act.conditional, "denied": act.denied}
    best = max(odds, key=lambda k: odds[k])
    return best if odds[best] > 0 else "asserted"
