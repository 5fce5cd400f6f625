"""Events as PLOVER records: statuses, dates, actors, and the schema that each of them meets."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import msgspec
import pytest
from msgspec.structs import replace

from tests.conftest import document
from thoisu.export.plover import PloverEvent, plover_events, sector_of
from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity
from thoisu.model import Event, EventMention, Evidence, Mention, Span, Telling
from thoisu.pipeline.export import export_record
from thoisu.store import Store

TEXT = "Nga và NATO sắp họp\n\nTổng thống Nga Vladimir Putin sẽ họp với NATO tại Brussels vào tháng 12/2016."
SCHEMA = json.loads((files("thoisu.export") / "plover.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


def records(published: str | None = "2016-11-24T08:00:00+07:00", **fields: object) -> list[PloverEvent]:
    doc = document(TEXT, published)
    at = TEXT.index("họp với")
    putin, nato = TEXT.index("Vladimir"), TEXT.index("NATO")
    people = (Mention(putin, putin + 14, "PER", "Vladimir Putin", "test"), Mention(nato, nato + 4, "ORG", "NATO", "test"))
    mention = EventMention("CONSULT", "meeting", (Span(at, at + 3),), ("Vladimir Putin", "NATO"), (), "2016-12", "planned", "test", confidence=0.8)
    doc = replace(doc, mentions=people, events=(mention,))
    telling = Telling(Evidence("bai-1", doc.article.digest, at, at + 3, "họp"), published=published, index=0)
    event = Event("ev-1", "CONSULT", "meeting", ("Vladimir Putin", "NATO"), (), "2016-12", "planned", (telling,), 1)
    found = list(plover_events(replace(event, **fields), doc))  # type: ignore[arg-type]
    for record in found:
        VALID.validate(json.loads(msgspec.json.encode(record)))
    return found


def test_a_planned_meeting_is_an_agreement_and_a_meeting_to_come() -> None:
    agree, meeting = records()
    assert (agree.event, agree.context, agree.link) == (("AGREE",), (), "ev-1")
    assert (meeting.event, meeting.context, meeting.link) == (("CONSULT",), ("future",), "ev-1")
    assert agree.id != meeting.id


def test_a_month_is_its_first_and_last_day() -> None:
    record = records(status="asserted")[0]
    assert (record.date, record.enddate, record.date_precision, record.date_how) == ("2016-12-01", "2016-12-31", "month", "text")


@pytest.mark.parametrize(("date", "expected"), [
    ("2016-11-30", ("2016-11-30", None, "day")),
    ("2016", ("2016-01-01", "2016-12-31", "year")),
    ("2016-02", ("2016-02-01", "2016-02-29", "month")),
    ("2016-11-29/2016-12", ("2016-11-29", "2016-12-31", "interval")),
])
def test_dates(date: str, expected: tuple[str, str | None, str]) -> None:
    record = records(status="asserted", date=date)[0]
    assert (record.date, record.enddate, record.date_precision) == expected


def test_a_day_that_the_text_does_not_give_is_said_to_be_that_of_publication() -> None:
    record = records(status="asserted", date=None)[0]
    assert (record.date, record.date_how) == ("2016-11-24", "published")


def test_without_any_day_there_is_no_record() -> None:
    assert records(published=None, date=None) == []
    assert records(published=None, date="2016-13") == []


@pytest.mark.parametrize(("status", "context"), [("asserted", ()), ("denied", ("negation",)), ("conditional", ("hypothetical",))])
def test_statuses_are_contexts(status: str, context: tuple[str, ...]) -> None:
    found = records(status=status)
    assert [r.context for r in found] == [context]


def test_what_lies_more_than_a_year_back_is_historical() -> None:
    assert records(status="asserted", date="2014-04-01")[0].context == ("historical",)
    assert records(status="asserted", date="2015-12-01")[0].context == ()


def test_actors_carry_country_sector_and_office() -> None:
    putin, nato = records(status="asserted")[0].source
    assert (putin.code, putin.sector, putin.office, putin.actor_text) == ("RUS", "GOV", "president", "Vladimir Putin")
    assert (nato.code, nato.sector) == ("IGO", None)


def test_mutual_hostilities_have_no_recipient() -> None:
    both = ("Nhóm Mây", "Nhóm Gió")
    record = records(status="asserted", type="ASSAULT", mode=None, actors=both, recipients=both)[0]
    assert len(record.source) == 2
    assert record.recipient == ()


def test_sectors_come_from_the_longest_word() -> None:
    assert sector_of("", None, "các tay súng phiến quân") == "REB"
    assert sector_of("", None, "cựu tổng thống") == "ELI"
    assert sector_of("", None, "hai nước") is None


def test_codes_belong_to_entities_of_the_base_once_each() -> None:
    rows = load_rows("iso_codes")
    assert all(find_entity(name) for name, _ in rows)
    assert len({code for _, code in rows}) == len(rows)


def test_the_sample_record_is_valid_throughout(record: Path, tmp_path: Path) -> None:
    with Store(record, read_only=True, create=False) as store:
        (path, n), = export_record(store, "plover", tmp_path)
        events = list(store.record.all_events())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert n == len(rows) > 100
    told = {r["link"] for r in rows}
    assert told <= {e.id for e in events}
    assert {e.id for e in events if e.date or e.tellings[0].published} <= told
    for row in rows:
        VALID.validate(row)
    assert len({r["id"] for r in rows}) == len(rows)
