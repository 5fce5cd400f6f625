"""Forms of names: capital runs, patterns, keys, and which name shortens which."""

import pytest

from thoisu.annotate.names.base import candidates, in_own_words, misspelt
from thoisu.annotate.names.keys import key_parts, name_key, tidy
from thoisu.annotate.names.kin import Name, abbreviates, find_brackets, find_parts, find_people
from thoisu.annotate.names.patterns import PATTERNS, find_patterns
from thoisu.annotate.names.runs import find_runs, run_key
from thoisu.model import MentionType
from thoisu.text.match import find_tokens


def runs(text: str) -> list[str]:
    tokens = find_tokens(text)
    return [text[tokens[r.first].start : tokens[r.last - 1].end] for r in find_runs(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ông Trần Văn Thử ở TP.HCM", ["Trần Văn Thử", "TP.HCM"]),
        ("gặp Kim Jong-un và Moon Jae-in", ["Kim Jong-un", "Moon Jae-in"]),
        ("quan hệ Nga-Mỹ", ["Nga", "Mỹ"]),
        ("đội U23 thắng", ["U23"]),
        ("bán iPhone", ["iPhone"]),
        ("tờ L’Humanité viết", ["L’Humanité"]),
        ("một dòng\nHai dòng", ["Hai"]),
        ("không có tên nào", []),
        ("", []),
    ],
)
def test_runs_are_capitals_written_as_one_name(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_run_key_keeps_spaces_only_where_the_text_has_them() -> None:
    assert run_key(find_tokens("TP. Huế"), 0, 3) == "tp. huế"


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("bà Kang Kyung - wha nói", "Kang Kyung - wha", "korean person"),
        ("phép thử al - không", "al - ", None),
        ("làng al-Rashid", "al-Rashid", "arabic part"),
        ("tên lửa Hwa -12", "Hwa -12", "designation"),
        ("đội ĐT U22 Lào thắng", "ĐT U22 Lào", "youth team"),
        ("ông John Q. Tester", "John Q. Tester", "initial"),
        ("theo Nghị định số 15/2020/NĐ-CP", "Nghị định số 15/2020/NĐ-CP", "decree"),
        ("tỷ số 2-1", None, None),
    ],
)
def test_patterns_show_names_by_their_form(text: str, form: str | None, name: str | None) -> None:
    tokens = find_tokens(text)
    found = [(text[tokens[a].start : tokens[b - 1].end], PATTERNS[n - 1][0]) for a, b, n in find_patterns(text, tokens)]
    if name is None:
        assert form not in [f for f, _ in found] or form is None
    else:
        assert (form, name) in found


@pytest.mark.parametrize(
    ("surface", "type", "id"),
    [
        ("Kim  Jong - un", "PER", "Kim Jong-un"),
        ("(Tom) Tester", "PER", "Tom Tester"),
        ("B -52", "MISC", "B-52"),
        ("TP. Vinh", "LOC", "Vinh"),
        ("Việt Nam - Lào", "ORG", "Việt Nam - Lào"),
        ("Sở Xây dựng (SXD) Hà Nội", "ORG", "Sở Xây dựng Hà Nội"),
    ],
)
def test_tidy_makes_an_id_of_a_surface(surface: str, type: MentionType, id: str) -> None:
    assert tidy(surface, type) == id


def test_keys_meet_across_case_tone_placement_and_marks() -> None:
    assert name_key("L’Équipe") == name_key("l'équipe")
    assert name_key("Khánh Hoà") == name_key("KHÁNH HÒA")
    assert name_key("Hà Nam") != name_key("Hà Nội")
    assert key_parts(name_key("Bộ TN&MT")) == ("bộ", "tn", "&", "mt")


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("bộ tn&mt", "bộ tài nguyên và môi trường", True),
        ("ubnd tp huế", "ủy ban nhân dân thành phố huế", True),
        ("sở gd-đt", "sở giáo dục và đào tạo", True),
        ("sở y tế", "sở xây dựng", False),
        ("hđqt", "hội đồng nhân dân", False),
        ("bộ công an", "bộ công an", False),
    ],
)
def test_abbreviations_are_read_by_initials(short: str, long: str, is_one: bool) -> None:
    assert abbreviates(key_parts(short), key_parts(long)) is is_one


def names(*rows: tuple[str, MentionType, str, str]) -> list[Name]:
    """Names from (surface, type, gap before, text after)."""
    out, at = [], 0
    for surface, type, gap, after in rows:
        at += len(gap)
        out.append(Name(at, at + len(surface), type, surface, gap, after))
        at += len(surface)
    return out


def test_brackets_equate_two_organisations_but_not_two_places() -> None:
    org = names(("Hiệp hội Thử nghiệm Sao Hôm", "ORG", "", " ("), ("HTSH", "ORG", " (", ") nói"))
    assert find_brackets(org) == [(1, 0)]
    place = names(("Azaz", "LOC", "", " ("), ("Syria", "LOC", " (", ")"))
    assert find_brackets(place) == []


def test_given_names_lead_to_the_full_name_before_them() -> None:
    found = names(("Lê Văn Mẫu", "PER", "", ""), ("Trần Thị Mẫu", "PER", " ", ""), ("Mẫu", "PER", " ", ""), ("Trần", "PER", " ", ""))
    keys = [name_key(n.surface) for n in found]
    assert find_people(found, keys, [False] * 4) == {2: 1}


def test_family_names_lead_to_eastern_people_only_when_told_so() -> None:
    found = names(("Park Thu-nghiem", "PER", "", ""), ("Park", "PER", " ", ""))
    keys = [name_key(n.surface) for n in found]
    assert find_people(found, keys, [True, False]) == {1: 0}
    assert find_people(found, keys, [False, False]) == {}


def test_bodies_are_shortened_from_the_front_and_works_from_the_back() -> None:
    bodies = names(("Sở Văn hóa Hà Nội", "ORG", "", ""), ("Sở Văn hóa", "ORG", " ", ""), ("Văn phòng UBND", "ORG", " ", ""), ("UBND", "ORG", " ", ""))
    assert find_parts(bodies, [name_key(n.surface) for n in bodies], "ORG") == {1: 0}
    works = names(("Nokia Thử 5", "MISC", "", ""), ("Thử 5", "MISC", " ", ""))
    assert find_parts(works, [name_key(n.surface) for n in works], "MISC") == {1: 0}


def test_base_reads_names_with_and_without_their_heads() -> None:
    assert [e.id for e in candidates("hãng thông tấn nga tass", "ORG")] == ["TASS"]
    assert [e.id for e in candidates("tp vinh", "LOC")] == ["Vinh"]
    assert [e.id for e in candidates("triều", "LOC")] == ["North Korea"]
    assert candidates("phương đông", "ORG") == ()
    assert candidates("hải dương", "PER") == ()


def test_misspelt_foreign_names_are_found_and_vietnamese_ones_left_alone() -> None:
    found = misspelt("washingtn", "LOC")
    assert found is not None
    assert found.id == "Washington"
    assert misspelt("hà nọi", "LOC") is None
    assert misspelt("thành đạt", "LOC") is None
    assert misspelt("world cup 2002", "MISC") is None


def test_vietnamese_bodies_are_called_what_the_text_calls_them() -> None:
    assert in_own_words("Bộ Giáo dục và Đào tạo")
    assert not in_own_words("Quốc hội")
    assert not in_own_words("NATO")
    assert not in_own_words("no such thing")
