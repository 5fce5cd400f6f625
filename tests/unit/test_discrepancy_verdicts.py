"""Discrepancies found in the shared stories against verdicts read by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.stories_room import read_stories
from thoisu.model import Discrepancy
from thoisu.record.discrepancies import find_discrepancies
from thoisu.record.events import group_events
from thoisu.record.parties import learn_parties
from thoisu.record.statements import group_statements

GOLD = json.loads((Path(__file__).parents[1] / "golden" / "discrepancy_verdicts.json").read_text(encoding="utf-8"))
LEAST_PRECISION, LEAST_FOUND = 0.8, 4  # of what was judged; of the real ones in the stories that were read in full


def agrees(found: Discrepancy, told: dict[str, Any]) -> bool:
    """Whether a discrepancy is one of the check: its field, and both sides where the check has them."""
    places = [(e.article, e.start, e.end) for _, e in found.sides]
    return found.field == told["field"] and all(any(a == x and s < z and y < e for x, y, z in places) for a, s, e in told["sides"])


def names_one(found: Discrepancy, told: dict[str, Any]) -> bool:
    """Whether a discrepancy shares a side with one of the check: a denial may be set against another sentence that tells the same."""
    return any(agrees(found, {**told, "sides": [side]}) for side in told["sides"])


@pytest.fixture(scope="module")
def found(shared: Path) -> list[Discrepancy]:
    """What is found in the stories that were read in full or have a verdict."""
    rows = [json.loads(line) for line in (shared / "data" / "stories" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    judged = {side[0] for row in GOLD["rows"] for side in row["sides"]}
    stories = {row["cluster"] for row in rows if row["id"] in judged} | set(GOLD["stories_read"])
    out: list[Discrepancy] = []
    for _, docs, origins in read_stories(shared, stories, GOLD["digests"]):
        parties = learn_parties(docs)
        statements, events = list(group_statements(docs, origins, known=parties)), list(group_events(docs, origins, known=parties))
        out += find_discrepancies(docs, statements, events, origins, known=parties)
    return out


def test_most_of_what_is_found_and_was_judged_is_right(found: list[Discrepancy]) -> None:
    verdicts = [next((row["right"] for row in GOLD["rows"] if agrees(d, row)), None) for d in found]
    right, judged = verdicts.count(True), len(verdicts) - verdicts.count(None)
    print(f"{right} right of {judged} judged; {verdicts.count(None)} found that nobody judged")
    assert judged >= 5
    assert right >= LEAST_PRECISION * judged


def test_real_disagreements_of_the_stories_read_are_found(found: list[Discrepancy]) -> None:
    reached = sum(any(names_one(d, row) if row["field"] == "status" else agrees(d, row) for d in found) for row in GOLD["read"])
    print(f"{reached} found of {len(GOLD['read'])} real disagreements")
    assert reached >= LEAST_FOUND


def test_the_verdicts_are_whole() -> None:
    for row in GOLD["rows"]:
        assert row["field"] in ("date", "number", "name", "place", "initiator", "status", "one_sided")
        assert len(row["sides"]) >= 2
        assert row["right"] or "reason" in row or "seen" in row
        assert all(article in GOLD["digests"] or "seen" in row for article, _, _ in row["sides"])
