"""Dates written out, and lines that are nothing but a date."""

from __future__ import annotations

import pytest

from communique.clean.dates import date_line, find_days


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-03-26 21:57:13", "2024-03-26"),
        ("Tue, 18 Aug 2021", "2021-08-18"),
        ("January 10, 2022", "2022-01-10"),
        ("Sept. 3, 2013", "2013-09-03"),
        ("1st of March 2019", "2019-03-01"),
        ("13.02.2022", "2022-02-13"),
        ("25/12/2021", "2021-12-25"),
        ("12/25/2021", "2021-12-25"),
        ("05/04/2021", None),
        ("5 May", None),
        ("30 February 2021", None),
    ],
)
def test_a_date_is_read_or_left_open(text: str, edtf: str | None) -> None:
    assert [day.edtf for day in find_days(text)] == [edtf]


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("2024-03-26 21:57:13", 1),
        ("Published: Wed, 18 Aug 2021 10:40 GMT", 2),
        ("Updated at 5:34 p.m. ET", 0),
        ("18 August 2021 | 14:05", 1),
        ("Posted on March 3, 2019 by", 2),
        ("5:48 P.M. CEST", 1),
        ("Friday, May 6", 1),
    ],
)
def test_a_date_line_is_recognised(line: str, rank: int) -> None:
    found = date_line(line)
    assert found is not None
    assert found.rank == rank


@pytest.mark.parametrize(
    "line",
    ["In 2014", "Monday", "By 5 May both had agreed", "3 to 5 March", "May 2019", "12 delegations", "The 2021 talks"],
)
def test_other_lines_with_figures_are_none(line: str) -> None:
    assert date_line(line) is None
