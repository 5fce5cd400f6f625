"""Where the events of held-out documents go wrong: one row for each kind of error, over gold events and over predictions.

Gold events are aligned as `score.py` pairs them (type and parties, then date, status and trigger); a gold event without such a pair is
looked up by its triggers, so that the table tells what was wrong with the event that stands there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from thoisu.model import Document
from training.gold import load_scorer, to_prediction

Row = dict[str, Any]
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")


def error_table(pairs: Iterable[tuple[Row, Document]]) -> tuple[Counter[str], Counter[str]]:
    """How often each outcome holds for gold events, and for predicted ones that no gold event was paired with."""
    scorer = load_scorer()
    gold: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    for row, doc in pairs:
        names, events = scorer.Names(row), to_prediction(doc)["events"]
        matched = scorer.pair(row["events"], events, lambda a, b, n=names: likeness(scorer, n, a, b))
        taken = {id(b) for _, b in matched}
        paired = {id(a): b for a, b in matched}
        for event in row["events"]:
            found = paired.get(id(event))
            gold[outcome(scorer, names, row["events"], events, event, found)] += 1
        for event in events:
            if id(event) not in taken:
                loose[spurious(scorer, row["events"], event)] += 1
    return gold, loose


def touch(scorer: Any, a: Row, b: Row) -> bool:
    """Whether a trigger of one overlaps a trigger of the other."""
    return any(scorer.overlap(x, y) > 0 for x in a["triggers"] for y in b["triggers"])


def parties_right(scorer: Any, names: Any, a: Row, b: Row) -> tuple[bool, bool]:
    """Whether the actors, and the recipients, of a prediction are right as `score.py` counts."""
    ga, gr, pa, pr = a["actors"], a["recipients"], b["actors"], b["recipients"]
    if a["type"] in SYMMETRIC:
        both, found = ga + gr, pa + pr
        return sum(any(names.same(x, y) for y in found) for x in both) >= min(2, len(both)), True
    return not ga or names.any_same(ga, pa), not gr or names.any_same(gr, pr)


def likeness(scorer: Any, names: Any, a: Row, b: Row) -> float:
    """The score by which `score.py` pairs events."""
    if a["type"] != b["type"] or (not a["actors"] and not touch(scorer, a, b)) or not all(parties_right(scorer, names, a, b)):
        return 0
    return 1 + int(a["date"] == b["date"]) + int(a["status"] == b["status"]) + int(touch(scorer, a, b))


def outcome(scorer: Any, names: Any, golds: Sequence[Row], events: Sequence[Row], event: Row, found: Row | None) -> str:
    """What became of a gold event."""
    if found is not None:
        wrong = [f"date: {precision(event['date'])} read as {precision(found['date'])}"] if event["date"] != found["date"] else []
        wrong += [f"status: {event['status']} read as {found['status']}"] if event["status"] != found["status"] else []
        return "full" if not wrong else " + ".join(wrong)
    here = [e for e in events if touch(scorer, event, e)]
    same = [e for e in here if e["type"] == event["type"]]
    if not here:
        return "no trigger"
    if not same:
        return "type wrong"
    for one in same:
        if all(parties_right(scorer, names, event, one)):
            return "merged with another event"
    actor, recipient = parties_right(scorer, names, event, same[0])
    others = sum(g["type"] == event["type"] and touch(scorer, g, same[0]) for g in golds)
    merged = " (merged)" if others > 1 else ""
    missing = "" if same[0]["actors"] else " (none read)"
    return ("actor" if not actor else "") + ("recipient" if not recipient else "") + " wrong" + merged + (missing if not actor else "")


def spurious(scorer: Any, golds: Sequence[Row], event: Row) -> str:
    """What an event is that was paired with no gold event."""
    here = [g for g in golds if touch(scorer, g, event)]
    if not here:
        return "no act there"
    if not any(g["type"] == event["type"] for g in here):
        return "type wrong"
    return "act there (split, or parties wrong)"


def precision(date: str | None) -> str:
    """`day`, `month`, `year`, `interval` or `none`."""
    if date is None:
        return "none"
    return "interval" if "/" in date else {10: "day", 7: "month", 4: "year"}.get(len(date), "other")


def print_errors(pairs: Iterable[tuple[Row, Document]]) -> None:
    """Print both tables, the most frequent first."""
    for name, counts in zip(("gold events", "predicted events without a pair"), error_table(pairs), strict=True):
        total = sum(counts.values())
        print(f"{total} {name}")
        for outcome_name, n in counts.most_common(24):
            print(f"   {n:5d} {100 * n / max(1, total):5.1f} %  {outcome_name}", flush=True)
