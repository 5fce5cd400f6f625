"""Events: mentions in the articles of one story that tell the same happening become one event; parties, date and status by vote.

Each origin has one vote, however many articles carry it; a more precise date weighs more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec.structs import replace

from thoisu.model import ConsultMode, Document, Event, Origin, Status, Telling
from thoisu.record.dates import day_of, days_of, gap_in_days, overlap, specificity
from thoisu.record.happenings import MUTUAL, Happening, Sides, date_standing, place_of, read_happenings, syllables_of, tell
from thoisu.record.origins import index_origins
from thoisu.record.parties import Known, Parties, learn_parties
from thoisu.record.tellings import make_id, share_words, sort_documents

# Words that are said again and again between the same parties: their happening needs more than its parties to be the same.
_REPEATED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "CONCEDE", "AGREE"})
_DAILY = frozenset({"ASSAULT", "PROTEST"})  # go on from day to day, so that another day is another of them
_MOVABLE = frozenset({"CONSULT", "COOPERATE", "MOBILIZE", "AGREE", "PROTEST", "AID", "RETREAT"})
_THRESHOLD, _THRESHOLD_REPEATED = 3.0, 3.6
_LIKE_WORDS, _LIKE_AT_ALL = 0.4, 0.2  # shares of the words around two acts
_MEMBERS_COMPARED = 8
_STANDING = {"here": 1.0, "of_saying": 0.4, "elsewhere": 0.7}  # what a date is worth by where it stands
_VISIT_DAYS = 3  # one article dates a visit by its first day, another by its last
_DOUBTFUL_DAYS = 2  # tellings of one day that differ by more are two happenings


T = TypeVar("T", bound=str)


@dataclass(slots=True)
class _Group:
    """Happenings taken for one event, in the order told."""

    members: list[Happening]
    articles: set[str] = field(default_factory=set)


def group_events(
    docs: Iterable[Document], origins: Iterable[Origin] = (), *, story: str | None = None, known: Known = None
) -> Iterator[Event]:
    """The events of the articles of one story, in the order in which they were first told.

    `known` maps names to the state or body they act for. Two mentions of one article never merge: the article itself says that they are two.

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.model import EventMention, Span
    >>> told = EventMention("CONSULT", "meeting", (Span(12, 15),), ("Russia", "NATO"), (), "2015-05-13", "asserted", "")
    >>> docs = [Document(article_from_text(id, "Nga và NATO họp."), events=(told,)) for id in ("a", "b")]
    >>> [(e.actors, len(e.tellings), e.independent_origins) for e in group_events(docs)]
    [(('Russia', 'NATO'), 2, 2)]
    """
    ordered = sort_documents(docs)
    parties = learn_parties(ordered, known)
    by_article = index_origins(origins)
    seen: Counter[str] = Counter()
    for group in _assign(ordered, parties):
        event = _settle(group.members, by_article, story, parties)
        seen[event.id] += 1
        yield event if seen[event.id] == 1 else _renumbered(event, seen[event.id])


def _assign(docs: list[Document], parties: Parties) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[tuple[str, str], list[int]] = {}
    for doc in docs:
        happenings = read_happenings(doc, parties)
        pairs = []
        for i, happening in enumerate(happenings):
            for g in _candidates(happening, index):
                if (score := _score_group(happening, groups[g])) > 0:
                    pairs.append((-score, i, g))
        taken: dict[int, int] = {}
        for _, i, g in sorted(pairs):
            if i not in taken and doc.article.id not in groups[g].articles:
                taken[i] = g
                groups[g].articles.add(doc.article.id)
        for i, happening in enumerate(happenings):
            g = taken.get(i, len(groups))
            if g == len(groups):
                groups.append(_Group([], {doc.article.id}))
            groups[g].members.append(happening)
            for home in happening.everyone:
                places = index.setdefault((happening.mention.type, home), [])
                if g not in places[-64:]:
                    places.append(g)
    return groups


def _candidates(happening: Happening, index: Mapping[tuple[str, str], list[int]]) -> list[int]:
    """Groups of the same type that share a party, the party with fewest groups first in thought: at most 200, the latest."""
    found: set[int] = set()
    for home in happening.everyone:
        found.update(index.get((happening.mention.type, home), ())[-200:])
    return sorted(found)


def _score_group(happening: Happening, group: _Group) -> float:
    """The best score against a member, 0 where some member cannot be the same happening."""
    best = 0.0
    for member in group.members[:_MEMBERS_COMPARED]:
        score = _score(happening, member)
        if score < 0:
            return 0.0
        best = max(best, score)
    least = _THRESHOLD_REPEATED if happening.mention.type in _REPEATED else _THRESHOLD
    return best if best >= least else 0.0


def _score(a: Happening, b: Happening) -> float:
    """How much speaks for one happening behind two mentions; -1 where they cannot be one."""
    parties = _score_parties(a, b)
    mode = _score_mode(a.mention.mode, b.mention.mode)
    if parties < 0 or mode < 0:
        return -1.0
    same = bool(a.triggers & b.triggers)
    trigger = 1.0 if same else 0.5 if _share_syllable(a, b) else 0.0
    if not trigger and a.mention.mode != b.mention.mode:
        mode -= 0.7  # `đối thoại` in general is no particular `gặp`
    context = share_words(a.words, b.words)[0]
    if a.mention.type not in MUTUAL and not trigger and context < _LIKE_WORDS:
        return -1.0  # another word for another act, said in other words
    if a.mention.type in _REPEATED and context < _LIKE_AT_ALL:
        return -1.0
    date = _score_date(a, b, strong=parties >= 0.75 and (same or context >= 0.4))
    if date <= -1:
        return -1.0
    status = 0.5 if a.mention.status == b.mention.status else -1.0 if "conditional" in (a.mention.status, b.mention.status) else 0.0
    return 2 * parties + mode + trigger + 2 * context + date + status


def _share_syllable(a: Happening, b: Happening) -> bool:
    return any(syllables_of(x) & syllables_of(y) for x in a.triggers for y in b.triggers)


def _score_parties(a: Happening, b: Happening) -> float:
    if a.mention.type in MUTUAL:
        common, conflict = _common(a.everyone, b.everyone)
        small = min(len(a.everyone), len(b.everyone))
        if conflict or not common or (small > 1 and common < 2):
            return -1.0
        if small == 1:
            return 0.75 if len(a.everyone) == len(b.everyone) else 0.5
        return 2 * common / (len(a.everyone) + len(b.everyone))
    actor, recipient = _side(a.actors, b.actors), _side(a.recipients, b.recipients)
    if actor < 0 or recipient < 0 or actor + recipient < 1:
        return -1.0
    empty_alike = (not a.actors and not b.actors) or (not a.recipients and not b.recipients)
    return 1.0 if actor + recipient == 2 else 0.75 if empty_alike else 0.5


def _side(a: Sides, b: Sides) -> int:
    """1 where the same party stands on both sides, 0 where one side is not told, -1 where others do."""
    if not a or not b:
        return 0
    common, conflict = _common(a, b)
    return 1 if common and not conflict else -1


def _common(a: Sides, b: Sides) -> tuple[int, bool]:
    """How many parties are the same, and whether two different persons act for one of them."""
    homes = a.keys() & b.keys()
    return len(homes), any(a[h] and b[h] and not any(_one_person(x, y) for x in a[h] for y in b[h]) for h in homes)


def _one_person(a: str, b: str) -> bool:
    """Whether two names can be one person's: all words of the one stand in the other, as in `Albert Rosario`, `Albert F. del Rosario`."""
    first, second = set(a.lower().split()), set(b.lower().split())
    return a == b or (min(len(first), len(second)) > 1 and (first <= second or second <= first))


def _score_mode(a: ConsultMode | None, b: ConsultMode | None) -> float:
    if a == b:
        return 0.5 if a else 0.0
    if a is None or b is None:
        return -1.0 if (a or b) in ("letter", "hotline") else 0.0
    return 0.0 if {a, b} <= {"meeting", "multilateral", "third-party"} else -1.0


def _score_date(a: Happening, b: Happening, *, strong: bool) -> float:
    first, second = a.mention.date, b.mention.date
    if first and second and days_of(first) and days_of(second):
        if overlap(first, second):
            return 2.0 if specificity(first) == specificity(second) == 3 else 1.0
        if a.mention.type in _MOVABLE and "planned" in (a.mention.status, b.mention.status) and strong:
            return 0.0 if _still_ahead(a, b) else -1.0
        gap = gap_in_days(first, second)
        if a.mention.type in _DAILY and gap and date_standing(a) == date_standing(b) == "here":
            return -1.0
        if a.mention.mode == b.mention.mode == "visit" and gap is not None and gap <= _VISIT_DAYS:
            return 0.0
        return -0.5 if strong and gap is not None and gap <= _DOUBTFUL_DAYS else -1.0
    return 0.0 if _can_meet(a, b) and _can_meet(b, a) else -1.0


def _still_ahead(a: Happening, b: Happening) -> bool:
    """Whether what one article only plans is not yet over by the date of the other: a next meeting is another one."""
    for planned, other in ((a, b), (b, a)):
        span = days_of(other.mention.date)
        if planned.mention.status == "planned" and planned.day and span and span[1] < planned.day:
            return False
    return True


def _can_meet(undated: Happening, other: Happening) -> bool:
    """Whether an act without a date can fall on the other's: what has happened is past, what is planned is ahead of its article."""
    span = days_of(other.mention.date)
    if undated.mention.date or not undated.day or not span:
        return True
    if undated.mention.status == "planned":
        return span[1] >= undated.day
    return undated.mention.status == "conditional" or span[0] <= undated.day


def _settle(members: list[Happening], origins: Mapping[str, Origin], story: str | None, parties: Parties) -> Event:
    tellings = tuple(tell(m, origins) for m in members)
    votes = _votes(tellings)
    first = members[0]
    anchor = make_id(
        "ev", first.mention.type, *sorted(first.everyone), first.mention.date, first.article, " ".join(sorted(first.triggers)),
    )
    actors, recipients = _settle_parties(members, votes, parties)
    modes: list[tuple[ConsultMode | None, float]] = [(m.mention.mode, w) for m, w in zip(members, votes, strict=True)]
    return Event(
        id=anchor, type=first.mention.type, mode=_weigh(modes), actors=actors, recipients=recipients,
        date=_settle_date(tellings, [w * _STANDING[date_standing(m)] for m, w in zip(members, votes, strict=True)]),
        status=_settle_status(tellings, votes), tellings=tellings, independent_origins=len({t.origin for t in tellings}),
        history=_history(tellings), story=story, place=_weigh((place_of(m), w) for m, w in zip(members, votes, strict=True)),
    )


def _votes(tellings: tuple[Telling, ...]) -> list[float]:
    """The vote of each telling: an origin's one vote shared by its tellings."""
    counts = Counter(t.origin for t in tellings)
    return [1 / counts[t.origin] for t in tellings]


def _weigh(values: Iterable[tuple[T | None, float]]) -> T | None:
    """The value with most weight, the first in the alphabet of equals; None does not vote."""
    weights: dict[T, float] = {}
    for value, weight in values:
        if value is not None:
            weights[value] = weights.get(value, 0.0) + weight
    return min(weights, key=lambda v: (-round(weights[v], 6), v)) if weights else None


def _settle_parties(members: list[Happening], votes: list[float], parties: Parties) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names on each side, in the order first told, of the parties that more than half of the origins that name the side give.

    Where no party (or of what two do together, only one) has so many, all have their say. A name that stands on both sides in different
    tellings goes to where most put it.
    """
    sides: list[dict[str, float]] = [{}, {}]
    for member, weight in zip(members, votes, strict=True):
        for table, names in zip(sides, (member.mention.actors, member.mention.recipients), strict=True):
            for name in names:
                table[name] = table.get(name, 0.0) + weight
    acting, done_to = (_majority(members, votes, parties, side) for side in (0, 1))
    both = {n for n in sides[0] if n in sides[1] and not any(n in m.mention.actors and n in m.mention.recipients for m in members)}
    actors = tuple(n for n in sides[0] if parties.home(n) in acting and (n not in both or sides[0][n] >= sides[1][n]))
    recipients = tuple(n for n in sides[1] if parties.home(n) in done_to and (n not in both or sides[1][n] > sides[0][n]))
    return actors, recipients


def _majority(members: list[Happening], votes: list[float], parties: Parties, side: int) -> set[str]:
    """The homes on a side that more than half of the votes for that side name; all where too few are agreed on."""
    weights: dict[str, float] = {}
    told = 0.0
    for member, weight in zip(members, votes, strict=True):
        names = (member.mention.actors, member.mention.recipients)[side]
        told += weight if names else 0.0
        for home in {parties.home(n) for n in names}:
            weights[home] = weights.get(home, 0.0) + weight
    agreed = {home for home, weight in weights.items() if weight > told / 2 + 1e-6}
    least = 2 if members[0].mention.type in MUTUAL and side == 0 and len(weights) > 1 else 1
    return agreed if len(agreed) >= least else set(weights)


def _settle_date(tellings: tuple[Telling, ...], votes: list[float]) -> str | None:
    """The date with most weight: its own tellings' by precision, and those of wider dates that hold it."""
    dated = [(t.date, w) for t, w in zip(tellings, votes, strict=True) if t.date and days_of(t.date)]
    if not dated:
        return next((t.date for t in tellings if t.date), None)
    scores = {
        value: sum(w * specificity(d) for d, w in dated if d == value or (specificity(d) < specificity(value) and overlap(d, value)))
        for value in {d for d, _ in dated}
    }
    return min(scores, key=lambda d: (-round(scores[d], 6), -specificity(d), d))


def _settle_status(tellings: tuple[Telling, ...], votes: list[float]) -> Status:
    """What has come true, or was denied, counts more than what was planned, and that more than what was only possible."""
    for rank in (("asserted", "denied"), ("planned",), ("conditional",)):
        said: list[tuple[Status | None, float]] = [(t.status if t.status in rank else None, w) for t, w in zip(tellings, votes, strict=True)]
        best: Status | None = _weigh(said)
        if best:
            return best
    return "asserted"


def _history(tellings: tuple[Telling, ...]) -> tuple[tuple[str | None, Status], ...]:
    out: list[tuple[str | None, Status]] = []
    for telling in tellings:
        if telling.status and (not out or out[-1][1] != telling.status):
            out.append((day_of(telling.published), telling.status))
    return tuple(out)


def _renumbered(event: Event, number: int) -> Event:
    return replace(event, id=make_id("ev", event.id, str(number)))
