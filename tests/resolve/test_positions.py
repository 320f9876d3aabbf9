"""From drafts to records: whose position it is, each once, and about whom."""

from __future__ import annotations

from communique.clean import clean
from communique.find.positions import find_positions
from communique.find.statements import find_statements
from communique.lexicon.registry import load_registry
from communique.read import read
from communique.resolve.actors import Actors
from communique.resolve.positions import resolve_positions
from communique.resolve.statements import speakers_in
from communique.schema import Document, Position, When


def _resolved(text: str, publisher: str | None = None) -> tuple[Position, ...]:
    published = When("2023-03-01")
    document = Document("test", text, None, publisher, published)
    reading = next(iter(read([(document, clean(document))])))
    actors = Actors(reading, load_registry(), published)
    statements = find_statements(reading)
    drafts = find_positions(reading, statements)
    return resolve_positions(reading, actors, drafts, speakers_in(reading, actors, statements))


def _held(text: str, publisher: str | None = None) -> list[tuple[str | None, str]]:
    return [(position.holder.side, position.act.value) for position in _resolved(text, publisher)]


def test_what_an_official_says_is_his_states() -> None:
    [position] = _resolved("Vladimir Putin demanded security guarantees from NATO.")
    assert (position.holder.name, position.holder.side) == ("Russia", "RUS")
    assert [target.side for target in position.targets] == ["NATO"]


def test_joint_holders_give_a_record_each() -> None:
    assert _held("Russia and China agreed to continue contacts.") == [("RUS", "commit"), ("CHN", "commit")]


def test_an_organisation_holds_in_its_own_name() -> None:
    [position] = _resolved("NATO condemned the attack.")
    assert (position.holder.name, position.holder.side) == ("NATO", "NATO")


def test_nobody_holds_what_no_side_says() -> None:
    assert _resolved("The residents demanded new pavements.") == ()


def test_the_press_holds_no_position() -> None:
    assert _resolved("Reuters called for an inquiry.") == ()


def test_a_reporter_holds_nothing_for_his_state() -> None:
    text = "NPR's Peter Kenyon reports that Tehran is in doubt. Peter said we should expect new talks."
    assert _resolved(text) == ()


def test_europeans_and_members_stand_for_their_body() -> None:
    assert _held("European leaders voiced frustration at the delay.") == [("EU", "criticise")]
    text = "Austria and Greece joined in 1995. Donald Tusk said the EU states had decided to expel the envoys."
    assert _held(text) == [("EU", "commit")]


def test_opposition_groups_are_of_the_state_whose_opposition_is_named() -> None:
    text = "Talks with the Syrian opposition failed. Opposition leaders accused Moscow."
    assert _held(text) == [("SYR", "criticise")]


def test_a_promise_counts_for_the_speakers_own_side_only() -> None:
    assert _held("Sergey Lavrov said Russia would send grain.") == [("RUS", "commit")]
    assert _held("Sergey Lavrov said Poland would send troops.") == []


def test_a_side_does_and_denies_for_itself_only() -> None:
    assert _held("Sergey Lavrov said Russia was suspending the treaty.") == [("RUS", "reject")]
    assert _held("Sergey Lavrov said Poland was suspending the treaty.") == []
    assert _held("Sergey Lavrov said Russia was not arming the rebels.") == [("RUS", "deny")]
    assert _held("Sergey Lavrov said Poland was not arming the rebels.") == []


def test_a_text_speaks_for_whoever_issued_it() -> None:
    text = "Hamas issued a statement on Friday. The statement, which did not mention Israel, urged Egypt to mediate."
    assert ("PSE", "appeal") in _held(text)


def test_whose_support_it_is() -> None:
    assert _held("Volodymyr Zelenskyy noted Spain's support for Ukraine.") == [("ESP", "support")]


def test_a_release_judges_and_supports_in_its_own_voice() -> None:
    blames = "They will discuss Russia's brutal war against Ukraine."
    assert (_held(blames, "The White House"), _held(blames)) == ([("USA", "criticise")], [])
    backs = "The visit comes after the United States' steadfast support for Poland."
    assert (_held(backs, "The White House"), _held(backs)) == ([("USA", "support")], [])
    will = "The United States will provide more grain to Sudan."
    assert (_held(will, "The White House"), _held(will)) == ([("USA", "commit")], [])


def test_those_at_a_meeting_speak_for_the_body_whose_release_it_is() -> None:
    text = "The participants agreed to deepen cooperation in trade."
    assert (_held(text, "The White House"), _held(text)) == ([("USA", "commit")], [])


def test_a_release_speaks_for_its_body() -> None:
    text = "We will continue to support the people of Moldova."
    assert _held(text, "The White House") == [("USA", "commit")]
    assert _held(text) == []


def test_a_stance_told_twice_is_one_record() -> None:
    text = (
        "Ukraine demands the withdrawal of all Russian troops.\n\n"
        "The talks failed. Ukraine demands the withdrawal of all Russian troops, officials repeated on Monday."
    )
    assert _held(text) == [("UKR", "demand")]


def test_every_field_points_to_its_words() -> None:
    text = "Abbas was silent. Germany said it would not attend the talks unless the siege was lifted."
    [position] = _resolved(text)
    assert position.content.of(text) == "it would not attend the talks"
    assert position.condition is not None
    assert position.condition.of(text) == "unless the siege was lifted"
    assert position.act.span is not None
    assert position.act.span.of(text) == "attend"
