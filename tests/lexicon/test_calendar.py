"""The tables of time.toml and the days that festivals fall on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import LexiconError
from communique.lexicon.calendar import load_calendar, orthodox_easter, parse_calendar, western_easter


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Easter", 2024, date(2024, 3, 31)),
        ("Easter", 2019, date(2019, 4, 21)),
        ("Good Friday", 1998, date(1998, 4, 10)),
        ("Orthodox Easter", 2022, date(2022, 4, 24)),
        ("Orthodox Easter", 2024, date(2024, 5, 5)),
        ("Thanksgiving", 2003, date(2003, 11, 27)),
        ("Election Day", 2016, date(2016, 11, 8)),
        ("Election Day", 2022, date(2022, 11, 8)),
        ("Labor Day", 2023, date(2023, 9, 4)),
        ("Memorial Day", 2021, date(2021, 5, 31)),
        ("Victory Day", 2025, date(2025, 5, 9)),
        ("Lunar New Year", 2022, date(2022, 2, 1)),
        ("New Year’s Eve", 1999, date(1999, 12, 31)),
    ],
)
def test_a_festival_has_its_day(name: str, year: int, expected: date) -> None:
    festival = load_calendar().festival(name)
    assert festival is not None
    assert festival.on(year) == expected


def test_a_table_that_does_not_reach_a_year_gives_no_day() -> None:
    festival = load_calendar().festival("Lunar New Year")
    assert festival is not None
    assert festival.on(1950) is None


@given(st.integers(1900, 2099))
def test_both_easters_are_sundays_and_the_orthodox_is_never_first(year: int) -> None:
    western, orthodox = western_easter(year), orthodox_easter(year)
    assert western.isoweekday() == orthodox.isoweekday() == 7
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert 0 <= (orthodox - western).days <= 35


@given(st.integers(1900, 2099))
def test_every_rule_gives_a_day_of_its_year(year: int) -> None:
    for festival in load_calendar().festivals:
        day = festival.on(year)
        assert (day is None) == (festival.rule == "table" and year not in festival.dates)
        assert day is None or day.year == year


def test_an_unknown_table_is_an_error_that_names_it() -> None:
    with pytest.raises(LexiconError, match=r"time\.toml: unknown table 'epochs'"):
        parse_calendar("[epochs]\nAnthropocene = 1\n")


def test_broken_toml_is_an_error_of_the_lexicon() -> None:
    with pytest.raises(LexiconError, match=r"time\.toml"):
        parse_calendar("[weekdays\n")
