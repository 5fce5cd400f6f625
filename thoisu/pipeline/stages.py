"""The table of stages: what each is called, which layers it reads and which one it gives.

A stage is a plain function from a Document to the items of one layer. `version` goes up with any change of what it gives, so that a
stored layer can be told from what today's code would give.
"""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from thoisu.annotate.credits import find_sources
from thoisu.annotate.dating import find_published
from thoisu.annotate.events import find_events
from thoisu.annotate.names import find_mentions
from thoisu.annotate.quotes import find_quotes
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.annotate.times import find_times
from thoisu.model import Document, EventMention, Mention, Quote, Referent, Sentence, Source, Time

Layer = Literal["sentences", "mentions", "referents", "times", "sources", "quotes", "events"]
Item = Sentence | Mention | Referent | Time | Source | Quote | EventMention


class Stage(Struct, frozen=True):
    """One row of the table."""

    name: str
    version: int
    function: Callable[[Document], Iterator[Item]]
    needs: tuple[Layer, ...]
    gives: Layer


STAGES: tuple[Stage, ...] = (
    Stage("sentences", 1, find_sentences, (), "sentences"),
    Stage("names", 1, find_mentions, ("sentences",), "mentions"),
    Stage("referents", 2, find_referents, ("sentences", "mentions"), "referents"),
    Stage("times", 2, find_times, (), "times"),
    Stage("credits", 1, find_sources, ("mentions",), "sources"),
    Stage("quotes", 2, find_quotes, ("sentences", "mentions", "referents", "times", "sources"), "quotes"),
    Stage("events", 3, find_events, ("sentences", "mentions", "referents", "times", "quotes"), "events"),
)
VERSIONS = " ".join(f"{s.name}={s.version}" for s in STAGES)


def check_stages(stages: tuple[Stage, ...] = STAGES) -> None:
    """Raise ValueError where a stage needs a layer that no earlier one gives, or two give the same."""
    given: set[str] = set()
    for stage in stages:
        missing = set(stage.needs) - given
        if missing or stage.gives in given:
            raise ValueError(f"stage {stage.name}: {'needs ' + ', '.join(sorted(missing)) if missing else 'gives a layer twice'}")
        given.add(stage.gives)


def annotate_document(doc: Document, only: tuple[str, ...] | None = None) -> Document:
    """The document with the layers of all stages (or of those named in `only`); a layer that is there already is kept.

    Where the publication date is not known, an interval for it is inferred from the text as soon as names and times are there.
    """
    for stage in STAGES:
        if getattr(doc, stage.gives) is None and (only is None or stage.name in only):
            doc = msgspec.structs.replace(doc, **{stage.gives: tuple(stage.function(doc))})
            if stage.name == "times":
                doc = _with_published(doc)
    return doc


def _with_published(doc: Document) -> Document:
    if doc.published is not None or doc.article.published_between is not None or doc.mentions is None:
        return doc
    found = find_published(doc)
    if found is None:
        return doc
    article = msgspec.structs.replace(doc.article, published_between=found.between, published_how="text")
    return msgspec.structs.replace(doc, article=article, times=_settled_times(doc, found.between))


def _settled_times(doc: Document, between: tuple[str, str]) -> tuple[Time, ...]:
    """The times of an undated document, completed where every day on which it may have been published gives the same value."""
    early = _times_on(doc, between[0])
    if all(early.get((t.start, t.end), t) == t for t in doc.times or ()):
        return doc.times or ()  # no date depends on the day of publication
    late = early if between[0] == between[1] else _times_on(doc, between[1])
    settled = []
    for time in doc.times or ():
        first, last = early.get((time.start, time.end)), late.get((time.start, time.end))
        settled.append(first if first is not None and last is not None and first.value == last.value else time)
    return tuple(settled)


def _times_on(doc: Document, day: str) -> dict[tuple[int, int], Time]:
    """The times of a document as they read where it was published on a day, by place."""
    dated = msgspec.structs.replace(doc, article=msgspec.structs.replace(doc.article, published=day))
    return {(t.start, t.end): t for t in find_times(dated)}
