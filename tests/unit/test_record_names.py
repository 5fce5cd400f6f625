"""Names of persons and places that two tellings give differently."""

import pytest

from thoisu.extract.given import article_from_text
from thoisu.model import Document, Mention, MentionType
from thoisu.record.names import ages_differ, apart, find_name_facts, find_place_facts, same_person_misspelt, same_place_class
from thoisu.record.tellings import Reading


def reading(text: str, name: str, type: MentionType = "PER", entity: str | None = None) -> Reading:
    at = text.index(name)
    return Reading(Document(article_from_text(text[:4], text), mentions=(Mention(at, at + len(name), type, entity or name, "test"),)))


def same(first: tuple[str, str], second: tuple[str, str]) -> bool:
    return any(same_person_misspelt(a, b) for a in find_name_facts(reading(*first)) for b in find_name_facts(reading(*second)))


TEXT = "Tài xế {} (32 tuổi) lái xe tải đâm vào cột điện ở chợ Mây đêm qua."


def test_one_syllable_differs_and_the_age_is_the_same() -> None:
    assert same((TEXT.format("Lê Văn Tấn Ngự"), "Lê Văn Tấn Ngự"), (TEXT.format("Lê Văn Tuấn Ngự"), "Lê Văn Tuấn Ngự"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Lê Văn Tấn Ngự", "Lê Văn Tấn Ngự"),
        ("Lê Văn Tấn Ngự", "Trần Văn Tuấn Ngự"),  # two syllables
        ("Le Van Tan Ngu", "Lê Văn Tấn Ngự"),  # no tone marks
        ("Lê Văn Hòa", "Lê Văn Hoà"),  # two styles of one tone mark
    ],
)
def test_other_names_and_other_typing_are_none(first: str, second: str) -> None:
    assert not same((TEXT.format(first), first), (TEXT.format(second), second))


def test_another_age_is_another_person() -> None:
    assert not same((TEXT.format("Lê Văn Tấn Ngự"), "Lê Văn Tấn Ngự"),
                    (TEXT.replace("32", "61").format("Lê Văn Tuấn Ngự"), "Lê Văn Tuấn Ngự"))


@pytest.mark.parametrize("name", ["Lê Văn Th", "Lê Văn T", "Jane Doe Smith", "Lê Tấn"])
def test_initials_foreign_and_short_names_are_left_out(name: str) -> None:
    assert list(find_name_facts(reading(f"Anh {name} (32 tuổi) về quê.", name))) == []


def test_two_places_of_one_rank_for_the_same_thing() -> None:
    text = "Chiếc xuồng chở sáu học sinh bị lật tại xã {} chiều mưa."
    (a,) = find_place_facts(reading(text.format("Mây Trắng"), "Mây Trắng", "LOC"))
    (b,) = find_place_facts(reading(text.format("Nắng Hồng"), "Nắng Hồng", "LOC"))
    (c,) = find_place_facts(reading(text.replace("xã", "huyện").format("Nắng Hồng"), "Nắng Hồng", "LOC"))
    (d,) = find_place_facts(reading(text.format("Mây"), "Mây", "LOC"))
    assert (a.name, same_place_class(a, b), same_place_class(a, c), same_place_class(a, d)) == ("xã Mây Trắng", True, False, False)


def test_a_city_is_not_apart_from_its_country() -> None:
    assert apart("Geneva", "Vienna")
    assert not apart("Geneva", "Switzerland")
    assert not apart("Geneva", "Chợ Mây")


@pytest.mark.parametrize(("first", "second", "differ"), [("(32 tuổi)", "(35 tuổi)", True), ("(32 tuổi)", "(33 tuổi)", False),
                                                         ("(SN 1990)", "(sinh năm 1991)", True), ("(32 tuổi)", "(SN 1990)", False)])
def test_ages_of_one_person(first: str, second: str, differ: bool) -> None:
    name = "Lê Văn Tấn Ngự"
    (a,), (b,) = (list(find_name_facts(reading(TEXT.format(name).replace("(32 tuổi)", age), name))) for age in (first, second))
    assert ages_differ(a, b) is differ
