"""A brief as a page: every line with its source, nothing of an article as markup, no day of today."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from newsroom import newsroom

from communique.record import Ledger
from communique.show import write_brief


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("brief") / "news.db") as opened:
        yield opened


def page(ledger: Ledger, form: str = "markdown", **options: Any) -> str:
    out = io.StringIO()
    write_brief(ledger.brief(**options), out, form)  # type: ignore[arg-type]
    return out.getvalue()


PERIOD = {"since": "2022-02", "on": "2022-03-25"}


def test_every_line_has_a_day_an_id_and_below_it_its_words_and_source(ledger: Ledger) -> None:
    lines = page(ledger, **PERIOD).splitlines()
    items = [number for number, line in enumerate(lines) if line.startswith("- ")]
    assert len(items) == 11
    for number in items:
        assert re.match(r"- \*\*(no date given|\d{4}|XXXX)[^*]*\*\* .+ `[cp]-[0-9a-f]{16}`$", lines[number])
        assert re.match(r"  - “.+” — (\[.+\]\(<https?://.+>\)|[^\[]+)$", lines[number + 1])


def test_the_parts_stand_in_their_order_and_an_empty_one_says_so(ledger: Ledger) -> None:
    text = page(ledger, **PERIOD)
    titles = re.findall(r"^## (.+)$", text, re.M)
    assert titles == [
        "Calendar", "Ahead, no day given", "Day past, no report of it", "Held", "Not taking place", "Demands",
        "Refusals", "Offers and commitments", "Where reports disagree",
    ]  # fmt: skip
    parts = dict(zip(titles, re.split(r"^## .+$", text, flags=re.M)[1:], strict=True))
    assert "None in the ledger." in parts["Day past, no report of it"]
    assert ": call, held" in parts["Held"]
    assert not any(": call, held" in part for title, part in parts.items() if title not in ("Held", titles[-1]))
    assert "no date given, reported 2022-02-20" in parts["Held"]
    assert "XXXX-05-05, reported 2022-03" in parts["Ahead, no day given"]
    assert parts["Where reports disagree"].count("  - “") == 4


def test_the_page_says_of_which_day_it_is_and_knows_no_today(ledger: Ledger) -> None:
    text = page(ledger)
    assert "# Diplomatic brief: all actors, 2022-02-16 to 2022-03-18" in text
    assert "2022-03-18 is the date of the latest document in the ledger." in text
    assert "The latest document in the ledger is of 2022-03-18." in page(ledger, on="2022-03-25")
    assert "The ledger goes on to 2022-03-18" in page(ledger, on="2022-03-01")
    assert date.today().isoformat() not in text + page(ledger, "html")


def test_what_nobody_had_reported_by_the_day_of_the_brief_is_not_in_it(ledger: Ledger) -> None:
    text = page(ledger, since="2022-02", on="2022-02-20")
    assert "Kari Exempel" not in text
    assert "in April" not in text
    assert "Olaf Scholz" in text


def test_a_brief_of_an_actor_says_so_and_how_to_ask_for_more(ledger: Ledger) -> None:
    text = page(ledger, actor="Macron", limit=1, **PERIOD)
    assert "# Diplomatic brief: Macron, 2022-02-01 to 2022-03-25" in text
    assert "Drawn from 4 documents that name Macron" in text
    assert "- … and 1 more: `communique disagreements --actor Macron`" in text
    assert "Scholz" not in text


def test_no_address_but_of_the_web_becomes_a_link(ledger: Ledger) -> None:
    text, html = page(ledger, **PERIOD), page(ledger, "html", **PERIOD)
    assert "javascript:" not in text + html
    assert "(<https://kremlin.example/(1)>)" in text
    assert 'href="https://kremlin.example/(1)"' in html


def test_nothing_of_an_article_is_markup(ledger: Ledger) -> None:
    assert r"\<b\>The & Wire\</b\>" in page(ledger, **PERIOD)
    html = page(ledger, "html", **PERIOD)
    assert "&lt;b&gt;The &amp; Wire&lt;/b&gt;" in html
    assert "<b>" not in html


class _Balance(HTMLParser):
    """Every tag that is opened is closed, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name in ("src", "onclick", "onload")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)
        self.quotes += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_is_one_whole_file_without_anything_outside_it(ledger: Ledger) -> None:
    html = page(ledger, "html", **PERIOD)
    parser = _Balance()
    parser.feed(html)
    assert parser.open == []
    assert parser.quotes == 13
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", html)


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger) -> None:
    for form in ("markdown", "html"):
        assert page(ledger, form, **PERIOD) == page(ledger, form, **PERIOD)
