"""Each way to be wrong is filed under its own cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.measure import Finding, Judged, causes_text, find_causes
from communique.measure.records import JudgedContact, JudgedDocument, JudgedParty, JudgedPosition, JudgedStatement
from communique.schema import Span

TEXT = "Tokayev received Aliyev in Astana. He may see Erdoğan. Tokayev said trade grew. Baku wants a corridor."
FIRST, SECOND, THIRD, FOURTH = (Span(TEXT.index(a), TEXT.index(b) + 1) for a, b in (
    ("Tokayev received", ". He"), ("He may", ". Tokayev"), ("Tokayev said", ". Baku"), ("Baku", "r.")
))  # fmt: skip


def contact(sides: str, *evidence: Span, **changes: object) -> JudgedContact:
    parties = tuple(JudgedParty(side.title(), side) for side in sides.split("+"))
    return replace(JudgedContact("meeting", "held", parties, evidence), **changes)


MET = contact("KAZ+AZE", FIRST)
MAY = contact("KAZ+TUR", SECOND, status="possible")
GREW = JudgedStatement("Kassym-Jomart Tokayev", "KAZ", (Span(THIRD.start + 13, THIRD.end),), False)
WANTS = JudgedPosition("Azerbaijan", "AZE", "demand", Span(FOURTH.start + 5, FOURTH.end))
DOCUMENT = JudgedDocument("a", TEXT)
GOLD = {"a": Judged(DOCUMENT, (MET, MAY), (GREW,), (WANTS,))}


def causes(*contacts: JudgedContact, triggers: list[Span] | None = None) -> list[str]:
    system = {"a": replace(GOLD["a"], contacts=contacts)}
    return [f.cause for f in find_causes(GOLD, system, None if triggers is None else {"a": triggers})]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((MET, MAY), []),
        ((MET,), ["missed: nothing found in its sentences"]),
        ((MET, contact("KAZ", SECOND)), ["FALSELY HELD: possible -> held", "sides wrong: some missing"]),
        ((MET, contact("FRA+TUR+DEU", SECOND)), [
            "missed: found there with other sides",
            "spurious: other sides than the contact there",
        ]),
        ((contact("KAZ+AZE", FIRST, SECOND), contact("CHN", FIRST), MAY), [
            "spurious: beside the contact there",
        ]),
        ((MET, MET, MAY), ["spurious: told twice, not folded"]),
        ((MET, MAY, contact("KAZ+AZE", FOURTH)), ["spurious: no contact in its sentences"]),
        ((MET, replace(MAY, status="held")), ["FALSELY HELD: possible -> held"]),
        ((replace(MET, kind="call", status="planned"), MAY), [
            "status wrong: held -> planned",
            "kind wrong: meeting -> call",
        ]),
        ((replace(MET, date="2024-03-11"), MAY), ["date wrong: none was given"]),
        ((contact("KAZ+AZE+RUS", FIRST), MAY), ["sides wrong: too many"]),
        ((contact("KAZ", FIRST), MAY), ["sides wrong: some missing"]),
    ],
)  # fmt: skip
def test_a_wrong_contact_has_the_cause(found: tuple[JudgedContact, ...], expected: list[str]) -> None:
    assert causes(*found) == expected


def test_two_contacts_told_as_one_are_folded() -> None:
    one = contact("KAZ+AZE", FIRST, SECOND)
    other = contact("KAZ+AZE", SECOND, status="planned")
    gold = {"a": Judged(DOCUMENT, (MET, other))}
    found = find_causes(gold, {"a": Judged(DOCUMENT, (one,))})
    assert [f.cause for f in found] == ["missed: folded into another contact"]


def test_a_missed_contact_tells_whether_its_trigger_was_known() -> None:
    assert causes(MET, triggers=[Span(SECOND.start, SECOND.start + 6)]) == [
        "missed: trigger found, no record made of it"
    ]
    assert causes(MET, triggers=[]) == ["missed: no trigger found in its sentences"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"speaker": "Ilham Aliyev"}, ["wrong speaker: another name"]),
        ({"speaker": "he", "side": None}, ["wrong speaker: no name found"]),
        ({"direct": True}, ["direct wrong: False -> True"]),
        ({"content": (THIRD, FOURTH)}, ["missed: boundaries differ", "spurious: boundaries differ"]),
        ({"content": (FIRST,)}, ["missed: nothing there", "spurious: nothing there"]),
    ],
)
def test_a_wrong_statement_has_the_cause(changed: dict[str, object], expected: list[str]) -> None:
    system = {"a": replace(GOLD["a"], statements=(replace(GREW, **changed),))}
    assert [f.cause for f in find_causes(GOLD, system)] == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"act": "appeal"}, ["act wrong: demand -> appeal"]),
        ({"side": "ARM"}, ["missed: another holder", "spurious: another holder"]),
        ({"content": FIRST}, ["missed: nothing there", "spurious: nothing there"]),
    ],
)
def test_a_wrong_position_has_the_cause(changed: dict[str, object], expected: list[str]) -> None:
    system = {"a": replace(GOLD["a"], positions=(replace(WANTS, **changed),))}
    assert [f.cause for f in find_causes(GOLD, system)] == expected


def test_the_report_counts_first_and_shows_examples_after() -> None:
    findings = [Finding("contact", "kind wrong", "a", "x"), *[Finding("contact", "missed", "b", "y")] * 3]
    lines = causes_text(findings, examples=2).splitlines()
    assert lines[1:4] == ["contacts: 4 wrong", "     3  missed", "     1  kind wrong"]
    assert lines[lines.index("contact missed (3)") + 1 :][:3] == ["  b  y", "  b  y", "  … 1 more"]
