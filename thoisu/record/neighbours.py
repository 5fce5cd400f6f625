"""When an article without a date was published, as far as dated articles say that copy it or tell the same story.

Two articles that tell one story are often days or weeks apart: alone they say little. Two things say much. A copy stands in the other
nearly whole (below COPY_SHARE the likest pairs are bulletins of another day, written to one form). And a day that the article itself
names as that of its news, without the year, near a day on which its story was told: that chance agrees so is one case in seventy.
The widths are those of docs/evaluation.md, "Dates from neighbours".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from thoisu.model import PublishedHow, Time
from thoisu.record.copies import Pair
from thoisu.record.dates import day_of
from thoisu.record.stories_group import Edge

COPY_SHARE = 0.95
COPY_DAYS = 1
NEAR_DAYS = 2  # between the days on which the news may have appeared and a neighbour's
LIKE = 0.2  # likeness from which a single neighbour speaks
ALIKE, TOGETHER = 0.4, 2  # likeness, and days apart, of neighbours that speak although the article names no day
LOOSE_DAYS = 30
WIDEST_DAYS = 92
MOST_GROUNDS = 8
_LATER_DAYS = 150
_DAY = re.compile(r"(?:XXXX|\d{4})-(\d\d)-(\d\d)(?:T|$)")


class Ground(Struct, frozen=True, gc=False):
    """A dated article that bounds when another was published, as its copy or as one of its story; `share` is text shared, or likeness, 0..1."""

    article: str
    relation: Literal["copy", "story"]
    published: str  # the day
    share: float


class Bounds(Struct, frozen=True):
    """When an article without a date was published, by others: never the ground of another date.

    `words` are the offsets of the day that its own text gives without a year; `own` is what its text alone says.
    """

    between: tuple[str, str]  # ISO dates, both inclusive
    how: PublishedHow
    grounds: tuple[Ground, ...]
    words: tuple[int, int] | None = None
    own: tuple[str, str] | None = None


class NewsDay(Struct, frozen=True, gc=False):
    """The day of the news by an article's own words, mostly without the year; it appeared then or within `slack` days. Offsets are of the words."""

    month: int
    day: int
    slack: int
    start: int
    end: int
    year: int | None = None


class TextDays(Struct, frozen=True):
    """What an article without a date says of days: that of its news, and every month and day that it names."""

    news: NewsDay | None
    named: tuple[tuple[int, int], ...]


def find_named(times: Iterable[Time]) -> tuple[tuple[int, int], ...]:
    """Month and day of every day that is named, sorted.

    >>> find_named([Time(0, 5, "DATE", "XXXX-10-22", "day.month"), Time(9, 13, "DATE", "2013", "year")])
    ((10, 22),)
    """
    return tuple(sorted({(int(m[1]), int(m[2])) for t in times if (m := _DAY.match(t.value))}))


def find_grounds(
    published: Mapping[str, str], groups: Iterable[Sequence[str]], edges: Iterable[Edge], pairs: Iterable[Pair]
) -> dict[str, tuple[Ground, ...]]:
    """For each article without a date the dated ones that copy it or stand in its story, the likest first.

    `published` holds the publication of every article as the articles themselves give it, '' where not known.

    >>> find_grounds({"a": "2013-10-23", "b": ""}, [("a", "b")], [Edge("a", "b", 0.5)], [])
    {'b': (Ground(article='a', relation='story', published='2013-10-23', share=0.5),)}
    """
    likeness = {(e.a, e.b): e.weight for e in edges if not (published[e.a] and published[e.b])}
    found: dict[str, dict[str, Ground]] = {}
    for group in groups:
        dated = [(i, day) for i in group if (day := day_of(published[i]))]
        for article in group if dated else ():
            if not published[article]:
                found[article] = {
                    i: Ground(i, "story", day, round(likeness.get((min(i, article), max(i, article)), 0.0), 4)) for i, day in dated
                }
    for pair in pairs:
        share = max(pair.a_in_b, pair.b_in_a)
        for article, other in ((pair.a, pair.b), (pair.b, pair.a)):
            day = day_of(published[other])
            if share >= COPY_SHARE and day and not published[article]:
                found.setdefault(article, {})[other] = Ground(other, "copy", day, share)
    return {i: tuple(sorted(near.values(), key=_rank)) for i, near in found.items()}


def _rank(ground: Ground) -> tuple[bool, float, str, str]:
    return ground.relation != "copy", -ground.share, ground.published, ground.article


def bound_date(grounds: Sequence[Ground], days: TextDays, own: tuple[str, str] | None = None) -> Bounds | None:
    """The days between which an article was published, by its copies, else by its story; None where they do not settle it.

    `own` is what its text alone says: the outcome lies within it, and None where the others add nothing. Where the two exclude one
    another, the names of a text having told a wrong year, only copies, several of a story or one that is much alike count for more.

    >>> told = [Ground("a", "story", "2013-10-23", 0.3)]
    >>> bound_date(told, TextDays(NewsDay(10, 22, 2, 0, 5), ())).between
    ('2013-10-22', '2013-10-24')
    >>> bound_date(told, TextDays(None, ())) is None
    True
    """
    told = _parse(grounds)
    copies = [t for t in told if t[1].relation == "copy"]
    found = _by_copies(copies, days.news) if copies else _by_story(told, days)
    if found is None:
        return None
    first, last, used = found
    if own is not None:
        low, high = date.fromisoformat(own[0]), date.fromisoformat(own[1])
        apart = last < low or high < first
        if (apart and not _outweighs(used, days.news)) or (first <= low and high <= last):
            return None
        if not apart:
            first, last = max(first, low), min(last, high)
    return Bounds(
        (first.isoformat(), last.isoformat()), "copies" if copies else "story", tuple(sorted(used, key=_rank)[:MOST_GROUNDS]),
        (days.news.start, days.news.end) if days.news else None, own,
    )


def _outweighs(used: Sequence[Ground], news: NewsDay | None) -> bool:
    """Whether others count for more than what the text alone says: the year of the day of its news, which they tell better than names."""
    return news is not None and (len(used) > 1 or used[0].relation == "copy" or used[0].share >= ALIKE)


_Told = tuple[date, Ground]
_Found = tuple[date, date, list[Ground]]


def _parse(grounds: Sequence[Ground]) -> list[_Told]:
    out = []
    for ground in grounds:
        try:
            out.append((date.fromisoformat(ground.published), ground))
        except ValueError:
            continue  # `2013-02-30`, as a page may give it
    return out


def _by_copies(copies: list[_Told], news: NewsDay | None) -> _Found | None:
    """About the days of the copies; where the text names the day of its news, one that fits them."""
    first, last = _reach([d for d, _ in copies], COPY_DAYS)
    if (last - first).days > WIDEST_DAYS:
        return None
    used = [g for _, g in copies]
    if news is None:
        return first, last, used
    fitting = [(max(a, first), min(b, last)) for a, b in _windows(news, first, last) if a <= last and first <= b]
    return (*fitting[0], used) if len(fitting) == 1 else None


def _by_story(told: list[_Told], days: TextDays) -> _Found | None:
    if not told:
        return None
    if days.news is not None:
        return _by_news_day(told, days.news)
    first, last = min(d for d, _ in told), max(d for d, _ in told)
    likest = max(g.share for _, g in told)
    together = (last - first).days <= TOGETHER
    if not together or not ((len(told) > 1 and likest >= ALIKE) or (likest >= LIKE and _named_last(days.named, first, last))):
        return None
    return (*_reach([first, last], LOOSE_DAYS), [g for _, g in told])


def _by_news_day(told: list[_Told], news: NewsDay) -> _Found | None:
    """The day of the news in the one year in which its story was told on days close to it."""
    found = []
    for a, b in _windows(news, min(d for d, _ in told), max(d for d, _ in told)):
        used = [g for d, g in told if a.toordinal() - NEAR_DAYS <= d.toordinal() <= b.toordinal() + NEAR_DAYS]
        if len(used) > 1 or any(g.share >= LIKE for g in used):
            found.append((a, b, used))
    return found[0] if len(found) == 1 else None


def _windows(news: NewsDay, first: date, last: date) -> list[tuple[date, date]]:
    """The days on which news of that day appeared, in each year about those of the others where the text does not give it."""
    out = []
    for year in range(max(first.year - 1, 1), min(last.year + 1, 9998) + 1) if news.year is None else (news.year,):
        try:
            start = date(year, news.month, news.day)
            out.append((start, start + timedelta(news.slack)))
        except (ValueError, OverflowError):
            continue  # 29 February; a text may write any year, 0000 and 9999 too
    return out


def _named_last(named: Sequence[tuple[int, int]], first: date, last: date) -> bool:
    """Whether the article names a day close to those of its story, and none in the months after them."""
    ahead = [(date(2016, m, d) - _leap(first)).days % 366 for m, d in named if _is_day(m, d)]
    length = (last - first).days
    close = [n for n in ahead if n <= length + 1 or n >= 366 - NEAR_DAYS]
    return bool(close) and not any(length + 1 < n <= length + _LATER_DAYS for n in ahead)


def _leap(day: date) -> date:
    return date(2016, day.month, day.day)


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _reach(days: Sequence[date], more: int) -> tuple[date, date]:
    """The first and last of the days, and so many on either side."""
    low, high = min(days).toordinal() - more, max(days).toordinal() + more
    return date.fromordinal(max(low, 1)), date.fromordinal(min(high, date.max.toordinal()))
