"""Linking: one id for every name of one thing in a document, and never one id for two."""

import pytest

from thoisu.annotate.names.kin import Name
from thoisu.annotate.names.link import link_names
from thoisu.model import MentionType

Row = tuple[str, MentionType]


def link(*rows: Row, published: str | None = "2014-03-01", gaps: tuple[str, ...] = ()) -> list[str]:
    names, at = [], 0
    for k, (surface, type) in enumerate(rows):
        gap = gaps[k] if k < len(gaps) else " và "
        after = gaps[k + 1] if k + 1 < len(gaps) else ". "
        names.append(Name(at, at + len(surface), type, surface, gap, after))
        at += len(surface) + len(gap)
    return [found.entity for found in link_names(names, published)]


@pytest.mark.parametrize(
    ("surface", "type", "id"),
    [
        ("Matxcơva", "LOC", "Moscow"),
        ("Mát-xcơ-va", "LOC", "Moscow"),
        ("Hoa Kỳ", "LOC", "United States"),
        ("TP.HCM", "LOC", "Ho Chi Minh City"),
        ("Tân Hoa xã", "ORG", "Xinhua News Agency"),
        ("Hãng tin Kyodo", "ORG", "Kyodo News"),
        ("Tập Cận Bình", "PER", "Xi Jinping"),
        ("HOA XUÂN OÁNH", "PER", "Hua Chunying"),
        ("Chính phủ", "ORG", "Chính phủ"),
        ("Quốc hội khóa XIII", "ORG", "Quốc hội"),
        ("Đảng", "ORG", "Communist Party of Vietnam"),
        ("U23 Thái Lan", "ORG", "Thailand national under-23 football team"),
        ("Bộ GD-ĐT", "ORG", "Bộ GD-ĐT"),
        ("Công ty Thử Nghiệm Sao Hôm", "ORG", "Công ty Thử Nghiệm Sao Hôm"),
    ],
)
def test_a_name_alone_finds_its_entity(surface: str, type: MentionType, id: str) -> None:
    assert link((surface, type)) == [id]


def test_short_forms_take_the_id_of_the_full_name() -> None:
    assert link(("Nguyễn Thử Nghiệm", "PER"), ("Nghiệm", "PER")) == ["Nguyễn Thử Nghiệm"] * 2
    assert link(("Barack Obama", "PER"), ("Obama", "PER")) == ["Barack Obama"] * 2


def test_two_people_with_one_given_name_stay_two() -> None:
    ids = link(("Lê Văn Mẫu", "PER"), ("Mẫu", "PER"), ("Trần Thị Mẫu", "PER"), ("Mẫu", "PER"))
    assert ids == ["Lê Văn Mẫu", "Lê Văn Mẫu", "Trần Thị Mẫu", "Trần Thị Mẫu"]


def test_a_full_name_in_the_text_beats_a_known_person_of_that_surname() -> None:
    assert link(("Sarah Obama", "PER"), ("Obama", "PER")) == ["Sarah Obama"] * 2


def test_a_surname_is_the_one_in_office_on_the_day() -> None:
    assert link(("Mỹ", "LOC"), ("Bush", "PER"), published="2005-01-01")[1] == "George W. Bush"
    assert link(("Mỹ", "LOC"), ("Bush", "PER"), published="1991-01-01")[1] == "George H. W. Bush"


def test_bare_bodies_are_of_the_country_spoken_of() -> None:
    assert link(("Mexico", "LOC"), ("Mexico", "LOC"), ("Chính phủ", "ORG"))[2] == "Chính phủ Mexico"
    assert link(("Mỹ", "LOC"), ("Mỹ", "LOC"), ("Quốc hội", "ORG"))[2] == "United States Congress"
    assert link(("Mỹ", "LOC"), ("Việt Nam", "LOC"), ("Quốc hội", "ORG"))[2] == "Quốc hội"


def test_a_body_named_in_full_lends_its_id_to_the_short_form() -> None:
    assert link(("Bộ Quốc phòng Nga", "ORG"), ("Bộ Quốc phòng", "ORG")) == ["Bộ Quốc phòng Nga"] * 2
    assert link(("Bộ LĐ-TB&XH", "ORG"), ("Bộ Lao động, Thương binh và Xã hội", "ORG")) == ["Bộ Lao động, Thương binh và Xã hội"] * 2


def test_an_acronym_in_brackets_is_the_long_name() -> None:
    ids = link(("Hội Thử nghiệm Sao Hôm", "ORG"), ("HTSH", "ORG"), ("HTSH", "ORG"), gaps=("", " (", ") và ", "."))
    assert ids == ["Hội Thử nghiệm Sao Hôm"] * 3


def test_storms_and_spaced_hyphens_get_their_usual_form() -> None:
    assert link(("Lingling", "MISC"), gaps=("cơn bão ", " đổ bộ")) == ["Typhoon Lingling"]
    assert link(("Cho Thu - nghiem", "PER")) == ["Cho Thu-nghiem"]
    assert link(("Bae Su Jin", "PER")) == ["Bae Su-jin"]


def test_a_link_says_how_it_is_known() -> None:
    rows = [Name(0, 4, "LOC", "Pháp", "", " "), Name(9, 22, "PER", "Jean Testeur", " ", " "), Name(30, 37, "PER", "Testeur", " ", " ")]
    assert [found.how for found in link_names(rows, None)] == ["base", "new", "text"]


def test_no_names_no_ids() -> None:
    assert link_names([], None) == []
