"""A contact concluded from its reports: course, fields, parties, and where they disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import report

from communique.record.merging import conclude
from communique.record.merging.amounts import amounts
from communique.schema import STATUSES, TOOK_PLACE, Span
from communique.schema.reports import Conclusion, Report

PAIR = "Luc Morel FRA, Oleg Sorin RUS"


def told(*rows: str) -> list[Report]:
    """Reports from "PUBLISHED PUBLISHER: line", each its own document and voice."""
    found = []
    for number, row in enumerate(rows):
        head, line = row.split(": ", 1)
        published, publisher = head.split(" ", 1)
        when = None if published == "-" else published
        found.append(report(line, f"d{number}", when, publisher=publisher))
    return found


def course(conclusion: Conclusion) -> list[tuple[str, str | None]]:
    return [(step.status, step.at) for step in conclusion.steps]


COURSES = [
    (("planned", "held"), ["planned", "held"]),
    (("held", "planned"), ["held"]),
    (("proposed", "planned", "planned", "planned", "held"), ["proposed", "planned", "planned", "held"]),
    (("planned", "cancelled"), ["planned", "cancelled"]),
    (("planned", "cancelled", "proposed"), ["planned", "cancelled"]),
    (("planned", "postponed", "planned", "held"), ["planned", "postponed", "planned", "held"]),
    (("held", "denied"), ["held", "denied"]),
    (("held", "held", "denied"), ["held"]),
    (("denied", "held"), ["denied"]),
    (("denied", "held", "held"), ["denied", "held"]),
    (("ongoing", "held"), ["ongoing", "held"]),
    (("held", "ongoing", "possible"), ["held"]),
    (("planned", "possible"), ["planned"]),
    (("refused",), ["refused"]),
    (("refused", "held"), ["refused", "held"]),
    (("cancelled", "held"), ["cancelled", "held"]),
    (("held", "cancelled"), ["held", "cancelled"]),
]


@pytest.mark.parametrize(("statuses", "wanted"), COURSES, ids=["-".join(statuses) for statuses, _ in COURSES])
def test_a_contact_takes_its_course_and_what_may_not_have_happened_does_not_count_as_held(
    statuses: tuple[str, ...], wanted: list[str]
) -> None:
    rows = [f"2023-05-{day:02} P{day}: call {status} 2023-05-20 | {PAIR}" for day, status in enumerate(statuses, 1)]
    conclusion = conclude(told(*rows))
    assert [step.status for step in conclusion.steps] == wanted
    assert conclusion.status == wanted[-1]


@given(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=6))
def test_what_nobody_says_was_held_is_not_held_and_every_step_is_somebodys(statuses: list[str]) -> None:
    rows = [f"2023-05-{day:02} P{day}: call {status} - | {PAIR}" for day, status in enumerate(statuses, 1)]
    conclusion = conclude(told(*rows))
    by_key = {report.key: report.contact.status.value for report in conclusion.reports}
    assert all(by_key[step.report] == step.status for step in conclusion.steps)
    assert conclusion.status == conclusion.steps[-1].status
    took = [status in TOOK_PLACE for status in statuses]
    since = statuses[took.index(True) :] if any(took) else []
    held = sum(took)
    denied = statuses.count("denied") + sum(status in ("cancelled", "refused", "not_planned") for status in since)
    assert (conclusion.status in TOOK_PLACE) == (held > denied), conclusion.steps


def test_each_step_names_the_report_that_says_so_and_when() -> None:
    reports = told(f"2023-05-01 A: call planned 2023-05-09 | {PAIR}", f"2023-05-09 B: call held 2023-05-09 | {PAIR}")
    steps = conclude(reports).steps
    assert [(step.status, step.at, step.report) for step in steps] == [
        ("planned", "2023-05-01", reports[0].key),
        ("held", "2023-05-09", reports[1].key),
    ]


def test_a_second_announcement_confirms_only_where_another_publisher_makes_it() -> None:
    again = told(f"2023-05-01 A: call planned - | {PAIR}", f"2023-05-02 A: call planned - | {PAIR}")
    other = told(f"2023-05-01 A: call planned - | {PAIR}", f"2023-05-02 B: call planned - | {PAIR}")
    assert course(conclude(again)) == [("planned", "2023-05-01")]
    assert course(conclude(other)) == [("planned", "2023-05-01"), ("planned", "2023-05-02")]


def test_an_article_that_tells_of_plan_and_cancelling_gives_both_steps() -> None:
    conclusion = conclude(told(f"2023-05-03 A: call cancelled 2023-05-09 | {PAIR} | was planned cancelled"))
    assert course(conclusion) == [("planned", "2023-05-03"), ("cancelled", "2023-05-03")]


def test_ten_copies_of_a_wire_are_one_voice() -> None:
    wire = report(f"call held 2023-05-01 | {PAIR} | by FRA", "wire", "2023-05-01", voice="wire")
    copies = [report(f"call held 2023-05-01 | {PAIR} | by FRA", f"c{n}", "2023-05-01", voice="wire") for n in range(9)]
    others = [report(f"call held 2023-05-01 | {PAIR} | by RUS", f"o{n}", "2023-05-02") for n in range(2)]
    assert conclude([wire, *copies, *others]).initiator == "RUS"


def test_two_candidates_for_the_initiator_are_no_answer_and_a_disagreement() -> None:
    conclusion = conclude(
        told(
            f"2023-05-01 Paris: call held 2023-05-01 | {PAIR} | by FRA",
            f"2023-05-01 Moscow: call held 2023-05-01 | {PAIR} | by RUS",
        )
    )
    assert conclusion.initiator is None
    (difference,) = conclusion.disagreements
    assert (difference.field, {difference.value_a, difference.value_b}) == ("initiator", {"FRA", "RUS"})
    assert difference.why


def test_the_finer_date_and_the_city_win_and_a_trip_has_its_first_and_last_day() -> None:
    meeting = conclude(
        told(
            f"2023-04-20 A: meeting planned 2023-05 | {PAIR} | in France",
            f"2023-05-09 B: meeting held 2023-05-09 | {PAIR} | in Lyon",
            f"2023-05-10 C: meeting held 2023-05-08/2023-05-14 | {PAIR} | in France",
        )
    )
    assert (meeting.date, meeting.place) == ("2023-05-09", "Lyon")
    trip = conclude(
        told(
            "2023-05-10 A: visit held 2023-05-09 | Oleg Sorin RUS, FRA host",
            "2023-05-12 B: visit held 2023-05-09/2023-05-11 | Oleg Sorin RUS, FRA host",
        )
    )
    assert trip.date == "2023-05-09/2023-05-11"


def test_a_person_stands_for_the_bare_state_and_each_party_is_told_once() -> None:
    conclusion = conclude(
        told(
            "2023-05-01 A: meeting held 2023-05-01 | FRA host, RUS",
            "2023-05-01 B: meeting held 2023-05-01 | Luc Morel FRA, ~Oleg Sorinn RUS",
            "2023-05-02 C: meeting held 2023-05-01 | Oleg Sorin RUS, Luc Morel FRA, the Security Council UN",
        )
    )
    assert [(party.actor.name, party.role) for party in conclusion.parties] == [
        ("Luc Morel", "host"),
        ("Oleg Sorin", "participant"),
        ("the Security Council", "participant"),
    ]
    assert all(party.actor.span is None for party in conclusion.parties)


def test_held_for_one_and_denied_for_the_other_is_the_first_disagreement() -> None:
    conclusion = conclude(
        told(
            f"2023-05-02 Agency: meeting held 2023-05-01 | {PAIR} | in Geneva | on grain",
            f"2023-05-02 Elysee, Paris: meeting held 2023-05-01 | {PAIR} | in Geneva | on the nuclear plant",
            f"2023-05-03 Kremlin, Moscow: meeting denied 2023-05-01 | {PAIR}",
        )
    )
    assert conclusion.status == "held"
    first = conclusion.disagreements[0]
    assert (first.field, first.value_a, first.value_b) == ("status", "held", "denied")
    assert first.weight == 1.0


def test_the_same_call_told_by_two_capitals_with_other_topics_is_a_disagreement() -> None:
    rows = [
        f"2023-05-01 Elysee, Paris: call held 2023-05-01 | {PAIR} | on the current situation, the nuclear plant",
        f"2023-05-01 Kremlin, Moscow: call held 2023-05-01 | {PAIR} | on a number of issues, grain exports",
    ]
    found = conclude(told(*rows)).disagreements
    assert {(d.field, d.value_a, d.value_b) for d in found} == {
        ("topics", "the nuclear plant", "not named"),
        ("topics", "grain exports", "not named"),
    }
    same_capital = [row.replace("Kremlin, Moscow", "MFA, Paris") for row in rows]
    assert conclude(told(*same_capital)).disagreements == ()


ELYSEE = "Morel phoned Sorin. They spoke of the Lutsk plant, arms and 225 million euros for rebuilding."
KREMLIN = "Sorin phoned Morel. They spoke of weapons, the Lutsk plant, the Varna accords and $3 billion."


def test_what_the_other_readout_says_in_other_words_or_elsewhere_is_not_left_out() -> None:
    reports = told(
        f"2023-05-01 Elysee, Paris: call held 2023-05-01 | {PAIR} | on arms deliveries, Lutsk plant",
        f"2023-05-01 Kremlin, Moscow: call held 2023-05-01 | {PAIR} | on Varna accords, weapons supplies",
    )
    texts = {"d0": ELYSEE, "d1": KREMLIN}
    found = conclude(reports, texts.get).disagreements
    assert [(d.field, {d.value_a, d.value_b}) for d in found] == [
        ("amounts", {"225 million euros", "$3 billion"}),
        ("topics", {"Varna accords", "not named"}),
    ]
    assert conclude(reports[::-1], texts.get).disagreements == found
    assert conclude(reports, {"d0": KREMLIN, "d1": KREMLIN}.get).disagreements == ()


def test_it_went_well_for_one_capital_and_came_to_nothing_for_the_other() -> None:
    reports = told(
        f"2023-05-01 Elysee, Paris: talks held 2023-05-01 | {PAIR}",
        f"2023-05-01 Kremlin, Moscow: talks held 2023-05-01 | {PAIR}",
    )
    texts = {"d0": "The talks made progress.", "d1": "The futility of the round was plain."}
    whole = [replace(r, contact=replace(r.contact, evidence=(Span(0, len(texts[r.document])),))) for r in reports]
    (difference,) = conclude(whole, texts.get).disagreements
    assert (difference.field, {difference.value_a, difference.value_b}) == (
        "outcome",
        {"progress", "futility of the round was plain"},
    )
    assert (
        conclude(
            whole, dict.fromkeys(texts, "There was no progress, but the talks were constructive.").get
        ).disagreements
        == ()
    )


SUMS = [
    ("over half a billion dollars in aid", [("half a billion dollars", "USD", 5e8)]),
    ("$713 million and US$1.2 billion", [("$713 million", "USD", 713e6), ("US$1.2 billion", "USD", 1.2e9)]),
    ("USD 225 million, 1.2 billion euros", [("USD 225 million", "USD", 225e6), ("1.2 billion euros", "EUR", 1.2e9)]),
    ("$1,000,000 again and $1 million", [("$1,000,000", "USD", 1e6)]),
    ("a fare of $20, 3 million people, in 2021", []),
]


@pytest.mark.parametrize(("text", "wanted"), SUMS)
def test_sums_of_money_in_a_text(text: str, wanted: list[tuple[str, str, float]]) -> None:
    assert [(one.text, one.currency, one.value) for one in amounts(text)] == wanted


def test_two_cities_and_two_days_are_disagreements() -> None:
    conclusion = conclude(
        told(
            f"2023-05-02 Elysee, Paris: meeting held 2023-05-01 | {PAIR} | in Paris",
            f"2023-05-02 Kremlin, Moscow: meeting held 2023-05-02 | {PAIR} | in Geneva",
        )
    )
    assert [(d.field, d.value_a, d.value_b) for d in conclusion.disagreements] in (
        [("date", "2023-05-01", "2023-05-02"), ("place", "Paris", "Geneva")],
        [("date", "2023-05-02", "2023-05-01"), ("place", "Geneva", "Paris")],
    )


def test_a_meeting_held_elsewhere_than_announced_is_no_disagreement() -> None:
    announced = f"2023-04-29 Elysee, Paris: meeting planned 2023-05-01 | {PAIR} | in Lyon"
    held = f"2023-05-01 Elysee, Paris: meeting held 2023-05-01 | {PAIR} | in Paris"
    assert conclude(told(announced, held)).disagreements == ()


def test_topics_that_say_nothing_or_less_than_others_are_left_out() -> None:
    rows = [
        f"2023-05-01 A: call held 2023-05-01 | {PAIR} | on the situation, grain, prisoners",
        f"2023-05-01 B: call held 2023-05-01 | {PAIR} | on grain exports, a number of issues, prisoners",
    ]
    assert conclude(told(*rows)).topics == ("prisoners", "grain exports")
    assert conclude(told(f"2023-05-01 A: call held 2023-05-01 | {PAIR} | on the situation")).topics == (
        "the situation",
    )


def test_a_release_of_the_next_day_is_no_other_date_but_one_of_the_day_before_is() -> None:
    theirs = f"2023-05-02 Kremlin, Moscow: call held 2023-05-02 | {PAIR}"
    ours = "2023-05-03 Elysee, Paris: call held 2023-05-03* | " + PAIR
    assert conclude(told(theirs, ours)).disagreements == ()
    assert [d.field for d in conclude(told(theirs, ours.replace("05-03", "05-01"))).disagreements] == ["date"]


def test_a_contact_of_one_report_is_what_the_report_says() -> None:
    (only,) = told(f"- A: call held - | {PAIR} | on grain | level leaders")
    conclusion = conclude([only])
    assert conclusion.id.startswith("c-")
    assert (conclusion.kind, conclusion.date, conclusion.topics, conclusion.level) == (
        "call",
        None,
        ("grain",),
        "leaders",
    )
    assert course(conclusion) == [("held", None)]


def test_doubt_grows_with_what_is_open_and_what_is_at_odds() -> None:
    sure = conclude(
        told(f"2023-05-01 A: call held 2023-05-01 | {PAIR}", f"2023-05-01 B: call held 2023-05-01 | {PAIR}")
    )
    at_odds = conclude(
        told(f"2023-05-01 A: call held 2023-05-01 | {PAIR}", f"2023-05-01 B: call denied 2023-05-01 | {PAIR}")
    )
    bare = conclude(told("2023-05-01 A: talks held - | FRA, RUS"))
    assert 0 <= sure.doubt < 0.1 < bare.doubt < 1
    assert at_odds.doubt > 0.3


def test_no_reports_are_no_contact() -> None:
    with pytest.raises(ValueError, match="at least one report"):
        conclude([])
