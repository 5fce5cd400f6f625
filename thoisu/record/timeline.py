"""Timelines: dated entries from events and statements, weighed by origins, each in the words of a telling."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import log1p

from msgspec import Struct

from thoisu.model import Event, Evidence, Statement, Telling, TimelineEntry
from thoisu.record.dates import day_of, days_of, specificity
from thoisu.record.parties import home_of
from thoisu.record.tellings import share_words, weigh_words

_MATERIAL = frozenset({"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONSULT", "AGREE"})
_SAME = 0.8  # share of words from which two entries of one day say the same
_ROOMY = (40, 320)  # characters of a sentence that reads well by itself


class _Candidate(Struct, frozen=True):
    entry: TimelineEntry
    words: dict[str, float]


def make_timeline(
    events: Iterable[Event], statements: Iterable[Statement], *, actors: Iterable[str] = (), start: str | None = None, end: str | None = None,
    limit: int | None = None, known: Mapping[str, str] | None = None, bounds: Mapping[str, tuple[str, str]] | None = None,
) -> tuple[TimelineEntry, ...]:
    """Entries in the order of their dates, at most `limit`: those that most origins tell.

    Each of `actors` has to take part, or somebody who acts for it (`known` maps names to the state or body beside the entity base).
    `start` and `end` are dates, both inclusive. An event without a date stands where it was first told: on the earliest day of publication
    of its articles, or, where none has one, within the narrowest of `bounds` (article to first and last day); what was only possible is left
    out. Two entries that rest on one sentence, or that say the same of one day, are one: the one that more origins tell. The text is a
    sentence of a telling, after `Speaker:` for what is said.

    >>> told = Telling(Evidence("a", "", 0, 26, "Nga và NATO họp hôm 13/5."), published="2015-05-14")
    >>> event = Event("ev-1", "CONSULT", "meeting", ("Russia", "NATO"), (), "2015-05-13", "asserted", (told,), 1)
    >>> [(e.date, e.text) for e in make_timeline([event], [], actors=("NATO",))]
    [('2015-05-13', 'Nga và NATO họp hôm 13/5.')]
    """
    wanted, known, bounds = tuple(actors), known or {}, bounds or {}
    found = [*_from_events(events, wanted, known, bounds), *_from_statements(statements, wanted, known, bounds)]
    first, last = days_of(start), days_of(end)
    kept: list[_Candidate] = []
    by_day: dict[str, list[_Candidate]] = {}
    by_article: dict[str, list[_Candidate]] = {}
    for candidate in sorted(found, key=lambda c: (-c.entry.weight, c.entry.date, c.entry.ref)):
        span = days_of(candidate.entry.date)
        if span is None or (first and span[1] < first[0]) or (last and span[0] > last[1]):
            continue
        if limit is not None and len(kept) >= limit:
            break
        day = by_day.setdefault(candidate.entry.date, [])
        places = by_article.setdefault(candidate.entry.evidence[0].article, [])
        if any(_overlap(candidate, other) for other in places) or any(_repeats(candidate, other) for other in day):
            continue
        day.append(candidate)
        places.append(candidate)
        kept.append(candidate)
    return tuple(c.entry for c in sorted(kept, key=lambda c: (c.entry.date, -c.entry.weight, c.entry.ref)))


def _overlap(a: _Candidate, b: _Candidate) -> bool:
    """Whether two entries of one article rest on the same words."""
    first, second = a.entry.evidence[0], b.entry.evidence[0]
    return first.start < second.end and second.start < first.end


def _repeats(a: _Candidate, b: _Candidate) -> bool:
    """Whether two entries of one day say the same."""
    return share_words(a.words, b.words)[0] >= _SAME


def _takes_part(names: Iterable[str], wanted: tuple[str, ...], known: Mapping[str, str]) -> bool:
    if not wanted:
        return True
    named = set(names)
    return named.issuperset(wanted) or {*named, *(home_of(n, known) for n in named)}.issuperset(wanted)


def _from_events(
    events: Iterable[Event], wanted: tuple[str, ...], known: Mapping[str, str], bounds: Mapping[str, tuple[str, str]]
) -> Iterator[_Candidate]:
    for event in events:
        if event.status == "conditional" or not event.tellings or not _takes_part((*event.actors, *event.recipients), wanted, known):
            continue
        date = event.date if days_of(event.date) else _first_told(event.tellings, bounds)
        if date is None:
            continue
        best = sorted(event.tellings, key=lambda t: (-_reads(t, event), t.published or "9", t.evidence.article))
        weight = event.independent_origins + 0.5 * log1p(len(event.tellings)) + (0.5 if event.type in _MATERIAL else 0.0)
        weight += 0.25 * (event.status == "asserted") + 0.1 * specificity(event.date)
        yield _candidate(date, "event", event.id, best[0].evidence.words, weight, event.independent_origins, [t.evidence for t in best])


def _from_statements(
    statements: Iterable[Statement], wanted: tuple[str, ...], known: Mapping[str, str], bounds: Mapping[str, tuple[str, str]]
) -> Iterator[_Candidate]:
    for statement in statements:
        if not statement.tellings or not _takes_part((statement.speaker, *statement.about), wanted, known):
            continue
        date = statement.date or _first_told(statement.tellings, bounds)
        if date is None:
            continue
        text = f"{statement.speaker}: {statement.text}"
        weight = statement.independent_origins + 0.5 * log1p(len(statement.tellings)) - 0.5 + min(len(statement.text), 200) / 1000
        yield _candidate(date, "statement", statement.id, text, weight, statement.independent_origins, [t.evidence for t in statement.tellings])


def _candidate(date: str, kind: str, ref: str, text: str, weight: float, origins: int, evidence: list[Evidence]) -> _Candidate:
    line = " ".join(text.split())
    entry = TimelineEntry(date, kind, ref, line, round(weight, 3), origins, tuple(evidence))  # type: ignore[arg-type]
    return _Candidate(entry, weigh_words(line))


def _first_told(tellings: Iterable[Telling], bounds: Mapping[str, tuple[str, str]]) -> str | None:
    tellings = tuple(tellings)
    day = min((day for t in tellings if (day := day_of(t.published))), default=None)
    if day is not None:
        return day
    between = sorted({b for t in tellings if t.published is None and (b := bounds.get(t.evidence.article))})
    if not between:
        return None
    first, last = min(between, key=lambda b: (_length(b), b))
    return first if first == last else f"{first}/{last}"


def _length(between: tuple[str, str]) -> int:
    return (date.fromisoformat(between[1]) - date.fromisoformat(between[0])).days


def _reads(telling: Telling, event: Event) -> float:
    """How well the sentence of a telling stands for the event: it gives the date, is a whole sentence, is neither clipped nor endless."""
    words = telling.evidence.words
    score = 2.0 * (telling.date is not None and telling.date == event.date) + 1.0 * (telling.status == event.status)
    score += 1.0 * words.rstrip("\"”' ").endswith((".", "!", "?")) + 1.0 * (_ROOMY[0] <= len(words) <= _ROOMY[1])
    return score
