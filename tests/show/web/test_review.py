"""The queue of review in a browser: keys, fields, and decisions that are refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from communique.record import Ledger

from .browsing import IN_A_BROWSER, OpenPage, Serving, follow

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = IN_A_BROWSER


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


def test_the_keys_of_review_decide_move_and_undo(open_page: OpenPage, changing: Serving, ledger: Path) -> None:
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


def test_a_field_is_edited_with_the_keyboard_alone(open_page: OpenPage, changing: Serving, ledger: Path) -> None:
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


def test_not_the_same_parts_the_weakest_tie(open_page: OpenPage, changing: Serving, ledger: Path) -> None:
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


def test_all_that_is_visible_is_decided_at_once(open_page: OpenPage, changing: Serving, ledger: Path) -> None:
    page, watched = open_page(f"{changing.address}/review?actor=France")
    page.get_by_role("button", name="Choose all").click()
    page.get_by_role("button", name="Accept those chosen").click()
    done(page, page.locator(".card").count())
    assert sum(said == "right" for said in verdicts(ledger).values()) == page.locator(".card").count() > 1
    page.keyboard.press("u")
    done(page, 0)
    assert set(verdicts(ledger).values()) == {None}
    assert watched.errors == []


def test_review_works_without_script(open_page: OpenPage, changing: Serving, ledger: Path) -> None:
    page, _ = open_page(f"{changing.address}/review", script=False)
    first = page.locator(".card").first
    record = first.get_attribute("data-record") or ""
    follow(page, first.get_by_role("button", name="Accept"))
    assert verdicts(ledger)[record] == "right"
    assert page.locator(".card").first.get_attribute("data-record") != record
    follow(page, page.get_by_role("button", name="Undo correction"))
    assert verdicts(ledger)[record] is None
    assert page.locator(".card").first.get_attribute("data-record") == record


def test_a_decision_that_is_refused_says_why_and_is_no_decision(open_page: OpenPage, changing: Serving) -> None:
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
