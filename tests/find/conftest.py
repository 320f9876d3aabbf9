"""A sentence as a reading, parsed once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from communique.clean import clean
from communique.read import Reading, read
from communique.schema import Document


@cache
def _read(text: str) -> Reading:
    document = Document("t", text)
    (reading,) = read([(document, clean(document))])
    return reading


@pytest.fixture(scope="session")
def reading() -> Callable[[str], Reading]:
    """The reading of a short text."""
    return _read
