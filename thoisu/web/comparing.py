"""Two texts beside each other: what they share, or what changed from one to the other."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from thoisu.model import Document, Span


class Run(Struct, frozen=True):
    """A run of text, marked or not."""

    text: str
    marked: bool


class Side(Struct, frozen=True):
    """One of the two articles: its blocks in marked and unmarked runs."""

    doc: Document
    blocks: tuple[tuple[str, tuple[Run, ...]], ...]


def mark_side(doc: Document, spans: Iterable[Span]) -> Side:
    """A document with these spans marked; spans may overlap and cross blocks."""
    merged = _merge(spans)
    return Side(doc, tuple((b.kind, tuple(_runs(doc.text, b.start, b.end, merged))) for b in doc.article.blocks))


def _merge(spans: Iterable[Span]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted((s.start, s.end) for s in spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _runs(text: str, start: int, end: int, marked: list[tuple[int, int]]) -> Iterator[Run]:
    at = start
    for a, b in marked:
        a, b = max(a, start), min(b, end)
        if a >= b:
            continue
        if at < a:
            yield Run(text[at:a], False)
        yield Run(text[a:b], True)
        at = b
    if at < end:
        yield Run(text[at:end], False)
