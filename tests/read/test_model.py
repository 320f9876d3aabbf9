"""The model: loaded once, and what it remembers of what it read."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.fleet.reading import Reader
from communique.intake import documents
from communique.read import load_model, model
from communique.schema import Document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_a_model_is_loaded_once_by_whatever_name_it_is_asked_for() -> None:
    assert load_model() is load_model(None) is load_model(model.find_model())


def test_words_that_pass_are_let_go_and_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [item for item in documents([SAMPLES]) if isinstance(item, Document)][:6]
    found = [Document(item.id, f"{item.text} Xqz{nth} Vrtl met Bzk Qlom{nth}ia.") for nth, item in enumerate(found)]
    strings = load_model().vocab.strings
    monkeypatch.setattr(model, "_REMEMBERED", 0)
    before = len(strings)
    passing = [Reader()(found), Reader()(found), [one for item in found for one in Reader()([item])]]
    assert "Xqz1" not in strings
    # The model comes to know features of its own, such as "Case=Acc", for good; words it does not.
    assert len(strings) - before < 50
    monkeypatch.undo()
    remembered = Reader()(found)
    assert "Xqz1" in strings
    assert passing == [remembered] * 3
