"""Word forms: looked up once, and those that the model's own rules set."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc

from communique.intake import documents
from communique.read import forms, load_model
from communique.read.forms import Forms
from communique.schema import Document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXTS = [item.text for item in documents([SAMPLES]) if isinstance(item, Document)][:8]
TEXTS += [
    "There's no doubt that the ministers' talks weren't held, Lavrov said.",
    "Let's meet, she'd told him: they're gonna talk.",
    "It was the parties who chose that. Who's there? All were, y'all know that; others got none of what is theirs.",
    "Let",
    "There’s",
]


def written(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.pos_, str(token.morph), token.lemma_) for token in doc]


@pytest.mark.parametrize("kept", [60_000, 0])
def test_forms_are_those_of_the_models_own_rules(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_KEPT", kept)
    nlp = load_model()
    looked_up = Forms(nlp)
    for text in TEXTS * 2:
        whole = nlp(text)
        with nlp.select_pipes(disable=Forms.replaced(nlp)):
            parsed = nlp(text)
        looked_up.write(parsed)
        assert written(parsed) == written(whole)
