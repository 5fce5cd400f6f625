"""Mentions of a document: tag the text, then say who each name is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from thoisu.annotate.names.kin import Name
from thoisu.annotate.names.link import link_names
from thoisu.annotate.names.settle import settle
from thoisu.annotate.names.sheet import Sheet, make_sheet
from thoisu.annotate.names.tagger import Tagged, load_crf
from thoisu.model import Document, Mention

_AROUND = 32


def find_mentions(doc: Document) -> Iterator[Mention]:
    """The names of a document in order, without overlaps, each with its type and canonical id.

    >>> from thoisu.extract.given import article_from_text
    >>> doc = Document(article_from_text("a", "Tổng thống Nga Putin gặp ông Obama ở Hà Nội.", "2013-10-01"))
    >>> [m.entity for m in find_mentions(doc)]
    ['Russia', 'Vladimir Putin', 'Barack Obama', 'Hanoi']
    """
    sheet = make_sheet(doc.text)
    yield from read_mentions(doc, sheet, load_crf("names_crf").tag(sheet))


def read_mentions(doc: Document, sheet: Sheet, tagged: Sequence[Tagged]) -> Iterator[Mention]:
    """The mentions that the tags of a document's sheet stand for, settled and linked."""
    text = doc.text
    names, last = [], 0
    settled = settle(sheet, tagged)
    margins = [t.margin for t in settled]
    for t in settled:
        start, end = sheet.tokens[t.first].start, sheet.tokens[t.last - 1].end
        names.append(Name(start, end, t.type, text[start:end], text[max(last, start - _AROUND) : start], text[end : end + _AROUND]))
        last = end
    for name, link, margin in zip(names, link_names(names, doc.published), margins, strict=True):
        yield Mention(name.start, name.end, name.type, link.entity, f"names-crf/{link.how}", sureness(margin))


@cache
def _steps() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Margins in order and, between them, the share of names whose span and type are right (`training/names.py`, on held-out articles)."""
    lines = (files("thoisu") / "models" / "names_sureness.tsv").read_text(encoding="utf-8").splitlines()
    least, share = zip(*(map(float, line.split("\t")) for line in lines), strict=True)
    return least, share


def sureness(margin: float) -> float:
    """How likely span and type of a name of this margin are right, 0 to 1.

    >>> sureness(0.0) < sureness(20.0) <= 1
    True
    """
    least, share = _steps()
    return share[max(bisect_right(least, margin) - 1, 0)]
