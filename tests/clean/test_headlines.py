"""The headline that opens a raw text."""

from __future__ import annotations

import pytest

from communique.clean.headings import headline_of
from communique.intake.records import plain_document


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Blinken puts off trip to China\n\nWASHINGTON — He said so.", "Blinken puts off trip to China"),
        ("\n Blinken puts off trip to China \n \nHe said so.", "Blinken puts off trip to China"),
        ("Blinken put off a trip.\n\nHe said so.", None),
        ("Blinken puts off trip\nHe said so.", None),
        ("Blinken put off a trip to China", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_title(text: str, headline: str | None) -> None:
    assert headline_of(text) == headline
    assert plain_document("a", text).title == headline
