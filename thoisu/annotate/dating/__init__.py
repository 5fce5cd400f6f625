"""When an article without a publication date was published, as far as its own words say: an interval or nothing."""

import math
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from thoisu.annotate.dating.anchor import Anchor, find_anchor
from thoisu.annotate.dating.clues import FIRST_YEAR, LAST_YEAR, Clue, find_count_clues, find_weekday_clues, find_year_clues
from thoisu.annotate.dating.fame import Fame, load_fame, names_in, score_years, telling_names
from thoisu.annotate.dating.known import find_event_clues, find_meeting_clues, find_tenure_clues
from thoisu.model import Document, Span
from thoisu.text.normalize import lower

__all__ = ["Published", "find_clues", "find_news_day", "find_published", "infer"]


class Published(Struct, frozen=True):
    """The days between which an article was published (ISO, both inclusive), the words that say so, and the clues by name."""

    between: tuple[str, str]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float | None = None


# Names of one report are not independent of one another; UNSEEN is what years far from the counts are worth to them.
# What names say is bounded: no count of names outweighs a date in the text.
NAME_WEIGHT, NAME_CAP, UNSEEN, SURE, LONGEST_DAYS = 1.1, 8.0, 0.0, 0.975, 1500
WEB_YEARS = (2008, 2026)
HARD = -4.0
WRITTEN_YEAR = -4.0  # what it costs a year that the day of the news is written with another


def find_published(doc: Document) -> Published | None:
    """The interval in which an article was published, inferred from its text; None where the text does not settle it.

    Needs `doc.times` read without a publication date; better with `doc.mentions` (terms of office).
    """
    return infer(doc, load_fame())


def infer(doc: Document, fame: Fame) -> Published | None:
    """`find_published` with given counts of names."""
    key = lower(doc.text)
    clues = find_clues(doc, key)
    anchor = _anchor(doc, key)
    by_name = _bounded(score_years(names_in(doc.text), fame))
    scored: list[tuple[float, tuple[date, date]]] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        days = _days(year, anchor)
        if days is None:
            continue
        score = by_name[year]
        if anchor is not None and anchor.year is not None and year != anchor.year:
            score += WRITTEN_YEAR
        score += sum(clue.weigh(year, *days) for clue in clues)
        scored.append((score, days))
    found = _decide(scored, clues, anchor)
    if found is None or found.evidence:
        return found
    return replace(found, evidence=telling_names(doc.text, fame, int(found.between[0][:4])))


def find_news_day(doc: Document) -> Anchor | None:
    """The day that a text opens its news with, without its year; needs `doc.times` read without a publication date.

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.annotate.times import find_times
    >>> doc = Document(article_from_text("a", "Sáng nay (22/10), mưa lớn trút xuống xã Mây."))
    >>> find_news_day(replace(doc, times=tuple(find_times(doc))))[:3]
    (10, 22, 1)
    """
    return _anchor(doc, lower(doc.text))


def _anchor(doc: Document, key: str) -> Anchor | None:
    return find_anchor(key, doc.times or ()) if len(key) == len(doc.text) else None


def find_clues(doc: Document, key: str) -> list[Clue]:
    """Every clue of a document, names and the day of the news apart; `key` is its text in lower case."""
    if len(key) != len(doc.text):
        return []
    return [
        *find_year_clues(doc, key), *find_weekday_clues(key), *find_count_clues(key), *find_event_clues(key),
        *find_meeting_clues(doc, key), *find_tenure_clues(doc, key),
    ]


def _bounded(by_name: dict[int, float]) -> dict[int, float]:
    """The weight of each year by names, at most NAME_CAP below the best."""
    scores = {year: NAME_WEIGHT * by_name.get(year, UNSEEN) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    best = max(scores.values())
    return {year: max(score - best, -NAME_CAP) + _prior(year) for year, score in scores.items()}


def _prior(year: int) -> float:
    """The log weight of a year before anything is read: few pages of Vietnamese outlets are older than 2008."""
    return -2.0 if year < WEB_YEARS[0] else -5.0 if year > WEB_YEARS[1] else 0.0


def _days(year: int, anchor: Anchor | None) -> tuple[date, date] | None:
    if anchor is None:
        return date(year, 1, 1), date(year, 12, 31)
    try:
        first = date(year, anchor.month, anchor.day)
    except ValueError:
        return None
    return first, first + timedelta(anchor.slack)


def _decide(scored: list[tuple[float, tuple[date, date]]], clues: list[Clue], anchor: Anchor | None) -> Published | None:
    best = max(score for score, _ in scored)
    weights = [(math.exp(score - best), days) for score, days in scored]
    total = sum(weight for weight, _ in weights)
    mass, chosen = 0.0, []
    for weight, days in sorted(weights, reverse=True):
        mass += weight / total
        chosen.append(days)
        if mass >= SURE:
            break
    first, last = min(days[0] for days in chosen), max(days[1] for days in chosen)
    if len(chosen) == 1:
        first, last = _narrow(first, last, clues)
    if (last - first).days > LONGEST_DAYS:
        return None
    spans = [span for clue in clues for span in clue.spans]
    if anchor:
        spans.append(Span(anchor.start, anchor.end))
    rules = sorted({clue.rule for clue in clues} | ({"day.news"} if anchor else set()) or {"names"})
    return Published((first.isoformat(), last.isoformat()), tuple(sorted(spans, key=lambda s: s.start)), "+".join(rules), round(mass, 3))


def _narrow(first: date, last: date, clues: list[Clue]) -> tuple[date, date]:
    """The interval cut by the clues that bound it hard; former holders of an office are often named by it, so ends of terms cut nothing."""
    for clue in clues:
        for begin, end in clue.windows if clue.doubt <= HARD else ():
            if begin <= last and first <= end:
                first, last = max(first, begin), min(last, end)
                break
    return first, last
