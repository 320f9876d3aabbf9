"""Wrapped lines are put together, paragraphs run together are parted."""

from __future__ import annotations

import pytest

from communique.clean.lines import unglue, unwrap
from communique.clean.mapped import Mapped

WRAPPED = """The foreign ministers of Norway and Finland met in Oslo on Wednesday
and discussed the situation in Afghanistan with the envoys of the United
Nations, who had come from Kabul. They agreed to meet again in Helsinki
next week, the ministry said.

A second round is to follow.
"""


def unwrapped(text: str) -> str:
    return unwrap(Mapped.of(text)).text


def test_a_text_wrapped_at_a_fixed_width_gets_its_paragraphs_back() -> None:
    lines = unwrapped(WRAPPED).strip().split("\n")
    assert [line[:20] for line in lines] == ["The foreign minister", "", "A second round is to"]


def test_one_paragraph_a_line_stays_so() -> None:
    text = "Putin met Rahmon in Dushanbe.\nThey spoke about the border.\n\nNext steps\nThe envoys left."
    assert unwrapped(text) == text


def test_a_line_that_goes_on_in_small_letters_is_joined() -> None:
    assert "ministers of both states" in unwrapped("On Monday in Muscat the ministers\nof both states met.")


def test_list_items_are_not_joined() -> None:
    text = "The two sides agreed on the following points in Doha\n- release of prisoners\n- a pause in the fighting"
    assert unwrapped(text) == text


def unglued(text: str) -> list[str]:
    return unglue(Mapped.of(text)).text.split("\n")


def test_paragraphs_run_together_are_parted() -> None:
    text = "They met near Bengaluru.“It was time,” Thakur said.Talks go on.The G20 ends on Saturday."
    assert unglued(text) == [
        "They met near Bengaluru.",
        "“It was time,” Thakur said.",
        "Talks go on.",
        "The G20 ends on Saturday.",
    ]


def test_a_straight_mark_goes_to_the_side_it_belongs_to() -> None:
    text = 'He left Oslo."We tried," he said of it. "It failed."Later he rang Doha.'
    assert unglued(text) == ["He left Oslo.", '"We tried," he said of it. "It failed."', "Later he rang Doha."]


def test_a_heading_run_into_its_paragraph_is_parted() -> None:
    text = (
        "As it stands on Monday, May 2, 2022:DiplomacyUnited Nations chief Guterres left Kyiv."
        "FightingUkrainian units held."
    )
    assert unglued(text) == [
        "As it stands on Monday, May 2, 2022:",
        "Diplomacy",
        "United Nations chief Guterres left Kyiv.",
        "Fighting",
        "Ukrainian units held.",
    ]


def test_a_credit_and_a_quoted_heading_end_a_paragraph() -> None:
    text = "South Africa wants to mediate. (Al Jazeera)Pandor agreed.‘A good sign’Lavrov left.Talks go on."
    assert unglued(text) == [
        "South Africa wants to mediate. (Al Jazeera)",
        "Pandor agreed.",
        "‘A good sign’",
        "Lavrov left.",
        "Talks go on.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See www.State.Gov and U.S.Embassy pages, or write to press@Mission.Org today.",
        "He met Gen.Kelly and St.Louis officials.",
        "One slip.Here only.",
    ],
)
def test_single_slips_addresses_and_abbreviations_are_left(text: str) -> None:
    assert unglued(text) == [text]


def test_inside_a_quotation_a_blank_is_put() -> None:
    assert unglued("He said: “We go.They stay.All is well.”")[0] == "He said: “We go. They stay. All is well.”"
