"""Every span of every record points into the raw text, at the words the field was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.cli.reading import samples
from communique.intake import documents
from communique.pipeline import extract
from communique.schema import Document, Extraction, Span


def spans(record: Any, path: str) -> Iterator[tuple[str, Span]]:
    """All spans inside a record, each with the path of its field."""
    if isinstance(record, Span):
        yield path, record
    elif isinstance(record, tuple):
        for number, item in enumerate(record):
            yield from spans(item, f"{path}[{number}]")
    elif is_dataclass(record):
        for field in fields(record):
            yield from spans(getattr(record, field.name), f"{path}.{field.name}")


def check(extraction: Extraction) -> None:
    text = extraction.document.text
    for path, span in spans(extraction, extraction.document.id):
        assert 0 <= span.start < span.end <= len(text), path
        words = span.of(text)
        assert words == words.strip(), path
        assert words, path
    for contact in extraction.contacts:
        assert contact.kind.span is not None
        assert contact.status.span is not None
        assert any(sentence.overlaps(contact.kind.span) for sentence in contact.evidence)
        assert list(contact.evidence) == sorted(contact.evidence)
        for party in contact.parties:
            assert party.actor.span is not None
    for statement in extraction.statements:
        assert statement.content
        assert list(statement.content) == sorted(statement.content)
        assert statement.cue not in statement.content


@pytest.fixture(scope="module")
def samples_read() -> tuple[Extraction, ...]:
    return tuple(extract(item for item in documents([str(samples())]) if isinstance(item, Document)))


def test_spans_of_the_samples_point_at_words(samples_read: tuple[Extraction, ...]) -> None:
    assert len(samples_read) >= 12
    for extraction in samples_read:
        check(extraction)


_PIECES = (
    "Emmanuel Macron", "Putin", "the two leaders", "his Russian counterpart", "Moscow", "the Élysée", "U.S.", "NATO",
    "met", "spoke by phone with", "will visit", "called off", "talks", "a summit", "said", "warned that", "demanded",
    "according to", "on Monday", "in Geneva", "2021-08-18", "MOSCOW (TASS):", "not", "may", "if", "and", "with", "of",
    ",", ".", ":", "“", "”", '"', "'", "’s", "(", ")", "—", "-", "\n", "\n\n", "• ", " ", "\u00a0", "\u200b", "â€œ",
    "&amp;", "weap-\nonization", "#tag", "Leave a Comment", "\ufffd", "\u202e", "中文", "😀", "\t", "\r\n", "0", "%",
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40), st.sampled_from(["", " "]))
def test_any_text_is_read_and_its_spans_point_at_words(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    extraction = communique.read(text, published="2021-08-20")
    assert extraction.document.text == text
    check(extraction)


@pytest.mark.gold
@pytest.mark.parametrize("name", ["seeds", "dev", "challenge"])
def test_spans_of_the_gold_articles_point_at_words(gold_read: dict[str, tuple[Extraction, ...]], name: str) -> None:
    for extraction in gold_read[name]:
        check(extraction)


@pytest.mark.gold
def test_the_text_of_a_document_is_the_file_as_it_stands(
    gold_read: dict[str, tuple[Extraction, ...]], shared: Path
) -> None:
    for extraction in gold_read["seeds"]:
        file = shared / "seeds" / f"{extraction.document.id}.txt"
        assert extraction.document.text == file.read_bytes().decode("utf-8")
