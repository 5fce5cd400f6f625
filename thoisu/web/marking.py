"""The text of an article cut at the borders of its annotations, so that a template can mark them without overlapping tags."""

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from thoisu.model import Document, Span


class Piece(Struct, frozen=True):
    """A run of text under the same annotations. Numbers are places in the layers; `quote_ends` are quotes that end with this run."""

    text: str
    mention: int | None
    time: int | None
    event: int | None
    quote: int | None
    cue: bool
    source: bool
    focus: bool
    focus_starts: bool
    quote_ends: tuple[int, ...]


class Paragraph(Struct, frozen=True):
    """A block of the article in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def mark_paragraphs(doc: Document, focus: Span | None = None) -> Iterator[Paragraph]:
    """The blocks of a document, each cut at annotation borders; `focus` are the words that a link led to."""
    layers = _Layers(doc, focus)
    for block in doc.article.blocks:
        yield Paragraph(block.kind, tuple(layers.pieces(block.start, block.end)))


class _Layers:
    def __init__(self, doc: Document, focus: Span | None) -> None:
        self.text, self.focus = doc.text, focus
        self.mentions = [(m.start, m.end) for m in doc.mentions or ()]
        self.times = [(t.start, t.end) for t in doc.times or ()]
        self.quotes = [(q.start, q.end) for q in doc.quotes or ()]
        self.cues = [(q.cue.start, q.cue.end) for q in doc.quotes or () if q.cue]
        self.sources = [(s.start, s.end) for s in doc.sources or ()]
        self.events = [(t.start, t.end, i) for i, e in enumerate(doc.events or ()) for t in e.triggers]
        spans = [*self.mentions, *self.times, *self.quotes, *self.cues, *self.sources, *((a, b) for a, b, _ in self.events)]
        if focus:
            spans.append((focus.start, focus.end))
        self.borders = sorted({at for span in spans for at in span})

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        cuts = [start, *(b for b in self.borders if start < b < end), end]
        for a, b in itertools.pairwise(cuts):
            focus = self.focus is not None and self.focus.start <= a < self.focus.end
            yield Piece(
                text=self.text[a:b], mention=_covering(self.mentions, a), time=_covering(self.times, a),
                event=next((i for s, e, i in self.events if s <= a < e), None), quote=_innermost(self.quotes, a),
                cue=_covering(self.cues, a) is not None, source=_covering(self.sources, a) is not None, focus=focus,
                focus_starts=self.focus is not None and focus and a == max(self.focus.start, start),
                quote_ends=tuple(i for i, (_, e) in enumerate(self.quotes) if e == b),
            )


def _covering(spans: Sequence[tuple[int, int]], at: int) -> int | None:
    return next((i for i, (s, e) in enumerate(spans) if s <= at < e), None)


def _innermost(spans: Sequence[tuple[int, int]], at: int) -> int | None:
    inside = [(e - s, i) for i, (s, e) in enumerate(spans) if s <= at < e]
    return min(inside)[1] if inside else None
