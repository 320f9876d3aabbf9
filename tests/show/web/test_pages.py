"""The pages: what stands on them, in each form, and where their links lead."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.record import Ledger
from communique.record.asking import Filters
from communique.show.web.pages import PAGES

from .conftest import Open

ADDRESSES = (
    "/", "/contacts", "/contact/{call}", "/contact/{off}", "/document/{document}", "/review", "/search?q=grain",
    "/search", "/statements", "/documents", "/disagreements", "/changes", "/help", "/timeline", "/network", "/calendar",
    "/positions", "/actor/emmanuel-macron", "/actor/FRA", "/pair?a=FRA&b=RUS",
)  # fmt: skip


@pytest.fixture
def places(ids: dict[str, str], ledger: Path) -> dict[str, str]:
    """What stands for the names in `ADDRESSES`."""
    with Ledger(ledger, create=False, read_only=True) as opened:
        document = next(row.hash for row in opened.documents() if row.name == "elysee")
    return {**ids, "document": document}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_as_html_json_and_csv_at_one_address(
    client: TestClient, places: dict[str, str], address: str
) -> None:
    path, mark, query = address.format(**places).partition("?")
    page = client.get(path + mark + query)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.count("<h1") == 1
    assert page.text.count("<main") == 1
    stem = "/today" if path == "/" else path
    as_json = client.get(f"{stem}.json{mark}{query}")
    assert as_json.status_code == 200
    as_json.json()
    as_csv = client.get(f"{stem}.csv{mark}{query}")
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'href="{stem}.csv{(mark + query).replace("&", "&amp;")}"' in page.text


def test_every_page_of_the_site_is_among_those_tested() -> None:
    tested = [address.partition("?")[0] for address in ADDRESSES]
    patterns = [re.compile(re.sub(r"\{[^}]+\}", "[^/]+", page.path)) for page in PAGES]
    assert [one.pattern for one in patterns if not any(one.fullmatch(address) for address in tested)] == []


def test_every_link_of_every_page_leads_somewhere(client: TestClient, places: dict[str, str]) -> None:
    found: dict[str, str] = {}
    for address in ADDRESSES:
        page = client.get(address.format(**places)).text
        for link in re.findall(r'(?:href|src)="(/[^"#]*)', page):
            found.setdefault(link.replace("&amp;", "&"), address)
    broken = {link: page for link, page in found.items() if client.get(link, follow_redirects=True).status_code != 200}
    assert broken == {}
    assert len(found) > 40


def test_today_tells_what_changed_what_comes_and_what_disagrees(client: TestClient) -> None:
    page = client.get("/").text
    changed, _, rest = page.partition("What is coming")
    coming, _, disagrees = rest.partition("What disagrees")
    assert "2022-04-01" in changed
    assert "took another status" in changed
    assert "possible" in coming
    assert "Olaf Scholz" in coming
    assert "initiator" in disagrees
    assert "RUS" in disagrees


def test_what_is_coming_counts_from_the_latest_document_or_from_the_day_asked_for(client: TestClient) -> None:
    assert client.get("/today.json").json()["on"] == "2022-03-18"
    before = client.get("/today.json?on=2022-02").json()
    assert [row["date"] for row in before["coming"]] == ["2022-04"]
    assert client.get("/today.json?on=2030").json()["coming"] == []
    assert client.get("/?on=XXXX-05-05").status_code == 400


def test_contacts_are_counted_by_group_and_never_in_one_sum(client: TestClient) -> None:
    page = client.get("/contacts").text
    tally = re.search(r'<ul class="tally".*?</ul>', page, re.S)
    assert tally
    assert re.findall(r"<b>(\S+)</b> ([a-z ,]+)", tally[0]) == [
        ("3", "took place"), ("2", "ahead, not yet held"), ("1", "not taking place"),
    ]  # fmt: skip
    assert not re.search(r"\b6 (contacts|of)\b", page)


@pytest.mark.parametrize(
    ("query", "counts"),
    [("status=ahead", ["0", "2", "0"]), ("status=held,cancelled", ["3", "0", "1"]), ("kind=meeting", ["1", "2", "1"]),
     ("since=2022-03-04&status=off", ["0", "0", "1"]), ("actor=France", ["1", "0", "1"]),
     ("text=xylophone", ["0", "0", "0"])],
)  # fmt: skip
def test_the_counts_are_those_of_the_filters(client: TestClient, query: str, counts: list[str]) -> None:
    tally = client.get(f"/contacts?{query}").text.partition('<ul class="tally"')[2].partition("</ul>")[0]
    assert re.findall(r"<b>(\S+)</b>", tally) == counts


@pytest.mark.parametrize(
    ("query", "filters", "count"),
    [
        ("", {}, 6),
        ("actor=France", {"actor": "France"}, 2),
        ("actor=France&kind=call", {"actor": "France", "kind": "call"}, 1),
        ("actor=macron&with=Russia&status=held", {"actor": "Macron", "with_": "Russia", "status": "held"}, 1),
        ("with=Wang+Yi", {"with_": "Wang Yi"}, 2),
        ("status=ahead", {"status": "ahead"}, 2),
        ("status=held,cancelled&kind=visit", {"status": ["held", "cancelled"], "kind": "visit"}, 1),
        ("status=held&status=planned", {"status": ["held", "planned"]}, 4),
        ("since=2022-03-01&until=2022-03-05", {"since": "2022-03-01", "until": "2022-03-05"}, 2),
        ("topic=grain", {"topic": "grain"}, 1),
        ("place=Munich", {"place": "Munich"}, 1),
        ("text=grain", {"text": "grain"}, 2),
        ("disputed=yes", {"disputed": True}, 1),
        ("disputed=no", {"disputed": False}, 5),
        ("verdict=right", {"verdict": "right"}, 0),
        ("sort=-voices&limit=1", {"sort": "-voices", "limit": 1}, 1),
    ],
)
def test_a_filter_in_the_address_means_what_it_means_on_the_command_line(
    client: TestClient, ledger: Path, query: str, filters: Filters, count: int
) -> None:
    with Ledger(ledger, create=False, read_only=True) as opened:
        expected = [row.id for row in opened.contacts(**{"sort": "-date", **filters})]
    assert len(expected) == count
    shown = re.findall(r'href="/contact/(c-[0-9a-f]+)" aria-label', client.get(f"/contacts?{query}").text)
    assert shown == expected
    assert [row["id"] for row in rows_of(client.get(f"/contacts.csv?{query}").text)] == expected
    assert [row["id"] for row in client.get(f"/contacts.json?{query}").json()] == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("status=met", "no status is called"),
        ("since=yesterday", "yesterday"),
        ("since=2022&until=2021", "nothing can lie between"),
        ("colour=red", "no filter is called"),
        ("limit=-1", "limit is a number"),
        ("limit=99999999999999999999", "limit is a number"),
        ("offset=x", "offset is a number"),
        ("disputed=maybe", "yes or no"),
        ("sort=colour", "no sort is called"),
        ("text=%22", "holds no word"),
    ],
)
def test_what_cannot_be_asked_is_said_in_every_form(client: TestClient, query: str, said: str) -> None:
    page = client.get(f"/contacts?{query}")
    assert page.status_code == 400
    assert said in page.text.replace("&#39;", "'")
    assert client.get(f"/contacts.json?{query}").status_code == 400
    assert said in client.get(f"/contacts.json?{query}").json()["error"]


def test_a_form_that_was_left_empty_leads_to_the_plain_address(client: TestClient) -> None:
    answer = client.get("/contacts?actor=France&with=&since=&status=")
    assert (answer.status_code, answer.headers["location"]) == (302, "/contacts?actor=France")


def test_a_list_is_cut_into_pages_that_lead_to_each_other(client: TestClient) -> None:
    seen = []
    address: str | None = "/contacts?limit=2&sort=date"
    for _ in range(9):
        assert address is not None
        page = client.get(address).text
        seen += re.findall(r'href="/contact/(c-[0-9a-f]+)" aria-label', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else None
        if address is None:
            break
    assert seen == [row["id"] for row in rows_of(client.get("/contacts.csv?sort=date").text)]
    assert len(seen) == len(set(seen)) == 6


def test_a_contact_shows_what_each_report_says_with_a_link_to_its_words(
    client: TestClient, ids: dict[str, str]
) -> None:
    page = client.get(f"/contact/{ids['call']}").text
    table = re.search(r'<table class="fields">.*?</table>', page, re.S)
    assert table
    heads = re.findall(r'<th scope="col">(.*?)</th>', table[0], re.S)
    assert len(heads) == 2 + 3
    row = next(part for part in table[0].split("<tr>") if '<th scope="row">initiator' in part)
    assert row.count('class="disputed"') == 3
    link = re.search(r'href="(/document/[0-9a-f]{64})#s(\d+)-(\d+)"><bdi>RUS', row)
    assert link
    text = client.get(f"{link[1]}.json").json()["text"]
    assert text[int(link[2]) : int(link[3])] == "at the request of Moscow"
    assert f'id="s{link[2]}-{link[3]}"' in client.get(link[1]).text


def test_a_contact_tells_its_course_and_why_its_reports_are_one(client: TestClient, ids: dict[str, str]) -> None:
    page = client.get(f"/contact/{ids['off']}").text
    course = re.search(r'<ol class="course">.*?</ol>', page, re.S)
    assert course
    assert re.findall(r"</span>(planned|cancelled)</span>", course[0]) == ["planned", "cancelled"]
    assert "same sides" in page
    assert 'class="disputed"' not in page


def test_a_report_or_statement_a_beginning_and_a_former_id_lead_to_the_record(
    client: TestClient, ids: dict[str, str], ledger: Path
) -> None:
    with Ledger(ledger, create=False) as opened:
        (report,) = opened.connection.execute(
            "SELECT report FROM contact_report WHERE contact = ? LIMIT 1", (ids["call"],)
        ).fetchone()
        (statement,) = opened.connection.execute("SELECT key FROM statement LIMIT 1").fetchone()
        opened.connection.execute("INSERT INTO former VALUES ('c-00000000deadbeef', ?)", (ids["call"],))
    home = f"/contact/{ids['call']}"
    for other in (report, ids["call"][:9], "c-00000000deadbeef"):
        assert client.get(f"/contact/{other}").headers["location"] == home
    assert re.fullmatch(r"/document/[0-9a-f]{64}#s\d+-\d+", client.get(f"/contact/{statement}").headers["location"])
    assert client.get(f"/search?q={ids['call']}").headers["location"] == home


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_an_unknown_address_helps(client: TestClient, ids: dict[str, str], form: str) -> None:
    nearly = f"/contact/{ids['call'][:-2]}zz{form}"
    answer = client.get(nearly)
    assert answer.status_code == 404
    assert ids["call"] in answer.text
    assert client.get(f"/nothing/at/all{form}").status_code == 404
    assert client.get(f"/document/{'0' * 64}{form}").status_code == 404


def test_an_unknown_address_offers_a_search_and_the_page_that_is_written_nearly_so(client: TestClient) -> None:
    page = client.get("/contcts").text
    assert '<a href="/contacts"><bdi>Contacts' in page
    assert 'action="/search"' in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("grain exports", "/statements?text=grain+exports"),
        ("Macron", "/actor/emmanuel-macron"),
        ("ultimatum", "rejects any ultimatum"),
        ('"the only way out"', "Wang Wenbin"),
        ("Kari Exempel", "/actor/Kari%20Exempel"),
    ],
)
def test_one_search_finds_actors_contacts_statements_positions_and_documents(
    client: TestClient, words: str, expected: str
) -> None:
    page = client.get("/search", params={"q": words}).text
    assert expected in page or "grain" in words
    assert "Documents</h2>" in page or words == "Kari Exempel"


def test_a_search_without_result_or_without_word_says_so(client: TestClient) -> None:
    assert "Nothing in this ledger" in client.get("/search?q=xylophone").text
    assert client.get("/search?q=%22%22").status_code == 400


def test_a_ledger_that_is_being_written_stays_readable(client: TestClient, ledger: Path) -> None:
    with Ledger(ledger, create=False) as opened:
        opened.connection.execute("BEGIN IMMEDIATE")
        opened.connection.execute("UPDATE contact SET status = 'denied'")
        assert ">3</b> took place" in client.get("/contacts").text
        opened.connection.execute("ROLLBACK")


def test_an_empty_ledger_has_all_pages_too(tmp_path: Path, visit: Open) -> None:
    path = tmp_path / "empty.db"
    Ledger(path).close()
    client = visit(path)
    for address in (
        "/",
        "/contacts",
        "/review",
        "/statements",
        "/documents",
        "/disagreements",
        "/changes",
        "/search?q=x",
    ):
        assert client.get(address).status_code == 200
        stem, mark, query = address.partition("?")
        assert client.get(f"{'/today' if stem == '/' else stem}.csv{mark}{query}").status_code == 200


def test_a_ledger_that_went_missing_is_an_answer_too(client: TestClient, ledger: Path) -> None:
    ledger.unlink()
    answer = client.get("/contacts")
    assert answer.status_code == 503
    assert "no ledger" in answer.text


def test_the_same_visit_gives_the_same_bytes(visit: Open) -> None:
    def plain(text: str) -> str:
        return re.sub(r'name="token" value="\w+"', "", text)

    one, other = visit(), visit()
    for address in ("/", "/contacts", "/review", "/search?q=grain"):
        assert plain(one.get(address).text) == plain(other.get(address).text)
