"""What names and words of time are labelled as."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.lexicon.registry import load_registry
from communique.read import load_model, read
from communique.read.entities import entities
from communique.read.forms import Forms
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


def test_forms_are_those_of_the_model() -> None:
    """Parts of speech, morphology and lemmas that are looked up are what the model's own rules give."""
    text = (
        "There's no doubt that the ministers' talks weren't held, Lavrov said. Let's meet, she'd told him: they're "
        "gonna talk. The two had been meeting and have agreed to better ties; others got none of what is theirs.\n\n"
        "It was the parties who chose that. Who's there? All were, y'all know that."
    )
    nlp = load_model()
    whole, asked = nlp(text), nlp.make_doc(text)
    forms = Forms(nlp)
    for name, component in nlp.pipeline:
        if name not in forms.replaced(nlp):
            asked = component(asked)
    for _ in range(2):  # asked for the first time, then kept
        forms.write(asked)
        assert [(t.pos_, t.lemma_, str(t.morph)) for t in asked] == [(t.pos_, t.lemma_, str(t.morph)) for t in whole]
