"""Faults that general news brings out: inner meetings, everyday senses, private trips, sides from the neighbourhood."""

from __future__ import annotations

import pytest

import communique
from communique.schema import Contact

# What a text tells: kind, status and the parties of each contact, in any order.
TOLD: list[tuple[str, list[str]]] = [
    # What is told within one side is neither a contact nor another word on the one told before.
    (
        "Donald Trump met Vladimir Putin in Helsinki on Monday. John Bolton said he has spoken with Donald Trump about "
        'Iran. "Rob Portman and others called me," Trump said.',
        ["meeting held Donald Trump, Vladimir Putin"],
    ),
    (
        "Donald Trump will meet Vladimir Putin in Helsinki. Larry Kudlow met car executives on Monday. "
        "The meeting took place at the White House.",
        ["meeting planned Donald Trump, Vladimir Putin"],
    ),
]


def told(contact: Contact) -> str:
    """ "call held Vladimir Putin, Xi Jinping" """
    names = ", ".join(sorted(party.actor.name for party in contact.parties))
    return f"{contact.kind.value} {contact.status.value} {names}"


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_contacts_of_news(text: str, wanted: list[str]) -> None:
    read = communique.read(text, published="2019-07-24")
    assert sorted(map(told, read.contacts)) == sorted(wanted)
