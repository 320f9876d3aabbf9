"""The tables of datelines.toml hold together."""

from __future__ import annotations

from communique.lexicon.datelines import fold, load_dateline_names


def test_names_are_compared_without_case_full_stops_and_blanks() -> None:
    assert fold("St. Petersburg") == fold("ST PETERSBURG")
    assert fold("New Delhi") in load_dateline_names().places


def test_a_label_is_no_place_and_no_agency() -> None:
    names = load_dateline_names()
    assert not names.not_places & (names.places | names.agencies)
