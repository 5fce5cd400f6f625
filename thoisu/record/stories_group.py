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

from thoisu.record.stories import SHARED_KEYS, ArticleText, StoryFeatures, make_features, pack_features, score_all

EDGE = 0.12  # least likeness of an edge, and least mean likeness at which single articles are joined
SIZE_PENALTY, PENALTY_SIZE = 0.4, 3


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
    groups = [group for part, own in zip(parts, inside, strict=True) for group in _group_part([features[i] for i in part], own)]
    return sorted(groups, key=lambda g: canonical(features[g[0]]))


def canonical(f: StoryFeatures) -> tuple[str, str]:
    """The key of the canonical order."""
    return f.published, f.id


def _group_part(part: list[StoryFeatures], edges: list[Edge]) -> list[tuple[str, ...]]:
    if len(part) == 1:
        return [(part[0].id,)]
    part = sorted(part, key=canonical)
    rank = {f.id: n for n, f in enumerate(part)}
    groups = _Groups(part)
    for edge in edges:
        groups.add_edge(rank[edge.a], rank[edge.b], edge.weight)
    groups.join_all()
    return [tuple(part[i].id for i in sorted(group)) for group in groups.members.values()]


class _Groups:
    """Average link over one part of the edge graph, exact: pairs without an edge are compared when their groups touch.

    Articles are numbered in canonical order, a group is called by its first. Cost is near linear in the edges while groups are small.
    """

    def __init__(self, part: list[StoryFeatures]) -> None:
        self.part = part
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(part))}
        self.sums: list[dict[int, float]] = [{} for _ in part]  # likeness summed over the pairs of two groups
        self.heap: list[tuple[float, int, int, int, int]] = []

    def add_edge(self, a: int, b: int, weight: float) -> None:
        self.sums[a][b] = self.sums[b][a] = weight
        self.offer(min(a, b), max(a, b))

    def offer(self, a: int, b: int) -> None:
        """Put the pair of groups in line where it may be joined."""
        size_a, size_b = len(self.members[a]), len(self.members[b])
        mean = self.sums[a][b] / (size_a * size_b)
        # sums of the same pairs in another order agree to 1e-12
        score = round(mean / (1 + SIZE_PENALTY * (min(size_a, size_b, PENALTY_SIZE) - 1)), 9)
        if score >= EDGE:
            heapq.heappush(self.heap, (-score, a, b, size_a, size_b))

    def join_all(self) -> None:
        """Join the likest groups until none reaches the bound; ties go to the earlier articles."""
        while self.heap:
            _, a, b, size_a, size_b = heapq.heappop(self.heap)
            if len(self.members.get(a, ())) == size_a and len(self.members.get(b, ())) == size_b:
                self.join(a, b)

    def join(self, a: int, b: int) -> None:
        """Make one group of two."""
        del self.sums[a][b], self.sums[b][a]
        self.complete(a, [k for k in self.sums[b] if k not in self.sums[a]])
        self.complete(b, [k for k in self.sums[a] if k not in self.sums[b]])
        self.members[a] += self.members.pop(b)
        for k, weight in self.sums[b].items():
            del self.sums[k][b]
            self.sums[a][k] = self.sums[k][a] = self.sums[a][k] + weight
        self.sums[b] = {}
        for k in self.sums[a]:
            self.offer(min(a, k), max(a, k))

    def complete(self, group: int, others: list[int]) -> None:
        """Sum the likeness of the group to others that no edge joins to it."""
        if not others:
            return
        rows = [i for k in others for i in self.members[k]]
        packed = pack_features(self.part[i] for i in rows)
        total = sum(score_all(packed, self.part[i]) for i in self.members[group])
        starts = np.cumsum([0] + [len(self.members[k]) for k in others[:-1]])
        for k, weight in zip(others, np.add.reduceat(total, starts).tolist(), strict=True):
            self.sums[group][k] = self.sums[k][group] = weight


def assign_stories(articles: Iterable[ArticleText]) -> dict[str, str]:
    """The story of each article by the id of its first article in canonical order, for articles read once in any order.

    Memory is some 6 kB an article.
    """
    features: dict[str, StoryFeatures] = {}
    for a in articles:
        features[a.id] = make_features(a.id, a.title, a.lead, a.text, a.published)
    groups = group_stories(features, find_edges(list(features.values())))
    return {i: group[0] for group in groups for i in group}
