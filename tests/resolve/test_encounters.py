"""Officials who speak in turn before the press are at a meeting; journalists and colleagues are not."""

from __future__ import annotations

import communique
from communique.schema import Contact

BEFORE = """Antony J. Blinken, Secretary of State

Melbourne, Australia

SECRETARY BLINKEN: It is so good to see you. We have a lot of ground to cover today.

FOREIGN MINISTER HAYASHI: Great. We had a very productive discussion in January. I look forward to our meeting.

SECRETARY BLINKEN: Thank you.
"""
AFTER = """Antony J. Blinken, Secretary of State

Ramallah, the West Bank

PRESIDENT ABBAS: It gives me great pleasure to welcome the Secretary. The occupation has to end.

SECRETARY BLINKEN: Mr. President, thank you for the good exchange. We talked about the elections.
"""
INTERVIEW = """QUESTION: Good to see you, Mr. Secretary. Will you meet the Russians?

SECRETARY BLINKEN: Thank you for having me. We will see.

QUESTION: And the Chinese?

SECRETARY BLINKEN: They know where to find us.
"""


def told(text: str, published: str = "2022-02-11") -> list[str]:
    """Kind, status, parties, date and place of the contacts, the publisher being the State Department."""
    return [
        line(contact) for contact in communique.read(text, published=published, publisher="State Department").contacts
    ]


def line(contact: Contact) -> str:
    names = "+".join(party.actor.name for party in contact.parties)
    date, place = contact.date and contact.date.edtf, contact.place and contact.place.value
    return f"{contact.kind.value} {contact.status.value} {names} {date} {place}"


def test_a_talk_that_is_still_to_come_is_planned_for_the_day_of_the_release() -> None:
    assert "meeting planned Antony Blinken+Yoshimasa Hayashi 2022-02-11 Melbourne" in told(BEFORE)


def test_a_talk_that_is_over_was_held() -> None:
    assert "meeting held Mahmoud Abbas+Antony Blinken 2022-03-27 Ramallah" in told(AFTER, "2022-03-27")


def test_every_field_points_to_its_words() -> None:
    (contact,) = [c for c in communique.read(BEFORE, published="2022-02-11").contacts if c.status.value == "planned"]
    assert contact.kind.span.of(BEFORE) == "good to see you"
    assert contact.status.span.of(BEFORE) == "ground to cover"
    assert contact.place is not None
    assert contact.place.span.of(BEFORE).startswith("Melbourne")
    assert [evidence.of(BEFORE)[-12:] for evidence in contact.evidence][-1] == "our meeting."


def test_an_interview_is_no_meeting() -> None:
    assert not [contact for contact in told(INTERVIEW) if contact.startswith("meeting held")]


WHITE_HOUSE = """{house}

11:26 A.M. EDT

PRESIDENT BIDEN: Well, Prime Minister, here we are, and there is much work before us both.

PRIME MINISTER DRAGHI: Indeed. Europe stands with the United States in these difficult days.

PRESIDENT BIDEN: Thank you all.
"""


def by_title(title: str, house: str = "Oval Office") -> list[str]:
    text = WHITE_HOUSE.format(house=house)
    read = communique.read(text, published="2022-05-10", publisher="The White House", title=f"Remarks {title}")
    return [line(contact) for contact in read.contacts]


def test_the_title_says_when_the_meeting_is() -> None:
    both = "Joe Biden+Mario Draghi 2022-05-10"
    assert by_title("Before Bilateral Meeting") == [f"meeting planned {both} Oval Office"]
    assert by_title("After Their Meeting") == [f"meeting held {both} Oval Office"]
    assert by_title("During Bilateral Meeting") == [f"meeting ongoing {both} Oval Office"]
    assert by_title("Before Virtual Bilateral Meeting", "Via Teleconference") == [f"call planned {both} None"]
    assert by_title("on the Economy") == []


def test_the_city_at_the_end_of_a_line_with_a_house_is_the_place() -> None:
    assert by_title("Before Bilateral Meeting", "Chigi Palace Rome, Italy") == [
        "meeting planned Joe Biden+Mario Draghi 2022-05-10 Rome"
    ]


def test_talks_that_the_release_tells_of_are_those_whose_words_follow() -> None:
    text = (
        "President of Russia Vladimir Putin held talks with President of the Argentine Republic Alberto Fernandez in"
        " the Kremlin.\n\n* * *\n\nPresident of Russia Vladimir Putin: Mr President, it is a pleasure to see you.\n\n"
        "President of Argentina Alberto Fernandez: Thank you, Mr President. I am happy to see you.\n"
    )
    contacts = communique.read(text, published="2022-02-03", publisher="President of Russia").contacts
    assert [contact.kind.value for contact in contacts] == ["talks"]


TRILATERAL = """PRESIDENT BIDEN: I look forward to our meeting, and to talks between Japan and the United States.

PRESIDENT YOON: I am delighted to meet Prime Minister Kishida. I thank President Biden for hosting this summit.

PRIME MINISTER KISHIDA: I hope that our meeting today will strengthen our cooperation.
"""


def test_three_at_one_table_hold_one_meeting() -> None:
    read = communique.read(TRILATERAL, published="2022-06-29", publisher="White House")
    assert [line(contact) for contact in read.contacts] == [
        "meeting planned Joe Biden+Yoon Suk Yeol+Fumio Kishida 2022-06-29 None"
    ]
