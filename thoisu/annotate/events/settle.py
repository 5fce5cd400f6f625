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
    dates: dict[str | None, tuple[float, When]]

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.acts[0].entry.type


class Deed(Struct, gc=False):
    """What an occurrence tells the others of its article: its type, likely actors, likeliest date with its score, and place."""

    type: str
    actors: frozenset[str]
    does: dict[str, float]
    bears: dict[str, float]
    date: str | None
    score: float
    first: int
    sentence: int


class Stage(Struct, gc=False):
    """What the occurrences of an article share: its main dates, how often each party is named, who acts on which dates."""

    main: list[str]
    named: dict[str, int]
    deeds: list[Deed]


def make_occurrence(acts: list[Act]) -> Occurrence:
    """The occurrence of a group of acts."""
    dates: dict[str | None, tuple[float, When]] = {}
    for act in acts:
        for when, score in act.dates:
            if when.date not in dates or score > dates[when.date][0]:
                dates[when.date] = (score, when)
    dates.setdefault(None, (0.02, When(None, None, [])))
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
    deeds = []
    for occurrence in occurrences:
        value = max(sorted(occurrence.dates, key=lambda v: v or "~"), key=lambda v: occurrence.dates[v][0])
        actors = frozenset(n for n, s in occurrence.actors.items() if s.score > 0.4)
        place = occurrence.acts[0].candidate
        does, bears = ({n: s.score for n, s in part.items()} for part in (occurrence.actors, occurrence.recipients))
        deeds.append(Deed(occurrence.type, actors, does, bears, value, occurrence.dates[value][0], place.first, place.sentence))
    for occurrence in occurrences:
        others = [(d.date, When(d.date, None, [])) for d in deeds if d.date and d.score > 0.4]
        for value, when in [(v, When(v, spans[v], [])) for v in main[:2]] + others:
            if value not in occurrence.dates:
                occurrence.dates[value] = (0.02, when)
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
    part = "actors" if shares is occurrence.actors else "recipients"
    peers = [d for d in stage.deeds if d.first != occurrence.acts[0].candidate.first]
    for role, score_of in (("does", "does"), ("bears", "bears")):
        for scope, found in (("kin", [d for d in peers if d.type == occurrence.type]), ("all", peers)):
            numbers[f"{role}|{scope}|{part}"] = max((getattr(d, score_of).get(name, 0.0) for d in found), default=0.0)
    flags = [f"rank={min(rank, 3)}", f"one={len(scores) == 1}"]
    return _flags(flags, numbers, occurrence.type)


_NOBODY = Share(0.0, Span(0, 0))


def date_features(context: Context, stage: Stage, occurrence: Occurrence, value: str | None, status: str) -> dict[str, float]:
    """Features that tell whether a date (None: none is told) is that of an occurrence told as `status`."""
    kind, acts = occurrence.type, occurrence.acts
    score = occurrence.dates[value][0]
    scores = [sum(s for w, s in a.dates if w.date == value) for a in acts]
    numbers = {
        "score": odds_of(score), "mean": odds_of(sum(scores) / len(scores)), "first": odds_of(scores[0]), "worst": odds_of(min(scores)),
        "lead": max(_lead(a, value) for a in acts),
    }
    title = any(a.candidate.first < context.title_end for a in acts)
    numbers |= _peers(stage, occurrence, value)
    if value is None:
        flags = [
            f"status={status}", f"size={min(4, len(acts))}", f"title={title}|{min(4, len(acts))}", f"n={min(5, len(occurrence.dates))}",
            f"lem={acts[0].candidate.head}", f"type={kind}|{status}", f"topic={min(3, len(stage.deeds))}", f"main={len(stage.main)}",
        ]
        return {f"NONE|{k}": v for k, v in _flags(flags, numbers, kind).items()}
    rank = sum(s > score for v, (s, _) in occurrence.dates.items() if v)
    published = value == context.published_day
    main = stage.main.index(value) if value in stage.main else 9
    side = date_side(context, value)
    source = (occurrence.dates[value][1].features or ["main"])[0].partition("=")[0]
    flags = [
        f"source={source}", f"source={source}|{status}", f"source={source}|{min(rank, 1)}|{min(len(acts), 2)}",
        f"rank={min(rank, 2)}", f"pub={published}", f"main={main}", f"title={title}|{main}", f"status={status}|{side}",
        f"main={main}|{min(rank, 1)}", f"pub={published}|{main}|{min(int(numbers['peers']), 1)}", f"p={len(value)}", f"p={len(value)}|{side}",
        f"quoted={context.speech_at[acts[0].candidate.first] >= 0}|{main}", f"side={side}|{kind}",
        f"finer={any(v and v != value and v.startswith(value) for v in occurrence.dates)}",
        f"coarser={any(v and v != value and value.startswith(v) for v in occurrence.dates)}",
    ]
    return _flags(flags, numbers, kind)


def _lead(act: Act, value: str | None) -> float:
    """How far a date leads over no date at one act, as log-odds within -4 and 4."""
    told = sum(s for w, s in act.dates if w.date == value)
    none = sum(s for w, s in act.dates if w.date is None)
    return max(-4.0, min(4.0, math.log((told + 0.01) / (none + 0.01))))


def _peers(stage: Stage, occurrence: Occurrence, value: str | None) -> dict[str, float]:
    """How the acts around, and those of the same parties, are dated."""
    actors = frozenset(n for n, s in occurrence.actors.items() if s.score > 0.4)
    first, sentence = occurrence.acts[0].candidate.first, occurrence.acts[0].candidate.sentence
    others = [d for d in stage.deeds if d.actors & actors and d.first != first]
    peers = [d for d in others if d.date == value]
    out = {
        "peers": float(min(2, len(peers))), "rivals": float(min(2, len(others) - len(peers))), "weight": sum(d.score for d in peers[:3]),
    }
    before = [d for d in others if d.first < first]
    after = [d for d in others if d.first > first]
    near = [d for d in stage.deeds if d.first < first]
    for name, deed in (("before", before[-1:]), ("after", after[:1]), ("near", near[-1:])):
        if deed:
            apart = min(3, abs(deed[0].sentence - sentence))
            says = "same" if deed[0].date == value else "none" if deed[0].date is None else "other"
            out[f"{name}={says}|{apart}"] = deed[0].score
            out[f"{name}={says}"] = 1.0
    return out
