from __future__ import annotations

import re
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from newsroom import newsroom

with warnings.catch_warnings():
    # It works with the httpx that is pinned, and says that another package will be wanted one day.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from communique.record import Ledger
from communique.show.web import create_app

from .browsing import CHROMIUM, OpenPage, Serving, Watch, watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., TestClient]
_TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


def token_of(page: str) -> str:
    """The token of the forms of a page."""
    found = _TOKEN.search(page)
    assert found, "no form with a token"
    return found[1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom's ledger, made once."""
    path = tmp_path_factory.mktemp("newsroom") / "talks.db"
    newsroom(path).close()
    return path


@pytest.fixture
def ledger(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    path = tmp_path / "talks.db"
    shutil.copy(built, path)
    return path


@pytest.fixture
def visit(ledger: Path) -> Iterator[Open]:
    """Opens the site over the ledger with options of `create_app`, and visits it as a browser on this machine does."""
    clients: list[TestClient] = []

    def open_(path: Path = ledger, **options: object) -> TestClient:
        app = create_app(path, **options)  # type: ignore[arg-type]
        client = TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)
        clients.append(client)
        return client

    yield open_
    for client in clients:
        client.close()


@pytest.fixture
def client(visit: Open) -> TestClient:
    """A visitor."""
    return visit()


@pytest.fixture
def ids(ledger: Path) -> dict[str, str]:
    """The contacts of the newsroom by a word each: "call" has three reports, "off" was planned, then cancelled."""
    with Ledger(ledger, create=False, read_only=True) as opened:
        rows = {(row.kind, row.status): row.id for row in opened.contacts()}
    return {
        "call": rows["call", "held"],
        "off": rows["meeting", "cancelled"],
        "visit": rows["visit", "held"],
        "possible": rows["meeting", "possible"],
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def changing(ledger: Path) -> Iterator[Serving]:
    """A site of one test alone."""
    serving = Serving(ledger)
    yield serving
    serving.stop()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
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
