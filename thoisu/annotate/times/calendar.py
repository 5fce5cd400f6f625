"""Arithmetic on TIMEX3 values: days, ISO weeks, months, years, the lunar calendar. An open year is written XXXX."""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

from lunar_vn import LunarDate, lunar_to_solar

HANOI = timezone(timedelta(hours=7))
OPEN_YEAR = "XXXX"


def parse_day(published: str | None) -> date | None:
    """The day of an ISO date or date-time in Hanoi; None where there is none.

    >>> parse_day("2016-11-24T20:30:00+00:00")
    datetime.date(2016, 11, 25)
    """
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        try:
            return date.fromisoformat(published[:10])
        except ValueError:
            return None
    return moment.astimezone(HANOI).date() if moment.tzinfo else moment.date()


def safe_date(year: int, month: int, day: int) -> date:
    """The day, or the last of its month where a text names one that does not exist (`31/11`).

    >>> safe_date(2013, 11, 31)
    datetime.date(2013, 11, 30)
    """
    return date(year, month, min(day, monthrange(year, month)[1]))


def day_value(year: int | None, month: int, day: int) -> str:
    """The value of a day; the year open where not known.

    >>> day_value(None, 11, 24)
    'XXXX-11-24'
    """
    if year is None:
        return f"{OPEN_YEAR}-{month:02}-{day:02}"
    return safe_date(year, month, day).isoformat()


def month_value(year: int | None, month: int) -> str:
    """The value of a month.

    >>> month_value(2016, 2)
    '2016-02'
    """
    return f"{OPEN_YEAR if year is None else f'{year:04}'}-{month:02}"


def week_value(day: date) -> str:
    """The ISO week of a day.

    >>> week_value(date(2018, 12, 31))
    '2019-W01'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or the last of it.

    >>> shift_months(date(2019, 3, 31), -1)
    datetime.date(2019, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    return safe_date(max(1, index // 12), index % 12 + 1, day.day)


def read_value_day(value: str) -> date | None:
    """The day of a closed value down to days or closer; None for all others and for intervals.

    >>> read_value_day("2013-10-23TEV"), read_value_day("2013-10")
    (datetime.date(2013, 10, 23), None)
    """
    if len(value) < 10 or "/" in value or value[:4] == OPEN_YEAR:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar day of a day of the Vietnamese lunar calendar; None where that month has no such day.

    >>> lunar_day(2018, 1, 1)
    datetime.date(2018, 2, 16)
    """
    try:
        found: date = lunar_to_solar(LunarDate(day=day, month=month, year=year))
    except (ValueError, IndexError, OverflowError):
        return None
    return found
