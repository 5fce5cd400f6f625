"""Numbers in sentences and when two of them disagree."""

import pytest

from tests.unit.record_room import doc
from thoisu.record.facts import NumberFact, compare_numbers, find_number_facts, rounded
from thoisu.record.tellings import Reading


def facts(text: str, published: str | None = "2031-05-03", **fields: object) -> list[NumberFact]:
    return list(find_number_facts(Reading(doc("a", text, published, **fields))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Vụ nổ làm 6 lính dù thiệt mạng.", "chết", 6),
        ("Vụ nổ khiến hai mươi người bị thương.", "bị thương", 20),
        ("Hãng mua 40 động cơ máy bay.", "động cơ", 40),
        ("Giá tăng 6,4% trong kỳ.", "%", 6.4),
        ("Nước này viện trợ 2,5 triệu USD.", "usd", 2_500_000),
    ],
)
def test_what_a_number_counts(text: str, unit: str, value: float) -> None:
    assert [(f.unit, f.value) for f in facts(text)] == [(unit, value)]


@pytest.mark.parametrize(
    "text",
    ["Ông năm nay 45 tuổi.", "Họ họp ngày 24/11.", "Điều 12 bộ luật nêu rõ.", "Có từ 5 đến 7 tàu cá.", "Họ chờ 3 năm.", "Tàu đi 10-12 hải lý.",
     "Quận 9 mưa to.", "Mã SA-125 nổ."],
)
def test_ages_dates_ordinals_ranges_and_codes_are_no_counts(text: str) -> None:
    assert facts(text) == []


def test_words_before_a_number_widen_it() -> None:
    (fact,) = facts("Vụ nổ làm hơn 50 người thiệt mạng.")
    assert (fact.low, fact.value, fact.high) == (50, 50, 80)


def test_a_toll_of_an_earlier_happening_is_old() -> None:
    (fact,) = facts("Ngày 13/4/2029 từng có 4 lính thiệt mạng ở đây.", times=(("Ngày 13/4/2029", "DATE", "2029-04-13"),))
    assert fact.old


def test_the_numbers_whose_words_fit_best_are_compared() -> None:
    first = facts("Giá tiêu dùng của thành phố tăng 6,4% sau 10 tháng. Giá tiêu dùng tăng 0,5% so với tháng trước.")
    second = facts("Giá tiêu dùng của thành phố tăng 6,1% sau 10 tháng.")
    assert [(a.words, b.words) for a, b in compare_numbers(first, second)] == [("6,4", "6,1")]


def test_fewer_digits_are_rounding() -> None:
    assert rounded(752_000, 752_370)
    assert rounded(63_600, 63_630)
    assert not rounded(148_000, 149_000)
    assert not rounded(0, 5)


@pytest.mark.parametrize(
    ("text", "unit", "value", "words"),
    [
        ("Mưa đá kéo dài khoảng 20 phút.", "kéo dài", 20, "20 phút"),
        ("Mưa đá kéo dài 1 giờ đồng hồ.", "kéo dài", 60, "1 giờ đồng hồ"),
        ("Cuộc họp kéo dài 2 tiếng rưỡi.", "kéo dài", 150, "2 tiếng rưỡi"),
        ("Lễ hội lần thứ 9 mở cửa.", "lần thứ", 9, "9"),
    ],
)
def test_lengths_of_time_and_places_in_a_row(text: str, unit: str, value: float, words: str) -> None:
    assert [(f.unit, f.value, f.words) for f in facts(text)] == [(unit, value, words)]


@pytest.mark.parametrize("text", ["Họ chờ đã 20 phút.", "Sau 3 ngày, họ về.", "Ông 45 tuổi nói chuyện lâu.", "Kéo dài 3 năm qua."])
def test_other_times_are_no_lengths(text: str) -> None:
    assert facts(text) == []


def of(id: str, text: str, published: str | None = "2031-05-03") -> list[NumberFact]:
    return list(find_number_facts(Reading(doc(id, f"Tin\n\n{text}", published))))


HAIL = "Trận mưa đá trút xuống chợ nổi Vịnh Trăng và bến phà Hòa Lan Châu kéo dài {}, làm rách nhiều mái bạt."
FAIR = "Hội chợ bánh dân gian Vịnh Trăng lần thứ {} của Hòa Lan Châu mở cửa đón khách sáng nay bên bến phà."
FINES = "Đội tuần tra Vịnh Trăng đã lập biên bản 218 thuyền và phạt {} thuyền buôn trái phép."


@pytest.mark.parametrize(
    ("text", "first", "second", "differ"),
    [
        (HAIL, "20 phút", "1 giờ", True), (HAIL, "khoảng 20 phút", "gần 25 phút", False), (HAIL, "60 phút", "1 giờ", False),
        (FAIR, "9", "11", True), (FAIR, "9", "9", False),
        (FINES, "10.155", "hơn 10", True), (FINES, "10.155", "hơn 10.000", False),
    ],
)
def test_lengths_rows_and_lists_disagree(text: str, first: str, second: str, differ: bool) -> None:
    assert bool(list(compare_numbers(of("a", text.format(first)), of("b", text.format(second))))) is differ


def test_what_comes_round_again_has_another_number_each_time() -> None:
    assert not list(compare_numbers(of("a", FAIR.format("9")), of("b", FAIR.format("11"), "2033-05-03")))
    assert not list(compare_numbers(of("a", FAIR.format("9"), None), of("b", FAIR.format("11"), None)))
