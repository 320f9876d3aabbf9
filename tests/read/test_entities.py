"""What names and words of time are labelled as."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.lexicon.registry import load_registry
from communique.read import read
from communique.read.entities import entities
from communique.schema import Document

SENTENCES = [
    ("Emmanuel Macron phoned Berlin on Monday.", "PERSON Emmanuel Macron; GPE Berlin; DATE Monday"),
    ("Theresa May arrived in early May.", "PERSON Theresa May; DATE May"),
    ("Acting Assistant Secretary Orla Quinlan met Turkish officials.", "PERSON Orla Quinlan; NORP Turkish"),
    ("The Center for Law and Justice asked the Foreign Ministry.",
     "ORG Center for Law and Justice; ORG Foreign Ministry"),
    ("The Geneva Conference ended on January 12, 2022.", "EVENT Geneva Conference; DATE January 12, 2022"),
    ("Envoy Ilmari Saarelainen left. Saarelainen said so.", "PERSON Ilmari Saarelainen; PERSON Saarelainen"),
    ("The envoy for Climate John Kerry left.", "PERSON John Kerry"),
    ("A NATO envoy waited for two hours.", "ORG NATO; TIME two hours"),
    ("The march to the embassy was peaceful.", ""),
    ("The Russia-Turkmenistan commission sat.", "GPE Russia; GPE Turkmenistan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_labels(text: str, wanted: str) -> None:
    """Names are labelled by the tables and by what they are made of, times by their words."""
    document = Document("t", text)
    (reading,) = read([(document, clean(document))])
    found = entities(reading.doc, reading.columns, load_registry())
    assert "; ".join(f"{each.label} {reading.doc[each.start : each.end].text}" for each in found) == wanted
