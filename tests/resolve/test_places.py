"""A sentence, and the places it names: name, country, relation."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import clean
from communique.read import Reading, read
from communique.resolve.places import PlaceMention, find_places
from communique.schema import Document


@cache
def reading_of(text: str) -> Reading:
    document = Document("test", text)
    return next(read([(document, clean(document))]))


def places(text: str) -> tuple[PlaceMention, ...]:
    return find_places(reading_of(text))


def told(text: str) -> str:
    return ", ".join(f"{place.relation} {place.name} {place.country or '-'}" for place in places(text))


NAMED = (
    ("Wang held talks with Lavrov in Minsk.", "in Minsk BLR"),
    ("Putin and Erdogan met in the Black Sea resort of Sochi on Monday.", "in Sochi RUS"),
    ("Putin and Erdogan met in Russia's Sochi on Monday.", "in Sochi RUS"),
    ("Begin and Sadat talked at Camp David.", "at Camp David USA"),
    ("Biden met Putin in Geneva, Switzerland, on June 16.", "in Geneva CHE"),
    ("The envoys will travel to Sofia, Bucharest, and Brussels.", "to Sofia BGR, to Bucharest ROU, to Brussels BEL"),
    ("Blinken visited Kyiv on Thursday.", "visit Kyiv UKR"),
    ("Lavrov left for Doha.", "to Doha QAT"),
    ("Carter's Cuba visit ended on Friday.", "visit Cuba CUB"),
    ("Wang made a tour of Europe.", "visit Europe -"),
    ("The Geneva talks broke up.", "event Geneva CHE"),
    ("The Camp David talks broke up.", "event Camp David USA"),
    ("Zelenskyy met Trump at the White House.", "at White House USA"),
    ("Merkel met Macron in the German capital, Berlin.", "in Berlin DEU"),
    ("Abbas met Rice in Ramallah, in the West Bank.", "in Ramallah PSE, in West Bank PSE"),
    ("Kim and Moon met at the Peace House in Panmunjom.", "at Peace House KOR, in Panmunjom KOR"),
    ("Xi received him in the Great Hall of the People in Beijing.", "in Great Hall of the People CHN, in Beijing CHN"),
    ("The ministers met at the Palais des Nations.", "at Palais des Nations CHE"),
    ("Kerry flew from Moscow to Paris.", "from Moscow RUS, to Paris FRA"),
    ("They met in northern Syria.", "in Syria SYR"),
    ("Gorbachev met Kohl in Kiev.", "in Kyiv UKR"),
    ("The accord was signed in Tripoli, Lebanon.", "in Tripoli LBN"),
    ("The accord was signed in Tripoli.", "in Tripoli LBY"),
    ("The leaders spoke by videoconference.", "by virtual -"),
    ("The leaders conferred via video link.", "by virtual -"),
    ("Xi arrived in Moscow Monday.", "in Moscow RUS"),
    ("The foreign ministers met near Tallinn.", "near Tallinn EST"),
    ("They gathered in Rome, Italy's capital.", "in Rome ITA"),
    ("They held a virtual summit.", "by virtual -"),
    ("They met on Crete.", "on Crete GRC"),
    ("The G20 met in St Petersburg.", "in St. Petersburg RUS"),
)

NOT_PLACES = (
    "The Washington Post reported that Moscow was ready.",
    "Moscow said that it would attend.",
    "Paris Hilton said so.",
    "The Geneva Convention applies.",
    "He spoke to Jackson.",
    "Denzel Washington played him.",
    "He warned Israel and Egypt.",
    "The dialogue on Syria went on.",
    "Talks on Western Sahara went on.",
    "Moscow's envoy left.",
    "The Minsk Group sent its chairs.",
)


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_place_is_named_with_its_relation_and_country(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NOT_PLACES)
def test_a_name_that_acts_or_is_part_of_another_is_no_place(text: str) -> None:
    assert told(text) == ""


def test_here_is_the_city_of_the_dateline() -> None:
    assert (
        told("GENEVA (Reuters) - Lavrov arrived here on Monday to meet Kerry.")
        == "dateline Geneva CHE, here Geneva CHE"
    )


def test_here_is_nowhere_without_a_dateline_or_inside_a_quotation() -> None:
    assert told("Lavrov arrived here on Monday.") == ""
    assert told('GENEVA (Reuters) - "I came here to talk," Lavrov said.') == "dateline Geneva CHE"


def test_a_name_of_two_countries_has_none_and_keeps_both() -> None:
    (place,) = places("He paid a visit to Georgia.")
    assert (place.country, place.candidates) == (None, ("GEO", "USA"))


def test_the_state_after_a_city_decides_its_country() -> None:
    (place,) = places("They met in Cambridge, Massachusetts.")
    assert (place.name, place.country) == ("Cambridge", "USA")


def test_the_apposition_belongs_to_the_words_of_the_place() -> None:
    text = "Biden met Putin in Geneva, Switzerland."
    (place,) = places(text)
    assert place.span.of(text) == "Geneva, Switzerland"


_WORDS = st.sampled_from(
    "in at to from Geneva Paris the of , Switzerland Washington Post met and New York visited here"
    " White House by video call".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=12))
def test_any_words_give_ordered_places_with_spans_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    reached = 0
    for place in places(text):
        assert place.words.start >= reached
        reached = place.words.start
        assert place.span.of(text)
        assert place.country is None or len(place.country) == 3
