"""The words of scope.toml, by the examples beside them, and the names of sides in a text."""

from __future__ import annotations

import pytest

from communique.lexicon.rows import load_rows
from communique.lexicon.scope import ExchangeRow, HomonymRow, Signals, WordRow, load_scope

WORDS = load_rows("scope.toml", "word", WordRow)
EXCHANGES = load_rows("scope.toml", "exchange", ExchangeRow)
HOMONYMS = load_rows("scope.toml", "homonym", HomonymRow)


def signals(sentence: str) -> Signals:
    """What one sentence says."""
    (one,) = load_scope().signals(sentence, [0])
    return one


def tells(one: Signals, row: WordRow) -> bool:
    """Whether a sentence tells of relations by a word of the row's kind."""
    return bool(one.sides) and one.strong if row.beside == 1 else len(one.sides) > 1 and one.between


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.words[0])
def test_a_word_tells_of_relations_beside_as_many_sides_as_its_row_says(row: WordRow) -> None:
    assert row.yes
    assert row.no
    assert [sentence for sentence in row.yes if not tells(signals(sentence), row)] == []
    assert [sentence for sentence in row.no if tells(signals(sentence), row)] == []
    assert [word for word in row.words if not tells(signals(f"Peru, Chile: {word}."), row)] == []


@pytest.mark.parametrize("row", EXCHANGES, ids=lambda row: row.words[0])
def test_a_passage_may_tell_of_a_contact_where_two_sides_stand_with_a_word_of_exchange(row: ExchangeRow) -> None:
    def may(sentence: str) -> bool:
        one = signals(sentence)
        return one.exchange and len(one.sides) > 1

    assert [sentence for sentence in row.yes if not may(sentence)] == []
    assert [sentence for sentence in row.no if may(sentence)] == []


@pytest.mark.parametrize("row", HOMONYMS, ids=lambda row: row.names[0])
def test_a_name_that_others_bear_counts_where_the_side_is_named_otherwise_too(row: HomonymRow) -> None:
    assert [sentence for sentence in row.yes if not signals(sentence).sides] == []
    assert [sentence for sentence in row.no if signals(sentence).sides] == []


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("The Kremlin rejected the American offer.", {"RUS", "USA"}),
        ("Olaf Scholz flew home; Scholz was tired.", {"DEU"}),
        ("Scholz was tired.", set()),
        ("The U.S. and the U.N. disagree.", {"USA", "UN"}),
        ("Omani sweets, Romanian wine", {"OMN", "ROU"}),
        ("Tell us what the un- prefix means.", set()),
    ],
)
def test_sides_are_found_by_whole_names(sentence: str, sides: set[str]) -> None:
    assert signals(sentence).sides == sides


def test_each_sentence_has_its_own_signals() -> None:
    text = "Peru spoke. Chile's embassy was silent."
    first, second = load_scope().signals(text, [0, 12])
    assert (first.sides, first.strong) == ({"PER"}, False)
    assert (second.sides, second.strong) == ({"CHL"}, True)
