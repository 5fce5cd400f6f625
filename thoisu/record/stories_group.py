"""Stories from articles: candidates, edges, and average-link grouping inside the connected parts of the edge graph.

Two groups are joined where the mean likeness over all pairs between them reaches a bound that grows with the smaller group (to
groups of three): what holds together by itself is likely to be another story. Average link never joins what the edges do not
connect, so a new article changes only the part that it falls into, and the result does not depend on the order of arrival.
"""

import heapq
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thoisu.record.stories import SHARED_KEYS, ArticleText, StoryFeatures, make_features, pack_features, score_all

EDGE = 0.19  # least likeness of an edge, and least mean likeness at which single articles are joined
SIZE_PENALTY, PENALTY_SIZE = 0.4, 3
MAX_PART = 400  # a larger part is first cut by raising the bound of its edges
CUT_STEP = 0.03


class Edge(NamedTuple):
    """Two articles, `a` before `b`, that may tell one story, and how alike they are."""

    a: str
    b: str
    weight: float


def find_edges(new: Sequence[StoryFeatures], old: Mapping[str, StoryFeatures] | None = None) -> Iterator[Edge]:
    """The edges among the new articles and, where given, from them to old candidates, each once."""
    index: dict[int, array[int]] = {}
    known: list[StoryFeatures] = []
    for f in (*(old or {}).values(), *new):
        fresh = len(known) >= len(old or ())
        if fresh:
            yield from _edges_of(f, known, index)
        for key in f.keys:
            index.setdefault(key, array("I")).append(len(known))
        known.append(f)


def _edges_of(f: StoryFeatures, known: list[StoryFeatures], index: dict[int, "array[int]"]) -> Iterator[Edge]:
    rows = [np.frombuffer(index[key], np.uint32).copy() for key in f.keys if key in index]
    if not rows:
        return
    found, times = np.unique(np.concatenate(rows), return_counts=True)
    candidates = [known[i] for i in found[times >= SHARED_KEYS].tolist()]
    yield from score_edges(f, candidates)


def score_edges(f: StoryFeatures, candidates: Sequence[StoryFeatures]) -> Iterator[Edge]:
    """The edges between an article and candidates for it."""
    if not candidates:
        return
    for other, weight in zip(candidates, score_all(pack_features(candidates), f).tolist(), strict=True):
        if weight >= EDGE and other.id != f.id:
            yield Edge(min(f.id, other.id), max(f.id, other.id), weight)


def find_parts(ids: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """The connected parts of the edge graph, single articles included.

    >>> sorted(map(sorted, find_parts(["a", "b", "c"], [Edge("a", "c", 0.5)])))
    [['a', 'c'], ['b']]
    """
    root = {i: i for i in ids}

    def top(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for edge in edges:
        a, b = top(edge.a), top(edge.b)
        if a != b:
            root[max(a, b)] = min(a, b)
    parts: dict[str, list[str]] = {}
    for i in root:
        parts.setdefault(top(i), []).append(i)
    return list(parts.values())


def group_stories(features: Mapping[str, StoryFeatures], edges: Iterable[Edge]) -> list[tuple[str, ...]]:
    """The stories of the articles: their ids in canonical order (published, unknown first, then id); stories by their first."""
    edges = list(edges)
    parts = find_parts(features, edges)
    part_of = {i: n for n, part in enumerate(parts) for i in part}
    inside: list[list[Edge]] = [[] for _ in parts]
    for edge in edges:
        inside[part_of[edge.a]].append(edge)
    groups = [group for part, own in zip(parts, inside, strict=True) for group in _group_part([features[i] for i in part], own, EDGE)]
    return sorted(groups, key=lambda g: canonical(features[g[0]]))


def canonical(f: StoryFeatures) -> tuple[str, str]:
    """The key of the canonical order."""
    return f.published, f.id


def _group_part(part: list[StoryFeatures], edges: list[Edge], bound: float) -> list[tuple[str, ...]]:
    if len(part) == 1:
        return [(part[0].id,)]
    part = sorted(part, key=canonical)
    if len(part) > MAX_PART and bound < 1:
        bound += CUT_STEP
        strong = [e for e in edges if e.weight >= bound]
        by_id = {f.id: f for f in part}
        pieces = find_parts(by_id, strong)
        piece_of = {i: n for n, piece in enumerate(pieces) for i in piece}
        own: list[list[Edge]] = [[] for _ in pieces]
        for edge in strong:
            own[piece_of[edge.a]].append(edge)
        return [g for piece, mine in zip(pieces, own, strict=True) for g in _group_part([by_id[i] for i in piece], mine, bound)]
    packed = pack_features(part)
    matrix = np.stack([score_all(packed, f) for f in part])
    return [tuple(part[i].id for i in sorted(group)) for group in join_by_mean(matrix)]


def join_by_mean(likeness: NDArray[np.float64]) -> list[list[int]]:
    """Groups of rows of a symmetric matrix by average link; ties go to the lower rows.

    >>> join_by_mean(np.array([[1, 0.5, 0], [0.5, 1, 0.1], [0, 0.1, 1]]))
    [[0, 1], [2]]
    """
    sums = np.array(likeness, dtype=np.float64)
    members = {i: [i] for i in range(len(sums))}
    heap: list[tuple[float, int, int, int, int]] = []

    def push(i: int, others: NDArray[np.int64]) -> None:
        sizes = np.array([len(members[j]) for j in others.tolist()])
        mean = sums[i, others] / (sizes * len(members[i]))
        smaller = np.minimum(np.minimum(sizes, len(members[i])), PENALTY_SIZE)
        score = np.round(mean / (1 + SIZE_PENALTY * (smaller - 1)), 9)  # sums of the same pairs in another order agree to 1e-12
        for j, s, size in zip(others.tolist(), score.tolist(), sizes.tolist(), strict=True):
            if s >= EDGE:
                a, b = (i, j) if i < j else (j, i)
                heapq.heappush(heap, (-s, a, b, len(members[a]), len(members[b])))

    for i in range(len(sums)):
        push(i, np.arange(i))
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
            continue
        members[a] += members.pop(b)
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        push(a, np.array([j for j in members if j != a], dtype=np.int64))
    return sorted(members.values())


def assign_stories(articles: Iterable[ArticleText]) -> dict[str, str]:
    """The story of each article by the id of its first article in canonical order, for articles read once in any order.

    Memory is some 3 kB an article.
    """
    features: dict[str, StoryFeatures] = {}
    for a in articles:
        features[a.id] = make_features(a.id, a.title, a.lead, a.text, a.published)
    groups = group_stories(features, find_edges(list(features.values())))
    return {i: group[0] for group in groups for i in group}
