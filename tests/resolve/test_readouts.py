"""Releases of governments: who tells of his contacts, when they were, whose bodies and names they speak of."""

from __future__ import annotations

import pytest

import communique

UKRAINE = "Office of the President of Ukraine, English site"
KREMLIN = "Kremlin (President of Russia), English site"
STATE = "U.S. Department of State"


def told(text: str, publisher: str = UKRAINE, published: str = "2022-06-21", title: str = "A release") -> list[str]:
    """Kind, status, parties by name and date of the contacts of a release."""
    read = communique.read(text, published=published, publisher=publisher, title=title)
    return [
        f"{c.kind.value} {c.status.value} {'+'.join(sorted(p.actor.name for p in c.parties))} {c.date and c.date.edtf}"
        for c in read.contacts
    ]


ADDRESS = (
    "Ukrainians! Today was a busy day. I spoke with Prime Minister of Canada Justin Trudeau. "
    "There was a fruitful conversation with Prime Minister of Hungary Viktor Orban. "
    "We discussed with President of Poland Andrzej Duda the candidate status. "
    "I am grateful to all who help us."
)


@pytest.mark.parametrize("guest", ["Justin Trudeau", "Viktor Orbán", "Andrzej Duda"])
def test_who_tells_of_his_day_is_a_party_and_the_day_is_that_of_the_release(guest: str) -> None:
    names = "+".join(sorted((guest, "Volodymyr Zelenskyy")))
    assert any(line.endswith(f" held {names} 2022-06-21") for line in told(ADDRESS)), told(ADDRESS)


def test_yesterday_goes_on_with_the_next_contact() -> None:
    text = "Yesterday I spoke with Ursula von der Leyen. I spoke with Prime Minister of Spain Pedro Sanchez."
    assert told(text) == [
        "contact held Ursula von der Leyen+Volodymyr Zelenskyy 2022-06-20",
        "contact held Pedro Sánchez+Volodymyr Zelenskyy None",
    ]


def test_the_office_behind_a_name_is_no_other_party() -> None:
    text = "I spoke today with Ursula von der Leyen, President of the European Commission, about fuel."
    assert told(text) == ["contact held Ursula von der Leyen+Volodymyr Zelenskyy 2022-06-21"]


@pytest.mark.parametrize("occasion", ["during a meeting with the media", "when answering questions from journalists"])
def test_who_stated_it_following_talks_held_them(occasion: str) -> None:
    text = (
        "Russia must withdraw its troops. This was stated by President of Ukraine Volodymyr Zelenskyy "
        f"{occasion} following the talks with Prime Minister of the United Kingdom Boris Johnson in Kyiv."
    )
    assert told(text) == ["talks held Boris Johnson+Volodymyr Zelenskyy 2022-06-21"]


def test_the_security_council_of_a_kremlin_release_is_russias() -> None:
    text = (
        "The President held a meeting, via videoconference, with permanent members of the Security Council. "
        "Taking part in the meeting were Prime Minister Mikhail Mishustin, Deputy Chairman of the Security Council "
        "Dmitry Medvedev and Foreign Minister Sergei Lavrov."
    )
    assert told(text, KREMLIN) == []
    assert told(
        text.replace("the Security", "the UN Security", 1).replace("Deputy Chairman of", "a friend of"), KREMLIN
    )


def test_who_attended_a_meeting_at_home_was_at_no_talks_told_in_it() -> None:
    text = (
        "The President held a meeting with permanent members of the Security Council. "
        "The participants discussed the progress in the negotiations between Russia and Ukraine. "
        "The meeting was attended by Prime Minister Mikhail Mishustin and Foreign Minister Sergei Lavrov."
    )
    assert told(text, KREMLIN) == ["talks ongoing Russia+Ukraine None"]


def test_who_tells_of_talks_with_unnamed_officials_does_not_hold_them() -> None:
    text = (
        "Vladimir Putin had a telephone conversation with Cyril Ramaphosa. "
        "Vladimir Putin also gave an assessment of the negotiations with Kiev representatives."
    )
    assert "talks ongoing Russia+Ukraine None" in told(text, KREMLIN)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ambassador at Large for International Religious Freedom Rashad Hussain", "Rashad Hussain"),
        ("Acting Assistant Secretary for Democracy, Human Rights, and Labor Lisa Peterson", "Lisa Peterson"),
        ("Deputy Secretary of State for Management and Resources Brian P. McKeon", "Brian P. McKeon"),
    ],
)
def test_what_an_office_is_for_is_no_part_of_who_holds_it(title: str, name: str) -> None:
    found = told(f"{title} met with Prime Minister of Estonia Kaja Kallas in Tallinn.", STATE)
    assert found == [f"meeting held {'+'.join(sorted((name, 'Kaja Kallas')))} 2022-06-21"]


def test_what_a_release_mentions_late_has_no_date_of_its_own() -> None:
    text = "The war must end. People want peace. Ports must open. Grain must flow. Farmers wait. "
    assert told(f"{text}Volodymyr Zelenskyy discussed it with Emmanuel Macron.") == [
        "contact held Emmanuel Macron+Volodymyr Zelenskyy None"
    ]


def test_to_meet_again_is_another_meeting() -> None:
    text = (
        "The Head of State spoke of the first meeting of the Ukrainian and Russian delegations, which took place near "
        "the border. They may be able to meet again."
    )
    assert [line.split()[1] for line in told(text)] == ["held", "possible"]
