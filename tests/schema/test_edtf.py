"""What the EDTF subset takes, refuses, bounds and compares."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import DateError
from communique.schema.edtf import Bounds, bounds, check_edtf, contains, is_edtf, overlap, parse_edtf, precision

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))

GOOD = (
    ("2021", "year", (date(2021, 1, 1), date(2021, 12, 31))),
    ("2024-02", "month", (date(2024, 2, 1), date(2024, 2, 29))),
    ("2021-08-19", "day", (date(2021, 8, 19), date(2021, 8, 19))),
    ("2016-23", "season", (date(2016, 9, 1), date(2016, 11, 30))),
    ("2020-24", "season", (date(2020, 12, 1), date(2021, 2, 28))),
    ("2019-33", "quarter", (date(2019, 1, 1), date(2019, 3, 31))),
    ("199X", "decade", (date(1990, 1, 1), date(1999, 12, 31))),
    ("19XX", "century", (date(1900, 1, 1), date(1999, 12, 31))),
    ("XXXX-01-10", "day", (None, None)),
    ("XXXX-06", "month", (None, None)),
    ("2020-02-XX", "day", (date(2020, 2, 1), date(2020, 2, 29))),
    ("2022-01-10/2022-01-12", "interval", (date(2022, 1, 10), date(2022, 1, 12))),
    ("2014/..", "interval", (date(2014, 1, 1), None)),
    ("../2023-12-31", "interval", (None, date(2023, 12, 31))),
    ("2021-05/", "interval", (date(2021, 5, 1), None)),
    ("XXXX-12-30/XXXX-01-02", "interval", (None, None)),
    ("2021-08-19?", "day", (date(2021, 8, 19), date(2021, 8, 19))),
)

BAD = (
    "", "soon", "19 August 2021", "2021-13", "2021-00", "2021-02-30", "2023-02-29", "2021-8-19", "21-08-19", "0000",
    "2021-08-19T10:00", "2021-23-01", "XXXX-XX-10", "2021/2020", "../..", "/", "2020/2021/2022", "2021-08-32", "X021",
    "٢٠٢١", "2021-08-19 ", "2021-08-19\n",
)  # fmt: skip


@pytest.mark.parametrize(("text", "size", "days"), GOOD)
def test_a_date_has_its_precision_and_bounds(text: str, size: str, days: tuple[date | None, date | None]) -> None:
    assert check_edtf(text) == text
    assert precision(text) == size
    assert bounds(text) == Bounds(*days)


@pytest.mark.parametrize("text", BAD)
def test_nonsense_raises_one_line_that_quotes_it(text: str) -> None:
    with pytest.raises(DateError) as raised:
        parse_edtf(text)
    assert "\n" not in str(raised.value)
    assert repr(text) in str(raised.value)
    assert not is_edtf(text)


@given(DAYS)
def test_every_day_of_the_calendar_is_a_date_and_bounds_itself(day: date) -> None:
    assert bounds(day.isoformat()) == (day, day)


@given(DAYS, DAYS)
def test_an_interval_stands_only_in_calendar_order(one: date, other: date) -> None:
    assert is_edtf(f"{one}/{other}") == (one <= other)


@given(DAYS, DAYS, DAYS)
def test_days_overlap_an_interval_exactly_where_it_contains_them(one: date, other: date, day: date) -> None:
    first, last = sorted((one, other))
    inside = first <= day <= last
    assert overlap(f"{first}/{last}", str(day)) == inside
    assert contains(f"{first}/{last}", str(day)) == inside


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_month_year_decade_and_century_contain_their_days(day: date) -> None:
    text = day.isoformat()
    for outer in (text[:7], text[:4], text[:3] + "X", text[:2] + "XX"):
        assert contains(outer, text)
        assert overlap(outer, text)
        assert not contains(text, outer)


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)), st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_an_unknown_year_leaves_month_and_day_to_decide(one: date, other: date) -> None:
    assert overlap(f"XXXX-{one:%m-%d}", str(other)) == ((one.month, one.day) == (other.month, other.day))
    assert overlap(f"XXXX-{one:%m}", str(other)) == (one.month == other.month)


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    assert is_edtf(text) == (is_edtf(text) and check_edtf(text) == text)


def test_open_intervals_overlap_what_lies_on_their_side() -> None:
    assert overlap("2014/..", "2021-03")
    assert not overlap("2014/..", "2013-12-31")
    assert contains("../2023-12-31", str(date(2023, 12, 31) - timedelta(days=400)))
    assert not contains("2023-12-31", "../2023-12-31")
