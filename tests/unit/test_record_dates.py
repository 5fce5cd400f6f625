"""Dates at the precision known."""

import pytest

from thoisu.record.dates import day_of, days_before, days_of, gap_in_days, months_before, overlap, specificity


def test_dates_and_intervals_are_spans_of_days() -> None:
    assert days_of("2016") == ("2016-01-01", "2016-12-31")
    assert days_of("2016-11-07/2016-11-13") == ("2016-11-07", "2016-11-13")
    assert days_of("2016-11-13/2016-11-07") == ("2016-11-07", "2016-11-13")


@pytest.mark.parametrize("value", [None, "", "PRESENT_REF", "P20M", "XXXX-11-24", "/", "20/11"])
def test_what_names_no_days_is_none(value: str | None) -> None:
    assert days_of(value) is None
    assert specificity(value) == 0
    assert gap_in_days(value, "2016") is None
    assert overlap(value, "2016")


def test_a_day_lies_in_its_month_and_a_gap_counts_days_over_the_end_of_a_month() -> None:
    assert overlap("2016-02-29", "2016-02")
    assert gap_in_days("2016-02", "2016-03-02") == 2
    assert gap_in_days("2016-03-02", "2016-02-28") == 3
    assert gap_in_days("2016-13-45", "2016-01-01") is None


def test_months_and_days_back() -> None:
    assert (months_before("2016-01-31", 1), months_before("2016-01-31", 13)) == ("2015-12", "2014-12")
    assert (days_before("2016-01-01", 1), days_before("0001-01-01", 1), days_before("x", 1)) == ("2015-12-31", None, None)


def test_the_day_of_a_publication() -> None:
    assert (day_of("2016-11-24T23:59+07:00"), day_of("2016-11"), day_of(None)) == ("2016-11-24", None, None)
