"""One telling of a contact between parties: what kind of line it is, who stands at its ends, and what state it tells.

Everything comes from the event's type, mode and status and from the words around its triggers; no channel is known beforehand.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from thoisu.model import ChannelKind, ChannelState, Evidence, Span
from thoisu.record.dates import day_of, days_before, gap_in_days, months_before, overlap, specificity
from thoisu.record.happenings import Happening, dated_times
from thoisu.record.parties import Parties
from thoisu.record.tellings import Reading
from thoisu.record.wording import (
    Wording,
    council_state,
    goes_on,
    is_military,
    looks_ahead,
    modality,
    names_hotline,
    names_talks,
    object_kind,
    read_wording,
    sets_up,
    splits_clause,
    stopped,
    stops,
    takes_up_again,
)

LEADERS = frozenset({"phone", "meeting", "visit", "letter"})  # lines between persons; the others are between states and bodies
_PARTIES_AT_MOST = 6  # a conference of more is no line between them
_NEWS_DAYS = 10
_ASIDE = re.compile(
    r"(?<!\w)(?:ở|tại|vào|quanh|về|theo|chuyện|bàn|vấn đề|vụ|khủng hoảng|nội chiến|cuộc chiến|chiến sự|biên giới|lãnh thổ|bán đảo|tình hình)\s\Z",
    re.IGNORECASE,
)
_LOCAL_BODY = re.compile(
    r"(?:sở|phòng|ban|cục|tổng cục|thanh tra|ubnd|hđnd|công an|trường|tỉnh uỷ|tỉnh ủy|thành uỷ|thành ủy|huyện ủy|huyện uỷ|công ty|tập đoàn|hội|"
    r"liên hiệp|đoàn|thường vụ|viện|bệnh viện|câu lạc bộ|đội)(?!\w)", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"(?<!\w)(?:hai|đôi|các|cả hai|\d+) (?:bên|nước|nhà lãnh đạo|ông|ngoại trưởng|tổng thống|thủ tướng|phía)(?!\w)|song phương|với nhau",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:\w+\s+){0,4}?giữa\s", re.IGNORECASE)
_OR = re.compile(r"\s*(?:hoặc|hay|đến|tới|-|–)\s*(?:ngày\s|đầu\s|cuối\s|giữa\s|tháng\s)*")
_DURATION = re.compile(r"P(\d+)([DWMY])")


class Contact(Struct, frozen=True):
    """A line between parties and the state of it that one telling gives; `homes` are the states and bodies behind the parties.

    `own` where the state comes from the words against the event's status, so that the event's date is not the date of it.
    """

    kind: ChannelKind
    parties: tuple[str, ...]
    homes: tuple[str, ...]
    state: ChannelState
    date: str | None
    evidence: tuple[Evidence, ...]
    own: bool = False


class _Read(Struct, frozen=True):
    """What one trigger tells."""

    kind: ChannelKind
    state: ChannelState
    own: bool
    wording: Wording
    trigger: Span
    in_council: tuple[str, ...]


def read_contacts(happening: Happening, parties: Parties) -> Iterator[Contact]:
    """The contacts that an event tells, by state: one, or one for each partner where one party calls or visits several; often none."""
    groups: dict[tuple[ChannelState, bool], list[_Read]] = {}
    for read in _read(happening, parties):
        groups.setdefault((read.state, read.own), []).append(read)
    for (state, own), reads in groups.items():
        council = next((r.in_council for r in reads if r.in_council and r.kind not in ("phone", "visit", "letter", "hotline")), ())
        by_kind: dict[ChannelKind, list[_Read]] = {}
        for read in reads:
            kind = "council" if council and read.kind in ("talks", "meeting", "cooperation") else read.kind
            by_kind.setdefault(kind, []).append(read)
        for kind, same in by_kind.items():
            yield from _make(happening, parties, kind, state, own, same, council)


def _make(
    happening: Happening, parties: Parties, kind: ChannelKind, state: ChannelState, own: bool, reads: list[_Read], council: tuple[str, ...]
) -> Iterator[Contact]:
    here = {r.wording.sentence for r in reads}
    sentences = [s for s in happening.sentences if s in here]
    told = happening.mention.date
    if told and not _stands(happening, told, sentences, anyhow=not own):
        told, own = None, True
    if own and state == "planned":
        told = _said_ahead(happening, reads) or told
    date = told or _date(happening, state, sentences, reads, own=own)
    evidence = tuple(happening.reading.evidence(s.start, s.end) for s in sentences[:4])
    for homes in [council] if kind == "council" else _ends(happening, parties, kind, reads):
        names = tuple(sorted(_name(happening, h) if kind in LEADERS else h for h in homes))
        yield Contact(kind, names, tuple(sorted(homes)), state, _widened(happening, date, sentences), evidence, own)


def _read(happening: Happening, parties: Parties) -> Iterator[_Read]:
    mention = happening.mention
    wordings = [(read_wording(happening.reading, t), t) for t in mention.triggers]
    council = next((tuple(parties.home(p) for p in parties.joint[n]) for n in mention.actors + mention.recipients if n in parties.joint), ())
    for wording, trigger in wordings:
        found: tuple[ChannelKind | None, ChannelState | None, bool] = (None, None, False)
        if mention.type in ("CONSULT", "COOPERATE"):
            found = _contact(happening, wording)
        elif mention.type == "SANCTION" and mention.status == "asserted" and (state := stops(wording)):
            found = object_kind(wording), state, False  # a threat or a denial to cut a line leaves it as it was
        elif mention.type == "SUPPORT" and sets_up(wording):
            found = object_kind(wording, near=True), _settled(happening, wording), False
        elif mention.type == "AGREE" and sets_up(wording, after=True) and not _told_beside(happening):
            found = object_kind(wording), "planned" if mention.status in ("asserted", "planned") else None, False
        kind, state, own = found
        if kind and state:
            yield _Read(kind, state, own, wording, trigger, council or _council_in(happening, parties, wording.sentence))


def _contact(happening: Happening, wording: Wording) -> tuple[ChannelKind | None, ChannelState | None, bool]:
    mention = happening.mention
    kind: ChannelKind
    if mention.type == "COOPERATE":
        if not goes_on(wording):
            return None, None, False
        kind = "military" if is_military(wording) else "cooperation"
    else:
        kind = _consult_kind(happening, wording)
    if (state := stopped(wording)) is not None:
        return kind, state, True
    settled = _settled(happening, wording)
    as_told = settled == mention.status or (settled in ("open", "resumed") and mention.status == "asserted")
    return kind, None if mention.type == "COOPERATE" and settled == "denied" else settled, not as_told


def _consult_kind(happening: Happening, wording: Wording) -> ChannelKind:
    mode = happening.mention.mode
    if mode == "hotline" or names_hotline(wording):
        return "hotline"
    if mode == "phone" or mode == "visit" or mode == "letter":
        return mode
    if is_military(wording):
        return "military"
    if mode in (None, "third-party") or (names_talks(wording) and not any(happening.everyone.values())):
        return "talks"
    return "meeting"


def _settled(happening: Happening, wording: Wording) -> ChannelState | None:
    """The state by the event's status and, where it is said to have taken place, by what the words around the trigger say against that."""
    status = happening.mention.status
    words = modality(wording)
    if words == "past" and status != "denied":  # `như cuộc gặp mới đây` beside what is planned
        return "resumed" if takes_up_again(wording) else "open"
    if status == "conditional":
        return None
    if status in ("planned", "denied"):
        return status
    if words == "unreal":
        return None
    return words if words in ("planned", "denied") else "resumed" if takes_up_again(wording) else "open"


def _council_in(happening: Happening, parties: Parties, sentence: Span) -> tuple[str, ...]:
    """The parties of a joint body of some of the event's parties that a sentence names; empty where it names none."""
    homes = set(happening.everyone)
    for mention in happening.doc.mentions or ():
        if mention.type == "ORG" and sentence.start <= mention.start < sentence.end:
            pair = tuple(parties.home(p) for p in parties.joint.get(mention.entity, ()))
            if pair and set(pair) <= homes:
                return pair
    return ()


def _told_beside(happening: Happening) -> bool:
    """Whether the article gives what is agreed on as an event of its own in the same sentences."""
    spans = happening.sentences
    others = (e for e in happening.doc.events or () if e.type in ("CONSULT", "SUPPORT", "COOPERATE"))
    return any(s.start <= t.start < s.end for e in others for t in e.triggers for s in spans)


def read_councils(reading: Reading, parties: Parties) -> Iterator[Contact]:
    """What sentences that name a joint body say of its state, whether or not they tell an event: `Hội đồng A-B sẽ được nối lại`."""
    for mention in reading.doc.mentions or ():
        pair = tuple(sorted(parties.home(p) for p in parties.joint.get(mention.entity, ()))) if mention.type == "ORG" else ()
        if len(set(pair)) == 2:
            wording = read_wording(reading, Span(mention.start, mention.end))
            state = council_state(wording)
            if state:
                span = wording.sentence
                yield Contact("council", pair, pair, state, None, (reading.evidence(span.start, span.end),), True)


def _ends(happening: Happening, parties: Parties, kind: ChannelKind, reads: list[_Read]) -> Iterator[tuple[str, ...]]:
    """The homes at the ends of the line; unnamed parties do not count, nor those that only the place or the matter name."""
    known = [h for h in happening.everyone if _may_stand(happening, parties, h)]
    if len(known) < 2 or (kind == "letter" and len(known) > 2):  # who of many signs a letter and who gets it is not told apart
        return
    homes = _told_ends(happening, parties, known, reads)
    persons = [h for h in homes if happening.everyone[h]]
    strangers = any(parties.is_person(h) for h in homes) and any(h in parties.types and not happening.everyone[h] for h in homes)
    if strangers and kind not in ("phone", "visit"):
        return  # somebody of whom it is not known for whom he acts meets a state: mostly its own citizen
    if kind in ("phone", "visit") and len(homes) > 2:
        hub = persons[0] if persons else homes[0]
        for home in homes:
            if home != hub:
                yield hub, home
    elif 2 <= len(homes) <= _PARTIES_AT_MOST:
        yield tuple(homes)


def _may_stand(happening: Happening, parties: Parties, home: str) -> bool:
    if happening.everyone[home] or parties.knows(home):
        return True
    return parties.types.get(home) in ("LOC", "ORG", "PER") and not _LOCAL_BODY.match(home)


def _told_ends(happening: Happening, parties: Parties, known: list[str], reads: list[_Read]) -> list[str]:
    """Those that the sentences of the state name as parties; else those of the whole event; else all where they are told of together."""
    pair = next((p for r in reads if (p := _pair_after(happening, parties, r.trigger))), ())
    if len(pair) == 2:
        return [h for h in known if h in pair]
    for spans in ({r.wording.sentence for r in reads}, set(happening.sentences)):
        named = _named(happening, parties, spans)
        homes = [h for h in known if h in named]
        if len(homes) > 1:
            return homes
    if happening.doc.referents is None or any(_TOGETHER.search(happening.reading.words(s)) for s in happening.sentences):
        aside = _named(happening, parties, set(happening.sentences), aside=True)
        return [h for h in known if h not in aside]
    return []


def _named(happening: Happening, parties: Parties, spans: set[Span], *, aside: bool = False) -> set[str]:
    """Homes that sentences name as parties, by name, title or pronoun; with `aside` those that they name only as place, matter or source."""
    doc = happening.doc
    places = [(m.start, m.entity) for m in doc.mentions or ()] + [(r.start, r.entity) for r in doc.referents or ()]
    out: tuple[set[str], set[str]] = set(), set()
    for span in spans:
        for start, entity in places:
            if span.start <= start < span.end:
                out[_ASIDE.search(doc.text[max(span.start, start - 14) : start]) is not None].update(parties.sides([entity]))
    return out[1] - out[0] if aside else out[0]


def _pair_after(happening: Happening, parties: Parties, trigger: Span) -> tuple[str, ...]:
    """The two homes of `giữa A và B` right after a trigger; empty where there is no such phrase or it names others."""
    doc = happening.doc
    match = _BETWEEN.match(doc.text, trigger.end, trigger.end + 40)
    if not match:
        return ()
    after = [m for m in doc.mentions or () if match.end() <= m.start < match.end() + 110 and m.type in ("PER", "LOC", "ORG")]
    stop = doc.text.find(",", match.end(), match.end() + 110)
    homes = [parties.home(m.entity) for m in after if stop < 0 or m.start < stop]
    return tuple(dict.fromkeys(h for h in homes if h in happening.everyone))


def _name(happening: Happening, home: str) -> str:
    """The person who stands for a home, the first named of several; the home where none is."""
    persons = happening.everyone.get(home, frozenset())
    names = happening.mention.actors + happening.mention.recipients
    return next((name for name in names if name in persons), home)


def _date(happening: Happening, state: ChannelState, sentences: list[Span], reads: list[_Read], *, own: bool) -> str | None:
    """What the words give where the event has no date of it.

    `Mới đây` at the head of a sentence of the article's own is its month, `đã ngừng 20 tháng` counts back, and a state against the event's
    status takes the date that its own sentence gives.
    """
    day = day_of(happening.doc.published)
    for span in sentences:
        for time in happening.doc.times or ():
            if not span.start <= time.start < span.end or day is None or state in ("planned", "denied") or _reported(happening, time.start):
                continue
            if time.value == "PAST_REF" and time.start - span.start <= 3:
                return day[:7]
            if state in ("suspended", "broken") and time.type == "DURATION" and _lasts(happening, reads, time.start):
                return _begin(day, time.value)
    if not own or (state != "planned" and state not in ("suspended", "broken")):
        return None
    dated = [t for s in sentences for t in dated_times(happening.doc, s) if any(_in_clause(happening, r, t.start, t.end) for r in reads)]
    values = [t.value for t in dated if state != "planned" or day is None or t.value >= day[: len(t.value)]]
    return values[0] if values else None


def _said_ahead(happening: Happening, reads: list[_Read]) -> str | None:
    """The date that the words after a trigger set for what is to come: `nối lại đối thoại vào cuối tháng 2 ... tới`."""
    for read in reads:
        if looks_ahead(read.wording):
            for time in dated_times(happening.doc, read.wording.sentence):
                if time.start > read.trigger.start and _in_clause(happening, read, time.start, time.end):
                    return time.value
    return None


def _stands(happening: Happening, date: str, sentences: list[Span], *, anyhow: bool) -> bool:
    """Whether the sentences of a state give the event's date, or (`anyhow`) it is one of the days around the article, as news mostly is."""
    if any(overlap(date, t.value) for s in sentences for t in dated_times(happening.doc, s)):
        return True
    if happening.doc.times is None:
        return True
    gap = gap_in_days(date, day_of(happening.doc.published))
    return anyhow and gap is not None and (gap == 0 or (gap <= _NEWS_DAYS and specificity(date) == 3))


def _in_clause(happening: Happening, read: _Read, start: int, end: int) -> bool:
    """Whether a time stands in the clause of a trigger, or heads its sentence."""
    sentence = read.wording.sentence
    if not sentence.start <= start < sentence.end:
        return False
    between = happening.reading.matching(*sorted((end, read.trigger.start)) if start < read.trigger.start else (read.trigger.end, start))
    head = re.fullmatch(r"(?:vào|hồi|trong|từ|đầu|cuối)?\s*", happening.reading.matching(sentence.start, start)) is not None
    return not splits_clause(between, head=head)


def _lasts(happening: Happening, reads: list[_Read], at: int) -> bool:
    """Whether a length of time stands after a trigger in its clause, so that it measures the stop."""
    text = happening.reading.text
    return any(
        r.wording.sentence.start <= r.trigger.start < at < r.wording.sentence.end and not re.search(r"[.;:!?\n,]", text[r.trigger.end : at])
        for r in reads
    )


def _widened(happening: Happening, date: str | None, sentences: list[Span]) -> str | None:
    """The interval of `cuối tháng 2 hoặc đầu tháng 3` where the event took the first of the two dates."""
    if date is None or "/" in date:
        return date
    text = happening.reading.text
    for span in sentences:
        times = list(dated_times(happening.doc, span))
        for first, second in pairwise(times):
            if first.value == date and len(second.value) == len(date) and second.value > date and _OR.fullmatch(text[first.end : second.start]):
                return f"{date}/{second.value}"
    return date


def _reported(happening: Happening, at: int) -> bool:
    return any(q.start <= at < q.end for q in happening.doc.quotes or ())


def _begin(day: str, duration: str) -> str | None:
    """When something that has lasted so long on a day began, no more precise than the length is."""
    match = _DURATION.fullmatch(duration)
    if not match or (number := int(match[1])) > 1200:
        return None
    if match[2] in "DW":
        return days_before(day, number * (7 if match[2] == "W" else 1))
    month = months_before(day, number * (12 if match[2] == "Y" else 1))
    return month[:4] if match[2] == "Y" or number >= 12 else month
