"""The pictures in a browser: names do not overlap as it draws them, no page is wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from newsroom import STATE, Article, newsroom

from .browsing import IN_A_BROWSER, OpenPage, Serving

pytestmark = IN_A_BROWSER
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
    path = tmp_path_factory.mktemp("browser") / "talks.db"
    with newsroom(path) as ledger:
        for number in range(24):
            one, other = f"Minister Wilhelmina {number}", f"Minister Wilhelmina {number // 2 + 24}"
            words = f"{one} met {other}."
            article = Article(f"b{number}", "2022-02-11", words)
            article.contact(words, "met", "meeting", "held", (one, None, None), (other, None, None))
            ledger.add(article.extraction, state=STATE)
    serving = Serving(path)
    yield serving.address
    serving.stop()


@pytest.mark.parametrize("face", ["light", "dark"])
def test_drawn_pages_in_a_browser(open_page: OpenPage, site: str, face: str) -> None:
    page, watched = open_page(f"{site}/", width=400, face=face)
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
    assert (watched.errors, watched.foreign) == ([], [])
