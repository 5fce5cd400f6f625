"""Names written otherwise than in the base meet their entity; two people who share a part of their names never become one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoisu.annotate.names.alike import loose_key, loosely_named, otherwise_called
from thoisu.annotate.names.keys import name_key
from thoisu.annotate.names.kin import Name
from thoisu.annotate.names.link import link_names
from thoisu.model import MentionType

Row = tuple[str, MentionType]
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Vũ")
MIDDLES = ("Văn", "Thị", "Thử", "Nghiệm")
GIVEN = ("Mẫu", "Thí", "Dụ", "Giả")


def link(*rows: Row, published: str | None = "2014-03-01") -> list[str]:
    names, at = [], 0
    for surface, type in rows:
        names.append(Name(at, at + len(surface), type, surface, " và ", ". "))
        at += len(surface) + 4
    return [found.entity for found in link_names(names, published)]


@pytest.mark.parametrize(("surface", "type", "id"), [
    ("P 5+1", "ORG", "P5+1"),
    ("HĐBA Liên Hiệp Quốc", "ORG", "United Nations Security Council"),
    ("Bộ Lao động Hoa Kỳ", "ORG", "United States Department of Labor"),
    ("Toà án Tối cao Thái Lan", "ORG", "Supreme Court of Thailand"),
    ("Abe Shinzo", "PER", "Shinzo Abe"),
    ("Donald John Trump", "PER", "Donald Trump"),
])
def test_other_spellings_meet_the_entity(surface: str, type: MentionType, id: str) -> None:
    assert link((surface, type)) == [id]


@pytest.mark.parametrize(("surface", "type"), [
    ("Hội đồng Bảo an Làng Thí Dụ", "ORG"),  # the head alone does not make it the world's
    ("Tòa án Tối cao Xứ Thí Dụ", "ORG"),
    ("Shinzo Mauthu", "PER"),
    ("Mauthu Abe", "PER"),
    ("Donald Trump III", "PER"),
    ("Trần Văn Mẫu Trump", "PER"),
])
def test_what_only_looks_alike_stays_new(surface: str, type: MentionType) -> None:
    assert link((surface, type)) == [surface]


def test_a_son_is_not_his_father() -> None:
    assert otherwise_called(name_key("Robert Kennedy Jr.")) is None


def test_koreans_who_differ_by_one_letter_are_two() -> None:
    assert link(("Ri Yong-hu", "PER")) == ["Ri Yong-hu"]
    assert link(("Ri Yong-ho", "PER")) == ["Ri Yong-ho"]


def test_a_chinese_name_of_two_syllables_is_known_where_china_is_spoken_of() -> None:
    assert link(("Trung Quốc", "LOC"), ("Phó Oánh", "PER"))[1] == "Fu Ying"
    assert link(("Việt Nam", "LOC"), ("Phó Oánh", "PER"))[1] == "Phó Oánh"


def test_letters_of_a_body_are_its_own_where_its_state_is_spoken_of() -> None:
    assert link(("Indonesia", "LOC"), ("KPK", "ORG"))[1] == "Corruption Eradication Commission"
    assert link(("Làng Thí Dụ", "LOC"), ("KPK", "ORG"))[1] == "KPK"


def test_a_body_without_its_state_is_that_of_the_state_spoken_of() -> None:
    assert link(("Thái Lan", "LOC"), ("Thái Lan", "LOC"), ("Tòa án Tối cao", "ORG"))[2] == "Supreme Court of Thailand"
    assert link(("Việt Nam", "LOC"), ("Tòa án Tối cao", "ORG"))[1] == "Tòa án Tối cao"


def test_a_lone_surname_of_somebody_without_office_needs_his_country() -> None:
    assert link(("Ressa", "PER")) == ["Ressa"]
    assert link(("Philippines", "LOC"), ("Ressa", "PER"))[1] == "Maria Ressa"


def test_loose_keys_keep_what_tells_bodies_apart() -> None:
    assert loose_key("bộ tư pháp") != loose_key("bộ tài chính")
    assert loosely_named(name_key("Bộ Thí Dụ Hoa Kỳ")) == ()


full_name = st.tuples(st.sampled_from(SURNAMES), st.sampled_from(MIDDLES), st.sampled_from(GIVEN)).map(" ".join)


@given(st.lists(full_name, min_size=2, max_size=5, unique=True))
def test_full_names_are_never_merged_in_one_document(people: list[str]) -> None:
    assert link(*((p, "PER") for p in people)) == people


@given(full_name, full_name)
def test_a_given_name_goes_to_one_who_bears_it(first: str, second: str) -> None:
    given_name = second.split()[-1]
    ids = link((first, "PER"), (second, "PER"), (given_name, "PER"))
    assert ids[:2] == [first, second]
    assert ids[2] == second  # the last named of those who bear it


@given(full_name, st.sampled_from(SURNAMES))
def test_one_name_is_one_new_entity_in_every_document(person: str, surname: str) -> None:
    other = f"{surname} Xuân Khác"
    assert link((person, "PER"))[0] == link((other, "PER"), (person, "PER"), (person.upper(), "PER"))[1]
    assert other not in link((person, "PER"), (person.split()[-1], "PER"))
