"""Statements resolved: `speaker/SIDE | for | via` of each statement of a short text."""

from __future__ import annotations

import pytest

import communique
from communique.clean import clean
from communique.find.statements import find_statements
from communique.lexicon.registry import load_registry
from communique.read import read
from communique.resolve.actors import Actors
from communique.resolve.statements import resolve_statements
from communique.schema import Document, Statement, When


def resolved(text: str, published: str = "2022-02-10", publisher: str | None = None) -> tuple[Statement, ...]:
    """The statements of a text of a day."""
    document = Document("t", text, None, publisher, When(published))
    (reading,) = read([(document, clean(document))])
    actors = Actors(reading, load_registry(), document.published)
    return resolve_statements(reading, actors, find_statements(reading))


SPEAKERS = [
    ("Vladimir Putin said that the talks were over.", ["Vladimir Putin/RUS"]),
    ("Macron called Biden. The French president said that the talks were over.", ["Emmanuel Macron/FRA"]),
    (
        "Olaf Scholz met Joe Biden. Scholz said the gas would flow. He added that it was cheap.",
        ["Olaf Scholz/DEU", "Olaf Scholz/DEU"],
    ),
    ("Moscow said that the drills were routine.", ["Russia/RUS"]),
    (
        "Mike Pompeo has pressed for steps while Pyongyang is demanding that Washington first make concessions.",
        ["North Korea/PRK"],
    ),
    ("A U.S. official said the plane had left.", ["a U.S. official/USA"]),
    ("A group monitoring the war said the bridge was gone.", ["a group monitoring the war/None"]),
    (
        "Vladimir Putin and Emmanuel Macron said that the talks would go on.",
        ["Vladimir Putin and Emmanuel Macron/RUS"],
    ),
    (
        "UN experts said that Mohammed bin Salman had paid Jeff Bezos. They added that the money was gone.",
        ["UN experts/UN", "UN experts/UN"],
    ),
    ("It was said that the talks were over.", [None]),
    (
        "The White House spoke of Damascus. It put out a statement condemning Syrian hostility and saying "
        "the strikes would go on.",
        ["White House/USA"],
    ),
    ("After a meeting with Olaf Scholz, the Vice President stressed that aid would come.", ["the Vice President/None"]),
    (
        "Hamas said in a statement that the border was open. The statement added that aid would come.",
        ["Hamas/PSE", "Hamas/PSE"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers(text: str, expected: list[str | None]) -> None:
    """Names, nominals, pronouns, bodies, joint speakers and documents stand for somebody; nobody for nobody."""
    found = [f"{s.speaker.name}/{s.speaker.side}" if s.speaker else None for s in resolved(text)]
    assert found == expected


def test_joint_speakers_keep_their_parts() -> None:
    """Both sides said it: one record, the parts beside it."""
    (statement,) = resolved("Vladimir Putin and Emmanuel Macron said that the talks would go on.")
    assert [actor.name for actor in statement.behalf] == ["Vladimir Putin", "Emmanuel Macron"]


def test_a_spokesman_speaks_for_the_president_and_the_state() -> None:
    """Peskov, for Vladimir Putin, for Russia."""
    (statement,) = resolved("Dmitry Peskov said that the talks were over.")
    assert [actor.name for actor in statement.behalf] == ["Vladimir Putin", "Russia"]
    (other,) = resolved("Sergey Lavrov said that the talks were over.")
    assert other.behalf == ()


HANDS = [
    ("Peskov said that the talks were over, according to TASS.", None, ["TASS"]),
    ("Lavrov told Reuters that the talks were over.", None, ["Reuters"]),
    ("Lavrov told reporters that the talks were over.", None, []),
    ("Lavrov told Reuters that the talks were over. He added that it was a pity.", None, ["Reuters"]),
    ("TASS said that Lavrov said the talks were over.", None, ["TASS"]),
    ("Reuters quoted local media as saying that Moscow stresses the need for talks.", None, ["local media", "Reuters"]),
    ("Lavrov said that the talks were over.", "Reuters", ["Reuters"]),
    ("Lavrov told Interfax that the talks were over.", "The Guardian", ["Interfax", "The Guardian"]),
    ("The White House said that the talks were over.", "The White House", []),
]


@pytest.mark.parametrize(("text", "publisher", "expected"), HANDS)
def test_hands(text: str, publisher: str | None, expected: list[str]) -> None:
    """Every hand, nearest the speaker first; the publisher is the last."""
    statements = resolved(text, publisher=publisher)
    chains = [[actor.name for actor in s.via] for s in statements if s.speaker and s.speaker.name != "TASS"]
    assert chains == [expected] * len(chains)
    assert chains


def test_a_name_like_an_auxiliary() -> None:
    (statement,) = resolved('Theresa May flew to Paris. "We want to go on trading," May said.')
    assert statement.speaker is not None
    assert statement.speaker.name == "Theresa May"


def test_a_label_behind_a_title_is_of_its_own_state() -> None:
    text = "Remarks at the G20 summit President of Russia Vladimir Putin: Friends, I greet you all."
    (statement,) = resolved(text, publisher="Kremlin")
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.side) == ("Vladimir Putin", "RUS")


def test_impersonal_phrases_speak_for_the_body_whose_text_it_is() -> None:
    """A readout says "it was emphasised" for the body that published it; news for nobody."""
    text = "It was emphasised that the corridor must stay open."
    (release,) = resolved(text, publisher="The White House")
    assert release.speaker is not None
    assert release.speaker.side == "USA"
    (news,) = resolved(text, publisher="Reuters")
    assert news.speaker is None


def test_spans_lead_to_the_raw_text() -> None:
    """Content and cue are places in the text as given."""
    text = "“We will  wait,” Kuleba said."
    (statement,) = resolved(text)
    assert [span.of(text) for span in statement.content] == ["We will  wait,"]
    assert statement.cue.of(text) == "Kuleba said"


def test_matter_that_opens_a_quotation_closes_it() -> None:
    article = 'Donald Trump spoke on Friday. Trump called the letter "very nice". Peskov said the talks were “a step.”'
    found = communique.read(article, published="2018-06-01").statements
    assert [span.of(article) for one in found for span in one.content] == [
        'the letter "very nice"',
        "the talks were “a step.”",
    ]
