"""Holidays and days of the lunar calendar: `mùng 3 Tết`, `rằm tháng Giêng`, `23 tháng Chạp`, `dịp Tết`."""

import re
from datetime import date, timedelta

from thoisu.annotate.times.calendar import lunar_day, safe_date
from thoisu.annotate.times.fragments import MONTH, STEM_BRANCH, read_cycle, read_month, rx
from thoisu.lexicon import load_rows

_FEASTS = {row[0]: (row[1], int(row[2]), int(row[3]), row[4] == "1") for row in load_rows("feasts")}
_NAMES = "|".join(re.escape(name) for name in sorted(_FEASTS, key=len, reverse=True))
_FEAST = rx(
    rf"(?P<lead>(?:(?:dịp|ngày|đêm|hôm|kỳ nghỉ|đợt nghỉ) (?:lễ )?)?)(?P<name>{_NAMES})(?!\w)(?P<rest>,? (?:năm )?(?P<y>20\d\d|"
    rf"19\d\d)(?!\d)| (?P<w>này|năm nay|năm ngoái|"
    rf"vừa qua|vừa rồi|tới|năm tới)| (?:năm )?{STEM_BRANCH}(?: (?:năm )?\(?(?P<y2>(?:19|20)\d\d)(?!\d)\)?)?)?"
)
_LEADING = re.compile(r"(?:^|\W)(?:trước|sau|qua|đến|tới|từ|hết|cận|sát|giáp|trong|vào)[ ](?:lễ |ngày )?$")
_NEW_YEAR = rx(
    rf"(?P<lead>(?:ngày |đêm |sáng |hôm )?)(?:(?P<m>mùng|mồng) (?P<d>\d{{1,2}}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)|(?P<o>2[0-9]|"
    rf"30))(?:(?= (?:đến|tới|và)(?: hết)? (?:mùng |mồng )?\d{{1,2}} tết(?!\w))|"
    rf" tết(?: nguyên đán| âm lịch)?(?!\w)(?: (?:năm )?(?:(?P<y>20\d\d|19\d\d)(?!\d)|{STEM_BRANCH}))?)"
)
_LUNAR = rx(
    rf"(?P<lead>(?:ngày |đêm |hôm )?)(?:(?P<ram>rằm)|(?:mùng |mồng )?(?P<d>\d{{1,2}})) ?(?:tháng |"
    rf"[/-])(?P<m>{MONTH})(?P<al> ?(?:\(âm lịch\)|âm lịch))?(?: năm (?:(?P<y>\d{{4}})(?!\d)|{STEM_BRANCH}))?"
)
_NUMBERS = {w: i for i, w in enumerate(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"], 1)}


def _nearest(days: list[date | None], today: date | None, word: str = "") -> str:
    """The value of the day nearest to publication, coming ones preferred, in the direction of the word after it."""
    known = [d for d in days if d is not None]
    if today is None or not known:
        return "XXXX-XX-XX"
    if word in ("vừa qua", "vừa rồi"):
        return max((d for d in known if d <= today), default=known[0]).isoformat()
    if word == "tới":
        return min((d for d in known if d >= today), default=known[-1]).isoformat()
    return min(known, key=lambda d: abs((d - today).days) * (1 if d >= today else 1.5)).isoformat()


def _easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


def feast_day(name: str, year: int) -> date | None:
    """The solar day on which a feast of the table falls in a year; lunar feasts of the twelfth month belong to the year that ends.

    >>> feast_day("tết nguyên đán", 2016)
    datetime.date(2016, 2, 8)
    """
    calendar, month, day, _ = _FEASTS[name]
    if calendar == "solar":
        return safe_date(year, month, day)
    if calendar == "easter":
        return _easter(year) + timedelta(day)
    if name == "giao thừa":
        first = lunar_day(year, 1, 1)
        return first - timedelta(1) if first else None
    return lunar_day(year - (month == 12), month, day)


def read_feast(key: str, at: int, today: date | None) -> tuple[int, str, bool] | None:
    """End, value and whether it stands alone of the feast or lunar day that starts at `at`; None where there is none."""
    return _read_named(key, at, today) or _read_new_year(key, at, today) or _read_lunar(key, at, today)


def _years(today: date | None) -> tuple[int, ...]:
    return () if today is None else (today.year - 1, today.year, today.year + 1)


def _cycle_year(match: re.Match[str], today: date | None) -> int | None:
    """The year that the stem and branch after a feast name (`Tết Đinh Dậu`), the nearest to publication."""
    return read_cycle(match["stem"], match["branch"], today.year) if match["stem"] and today else None


def _read_named(key: str, at: int, today: date | None) -> tuple[int, str, bool] | None:
    match = _FEAST.match(key, at)
    if not match:
        return None
    name = match["name"]
    if name == "tết" and "lễ " in match["lead"]:
        return None
    alone = _FEASTS[name][3]
    cycle = int(match["y2"]) if match["y2"] else _cycle_year(match, today)
    sure = bool(alone or match["lead"] or match["y"] or cycle or _LEADING.search(key[max(0, at - 16) : at]))
    if not sure:
        return None
    if match["y"] or cycle:
        year = int(match["y"]) if match["y"] else cycle or 0
        day = feast_day(name, year)
        return match.end(), day.isoformat() if day else str(year), True
    if match["stem"]:
        return match.end("name"), _nearest([feast_day(name, y) for y in _years(today)], today), True
    word = match["w"] or ""
    if today is not None and word.startswith("năm "):
        day = feast_day(name, today.year + {"năm nay": 0, "năm ngoái": -1, "năm tới": 1}[word])
        return (match.end(), day.isoformat(), True) if day else None
    return match.end(), _nearest([feast_day(name, y) for y in _years(today)], today, word), True


def _read_new_year(key: str, at: int, today: date | None) -> tuple[int, str, bool] | None:
    match = _NEW_YEAR.match(key, at)
    if not match:
        return None
    cycle = _cycle_year(match, today)
    years = (int(match["y"]),) if match["y"] else (cycle,) if cycle else _years(today)
    if match["o"]:
        days = [lunar_day(y - 1, 12, int(match["o"])) or feast_day("giao thừa", y) for y in years]
    else:
        days = [lunar_day(y, 1, int(match["d"]) if match["d"].isdigit() else _NUMBERS[match["d"]]) for y in years]
    return match.end(), _nearest(days, today or (days[0] if match["y"] and days else None)), True


def _read_lunar(key: str, at: int, today: date | None) -> tuple[int, str, bool] | None:
    match = _LUNAR.match(key, at)
    month = read_month(match["m"]) if match else None
    if not match or month is None or not (match["ram"] or match["al"] or match["stem"] or match["m"] in ("giêng", "chạp")):
        return None
    day = 15 if match["ram"] else int(match["d"])
    if not 1 <= day <= 30:
        return None
    cycle = _cycle_year(match, today)
    years = (int(match["y"]),) if match["y"] else (cycle,) if cycle else _years(today)
    days = [lunar_day(y, month, day) for y in years]
    return match.end(), _nearest(days, today or next(iter(d for d in days if d), None)), True
