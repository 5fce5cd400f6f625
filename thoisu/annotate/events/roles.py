"""Who acts and who is acted on: the parties near a trigger and what their places tell."""

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from thoisu.annotate.events.context import Context
from thoisu.annotate.events.parties import FUNCTION_WORDS, MARKS, Party
from thoisu.annotate.events.triggers import CLASSIFIERS, Candidate, Entry

SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_PASSIVE = frozenset(("bị", "được", "do", "bởi"))
_BREAKS = frozenset(["khi", "sau", "trước", "để", "vì", "nếu", "mà", "nhưng", "rằng", "là", "thì", "theo", "do"])
_BOUNDS = frozenset((",", ";", ":", "(", ")", "“", "”", '"', "rằng", "khi", "sau", "để", "nhằm", "vì", "nếu", "mà", "việc", "nhưng", "đồng", "trong"))
_FIRST_PERSON = frozenset(("chúng", "tôi", "ta"))


class Seat(Struct, gc=False):
    """A party as it stands to one trigger, with the features of its place."""

    party: Party
    features: list[str]


def find_seats(context: Context, candidate: Candidate, entry: Entry, triggers: list[int]) -> Iterator[Seat]:
    """The parties that may take part: those of the sentence, the speaker of the quote around, and those just before.

    `triggers` are the first tokens of all triggers that were taken for acts, in order.
    """
    shared = _shared(context, candidate, entry)
    clause = _clause(context, candidate)
    sentence = candidate.sentence
    here = context.by_sentence[sentence]
    left = [p for p in here if p.last <= candidate.first]
    right = [p for p in here if p.first >= candidate.last]
    order: dict[str, int] = {}
    for party in reversed(left):
        rank = len(order) if party.inside else order.setdefault(party.entity, len(order))
        yield Seat(party, _place(context, candidate, entry, party, "L", rank, triggers, shared) + clause.features(party, "L", shared))
    order = {}
    for party in right:
        rank = len(order) if party.inside else order.setdefault(party.entity, len(order))
        yield Seat(party, _place(context, candidate, entry, party, "R", rank, triggers, shared) + clause.features(party, "R", shared))
    for party in here:
        if party.last > candidate.first and party.first < candidate.last:
            yield Seat(party, ["side=in"])
    yield from _beyond(context, candidate, entry, left, shared)


class Clause(Struct, gc=False):
    """The tokens between the marks and conjunctions around a trigger, and the parties within on each side."""

    first: int
    last: int
    left: list[int]  # first tokens of the parties before the trigger
    right: list[int]
    opening: int  # first token of the first party of the sentence, -1 for none

    def features(self, party: Party, side: str, shared: list[str]) -> list[str]:
        """How a party stands to the clause of the trigger."""
        voice, frame = shared
        mine = self.left if side == "L" else self.right
        within = self.first <= party.first < self.last
        place = "out"
        if within and not party.inside:
            place = "only" if len(mine) == 1 else "first" if party.first == mine[0] else "last" if party.first == mine[-1] else "mid"
        elif within:
            place = "inner"
        base = f"cl={side}|{place}|{min(len(self.left), 2)}|{min(len(self.right), 2)}"
        opens = f"op={party.first == self.opening}|{min(len(self.left), 1)}|{side}"
        return [base, f"{base}|{voice}", f"{base}|{frame}|{voice}", opens, f"{opens}|{voice}", f"{opens}|{voice}|{frame}"]


def _clause(context: Context, candidate: Candidate) -> Clause:
    """The clause of a trigger."""
    keys, first, last = context.keys, candidate.first, candidate.last
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]
    while first > begin and keys[first - 1] not in _BOUNDS:
        first -= 1
    while last < end and keys[last] not in _BOUNDS:
        last += 1
    parties = [p for p in context.by_sentence[candidate.sentence] if not p.inside]
    left = [p.first for p in parties if first <= p.first and p.last <= candidate.first]
    right = [p.first for p in parties if candidate.last <= p.first < last]
    return Clause(first, last, left, right, parties[0].first if parties else -1)


def _shared(context: Context, candidate: Candidate, entry: Entry) -> list[str]:
    begin = context.bounds[candidate.sentence]
    before = context.keys[max(begin, candidate.first - 3) : candidate.first]
    voice = "pass" if any(k in _PASSIVE for k in before) else "nom" if any(k in CLASSIFIERS for k in before[-1:]) else "act"
    return [voice, entry.frame]


def _place(
    context: Context, candidate: Candidate, entry: Entry, party: Party, side: str, rank: int, triggers: list[int], shared: list[str]
) -> list[str]:
    keys = context.keys
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]
    low, high = (party.last, candidate.first) if side == "L" else (candidate.last, party.first)
    gap = keys[low:high]
    commas = context.marks[high] - context.marks[low]
    breaks = [k for k in gap if k in _BREAKS]
    others = bisect_left(triggers, high) - bisect_left(triggers, low)
    word = _word_before(keys, party, begin, candidate)
    after = keys[party.last] if party.last < end else "|"
    voice, frame = shared
    rank = min(rank, 4)
    near = "0" if len(gap) < 1 else "2" if len(gap) <= 2 else "6" if len(gap) <= 6 else "15" if len(gap) <= 15 else "far"
    base = f"{side}{rank}"
    out = [
        f"s={side}", f"r={base}", f"d={side}{near}", f"w={side}|{word}", f"a={after}", f"k={party.kind}", f"k={side}|{party.kind}",
        f"in={party.inside}",
        f"c={side}{min(commas, 3)}", f"o={side}{min(others, 3)}", f"b={side}{min(len(breaks), 2)}", f"b1={side}{breaks[-1] if breaks else '-'}",
        f"v={voice}|{base}", f"v={voice}|{side}|{word}", f"vk={voice}|{side}|{party.kind}", f"pro={party.stands_in}|{side}",
        f"start={party.first - begin < 6}|{side}", f"wr={base}|{word}", f"in={party.inside}|{party.kind}|{base}", f"o={base}|{min(others, 2)}",
        f"lem={candidate.head}|{side}", f"lem={candidate.head}|{side}|{word}", f"lem={candidate.head}|{base}",
        f"bw={keys[party.first - 1] if party.first > begin else '|'}|{side}",
        f"t1={keys[candidate.last] if candidate.last < end else '|'}|{side}",
        f"t0={keys[candidate.first - 1] if candidate.first > begin else '|'}|{side}",
        f"voc={voice}|{base}|{min(others, 1)}|{min(commas, 1)}",
    ]
    if len(gap) <= 3:
        out.append(f"g={side}|" + " ".join(gap))
    path = [k for k in gap[:24] if k in FUNCTION_WORDS or k in MARKS]
    out.append(f"path={side}|" + " ".join(path[:2] if side == "R" else path[-2:]))
    out.append(f"path3={side}|" + (" ".join(path) if len(path) < 4 else "long"))
    rank = context.rank_of.get(party.entity, 9)
    out.append(f"rank={side}|{min(rank, 4)}")
    out.append(f"title={party.entity in context.in_title}|{side}")
    if party.entity in context.speakers[candidate.sentence]:
        out.append(f"says|{side}")
        out.append(f"says|{base}|{context.speech_at[candidate.first] >= 0}")
    if context.speech_at[candidate.first] >= 0 and context.speech_at[party.first] != context.speech_at[candidate.first]:
        out.append(f"outside={side}")
    return [*out, f"{frame}|{base}|{word}", f"{frame}|{voice}|{base}", f"{voice}|{frame}|{base}|{word}", f"{voice}|{base}|{word}"]


def _word_before(keys: list[str], party: Party, begin: int, candidate: Candidate) -> str:
    """The function word or mark that governs the party's noun phrase: `với` in `với người đồng cấp Nga Lavrov`."""
    for i in range(party.first - 1, max(begin - 1, party.first - 9), -1):
        if candidate.first <= i < candidate.last:
            return "TRIGGER"
        if keys[i] in FUNCTION_WORDS or keys[i] in MARKS:
            return keys[i]
    return "START" if party.first - begin < 9 else "-"


def _beyond(context: Context, candidate: Candidate, entry: Entry, left: list[Party], shared: list[str]) -> Iterator[Seat]:
    """Parties outside the sentence: who speaks, and who was spoken of just before."""
    voice = shared[0]
    subjects = min(2, len({p.entity for p in left if not p.inside}))
    number = context.speech_at[candidate.first]
    begin = context.bounds[candidate.sentence]
    mine = any(k in _FIRST_PERSON for k in context.keys[begin : candidate.first])
    by_name = {p.entity: p for p in reversed(context.parties)}
    for speech in context.speeches:
        around = number >= 0 and speech.first <= candidate.first < speech.last
        cue = candidate.first <= speech.cue < candidate.last
        if not (around or cue) or speech.quote.speaker is None:
            continue
        party = by_name.get(speech.quote.speaker)
        if party:
            base = [f"speaker={around}|{cue}", f"speaker|{mine}|{subjects}", f"speaker|{voice}|{subjects}", f"speaker|k={party.kind}",
            f"speaker|{candidate.head}"]
            yield Seat(party, base)
    seen: set[str] = {p.entity for p in context.by_sentence[candidate.sentence]}
    for back in (1, 2):
        if candidate.sentence - back < 0:
            break
        parties = [p for p in context.by_sentence[candidate.sentence - back] if not p.inside]
        rank = 0
        for party in parties:
            if party.entity in seen or rank > 3:
                continue
            seen.add(party.entity)
            start = party.first - context.bounds[candidate.sentence - back] < 6
            base = [f"back{back}|{rank}", f"back{back}|{party.kind}", f"back|{subjects}|{voice}", f"back{back}|{start}",
            f"back|doc={min(4, context.rank_of.get(party.entity, 9))}|{subjects}", f"back|title={party.entity in context.in_title}|{subjects}",
            f"back|{rank}|{party.kind}|{subjects}", f"back|{candidate.head}"]
            rank += 1
            yield Seat(party, base)
