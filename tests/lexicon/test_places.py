"""The gazetteer: what it holds, and how a surface is looked up."""

from __future__ import annotations

import pytest

from communique.errors import LexiconError
from communique.lexicon.places import load_place_words, load_places, parse_places
from communique.lexicon.registry import load_registry

_HEAD = "name,kind,country,aliases,source\n"


@pytest.mark.parametrize(
    ("surface", "name", "country"),
    [
        ("Kiev", "Kyiv", "UKR"),
        ("Peking", "Beijing", "CHN"),
        ("Saint Petersburg", "St. Petersburg", "RUS"),
        ("Sharm al-Sheikh", "Sharm el-Sheikh", "EGY"),
        ("Dolmabahce Palace", "Dolmabahçe Palace", "TUR"),
        ("Burgenstock", "Bürgenstock", "CHE"),
        ("Ivory Coast", "Côte d'Ivoire", "CIV"),
        ("Hyderabad", "Hyderabad", None),
    ],
)
def test_a_spelling_leads_to_its_place(surface: str, name: str, country: str | None) -> None:
    place = load_places().surfaces[surface]
    assert (place.name, place.country) == (name, country)


def test_the_longest_surface_wins_and_ends_at_a_word() -> None:
    gazetteer = load_places()
    text = "New York City and New Yorkers"
    found = gazetteer.longest(text, 0)
    assert found is not None
    assert text[: found[0]] == "New York City"
    assert gazetteer.longest(text, text.index("New Yorkers")) is None


def test_there_are_thousands_of_cities_and_every_state_of_the_registry() -> None:
    places = set(load_places().surfaces.values())
    assert sum(place.kind == "city" for place in places) >= 3000
    states = {body.id for body in load_registry().bodies.values() if body.kind == "state" and not body.end}
    assert states - {code for place in places for code in place.countries} == set()


def test_every_state_of_iso_has_a_capital_or_city() -> None:
    places = set(load_places().surfaces.values())
    with_city = {code for place in places if place.kind == "city" for code in place.countries}
    countries = {place.country for place in places if place.kind == "country" and place.country}
    assert {"CHE", "TUV", "VUT", "SOM", "XKX", "TWN"} <= with_city
    assert len(countries - with_city) <= 10


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Bern,city,CHE,,hand\nBern,city,USA,,hand\n", "'Bern' stands twice"),
        ("Bern,town,CHE,,hand\n", "'Bern' needs a kind"),
        ("Bern,city,CHE,,\n", "'Bern' needs a kind"),
        ("Bern,city,Switzerland,,hand\n", "no list of ISO"),
    ],
)
def test_a_wrong_row_is_an_error_that_names_its_line(rows: str, message: str) -> None:
    with pytest.raises(LexiconError, match=r"places\.csv:\d+: .*" + message):
        parse_places(_HEAD + rows)


def test_the_words_around_places_load() -> None:
    words = load_place_words()
    assert words.relations["in"] == "in"
    assert "resort" in words.place_nouns
