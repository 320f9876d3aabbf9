"""The stages together: whose date counts, and that documents do not meet."""

from __future__ import annotations

from typing import Any

import pytest

import communique
from communique import pipeline
from communique.cli.reading import samples
from communique.errors import LexiconError
from communique.intake import documents
from communique.pipeline import extract
from communique.read import Reading
from communique.schema import Document, Extraction, When, to_json


def call(extraction: Extraction) -> tuple[str, str | None]:
    """The kind of the only contact and its date."""
    (contact,) = extraction.contacts
    return contact.kind.value, contact.date.edtf if contact.date else None


TEXT = "Emmanuel Macron spoke with Vladimir Putin by phone on Thursday."


def test_the_date_of_an_article_comes_from_its_metadata_then_from_its_text_then_from_the_user() -> None:
    dated = f"PARIS, August 20, 2021 - {TEXT}"
    articles = [
        Document("metadata", dated, published=When("2022-02-04")),
        Document("text", dated),
        Document("user", TEXT),
    ]
    read = list(extract(articles, published="2020-01-03"))
    assert [one.document.published and one.document.published.edtf for one in read] == [
        "2022-02-04",
        "2021-08-20",
        "2020-01-03",
    ]
    assert [call(one) for one in read] == [("call", "2022-02-03"), ("call", "2021-08-19"), ("call", "2020-01-02")]


def test_without_any_date_a_weekday_stays_unresolved() -> None:
    read = communique.read(TEXT)
    assert read.document.published is None
    assert call(read) == ("call", None)


def test_a_document_is_read_alone_as_it_is_among_others() -> None:
    articles = [item for item in documents([str(samples())]) if isinstance(item, Document)]
    together = [to_json(extraction) for extraction in extract(articles)]
    assert together == [to_json(extraction) for article in articles for extraction in extract([article])]
    assert together[::-1] == [to_json(extraction) for extraction in extract(articles[::-1])]


def test_an_empty_text_gives_an_empty_extraction() -> None:
    for text in ("", " \n\t", "\n" * 1000):
        read = communique.read(text)
        assert (read.contacts, read.statements, read.positions) == ((), (), ())
        assert read.document.text == text


def test_a_fault_in_one_article_leaves_the_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = pipeline.resolve_contacts

    def breaks(reading: Reading, *rest: Any) -> Any:
        if reading.document.id == "bad":
            raise IndexError("boom")
        return resolve(reading, *rest)

    monkeypatch.setattr(pipeline, "resolve_contacts", breaks)
    bad, good = extract([Document("bad", TEXT), Document("good", TEXT)], published="2020-01-03")
    assert (bad.contacts, len(bad.problems), bad.problems[0].source) == ((), 1, "bad")
    assert "IndexError at test_pipeline.py" in bad.problems[0].message
    assert call(good) == ("call", "2020-01-02")


def test_an_error_of_ours_with_a_message_is_no_fault_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(reading: Reading) -> Any:
        raise LexiconError("contacts.toml: row 3: unknown key")

    monkeypatch.setattr(pipeline, "find_contacts", refuses)
    with pytest.raises(LexiconError, match="row 3"):
        list(extract([Document("one", TEXT)], published="2020-01-03"))


HOME = " ".join(
    f"The council of the town voted on school number {n}. “We are proud,” the mayor said. Parents were glad."
    for n in range(8)
)
ABROAD = "Peru recalled its ambassador from Chile. “Chile must withdraw its troops,” Peru's foreign minister said. " * 4
TRIP = f"{HOME} Emmanuel Macron met Vladimir Putin in Moscow on a trip to Russia. {HOME}"
MIXED = [
    Document("home", HOME, published=When("2021-08-19")),
    Document("abroad", ABROAD),
    Document("trip", TRIP),
    Document("few", "“We are proud,” the mayor said."),
    Document("empty", ""),
]


def test_a_document_about_no_relations_between_sides_is_marked_and_has_no_records() -> None:
    home, abroad, trip, few, empty = extract(MIXED)
    assert [one.document.id for one in (home, abroad, trip, few, empty)] == ["home", "abroad", "trip", "few", "empty"]
    assert home == Extraction(MIXED[0], outside=True)
    assert [one.outside for one in (abroad, few, empty)] == [False, False, False]
    assert abroad.positions
    assert few.statements


def test_a_contact_between_two_sides_brings_a_document_in() -> None:
    (trip,) = extract([MIXED[2]])
    assert not trip.outside
    assert trip.contacts
    assert len(trip.statements) > 10
    words = "Emmanuel Macron met Vladimir Putin in Moscow on a trip to Russia."
    (passed,) = extract([Document("train", TRIP.replace(words, "Emmanuel Macron saw Russia and Peru on television."))])
    assert passed.outside


def test_without_the_screen_the_same_is_told_after_the_parse() -> None:
    assert list(extract(MIXED, screen=False)) == list(extract(MIXED))


def test_everything_is_read_where_asked_for() -> None:
    read = list(extract(MIXED, everything=True))
    assert not any(one.outside for one in read)
    assert len(read[0].statements) == 8


def test_more_documents_than_are_taken_ahead_stay_in_order() -> None:
    many = [Document(f"{n}", HOME if n % 3 else TEXT) for n in range(150)]
    read = list(extract(many))
    assert [one.document for one in read] == many
    assert [one.outside for one in read] == [bool(n % 3) for n in range(150)]
