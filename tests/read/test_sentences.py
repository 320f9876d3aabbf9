"""Where sentences start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.sentences import sentence_starts

ONE = [
    "“Why should we wait?” Kuleba asked in Brussels.",
    "“It is over!” the president of Georgia said.",
    "“It is over.” Peskov told reporters.",
    "Gen. Mark Milley spoke with Gen. Valery Gerasimov.",
    "The U.S. Senate and Mr. Pence agreed.",
    "The talks on Jan. 5 took 2.5 hours.",
    "He met J. D. Vance.",
]
TWO = [
    ("The talks are over. Lavrov left.", 20),
    ("“Why wait?” He left the room.", 12),
    ("“It is over.” Peskov said that the talks had failed.", 14),
    ("He flew to the U.S. He came back.", 20),
    ("The war is over.Biden spoke in Warsaw.", 16),
    ("It starts by spring.“We will win.”", 20),
    ("The bank reported to RIA.Wang is expected in May.", 25),
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence(text: str) -> None:
    """Quoted questions with their phrase, abbreviations, initials and figures end nothing."""
    assert sentence_starts(text, [0]) == [0]


@pytest.mark.parametrize(("text", "second"), TWO)
def test_two_sentences(text: str, second: int) -> None:
    """Full stops, quoted questions on their own and paragraphs that lost their break end a sentence."""
    assert sentence_starts(text, [0]) == [0, second]


def test_a_block_is_a_sentence_of_its_own() -> None:
    """A heading without a full stop does not run into the paragraph below it."""
    text = "Putin meets Macron\n\nThe two leaders talked."
    assert sentence_starts(text, [0, 20]) == [0, 20]


@given(st.text(alphabet="Ab .?!”“\n", max_size=60))
def test_starts_are_inside_and_ordered(text: str) -> None:
    """Starts rise, stay inside the text and never fall on a blank that follows a stop."""
    starts = sentence_starts(text, [0])
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)
    assert all(start == 0 or not text[start].isspace() for start in starts)
