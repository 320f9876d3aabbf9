"""A sentence of a readout, and the matters that it says were raised."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.find.raised import find_raised
from communique.read import read
from communique.schema import Document

RAISED = [
    ("The president paid special attention to the issues of grain exports.", ["grain exports"]),
    ("The importance of further coordination on border security was emphasised.", ["border security"]),
    ("Particular attention was paid to the visa policy.", ["visa policy"]),
    ("The key topic of the talks was the nuclear programme.", ["nuclear programme"]),
    ("They discussed ways to increase financial support for farmers.", ["financial support"]),
    ("Macron thanked Xi for the humanitarian corridor.", ["humanitarian corridor"]),
    ("The leaders exchanged views on the situation.", []),
    ("Macron expressed hope and gratitude.", []),
    ("Putin visited the factory.", []),
]


@pytest.mark.parametrize(("text", "wanted"), RAISED)
def test_matters_raised(text: str, wanted: list[str]) -> None:
    document = Document("test", text)
    reading = next(read([(document, clean(document))]))
    assert [reading.tokens(words).text for words in find_raised(reading)] == wanted
