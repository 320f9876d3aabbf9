"""Quotations of short texts, and what holds for any text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import clean
from communique.read import Quotation, Reading, read
from communique.schema import Document


@cache
def _read(text: str) -> Reading:
    document = Document("t", text)
    (reading,) = read([(document, clean(document))])
    return reading


def _texts(reading: Reading, quotations: tuple[Quotation, ...] | None = None) -> list[str]:
    return [reading.tokens(q.words).text for q in (reading.quotations if quotations is None else quotations)]


QUOTATIONS = [
    ('"We are ready," Lavrov said.', ["We are ready,"]),
    ("“We are ready,” Lavrov said.", ["We are ready,"]),
    ("„We are ready,“ Lavrov said.", ["We are ready,"]),
    ("''We are ready,'' Lavrov said.", ["We are ready,"]),
    # A mark of the wrong kind closes what it ends.
    ("“We finished the operations, “Shoigu said on Monday.", ["We finished the operations,"]),
    ("”We are ready,” Lavrov said.", ["We are ready,"]),
    ('He called the ruling "null" and the court "a club".', ["null", "a club"]),
    ("He called the ruling ‘null and void’ on Monday.", ["null and void"]),
    ("Kuleba's visit and the ministers' talks went on.", []),
    ("It was the best year since the '90s, the envoy's aide said.", []),
    ('The screen was 15" wide.', []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations(text: str, expected: list[str]) -> None:
    """Marks of all kinds pair; apostrophes and inches are none."""
    assert _texts(_read(text)) == expected


def test_nested() -> None:
    """A quotation inside a quotation is its own, marked as nested, and stands after the outer one."""
    reading = _read("“The minister told me ‘never again’ in Geneva,” Annan said.")
    assert _texts(reading) == ["The minister told me 'never again' in Geneva,", "never again"]
    assert [q.nested for q in reading.quotations] == [False, True]


def test_paragraphs_of_one_speech() -> None:
    """An opening mark on each paragraph and one closing mark: one quotation a paragraph, all but the last continued."""
    reading = _read("“We signed the treaty.\n\n“We shall keep it,” Begin said.")
    assert _texts(reading) == ["We signed the treaty.", "We shall keep it,"]
    assert [q.continued for q in reading.quotations] == [True, False]
    assert [q.closed for q in reading.quotations] == [False, True]


def test_an_open_mark_ends_with_its_paragraph() -> None:
    """A missing closing mark does not swallow the rest of the article."""
    reading = _read("“We signed the treaty, Begin said.\n\nThe two men shook hands on the lawn.")
    assert _texts(reading) == ["We signed the treaty, Begin said."]
    assert not reading.quotations[0].closed


def test_paragraphs_run_together() -> None:
    """A second opening mark after a full stop goes on with the same speech."""
    reading = _read('"We signed the treaty. "We shall keep it," Begin said.')
    assert _texts(reading) == ["We signed the treaty.", "We shall keep it,"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(["We", "talked", ",", '"', "“", "”", "'", "’", ".", "\n\n", "the", "envoys'"]), max_size=24
    )
)
def test_any_text(parts: list[str]) -> None:
    """Quotations are ordered, not empty, inside the text, hold no double mark at either end and nest or stand apart."""
    reading = _read(" ".join(parts))
    ranges = [q.words for q in reading.quotations]
    assert ranges == sorted(ranges, key=lambda words: (words.start, -words.end))
    for words in ranges:
        assert 0 <= words.start < words.end <= len(reading.doc)
    for one in ranges:
        for two in ranges:
            assert (
                one.end <= two.start
                or two.end <= one.start
                or ((one.start <= two.start and two.end <= one.end) or (two.start <= one.start and one.end <= two.end))
            )
