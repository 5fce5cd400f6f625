"""The entity base keeps its own rules, and answers who held which office when."""

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import (
    TABLES,
    entities_named,
    find_entity,
    load_entities,
    load_tenures,
    office_holder,
    offices_of,
    state_of,
)

KINDS = {
    "LOC": "state territory state_part region capital city province district sea island water mountain place",
    "ORG": "government ministry parliament court body party armed_group military international agency outlet company platform bank university "
    "institute ngo club team",
    "PER": "person",
    "MISC": "treaty weapon ship aircraft exercise storm people product competition conference law award programme period disease",
}
DATE = re.compile(r"\d{4}(-\d\d-\d\d)?")


def test_base_is_large_enough_to_be_of_use() -> None:
    assert len(load_entities()) >= 3000
    assert len(load_tenures()) >= 600


def test_every_row_is_well_formed() -> None:
    for table in TABLES:
        for row in load_rows(table):
            assert all(cell == cell.strip() for cell in row), row
            assert row[0], row
            assert row[2] in KINDS[row[1]].split(), row
            assert len(set(row[4].split("|"))) == len(row[4].split("|")), row


def test_countries_are_states_or_territories_of_the_base() -> None:
    for entity in load_entities().values():
        if entity.country:
            owner = find_entity(entity.country)
            assert owner is not None, entity
            assert owner.kind in ("state", "territory"), entity


def test_no_name_is_shared_without_a_prior() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in load_entities().values():
        for name in (entity.id, *entity.names):
            bearers[name].add(entity.id)
    priors = {name for name, _, _ in load_rows("priors")}
    shared = {name for name, ids in bearers.items() if len(ids) > 1}
    assert shared - priors == set()
    for name, id, prior in load_rows("priors"):
        assert id in bearers[name]
        assert 0 <= float(prior) <= 1


def test_terms_do_not_overlap_in_one_office() -> None:
    held = defaultdict(list)
    for tenure in load_tenures():
        several = tenure.office == "deputy prime minister"  # held by several at a time: by one person only once
        held[tenure.office, tenure.person if several else tenure.country].append((tenure.start, tenure.end or "9999", tenure.person))
    for office, terms in held.items():
        terms.sort()
        for before, after in pairwise(terms):
            assert before[1] <= after[0], (office, before, after)


def test_terms_are_of_people_of_the_base_and_end_after_they_start() -> None:
    for tenure in load_tenures():
        person = find_entity(tenure.person)
        assert person is not None, tenure
        assert person.kind == "person", tenure
        assert DATE.fullmatch(tenure.start), tenure
        assert tenure.end is None or (DATE.fullmatch(tenure.end) and tenure.start < tenure.end), tenure
        assert find_entity(tenure.country) or tenure.country.startswith("Bộ "), tenure


@pytest.mark.parametrize(
    ("office", "country", "date", "person"),
    [
        ("president", "Russia", "2016-11-24", "Vladimir Putin"),
        ("prime minister", "Russia", "2010-05-01", "Vladimir Putin"),
        ("secretary-general", "NATO", "2013-10-22", "Anders Fogh Rasmussen"),
        ("foreign minister", "China", "2023-03-01", "Qin Gang"),
        ("prime minister", "Vietnam", "2018-01-01", "Nguyễn Xuân Phúc"),
        ("president", "Vietnam", "1950-01-01", None),
        ("president", "Russia", None, None),
    ],
)
def test_office_holder_is_the_one_of_the_day(office: str, country: str, date: str | None, person: str | None) -> None:
    assert office_holder(office, country, date) == person


def test_offices_of_a_person_are_all_terms() -> None:
    assert [(t.office, t.start[:4]) for t in offices_of("Recep Tayyip Erdoğan")] == [("prime minister", "2003"), ("president", "2014")]
    assert offices_of("Nobody Known") == ()


def test_names_lead_to_entities_and_entities_to_states() -> None:
    assert [e.id for e in entities_named("Mát-xcơ-va")] == ["Moscow"]
    assert {e.id for e in entities_named("Barcelona")} == {"Barcelona", "FC Barcelona"}
    assert entities_named("không ai cả") == ()
    assert state_of("Pyongyang") == "North Korea"
    assert state_of("European Union") is None
