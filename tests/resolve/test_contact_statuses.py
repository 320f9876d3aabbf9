"""The status of a record where the article moves from one to another."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.find.contacts import find_contacts
from communique.lexicon.registry import load_registry
from communique.read import read
from communique.resolve.actors import Actors
from communique.resolve.contacts import resolve_contacts
from communique.resolve.places import find_places
from communique.resolve.times import find_times
from communique.schema import Contact, Document, When

MOVES = [
    (
        "Nicolas Maduro was to meet Juan Manuel Santos on Monday in Quito, but the visit was called off.",
        "2015-09-21",
        ("cancelled", ("planned", "cancelled")),
    ),
    (
        "Lavrov and Blinken had been expected to meet in Geneva on Thursday; the American called it off.",
        "2022-02-23",
        ("cancelled", ("planned", "cancelled")),
    ),
    (
        "Putin was to visit Ankara in May. The trip was postponed. It has since been cancelled.",
        "2024-05-20",
        ("cancelled", ("planned", "postponed", "cancelled")),
    ),
    (
        "Macron was to meet Putin in Paris on Friday. The talks never took place.",
        "2018-11-12",
        ("cancelled", ("planned", "denied")),
    ),
    (
        "The visit of Recep Tayyip Erdogan to Washington was postponed. "
        "It would have been Erdogan's first visit to the White House.",
        "2024-04-26",
        ("postponed", ("postponed", "cancelled")),
    ),
    (
        "Keir Starmer met Joe Biden at the White House. This was not a meeting about a single weapon.",
        "2024-09-13",
        ("held", ("held",)),
    ),
    (
        "John Kerry had planned to see Mahmoud Abbas on Wednesday, but scrapped the visit.",
        "2014-04-01",
        ("cancelled", ("planned", "cancelled")),
    ),
    (
        "Asked about a meeting with Lavrov, Blinken said none was planned.",
        "2023-03-01",
        ("not_planned", ("not_planned",)),
    ),
    (
        "Emmanuel Macron said he was ready to meet Vladimir Putin. Moscow dismissed the offer: "
        "there would be no meeting between Macron and Putin, Peskov said.",
        "2022-05-01",
        ("refused", ("proposed", "refused")),
    ),
]


def _contacts(text: str, published: str) -> tuple[Contact, ...]:
    document, when = Document("t", text), When(published)
    (reading,) = read([(document, clean(document))])
    registry = load_registry()
    actors = Actors(reading, registry, when)
    times, places = find_times(reading, when), find_places(reading)
    return resolve_contacts(reading, registry, actors, times, places, find_contacts(reading), when)


@pytest.mark.parametrize(("text", "published", "expected"), MOVES)
def test_status_at_the_end_of_the_article(text: str, published: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """One record has the latest status, and its history tells the way there."""
    (contact,) = _contacts(text, published)
    assert (contact.status.value, tuple(step.value for step in contact.history)) == expected


def test_plan_that_only_its_surroundings_made_has_happened_by_its_date() -> None:
    """ "Before meeting him on Monday", told on Tuesday."""
    (contact,) = _contacts("Olaf Scholz spoke in Berlin before meeting Xi Jinping in Beijing on Monday.", "2022-11-08")
    assert contact.status.value == "held"
