"""What one article tells of one event, read out for comparing: parties by home, date, trigger words, sentences, by whose word."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from thoisu.lexicon import load_rows
from thoisu.model import Document, EventMention, Origin, Span, Telling
from thoisu.record.dates import day_of, overlap
from thoisu.record.origins import credited
from thoisu.record.parties import Parties
from thoisu.record.tellings import Reading, Weights, weigh_words
from thoisu.text.normalize import tone_key

Sides = Mapping[str, frozenset[str]]

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_PLACED = frozenset({"CONSULT", "ASSAULT", "PROTEST", "MOBILIZE", "COERCE"})
_SENTENCES = 3  # trigger sentences read for comparing: the best ones; more adds noise
_PLACE = re.compile(r"(?<!\w)(?:tại|ở)\s+(?:(?:thủ đô|thành phố|tỉnh|huyện|quận|xã|thị trấn|thị xã|khu vực|vùng|bang|cố đô)\s+)?\Z", re.IGNORECASE)


@cache
def report_pattern() -> re.Pattern[str]:
    """The verbs and phrases with which somebody is said to say something.

    >>> bool(report_pattern().search("ông cho biết"))
    True
    """
    words = {tone_key(row[0]) for row in load_rows("cues") if row[1] in ("assertive", "relay")}
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) + r")(?!\w)")


class Happening:
    """An event mention with what comparing it with others needs."""

    __slots__ = ("actors", "day", "doc", "everyone", "index", "mention", "reading", "recipients", "sentences", "triggers", "words")

    def __init__(self, reading: Reading, index: int, mention: EventMention, parties: Parties) -> None:
        self.reading, self.doc, self.index, self.mention = reading, reading.doc, index, mention
        self.actors: Sides = parties.sides(mention.actors)
        self.recipients: Sides = parties.sides(mention.recipients)
        everyone = dict(self.actors)
        for home, persons in self.recipients.items():
            everyone[home] = everyone.get(home, frozenset()) | persons
        self.everyone: Sides = everyone
        self.day = day_of(reading.doc.published)
        self.triggers = frozenset(reading.matching(t.start, t.end) for t in mention.triggers)
        self.sentences = best_sentences(reading, mention)
        self.words: Weights = weigh_words(" ".join(reading.words(s) for s in self.sentences[:_SENTENCES]))

    @property
    def article(self) -> str:
        """The id of the article that tells it."""
        return self.doc.article.id


def read_happenings(doc: Document, parties: Parties) -> list[Happening]:
    """The events that a document tells, in the order of its layer."""
    reading = Reading(doc)
    return [Happening(reading, i, e, parties) for i, e in enumerate(doc.events or ()) if e.triggers and (e.actors or e.recipients)]


def best_sentences(reading: Reading, mention: EventMention) -> tuple[Span, ...]:
    """The sentences that hold the triggers, the one that tells most first: the date, then parties by name; a title says less."""
    named = set(mention.actors) | set(mention.recipients)
    spans: dict[Span, int] = {}
    for trigger in mention.triggers:
        spans[reading.sentence(trigger.start)] = 0
    if len(spans) > 1:
        for span in spans:
            score = 0 if span.start < reading.title_end else 2
            if mention.date and any(overlap(t.value, mention.date) for t in dated_times(reading.doc, span)):
                score += 4
            score += len({m.entity for m in reading.doc.mentions or () if span.start <= m.start < span.end} & named)
            spans[span] = score
    return tuple(sorted(spans, key=lambda s: (-spans[s], s.start)))


def dated_times(doc: Document, span: Span) -> Iterator["_Dated"]:
    """The times inside a span whose value names days."""
    for time in doc.times or ():
        if span.start <= time.start < span.end and time.value[:1].isdigit():
            yield _Dated(time.start, time.end, time.value.partition("T")[0])


class _Dated:
    __slots__ = ("end", "start", "value")

    def __init__(self, start: int, end: int, value: str) -> None:
        self.start, self.end, self.value = start, end, value


def date_standing(happening: Happening) -> Literal["here", "of_saying", "elsewhere"]:
    """Where the article gives the date of a happening: in a sentence of a trigger, there but as the date of the saying, or somewhere else.

    In `Thứ Ba, báo chí đưa tin cuộc điện đàm ...` the day is that of the report: the act stands in reported speech, the day outside of it.
    """
    mention, doc = happening.mention, happening.doc
    found: Literal["here", "of_saying", "elsewhere"] = "elsewhere"
    for trigger in mention.triggers:
        span = happening.reading.sentence(trigger.start)
        around = [q for q in doc.quotes or () if q.start <= trigger.start < q.end]
        for time in dated_times(doc, span):
            if mention.date and overlap(time.value, mention.date):
                reported = time.end < trigger.start and report_pattern().search(happening.reading.matching(time.end, trigger.start))
                if all(q.start <= time.start < q.end for q in around) and not reported:
                    return "here"
                found = "of_saying"
    return found


def told_by(reading: Reading, at: int) -> tuple[str, ...]:
    """By whose word a place of the text stands: from the speaker of the innermost quote outward to the agency credited."""
    doc = reading.doc
    path: list[str] = []
    for quote in sorted((q for q in doc.quotes or () if q.start <= at < q.end), key=lambda q: (q.end - q.start, q.start)):
        path += quote.path or ((quote.speaker,) if quote.speaker else ())
    sentence = reading.sentence(at)
    path += [s.name for s in doc.sources or () if s.role == "content" and sentence.start <= s.start < sentence.end]
    return tuple(dict.fromkeys(path))


def origin_at(reading: Reading, path: tuple[str, ...], origins: Mapping[str, Origin]) -> str:
    """The independent source of a place of an article: an agency credited right there, else the origin of the article."""
    agencies = {s.name for s in reading.doc.sources or () if s.role == "content"}
    article = reading.doc.article.id
    own = origins[article].name if article in origins else credited(reading.doc) or reading.doc.article.outlet or article
    return next((name for name in reversed(path) if name in agencies), own)


def tell(happening: Happening, origins: Mapping[str, Origin]) -> Telling:
    """The telling of an event by one article, at its best sentence."""
    reading, mention = happening.reading, happening.mention
    span = happening.sentences[0]
    at = next((t.start for t in mention.triggers if span.start <= t.start < span.end), span.start)
    path = told_by(reading, at)
    return Telling(
        evidence=reading.evidence(span.start, span.end), path=path, origin=origin_at(reading, path, origins), date=mention.date,
        status=mention.status, published=reading.doc.published, index=happening.index,
        confidence=mention.confidence,
    )


def place_of(happening: Happening) -> str | None:
    """The place that the best sentence names with `tại` or `ở` for an act that has one; None where it names none.

    Where the trigger stands in reported speech, so must the place: `tại Geneva, ông X nói rằng ...` is where he spoke.
    """
    if happening.mention.type not in _PLACED:
        return None
    span, doc = happening.sentences[0], happening.doc
    at = next((t.start for t in happening.mention.triggers if span.start <= t.start < span.end), span.start)
    for quote in doc.quotes or ():
        if quote.start <= at < quote.end:
            span = Span(max(span.start, quote.start), min(span.end, quote.end))
    for mention in doc.mentions or ():
        if mention.type == "LOC" and span.start <= mention.start < span.end:
            before = doc.text[max(span.start, mention.start - 24) : mention.start]
            if _PLACE.search(before):
                return mention.entity
    return None


@lru_cache(maxsize=4096)
def syllables_of(trigger: str) -> frozenset[str]:
    """The syllables of a trigger in matching form."""
    return frozenset(trigger.split())
