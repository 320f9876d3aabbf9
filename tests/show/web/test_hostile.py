"""Articles are written by strangers: whatever stands in any field is text on every page, and breaks none."""

from __future__ import annotations

import csv
import io
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from newsroom import STATE
from starlette.testclient import TestClient

from communique.record import Ledger
from communique.schema import (
    Actor,
    Contact,
    Document,
    Extraction,
    Party,
    Position,
    Problem,
    Sourced,
    Span,
    Statement,
    When,
)

from .conftest import Open

SCRIPT = "<script>document.title='owned'</script>"
IMAGE = '"><img src=x onerror="document.title=\'owned\'">'
VECTOR = "<svg onload=\"document.title='owned'\"><a xlink:href='javascript:alert(1)'>x</a></svg>"
TEMPLATE = "{{ 7 * 7 }}{% for x in y %}"
TURNED = "\u202edesufer\u202c \u2066never closed \u200f\ufeff"
QUOTES = "' onmouseover='document.title=1' x=\"</bdi></table></main>"
HOSTILE = (
    SCRIPT,
    IMAGE,
    VECTOR,
    TEMPLATE,
    TURNED,
    QUOTES,
    "x" * 1_000_000,
    "&lt;b&gt; &amp; \x00\x1b[31m",
    "=cmd()|' /C'!A0",
)


def extraction(text: str, number: int) -> Extraction:
    """An article with one text in every field that can hold any."""
    span = Span(0, len(text))
    who = Actor(text, text[:40], span, None)
    other = Actor(f"other {text}", None, None, text[:60])
    contact = Contact(
        Sourced("meeting", span),
        Sourced("planned" if number % 2 else "held", span),
        (Party(who, Sourced("participant", span)), Party(other, Sourced("host", None))),
        (span,),
        When("2022-05-06", span, "2022-05-07"),
        Sourced(text, span),
        (Sourced(text, span), Sourced(text[::-1], None)),
        Sourced(text, span),
        who,
        Sourced(text, span),
        Sourced(text, span),
        Sourced(text, span),
        Sourced(text, span),
    )
    document = Document(text, text, text, text, When("2022-05-07"), f"javascript:{text}")
    statement = Statement(who, Span(0, 1), (span,), "direct", (other,), (who,))
    position = Position(who, Sourced("demand", Span(0, 2)), span, (other,), span)
    return Extraction(document, (contact,), (statement,), (position,), (Problem(text, text, number),))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of nothing else."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Ledger(path, clock=lambda: "2022-06-01T00:00:00Z") as ledger:
        for number, text in enumerate(HOSTILE):
            ledger.add(extraction(text, number), state=STATE)
        ledger.add(extraction(HOSTILE[0] + " more", 9), state=STATE)
        first, second = [row.id for row in ledger.contacts(limit=2)]
        ledger.correct(first, "set", field="place", value=SCRIPT, who=IMAGE, why=VECTOR)
        ledger.correct(first, "same", other=second, who=QUOTES, why=TURNED)
    return path


@pytest.fixture
def places(hostile: Path) -> list[str]:
    """Every page of every record."""
    with Ledger(hostile, create=False, read_only=True) as ledger:
        records = [f"/contact/{row.id}" for row in ledger.contacts(verdict="any")]
        records += [f"/document/{row.hash}" for row in ledger.documents()]
    lists = ["/", "/contacts", "/review", "/statements", "/documents", "/disagreements", "/changes", "/search?q=owned"]
    lists += ["/timeline", "/network", "/calendar", "/positions"]
    return records + lists


class Elements(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in ("meta", "link", "input", "br", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


def test_no_page_has_an_element_or_attribute_of_an_article(visit: Open, hostile: Path, places: list[str]) -> None:
    client = visit(hostile)
    for place in places:
        page = client.get(place)
        assert page.status_code == 200, place
        found = Elements()
        found.feed(page.text)
        assert not found.unbalanced, (place, found.unbalanced)
        assert found.open == [], place
        assert not found.names & {"img", "iframe", "object", "style"}, place
        assert ("svg" in found.names) <= place.startswith(("/timeline", "/network", "/calendar", "/positions")), place
        assert [value for tag, name, value in found.attributes if tag == "script" and name == "src"] != []
        for tag, name, value in found.attributes:
            assert not name.startswith("on"), (place, tag, name)
            assert name != "style"
            if name in ("href", "xlink:href", "src", "action", "cite"):
                assert value.startswith(("/", "#", "?", "https://", "http://")), (place, tag, value[:60])
        assert not re.search(r">\s*49", page.text), "a template in an article was run"


def test_nothing_that_turns_a_line_around_reaches_a_page(visit: Open, hostile: Path, places: list[str]) -> None:
    client = visit(hostile)
    for place in places:
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", client.get(place).text), place


def test_a_word_of_a_megabyte_makes_no_page_of_many(visit: Open, hostile: Path, places: list[str]) -> None:
    client = visit(hostile)
    for place in places:
        start = time.perf_counter()
        size = len(client.get(place).content)
        assert size < (400_000 if place.startswith("/document") else 300_000), (place, size)
        assert time.perf_counter() - start < 5


def test_a_long_text_is_shown_in_parts_that_are_the_whole_text(visit: Open, hostile: Path) -> None:
    client = visit(hostile)
    with Ledger(hostile, create=False, read_only=True) as ledger:
        place = next(f"/document/{row.hash}" for row in ledger.documents() if len(row.name) > 500_000)
    read = ""
    for part in range(1, 11):
        page = client.get(f"{place}?part={part}").text
        raw = re.search(r'<div class="raw".*?</div>', page, re.S)
        assert raw
        read += re.sub(r"<[^>]+>", "", raw[0])
    assert read == "x" * 1_000_000
    assert client.get(f"{place}?part=11").status_code == 404
    assert client.get(f"{place}?part=-1").status_code == 404


def test_a_spreadsheet_takes_no_cell_for_a_formula(visit: Open, hostile: Path, places: list[str]) -> None:
    client = visit(hostile)
    csv.field_size_limit(1 << 24)
    for place in places[-12:]:
        stem, mark, query = place.partition("?")
        text = client.get(f"{'/today' if stem == '/' else stem}.csv{mark}{query}").text
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), place
                assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell), place


def test_a_hostile_address_is_no_markup_either(client: TestClient) -> None:
    for path in (
        f"/{SCRIPT}",
        f"/contact/{IMAGE}",
        "/search?q=" + QUOTES,
        f"/contacts?actor={VECTOR}",
        f"/contacts?{IMAGE}=1",
    ):
        page = client.get(path)
        found = Elements()
        found.feed(page.text)
        assert "img" not in found.names
        assert "svg" not in found.names
        assert not [name for _, name, _ in found.attributes if name.startswith("on")]
        assert not found.unbalanced
