"""The examples beside the rows of nominals.toml, and the forms and contexts of mentions."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.lexicon.names import pieces
from communique.lexicon.nominals import NominalRow, load_nominals
from communique.lexicon.registry import load_registry
from communique.read import Reading, read
from communique.resolve.actors import Actors
from communique.schema import Document, When, Words


def reading(text: str, publisher: str | None = None) -> Reading:
    document = Document("row", text, publisher=publisher)
    return next(read([(document, clean(document))]))


def heads(text: str) -> set[tuple[str, ...]]:
    """The head phrases of a sentence that stand for somebody, or that say who somebody beside them is."""
    article = reading(text)
    actors = Actors(article, load_registry(), None)
    covered = {t for mention in actors.mentions if mention.form == "nominal" for t in range(*mention.words)}
    return {
        phrase
        for phrase in load_nominals().phrases
        for start in covered
        if pieces(article.doc[start : start + len(phrase)].text) == phrase
    }


ROWS = load_nominals().rows


@pytest.mark.parametrize(("row", "sentence"), [(row, yes) for row in ROWS for yes in row.yes])
def test_a_row_names_somebody(row: NominalRow, sentence: str) -> None:
    phrases = load_nominals().phrases
    own = {key for key, nominal in phrases.items() if nominal.singular in row.heads}
    assert heads(sentence) & (own | {pieces(word) for word in (*row.heads, *row.plurals)})


@pytest.mark.parametrize(("row", "sentence"), [(row, no) for row in ROWS for no in row.no])
def test_a_row_names_nobody(row: NominalRow, sentence: str) -> None:
    assert not heads(sentence) & {pieces(head) for head in row.heads}


def forms(text: str, publisher: str | None = None) -> dict[str, tuple[str, set[str | None]]]:
    article = reading(text, publisher)
    actors = Actors(article, load_registry(), When("2022-01-21"))
    return {
        article.doc[mention.words.start : mention.words.end].text: (mention.form, {a.side for a in mention.actors})
        for mention in actors.mentions
    }


@pytest.mark.parametrize(
    ("text", "words", "form", "sides"),
    [
        ("US-Russian talks resume.", "US", "adjective", {"USA"}),
        ("US-Russian talks resume.", "Russian", "adjective", {"RUS"}),
        ("Sino-Indian talks resume.", "Sino", "adjective", {"CHN"}),
        ("Franco-German talks resume.", "Franco", "adjective", {"FRA"}),
        ("Turco-Egyptian talks resume.", "Turco", "adjective", {"TUR"}),
        ("Azerbaijani-Armenian talks resume.", "Armenian", "adjective", {"ARM"}),
        ("The U.S.-Thai alliance is old.", "U.S.-Thai", "adjective", {"USA", "THA"}),
        ("Russia-Ukraine talks resume.", "Ukraine", "adjective", {"UKR"}),
        ("The French side left.", "French", "adjective", {"FRA"}),
        ("Moscow warned Kyiv.", "Moscow", "metonym", {"RUS"}),
        ("Moscow warned Kyiv.", "Kyiv", "metonym", {"UKR"}),
        ("Lavrov warned Kuleba.", "Lavrov", "name", {"RUS"}),
        ("Lavrov said he was sorry.", "he", "pronoun", {"RUS"}),
        ("The Turkish negotiators agreed.", "The Turkish negotiators", "nominal", {"TUR"}),
    ],
)
def test_the_form_of_a_mention(text: str, words: str, form: str, sides: set[str]) -> None:
    found = forms(text)
    name = next(key for key in found if key == words or (words in key and found[key][0] == form))
    assert found[name] == (form, sides)


@pytest.mark.parametrize(
    "text",
    ["They met in Moscow.", "He flew to Paris.", "She lives near Berlin.", "Snow fell on the outskirts of Moscow."],
)
def test_a_place_is_no_actor(text: str) -> None:
    assert not {form for form, _ in forms(text).values()} & {"metonym", "name"}


@pytest.mark.parametrize(
    ("publisher", "side"),
    [
        ("The White House", "USA"),
        ("U.S. Department of State", "USA"),
        ("Kremlin (President of Russia), English site", "RUS"),
        ("Office of the President of Ukraine, English site", "UKR"),
        ("Ministry of Foreign Affairs of Kazakhstan", "KAZ"),
        ("NATO", "NATO"),
        ("Reuters", None),
        ("Al Jazeera English", None),
        ("The Guardian", None),
        ("scmp.com", None),
        (None, None),
    ],
)
def test_whose_release_a_document_is(publisher: str | None, side: str | None) -> None:
    actor = Actors(reading("The talks went well.", publisher), load_registry(), None).side_of_document
    assert (actor.side if actor else None) == side


def test_a_release_speaks_of_its_own() -> None:
    found = forms("We thank our partners. The President met Emmanuel Macron.", "Office of the President of Ukraine")
    assert found["We"] == ("pronoun", {"UKR"})
    assert found["The President"] == ("nominal", {"UKR"})


def test_spans_are_the_words_of_the_mention() -> None:
    article = reading("“Ne-gotiations” began; the Russian foreign minister thanked his Turkish counterpart.")
    actors = Actors(article, load_registry(), When("2022-01-21"))
    for mention in actors.mentions:
        assert all(actor.span == article.span(mention.words) for actor in mention.actors)


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "Lavrov and Blinken met in Geneva. Both ministers spoke of Ukraine, and they agreed to meet again."
    first, second = (Actors(reading(text), load_registry(), When("2022-01-21")).mentions for _ in range(2))
    assert first == second


def test_an_empty_text_has_no_mentions() -> None:
    article = reading("")
    actors = Actors(article, load_registry(), None)
    assert actors.mentions == ()
    assert actors.at(Words(0, 0)) == ()
