"""What a whole occurrence tells: features of the second reading, over all the acts of a group and the article around them."""

import math
from collections.abc import Sequence

from msgspec import Struct

from thoisu.annotate.events.acts import Act, Share, date_side, merge_shares
from thoisu.annotate.events.context import Context
from thoisu.annotate.events.dates import When, date_of_timex
from thoisu.annotate.events.roles import SYMMETRIC
from thoisu.model import Span


class Occurrence(Struct, gc=False):
    """The acts of one occurrence with the best score of each party and date over them."""

    acts: list[Act]
    actors: dict[str, Share]
    recipients: dict[str, Share]
    dates: dict[str, tuple[float, When]]

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.acts[0].entry.type


class Stage(Struct, gc=False):
    """What the occurrences of an article share: its main dates, how often each party is named, who acts on which dates."""

    main: list[str]
    named: dict[str, int]
    deeds: list[tuple[str, frozenset[str], str, float]]  # type, actors, date and score of each occurrence


def make_occurrence(acts: list[Act]) -> Occurrence:
    """The occurrence of a group of acts."""
    dates: dict[str, tuple[float, When]] = {}
    for act in acts:
        for when, score in act.dates:
            if when.date not in dates or score > dates[when.date][0]:
                dates[when.date] = (score, when)
    return Occurrence(acts, merge_shares(a.actors for a in acts), merge_shares(a.recipients for a in acts), dates)


def read_stage(context: Context, occurrences: Sequence[Occurrence]) -> Stage:
    """The stage of an article; adds its main dates to the dates that each occurrence may have."""
    named: dict[str, int] = {}
    for party in context.parties:
        named[party.entity] = named.get(party.entity, 0) + 1
    ranked = sorted(named, key=lambda n: -named[n])
    main: list[str] = []
    spans: dict[str, Span] = {}
    for row in context.clocks[:8]:
        for clock in row:
            value = date_of_timex(clock.time.value)
            if value and len(value) == 10 and value not in main:
                main.append(value)
                spans[value] = Span(clock.time.start, clock.time.end)
    main = main[:3]
    for occurrence in occurrences:
        for value in main[:2]:
            if value not in occurrence.dates:
                occurrence.dates[value] = (0.02, When(value, spans[value], []))
    deeds = []
    for occurrence in occurrences:
        best = max(occurrence.dates.items(), key=lambda d: d[1][0], default=None)
        if best and best[1][0] > 0.3:
            actors = frozenset(n for n, s in occurrence.actors.items() if s.score > 0.4)
            deeds.append((occurrence.type, actors, best[0], best[1][0]))
    return Stage(main, {n: i for i, n in enumerate(ranked)}, deeds)


def odds_of(probability: float) -> float:
    """The log-odds of a probability plus 5, within 0 and 10: the trainer drops features whose values sum to less than 0."""
    probability = min(max(probability, 0.0067), 0.9933)
    return 5 + math.log(probability / (1 - probability))


def _flags(names: Sequence[str], values: dict[str, float], kind: str) -> dict[str, float]:
    """The features of yes and no beside the numbers, and the type."""
    return values | dict.fromkeys(names, 1.0) | {f"type={kind}": 1.0, "bias": 1.0}


def event_features(context: Context, occurrence: Occurrence, count: int) -> dict[str, float]:
    """Features that tell whether an occurrence is an event of its own; `count` occurrences of its type are in the article."""
    acts = occurrence.acts
    numbers = {
        "best": odds_of(max(a.probability for a in acts)), "sum": math.log(1 + sum(a.probability for a in acts)), "size": math.log(len(acts)),
        "actor": odds_of(max((s.score for s in occurrence.actors.values()), default=0.0)),
        "recipient": odds_of(max((s.score for s in occurrence.recipients.values()), default=0.0)), "count": math.log(count),
        "topic": context.topic + 3,
    }
    if occurrence.type in SYMMETRIC:
        ranked = sorted((s.score for s in occurrence.actors.values()), reverse=True)
        numbers["second"] = odds_of(ranked[1] if len(ranked) > 1 else 0.0)
    title = any(a.candidate.first < context.title_end for a in acts)
    flags = [f"title={title}", f"strength={acts[0].entry.strength}", f"quoted={context.speech_at[acts[0].candidate.first] >= 0}"]
    return _flags(flags, numbers, occurrence.type)


def party_features(stage: Stage, occurrence: Occurrence, name: str, shares: dict[str, Share], others: dict[str, Share]) -> dict[str, float]:
    """Features that tell whether a party takes the part that `shares` are of; `others` are those of the other part."""
    score = shares[name].score
    rank = sum(s.score > score for s in shares.values())
    scores = [(a.actors if shares is occurrence.actors else a.recipients).get(name, _NOBODY).score for a in occurrence.acts]
    best = max(s.score for s in shares.values())
    numbers = {
        "score": odds_of(score), "mean": odds_of(sum(scores) / len(scores)), "gap": odds_of(best) - odds_of(score),
        "other": odds_of(others[name].score if name in others else 0.0), "named": math.log(1 + stage.named.get(name, 30)),
    }
    flags = [f"rank={min(rank, 3)}", f"one={len(scores) == 1}"]
    return _flags(flags, numbers, occurrence.type)


_NOBODY = Share(0.0, Span(0, 0))


def date_features(context: Context, stage: Stage, occurrence: Occurrence, value: str, status: str) -> dict[str, float]:
    """Features that tell whether a date is that of an occurrence told as `status`."""
    kind = occurrence.type
    score = occurrence.dates[value][0]
    rank = sum(s > score for s, _ in occurrence.dates.values())
    published = value == context.published_day
    scores = [max((s for w, s in a.dates if w.date == value), default=0.01) for a in occurrence.acts]
    main = stage.main.index(value) if value in stage.main else 9
    actors = frozenset(n for n, s in occurrence.actors.items() if s.score > 0.4)
    peers = [d for d in stage.deeds if d[1] & actors and d[2] == value and d[0] != kind]
    rivals = [d for d in stage.deeds if d[1] & actors and d[2] != value and d[0] != kind]
    title = any(a.candidate.first < context.title_end for a in occurrence.acts)
    numbers = {
        "score": odds_of(score), "mean": odds_of(sum(scores) / len(scores)),
        "rest": odds_of(max((s for v, (s, _) in occurrence.dates.items() if v != value), default=0.0)),
        "peers": float(min(2, len(peers))), "rivals": float(min(2, len(rivals))), "weight": sum(d[3] for d in peers[:3]),
    }
    flags = [
        f"rank={min(rank, 2)}", f"pub={published}", f"main={main}", f"title={title}|{main}", f"status={status}|{date_side(context, value)}",
        f"main={main}|{min(rank, 1)}", f"pub={published}|{main}|{min(len(peers), 1)}",
        f"quoted={context.speech_at[occurrence.acts[0].candidate.first] >= 0}|{main}",
    ]
    return _flags(flags, numbers, kind)
