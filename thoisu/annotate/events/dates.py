"""When an act took place: the times near a trigger as dates, and what their places tell."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from thoisu.annotate.events.context import Clock, Context
from thoisu.annotate.events.triggers import Candidate, Entry
from thoisu.model import Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_HALF = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (1, 3), "SU": (4, 6), "FA": (7, 9), "WI": (10, 12),
}
_TENSE = frozenset(("đã", "đang", "sẽ", "vừa", "từng", "sắp", "vẫn", "không", "chưa", "có", "thể", "muốn", "cần", "tiếp", "lại"))
_NOW = frozenset(("đang", "vừa", "hiện", "vẫn", "sẽ", "đã", "từng", "nay", "mới", "tiếp", "được", "bị"))
_TO = frozenset(("đến", "tới", "hết", "-", "–"))


class When(Struct, gc=False):
    """A date that an act may have, the words for it (None for the day of publication) and the features of their place."""

    date: str
    span: Span | None
    features: list[str]


def date_of_timex(value: str) -> str | None:
    """The date or interval `A/B` that a TIMEX3 value names; None for durations, sets, references and open years.

    >>> date_of_timex("2013-W43"), date_of_timex("2013-10-22TMO"), date_of_timex("P3D")
    ('2013-10-21/2013-10-27', '2013-10-22', None)
    """
    if "/" in value:
        ends = [date_of_timex(v) for v in value.split("/", 1)]
        return f"{ends[0]}/{ends[1]}" if ends[0] and ends[1] else None
    week = _WEEK.fullmatch(value)
    if week:
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        first = monday + timedelta(days=5) if week[3] else monday
        return f"{first}/{monday + timedelta(days=6)}"
    day = _DAY.match(value)
    if day:
        return day.group()
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0/{value}9"
    if re.fullmatch(r"\d{2}", value):
        return f"{value}01/{int(value) + 1}00"
    if re.fullmatch(r"\d{4}-[A-Z][A-Z\d]", value) and value[5:] in _HALF:
        begin, end = _HALF[value[5:]]
        return f"{value[:4]}-{begin:02d}/{value[:4]}-{end:02d}"
    return None


def last_day(value: str) -> str:
    """The last day of a date, month or year: for comparing dates of different precision."""
    value = value.rsplit("/", 1)[-1]
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7:
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02d}"
    return value


def find_dates(context: Context, candidate: Candidate, entry: Entry, triggers: list[int]) -> Iterator[When]:
    """The dates that the trigger's act may have: of times in its sentence and the one before, of ranges, and of publication."""
    here = context.clocks[candidate.sentence]
    yield from _of_sentence(context, candidate, entry, here, triggers)
    if not any(date_of_timex(c.time.value) for c in here) and candidate.sentence > 0:
        before = [c for c in context.clocks[candidate.sentence - 1] if date_of_timex(c.time.value)]
        for rank, clock in enumerate(reversed(before[-2:])):
            value = date_of_timex(clock.time.value)
            if value:
                base = [f"back{rank}", f"back|p={len(value)}", f"back|pub={value == context.published_day}", f"back|n={len(before)}"]
                yield When(value, Span(clock.time.start, clock.time.end), [*base, f"back|title={candidate.sentence < 2}"])
    if context.published_day:
        yield When(context.published_day, None, _of_publication(context, candidate, entry, here))


def _of_sentence(context: Context, candidate: Candidate, entry: Entry, clocks: list[Clock], triggers: list[int]) -> Iterator[When]:
    dated = [(c, date_of_timex(c.time.value)) for c in clocks]
    for number, (clock, value) in enumerate(dated):
        present = clock.time.value == "PRESENT_REF"
        if present and context.published_day:
            value = context.published_day
        if value is None:
            continue
        count = sum(v is not None for _, v in dated)
        features = _place(context, candidate, entry, clock, value, count, triggers)
        if present:
            features.append("present")
        yield When(value, Span(clock.time.start, clock.time.end), features)
        if number + 1 < len(dated):
            other, until = dated[number + 1]
            gap = context.keys[clock.last : other.first]
            if until and len(value) == len(until) and value < until and 0 < len(gap) <= 2 and all(k in _TO for k in gap):
                yield When(f"{value}/{until}", Span(clock.time.start, other.time.end), [*features, "range"])


def _place(context: Context, candidate: Candidate, entry: Entry, clock: Clock, value: str, count: int, triggers: list[int]) -> list[str]:
    keys = context.keys
    side = "L" if clock.last <= candidate.first else "R"
    low, high = (clock.last, candidate.first) if side == "L" else (candidate.last, clock.first)
    gap = keys[low:high]
    commas = context.marks[high] - context.marks[low]
    others = bisect_left(triggers, high) - bisect_left(triggers, low)
    begin = context.bounds[candidate.sentence]
    near = "1" if len(gap) <= 1 else "4" if len(gap) <= 4 else "10" if len(gap) <= 10 else "far"
    quoted = context.speech_at[candidate.first] >= 0 and context.speech_at[clock.first] != context.speech_at[candidate.first]
    closer = sum(1 for c in context.clocks[candidate.sentence] if _distance(c, candidate) < _distance(clock, candidate))
    breaks = sum(k in ("sau", "trước", "kể", "khi", "từ", "do", "vì", "rằng", "nếu") for k in gap)
    before = keys[clock.first - 1] if clock.first > begin else "|"
    out = [
        f"s={side}", f"d={side}{near}", f"c={side}{min(commas, 2)}", f"o={side}{min(others, 2)}", f"n={min(count, 3)}", f"close={min(closer, 2)}",
        f"o={side}{min(others, 2)}|{min(commas, 2)}|{min(closer, 1)}", f"q={quoted}|{side}", f"p={len(value)}",
        f"start={clock.first - begin < 2}|{side}", f"start={clock.first - begin < 2}|{min(others, 2)}", f"b={side}{min(breaks, 2)}",
        f"bw={before}|{side}",
        f"pub={value == context.published_day}",
        f"nom={keys[candidate.first - 1] if candidate.first > begin else '|'}|{side}", f"lem={candidate.lemma}", f"st={entry.strength}",
        f"cue={_speaks(context, clock, candidate)}|{quoted}",
    ]
    if context.published_day:
        out.append(f"later={last_day(value) > context.published_day}")
    if len(gap) <= 3:
        out.append(f"g={side}|" + " ".join(gap))
    spoken, cue = any(context.cues[low:high]), any(context.cues[candidate.first : candidate.last])
    out += [
        f"spoken={spoken}|{side}", f"spoken={spoken}|{quoted}", f"self={cue}|{side}|{min(others, 1)}",
        f"bw2={' '.join(keys[max(begin, clock.first - 2) : clock.first])}", f"p={len(value)}|{before}",
        f"title={candidate.first < context.title_end}",
        f"aw={keys[clock.last] if clock.last < context.bounds[candidate.sentence + 1] else '|'}|{side}", f"sent={min(3, candidate.sentence)}",
        f"lem={candidate.lemma}|{side}{min(others, 1)}",
    ]
    for k in keys[max(begin, candidate.first - 4) : candidate.first]:
        if k in _TENSE:
            out.append(f"tense={k}|{side}")
    return out


def _speaks(context: Context, clock: Clock, candidate: Candidate) -> bool:
    """Whether a reporting cue stands in the trigger's sentence."""
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]
    return any(begin <= s.cue < end for s in context.speeches)


def _distance(clock: Clock, candidate: Candidate) -> int:
    return candidate.first - clock.last if clock.last <= candidate.first else clock.first - candidate.last


def _of_publication(context: Context, candidate: Candidate, entry: Entry, clocks: list[Clock]) -> list[str]:
    keys = context.keys
    begin = context.bounds[candidate.sentence]
    before = keys[max(begin, candidate.first - 6) : candidate.first]
    timed = sum(date_of_timex(c.time.value) is not None for c in clocks)
    vague = [c.time.value for c in clocks if c.time.value.endswith("_REF")]
    today = any(date_of_timex(c.time.value) == context.published_day for c in clocks)
    anywhere = sum(date_of_timex(c.time.value) == context.published_day for row in context.clocks for c in row)
    return [
        "PUB", f"PUB|timed={min(timed, 2)}", f"PUB|sent={min(candidate.sentence, 3)}", f"PUB|title={candidate.first < context.title_end}",
        f"PUB|today={today}", f"PUB|any={min(anywhere, 2)}", f"PUB|lem={candidate.lemma}", f"PUB|quoted={context.speech_at[candidate.first] >= 0}",
        *(f"PUB|{v}" for v in vague), *(f"PUB|b={k}" for k in before if k in _NOW),
    ]
