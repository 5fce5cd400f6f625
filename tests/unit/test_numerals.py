"""Numbers of Vietnamese text."""

import pytest

from thoisu.text.numerals import find_numbers, parse_figures, parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ba mươi mốt", 31), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20), ("chín mươi chín", 99), ("một trăm", 100), ("một trăm linh năm", 105),
        ("hai trăm lẻ tư", 204), ("ba trăm bốn mươi", 340), ("một nghìn không trăm linh một", 1001), ("hai nghìn ba trăm", 2300), ("năm triệu", 5e6),
        ("hai mươi lăm nghìn tỷ", 25e12), ("ba vạn", 30000), ("hai rưỡi", 2.5), ("hai triệu rưỡi", 2.5e6), ("một trăm rưỡi", 150), ("nửa", 0.5),
        ("2,5 triệu", 2.5e6), ("1.234,5", 1234.5), ("12.000", 12000), ("7 tỉ", 7e9), ("1,2 nghìn tỷ", 1.2e12), ("3.5", 3.5), ("Ba Mươi", 30),
        ("7", 7),
    ],
)
def test_number_has_its_value(words: str, value: float) -> None:
    assert parse_number(words) == pytest.approx(value)


@pytest.mark.parametrize("words", ["", "năm năm", "người", "hai ba", "mươi", "1.23.4", "nửa rưỡi", "mười mười", "linh năm", "triệu", "12a"])
def test_other_words_are_no_number(words: str) -> None:
    assert parse_number(words) is None


@pytest.mark.parametrize(("figures", "value"), [("1.234.567", 1234567), ("1,234,567", 1234567), ("0,75", 0.75), ("10.5", 10.5), ("2016", 2016)])
def test_figures_are_read_the_vietnamese_way(figures: str, value: float) -> None:
    assert parse_figures(figures) == pytest.approx(value)


def found(text: str) -> list[tuple[str, float, str]]:
    return [(text[s.start : s.end], v, u) for s, v, u in find_numbers(text)]


def test_numbers_come_with_their_units() -> None:
    text = "Lũ cuốn 12 ngôi nhà, hai mươi mốt người mất tích, thiệt hại 3,5 tỷ đồng, tăng 7%."
    assert found(text) == [("12", 12, "ngôi"), ("hai mươi mốt", 21, "người"), ("3,5 tỷ", 3.5e9, "đồng"), ("7", 7, "%")]


@pytest.mark.parametrize("text", ["Ngày 24/11.", "Thắng 2-1.", "Tàu SU-24M", "Quốc lộ 1A", "Không.", ""])
def test_dates_scores_and_codes_are_no_numbers(text: str) -> None:
    assert [w for w, _, _ in found(text) if w in ("24", "2", "24M", "1A", "Không")] == []


def test_offsets_lie_within_odd_text() -> None:
    for text in ("٣ người", "9" * 5000, "một " * 2000, "\x00\u200b1.", "İ 12 người"):
        for span, _, _ in find_numbers(text):
            assert 0 <= span.start < span.end <= len(text)
