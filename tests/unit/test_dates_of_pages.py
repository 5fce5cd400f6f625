"""Dates as pages show them and as their heads state them."""

import pytest

from thoisu.extract.dates import date_in_url, parse_visible_date
from thoisu.extract.metadata import iso_date


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Thứ Tư, 23/10/2013 | 14:20 GMT+7", "2013-10-23T14:20:00+07:00"),
        ("Thứ Tư, ngày 23/10/2013 - 09:10 (GMT+7)", "2013-10-23T09:10:00+07:00"),
        ("Cập nhật lúc 09:15 ngày 3 tháng 5 năm 2019", "2019-05-03T09:15:00+07:00"),
        ("17h05 | 2.1.2016", "2016-01-02T17:05:00+07:00"),
        ("T4, 23/10/2013 - 9h15", "2013-10-23T09:15:00+07:00"),
        ("Thứ tư, 23 Tháng Mười Hai 2013", "2013-12-23"),
        ("2013-10-23 09:10:22", "2013-10-23T09:10:00+07:00"),
        ("23/10/13", "2013-10-23"),
        ("Oct 23, 2013 9:10 PM", "2013-10-23T21:10:00+07:00"),
        ("23 Th10, 2013 14:20", "2013-10-23T14:20:00+07:00"),
        ("Th10 23, 2013", "2013-10-23"),
        ("Thứ 4 ngày 23/10/2013 14:20:33", "2013-10-23T14:20:00+07:00"),
        ("T.Tư, 23/10/2013, 14:20", "2013-10-23T14:20:00+07:00"),
        ("Lúc 2 giờ chiều ngày 23/10/2013", "2013-10-23T14:00:00+07:00"),
        ("05-09-2016 - 17:09 PM", "2016-09-05T17:09:00+07:00"),
        ("23/10/2013 | 14:20 | 1.234 lượt xem", "2013-10-23T14:20:00+07:00"),
        ("2013-10-23T14:20:00+07:00", "2013-10-23T14:20:00+07:00"),
    ],
)
def test_a_line_that_is_a_date(line: str, value: str) -> None:
    found = parse_visible_date(line)
    assert found is not None
    assert found.value == value
    assert found.alone


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Ba (15/11) vừa qua", "Đường dây nóng: 0900 111 222", "Lúc 9h15", "31/02/2013", "Mùa giải 2013/2014", "", "29 tháng 2 năm 2015",
        "Th13 2, 2015",
    ],
)
def test_a_line_without_a_full_date_has_none(line: str) -> None:
    assert parse_visible_date(line) is None


def test_a_date_within_a_sentence_is_not_alone() -> None:
    found = parse_visible_date("Ngày 22-10-2013, hai bên đã ký thỏa thuận")
    assert found is not None
    assert not found.alone


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2016-11-24T07:05:00Z", "2016-11-24T14:05:00+07:00"),
        ("2016-11-24T14:05:00+0700", "2016-11-24T14:05:00+07:00"),
        ("2016-11-24T08:05:00+01:00", "2016-11-24T14:05:00+07:00"),
        ("2016-11-24", "2016-11-24"),
        ("2016-13-40", None),
        ("hôm qua", None),
        ("0001-01-01T00:00:00", None),
    ],
)
def test_a_machines_date_becomes_iso_in_the_zone_of_vietnam(value: str, iso: str | None) -> None:
    assert iso_date(value) == iso


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://bao.example/2016/11/24/tin.html", "2016-11-24"),
        ("https://bao.example/tin-20161124101520123.htm", "2016-11-24"),
        ("https://bao.example/tin-2016112410.htm", None),
        ("https://bao.example/2016/13/24/", None),
        ("https://bao.example/tin-4012345.html", None),
        (None, None),
    ],
)
def test_an_address_may_hold_the_day(url: str | None, day: str | None) -> None:
    assert date_in_url(url) == day
