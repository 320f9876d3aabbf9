"""A sentence, the day of its article, and the date of its first contact; the rows of dating.toml likewise."""

from __future__ import annotations

from functools import cache

import pytest

from communique.clean import clean
from communique.find.contacts import find_contacts
from communique.lexicon.dating import dating_lexicon
from communique.lexicon.registry import load_registry
from communique.read import Reading, read
from communique.resolve.actors import Actors
from communique.resolve.contacts import resolve_contacts
from communique.resolve.places import find_places
from communique.resolve.times import find_times
from communique.schema import Contact, Document, When

# 2018-12-07 is a Friday.
EXAMPLES_DAY = "2018-12-07"


@cache
def contacts(text: str, published: str | None, publisher: str | None = None) -> tuple[Contact, ...]:
    document = Document("test", text, publisher=publisher)
    reading: Reading = next(read([(document, clean(document))]))
    day = When(published) if published else None
    registry = load_registry()
    actors = Actors(reading, registry, day)
    return resolve_contacts(
        reading, registry, actors, find_times(reading, day), find_places(reading), find_contacts(reading), day
    )


def first_date(text: str, published: str | None, publisher: str | None = None) -> str | None:
    found = contacts(text, published, publisher)
    assert found, "no contact"
    return found[0].date.edtf if found[0].date is not None else None


ROWS = [(example.split(" => ")[0], example.split(" => ")[1]) for row in dating_lexicon().rows for example in row.yes]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_rows_of_the_table_give_their_dates(text: str, expected: str) -> None:
    assert first_date(text, EXAMPLES_DAY) == expected


# 2021-08-18 is a Wednesday, 2022-02-10 a Thursday, 2024-03-26 a Tuesday.
OWN_CLAUSE = (
    # the date of the report is not that of the contact
    ("Putin will visit Turkey in April, Peskov said on Tuesday.", "2024-03-26", "2024-04"),
    (
        "Lavrov and Blinken had talks, building on the meeting between Biden and Putin in Geneva in May.",
        "2023-09-17",
        None,
    ),
    ("On April 11, Blinken will welcome Jaishankar to Washington.", "2022-04-07", "2022-04-11"),
    ("Trump meets with Liu He at the White House in Washington, U.S., April 4, 2019.", "2019-04-05", "2019-04-04"),
    ("He spoke of the preparations for the NATO Summit in Madrid in June 2022.", "2022-02-10", "2022-06"),
    ("Putin will visit Turkey soon, Peskov said on Tuesday.", "2024-03-26", None),
    ("Lavrov said on Monday that he had met Jaishankar in Delhi.", "2024-03-26", None),
    ("The Kremlin announced on Monday a meeting between Putin and Xi Jinping.", "2024-03-26", None),
    ("The Kremlin announced on Monday a meeting between Putin and Xi Jinping on April 3.", "2024-03-26", "2024-04-03"),
    ("Macron and Scholz may soon discuss a new loan, a French official told reporters on Monday.", "2024-03-26", None),
    # the date of another event is not that of the contact
    ("Putin informed Pashinyan about the results of the elections in March.", "2024-03-26", None),
    ("Kuleba discussed with Blinken the visit of Scholz to Kyiv in February.", "2022-03-10", None),
    ("Macron met Scholz in Paris before an EU summit on Thursday.", "2022-02-10", None),
    ("It was the first meeting between Macron and Putin since September.", "2022-02-10", None),
    ("Macron and Putin will hold the first summit between them in 14 years.", "2022-02-10", None),
    ("Macron's summit with Putin will be the second of its kind in about three months.", "2022-02-10", None),
    ("Macron said as he met Scholz that there were gaps, two days before a deadline.", "2022-02-10", None),
    ("Later today, Macron is set to meet Putin.", "2022-02-10", "2022-02-10"),
    ("The cancellation of a meeting between Putin and Biden strained ties on Tuesday.", "2022-02-10", None),
    # where the parser hangs the date beside the verb
    ("China told the United States on Tuesday it should play a constructive role.", "2024-03-28", "2024-03-26"),
    (
        "Putin and Macron discussed at a meeting in Moscow on Monday a number of security issues.",
        "2022-02-10",
        "2022-02-07",
    ),
    ("Scholz met the Ukrainian president on Monday.", "2022-02-10", "2022-02-07"),
    ("Kim Jong Un offered talks with Moon Jae-in about the Winter Olympics.", "2018-01-05", None),
    ("Biden will ask Putin about Syria at a meeting with the Russian leader on Monday.", "2021-06-12", "2021-06-14"),
    ("Liz Truss had a meeting with Lavrov in Moscow on Thursday to discuss Ukraine.", "2022-02-10", "2022-02-10"),
    # The day of denying and of proposing is not that of what is denied and proposed.
    ("On Thursday Wang Yi dismissed reports of talks between China and the United States.", "2025-04-28", None),
    ("Macron proposed the meeting of Putin and Biden during calls with Scholz on Sunday.", "2022-02-21", None),
    # "who is on a visit"
    ("Mike Pompeo, who is on a visit to Kabul, was received on Tuesday by Ashraf Ghani.", "2020-03-24", "2020-03-24"),
)


@pytest.mark.parametrize(("text", "published", "expected"), OWN_CLAUSE)
def test_a_contact_has_the_date_of_its_own_clause(text: str, published: str, expected: str | None) -> None:
    assert first_date(text, published) == expected


TOGETHER = (
    ("Blinken flew to Kyiv on Wednesday to meet Zelensky.", "2022-01-20", "2022-01-19"),
    ("Merkel travelled to Moscow on Friday for talks with Putin.", "2021-08-21", "2021-08-20"),
    (
        "Stephen Biegun is expected to be dispatched to Seoul on Tuesday to consult with South Korean officials.",
        "2020-07-06",
        "2020-07-07",
    ),
    ("Antony Blinken will travel to Rome on Monday to consult with Italian officials.", "2022-02-10", "2022-02-14"),
    ("Putin is expected on Monday to meet Lukashenko.", "2022-02-10", "2022-02-14"),
    ("Talks between Armenia and Azerbaijan are due to begin in Brussels on Friday.", "2022-08-30", "2022-09-02"),
    ("Macron invited Modi to come to Paris on July 14.", "2023-05-05", "2023-07-14"),
    (
        "Zelensky made a trip to London on Wednesday and then to Paris, where he dined with Macron.",
        "2023-02-10",
        "2023-02-08",
    ),
)


@pytest.mark.parametrize(("text", "published", "expected"), TOGETHER)
def test_what_is_done_together_has_one_date(text: str, published: str, expected: str | None) -> None:
    assert all(c.date is not None and c.date.edtf == expected for c in contacts(text, published))
    assert contacts(text, published)


WEEKS = (
    # 2013-02-03 is a Sunday
    ("Patricia Espinosa met Hillary Clinton last week.", "2013-02-03", "2013-01-27/2013-02-02"),
    ("Salman cancelled plans to attend this week's summit with Obama.", "2015-05-10", "2015-05-10/2015-05-16"),
    ("Patricia Espinosa met Hillary Clinton last week.", "2013-02-04", "2013-01-28/2013-02-03"),
    ("Talks between Colombia and the FARC have been under way in Havana since 2012.", "2016-02-01", "2012/.."),
    ("Putin briefed Biden on the results of the meeting in Sochi on November 26.", "2021-12-08", None),
    ("Putin briefed Biden on the results of the meeting in Sochi on Tuesday.", "2021-12-08", "2021-12-07"),
)


@pytest.mark.parametrize(("text", "published", "expected"), WEEKS)
def test_weeks_beginnings_and_topics(text: str, published: str, expected: str | None) -> None:
    assert first_date(text, published) == expected


DAYS = (
    ("Iran and the United States ended two days of talks in Vienna on Tuesday.", "2022-06-29", "2022-06-27/2022-06-28"),
    (
        "Talks between Greece and Turkey wound up in Athens on Tuesday after two days.",
        "2021-03-17",
        "2021-03-15/2021-03-16",
    ),
    ("Biden began a three-day visit to Japan on Sunday.", "2022-05-23", "2022-05-22/2022-05-24"),
    ("The two-day NATO summit in Madrid is scheduled to end on Thursday.", "2022-06-29", "2022-06-29/2022-06-30"),
    (
        "Putin met Modi on Tuesday, the final day of the Indian prime minister's two-day trip to Russia.",
        "2024-07-10",
        "2024-07-09",
    ),
    (
        "The talks between India and China, which opened on June 6, collapsed on Tuesday.",
        "2020-06-10",
        "2020-06-06/2020-06-09",
    ),
    ("Kim Jong Un arrived in Beijing on Sunday for a four-day visit.", "2018-03-27", "2018-03-25/2018-03-28"),
    ("Blinken will travel to Germany May 14-16.", "2022-05-13", "2022-05-14/2022-05-16"),
    ("Kerry spoke with Lavrov on Friday.", "2016-09-10", "2016-09-09"),
    (
        "Talks between Russia and Ukraine will be held right after the holidays that end on May 9.",
        "2022-05-03",
        "2022-05",
    ),
    # how long it lasts without which of its days it was says nothing
    ("The two-day visit of Macron to Moscow was discussed on Monday.", "2022-02-10", None),
)


@pytest.mark.parametrize(("text", "published", "expected"), DAYS)
def test_all_days_of_a_contact(text: str, published: str, expected: str | None) -> None:
    assert first_date(text, published) == expected


def test_the_last_day_gives_all_days_of_a_trip() -> None:
    text = (
        "Putin received Modi in the Kremlin on Tuesday, the final day of the Indian prime minister's two-day trip to "
        "Russia."
    )
    found = {c.kind.value: c.date.edtf if c.date else None for c in contacts(text, "2024-07-10")}
    assert found == {"meeting": "2024-07-09", "visit": "2024-07-08/2024-07-09"}


def test_days_counted_from_another_event() -> None:
    text = "The North fired a missile on Thursday. The launch comes three days after Stephen Biegun met Lee Do-hoon."
    assert first_date(text, "2020-07-10") == "2020-07-06"


def test_the_night_before_counts_from_the_day_of_the_main_story() -> None:
    text = (
        "Macron and Scholz negotiated in Berlin on Tuesday. Lavrov and Kuleba, whose talks in Antalya on March 10 had "
        "no result, did not take part. Kyiv dismissed a report that Macron had met Putin the night before."
    )
    assert [c.date.edtf if c.date else None for c in contacts(text, "2022-03-29")][-1] == "2022-03-28"


MOVED = (
    ("India on Monday called off talks with Pakistan due on 25 August.", "2014-08-19", "2014-08-25"),
    (
        "Macron would not attend the meeting with Putin scheduled for next Tuesday, he said on Thursday.",
        "2022-02-10",
        "2022-02-15",
    ),
    ("The summit of the G20 on trade that was to have opened on Monday has been put back.", "2020-11-25", "2020-11-23"),
    (
        "Talks between Iran and the IAEA that were due to start on March 7 have been postponed.",
        "2022-03-10",
        "2022-03-07",
    ),
    ("Erdogan's visit to Athens, planned for December 7, has been pushed back to January.", "2023-12-04", "2024-01"),
    ("Talks between Serbia and Kosovo were postponed on Monday until Friday.", "2022-08-16", "2022-08-19"),
)


@pytest.mark.parametrize(("text", "published", "expected"), MOVED)
def test_what_was_called_off_keeps_the_day_it_was_planned_for(text: str, published: str, expected: str | None) -> None:
    assert first_date(text, published) == expected


def test_a_programme_dates_what_is_done_at_its_stops() -> None:
    text = (
        "On May 24 Wendy Sherman will travel to Tokyo. She will meet with Yoshimasa Hayashi. "
        "On May 26 she will travel to Seoul. She will meet with Park Jin. Russia criticised the tour."
    )
    found = {c.date.edtf for c in contacts(text, "2022-05-20") if c.kind.value == "meeting" and c.date is not None}
    assert found == {"2022-05-24", "2022-05-26"}


def test_a_programme_of_one_dates_nothing_of_another() -> None:
    text = "On May 24 Wendy Sherman will travel to Tokyo. Emmanuel Macron will meet with Olaf Scholz."
    assert all(c.date is None for c in contacts(text, "2022-05-20") if c.kind.value == "meeting")


def test_what_is_planned_is_not_dated_by_what_was_held_before() -> None:
    text = (
        "Lavrov will meet Fidan in Ankara to continue the talks begun in January 2020. "
        "Lavrov and Fidan will discuss grain."
    )
    assert first_date(text, "2023-08-30") is None


def test_a_meeting_on_the_margins_has_the_days_of_the_summit() -> None:
    text = "The G20 summit opens in Bali on Tuesday. Macron will meet Xi Jinping on the sidelines of the G20 summit."
    dates = [c.date.edtf for c in contacts(text, "2022-11-14") if c.kind.value == "meeting" and c.date is not None]
    assert dates == ["2022-11-15"]


def test_an_event_is_the_conference_told_before() -> None:
    text = "The G20 summit opens in Bali on Tuesday. During the event, Macron plans to meet Xi Jinping."
    dates = [c.date.edtf for c in contacts(text, "2022-11-14") if c.kind.value == "meeting" and c.date is not None]
    assert dates == ["2022-11-15"]


def test_what_is_talked_of_does_not_have_the_date_of_the_talking() -> None:
    text = "On May 14 Blinken will travel to Berlin, where ministers will discuss the NATO summit in Madrid."
    assert [c.date.edtf if c.date else None for c in contacts(text, "2022-05-13") if c.kind.value == "conference"] == [
        None
    ]


RELEASES = (
    # neither a later date of the same release nor a vague one overrules the day it came out
    (
        "Vladimir Putin had a telephone conversation with Emmanuel Macron. "
        "The presidents also discussed the results of the meeting in Sochi on November 26.",
        "2021-12-03",
        "2021-12-03",
    ),
    ("On December 2, Vladimir Putin met Emmanuel Macron.", "2021-12-03", "2021-12-02"),
    (
        "Vladimir Putin met with Emmanuel Macron. The question of grain was discussed this year.",
        "2021-12-03",
        "2021-12-03",
    ),
)


@pytest.mark.parametrize(("text", "published", "expected"), RELEASES)
def test_a_release_without_a_date_tells_of_its_own_day(text: str, published: str, expected: str) -> None:
    assert first_date(text, published, "Kremlin") == expected
    assert first_date("Vladimir Putin met with Emmanuel Macron.", published) is None


def test_what_others_held_without_the_publisher_is_not_dated_by_its_release() -> None:
    welcomed = "President Volodymyr Zelenskyy welcomed the conversation between {} and Vladimir Putin."
    at_home = "Zelenskyy spoke after talks between {} and Mario Draghi in Kyiv."
    publisher = "Office of the President of Ukraine"
    assert first_date(welcomed.format("Joe Biden"), "2021-12-08", publisher) is None
    assert first_date(at_home.format("Olaf Scholz"), "2021-12-08", publisher) == "2021-12-08"


def test_talks_held_the_day_before_have_that_day_and_their_place() -> None:
    text = (
        "Vladimir Putin and Emmanuel Macron discussed the new round of negotiations between Russian and Ukrainian "
        "delegates in Antalya held the day before."
    )
    talks = contacts(text, "2022-03-11", "Kremlin")[-1]
    assert (talks.date and talks.date.edtf, talks.place and talks.place.value) == ("2022-03-10", "Antalya")


def test_a_visit_under_way_in_a_release_was_so_on_its_day() -> None:
    text = "President Volodymyr Zelenskyy met with Charles Michel, who is on a visit to Ukraine."
    found = contacts(text, "2022-04-20", "Office of the President of Ukraine")
    assert {(c.kind.value, c.date.edtf if c.date else None) for c in found} == {
        ("meeting", "2022-04-20"),
        ("visit", "2022-04-20"),
    }


PLACES = (
    ("Lavrov met Blinken in Geneva on Friday.", "Geneva"),
    ("Blinken flew to Kyiv to meet Zelensky.", "Kyiv"),
    ("Lavrov met the Egyptian foreign minister in Cairo.", "Cairo"),
    ("Putin and Macron discussed the situation in Afghanistan.", None),
    ("Putin and Macron spoke by telephone about the explosion at the airport in Kabul.", None),
    ("Xi Jinping is to visit Moscow for a summit with Putin.", "Moscow"),
    ("Zelensky made a trip to London and then to Paris, where he dined with Macron.", "Paris"),
)


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_contact_has_the_place_of_its_own_clause(text: str, expected: str | None) -> None:
    found = [c for c in contacts(text, "2022-02-10") if c.kind.value != "visit"]
    assert [c.place.value if c.place else None for c in found] == [expected]
