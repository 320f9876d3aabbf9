"""The pages in a browser: keys, faces, what is loaded, and whether everybody can use them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from newsroom import STATE

from communique.record import Ledger
from communique.show.web import create_app

from .test_hostile import HOSTILE, extraction

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists() and not os.environ.get("CI"), reason="chromium is not installed"),
]
FACES = ("light", "dark")
PAGES = (
    "/", "/contacts", "/contacts?status=ahead", "/contact/{call}", "/contact/{off}", "/document/{document}", "/review",
    "/search?q=grain", "/statements", "/documents", "/disagreements", "/changes", "/help", "/timeline", "/network",
    "/calendar", "/positions", "/actor/emmanuel-macron", "/actor/FRA", "/pair?a=FRA&b=RUS",
)  # fmt: skip
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")


@dataclass
class Watch:
    """What a page did that a page of ours does not do."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def watch(page: Page, address: str) -> Watch:
    """Watch a page from now on."""
    watched, own = Watch(), address.split("/")[2]
    page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on(
        "request",
        lambda request: watched.foreign.append(request.url) if request.url.split("/")[2] != own else None,
    )
    return watched


class Serving:
    """A site on a port of its own, in a thread."""

    def __init__(self, ledger: Path, **options: Any) -> None:
        import uvicorn

        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(create_app(ledger, **options), log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(5)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[Serving]:
    """A site that no test changes."""
    serving = Serving(built)
    yield serving
    serving.stop()


@pytest.fixture
def changing(ledger: Path) -> Iterator[Serving]:
    """A site of one test alone."""
    serving = Serving(ledger)
    yield serving
    serving.stop()


Open = Callable[..., "tuple[Page, Watch]"]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a page in a browser of its own, and watches it."""
    contexts = []

    def open_(address: str, *, face: str = "light", width: int = 1280, script: bool = True) -> tuple[Page, Watch]:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=face,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        watched = watch(page, address)
        page.goto(address)
        return page, watched

    yield open_
    for context in contexts:
        context.close()


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


def test_the_looking_finds_what_is_wrong(open_page: Open, site: Serving) -> None:
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


def test_both_faces_are_two_and_the_switch_holds_without_script(open_page: Open, site: Serving) -> None:
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


def test_the_filter_form_leads_to_an_address_without_empty_fields(open_page: Open, site: Serving) -> None:
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
    open_page: Open, site: Serving, places: dict[str, str], script: bool
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


def test_the_first_tab_skips_to_the_content_and_the_order_is_that_of_the_page(open_page: Open, site: Serving) -> None:
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


def follow(page: Page, target: Locator) -> None:
    """Click what leads to another page, and wait until that page and its script are there."""
    with page.expect_navigation(wait_until="load"):
        target.click()


def says(page: Page, words: str) -> None:
    """Wait until the page says something that begins so."""
    from playwright.sync_api import expect

    expect(page.locator("#said")).to_have_text(re.compile(f"^{re.escape(words)}"))


def heard(page: Page, words: str) -> None:
    """Wait until the page says something with these words in it."""
    from playwright.sync_api import expect

    expect(page.locator("#said")).to_contain_text(words)


def done(page: Page, count: int) -> None:
    """Wait until so many cards are decided."""
    from playwright.sync_api import expect

    expect(page.locator(".card.done")).to_have_count(count)


def verdicts(path: Path) -> dict[str, str | None]:
    with Ledger(path, create=False, read_only=True) as ledger:
        return {row.id: row.verdict for row in ledger.contacts(verdict="any", sort="-doubt")}


def test_the_keys_of_review_decide_move_and_undo(open_page: Open, changing: Serving, ledger: Path) -> None:
    page, watched = open_page(f"{changing.address}/review")
    queue = page.locator(".card").evaluate_all("cards => cards.map(card => card.dataset.record)")
    here = "document.querySelector('.card.here')?.dataset.record"
    page.keyboard.press("j")
    assert page.evaluate(here) == queue[0]
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(here) == queue[0]
    page.keyboard.press("a")
    says(page, "Accepted")
    assert verdicts(ledger)[queue[0]] == "right"
    assert page.evaluate(here) == queue[1]
    page.keyboard.press("r")
    says(page, "Rejected")
    assert verdicts(ledger)[queue[1]] == "wrong"
    page.keyboard.press("u")
    says(page, "Taken back.")
    page.keyboard.press("u")
    done(page, 0)
    assert set(verdicts(ledger).values()) == {None}
    page.keyboard.press("u")
    heard(page, "Nothing was decided")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    assert (watched.errors, watched.foreign) == ([], [])


def test_a_field_is_edited_with_the_keyboard_alone(open_page: Open, changing: Serving, ledger: Path) -> None:
    page, watched = open_page(f"{changing.address}/review?place=Munich")
    page.keyboard.press("j")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field"
    page.keyboard.type("place")
    page.keyboard.press("Tab")
    page.keyboard.type("Bonn")
    page.keyboard.press("Enter")
    says(page, "Set")
    with Ledger(ledger, create=False, read_only=True) as opened:
        assert [row.place for row in opened.contacts(place="Bonn")] == ["Bonn"]
    assert watched.errors == []


def test_not_the_same_parts_the_weakest_tie(open_page: Open, changing: Serving, ledger: Path) -> None:
    page, watched = open_page(f"{changing.address}/review?status=cancelled")
    before = len(verdicts(ledger))
    page.keyboard.press("j")
    page.keyboard.press("s")
    heard(page, "cannot be said")
    page.keyboard.press("d")
    says(page, "Not the same")
    assert len(verdicts(ledger)) == before + 1
    page.keyboard.press("u")
    says(page, "Taken back.")
    assert len(verdicts(ledger)) == before
    assert watched.errors == []


def test_all_that_is_visible_is_decided_at_once(open_page: Open, changing: Serving, ledger: Path) -> None:
    page, watched = open_page(f"{changing.address}/review?actor=France")
    page.get_by_role("button", name="Choose all").click()
    page.get_by_role("button", name="Accept those chosen").click()
    done(page, page.locator(".card").count())
    assert sum(said == "right" for said in verdicts(ledger).values()) == page.locator(".card").count() > 1
    page.keyboard.press("u")
    done(page, 0)
    assert set(verdicts(ledger).values()) == {None}
    assert watched.errors == []


def test_review_works_without_script(open_page: Open, changing: Serving, ledger: Path) -> None:
    page, _ = open_page(f"{changing.address}/review", script=False)
    first = page.locator(".card").first
    record = first.get_attribute("data-record") or ""
    follow(page, first.get_by_role("button", name="Accept"))
    assert verdicts(ledger)[record] == "right"
    assert page.locator(".card").first.get_attribute("data-record") != record
    follow(page, page.get_by_role("button", name="Undo correction"))
    assert verdicts(ledger)[record] is None
    assert page.locator(".card").first.get_attribute("data-record") == record


def test_a_decision_that_is_refused_says_why_and_is_no_decision(open_page: Open, changing: Serving) -> None:
    page, _ = open_page(f"{changing.address}/review")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type("date")
    page.keyboard.press("Tab")
    page.keyboard.type("soon")
    page.keyboard.press("Enter")
    says(page, "Not changed")
    assert "soon" in page.locator("#said").inner_text()
    assert page.locator(".card.done").count() == 0


def test_print_has_the_records_and_not_the_controls(open_page: Open, site: Serving, places: dict[str, str]) -> None:
    page, _ = open_page(f"{site.address}/contact/{places['call']}", face="dark")
    page.emulate_media(media="print")
    assert page.locator("table.fields").is_visible()
    for control in (".masthead nav", ".face", "form.set", ".skip"):
        assert not page.locator(control).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_hostile_articles_run_nothing_and_break_no_layout(open_page: Open, tmp_path: Path) -> None:
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
