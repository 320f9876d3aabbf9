"""The phrases of officials who meet: every example of a row holds or lacks it."""

from __future__ import annotations

import pytest

from communique.lexicon.encounters import EncounterRow, announced, encounter_rows, greetings, title_rows


@pytest.mark.parametrize("row", encounter_rows(), ids=lambda row: row.when)
def test_the_examples_of_a_row_hold(row: EncounterRow) -> None:
    for sentence in row.yes:
        assert row.when in {greeting.when for greeting in greetings(sentence)}, sentence
    for sentence in row.no:
        assert row.when not in {greeting.when for greeting in greetings(sentence)}, sentence


@pytest.mark.parametrize("row", title_rows(), ids=lambda row: row.when)
def test_the_examples_of_a_title_row_hold(row: EncounterRow) -> None:
    assert all(announced(title) is row for title in row.yes)
    assert not any(announced(title) is row for title in row.no)


def test_a_gap_is_at_most_five_words() -> None:
    assert greetings("I look forward to a very good and long conversation.")
    assert not greetings("I look forward to spring, and then all of us will have another conversation.")


def test_of_two_phrases_in_one_place_the_longer_is_found() -> None:
    text = "I look forward to hearing from you in our conversation."
    assert [text[found.start : found.end] for found in greetings(text)] == [
        "look forward to hearing from you in our conversation"
    ]
