"""Repairs and consistency: what the rules after the tagger do, rule by rule, with counter-examples."""

import pytest

from thoisu.annotate.names.mend import mend
from thoisu.annotate.names.settle import settle
from thoisu.annotate.names.sheet import make_sheet
from thoisu.annotate.names.tagger import Tagged
from thoisu.model import MentionType

Row = tuple[str, MentionType]


def tagged(text: str, *rows: Row) -> list[Tagged]:
    """Tags for words of the text, each sought after the one before."""
    sheet, out, at = make_sheet(text), [], 0
    for words, type in rows:
        start = text.index(words, at)
        at = start + len(words)
        first = next(i for i, t in enumerate(sheet.tokens) if t.start == start)
        last = next(i for i, t in enumerate(sheet.tokens) if t.end == at) + 1
        out.append(Tagged(first, last, type))
    return out


def words(text: str, found: list[Tagged]) -> list[Row]:
    sheet = make_sheet(text)
    return [(text[sheet.tokens[t.first].start : sheet.tokens[t.last - 1].end], t.type) for t in found]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("(Ảnh AP) Thử Văn nói", [("AP) Thử Văn", "ORG")], [("AP", "ORG"), ("Thử Văn", "ORG")]),
        ("Lê Thử/Berlin", [("Lê Thử/Berlin", "PER")], [("Lê Thử", "PER"), ("Berlin", "LOC")]),
        ("Lê Thử/ khác", [("Lê Thử/", "PER")], [("Lê Thử", "PER")]),
        ("Trung tâm Sao Hôm Theo Reuters", [("Trung tâm Sao Hôm Theo Reuters", "ORG")], [("Trung tâm Sao Hôm", "ORG"), ("Reuters", "ORG")]),
        ("ở Kashmir Ảnh: Reuters", [("Kashmir Ảnh", "LOC")], [("Kashmir", "LOC")]),
        ("chị Lê Thị Thanh Mẫu nói", [("Lê Thị", "PER"), ("Thanh Mẫu", "PER")], [("Lê Thị Thanh Mẫu", "PER")]),
        ("Lê Mẫu, Trần Thử nói", [("Lê Mẫu", "PER"), ("Trần Thử", "PER")], [("Lê Mẫu", "PER"), ("Trần Thử", "PER")]),
        ("hãng ITAR-TASS nói", [("ITAR", "ORG"), ("TASS", "ORG")], [("ITAR-TASS", "ORG")]),
        ("quan hệ Nga-Mỹ", [("Nga", "LOC"), ("Mỹ", "LOC")], [("Nga", "LOC"), ("Mỹ", "LOC")]),
        ("ngài Tổng Giám đốc đến", [("Tổng Giám", "PER")], []),
        ("Anh ấy đi", [("Anh", "LOC")], []),
        ("nước Anh đi", [("Anh", "LOC")], [("Anh", "LOC")]),
        ("giữa hai Đảng", [("Đảng", "ORG")], []),
        ("lãnh đạo Đảng", [("Đảng", "ORG")], [("Đảng", "ORG")]),
        ("đến Kazakstan dự", [("Kazakstan", "PER")], [("Kazakstan", "LOC")]),
    ],
)
def test_mend_repairs_single_names(text: str, before: list[Row], after: list[Row]) -> None:
    assert words(text, mend(make_sheet(text), tagged(text, *before))) == after


def test_most_mentions_decide_the_type() -> None:
    text = "Xanadu họp. Xanadu bàn. Xanadu nói."
    found = settle(make_sheet(text), tagged(text, ("Xanadu", "LOC"), ("Xanadu", "ORG"), ("Xanadu", "LOC")))
    assert [t.type for t in found] == ["LOC"] * 3


def test_a_full_name_decides_the_type_of_its_last_part() -> None:
    text = "Ông Robert Testington đến. Theo Testington, trời đẹp."
    found = settle(make_sheet(text), tagged(text, ("Robert Testington", "PER"), ("Testington", "ORG")))
    assert words(text, found)[1] == ("Testington", "PER")


def test_a_body_and_a_person_after_a_title_are_two() -> None:
    text = "Nữ phát ngôn viên Bộ Quốc phòng Nga Yelena Testova nói."
    found = settle(make_sheet(text), tagged(text, ("Bộ Quốc phòng Nga Yelena Testova", "ORG")))
    assert words(text, found) == [("Bộ Quốc phòng Nga", "ORG"), ("Yelena Testova", "PER")]


def test_a_name_found_elsewhere_is_not_overlooked() -> None:
    text = "Công ty Sao Hôm Xanh họp. Sao Hôm Xanh lãi. Mua Sao Hôm Xanh."
    found = settle(make_sheet(text), tagged(text, ("Sao Hôm Xanh", "ORG")))
    assert len(found) >= 2


def test_the_kremlin_is_a_body_even_if_tagged_a_place() -> None:
    text = "tại Kremlin"
    assert settle(make_sheet(text), tagged(text, ("Kremlin", "LOC")))[0].type == "ORG"
