"""What a person decides on a page is a correction in the ledger, and can be taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.record import Ledger

from .conftest import token_of


def send(client: TestClient, place: str, **fields: Any) -> Any:
    """Send a form of a page as a browser does."""
    token = token_of(client.get(place).text)
    return client.post(place, data={"token": token, **fields})


def rows(ledger: Path) -> dict[str, Any]:
    with Ledger(ledger, create=False, read_only=True) as opened:
        return {row.id: row for row in opened.contacts(verdict="any")}


def holding(ledger: Path) -> list[tuple[str, str | None, Any]]:
    with Ledger(ledger, create=False, read_only=True) as opened:
        return [(one.verb, one.field, one.value) for one in opened.corrections() if one.undone is None]


@pytest.mark.parametrize("verb", ["right", "wrong"])
def test_a_verdict_is_kept_and_undone(client: TestClient, ids: dict[str, str], ledger: Path, verb: str) -> None:
    place = f"/contact/{ids['call']}"
    answer = send(client, place, verb=verb, record=ids["call"])
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{place}#corrections"
    assert rows(ledger)[ids["call"]].verdict == verb
    shown = client.get("/contacts").text
    assert (ids["call"] in shown) is (verb == "right")
    number = re.search(r'name="number" value="(\d+)"', client.get(place).text)
    assert number
    send(client, place, verb="undo", number=number[1])
    assert rows(ledger)[ids["call"]].verdict is None
    assert holding(ledger) == []
    assert "taken back" in client.get(place).text


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "planned", "planned"),
        ("date", "2022-02-09", "2022-02-09"),
        ("place", "Sotschi", "Sotschi"),
        ("topics", "grain; gas", ("grain", "gas")),
        ("initiator", "", None),
    ],
)
def test_a_field_is_set(
    client: TestClient, ids: dict[str, str], ledger: Path, field: str, value: str, expected: object
) -> None:
    place = f"/contact/{ids['call']}"
    answer = send(client, place, verb="set", record=ids["call"], field=field, value=value, why="the minutes say so")
    assert answer.status_code == 303
    assert getattr(rows(ledger)[ids["call"]], field) == expected
    assert "the minutes say so" in client.get(place).text


@pytest.mark.parametrize(
    ("field", "value"), [("status", "met"), ("date", "soon"), ("colour", "red"), ("kind", ""), ("date", "2021-02-30")]
)
def test_a_value_that_does_not_fit_is_refused_and_said(
    client: TestClient, ids: dict[str, str], ledger: Path, field: str, value: str
) -> None:
    answer = send(client, f"/contact/{ids['call']}", verb="set", record=ids["call"], field=field, value=value)
    assert answer.status_code == 400
    assert "Not changed" in answer.text or "will not do" in answer.text
    assert holding(ledger) == []


def test_two_contacts_become_one_and_a_report_is_told_apart(
    client: TestClient, ids: dict[str, str], ledger: Path
) -> None:
    before = rows(ledger)
    answer = send(client, f"/contact/{ids['visit']}", verb="same", record=ids["visit"], other=ids["possible"])
    assert answer.status_code == 303
    merged = rows(ledger)
    assert len(merged) == len(before) - 1
    back = client.get(answer.headers["location"].partition("#")[0], follow_redirects=True)
    assert back.status_code == 200
    assert "Kari Exempel" in back.text
    assert "Olaf Scholz" in back.text
    with Ledger(ledger, create=False, read_only=True) as opened:
        (report,) = opened.connection.execute(
            "SELECT report FROM contact_report k JOIN report r ON r.key = k.report WHERE contact = ? AND r.status ="
            " 'cancelled'",
            (ids["off"],),
        ).fetchone()
    send(client, f"/contact/{ids['off']}", verb="different", record=report, other=ids["off"])
    assert len(rows(ledger)) == len(merged) + 1


def test_an_actor_is_named(client: TestClient, ids: dict[str, str], ledger: Path) -> None:
    place = f"/contact/{ids['visit']}"
    send(client, place, verb="actor", record=ids["visit"], field="Kari Exempel", value="Kari Exempel|NOR")
    assert [one.side for one in rows(ledger)[ids["visit"]].parties] == ["NOR", "RUS"]
    assert send(client, place, verb="actor", record=ids["visit"], field="Nobody", value="wang-yi").status_code == 400


def test_the_queue_begins_with_what_is_least_sure_and_leaves_out_what_was_judged(
    client: TestClient, ledger: Path
) -> None:
    queue = [row["id"] for row in client.get("/review.json").json()]
    doubts = [rows(ledger)[id].doubt for id in queue]
    assert doubts == sorted(doubts, reverse=True)
    assert re.findall(r'<article class="card" id="card-(c-[0-9a-f]+)"', client.get("/review").text) == queue
    send(client, "/review", verb="right", record=queue[0])
    assert [row["id"] for row in client.get("/review.json").json()] == queue[1:]


def test_several_are_judged_at_once_and_undone_one_by_one(client: TestClient, ledger: Path) -> None:
    queue = [row["id"] for row in client.get("/review.json").json()]
    token = token_of(client.get("/review").text)
    sent = {"token": token, "verb": "right", "record": queue[:3]}
    answer = client.post("/review", data=sent, headers={"accept": "application/json"})
    assert len(answer.json()["corrections"]) == 3
    assert [rows(ledger)[id].verdict for id in queue[:4]] == ["right", "right", "right", None]
    undo = {"token": token, "verb": "undo", "number": [str(one) for one in answer.json()["corrections"]]}
    assert client.post("/review", data=undo).status_code == 303
    assert holding(ledger) == []


def test_a_decision_leads_back_to_the_queue_as_it_was_filtered(client: TestClient, ids: dict[str, str]) -> None:
    answer = send(client, "/review?actor=France", verb="right", record=ids["call"])
    assert answer.headers["location"] == "/review?actor=France"


def test_what_a_script_sends_is_refused_in_words_it_can_show(client: TestClient, ids: dict[str, str]) -> None:
    token = token_of(client.get("/review").text)
    for fields in ({"verb": "right"}, {"verb": "shout", "record": ids["call"]}, {"verb": "undo", "number": "9"},
                   {"verb": "undo", "number": "x"}, {"verb": "same", "record": ids["call"]},
                   {"verb": "right", "record": "c-nothing"}):  # fmt: skip
        answer = client.post("/review", data={"token": token, **fields}, headers={"accept": "application/json"})
        assert answer.status_code == 400
        assert answer.json()["error"]


def test_a_correction_says_who_made_it(visit: Any, ids: dict[str, str], ledger: Path) -> None:
    client = visit(who="ann")
    send(client, f"/contact/{ids['call']}", verb="right", record=ids["call"])
    with Ledger(ledger, create=False, read_only=True) as opened:
        assert [one.who for one in opened.corrections()] == ["ann"]
