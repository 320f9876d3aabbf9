"""What stays inside one country is no contact, whatever its words; what crosses a border is one."""

from __future__ import annotations

import pytest

import communique

INSIDE = [
    "Senator Elizabeth Warren spoke at the Netroots Nation annual conference in New Orleans.",
    "President Barack Obama will speak at the conference of the National Organization for Women on Friday.",
    "The president is on a two-day visit to his hometown, Barack Obama said.",
    "Otto Hillman, a student from Ohio, travelled to Pyongyang on a tour.",
]
ACROSS = [
    "President Barack Obama is on a trip to Europe.",
    "Wang Yi wrapped up an 11-day tour of Southeast Asia.",
    "France will host an international conference in May.",
    "The presidents of Russia and France noted the success of the Paris conference on Libya.",
    "US special envoy Otto Hillman travelled to Pyongyang on Monday.",
    "Kim Jong Un’s close aide Kim Hyon Sol arrived in Hanoi.",
    "NATO will hold a summit in Madrid.",
]


@pytest.mark.parametrize("sentence", INSIDE)
def test_no_border_is_crossed(sentence: str) -> None:
    assert not communique.read(sentence, published="2015-06-01").contacts


@pytest.mark.parametrize("sentence", ACROSS)
def test_a_border_is_crossed(sentence: str) -> None:
    assert communique.read(sentence, published="2015-06-01").contacts
