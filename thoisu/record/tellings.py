"""The ground that the record passes stand on: an order of documents, sentences, evidence, words that weigh, stable ids."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

from thoisu.lexicon import load_rows
from thoisu.model import Document, Evidence, Span
from thoisu.record.terms import find_syllables
from thoisu.text.normalize import lower, tone_key
from thoisu.text.segment import find_sentences

Weights = Mapping[str, float]

_RAREST = 9.0  # weight of a syllable that the table of common ones does not list


def sort_documents(docs: Iterable[Document]) -> list[Document]:
    """The documents by publication (unknown first), then by id; one per article id, the first digest of it in that order."""
    out: dict[str, Document] = {}
    for doc in sorted(docs, key=lambda d: (d.published or "", d.article.id, d.article.digest)):
        out.setdefault(doc.article.id, doc)
    return list(out.values())


def make_id(kind: str, *parts: str | None) -> str:
    """A stable address: the kind and 16 hex digits that depend on the parts alone.

    >>> make_id("ev", "CONSULT", "Nga") == make_id("ev", "CONSULT", "Nga")
    True
    """
    joined = "\x1f".join(p or "" for p in parts)
    return f"{kind}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class Reading:
    """A document with its sentences at hand."""

    __slots__ = ("_key", "_starts", "doc", "sentences", "text", "title_end")

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        found: Sequence[Span] = [Span(s.start, s.end) for s in doc.sentences] if doc.sentences else list(find_sentences(doc.text))
        self.sentences = found
        self._starts = [s.start for s in found]
        self._key: str | None = None
        self.title_end = next((b.end for b in doc.article.blocks if b.kind == "title"), 0)

    def place(self, offset: int) -> int:
        """The number of the sentence that holds an offset, or of the last one before it; -1 in a text without sentences."""
        return max(bisect_right(self._starts, offset) - 1, 0) if self.sentences else -1

    def sentence(self, offset: int) -> Span:
        """The sentence that holds an offset."""
        return self.sentences[self.place(offset)] if self.sentences else Span(0, len(self.text))

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def matching(self, start: int, end: int) -> str:
        """The matching form (lower case, one style of tone placement) of a part of the text, as long as the part."""
        if self._key is None:
            key = tone_key(self.text)
            self._key = key if len(key) == len(self.text) else lower(self.text)  # marks that compose would shift all offsets
        return self._key[start:end]

    def evidence(self, start: int, end: int) -> Evidence:
        """A span of this version of the article as evidence."""
        return Evidence(self.doc.article.id, self.doc.article.digest, start, end, self.text[start:end])


@lru_cache(maxsize=1)
def _common() -> dict[str, float]:
    return {syllable: log(100_000 / (float(share) + 1)) for syllable, share in load_rows("syllables")}


def weigh_words(text: str) -> dict[str, float]:
    """The syllables of a text and how much each tells, from the share of news articles that hold it: near 0 for `của`, 9 at most.

    >>> weights = weigh_words("Hội đồng của Nga")
    >>> weights["của"] < weights["hội"] < weights["nga"]
    True
    """
    common = _common()
    return {s: common.get(s, _RAREST) for s in find_syllables(text)}


def share_words(a: Weights, b: Weights) -> tuple[float, float]:
    """How much of the weight of the lighter text stands in the other, and how much of both together, 0..1.

    >>> share_words(weigh_words("Nga và NATO họp"), weigh_words("NATO họp"))[0]
    1.0
    """
    if len(a) > len(b):
        a, b = b, a
    common = sum(w for s, w in a.items() if s in b)
    first, second = sum(a.values()), sum(b.values())
    least, union = min(first, second), first + second - common
    return (common / least if least else 0.0, common / union if union else 0.0)
