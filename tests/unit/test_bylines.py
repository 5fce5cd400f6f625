"""Signatures and credits."""

import pytest

from thoisu.extract.bylines import find_tail_signature, parse_signature
from thoisu.extract.outlets import outlet_from_mark, outlet_from_url


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("Lê Thí Dụ (lược dịch)", "Lê Thí Dụ"),
        ("Thí Dụ (Theo RT)", "Thí Dụ"),
        ("Thí Dụ |", "Thí Dụ"),
        ("Theo Thí Dụ", "Thí Dụ"),
        ("T.D.M (Theo BBC)", "T.D.M"),
        ("Bài, ảnh: Lê Thí Dụ", "Lê Thí Dụ"),
        ("Tác giả: Thí Dụ", "Thí Dụ"),
        ("Thí Dụ (t/h)", "Thí Dụ"),
        ("PV", "PV"),
        ("Thí Dụ theo Reuters", "Thí Dụ"),
        ("Thí Dụ - Theo CNN", "Thí Dụ"),
        ("LÊ THÍ DỤ", "LÊ THÍ DỤ"),
        ("Thí Dụ (từ Moscow)", "Thí Dụ"),
    ],
)
def test_a_signature_gives_its_person(line: str, persons: str) -> None:
    found = parse_signature(line)
    assert found is not None
    assert (found.kind, found.persons) == ("byline", persons)


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("(TTXVN/Vietnam+)", ("TTXVN", "Vietnam+")),
        ("Nguồn: RT", ("RT",)),
        ("(Theo Tân Hoa xã)", ("Tân Hoa xã",)),
        ("Theo VnExpress", ("VnExpress",)),
        ("Theo Reuters, AFP", ("Reuters", "AFP")),
    ],
)
def test_a_credit_gives_its_agencies_and_no_person(line: str, sources: tuple[str, ...]) -> None:
    found = parse_signature(line)
    assert found is not None
    assert (found.kind, found.persons, found.sources) == ("source", None, sources)


@pytest.mark.parametrize(
    "line",
    [
        "Ảnh minh họa.",
        "(Ảnh: Reuters)",
        "Chia sẻ",
        "Thế giới",
        "Theo đó, hai bên sẽ gặp lại.",
        "Hai bên gặp lại",
        "Xin cảm ơn ông!",
        "Theo quy định mới",
        "Ngoại trưởng Nga",
        "",
        "x" * 500,
    ],
)
def test_other_lines_are_no_signature(line: str) -> None:
    assert parse_signature(line) is None


def test_a_signature_may_end_the_last_paragraph() -> None:
    found = find_tail_signature("Hai bên hẹn gặp lại vào tuần tới. CTV Lê Thí Dụ/VOV (theo Reuters)")
    assert found is not None
    assert found.sources == ("Reuters",)
    assert find_tail_signature("Hai bên hẹn gặp lại. Cuộc họp bắt đầu lúc chín giờ") is None


def test_outlets_are_known_by_host_and_mark() -> None:
    assert outlet_from_url("https://m.tuoitre.vn/bai.htm") == "Tuổi Trẻ"
    assert outlet_from_url("//bao.example/x") == "bao.example"
    assert outlet_from_url(None) is None
    assert outlet_from_url("http://[bad") is None
    assert outlet_from_mark("dnvn") == "DNVN"
    assert outlet_from_mark("Báo Không Có") is None
