"""Which quotes are one utterance and which event mentions are one happening: the grouping against a hand-made check on real stories."""

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.unit.stories_room import read_stories
from thoisu.model import Document, Event, Statement
from thoisu.record.events import group_events
from thoisu.record.parties import learn_parties
from thoisu.record.statements import group_statements

GOLD = Path(__file__).parents[1] / "golden" / "merging.json"
FLOORS = {"statements": (0.85, 0.32), "events": (0.68, 0.42)}  # precision and recall of pairs


class Place(NamedTuple):
    """A quote or a trigger: its article and offsets."""

    article: str
    start: int
    end: int


def overlaps(a: Place, b: Place) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end


def score_pairs(gold: dict[Place, int], found: dict[Place, str], *, across: bool) -> tuple[int, int, int]:
    """Pairs right, pairs found, pairs of the gold, among the places of one story that were found; those that overlap are no pair."""
    pairs = [(a, b) for a, b in combinations(sorted(set(gold) & set(found)), 2) if not overlaps(a, b) and not (across and a.article == b.article)]
    return (
        sum(gold[a] == gold[b] and found[a] == found[b] for a, b in pairs),
        sum(found[a] == found[b] for a, b in pairs),
        sum(gold[a] == gold[b] for a, b in pairs),
    )


def groups_of(docs: list[Document], statements: Iterable[Statement], events: Iterable[Event]) -> tuple[dict[Place, str], dict[Place, str]]:
    """The place of each quote, and of each trigger, with the id of the statement or event that it went to."""
    layer = {d.article.id: d.events or () for d in docs}
    said = {Place(t.evidence.article, t.evidence.start, t.evidence.end): s.id for s in statements for t in s.tellings}
    done: dict[Place, str] = {}
    for event in events:
        for t in event.tellings:
            assert t.index is not None
            done |= {Place(t.evidence.article, x.start, x.end): event.id for x in layer[t.evidence.article][t.index].triggers}
    return said, done


def nearest(gold: dict[Place, int], found: dict[Place, str]) -> dict[Place, str]:
    """The gold places with the group of the found place that shares at least half of both; the finders may move an edge."""
    out = {}
    for place in gold:
        for other, group in found.items():
            shared = min(place.end, other.end) - max(place.start, other.start)
            if place.article == other.article and 2 * shared >= max(place.end - place.start, other.end - other.start):
                out[place] = group
                break
    return out


def measure(shared: Path) -> dict[str, tuple[int, int, int]]:
    """Pairs right, found and of the gold, of statements and of events, over the stories of the check."""
    told = json.loads(GOLD.read_text(encoding="utf-8"))
    stories = {row[0] for kind in ("statements", "events") for row in told[kind]}
    sums = {"statements": [0, 0, 0], "events": [0, 0, 0]}
    for story, docs, origins in read_stories(shared, stories, told["digests"]):
        parties = learn_parties(docs)
        found = groups_of(docs, group_statements(docs, origins, known=parties), group_events(docs, origins, known=parties))
        for kind, places in zip(("statements", "events"), found, strict=True):
            gold = {Place(article, start, end): group for cluster, article, start, end, group in told[kind] if cluster == story}
            counts = score_pairs(gold, nearest(gold, places), across=kind == "events")
            sums[kind] = [a + b for a, b in zip(sums[kind], counts, strict=True)]
    return {kind: (a, b, c) for kind, (a, b, c) in sums.items()}


@pytest.fixture(scope="module")
def measured(shared: Path) -> dict[str, tuple[int, int, int]]:
    """The figures of one run over the shared stories."""
    return measure(shared)


def test_pairs_are_counted_among_places_found() -> None:
    a, b, c, inside = Place("x", 0, 9), Place("y", 0, 9), Place("y", 20, 29), Place("x", 2, 8)
    gold = {a: 0, b: 0, c: 1, inside: 0}
    assert score_pairs(gold, {a: "s", b: "s", c: "s"}, across=False) == (1, 3, 1)
    assert score_pairs(gold, {a: "s", b: "s", c: "s"}, across=True) == (1, 2, 1)
    assert score_pairs(gold, {a: "s", inside: "s"}, across=False) == (0, 0, 0)
    assert nearest({a: 0}, {Place("x", 1, 9): "s"}) == {a: "s"}
    assert nearest({a: 0}, {Place("x", 7, 30): "s"}) == {}


@pytest.mark.parametrize("kind", ["statements", "events"])
def test_merging_agrees_with_the_hand_made_check(kind: str, measured: dict[str, tuple[int, int, int]]) -> None:
    right, found, told = measured[kind]
    precision, recall = right / found, right / told
    print(f"{kind}: {right} right of {found} found and {told} told; precision {precision:.3f}, recall {recall:.3f}")
    assert told > 25
    assert precision >= FLOORS[kind][0]
    assert recall >= FLOORS[kind][1]
