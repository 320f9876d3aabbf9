"""The examples of every contact row, read through the whole pipeline."""

from __future__ import annotations

import pytest

import communique
from communique.lexicon.contacts import contact_lexicon

LEXICON = contact_lexicon()
# A row may name a kind that its surroundings refine: a "summit" of two is a meeting, as is a conversation in a city.
REFINED = {"conference": {"conference", "meeting"}, "contact": {"contact", "meeting"}}
YES = [(sentence, row.kind) for row in (*LEXICON.rows, *LEXICON.formats) for sentence in row.yes]
NO = [(sentence, row.kind) for row in LEXICON.rows for sentence in row.no]


@pytest.mark.parametrize(("sentence", "kind"), YES)
def test_a_contact_of_the_kind(sentence: str, kind: str) -> None:
    """A `yes` sentence holds a contact of the row's kind."""
    kinds = {contact.kind.value for contact in communique.read(sentence, published="2023-05-10").contacts}
    assert kinds & REFINED.get(kind, {kind})


@pytest.mark.parametrize(("sentence", "kind"), NO)
def test_no_contact(sentence: str, kind: str) -> None:
    """A `no` sentence holds no contact."""
    contacts = communique.read(sentence, published="2023-05-10").contacts
    assert not contacts, contacts
