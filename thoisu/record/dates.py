"""Dates at the precision known: `2016`, `2016-11`, `2016-11-24` and intervals `A/B`, compared as spans of days."""

import re
from datetime import date, timedelta
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=50_000)
def days_of(value: str | None) -> tuple[str, str] | None:
    """First and last day of a date or interval as ISO dates that compare as strings, None where it names none.

    >>> days_of("2016-02/2016-03"), days_of("PRESENT_REF")
    (('2016-02-01', '2016-03-31'), None)
    """
    if not value:
        return None
    first, _, last = value.partition("/")
    a, b = _DATE.match(first), _DATE.match(last or first)
    if not a or not b:
        return None
    begin = f"{a[1]}-{a[2] or '01'}-{a[3] or '01'}"
    finish = f"{b[1]}-{b[2] or '12'}-{b[3] or '31'}"
    return (begin, finish) if begin <= finish else (finish, begin)


def day_of(published: str | None) -> str | None:
    """The day of a publication date or date-time, None where it is not known to the day.

    >>> day_of("2016-11-24T10:02:00+07:00")
    '2016-11-24'
    """
    return published[:10] if published and len(published) >= 10 else None


def overlap(a: str | None, b: str | None) -> bool:
    """Whether two dates share a day; an unknown date shares one with all.

    >>> overlap("2016-11", "2016-11-14"), overlap("2016-11-13", "2016-11-14"), overlap(None, "2016")
    (True, False, True)
    """
    x, y = days_of(a), days_of(b)
    return x is None or y is None or (x[0] <= y[1] and y[0] <= x[1])


def specificity(value: str | None) -> int:
    """3 for a day, 2 for less than about six weeks, 1 for anything wider, 0 where no date is known.

    >>> [specificity(v) for v in ("2016-11-14", "2016-11", "2016", None)]
    [3, 2, 1, 0]
    """
    span = days_of(value)
    if span is None:
        return 0
    if span[0] == span[1]:
        return 3
    return 2 if (gap := _days_between(span[0], span[1])) is not None and gap <= 45 else 1


def gap_in_days(a: str | None, b: str | None) -> int | None:
    """Days between two dates, 0 where they overlap, None where one is not known.

    >>> gap_in_days("2013-10-21", "2013-10-23"), gap_in_days("2013-10", "2013-10-23")
    (2, 0)
    """
    x, y = days_of(a), days_of(b)
    if x is None or y is None:
        return None
    if overlap(a, b):
        return 0
    return _days_between(x[1], y[0]) if x[1] < y[0] else _days_between(y[1], x[0])


def months_before(day: str, months: int) -> str:
    """The month so many months before a day.

    >>> months_before("2016-06-21", 20)
    '2014-10'
    """
    index = int(day[:4]) * 12 + int(day[5:7]) - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def days_before(day: str, days: int) -> str | None:
    """The day so many days before a day, None outside the calendar.

    >>> days_before("2016-03-01", 1)
    '2016-02-29'
    """
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def _days_between(first: str, last: str) -> int | None:
    a, b = _ordinal(first), _ordinal(last)
    return None if a is None or b is None else b - a


@lru_cache(maxsize=50_000)
def _ordinal(day: str) -> int | None:
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    for last in range(number, 27, -1):  # 31 stands for the end of any month
        try:
            return date(year, month, last).toordinal()
        except ValueError:
            continue
    try:
        return date(year, month, number).toordinal()
    except ValueError:
        return None
