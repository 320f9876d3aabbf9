"""JSON lines: the fields of a record, and lines that are none."""

from __future__ import annotations

import io
import json

import pytest

from communique.intake.jsonl import read_jsonl
from communique.schema import Document, Problem, When


def read(*lines: str) -> list[Document | Problem]:
    return list(read_jsonl(io.BytesIO("\n".join(lines).encode()), "c.jsonl", "c"))


def test_all_fields_of_a_record_are_taken() -> None:
    record = {
        "id": "k1",
        "title": "Call with Macron",
        "publisher": "Kremlin",
        "published": "2022-02-20",
        "url": "https://kremlin.example/k1",
        "text": "Putin rang.",
        "language": "en",
    }
    assert read(json.dumps(record)) == [
        Document("k1", "Putin rang.", "Call with Macron", "Kremlin", When("2022-02-20"), "https://kremlin.example/k1")
    ]


def test_a_line_of_the_exchange_format_gives_its_document() -> None:
    assert read('{"document": {"id": "d", "text": "T."}, "contacts": []}') == [Document("d", "T.")]


def test_a_record_without_id_has_its_line() -> None:
    assert [item.id for item in read("", '{"text": "T."}') if isinstance(item, Document)] == ["c-2"]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2021-08-18", "2021-08-18"),
        ("2021-08", "2021-08"),
        ("XXXX-01-10", "XXXX-01-10"),
        ("2021-08-18T10:00:00Z", "2021-08-18"),
        ("2021-08-18 10:00:00+03:00", "2021-08-18"),
        ("Wed, 18 Aug 2021 10:00:00 GMT", "2021-08-18"),
        ("August 18, 2021", "2021-08-18"),
    ],
)
def test_a_date_is_taken_in_the_usual_spellings(value: str, edtf: str) -> None:
    assert read(json.dumps({"id": "a", "text": "T.", "published": value})) == [
        Document("a", "T.", published=When(edtf))
    ]


@pytest.mark.parametrize("value", ["soon", "2021-13-01", "05/04/2021", 20210818, ["2021"]])
def test_a_date_that_is_none_is_a_problem_and_the_text_is_still_read(value: object) -> None:
    problem, document = read(json.dumps({"id": "a", "text": "T.", "published": value}))
    assert isinstance(problem, Problem)
    assert (problem.source, problem.line) == ("c.jsonl", 1)
    assert "published is no date" in problem.message
    assert document == Document("a", "T.")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "not JSON (column 1: Expecting value)"),
        ('{"id": "a", "text": "T."', "not JSON (column 25: Expecting ',' delimiter)"),
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"id": "a"}', "no field 'text'"),
        ('{"id": "a", "text": 5}', "the field 'text' is no string"),
        ('{"id": "a", "text": "  "}', "empty"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_line_that_is_no_record_is_a_problem_with_its_number(line: str, message: str) -> None:
    first, second, third = read('{"id": "x", "text": "X."}', line, '{"id": "y", "text": "Y."}')
    assert (first, third) == (Document("x", "X."), Document("y", "Y."))
    assert second == Problem(message, "c.jsonl", 2)


def test_empty_fields_are_none_and_numbers_are_written_out() -> None:
    assert read('{"id": 7, "title": "", "publisher": null, "published": "", "text": "T."}') == [Document("7", "T.")]


def test_half_a_character_of_a_broken_escape_is_marked() -> None:
    [document] = read('{"id": "a", "text": "x\\ud83dy"}')
    assert isinstance(document, Document)
    assert document.text == "x\ufffdy"
