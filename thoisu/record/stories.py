"""What an article is about, in numbers, and how alike two articles are.

Syllables and pairs of syllables are weighted by the root of how often they stand in the article (a name said twenty times is not
the story; the title counts thrice, the lead twice) and by how rare they are in news at large; likeness is the cosine, damped by the
days between two dated articles. It depends on the two articles and on shipped counts alone, so an article that arrives later changes
nothing between those that were there.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from thoisu.record.terms import find_syllables, hash_ngrams, hash_syllables, load_background

TITLE_WEIGHT, LEAD_WEIGHT = 3, 2
IDF_CAP = 7.0  # a pair of syllables never seen before is often chance; it counts no more than a rare name
MAX_TERMS = 1000  # heaviest terms kept, in practice all of an article; with 300 the figures fall by one or two points
MAX_CHARS = 40_000  # what follows in a longer text no longer says what it is about
SCALE = 1 << 14  # weights are whole numbers, so that sums are the same in any order
KEYS = 32
KEY_IDF = 4.5  # a key stands in fewer than one of ninety articles
SHARED_KEYS = 2
FULL_DAYS, DECAY_DAYS = 7.0, 30.0
_LAST = np.uint32(0xFFFF)


class ArticleText(Protocol):
    """What the grouping reads of an article."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def lead(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def published(self) -> str | None: ...


class StoryFeatures(Struct, frozen=True, gc=False):
    """An article as weighted terms; some 4 kB.

    `terms` are sorted 32-bit and `weights` 16-bit unsigned integers, little-endian. `day` counts from 1970, None where not dated.
    """

    id: str
    terms: bytes
    weights: bytes
    keys: tuple[int, ...]
    published: str = ""
    day: float | None = None


def parse_day(published: str | None) -> float | None:
    """Days since 1970 of an ISO date or date-time, None where there is none.

    >>> parse_day("1970-01-03")
    2.0
    """
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() / 86400


def make_features(id: str, title: str, lead: str | None, text: str, published: str | None = None) -> StoryFeatures:
    """The features of an article; `text` is what stands below the lead.

    >>> f = make_features("a", "Putin điện đàm với Trump", None, "Hai ông nói chuyện tối 14/11.")
    >>> round(score_similarity(f, f), 2)
    1.0
    """
    terms, weights = [], []
    for part, weight in ((title, TITLE_WEIGHT), (lead or "", LEAD_WEIGHT), (text, 1)):
        hashes = hash_syllables(find_syllables(part[:MAX_CHARS]))
        pairs = hash_ngrams(hashes, 2)
        terms += [hashes, pairs]
        weights.append(np.full(len(hashes) + len(pairs), float(weight)))
    found, where = np.unique(np.concatenate(terms), return_inverse=True)
    idf = load_background().idf(found)
    mass = np.sqrt(np.bincount(where, np.concatenate(weights), minlength=len(found))) * np.minimum(idf, IDF_CAP)
    if len(found) > MAX_TERMS:
        # equal weights are told apart by the term itself, so the choice is the same on every machine
        kept = np.sort(np.lexsort((found, -mass))[:MAX_TERMS])
        found, mass, idf = found[kept], mass[kept], idf[kept]
    norm = float(np.sqrt((mass**2).sum()))
    whole = np.minimum(np.rint(mass / norm * SCALE), 65535).astype(np.uint16) if norm else np.zeros(len(found), np.uint16)
    telling = np.flatnonzero(idf >= KEY_IDF)
    heaviest = telling[np.lexsort((found[telling], -mass[telling]))[:KEYS]]
    return StoryFeatures(
        id, found.astype("<u4").tobytes(), whole.astype("<u2").tobytes(), tuple(found[heaviest].tolist()), published or "", parse_day(published)
    )


def candidate_keys(features: StoryFeatures) -> tuple[int, ...]:
    """The keys under which an index finds the article: two articles are candidates where they share SHARED_KEYS of them."""
    return features.keys


def damp_by_days(a: float | None, b: float | None) -> float:
    """How much the days between two articles take from their likeness: 1 up to FULL_DAYS and where one is not dated.

    >>> damp_by_days(0.0, 2.0), damp_by_days(None, 3.0), round(damp_by_days(0.0, 31.0), 2)
    (1.0, 1.0, 0.45)
    """
    if a is None or b is None:
        return 1.0
    return float(np.exp(-max(0.0, abs(a - b) - FULL_DAYS) / DECAY_DAYS))


def score_similarity(a: StoryFeatures, b: StoryFeatures) -> float:
    """How alike two articles are, 0..1, the same both ways."""
    return float(score_all(pack_features([b]), a)[0])


class Packed(Struct, frozen=True):
    """Features of many articles end to end, to be compared with one article at once."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.uint16]
    starts: NDArray[np.int64]
    days: NDArray[np.float64]  # NaN where not dated


def pack_features(features: Iterable[StoryFeatures]) -> Packed:
    """The features end to end; an article without any term keeps one of weight 0."""
    terms, weights, starts, days, at = [], [], [], [], 0
    for f in features:
        terms.append(f.terms or b"\0\0\0\0")
        weights.append(f.weights or b"\0\0")
        starts.append(at)
        days.append(np.nan if f.day is None else f.day)
        at += len(terms[-1]) // 4
    return Packed(
        np.frombuffer(b"".join(terms), "<u4"), np.frombuffer(b"".join(weights), "<u2"),
        np.array(starts, np.int64), np.array(days, np.float64),
    )


def score_all(packed: Packed, one: StoryFeatures) -> NDArray[np.float64]:
    """How alike each of the packed articles is to one, 0..1."""
    if not len(packed.starts) or not one.terms:
        return np.zeros(len(packed.starts))
    terms = np.frombuffer(one.terms, "<u4")
    weights = np.frombuffer(one.weights, "<u2").astype(np.float64)
    # nine in ten terms are told apart by their last 16 bits, which is cheaper than a search
    ends = np.zeros(1 << 16, dtype=np.bool_)
    ends[terms & _LAST] = True
    maybe = np.flatnonzero(ends[packed.terms & _LAST])
    at = np.minimum(np.searchsorted(terms, packed.terms[maybe]), len(terms) - 1)
    same = terms[at] == packed.terms[maybe]
    at, maybe = at[same], maybe[same]
    article = np.searchsorted(packed.starts, maybe, side="right") - 1
    # whole numbers below 2 to the 53rd: the sums are exact
    cosine = np.bincount(article, weights[at] * packed.weights[maybe], minlength=len(packed.starts)) / float(SCALE * SCALE)
    if one.day is not None:
        gap = np.maximum(0.0, np.abs(packed.days - one.day) - FULL_DAYS)
        cosine *= np.where(np.isnan(gap), 1.0, np.exp(-gap / DECAY_DAYS))
    return np.minimum(cosine, 1.0)
