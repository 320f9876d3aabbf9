"""Whole titles come before bare ones, and a state's own office before that of a group or territory in it."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.lexicon.registry import load_registry
from communique.read import read
from communique.resolve.actors import Actors
from communique.schema import Document, When, Words


@pytest.mark.parametrize(
    ("published", "phrase", "name"),
    [
        ("2008-03-01", "The EU foreign policy chief", "Javier Solana"),
        ("2020-06-10", "The UN human rights chief", "Michelle Bachelet"),
        ("2020-06-10", "The UN chief", "António Guterres"),
        ("2016-07-10", "The Pentagon chief", "Ash Carter"),
        ("2014-06-10", "The Vatican's secretary of state", "Pietro Parolin"),
        ("2014-06-10", "The OSCE chairman-in-office", "Didier Burkhalter"),
        ("2014-07-10", "The Russian leader", "Vladimir Putin"),
        ("2014-07-10", "The Chechen leader", "Ramzan Kadyrov"),
        ("2010-07-10", "The Palestinian leader", "Mahmoud Abbas"),
        ("2010-07-10", "The Hamas leader", "Khaled Mashal"),
        ("2008-10-10", "The Abkhaz president", "Sergei Bagapsh"),
        ("2008-10-10", "The Georgian president", "Mikheil Saakashvili"),
        ("2008-06-10", "The Turkish Cypriot leader", "Mehmet Ali Talat"),
    ],
)
def test_a_title_names_its_holder(published: str, phrase: str, name: str) -> None:
    document = Document("d", f"{phrase} met reporters.")
    (reading,) = read([(document, clean(document))])
    end = next(token.i for token in reading.doc if token.idx >= len(phrase))
    actors = Actors(reading, load_registry(), When(published)).at(Words(0, end))
    assert [actor.name for actor in actors] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Chinese head of the secretariat of the new bank met reporters.",
        "Donald Trump spoke. The acting CIA director left early.",
    ],
)
def test_a_chief_or_director_is_no_president(text: str) -> None:
    document = Document("d", text)
    (reading,) = read([(document, clean(document))])
    start = text.index("The Chinese" if "Chinese" in text else "The acting")
    first = next(token.i for token in reading.doc if token.idx >= start)
    mentions = Actors(reading, load_registry(), When("2018-03-01")).mentions
    names = [actor.name for mention in mentions if mention.words.start == first for actor in mention.actors]
    assert not {"Xi Jinping", "Donald Trump"} & set(names)
