"""Every row of furniture.toml takes its `yes` lines and leaves all `no` lines alone; a wrong row is named."""

from __future__ import annotations

import pytest

from communique.errors import LexiconError
from communique.lexicon import furniture
from communique.lexicon.furniture import FurnitureRow, load_furniture

ROWS = load_furniture()


@pytest.mark.parametrize(("row", "line"), [(row, line) for row in ROWS for line in row.yes], ids=str)
def test_a_row_takes_its_examples(row: FurnitureRow, line: str) -> None:
    assert row.find(line)


@pytest.mark.parametrize(("row", "line"), [(row, line) for row in ROWS for line in row.no], ids=str)
def test_a_row_leaves_its_counterexamples_alone(row: FurnitureRow, line: str) -> None:
    assert not row.find(line)


SENTENCES = [line for row in ROWS for line in row.no if line.endswith(".") and len(line.split()) > 4]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_row_takes_a_sentence_that_another_must_leave_alone(sentence: str) -> None:
    assert [row.id for row in ROWS if row.find(sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Lavrov said the two sides had agreed to meet again in Geneva in July.",
        "“We will follow the talks on Twitter and on television,” the spokesman said.",
        "Sign language interpreters came with the delegation.",
        "The minister told Reuters by telephone that no date had been set.",
        "Photographs of the handshake in Singapore went round the world.",
        "Share prices in Tokyo rose after the two leaders spoke.",
        "Copyright was one of the chapters on which Brussels and Ottawa agreed.",
        "Close to midnight the envoys left the Palais des Nations.",
        "By Friday evening the Security Council had not voted.",
        "Subscribe to the charter first, Ankara told Yerevan.",
        "Home to the UN's European seat, Geneva offered to host the talks.",
    ],
)
def test_sentences_of_articles_are_no_furniture(sentence: str) -> None:
    assert [row.id for row in ROWS if row.find(sentence)] == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"where": "middle"}, "'where' or 'kind'"),
        ({"kind": "advert"}, "'where' or 'kind'"),
        ({"pattern": "("}, "bad pattern"),
        ({"yes": ()}, "no example"),
    ],
)
def test_a_wrong_row_is_an_error_that_names_it(fields: dict[str, object], words: str) -> None:
    good: dict[str, object] = {"id": "mine", "where": "line", "pattern": "x", "yes": ("x",)}
    with pytest.raises(LexiconError, match="mine") as error:
        furniture._checked(furniture._RawRow(**{**good, **fields}))  # type: ignore[arg-type]
    assert words in str(error.value)


def test_the_end_of_a_line_is_what_an_end_row_takes() -> None:
    row = next(row for row in ROWS if row.id == "reporting-by")
    line = "He left for Oslo. (Reporting by Jane Roe; Editing by John Doe)"
    [(start, end)] = row.find(line)
    assert (line[:start].strip(), end) == ("He left for Oslo.", len(line))
