"""Days given in figures, each with what its clause tells, and when two articles give one thing on different days."""

import re
from collections.abc import Iterator

from msgspec import Struct

from thoisu.model import Document, Evidence, Span, Time
from thoisu.record.dates import day_of, gap_in_days
from thoisu.record.happenings import report_pattern
from thoisu.record.tellings import Reading, share_words, weigh_words

_BEFORE, _AFTER = 110, 90  # characters of the clause around a day
_LIST = re.compile(r"\d\s*(?:-|–|,|và|đến|tới|,\s*rồi)\s*(?:ngày\s*|hôm\s*|sáng\s*|chiều\s*|tối\s*)?\Z")  # `20, 21 và 22/10` is not the 22nd
_LIST_GOES_ON = re.compile(r"\s*(?:-|–|,|và|đến|tới)\s*(?:ngày\s*|hôm\s*|sáng\s*|chiều\s*|tối\s*)?\d")
_SPAN = re.compile(r"(?<!\w)(?:từ|đến|tới|trước|sau|kể từ|hết|hạn|hạn chót|tính đến|cho đến|dự kiến|khoảng)(?: hết| khoảng)?(?: ngày| hôm)? ?\Z")
_CLOCK = re.compile(r"giờ (?:việt nam|địa phương|hà nội|mỹ|quốc tế|gmt)|gmt|(?<!\w)(?:đêm|rạng sáng|tối|nửa đêm|khuya|theo giờ)(?!\w)")
_MONTH_GIVEN = re.compile(r"\d\s*(?:[/.-]|tháng)\s*\d")
_YEAR_GIVEN = re.compile(r"\d{4}")
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_COMPARED = re.compile(r"cùng kỳ|(?<!\w)so (?:với )?")
_RIGHT_BEHIND, _PREPOSITIONS = 12, frozenset({"", "hôm", "vào", "ngày", "vào ngày", "vào hôm", "sáng", "chiều", "trưa", "hồi"})
_LEAST_LIKE = 0.2
_ONE_TIME = 3  # days between articles on one happening
_LIKE = 0.3  # shares of words from which on a day is one of the same matter
_LEAST_WEIGHT = 30.0  # fewer words around a day do not tell what happened on it


class DayFact(Struct, frozen=True):
    """A day and what its clause says happened on it; `saying` where it is the day on which somebody told it.

    `day` is the `value` of the time, with XXXX for a year that the words do not give. `known` are all days of the article,
    each with what its clause tells.
    """

    day: str
    value: str
    rest: dict[str, float]
    names: frozenset[str]
    saying: bool
    night: bool
    published: str | None
    known: tuple[tuple[str, dict[str, float]], ...]
    acts: frozenset[str]  # the types of the events that the clause tells
    beside: frozenset[str]  # the words of the acts that the day stands right behind: `bắt giữ hôm 12-10`
    around: frozenset[str]  # the names of the whole sentence
    evidence: Evidence


def find_day_facts(reading: Reading) -> Iterator[DayFact]:
    """The days that sentences give with month in figures, without ends of spans and lists of days, in order."""
    known = tuple(
        (_open_year(reading, t), weigh_words(reading.words(_clause(reading, reading.sentence(t.start), t))))
        for t in reading.doc.times or () if is_day(t.value)
    )
    for sentence in reading.sentences:
        times = [t for t in reading.doc.times or () if sentence.start <= t.start < sentence.end]
        for time in times:
            value = time.value.partition("T")[0]
            words = reading.matching(time.start, time.end)
            if not is_day(value) or not _MONTH_GIVEN.search(words) or _is_bound(reading, sentence, time):
                continue
            clause = _clause(reading, sentence, time)
            rest = weigh_words(reading.text[clause.start : time.start] + " " + reading.text[time.end : clause.end])
            beside = _beside(reading, time)
            if sum(rest.values()) < _LEAST_WEIGHT and not beside:
                continue
            yield DayFact(
                _open_year(reading, time), value, rest, _names(reading, clause),
                _is_saying(reading, sentence, time), bool(_CLOCK.search(reading.matching(sentence.start, sentence.end))), reading.doc.published,
                known, _acts(reading.doc, clause), beside, _names(reading, sentence), reading.evidence(sentence.start, sentence.end),
            )


def _open_year(reading: Reading, time: Time) -> str:
    """The day of a time, with XXXX for a year that its words do not give."""
    value = time.value.partition("T")[0]
    return value if _YEAR_GIVEN.search(reading.words(Span(time.start, time.end))) else f"XXXX{value[4:]}"


def _clause(reading: Reading, sentence: Span, time: Time) -> Span:
    """The words around a time up to the next times in its sentence."""
    others = [t for t in reading.doc.times or () if sentence.start <= t.start < sentence.end]
    start = max((t.end for t in others if t.end <= time.start), default=sentence.start)
    end = min((t.start for t in others if t.start >= time.end), default=sentence.end)
    return Span(max(start, time.start - _BEFORE), min(end, time.end + _AFTER))


def _is_bound(reading: Reading, sentence: Span, time: Time) -> bool:
    before = reading.matching(max(sentence.start, time.start - 16), time.start)
    inside = reading.matching(time.start, time.end)
    spans = _SPAN.search(before) or re.match(r"(?:từ|đến|tới|trước|sau|hết)(?!\w)", inside) or _COMPARED.search(before)
    return bool(spans) or in_list(reading, sentence, time)


def in_list(reading: Reading, sentence: Span, time: Time) -> bool:
    """Whether a day stands in a list or span of days: `20, 21 và 22/10` is not the 22nd."""
    before = reading.matching(max(sentence.start, time.start - 16), time.start)
    after = reading.matching(time.end, min(sentence.end, time.end + 12))
    return bool(_LIST.search(before) or _LIST_GOES_ON.match(after))


def is_day(value: str) -> bool:
    """Whether the value of a time names one day, its year known or not.

    >>> is_day("2016-11-14T20:00"), is_day("XXXX-11-14"), is_day("2016-11")
    (True, True, False)
    """
    return bool(_DAY.fullmatch(value.partition("T")[0]))


def _is_saying(reading: Reading, sentence: Span, time: Time) -> bool:
    """Whether a verb of saying follows the day in its own clause, or comes before it without anything said: `X cho biết ngày 5/5`."""
    quoted = any(q.start <= time.start < q.end for q in reading.doc.quotes or ())
    return not quoted and bool(report_pattern().search(reading.matching(time.end, min(sentence.end, time.end + _AFTER))))


def _names(reading: Reading, span: Span) -> frozenset[str]:
    return frozenset(m.entity for m in reading.doc.mentions or () if span.start <= m.start < span.end)


def _acts(doc: Document, span: Span) -> frozenset[str]:
    return frozenset(e.type for e in doc.events or () if any(span.start <= t.start < span.end for t in e.triggers))


def _beside(reading: Reading, time: Time) -> frozenset[str]:
    triggers = (t for e in reading.doc.events or () for t in e.triggers if 0 <= time.start - t.end <= _RIGHT_BEHIND)
    return frozenset(reading.matching(t.start, t.end) for t in triggers if reading.matching(t.end, time.start).strip() in _PREPOSITIONS)


def compare_days(first: list[DayFact], second: list[DayFact]) -> Iterator[tuple[DayFact, DayFact]]:
    """Pairs of days, one of each article, that are given to the same thing and differ; the clauses fit each other best."""
    for a in first:
        best = max(second, key=lambda b: _fit(a, b), default=None)
        if best is None or max(first, key=lambda x: _fit(x, best)) is not a:
            continue
        if _differ(a, best):
            yield a, best


def _fit(a: DayFact, b: DayFact) -> tuple[bool, float, int, int]:
    return bool(a.beside & b.beside), share_words(a.rest, b.rest)[1], -a.evidence.start, -b.evidence.start


def _differ(a: DayFact, b: DayFact) -> bool:
    if same_day(a.day, b.day) or a.saying or b.saying or _each_its_own_day(a, b):
        return False
    if _knows(a, b.day) or _knows(b, a.day):
        return False  # who knows both days tells of two things
    if (a.night or b.night) and gap_in_days(_with_year(a.day), _with_year(b.day)) == 1:
        return False
    if a.beside & b.beside and a.around & b.around and share_words(a.rest, b.rest)[0] >= _LEAST_LIKE:
        return True
    common = a.names & b.names
    if a.names and b.names and len(common) < 0.5 * min(len(a.names), len(b.names)):
        return False
    if a.acts and b.acts and not a.acts & b.acts:
        return False
    share, both = share_words(a.rest, b.rest)
    return share >= (0.45 if len(common) > 1 else 0.5) and both >= 0.3


def _knows(fact: DayFact, day: str) -> bool:
    """Whether the article of a fact gives another day to something like what the fact tells."""
    return any(same_day(d, day) and share_words(fact.rest, rest)[0] >= _LIKE for d, rest in fact.known)


def _each_its_own_day(a: DayFact, b: DayFact) -> bool:
    """Whether the days lie apart as the articles do, or may: a thing that goes on is told anew each day."""
    gap = gap_in_days(day_of(a.published), day_of(b.published))
    if gap is None or gap > _ONE_TIME:
        return True
    earlier, later = sorted((a, b), key=lambda f: f.published or "")
    return gap > 0 and _with_year(later.day)[5:] > _with_year(earlier.day)[5:]


def _with_year(day: str) -> str:
    return day.replace("XXXX", "2000")


def same_day(a: str, b: str) -> bool:
    """Whether two days can be one; an open year is any year.

    >>> same_day("XXXX-10-28", "2013-10-28"), same_day("XXXX-10-28", "2013-11-28"), same_day("2012-10-28", "2013-10-28")
    (True, False, False)
    """
    return a[5:] == b[5:] and ("XXXX" in (a[:4], b[:4]) or a[:4] == b[:4])
