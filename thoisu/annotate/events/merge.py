"""Acts that are one occurrence: pairs are scored, groups grow while their average pair stays likely."""

from thoisu.annotate.events.acts import Act, top
from thoisu.annotate.events.context import Context
from thoisu.annotate.events.roles import SYMMETRIC
from thoisu.annotate.events.triggers import CLASSIFIERS
from thoisu.annotate.events.weights import Models

_POINTING = frozenset(("này", "trên", "đó", "nói", "ấy", "nêu"))


def pair_features(context: Context, a: Act, b: Act, between: int) -> list[str]:
    """Features of two acts of one type, `a` before `b`; `between` acts of that type stand between them."""
    kind = a.entry.type
    same = a.candidate.lemma == b.candidate.lemma
    apart = b.candidate.sentence - a.candidate.sentence
    near = "0" if apart == 0 else "1" if apart == 1 else "3" if apart <= 3 else "far"
    actors = _overlap(top(a.actors, 0.5), top(b.actors, 0.5))
    recipients = _overlap(top(a.recipients, 0.4), top(b.recipients, 0.4))
    if kind in SYMMETRIC:
        actors = _overlap(top(a.actors, 0.4), top(b.actors, 0.4))
        recipients = "-"
    dates = _dates(a, b)
    status = f"{_status(a)}|{_status(b)}" if _status(a) != _status(b) else "same"
    keys = context.keys
    nominal_a = keys[a.candidate.first - 1] in CLASSIFIERS if a.candidate.first else False
    nominal_b = keys[b.candidate.first - 1] in CLASSIFIERS if b.candidate.first else False
    pointing = any(k in _POINTING for k in keys[b.candidate.last : b.candidate.last + 3])
    title = a.candidate.first < context.title_end
    out = [
        f"same={same}", f"near={near}", f"act={actors}", f"rec={recipients}", f"date={dates}", f"status={status}", f"nom={nominal_a}{nominal_b}",
        f"point={pointing}", f"title={title}", f"between={min(between, 3)}", f"same={same}|{actors}", f"same={same}|{actors}|{recipients}", f"same={same}|{near}",
        f"same={same}|{dates}", f"same={same}|{actors}|{dates}", f"title={title}|{same}", f"lem={a.candidate.lemma}|{same}",
        f"lems={a.candidate.lemma}|{b.candidate.lemma}", f"between={min(between, 3)}|{same}", f"nom={nominal_b}|{same}|{actors}",
        f"quoted={context.speech_at[a.candidate.first] >= 0}|{context.speech_at[b.candidate.first] >= 0}", f"mode={a.entry.mode == b.entry.mode}",
        f"sent={near}|{actors}|{same}",
    ]
    return out + [f"{kind}|{f}" for f in out]


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
        (i, j): models.same.odds([*pair_features(context, acts[i], acts[j], j - i - 1), "bias"]) for i in range(count) for j in range(i + 1, min(count, i + 60))
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


def _overlap(a: set[str], b: set[str]) -> str:
    if not a or not b:
        return "none"
    both = len(a & b)
    return "no" if not both else "all" if both == max(len(a), len(b)) else "some"


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
