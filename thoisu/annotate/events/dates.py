"""When an act took place: the times near a trigger as dates, and what their places tell."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from thoisu.annotate.events.context import Clock, Context
from thoisu.annotate.events.triggers import CLASSIFIERS, Candidate, Entry
from thoisu.model import Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_HALF = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (1, 3), "SU": (4, 6), "FA": (7, 9), "WI": (10, 12),
}
_TENSE = frozenset(("đã", "đang", "sẽ", "vừa", "từng", "sắp", "vẫn", "không", "chưa", "có", "thể", "muốn", "cần", "tiếp", "lại"))
_NOW = frozenset(("đang", "vừa", "hiện", "vẫn", "sẽ", "đã", "từng", "nay", "mới", "tiếp", "được", "bị"))
_MANY = frozenset((
    "các", "những", "nhiều", "thường", "xuyên", "liên", "tục", "lần", "mỗi", "nếu", "khi", "để", "nhằm", "rằng", "cần", "nên", "phải", "hay",
))
_APART = frozenset(("sau", "trước", "kể", "khi", "do", "vì", "rằng", "nếu", "để", "nhằm", "mà", "là", "việc", "về", "bối", "nhưng", "còn", "theo"))
_LEADING = frozenset(("các", "những", "một", "nhiều", "hai", "ba", "mọi", "đã", "đang", "sẽ", "vừa"))
_ONWARD = frozenset((
    "trước đó", "sau đó", "cùng ngày", "đồng thời", "cũng", "ngoài ra", "bên cạnh", "trong khi", "theo đó", "tuy nhiên", "tại cuộc", "hôm",
))
_DAYS = re.compile(r"P(?:[2-9]|1[0-4])D")
_TO = frozenset(("đến", "tới", "hết", "-", "–"))


class When(Struct, gc=False):
    """A date that an act may have (None: no date is told), the words for it and the features of their place."""

    date: str | None
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


def find_dates(context: Context, candidate: Candidate, entry: Entry, triggers: list[int]) -> list[When]:
    """The dates that the trigger's act may have: of times in and around its sentence, of publication, and none at all."""
    here = context.clocks[candidate.sentence]
    found = list(_of_sentence(context, candidate, entry, here, triggers))
    told = len(found)
    found += _before(context, candidate, told)
    if candidate.sentence <= 2:
        found += _after(context, candidate, told)
    if context.published_day:
        found.append(When(context.published_day, None, _of_publication(context, candidate, here)))
    found.append(When(None, None, _of_none(context, candidate, entry, told, len(found))))
    return found


def _of_sentence(context: Context, candidate: Candidate, entry: Entry, clocks: list[Clock], triggers: list[int]) -> Iterator[When]:
    dated = [(c, date_of_timex(c.time.value)) for c in clocks]
    count = sum(v is not None for _, v in dated)
    days = next((int(c.time.value[1:-1]) for c in clocks if _DAYS.fullmatch(c.time.value)), 0)
    for number, (clock, value) in enumerate(dated):
        present = clock.time.value == "PRESENT_REF"
        if present and context.published_day:
            value = context.published_day
        if value is None:
            continue
        features = _place(context, candidate, entry, clock, value, count, triggers)
        if present:
            features.append("present")
        span = Span(clock.time.start, clock.time.end)
        yield When(value, span, features)
        if number + 1 < len(dated):
            other, until = dated[number + 1]
            gap = context.keys[clock.last : other.first]
            if until and len(value) == len(until) and value < until and 0 < len(gap) <= 2 and all(k in _TO for k in gap):
                yield When(f"{value}/{until}", Span(clock.time.start, other.time.end), [*features, "range"])
        if days > 1 and len(value) == 10:
            until = str(date.fromisoformat(value) + timedelta(days=days - 1))
            yield When(f"{value}/{until}", span, [*features, "days"])


def _before(context: Context, candidate: Candidate, told: int) -> Iterator[When]:
    """Times of the three sentences before: the act may go on from what they tell."""
    sentence = candidate.sentence
    passed = 0
    for back in range(1, 1 + min(3, sentence)):
        clocks = [(c, v) for c in context.clocks[sentence - back] if (v := date_of_timex(c.time.value))]
        for rank, (clock, value) in enumerate(reversed(clocks[-3:])):
            near = f"back{back}|{min(passed, 2)}"
            shared = _akin(context, sentence, sentence - back)
            yield When(value, Span(clock.time.start, clock.time.end), [
                "back", near, f"back{back}|{rank}|{len(clocks) > 1}", f"back|told={min(told, 2)}|{min(passed, 1)}", f"back|p={len(value)}",
                f"back|pub={value == context.published_day}", f"back|head={sentence - back < 2}|{sentence < 3}", f"{near}|akin={shared}",
                f"back|akin={shared}|told={min(told, 1)}", f"back|says={bool(context.speakers[sentence - back])}|{candidate.first in context.said}",
                f"back|bw={context.keys[clock.first - 1] if clock.first else '|'}", f"back|start={clock.first - context.bounds[sentence - back] < 8}",
                f"back|par={context.paragraph[sentence] == context.paragraph[sentence - back]}|{min(passed, 1)}",
                f"back|opens={_opening(context, sentence)}|{min(passed, 1)}",
            ])
        passed += len(clocks)


def _after(context: Context, candidate: Candidate, told: int) -> Iterator[When]:
    """Times of the sentences that take up what title and lead announce."""
    sentence, passed = candidate.sentence, 0
    for ahead in range(sentence + 1, min(sentence + 4, len(context.clocks))):
        for clock in context.clocks[ahead]:
            value = date_of_timex(clock.time.value)
            if value:
                lemma = candidate.head in " ".join(context.keys[context.bounds[ahead] : context.bounds[ahead + 1]])
                yield When(value, Span(clock.time.start, clock.time.end), [
                    "ahead", f"ahead{ahead - sentence}|{min(passed, 2)}", f"ahead|{sentence}|{min(passed, 1)}|{min(told, 1)}",
                    f"ahead|p={len(value)}",
                    f"ahead|akin={_akin(context, sentence, ahead)}|{min(passed, 1)}", f"ahead|lemma={lemma}|{min(passed, 1)}",
                ])
                passed += 1


def _akin(context: Context, sentence: int, other: int) -> bool:
    """Whether the first party of a sentence is spoken of in another."""
    first = next((p.entity for p in context.by_sentence[sentence] if not p.inside), None)
    return any(p.entity == first for p in context.by_sentence[other])


def _opening(context: Context, sentence: int) -> str:
    """How a sentence opens: a word that goes on from the one before, a stand-in, or else."""
    begin = context.bounds[sentence]
    words = context.keys[begin : begin + 2]
    if words and (words[0] in _ONWARD or " ".join(words) in _ONWARD):
        return " ".join(words)
    first = next(iter(context.by_sentence[sentence]), None)
    return "stand-in" if first and first.stands_in and first.first - begin < 2 else "-"


def _of_none(context: Context, candidate: Candidate, entry: Entry, told: int, options: int) -> list[str]:
    """Features of an act without a date."""
    keys, begin = context.keys, context.bounds[candidate.sentence]
    end = context.bounds[candidate.sentence + 1]
    before = keys[max(begin, candidate.first - 6) : candidate.first]
    quoted = context.speech_at[candidate.first] >= 0
    vague = {c.time.value for c in context.clocks[candidate.sentence] if c.time.value.endswith("_REF") or c.time.type == "SET"}
    return [
        "NONE", f"NONE|T={entry.type}", f"NONE|L={candidate.head}", f"NONE|told={min(told, 2)}", f"NONE|n={min(options, 4)}",
        f"NONE|sent={min(candidate.sentence, 4)}", f"NONE|quoted={quoted}|{min(told, 1)}", f"NONE|{entry.strength}",
        f"NONE|nom={keys[candidate.first - 1] if candidate.first > begin else '|'}", f"NONE|opens={_opening(context, candidate.sentence)}",
        f"NONE|cue={candidate.first in context.said}|{min(told, 1)}", f"NONE|dated={context.published_day is not None}",
        f"NONE|T={entry.type}|told={min(told, 1)}|{quoted}",
        f"NONE|says={bool(context.speakers[candidate.sentence])}|{quoted}",
        *(f"NONE|vague={v}" for v in sorted(vague)), *(f"NONE|b={k}" for k in before if k in _NOW or k in _TENSE or k in _MANY),
        *(f"NONE|a={k}" for k in keys[candidate.last : min(end, candidate.last + 4)] if k in _MANY),
    ]


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
    spoken, cue = any(context.cues[low:high]), any(context.cues[candidate.first : candidate.last])
    clean = not (commas or others or spoken or any(k in _APART for k in gap))
    alone = bisect_left(triggers, context.bounds[candidate.sentence + 1]) - bisect_left(triggers, begin)
    before = keys[clock.first - 1] if clock.first > begin else "|"
    out = [
        f"s={side}", f"d={side}{near}", f"c={side}{min(commas, 2)}", f"o={side}{min(others, 2)}", f"n={min(count, 3)}", f"close={min(closer, 2)}",
        f"o={side}{min(others, 2)}|{min(commas, 2)}|{min(closer, 1)}", f"q={quoted}|{side}", f"p={len(value)}",
        f"start={clock.first - begin < 2}|{side}", f"start={clock.first - begin < 2}|{min(others, 2)}", f"b={side}{min(breaks, 2)}",
        f"bw={before}|{side}",
        f"pub={value == context.published_day}",
        f"nom={keys[candidate.first - 1] if candidate.first > begin else '|'}|{side}", f"lem={candidate.head}", f"st={entry.strength}",
        f"cue={_speaks(context, clock, candidate)}|{quoted}",
    ]
    if context.published_day:
        out.append(f"later={last_day(value) > context.published_day}")
    if len(gap) <= 3:
        out.append(f"g={side}|" + " ".join(gap))
    out += [
        f"clean={clean}|{side}", f"clean={clean}|{side}|{near}", f"clean={clean}|{min(count, 2)}|{min(alone, 3)}", f"clean={clean}|p={len(value)}",
        f"clean={clean}|q={quoted}", f"alone={min(alone, 3)}|{min(count, 2)}|{side}",
        f"clean={clean}|cue={cue}|{side}",
        f"spoken={spoken}|{side}", f"spoken={spoken}|{quoted}", f"self={cue}|{side}|{min(others, 1)}",
        f"bw2={' '.join(keys[max(begin, clock.first - 2) : clock.first])}", f"p={len(value)}|{before}",
        f"title={candidate.first < context.title_end}",
        f"aw={keys[clock.last] if clock.last < context.bounds[candidate.sentence + 1] else '|'}|{side}", f"sent={min(3, candidate.sentence)}",
        f"lem={candidate.head}|{side}{min(others, 1)}",
    ]
    for k in keys[max(begin, candidate.first - 4) : candidate.first]:
        if k in _TENSE:
            out.append(f"tense={k}|{side}")
    return out


def _light(context: Context, candidate: Candidate) -> str:
    """The two syllables before the trigger and its classifiers: `tiến hành` in `tiến hành các cuộc tập trận`."""
    at, begin = candidate.first, context.bounds[candidate.sentence]
    while at > begin and (context.keys[at - 1] in _LEADING or context.keys[at - 1] in CLASSIFIERS):
        at -= 1
    return " ".join(context.keys[max(begin, at - 2) : at])


def _speaks(context: Context, clock: Clock, candidate: Candidate) -> bool:
    """Whether a reporting cue stands in the trigger's sentence."""
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]
    return any(begin <= s.cue < end for s in context.speeches)


def _distance(clock: Clock, candidate: Candidate) -> int:
    return candidate.first - clock.last if clock.last <= candidate.first else clock.first - candidate.last


def _of_publication(context: Context, candidate: Candidate, clocks: list[Clock]) -> list[str]:
    keys = context.keys
    begin = context.bounds[candidate.sentence]
    before = keys[max(begin, candidate.first - 6) : candidate.first]
    timed = sum(date_of_timex(c.time.value) is not None for c in clocks)
    vague = [c.time.value for c in clocks if c.time.value.endswith("_REF")]
    today = any(date_of_timex(c.time.value) == context.published_day for c in clocks)
    anywhere = sum(date_of_timex(c.time.value) == context.published_day for row in context.clocks for c in row)
    return [
        "PUB", f"PUB|timed={min(timed, 2)}", f"PUB|sent={min(candidate.sentence, 3)}", f"PUB|title={candidate.first < context.title_end}",
        f"PUB|today={today}", f"PUB|any={min(anywhere, 2)}", f"PUB|lem={candidate.head}", f"PUB|quoted={context.speech_at[candidate.first] >= 0}",
        *(f"PUB|{v}" for v in vague), *(f"PUB|b={k}" for k in before if k in _NOW),
    ]
