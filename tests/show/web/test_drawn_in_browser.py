"""The pictures in a browser: names do not overlap as it draws them, no page is wider than the screen."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import STATE, Article, newsroom

from communique.show.web import create_app

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")]
PLACES = ("/timeline", "/network", "/calendar?month=2022-04", "/positions", "/actor/RUS", "/pair?a=FRA&b=RUS")
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.network .name')].map(e => e.getBoundingClientRect());
  let met = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    // The boxes of a browser have room above and below the letters.
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (a.left < b.right && b.left < a.right && down > 2) met++;
  }));
  return [boxes.length, met];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import uvicorn

    path = tmp_path_factory.mktemp("browser") / "talks.db"
    with newsroom(path) as ledger:
        for number in range(24):
            one, other = f"Minister Wilhelmina {number}", f"Minister Wilhelmina {number // 2 + 24}"
            words = f"{one} met {other}."
            article = Article(f"b{number}", "2022-02-11", words)
            article.contact(words, "met", "meeting", "held", (one, None, None), (other, None, None))
            ledger.add(article.extraction, state=STATE)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


@pytest.mark.parametrize("face", ["light", "dark"])
def test_drawn_pages_in_a_browser(site: str, face: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 400, "height": 800}, color_scheme=face)  # type: ignore[arg-type]
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: None if request.url.startswith(site) else complaints.append(request.url))
        for place in PLACES:
            answer = page.goto(site + place)
            assert answer is not None
            assert answer.status == 200
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
            if place == "/network":
                drawn, met = page.evaluate(OVERLAPS)
                assert drawn > 30
                assert met == 0
            # Filled and outlined differ in the browser's own eyes.
            if place == "/timeline":
                fills = page.evaluate(
                    "['happened', 'ahead'].map(n => getComputedStyle(document.querySelector('.mark .' + n)).fill)"
                )
                assert fills[0] != fills[1]
        browser.close()
    assert complaints == []
