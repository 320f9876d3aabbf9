"""The rows of `stances.toml` are their own tests: what a `yes` sentence must give, and a `no` sentence must not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.clean import clean
from communique.errors import LexiconError
from communique.find.positions import find_positions
from communique.find.statements import find_statements
from communique.lexicon.rows import load_rows
from communique.lexicon.stances import ClauseRow, PhraseRow, StanceRow, VerbRow, stance_lexicon
from communique.read import Reading, read
from communique.schema import ACTS, Document, PositionDraft

ROWS = stance_lexicon().rows


def _sentences() -> Iterator[str]:
    for row in ROWS:
        yield from row.yes
        yield from row.no


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    documents = [Document(sentence, sentence) for sentence in dict.fromkeys(_sentences())]
    return {reading.document.id: reading for reading in read((d, clean(d)) for d in documents)}


def _opened(row: StanceRow, reading: Reading) -> list[PositionDraft]:
    """The positions of the row's act in a sentence that one of the row's words opens."""
    drafts = find_positions(reading, find_statements(reading))
    found = []
    for draft in drafts:
        words = reading.tokens(draft.act_words)
        lemmas = {token.lemma_.lower() for token in words} | {token.lower_ for token in words}
        if isinstance(row, ClauseRow):
            named = True
        elif isinstance(row, PhraseRow):
            named = " ".join(token.lemma_.lower() for token in words) in row.phrases
        else:
            named = not lemmas.isdisjoint(row.lemmas)
        if named and draft.act == row.act:
            found.append(draft)
    return found


def _name(row: StanceRow) -> str:
    words = row.form if isinstance(row, ClauseRow) else (row.phrases if isinstance(row, PhraseRow) else row.lemmas)[0]
    return f"{type(row).__name__}-{row.act}-{words}"


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_row(row: StanceRow, readings: dict[str, Reading]) -> None:
    """Each `yes` sentence gives a position of the row's act, no `no` sentence does."""
    for sentence in row.yes:
        assert _opened(row, readings[sentence]), sentence
    for sentence in row.no:
        assert not _opened(row, readings[sentence]), sentence


def test_every_row_has_examples_and_every_act_has_rows() -> None:
    assert all(row.yes and row.no for row in ROWS)
    assert {row.act for row in ROWS} == set(ACTS)


def test_an_unknown_key_names_file_and_row(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"verb": [{"act": "warn", "lemmas": ["warn"], "yes": [], "no": [], "colour": "red"}]}
    monkeypatch.setattr("communique.lexicon.rows._tables", lambda file: tables)
    with pytest.raises(LexiconError, match=r"stances\.toml: \[\[verb\]\] row 1: unknown key 'colour'"):
        load_rows("stances.toml", "verb", VerbRow)
