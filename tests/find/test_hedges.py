"""Every hedge row gives the status it says, and tense decides where no row does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.find.contacts import find_contacts
from communique.lexicon.hedges import hedge_lexicon
from communique.read import Reading

ROWS = [(sentence, row.status) for row in hedge_lexicon().rows for sentence in row.yes]

NOT = [(sentence, row.status) for row in hedge_lexicon().rows for sentence in row.no]

SENTENCES = [
    ("Xi met Putin in Moscow.", "held"),
    ("Xi will meet Putin in Moscow.", "planned"),
    ("Xi is meeting Putin in Moscow.", "ongoing"),
    ("Xi may meet Putin in Moscow.", "possible"),
    ("Xi will not meet Putin in Moscow.", "refused"),
    ("Xi has met Putin in Moscow.", "held"),
    ("Xi had met Putin in Moscow.", "held"),
    ("Putin, Xi to meet in Moscow", "planned"),
    ("Xi was to meet Putin in Moscow.", "planned"),
    ("There was no meeting between Xi and Putin.", "denied"),
    ("No talks between Russia and Ukraine are planned.", "not_planned"),
    ("There are no plans for a meeting between Xi and Putin.", "not_planned"),
    ("A call between Xi and Putin has not been discussed.", "not_planned"),
    ("The visit of Xi to Moscow was postponed.", "postponed"),
    ("The visit of Xi to Moscow was called off.", "cancelled"),
    ("Putin did not rule out a meeting with Xi.", "possible"),
    ("The Kremlin said that Putin would meet Xi.", "planned"),
    ("Talks between Russia and Ukraine are to be held in Istanbul.", "planned"),
    ("Talks between Russia and Ukraine were being held in Istanbul.", "ongoing"),
]


@pytest.mark.parametrize(("sentence", "status"), SENTENCES)
def test_status_by_tense(reading: Callable[[str], Reading], sentence: str, status: str) -> None:
    """The first mention in the sentence has the status."""
    found = find_contacts(reading(sentence))
    assert [draft.status.status for draft in found if draft.parties][:1] == [status], found


@pytest.mark.parametrize(("sentence", "status"), ROWS)
def test_status_by_row(reading: Callable[[str], Reading], sentence: str, status: str) -> None:
    """A mention in the row's example has the row's status."""
    found = find_contacts(reading(sentence))
    assert status in [draft.status.status for draft in found if draft.parties], found


@pytest.mark.parametrize(("sentence", "status"), NOT)
def test_other_status(reading: Callable[[str], Reading], sentence: str, status: str) -> None:
    """No mention in what a row's example rules out has the row's status."""
    found = find_contacts(reading(sentence))
    assert status not in [draft.status.status for draft in found], found
