"""Discrepancies: tellings of one event or statement that disagree in a field, each side with its sentence.

Precision first: what rounding, a later count, another time zone, another spelling of a foreign name or another thing could explain is left out.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

from thoisu.model import Discrepancy, Document, Event, Evidence, Origin, Span, Statement, Telling, Time
from thoisu.record.claims import find_first_claims, find_open_questions, find_silences
from thoisu.record.dates import day_of, gap_in_days, specificity
from thoisu.record.day_facts import DayFact, compare_days, find_day_facts, in_list, is_day, same_day
from thoisu.record.denials import find_denials, find_told
from thoisu.record.facts import LASTING, NTH, NumberFact, compare_numbers, find_number_facts
from thoisu.record.happenings import Happening, date_standing, place_of, report_pattern
from thoisu.record.names import NameFact, ages_differ, apart, find_name_facts, find_place_facts, same_person_misspelt, same_place_class
from thoisu.record.origins import index_origins
from thoisu.record.parties import Known, learn_parties
from thoisu.record.tellings import Reading, make_id, share_words, sort_documents, weigh_words
from thoisu.text.normalize import tone_key

Side = tuple[str, Evidence]

_SAME_AGE, _YEARS = 300, 5  # days in which nobody grows by two years; years that articles without dates may lie apart
_BESIDE = 60  # characters between a trigger and its day
_ONE_TIME = 10  # days between articles on one happening
_ARTICLES_COMPARED = 16  # of a story, for numbers and names: what so many agree on, more will not change
_BREAK = re.compile(r"[,;]\s+|\s[–-]\s")
_DENIES = re.compile(r"(?<!\w)(?:phủ nhận|bác bỏ|bác tin|cải chính|sai sự thật|bịa đặt|(?:không|chưa) (?:hề|từng|bao giờ)|chẳng hề)(?!\w)")
_HEDGES = re.compile(r"(?<!\w)(?:không|chưa|nếu|cho (?:tới|đến) khi|nghi vấn|khả năng|hy vọng|muốn|kêu gọi|đề nghị|có thể)(?!\w)")
_CLOCK = ("giờ việt nam", "giờ địa phương", "giờ hà nội", "gmt", "giờ quốc tế", "đêm", "rạng sáng", "tối", "nửa đêm", "giờ mỹ", "theo giờ")


class _Story:
    """What the checks of one story share."""

    def __init__(self, docs: list[Document], statements: list[Statement], events: list[Event], origins: Iterable[Origin],
                 known: Known) -> None:
        self.docs = docs
        self.readings = {d.article.id: Reading(d) for d in docs}
        self.parties = learn_parties(docs, known)
        self.statements, self.events = statements, events
        self.origin = {article: o.name for article, o in index_origins(origins).items()}
        self.name = next((s for s in [e.story for e in events] + [x.story for x in statements] if s), None)
        self.claims = [c for r in self.readings.values() for c in find_first_claims(r, self.parties)]
        self._places: dict[str, list[tuple[int, int, str]]] = {}
        for event in events:
            for t in event.tellings:
                self._places.setdefault(t.evidence.article, []).extend((s.start, s.end, event.id) for s in self._sentences(t))
        for statement in statements:
            for t in statement.tellings:
                self._places.setdefault(t.evidence.article, []).append((t.evidence.start, t.evidence.end, statement.id))

    def _sentences(self, telling: Telling) -> Iterator[Span]:
        """The sentences in which a telling of an event has its triggers."""
        reading = self.readings.get(telling.evidence.article)
        layer = reading.doc.events if reading else None
        if reading and layer and telling.index is not None and telling.index < len(layer):
            yield from (reading.sentence(t.start) for t in layer[telling.index].triggers)
        else:
            yield Span(telling.evidence.start, telling.evidence.end)

    def independent(self, a: str, b: str) -> bool:
        """Whether two articles do not have what they tell from the same source."""
        return a != b and (a not in self.origin or b not in self.origin or self.origin[a] != self.origin[b])

    def happening(self, telling: Telling) -> Happening | None:
        """The event mention behind a telling of an event (that gives a status; those of statements do not); None where there is none."""
        reading = self.readings.get(telling.evidence.article)
        layer = reading.doc.events if reading else None
        if reading is None or layer is None or telling.status is None or telling.index is None or telling.index >= len(layer):
            return None
        return Happening(reading, telling.index, layer[telling.index], self.parties)

    def sentence(self, telling: Telling) -> Evidence:
        """The whole sentence of a telling, or of where it begins."""
        reading = self.readings[telling.evidence.article]
        span = reading.sentence(telling.evidence.start)
        return reading.evidence(span.start, max(span.end, telling.evidence.end))

    def about(self, a: Evidence, b: Evidence) -> str:
        """The event, else the statement, that both places tell, else one that one of them tells, else the story."""
        first = [x for s, e, x in self._places.get(a.article, ()) if s < a.end and a.start < e]
        second = [x for s, e, x in self._places.get(b.article, ()) if s < b.end and b.start < e]
        both = [x for x in first if x in second]
        return (both or first or second or [self.name or ""])[0]

    def make(self, field: str, about: str, sides: Iterable[Side]) -> Discrepancy:
        """The discrepancy; its sides in the order of their articles, each value once."""
        seen: dict[str, Evidence] = {}
        for value, evidence in sorted(sides, key=lambda s: (s[1].article, s[1].start)):
            seen.setdefault(value, evidence)
        parts = [f"{value}\x1e{e.article}" + (f"\x1e{e.start}" if field == "status" else "") for value, e in sorted(seen.items())]
        return Discrepancy(make_id("di", field, about, *parts), field, about, self.name, tuple(seen.items()))  # type: ignore[arg-type]


def find_discrepancies(
    docs: Iterable[Document], statements: Iterable[Statement], events: Iterable[Event], origins: Iterable[Origin] = (),
    *, known: Known = None,
) -> Iterator[Discrepancy]:
    """The discrepancies between the articles of one story, by field, then by event or statement; none twice.

    `statements` and `events` are those of the same articles. Articles of one origin are not set against each other.

    >>> from thoisu.extract.given import article_from_text
    >>> texts = ("Chìm phà ở hồ Mây: 12 người thiệt mạng", "Chìm phà ở hồ Mây: 9 người thiệt mạng")
    >>> docs = [Document(article_from_text(text, text, "2031-05-03")) for text in texts]
    >>> [[value for value, _ in d.sides] for d in find_discrepancies(docs, [], [])]
    [['12 chết', '9 chết']]
    """
    story = _Story(sort_documents(docs), sorted(statements, key=lambda s: s.id), sorted(events, key=lambda e: e.id), origins, known)
    found: dict[tuple[str, frozenset[str]], Discrepancy] = {}
    within, across = (_statuses, _denials, _initiators, _silences), (_dates, _days, _numbers, _persons, _places)
    for check in within + across if len(story.docs) > 1 else within:
        for discrepancy in check(story):
            if len(discrepancy.sides) > 1:
                found.setdefault(_key(discrepancy), discrepancy)
    yield from sorted(found.values(), key=lambda d: (d.field, d.about, d.id))


def _key(discrepancy: Discrepancy) -> tuple[str, frozenset[str]]:
    """What makes a discrepancy one: its values, however many articles tell them; of a denial the words denied and told."""
    if discrepancy.field == "status":
        return "status", frozenset(tone_key(evidence.words) for _, evidence in discrepancy.sides)
    return discrepancy.field, frozenset(tone_key(value) for value, _ in discrepancy.sides)


def _dates(story: _Story) -> Iterator[Discrepancy]:
    told = [(e.id, [t for t in e.tellings if t.status == "asserted"]) for e in story.events] + [(x.id, list(x.tellings)) for x in story.statements]
    for about, tellings in told:
        dated = [(t, day) for t in tellings if (day := _told_day(story, t))][:8]
        for (a, (first, x)), (b, (second, y)) in combinations(dated, 2):
            gap = 0 if same_day(first, second) else gap_in_days(first.replace("XXXX", second[:4]), second.replace("XXXX", first[:4]))
            if not gap or (gap > 1 and not _of_one_time(story, a, b)) or not _apart(story, a, b) or (gap == 1 and (_by_clock(x) or _by_clock(y))):
                continue
            if not _knows_day(story, a, second) and not _knows_day(story, b, first):
                yield story.make("date", about, [(first, x), (second, y)])
                break


def _of_one_time(story: _Story, a: Telling, b: Telling) -> bool:
    """Whether two articles are known to be of about one time; else a happening of the kind may be another."""
    gap = gap_in_days(*(day_of(story.readings[t.evidence.article].doc.published) for t in (a, b)))
    return gap is not None and gap <= _ONE_TIME


def _told_day(story: _Story, telling: Telling) -> tuple[str, Evidence] | None:
    """The one day that a sentence of the telling gives, in figures there or elsewhere in the article; `hôm qua` alone may be worked out wrongly.

    The date of an act has to stand where the act does: that of the report of it is another. A visit lasts for days.
    """
    reading = story.readings.get(telling.evidence.article)
    happening = story.happening(telling)
    if reading is None or (happening is not None and happening.mention.mode == "visit"):
        return None
    standing = happening is None or happening.mention.date is None or date_standing(happening) == "here"
    for sentence in happening.sentences if happening else (reading.sentence(telling.evidence.start),):
        times = [t for t in reading.doc.times or () if sentence.start <= t.start < sentence.end and is_day(t.value)]
        if len({t.value.partition("T")[0] for t in times}) != 1 or any(in_list(reading, sentence, t) for t in times):
            continue
        day = times[0].value.partition("T")[0]
        said = same_day(day, telling.date or "") if specificity(telling.date) == 3 else _beside(happening, times[0])
        if standing and said and _in_figures(reading, day):
            return day, reading.evidence(sentence.start, max(sentence.end, telling.evidence.end if happening is None else sentence.end))
    return None


def _in_figures(reading: Reading, day: str) -> bool:
    """Whether the article gives a day in figures anywhere."""
    times = (t for t in reading.doc.times or () if t.value.partition("T")[0] == day)
    return any(c.isdigit() for t in times for c in reading.text[t.start : t.end])


def _beside(happening: Happening | None, time: Time) -> bool:
    """Whether a day that the event was not given stands right beside its trigger, with no word of saying between."""
    if happening is None or happening.mention.date:
        return False
    for trigger in happening.mention.triggers:
        start, end = min(trigger.end, time.end), max(trigger.start, time.start)
        if end - start <= _BESIDE and not report_pattern().search(happening.reading.matching(start, end)):
            return True
    return False


def _knows_day(story: _Story, telling: Telling, day: str) -> bool:
    """Whether the article of a telling gives the other's day for an act of the kind, or a statement's for anything: it tells of two days."""
    reading = story.readings[telling.evidence.article]
    happening = story.happening(telling)
    if happening is None:
        return any(same_day(t.value.partition("T")[0], day) for t in reading.doc.times or () if is_day(t.value))
    alike = (e for e in reading.doc.events or () if e.type == happening.mention.type and e.mode == happening.mention.mode)
    return any(e.date and len(e.date) == 10 and same_day(e.date, day) for e in alike)


def _apart(story: _Story, a: Telling, b: Telling) -> bool:
    return a.origin != b.origin and story.independent(a.evidence.article, b.evidence.article)


def _by_clock(evidence: Evidence) -> bool:
    words = tone_key(evidence.words)
    return any(w in words for w in _CLOCK)


def _days(story: _Story) -> Iterator[Discrepancy]:
    facts: list[tuple[str, list[DayFact]]] = []
    for article, reading in list(story.readings.items())[:_ARTICLES_COMPARED]:
        facts.append((article, list(find_day_facts(reading))))
    for (x, first), (y, second) in combinations(facts, 2):
        if story.independent(x, y):
            for a, b in compare_days(first, second):
                yield story.make("date", story.about(a.evidence, b.evidence), [(a.value, a.evidence), (b.value, b.evidence)])


def _denials(story: _Story) -> Iterator[Discrepancy]:
    readings = list(story.readings.values())
    seen: set[tuple[str, Evidence]] = set()  # a title and the text deny one thing
    for reading in readings[:_ARTICLES_COMPARED]:
        for denial in find_denials(reading, story.parties):
            told = find_told(denial, readings[:_ARTICLES_COMPARED], story.parties)
            key = (story.parties.home(denial.party), told) if told else None
            if told and key and key not in seen:
                seen.add(key)
                yield story.make("status", story.about(told, denial.evidence), [("asserted", told), ("denied", denial.evidence)])


def _statuses(story: _Story) -> Iterator[Discrepancy]:
    for event in story.events:
        asserted = [t for t in event.tellings if t.status == "asserted"]
        denied = [t for t in event.tellings if t.status == "denied"]
        pair = next(((a, d) for a in asserted for d in denied if _contradict(a, d)), None)
        if pair:
            yield story.make("status", event.id, [("asserted", pair[0].evidence), ("denied", pair[1].evidence)])
        elif denied and (sides := _accused_and_denied(story, denied[0])):
            yield story.make("status", event.id, [("asserted", sides[0]), ("denied", sides[1])])


def _contradict(told: Telling, denied: Telling) -> bool:
    """Whether the one sentence denies in so many words what the other, in words like them, tells as a fact."""
    first, second = tone_key(told.evidence.words), tone_key(denied.evidence.words)
    if not _DENIES.search(second) or told.evidence == denied.evidence or _DENIES.search(first) or _HEDGES.search(first):
        return False
    return share_words(weigh_words(first), weigh_words(second))[0] >= 0.45


def _accused_and_denied(story: _Story, telling: Telling) -> tuple[Evidence, Evidence] | None:
    """Where one article has both: somebody accuses a party of the act, and in the words that tell the act that party denies it."""
    reading = story.readings.get(telling.evidence.article)
    layer = reading.doc.events if reading else None
    if reading is None or layer is None or telling.index is None:
        return None
    homes = set(story.parties.sides(layer[telling.index].actors))
    span = reading.sentence(telling.evidence.start)
    denials = [e for e in layer if e.type == "REJECT" and homes & set(story.parties.sides(e.actors))]
    charges = [e for e in layer if e.type == "ACCUSE" and homes & set(story.parties.sides(e.recipients))]
    denial = next((t for e in denials for t in e.triggers if span.start <= t.start < span.end), None)
    charge = next((t for e in charges for t in e.triggers if span.start <= t.start < span.end), None)
    if denial is None or charge is None:
        return None
    first, second = _clause(reading, charge.start), _clause(reading, denial.start)
    return (reading.evidence(first.start, first.end), reading.evidence(second.start, second.end)) if first != second else None


def _clause(reading: Reading, at: int) -> Span:
    """The part of a sentence between commas, dashes and semicolons that holds an offset."""
    sentence = reading.sentence(at)
    start = max((m.end() for m in _BREAK.finditer(reading.text, sentence.start, at)), default=sentence.start)
    stop = _BREAK.search(reading.text, at, sentence.end)
    return Span(start, stop.start() if stop else sentence.end)


def _initiators(story: _Story) -> Iterator[Discrepancy]:
    claims = story.claims
    for a, b in combinations(claims[:40], 2):
        if a.party == b.party or a.evidence == b.evidence:
            continue
        about = story.about(a.evidence, b.evidence)
        share = share_words(weigh_words(a.evidence.words), weigh_words(b.evidence.words))[0]
        if (a.by != b.by or story.independent(a.evidence.article, b.evidence.article)) and share >= 0.35:
            yield story.make("initiator", about, [(a.name, a.evidence), (b.name, b.evidence)])


def _silences(story: _Story) -> Iterator[Discrepancy]:
    asked: set[Evidence] = set()
    for reading in story.readings.values():
        for silence in find_silences(reading, story.parties):
            asked.add(silence.silent)
            sides = [(f"{silence.party}: {silence.cue}", silence.silent), (f"{silence.other}: {silence.says}", silence.told)]
            yield story.make("one_sided", story.about(silence.silent, silence.told), sides)
    claims = story.claims
    for reading in story.readings.values():
        for question in find_open_questions(reading, story.parties):
            claim = next((c for c in claims if c.evidence.article != question.evidence.article), None)
            if claim and question.evidence not in asked:
                sides = [(f"{question.name}: {question.by}", question.evidence), (claim.name, claim.evidence)]
                yield story.make("one_sided", story.about(question.evidence, claim.evidence), sides)


def _numbers(story: _Story) -> Iterator[Discrepancy]:
    facts: list[tuple[str, list[NumberFact]]] = []
    for article, reading in list(story.readings.items())[:_ARTICLES_COMPARED]:
        facts.append((article, list(find_number_facts(reading))))
    for (x, first), (y, second) in combinations(facts, 2):
        if not story.independent(x, y):
            continue
        for a, b in compare_numbers(first, second):
            yield story.make("number", story.about(a.evidence, b.evidence), [(_value(a), a.evidence), (_value(b), b.evidence)])


def _value(fact: NumberFact) -> str:
    if fact.unit in (LASTING, NTH):
        return f"{fact.unit} {fact.words}"
    return f"{fact.words}{'' if fact.unit == '%' else ' '}{fact.unit}"


def _persons(story: _Story) -> Iterator[Discrepancy]:
    facts = [f for r in list(story.readings.values())[:_ARTICLES_COMPARED] for f in find_name_facts(r)]
    alike: list[tuple[float, int, int]] = []
    for (i, a), (j, b) in combinations(enumerate(facts), 2):
        if not story.independent(a.evidence.article, b.evidence.article):
            continue
        if same_person_misspelt(a, b):
            alike.append((-SequenceMatcher(None, a.name, b.name).ratio(), i, j))
        elif ages_differ(a, b) and not _grown(story, a, b):
            yield story.make("number", story.about(a.evidence, b.evidence), [(_age(a), a.evidence), (_age(b), b.evidence)])
    taken: set[tuple[int, str]] = set()
    for _, i, j in sorted(alike):  # of `Nguyễn Thị Dền` and `Nguyễn Thị Yên` only the likelier is `Nguyễn Thị Yến`
        a, b = facts[i], facts[j]
        if (i, b.evidence.article) in taken or (j, a.evidence.article) in taken:
            continue
        taken |= {(i, b.evidence.article), (j, a.evidence.article)}
        yield story.make("name", story.about(a.evidence, b.evidence), [(a.name, a.evidence), (b.name, b.evidence)])


def _grown(story: _Story, a: NameFact, b: NameFact) -> bool:
    """Whether the years between two articles, or years that there may be, explain two ages."""
    days = [day_of(story.readings[f.evidence.article].doc.published) for f in (a, b)]
    gap = gap_in_days(*days)
    return len(a.mark) < 4 and (gap is None or gap > _SAME_AGE) and abs(int(a.mark) - int(b.mark)) < _YEARS


def _age(fact: NameFact) -> str:
    return f"{fact.name}, {fact.mark} tuổi" if len(fact.mark) < 4 else f"{fact.name}, sinh năm {fact.mark}"


def _places(story: _Story) -> Iterator[Discrepancy]:
    facts = [f for r in list(story.readings.values())[:_ARTICLES_COMPARED] for f in find_place_facts(r)]
    for a, b in combinations(facts, 2):
        if story.independent(a.evidence.article, b.evidence.article) and same_place_class(a, b):
            yield story.make("place", story.about(a.evidence, b.evidence), [(a.name, a.evidence), (b.name, b.evidence)])
    for event in story.events:
        placed = [(t, place) for t in event.tellings if (place := _told_place(story, t))][:8]
        for (x, first), (y, second) in combinations(placed, 2):
            known = _names(story, y, first) or _names(story, x, second)
            if apart(first, second) and _apart(story, x, y) and _of_one_time(story, x, y) and not known:
                yield story.make("place", event.id, [(first, x.evidence), (second, y.evidence)])
                break


def _told_place(story: _Story, telling: Telling) -> str | None:
    happening = story.happening(telling)
    return place_of(happening) if happening else None


def _names(story: _Story, telling: Telling, entity: str) -> bool:
    """Whether the article of a telling names an entity anywhere."""
    return any(m.entity == entity for m in story.readings[telling.evidence.article].doc.mentions or ())
