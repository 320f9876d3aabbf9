"""Headlines lose their title case for the parser, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.headlines import parser_text

BODY = "\n\nThe president of Serbia arrived in Ankara on Monday. He will discuss trade with Erdogan."


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Vucic Visits Ankara To Discuss Trade With Erdogan", "Vucic visits Ankara to discuss trade with Erdogan"),
        ("Serbia's Vucic Agrees To Meet Erdogan", "Serbia's Vucic agrees to meet Erdogan"),
        ("President arrives in Ankara for talks", "President arrives in Ankara for talks"),
    ],
)
def test_title_case_is_taken_off(headline: str, expected: str) -> None:
    """Names stay, the other words of a headline in title case are written small."""
    text = headline + BODY
    found = parser_text(text, ((0, "heading"), (len(headline) + 2, "paragraph")))
    assert found == expected + BODY


@given(st.text(max_size=80), st.text(max_size=80))
def test_offsets_stay(headline: str, body: str) -> None:
    """Every letter keeps its place, whatever the text."""
    text = headline + body
    found = parser_text(text, ((0, "heading"), (len(headline), "paragraph")) if body else ((0, "heading"),))
    assert len(found) == len(text)
    assert found.casefold() == text.casefold()
