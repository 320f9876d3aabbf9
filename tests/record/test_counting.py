"""Counting in memory gives what the questions give row by row, and never one sum of what happened and what did not."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import newsroom

from communique.errors import QuestionError
from communique.record import Ledger
from communique.record.asking import Asking, Question
from communique.record.asking.contacts import GROUP_OF
from communique.record.asking.counts import TallyRow
from communique.schema import KINDS, STATUSES

SIDES = ("FRA", "RUS", "DEU", None)
NAMES = {"FRA": "Emmanuel Macron", "RUS": "Russia", "DEU": "Olaf Scholz", None: "Kari Exempel"}
IDS = {"FRA": "emmanuel-macron", "RUS": "RUS", "DEU": "olaf-scholz", None: None}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("counting") / "news.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def many() -> Asking:
    """Four hundred contacts of any status and date, in memory."""
    dice = random.Random(7)
    connection = sqlite3.connect(":memory:")
    connection.executescript((files("communique.record") / "schema.sql").read_text("utf-8"))
    for number in range(400):
        first = date(2021, 11, 1) + timedelta(days=dice.randrange(400))
        last = first + timedelta(days=dice.choice((0, 0, 1, 9, 40)))
        shape = dice.randrange(6)
        edtf, earliest, latest = [
            (None, None, None),
            (f"{first}", first, first),
            (f"{first}/{last}", first, last),
            (f"{first}/..", first, None),
            (f"../{last}", None, last),
            (f"{first.year}", date(first.year, 1, 1), date(first.year, 12, 31)),
        ][shape]
        told = dice.choice((None, f"{first}", f"{first}"[:7]))
        status = dice.choice(STATUSES)
        verdict = dice.choice((None, None, None, "right", "wrong"))
        connection.execute(
            "INSERT INTO contact (id, kind, status, date, earliest, latest, topics, label, documents, voices, "
            "disputed, verdict, doubt, first, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?, 0, ?, ?)",
            (f"c-{number:04}", dice.choice(KINDS), status, edtf, earliest and f"{earliest}", latest and f"{latest}",
             dice.choice(('[]', '["grain exports"]')), "x", dice.randrange(2), verdict, told, told),
        )  # fmt: skip
        for nth, side in enumerate(dice.sample(SIDES, dice.randrange(4))):
            connection.execute(
                "INSERT INTO contact_party VALUES (?, ?, ?, ?, ?, 'participant')",
                (f"c-{number:04}", nth, NAMES[side], side, IDS[side]),
            )
    return Asking(connection)


questions = st.builds(
    lambda **given: Question(**given),
    actor=st.sampled_from((None, None, "France", "Macron", "Kari Exempel")),
    with_=st.sampled_from((None, None, "RUS", "Scholz")),
    kind=st.sampled_from(((), ("call",), ("visit", "talks"))),
    status=st.sampled_from(((), ("happened",), ("ahead", "off"), ("refused",))),
    since=st.sampled_from((None, "2022", "2022-03-05")),
    until=st.sampled_from((None, "2022-06", "2022-12-31")),
    topic=st.sampled_from((None, None, "grain")),
    disputed=st.sampled_from((None, True, False)),
    verdict=st.sampled_from((None, "right", "wrong", "open", "any")),
)


@given(questions)
@settings(max_examples=150, deadline=None)
def test_the_same_contacts_are_counted_as_are_listed(many, question):
    rows = [*iter(many.contacts(question))]
    overview = many.overview(question)
    assert overview.groups == {group: sum(row.group == group for row in rows) for group in ("happened", "ahead", "off")}
    assert overview.total == len(rows)
    by_kind = Counter[tuple[str, str]]()
    for tally in overview.tally("month"):
        for group in ("happened", "ahead", "off"):
            by_kind[tally.lane, group] += getattr(tally, group)
    assert +by_kind == Counter((row.kind, row.group) for row in rows)


@given(questions)
@settings(max_examples=60, deadline=None)
def test_ties_are_the_pairs_of_the_contacts_listed(many, question):
    expected: Counter[tuple[str, str, str]] = Counter()
    for row in iter(many.contacts(question)):
        for a, b in combinations(sorted({who.name for who in row.parties}), 2):
            expected[a, b, row.group] += 1
    counted: Counter[tuple[str, str, str]] = Counter()
    for tie in many.overview(question).ties().rows:
        for group in ("happened", "ahead", "off"):
            counted[tie.a.name, tie.b.name, group] += getattr(tie, group)
    assert +counted == expected


def test_the_latest_are_those_at_the_end_of_the_list(many):
    listed = [row.id for row in iter(many.contacts(sort="-date", limit=20, since="2022-02", until="2022-02"))]
    found = many.overview(since="2022-02", until="2022-02").latest(20)
    assert sorted(row.id for row in found) == sorted(listed)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_counted_in_its_own_group_alone(many, status):
    groups = many.overview(status=status).groups
    assert {group for group, count in groups.items() if count} == {GROUP_OF[status]}
    ties = many.overview(status=status).ties().rows
    assert all(getattr(tie, group) == 0 for tie in ties for group in groups if group != GROUP_OF[status])


def test_an_interval_counts_on_its_first_day_and_a_year_on_no_month(news, tmp_path):
    tallies = news.overview().tally("month")
    assert {(one.lane, one.day) for one in tallies if one.lane == "visit"} == {("visit", "2022-02-01")}
    # 5 May of an unknown year, and Munich without a date.
    assert sum(one.happened + one.ahead for one in tallies if one.day is None) == 2
    assert [one.day for one in news.overview(topic="économie").tally("week")] == ["2022-02-28"]


def test_a_contact_of_two_sides_is_in_the_lane_of_each(news):
    tallies = news.overview(kind="call").tally("year", "side")
    assert [(one.lane, one.happened) for one in tallies] == [("FRA", 1), ("RUS", 1)]
    # Munich without a date, and 5 May of an unknown year: one of each group.
    assert news.overview().tally("year", "side", ("CHN",)) == [TallyRow("CHN", None, 1, 1, 0)]


def test_only_so_many_actors_and_ties_and_each_keeps_its_strongest(many):
    ties = many.overview().ties(actors=3)
    assert ties.actors == 4
    assert len({who.name for tie in ties.rows for who in (tie.a, tie.b)}) == 3
    few = many.overview().ties(ties=1)
    assert few.ties == 6
    assert len({who.name for tie in few.rows for who in (tie.a, tie.b)}) == 4


def test_positions_are_counted_by_side_act_and_issue(news):
    found = [(row.side, row.act, row.positions) for row in news.stances().by_act()]
    assert found == [("DEU", "offer", 1), ("FRA", "demand", 2), ("RUS", "reject", 1)]
    by_issue = [(row.side, row.issue, row.act) for row in news.stances().by_act(("troops", "ultimatum", "cheese"))]
    assert by_issue == [("FRA", "troops", "demand"), ("RUS", "ultimatum", "reject")]
    assert news.stances(with_="Russia").total == 2
    assert [row.content for row in news.stances(text="ultimatum").latest(5)] == ["Russia rejects any ultimatum"]


def test_statements_are_counted_and_the_latest_given(news):
    sayings = news.sayings(actor="Wang Yi")
    assert [(one.day, one.happened) for one in sayings.tally("month")] == [("2022-02-01", 1)]
    assert [row.content for row in sayings.latest(3)] == ["trade must stay open"]
    with pytest.raises(QuestionError, match="counted by actor"):
        news.sayings(text="trade")


def test_who_is_meant_and_who_speaks_for_it(news):
    france = news.identify("france")
    assert (france.word, france.name, france.whole) == ("FRA", "France", True)
    macron = news.identify("Macron")
    assert (macron.word, macron.name, macron.side) == ("emmanuel-macron", "Emmanuel Macron", "FRA")
    assert news.identify("exempel").name == "Kari Exempel"
    assert news.identify("Nobody Here").name == "Nobody Here"
    assert [one.who.name for one in news.speakers_for(news.identify("China"))] == ["Wang Wenbin", "Wang Yi"]
    assert news.speakers_for(macron) == []


def test_what_was_counted_is_counted_again_when_the_ledger_changed(tmp_path: Path):
    with newsroom(tmp_path / "news.db") as ledger:
        before = ledger.overview().groups
        with Ledger(tmp_path / "news.db", read_only=True) as reader:
            assert reader.overview().groups == before
            ledger.connection.execute("UPDATE contact SET status = 'refused' WHERE kind = 'call'")
            assert reader.overview().groups == {**before, "happened": before["happened"] - 1, "off": before["off"] + 1}
