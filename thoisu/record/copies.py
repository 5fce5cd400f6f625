"""Copies: articles that share text, which one is taken as the original, and the passages that they share.

A text is known by its shingles of four syllables. A fixed quarter of them, chosen by their value (FracMinHash: Irber et al. 2022), is its
sketch: sketches give Jaccard and containment both ways, so a report merged into a longer one is found too, which plain MinHash misses.
Candidates come from an index over a fixed part of the shingles of eight syllables; one in sixteen, so a shared passage of some fifty
syllables is found nine times in ten, and a text with a fifth of its sentences changed practically always.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from thoisu.model import Copy, Document, Span
from thoisu.record.origins import credited, outlet_family
from thoisu.record.terms import Terms, find_syllable_spans, find_syllables, hash_ngrams, hash_syllables

SHINGLE, KEY = 4, 8
SKETCH_PART, KEY_PART = 4, 16
MIN_SHARED = 10  # sampled shingles, about forty of all
MIN_CONTAINMENT = 0.55  # of the one or the other: below it, two reports of one newsroom that share their background are everyday
# One is a copy of the other where it stands in it nearly whole, or where both are much the same all over. A follow-up that repeats its first
# report below news of its own reaches neither: it shares passages, and is a report of its own.
COPY_CONTAINMENT, COPY_JACCARD = 0.9, 0.54
MIN_PASSAGE = 12  # syllables


class Shares(Struct, frozen=True):
    """What two texts share: their Jaccard, and the share of each one's shingles that stand in the other."""

    jaccard: float
    a_in_b: float
    b_in_a: float


class Pair(Struct, frozen=True):
    """Two articles that share text."""

    a: str
    b: str
    jaccard: float
    a_in_b: float
    b_in_a: float


def make_signature(text: str) -> bytes:
    """The sketch of a text: sorted 32-bit values, little-endian; about a byte a syllable."""
    return _sample(hash_ngrams(hash_syllables(find_syllables(text)), SHINGLE), SKETCH_PART).astype("<u4").tobytes()


def make_keys(text: str) -> tuple[bytes, ...]:
    """The keys under which an index finds a text: two texts are candidates where they share one."""
    values = _sample(hash_ngrams(hash_syllables(find_syllables(text)), KEY), KEY_PART)
    return tuple(int(v).to_bytes(4, "little") for v in values)


def _sample(hashes: Terms, part: int) -> Terms:
    """The values whose scrambled form falls into the first `part`-th; the same ones in every text."""
    scrambled = hashes * np.uint32(0x9E3779B1)
    scrambled ^= scrambled >> np.uint32(15)
    scrambled *= np.uint32(0x85EBCA77)
    return np.unique(hashes[scrambled < np.uint32(0xFFFFFFFF // part)])


def compare_signatures(a: bytes, b: bytes) -> Shares | None:
    """What two texts share, None where it is too little to speak of.

    >>> text = " ".join(f"chữ{i}" for i in range(200))
    >>> compare_signatures(make_signature(text), make_signature(text)).jaccard
    1.0
    >>> compare_signatures(make_signature(text), make_signature("một bài khác hẳn " * 30)) is None
    True
    """
    x, y = _values(a), _values(b)
    shared = len(np.intersect1d(x, y, assume_unique=True))
    if shared < MIN_SHARED:
        return None
    jaccard, a_in_b, b_in_a = shared / (len(x) + len(y) - shared), shared / len(x), shared / len(y)
    if max(a_in_b, b_in_a) < MIN_CONTAINMENT:
        return None
    return Shares(round(jaccard, 4), round(a_in_b, 4), round(b_in_a, 4))


def _values(signature: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(signature, "<u4")


class Source(Struct, frozen=True):
    """Where the text that two articles share comes from: `name` is an article's id, an agency, or None where nothing settles it."""

    kind: Literal["article", "agency", "unknown"]
    name: str | None
    reason: Literal["credit", "agency", "earlier", "unknown"]


class SharedText(Struct, frozen=True):
    """What an article shares with another: shares of each one's shingles, 0..1; passages as spans in both; the likely source."""

    article: str
    other: str
    jaccard: float
    in_other: float
    of_other: float
    source: Source
    passages: tuple[tuple[Span, Span], ...]


def likely_source(a: Document, b: Document) -> Source:
    """The source of what two articles share: the one whose outlet the other credits, an agency that both credit, else the earlier one.

    >>> from thoisu.extract.given import article_from_text
    >>> doc = lambda id, day: Document(article_from_text(id, "Nga và NATO họp.", f"{day}T08:00:00+07:00"))
    >>> likely_source(doc("a", "2016-11-24"), doc("b", "2016-11-23"))
    Source(kind='article', name='b', reason='earlier')
    """
    credits = [{s.name for s in d.sources or () if s.role == "content"} for d in (a, b)]
    families = [outlet_family(d.article.outlet) if d.article.outlet else None for d in (a, b)]
    taken = [families[1 - i] in {outlet_family(name) for name in credits[i]} for i in (0, 1)]
    if taken[0] != taken[1]:
        return Source("article", (b if taken[0] else a).article.id, "credit")
    agency = credited(a)
    if agency and agency in credits[1]:
        return Source("agency", agency, "agency")
    days = [d.article.published for d in (a, b)]
    if days[0] and days[1] and days[0] != days[1]:
        return Source("article", (a if days[0] < days[1] else b).article.id, "earlier")
    return Source("unknown", None, "unknown")


def tell_shared(a: Document, b: Document, jaccard: float, a_in_b: float, b_in_a: float) -> SharedText:
    """What `a` shares with `b`, seen from `a`."""
    return SharedText(a.article.id, b.article.id, jaccard, a_in_b, b_in_a, likely_source(a, b), shared_passages(a.text, b.text))


def is_copy(pair: Pair) -> bool:
    """Whether one of two articles is the other over again, not only a report that repeats parts of it.

    >>> is_copy(Pair("a", "b", 0.3, 0.95, 0.3)), is_copy(Pair("a", "b", 0.45, 0.7, 0.6))
    (True, False)
    """
    return max(pair.a_in_b, pair.b_in_a) >= COPY_CONTAINMENT or pair.jaccard >= COPY_JACCARD


def group_copies(pairs: Iterable[Pair], published: Mapping[str, str]) -> Iterator[Copy]:
    """For each article that copies an earlier one: the earliest of those with which it shares about as much as with any.

    `published` holds the publication of every article, '' where not known; an article of an unknown day counts as later than the others.
    """
    earlier: dict[str, list[tuple[float, str, float]]] = {}
    for p in pairs:
        if not is_copy(p):
            continue
        first, second = sorted((p.a, p.b), key=lambda i: _canonical(i, published))
        share = p.b_in_a if second == p.b else p.a_in_b
        earlier.setdefault(second, []).append((share, first, p.jaccard))
    for article, found in sorted(earlier.items()):
        best = max(share for share, _, _ in found)
        near = [f for f in found if f[0] >= 0.9 * best]
        share, original, jaccard = min(near, key=lambda f: _canonical(f[1], published))
        yield Copy(article, original, jaccard, share)


def _canonical(article: str, published: Mapping[str, str]) -> tuple[bool, str, str]:
    day = published.get(article, "")
    return not day, day, article


def shared_passages(a: str, b: str) -> tuple[tuple[Span, Span], ...]:
    """The passages of at least a dozen syllables that stand in both texts, longest run first taken, in the order of the first text.

    >>> shared_passages("Mở đầu. " + "một hai ba " * 5, "Khác hẳn: " + "một hai ba " * 5)[0][0].start
    8
    """
    x, y = find_syllable_spans(a), find_syllable_spans(b)
    left = hash_ngrams(hash_syllables(find_syllables(a)), SHINGLE).tolist()
    places: dict[int, list[int]] = {}
    for j, value in enumerate(hash_ngrams(hash_syllables(find_syllables(b)), SHINGLE).tolist()):
        places.setdefault(value, []).append(j)
    out: list[tuple[Span, Span]] = []
    i = 0
    while i < len(left):
        length, j = max(((_run(left, i, places, j), -j) for j in places.get(left[i], ())[:20]), default=(0, 0))
        if length + SHINGLE - 1 >= MIN_PASSAGE:
            last = length + SHINGLE - 2
            out.append((Span(x[i][0], x[i + last][1]), Span(y[-j][0], y[-j + last][1])))
            i += length + SHINGLE - 1
        else:
            i += 1
    return tuple(out)


def _run(left: list[int], i: int, places: Mapping[int, list[int]], j: int) -> int:
    """How many shingles in a row agree from `i` and `j` on."""
    n = 1
    while i + n < len(left) and j + n in places.get(left[i + n], ()):
        n += 1
    return n
