"""Whom the site answers, what changes the ledger, and what a page may load."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.record import Ledger
from communique.show.web.addresses import local
from communique.show.web.safety import knows_name

from .conftest import Open, token_of


def corrections(ledger: Path) -> int:
    with Ledger(ledger, create=False, read_only=True) as opened:
        return len(opened.corrections())


@pytest.mark.parametrize("address", ["/", "/nothing", "/contacts.json", "/contacts.csv", "/static/communique.js"])
def test_every_answer_says_that_only_our_own_files_may_be_loaded(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_no_page_has_script_or_style_of_its_own(client: TestClient, ids: dict[str, str]) -> None:
    for address in ("/", "/contacts", f"/contact/{ids['call']}", "/review", "/help"):
        page = client.get(address).text
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/') == 1
        assert " on" + "click=" not in page


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8765", True), ("localhost", True), ("[::1]:8765", True), ("192.168.0.7", True),
        ("ledger.example", True), ("evil.example", False), ("127.0.0.1.evil.example", False), ("", False),
        ("localhost.evil", False), ("[bad", False),
    ],
)  # fmt: skip
def test_the_site_answers_to_addresses_and_its_own_names_alone(host: str, known: bool) -> None:
    assert knows_name(host, frozenset({"ledger.example"})) is known


def test_a_foreign_name_that_leads_here_is_refused(client: TestClient) -> None:
    answer = client.get("/contacts", headers={"host": "evil.example:8765"})
    assert answer.status_code == 400
    assert "contact" not in answer.text


def test_a_form_without_its_token_changes_nothing(client: TestClient, ids: dict[str, str], ledger: Path) -> None:
    place, said = f"/contact/{ids['call']}", {"verb": "wrong", "record": ids["call"]}
    token = token_of(client.get(place).text)
    for sent in (said, {**said, "token": ""}, {**said, "token": token[:-1] + "x"}, {**said, "token": "ü"}):
        assert client.post(place, data=sent).status_code == 403
    client.cookies.clear()
    assert client.post(place, data={**said, "token": token}).status_code == 403
    assert corrections(ledger) == 0


def test_a_token_of_one_visitor_is_of_no_use_to_another(visit: Open, ids: dict[str, str], ledger: Path) -> None:
    site = visit()
    place = f"/contact/{ids['call']}"
    token = token_of(site.get(place).text)
    site.cookies.clear()
    assert token_of(site.get(place).text) != token
    assert site.post(place, data={"verb": "wrong", "record": ids["call"], "token": token}).status_code == 403
    assert corrections(ledger) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_that_another_site_sends_changes_nothing(
    client: TestClient, ids: dict[str, str], ledger: Path, headers: dict[str, str]
) -> None:
    place = f"/contact/{ids['call']}"
    sent = {"verb": "wrong", "record": ids["call"], "token": token_of(client.get(place).text)}
    assert client.post(place, data=sent, headers=headers).status_code == 403
    assert corrections(ledger) == 0


def test_a_visit_changes_nothing_whatever_its_address_says(
    client: TestClient, ids: dict[str, str], ledger: Path
) -> None:
    client.get(f"/contact/{ids['call']}?verb=wrong&record={ids['call']}")
    client.get(f"/review?verb=wrong&record={ids['call']}")
    assert corrections(ledger) == 0


def test_read_only_shows_no_form_and_takes_none(visit: Open, ids: dict[str, str], ledger: Path) -> None:
    place = f"/contact/{ids['call']}"
    token = token_of(visit().get(place).text)
    site = visit(read_only=True)
    for address in (place, "/review"):
        page = site.get(address).text
        assert 'name="verb"' not in page
        assert 'name="token"' not in page
    answer = site.post(place, data={"verb": "wrong", "record": ids["call"], "token": token})
    assert answer.status_code == 403
    assert "only shows" in answer.text
    assert corrections(ledger) == 0


def test_read_only_works_on_a_ledger_that_cannot_be_written(visit: Open, ledger: Path) -> None:
    ledger.chmod(0o444)
    assert visit(read_only=True).get("/contacts").status_code == 200


def test_a_password_is_asked_for_on_every_address(visit: Open) -> None:
    site = visit(password="café : 1")
    for address in ("/", "/contacts.csv", "/static/communique.css", "/nothing"):
        assert site.get(address).status_code == 401
        assert site.get(address).headers["www-authenticate"].startswith("Basic ")
    for said, status in (("café : 1", 200), ("café : 2", 401), ("", 401), ("café", 401)):
        code = base64.b64encode(f"anyone:{said}".encode()).decode()
        assert site.get("/contacts", headers={"authorization": f"Basic {code}"}).status_code == status
    for wrong in ("Basic", "Basic !!!", "Bearer " + base64.b64encode("x:café : 1".encode()).decode(), "Basic é"):
        assert site.get("/", headers={"authorization": wrong.encode()}).status_code == 401


def test_the_face_is_remembered_and_leads_back_within_the_site(client: TestClient) -> None:
    answer = client.post("/face", data={"face": "dark", "back": "/contacts?actor=France"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/contacts?actor=France")
    assert 'data-face="dark"' in client.get("/").text
    client.post("/face", data={"face": "auto", "back": "/"})
    assert 'data-face="auto"' in client.get("/").text
    assert client.post("/face", data={"face": "<b>", "back": "//evil.example"}).headers["location"] == "/"


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\r\nb", "/\t/x"],
)
def test_a_form_sends_nobody_to_another_site(address: str) -> None:
    assert local(address) == "/"


def test_static_files_are_our_own_folder_alone(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/../templates/base.html"):
        assert client.get(path).status_code == 404
