"""Contacts with partners who have no name: of whatever side the words around them tell, or of none."""

from __future__ import annotations

import pytest

import communique

# What a text tells: kind, status and the parties of each contact by side, those without one by name.
TOLD = [
    (
        "Volodymyr Zelensky said Ukraine was negotiating with partners in the Black Sea region.",
        {"talks ongoing UKR, partners in the Black Sea region"},
    ),
    ("Antony Blinken will meet with Pacific Island leaders in Fiji.", {"meeting planned Pacific Island leaders, USA"}),
    # Two nouns joined are one party.
    (
        "The U.S. delegation will hold high-level talks with allies and partners in The Hague.",
        {"talks planned USA, allies and partners"},
    ),
    # A list behind a colon, a country behind, a nation before say who they are.
    (
        "Joe Biden will hold meetings with his counterparts: President Yoon Suk Yeol of South Korea and Prime Minister "
        "Fumio Kishida of Japan.",
        {"meeting planned KOR, USA", "meeting planned JPN, USA"},
    ),
    ("Wang Yi met with partners from the governments of Canada and Mexico.", {"meeting held CAN, CHN, MEX"}),
    ("Antony Blinken had talked with his counterparts in Russia for months.", {"contact held RUS, USA"}),
    # Officials are of the country where they are met.
    ("In Djibouti, Victoria Nuland will meet with government officials.", {"meeting planned DJI, USA"}),
    (
        "During a working visit to Denmark, Volodymyr Zelenskyy met with senior political leadership.",
        {"meeting held DNK, UKR", "visit held DNK, UKR"},
    ),
    ("In Denmark Andriy Yermak met with media representatives.", set()),
    # People of no other state, and those named elsewhere, are no partners.
    ("Wendy Sherman met with business leaders in Pretoria.", set()),
    ("Wendy Sherman met with both countries.", set()),
    ("In every conversation with our partners Volodymyr Zelensky hears respect.", set()),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_the_partners_of_a_contact(text: str, expected: set[str]) -> None:
    """A state that talks with partners has a contact with them, whoever they are."""
    found = communique.read(text, published="2023-02-22").contacts
    told = {
        f"{c.kind.value} {c.status.value} " + ", ".join(sorted(p.actor.side or p.actor.name for p in c.parties))
        for c in found
    }
    assert told == expected
