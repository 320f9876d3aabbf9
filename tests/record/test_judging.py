"""Two reports weighed against each other: what is one contact, what is not, and what is said for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from reports import report

from communique.lexicon.merging import merging_lexicon
from communique.record.merging import blocks, judge
from communique.record.merging.accounts import alike
from communique.record.merging.features import content_words, home_of, is_person
from communique.record.merging.outcomes import how_it_went
from communique.schema import Actor, Span
from communique.schema.reports import Report

CALL = "call held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS"

ONE = [
    (CALL, CALL),
    (CALL, "call held 2023-05-01* | Oleg Sorin RUS, Luc Morel FRA | form telephone conversation"),
    (CALL, "contact held 2023-05-01 | FRA, Oleg Sorin RUS"),
    (CALL, "call planned 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call denied 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call held 2023-05-01/2023-05-07 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call held - | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call held XXXX-05-01 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call held 2023-05-01 | ~Luc Morell FRA, ~Oleg Sorin RUS"),
    ("talks held 2023-05-01 | ARM, AZE | in Tbilisi", "talks held 2023-05-01 | ARM, AZE | in Georgia"),
    (
        "conference planned 2023-06 | NATO, Ana Marin ROU | in Madrid",
        "conference planned 2023-06-28/2023-06-29 | NATO, USA | in Madrid",
    ),
    (
        "visit held 2023-05-01 | Ana Marin ROU, FRA host | in Lyon",
        "visit planned 2023-05-01/2023-05-03 | Ana Marin ROU, FRA host",
    ),
]

TWO = [
    (CALL, "call held 2023-05-02 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call held 2023-05-08 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "meeting held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "message held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS"),
    (CALL, "call held 2023-05-01 | Luc Morel FRA, Olaf Brandt DEU"),
    (CALL, "call held 2023-05-01 | Anne Petit FRA, Pavel Orlov RUS"),
    (CALL, "call held 2022-05-01 | Luc Morel FRA, Oleg Sorin RUS"),
    ("meeting held 2023-05-01 | Luc Morel FRA, RUS", "talks held 2023-05-01 | FRA, Pavel Orlov RUS"),
    (
        "meeting held 2023-05-01 | Ruth Hale USA, Minho Jang KOR",
        "meeting held 2023-05-01 | Ruth Hale USA, Minho Jang KOR, JPN",
    ),
    (
        "meeting held 2023-05-01 | Ruth Hale USA, KOR | in Seoul",
        "meeting held 2023-05-01 | Ruth Hale USA, KOR | in Paris",
    ),
    ("meeting held 2023-05-01 | ROU, Luc Morel FRA", "meeting held 2023-05-01 | Ana Marin ROU, ~Odile Morel FRA"),
    ("visit held 2023-05-01 | Ana Marin ROU, FRA host", "meeting held 2023-05-01 | Ana Marin ROU, Luc Morel FRA host"),
    ("visit held 2023-05-01 | Ana Marin ROU, FRA host", "visit held 2023-05-01 | Luc Morel FRA, ROU host"),
    ("conference held - | the Environment Assembly UN", "conference held - | the Human Rights Council UN"),
    (
        "conference held 2023-05-01 | G7, FRA | level leaders",
        "conference held 2023-05-01 | G7, FRA | level ministerial",
    ),
    ("meeting proposed - | Luc Morel FRA, Oleg Sorin RUS", "meeting proposed - | Luc Morel FRA, Oleg Sorin RUS"),
    ("channel planned - | FRA, RUS", "channel planned 2023-07 | FRA, RUS"),
]


def pair(
    a: str, b: str, published: tuple[str | None, str | None] = ("2023-05-02", "2023-05-03")
) -> tuple[Report, Report]:
    return report(a, "one", published[0], publisher="A"), report(b, "two", published[1], publisher="B")


@pytest.mark.parametrize(("a", "b"), ONE)
def test_two_reports_of_one_contact_meet_and_are_found_to_be_one(a: str, b: str) -> None:
    one, other = pair(a, b)
    judgement = judge(one, other)
    assert blocks(one) & blocks(other)
    assert judgement is not None
    assert judgement.score > 0, judgement
    assert judgement.why


@pytest.mark.parametrize(("a", "b"), TWO)
def test_reports_of_two_contacts_are_not_found_to_be_one(a: str, b: str) -> None:
    judgement = judge(*pair(a, b))
    assert judgement is None or judgement.score <= 0, judgement


def test_a_judgement_says_in_words_of_people_what_speaks_for_it() -> None:
    line = "call held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS | on grain | form telephone conversation"
    judgement = judge(*pair(line, line))
    assert judgement is not None
    assert judgement.why == ("same sides", "same persons", "both by phone", "same day", "same topics")


@pytest.mark.parametrize(("a", "b"), ONE + TWO)
def test_the_order_of_the_two_changes_nothing(a: str, b: str) -> None:
    one, other = pair(a, b)
    assert judge(one, other) == judge(other, one)
    judgement = judge(one, other)
    assert judgement is None or judgement.a < judgement.b


def test_two_contacts_that_one_article_tells_apart_are_never_one() -> None:
    one, other = report(CALL, "one", "2023-05-02"), report(CALL, "one", "2023-05-02", ordinal=1)
    assert judge(one, other) is None


def test_what_was_held_is_not_what_is_announced_afterwards() -> None:
    held, ahead = "meeting held 2023-05-01 | FRA, Oleg Sorin RUS", "meeting planned - | FRA, Oleg Sorin RUS"
    after = judge(*pair(held, ahead, ("2023-05-01", "2023-05-05")))
    assert after is None or after.score <= 0


def test_a_readout_of_the_day_after_may_tell_of_a_call_of_the_night_before() -> None:
    said, release = CALL, "call held 2023-05-02* | Luc Morel FRA, Oleg Sorin RUS"
    judgement = judge(*pair(said, release))
    assert judgement is not None
    assert judgement.score > 0
    both_said = judge(*pair(said, release.replace("*", "")))
    assert both_said is not None
    assert both_said.score < 0


def test_the_host_of_two_guests_goes_without_saying_in_the_hosts_own_release() -> None:
    guests = "meeting held 2023-05-01 | Ruth Hale USA, Kenji Mori JPN | in Seoul"
    three = report("meeting held 2023-05-01 | Ruth Hale USA, Kenji Mori JPN, Minho Jang KOR", "three", "2023-05-01")
    ours = judge(report(guests, "two", "2023-05-01", publisher="MOFA, Republic of Korea, Seoul"), three)
    theirs = judge(report(guests, "two", "2023-05-01", publisher="State Department"), three)
    assert ours is not None
    assert theirs is not None
    assert ours.score > 0 > theirs.score


def test_reports_meet_over_the_border_of_a_bucket_and_few_have_many_keys() -> None:
    days = [report(f"call held 2023-05-{day:02} | FRA, RUS", f"d{day}", None) for day in range(1, 31)]
    assert all(blocks(a) & blocks(b) for a, b in pairwise(days))
    assert all(len(blocks(one)) <= 2 for one in days)
    assert not blocks(days[0]) & blocks(days[9])


def test_a_busy_pair_does_not_meet_as_a_whole() -> None:
    year = [
        report(f"call held 2023-{m:02}-{d:02} | FRA, RUS", f"{m}-{d}", None) for m in range(1, 13) for d in range(1, 29)
    ]
    assert max(sum(key in blocks(one) for one in year) for key in blocks(year[0])) <= 6


def test_a_report_without_any_date_meets_nothing() -> None:
    assert blocks(report("call held - | FRA, RUS", "one", None)) == frozenset()


def spoken(text: str) -> Report:
    """A report of talks that a text tells of in one sentence."""
    talks = report("talks held 2023-05-01 | FRA, RUS", "one", None)
    return replace(talks, contact=replace(talks.contact, evidence=(Span(0, len(text)),)))


@pytest.mark.parametrize("row", merging_lexicon().rows, ids=lambda row: row.use)
def test_the_words_of_a_row_do_what_its_examples_say(row: object) -> None:
    use, yes, no = (getattr(row, name) for name in ("use", "yes", "no"))
    if use == "empty":
        assert not any(map(content_words, yes))
        assert all(map(content_words, no))
    elif use == "body":
        assert not any(is_person(Actor(name, "FRA")) for name in yes)
        assert all(is_person(Actor(name, "FRA")) for name in no)
    elif use in ("well", "ill"):
        went = [how_it_went(spoken(example), {"one": example}.get) for example in (*yes, *no)]
        assert [one is not None and one.well == (use == "well") for one in went] == [True] * len(yes) + [False] * len(
            no
        )
    elif use == "alike":
        apart = [example.split(" and ") for example in (*yes, *no)]
        met = [alike(one, other) for one, other in apart]
        assert met == [True] * len(yes) + [False] * len(no)
    else:
        assert all(example.split(" in ")[1].lower() in merging_lexicon().seats for example in yes)
        assert not any(example.split(" in ")[1].lower() in merging_lexicon().seats for example in no)


def test_a_publisher_is_at_home_where_its_name_says() -> None:
    assert home_of("Office of the President of Ukraine, English site") == {"UKR"}
    assert home_of("Agence France-Presse in Paris") >= {"FRA"}
    assert home_of("The Daily") == home_of(None) == frozenset()
