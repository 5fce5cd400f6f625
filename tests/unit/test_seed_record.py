"""What a careful reader gets out of the five seed pages comes out of their gold layers, where ../shared is at hand."""

import json
from typing import Any

import pytest

from thoisu.model import Channel, Discrepancy, Event, Statement

gold = pytest.importorskip("training.gold")
RECORD = gold.SHARED / "gold" / "seed_record.json"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not RECORD.exists(), reason="needs ../shared")]


@pytest.fixture(scope="module")
def seeds() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def record(seeds: dict[str, Any]) -> tuple[list[Event], list[Statement], list[Discrepancy], list[Channel]]:
    from thoisu.record.channels import find_contacts, group_channels
    from thoisu.record.discrepancies import find_discrepancies
    from thoisu.record.events import group_events
    from thoisu.record.origins import group_origins
    from thoisu.record.statements import group_statements

    rows = (RECORD.parent / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    docs = {row["id"]: gold.gold_document(row) for row in map(json.loads, rows)}
    events: list[Event] = []
    statements: list[Statement] = []
    discrepancies: list[Discrepancy] = []
    contacts = []
    for story in seeds["stories"]:
        of_story = [docs[a] for a in story["articles"]]
        origins = group_origins(of_story)
        mine = list(group_events(of_story, origins, story=story["name"]))
        said = list(group_statements(of_story, origins, story=story["name"]))
        discrepancies += find_discrepancies(of_story, said, mine, origins)
        contacts += find_contacts(mine, of_story)
        events += mine
        statements += said
    return events, statements, discrepancies, list(group_channels(contacts))


def test_every_channel_and_change_is_there(seeds: dict[str, Any], record: Any) -> None:
    channels: list[Channel] = record[3]
    for wanted in seeds["channels"]:
        (channel,) = [c for c in channels if c.kind == wanted["kind"] and set(c.parties) == set(wanted["parties"])]
        for change in wanted["changes"]:
            assert any(
                c.state == change["state"] and c.date == change["date"] and any(change["evidence"] in e.words for e in c.evidence)
                for c in channel.changes
            ), change


def test_statements_told_twice_are_one(seeds: dict[str, Any], record: Any) -> None:
    statements: list[Statement] = record[1]
    for wanted in seeds["statements_told_twice"]:
        many = [s for s in statements if s.speaker == wanted["speaker"] and len(s.tellings) > 1]
        assert any(sorted(t.evidence.article for t in s.tellings) == sorted(wanted["articles"]) for s in many), wanted


def test_what_one_side_says_is_found(seeds: dict[str, Any], record: Any) -> None:
    discrepancies: list[Discrepancy] = record[2]
    for wanted in seeds["one_sided"]:
        assert any(
            d.field == "one_sided" and all(wanted["evidence"][:40] in e.words or e.words[:40] in wanted["evidence"] for _, e in d.sides)
            for d in discrepancies
        ), wanted


def test_the_call_told_by_two_articles_is_one_event_of_two_origins(record: Any) -> None:
    events: list[Event] = record[0]
    (call,) = [e for e in events if e.mode == "phone" and len(e.tellings) > 1]
    assert (call.date, call.status, call.independent_origins) == ("2016-11-14", "asserted", 2)
