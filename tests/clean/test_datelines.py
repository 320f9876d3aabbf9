"""Datelines, as the rows of datelines.toml give them."""

from __future__ import annotations

import pytest

from communique.clean.datelines import find_dateline, find_place_line
from communique.lexicon.datelines import load_dateline_names

EXAMPLES = load_dateline_names().examples


@pytest.mark.parametrize("row", [row for row in EXAMPLES if "none" not in row], ids=lambda row: row["line"])
def test_a_dateline_is_taken_apart(row: dict[str, str]) -> None:
    line = row["line"]
    found = find_dateline(line, line, opening=True)
    assert found is not None
    assert (found.place and line[slice(*found.place)]) == row.get("place")
    assert (found.agency and line[slice(*found.agency)]) == row.get("agency")
    assert (found.day and found.day.edtf) == row.get("date")
    assert line[found.end :].startswith(row["rest"])
    assert row["rest"] or found.end == len(line)


@pytest.mark.parametrize("row", [row for row in EXAMPLES if "none" in row], ids=lambda row: row["line"])
def test_what_only_looks_like_one_is_none(row: dict[str, str]) -> None:
    assert find_dateline(row["line"], row["line"], opening=True) is None


def test_an_unknown_place_is_one_where_the_article_writes_it_again() -> None:
    line = "HARIM — The convoy left."
    assert find_dateline(line, line, opening=True) is None
    assert find_dateline(line, line + " It reached Harim at noon.", opening=True) is not None


def test_further_down_only_a_signed_dateline_counts() -> None:
    assert find_dateline("GENEVA — The talks went on.", "", opening=False) is None
    assert find_dateline("GENEVA (AP) — The talks went on.", "", opening=False) is not None


def test_a_headline_in_capitals_has_no_dateline() -> None:
    line = "MOSCOW - KREMLIN DENIES TALKS"
    assert find_dateline(line, line, opening=True) is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Brussels, Belgium", "Brussels, Belgium"),
        ("Washington, D.C.", "Washington, D.C."),
        ("Vienna, 8 May 2018", "Vienna"),
    ],
)
def test_a_line_that_is_only_a_place(line: str, place: str) -> None:
    found = find_place_line(line)
    assert found is not None
    assert line[slice(*found)] == place


@pytest.mark.parametrize("line", ["Gaza", "Moscow, Beijing agree on gas", "Paris and London, at odds"])
def test_a_heading_with_a_place_is_not(line: str) -> None:
    assert find_place_line(line) is None
