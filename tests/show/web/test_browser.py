"""The pages in a browser: keys, faces, what is loaded, and whether everybody can use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from newsroom import STATE

from communique.record import Ledger

from .browsing import IN_A_BROWSER, OpenPage, Serving, Watch, follow, watch
from .test_hostile import HOSTILE, extraction

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = IN_A_BROWSER
FACES = ("light", "dark")
PAGES = (
    "/", "/contacts", "/contacts?status=ahead", "/contact/{call}", "/contact/{off}", "/document/{document}", "/review",
    "/search?q=grain", "/statements", "/documents", "/disagreements", "/changes", "/help", "/timeline", "/network",
    "/calendar", "/positions", "/actor/emmanuel-macron", "/actor/FRA", "/pair?a=FRA&b=RUS",
)  # fmt: skip
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[Serving]:
    """A site that no test changes."""
    serving = Serving(built)
    yield serving
    serving.stop()


def contrast(one: list[float], other: list[float]) -> float:
    """The contrast of two colours as WCAG 2 computes it."""

    def light(colour: list[float]) -> float:
        parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def places(built: Path) -> dict[str, str]:
    with Ledger(built, create=False, read_only=True) as ledger:
        rows = {(row.kind, row.status): row.id for row in ledger.contacts()}
        document = next(row.hash for row in ledger.documents() if row.name == "elysee")
    return {"call": rows["call", "held"], "off": rows["meeting", "cancelled"], "document": document}


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Serving) -> Iterator[tuple[Page, Watch]]:
    """A page that goes from address to address."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    yield page, watch(page, site.address)
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_everybody_can_use_it(
    reader: tuple[Page, Watch], site: Serving, places: dict[str, str], address: str
) -> None:
    page, watched = reader
    page.goto(site.address + address.format(**places))
    assert (watched.errors, watched.foreign) == ([], [])
    for face in FACES:
        page.emulate_media(color_scheme=face)
        seen = page.evaluate(AXE)
        assert seen["faults"] == []
        assert len(seen["inks"]) > 5
        pale = [(words, round(contrast(ink, paper), 2)) for words, ink, paper in seen["inks"]]
        assert [one for one in pale if one[1] < 4.5] == [], face
    for width in (400, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVER) <= 0, width


def test_the_looking_finds_what_is_wrong(open_page: OpenPage, site: Serving) -> None:
    page, _ = open_page(f"{site.address}/help")
    page.evaluate(
        """() => {
          document.querySelector("main").innerHTML = `<h1>One</h1><h3 id="a">Three</h3><input><a href="/"></a>
            <table><tr><th>head</th></tr></table><nav></nav><p id="a" aria-labelledby="gone">twice</p>`;
          document.querySelector("h1").style.color = "#999";
        }"""
    )
    seen = page.evaluate(AXE)
    told = " | ".join(seen["faults"])
    for fault in ("h3 after h1", "field without label", "without a name", "th without scope", "unnamed: <nav>",
                  "two of one id", "aria-labelledby of nothing"):  # fmt: skip
        assert fault in told
    assert min(contrast(ink, paper) for _, ink, paper in seen["inks"]) < 4.5


def test_both_faces_are_two_and_the_switch_holds_without_script(open_page: OpenPage, site: Serving) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (open_page(f"{site.address}/help", face=face)[0].evaluate(paper) for face in FACES)
    assert light != dark
    page, _ = open_page(f"{site.address}/contacts?kind=call", face="light", script=False)
    follow(page, page.get_by_role("button", name="dark face"))
    assert page.url == f"{site.address}/contacts?kind=call"
    shot = page.locator("html").get_attribute("data-face")
    assert shot == "dark"
    follow(page, page.get_by_role("button", name="auto face"))
    assert page.locator("html").get_attribute("data-face") == "auto"


def test_the_filter_form_leads_to_an_address_without_empty_fields(open_page: OpenPage, site: Serving) -> None:
    page, watched = open_page(f"{site.address}/contacts")
    page.get_by_label("actor").fill("France")
    page.get_by_text("More filters").click()
    page.get_by_role("checkbox", name="cancelled").check()
    follow(page, page.get_by_role("button", name="Show"))
    assert page.url == f"{site.address}/contacts?actor=France&status=cancelled"
    assert page.locator("table.contacts tbody tr").count() == 1
    assert page.get_by_role("checkbox", name="cancelled").is_checked()
    follow(page, page.get_by_role("columnheader", name="voices").get_by_role("link"))
    assert "sort=-voices" in page.url
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("voices")
    assert watched.errors == []


@pytest.mark.parametrize("script", [True, False])
def test_a_cell_opens_the_document_at_its_words(
    open_page: OpenPage, site: Serving, places: dict[str, str], script: bool
) -> None:
    page, _ = open_page(f"{site.address}/contact/{places['call']}", script=script)
    follow(page, page.get_by_role("link", name="RUS", exact=True).last)
    assert "#s" in page.url
    if script:
        aimed = page.locator(".seg.aim")
        aimed.first.wait_for(state="visible")
        assert "".join(aimed.all_inner_texts()) == "at the request of Moscow"
    else:
        assert page.locator(".at:target").count() == 1


def test_the_first_tab_skips_to_the_content_and_the_order_is_that_of_the_page(
    open_page: OpenPage, site: Serving
) -> None:
    page, _ = open_page(f"{site.address}/contacts")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    tops = []
    for _ in range(14):
        page.keyboard.press("Tab")
        tops.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert tops == sorted(tops)
    page.keyboard.press("Home")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "look"


def test_print_has_the_records_and_not_the_controls(open_page: OpenPage, site: Serving, places: dict[str, str]) -> None:
    page, _ = open_page(f"{site.address}/contact/{places['call']}", face="dark")
    page.emulate_media(media="print")
    assert page.locator("table.fields").is_visible()
    for control in (".masthead nav", ".face", "form.set", ".skip"):
        assert not page.locator(control).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_hostile_articles_run_nothing_and_break_no_layout(open_page: OpenPage, tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    with Ledger(path) as ledger:
        for number, text in enumerate(HOSTILE):
            ledger.add(extraction(text, number), state=STATE)
        contacts = [row.id for row in ledger.contacts()]
        documents = [row.hash for row in ledger.documents()]
    serving = Serving(path)
    try:
        page, watched = open_page(f"{serving.address}/", width=400)
        addresses = ["/contacts", "/review", "/statements", "/documents", "/search?q=owned"]
        addresses += [f"/contact/{one}" for one in contacts] + [f"/document/{one}" for one in documents]
        for address in addresses:
            page.goto(serving.address + address)
            assert "owned" not in page.title().partition(" · ")[2], address
            assert page.title() != "owned"
            over = page.evaluate(OVER)
            assert over <= 0, address
        assert (watched.errors, watched.foreign) == ([], [])
    finally:
        serving.stop()
