"""What pages need beside rows: what is coming and new, counts, marks in a text, ids that are nearly right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import STATE, newsroom

from communique.record import Ledger
from communique.record.asking import Question
from communique.record.sheets import coming, find, log_days, look_alikes, marks_of, near_ids, news_day, tally


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("sheets") / "talks.db") as ledger:
        yield ledger


def test_news_reach_to_the_last_day_that_is_known_to_the_day(ledger: Ledger) -> None:
    assert news_day(ledger.connection) == "2022-03-18"


@pytest.mark.parametrize(
    ("day", "dates"), [("2022-01-01", ["2022-04"]), ("2022-04-30", ["2022-04"]), ("2022-05-01", [])]
)
def test_what_is_coming_can_still_fall_on_the_day_or_behind_it(ledger: Ledger, day: str, dates: list[str]) -> None:
    assert [row.date for row in coming(ledger.connection, day, 10)] == dates


def test_what_was_called_wrong_is_not_coming_and_not_counted(tmp_path: Path) -> None:
    with newsroom(tmp_path / "talks.db") as ledger:
        (row,) = coming(ledger.connection, "2022-01-01", 10)
        before = tally(ledger.connection, Question())
        ledger.correct(row.id, "wrong")
        assert coming(ledger.connection, "2022-01-01", 10) == []
        after = tally(ledger.connection, Question())
        assert before["ahead"].number - after["ahead"].number == 1
        assert tally(ledger.connection, Question(verdict="any")) == before


def test_the_log_has_each_day_with_all_its_sorts_of_change(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    newsroom(path).close()
    with Ledger(path, clock=lambda: "2022-04-02T00:00:00Z") as ledger:
        (row,) = ledger.contacts(kind="call")
        ledger.correct(row.id, "set", field="date", value="2022-02-09")
        latest, first = log_days(ledger.connection)
        assert (latest.day, latest.counts) == ("2022-04-02", {"date": 1})
        assert latest.entries["date"][0].after == "2022-02-09"
        assert first.day == "2022-04-01"
        assert first.counts["new"] == 6
        assert first.whole
        assert [one.day for one in log_days(ledger.connection, day="2022-04-01")] == ["2022-04-01"]


def test_marks_are_the_places_of_every_record_of_a_text(ledger: Ledger) -> None:
    (document,) = [row.hash for row in ledger.documents() if row.name == "kremlin"]
    (text,) = ledger.connection.execute("SELECT text FROM document WHERE hash = ?", (document,)).fetchone()
    marks = marks_of(ledger.connection, document)
    found = {(mark.layer, mark.field, text[mark.start : mark.end]) for mark in marks}
    assert ("contact", "initiator", "at the request of Moscow") in found
    assert ("position", "content", "Russia rejects any ultimatum") in found
    assert marks == sorted(marks, key=lambda mark: mark.start)
    assert marks_of(ledger.connection, "0" * 64) == []


def test_an_id_that_is_nearly_right_finds_its_record(ledger: Ledger) -> None:
    (row,) = ledger.contacts(kind="call")
    assert near_ids(ledger.connection, row.id[:-4] + "zzzz")[0] == (row.id, row.label)
    assert near_ids(ledger.connection, row.id[2:8].upper())[0][0] == row.id
    assert near_ids(ledger.connection, "ü") == ()


def test_who_may_be_the_same_is_another_contact_of_its_block(ledger: Ledger) -> None:
    ids = {row.id for row in ledger.contacts()}
    for id in ids:
        assert set(look_alikes(ledger.connection, id)) <= ids - {id}


def test_a_search_leaves_out_what_an_older_reading_said(tmp_path: Path) -> None:
    from dataclasses import replace

    from newsroom import articles

    with newsroom(tmp_path / "talks.db") as ledger:
        assert len(find(ledger.connection, "ultimatum", 5).positions) == 1
        (kremlin,) = [one.extraction for one in articles() if one.document.id == "kremlin"]
        ledger.add(replace(kremlin, positions=()), state=replace(STATE, version="2"))
        found = find(ledger.connection, "ultimatum", 5)
        assert found.positions == ()
        assert [row.name for row in found.documents] == ["kremlin"]
