"""Invented articles with layers, for tests of the record: names, events and quotes are given by their words."""

from typing import NamedTuple

from thoisu.extract.given import article_from_text
from thoisu.model import Document, EventMention, EventType, Mention, Quote, Source, Span, Time
from thoisu.text.segment import find_sentences

NAMES = {
    "Hòa Lan Châu": ("Hoa Lan Chau", "LOC"), "Bắc Sơn Quốc": ("Bac Son", "LOC"), "Liên minh Sao Biển": ("Sao Bien Alliance", "ORG"),
    "Hội đồng Hòa Lan Châu-Bắc Sơn Quốc": ("Hoa Lan Chau-Bac Son Council", "ORG"), "Trịnh Bảo An": ("Trịnh Bảo An", "PER"),
    "Bảo An": ("Trịnh Bảo An", "PER"), "Lục Thế Phong": ("Lục Thế Phong", "PER"), "Thế Phong": ("Lục Thế Phong", "PER"),
    "Bộ Quốc phòng Hòa Lan Châu": ("Bộ Quốc phòng Hòa Lan Châu", "ORG"), "Ngô Minh Triết": ("Ngô Minh Triết", "PER"),
    "Trịnh Ngọc Bảo An": ("Trịnh Ngọc Bảo An", "PER"), "Vịnh Trăng": ("Vịnh Trăng", "LOC"), "Thông tấn Mây": ("Thông tấn Mây", "ORG"),
}


class Act(NamedTuple):
    """An event of a test article: its type, trigger words, parties, date, status and mode."""

    type: EventType
    triggers: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    date: str | None = None
    status: str = "asserted"
    mode: str | None = None


class Said(NamedTuple):
    """A quote of a test article: speaker, the words said and the cue before them."""

    speaker: str
    words: str
    cue: str | None = None
    type: str = "indirect"


def doc(
    id: str, text: str, published: str | None = None, outlet: str | None = None, *, acts: tuple[Act, ...] = (), said: tuple[Said, ...] = (),
    times: tuple[tuple[str, str, str], ...] = (), agency: str | None = None,
) -> Document:
    """A document of a text; `times` are words, TIMEX3 type and value; `agency` is credited where its name stands in the text."""
    article = article_from_text(id, text, published, outlet)
    return Document(
        article=article, sentences=tuple(find_sentences(text)), mentions=tuple(_mentions(text)),
        times=tuple(Time(*_span(text, w), t, v, "test") for w, t, v in times),
        sources=(Source(*_span(text, agency), agency, "content", "test"),) if agency else (),
        quotes=tuple(Quote(*_span(text, q.words), q.type, q.speaker, "test", Span(*_span(text, q.cue)) if q.cue else None) for q in said),
        events=tuple(
            EventMention(a.type, a.mode, tuple(Span(*_span(text, t)) for t in a.triggers), a.actors, a.recipients, a.date, a.status, "test")
            for a in acts
        ),
    )


def _span(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def _mentions(text: str) -> list[Mention]:
    taken: list[Mention] = []
    for name, (entity, kind) in sorted(NAMES.items(), key=lambda item: -len(item[0])):
        at = text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in taken):
                taken.append(Mention(at, at + len(name), kind, entity, "test"))
            at = text.find(name, at + 1)
    return sorted(taken, key=lambda m: m.start)
