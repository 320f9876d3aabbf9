"""The pages with pictures: what they show, where they lead, and what they give as files."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import MACRON, PUTIN, STATE, Article, newsroom
from pictured import looks, tree

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from communique.show.pictures import Picture
from communique.show.web import create_app

PLACES = (
    "/timeline", "/timeline?lanes=side", "/timeline?actor=France&since=2022-02&until=2022-03", "/network",
    "/network?by=side&most=40", "/calendar", "/calendar?month=2022-04&months=2", "/calendar?status=off", "/positions",
    "/positions?columns=issue", "/positions?actor=FRA&kind=demand", "/actor/FRA", "/actor/emmanuel-macron",
    "/actor/Kari%20Exempel", "/pair?a=FRA&b=RUS", "/pair?a=emmanuel-macron&b=vladimir-putin", "/pair",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("drawn") / "talks.db"
    newsroom(path).close()
    with TestClient(create_app(path), base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        yield client


def pictures(page: str) -> list[Picture]:
    return [Picture(found) for found in re.findall(r"<svg xmlns.*?</svg>", page, re.S)]


def in_form(place: str, form: str) -> str:
    path, _, query = place.partition("?")
    return f"{path}.{form}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("place", PLACES)
def test_each_page_answers_in_all_its_forms(site, place):
    page = site.get(place)
    assert page.status_code == 200
    assert " style=" not in page.text
    ids = re.findall(r'\bid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    for picture in pictures(page.text):
        tree(picture)
    assert site.get(in_form(place, "json")).json() is not None
    assert site.get(in_form(place, "csv")).headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("place", PLACES)
def test_links_of_a_page_lead_somewhere(site, place):
    page = site.get(place).text
    for link in sorted(set(re.findall(r'href="(/[^"#]*)', page)))[:60]:
        answer = site.get(link.replace("&amp;", "&"))
        assert answer.status_code in (200, 302), link


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("/timeline?lanes=colour", 400, "lanes are kind or side"),
        ("/timeline?since=soon", 400, "not a date"),
        ("/network?by=colour", 400, "by actor or side"),
        ("/network?most=0", 400, "from 2 to 200"),
        ("/network?most=9999999999999999999999", 400, "from 2 to 200"),
        ("/calendar?month=never", 400, "not a date"),
        ("/calendar?month=XXXX-05", 400, "no month to show"),
        ("/calendar?months=99", 400, "from 1 to 3"),
        ("/positions?columns=colour", 400, "act or issue"),
        ("/positions?columns=issue&issue=!!", 400, "no word"),
        ("/actor/Nobody", 404, "names nobody called Nobody"),
        ("/actor/Makron", 404, "names nobody"),
        ("/pair?a=FRA&b=Nobody", 404, "names nobody"),
        ("/actor/%20", 400, "no name of an actor"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_line(site, place, status, words):
    answer = site.get(place)
    assert answer.status_code == status
    assert words in answer.text


def test_what_did_not_happen_is_never_drawn_as_held(site):
    """Rule 3: among contacts that were called off, planned or possible, no picture has a filled mark."""
    for place in ("/timeline?status=ahead", "/timeline?status=off", "/network?status=ahead", "/network?status=off"):
        (picture,) = pictures(site.get(place).text)
        drawn = [look for name in ("circle", "rect", "line") for look in looks(tree(picture), name)]
        # One filled mark, and three lines of contacts held, are in the legends.
        assert drawn.count("happened") == (1 if "timeline" in place else 0)
        assert sum(look.startswith("held") for look in drawn) == (0 if "timeline" in place else 3)


def test_the_timeline_shows_each_contact_while_they_are_few(site):
    page = site.get("/timeline").text
    (picture,) = pictures(page)
    assert picture.svg.count('class="mark" href="/contact/') + picture.svg.count('href="/contact/') >= 6
    assert "no date" in picture.svg
    rows = list(csv.DictReader(io.StringIO(site.get("/timeline.csv").text)))
    assert sum(int(row["happened"]) for row in rows) == 3
    assert sum(int(row["ahead"]) for row in rows) == 2
    assert sum(int(row["off"]) for row in rows) == 1


def test_many_contacts_are_counted_and_a_bar_leads_nearer(tmp_path):
    ledger = newsroom(tmp_path / "talks.db")
    for number in range(260):
        day = f"20{number % 20 + 2:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        words = f"Emmanuel Macron called Vladimir Putin on day {number}, {day}."
        article = Article(f"n{number}", day, words)
        article.contact(words, "called", "call", "held", MACRON, PUTIN, date=(day, day))
        ledger.add(article.extraction, state=STATE)
    ledger.close()
    with TestClient(create_app(tmp_path / "talks.db"), base_url="http://127.0.0.1:8765") as client:
        page = client.get("/timeline").text
        assert "Each bar is a" in page
        (picture,) = pictures(page)
        nearer = re.search(r'href="(/timeline\?[^"]*kind=call)"', picture.svg)
        assert nearer
        assert 'href="/contact/' in client.get(nearer[1].replace("&amp;", "&")).text


def test_the_calendar_shows_what_is_ahead_and_tells_coarser_dates_apart(site):
    page = site.get("/calendar?month=2022-04").text
    assert "on no certain day" in page
    assert "2022-04" in page
    assert [row["date"] for row in csv.DictReader(io.StringIO(site.get("/calendar.csv?month=2022-04").text))] == [
        "2022-04"
    ]
    (picture,) = pictures(site.get("/calendar?month=2022-03&status=off").text)
    assert "plate off" in picture.svg
    assert "plate ahead" not in picture.svg


def test_the_network_has_the_table_of_its_ties(site):
    page = site.get("/network").text
    assert "/pair?a=emmanuel-macron&amp;b=vladimir-putin" in page
    rows = list(csv.DictReader(io.StringIO(site.get("/network.csv").text)))
    (macron,) = [row for row in rows if row["a_actor"] == "emmanuel-macron"]
    assert (macron["b"], macron["happened"], macron["ahead"], macron["off"]) == ("Vladimir Putin", "1", "0", "1")
    assert "Russia" in site.get("/network?by=side").text


def test_the_matrix_leads_to_its_positions(site):
    page = site.get("/positions").text
    assert 'href="/positions?actor=FRA&amp;kind=demand"' in page
    listed = site.get("/positions?actor=FRA&kind=demand").text
    assert "France demands that Russia withdraw its troops" in listed
    assert "rejects any ultimatum" not in listed.partition("The positions")[2]


def test_an_actor_has_one_address(site):
    moved = site.get("/actor/France")
    assert (moved.status_code, moved.headers["location"]) == (302, "/actor/FRA")
    moved = site.get("/pair.json?a=Macron&b=Putin")
    assert moved.headers["location"] == "/pair.json?a=emmanuel-macron&b=vladimir-putin"
    assert site.get("/actor/FRA.json").json()["groups"] == {"happened": 1, "ahead": 0, "off": 1}


def test_a_pair_stands_side_by_side(site):
    page = site.get("/pair?a=FRA&b=RUS").text
    left, right = page.index("on <bdi>Russia"), page.index("on <bdi>France")
    demand, reject = page.index("withdraw its troops"), page.find("rejects any ultimatum")
    assert left < demand < right
    assert reject == -1  # it aims at nobody, so it is no position on France


def test_who_speaks_for_a_side(site):
    assert "Wang Wenbin" in site.get("/actor/CHN").text.partition("Its voices")[2]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'a"b/c\\d', "../../etc", "\u202eevil", "x" * 4000])
def test_hostile_names_are_only_words(tmp_path: Path, name: str):
    words = f"{name} called Vladimir Putin."
    article = Article("hostile", "2022-02-11", words)
    article.contact(words, "called", "call", "held", (name, None, None), PUTIN, date=("2022-02-10", "called"))
    article.wants((name, name[:30], None), "demand", "called Vladimir Putin", (name, None, None))
    with newsroom(tmp_path / "talks.db") as ledger:
        ledger.add(article.extraction, state=STATE)
    with TestClient(create_app(tmp_path / "talks.db"), base_url="http://127.0.0.1:8765") as client:
        for place in ("/timeline?lanes=side", "/network", "/calendar?status=happened&month=2022-02", "/positions",
                      "/actor/vladimir-putin", "/actor/RUS"):  # fmt: skip
            page = client.get(place)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "\u202e" not in page.text
            for picture in pictures(page.text):
                tree(picture)
            for link in set(re.findall(r'href="(/(?:actor|pair)[^"#]*)', page.text)):
                assert client.get(link.replace("&amp;", "&")).status_code in (200, 404)
