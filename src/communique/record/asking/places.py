"""Which places of a ledger a user means: by words of their names, or by the country they lie in."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from communique.errors import QuestionError
from communique.lexicon.names import pieces
from communique.lexicon.places import Place, load_places


def find_places(connection: sqlite3.Connection, asked: str) -> tuple[str, ...]:
    """The places of contacts, as written, whose name holds the words asked for, or that lie in the country asked for.

    Raises:
        QuestionError: there is no word in it.
    """
    wanted = pieces(asked)
    if not wanted:
        raise QuestionError(f"{asked!r} is no name of a place")
    country = _countries().get(wanted)
    found = connection.execute("SELECT DISTINCT place FROM contact WHERE place IS NOT NULL ORDER BY place")
    return tuple(place for (place,) in found if _holds(place, wanted) or (country is not None and _in(place, country)))


def _holds(place: str, wanted: tuple[str, ...]) -> bool:
    words = pieces(place)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _in(place: str, country: str) -> bool:
    known: Place | None = load_places().surfaces.get(place)
    return known is not None and known.country == country


@lru_cache(maxsize=1)
def _countries() -> dict[tuple[str, ...], str]:
    places = load_places().surfaces.items()
    return {pieces(name): place.countries[0] for name, place in places if place.kind == "country" and place.country}
