"""robots.txt: which paths may be read."""

from __future__ import annotations

import time

import pytest

from communique.intake.robots import parse_robots

FILE = """
# What programs may read.
User-agent: *
Disallow: /
Allow: /news/$
Crawl-delay: 20

user-agent: other
User-Agent: Communique   # and another
Disallow: /search
Disallow: /*.pdf$
Allow: /search/help
Disallow: /Élysée/
Disallow:
Crawl-delay: 5
Crawl-delay: soon
Sitemap: https://news.example/map.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", True),
        ("/news/a.html", True),
        ("/search", False),
        ("/search?q=a", False),
        ("/search/help/me", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x=1", True),
        ("/%C3%89lys%c3%a9e/a", False),
        ("/Élysée/a", False),
    ],
)
def test_the_longest_rule_that_fits_holds(path: str, allowed: bool) -> None:
    robots = parse_robots(FILE, "communique")
    assert robots.allows("https://news.example" + path) is allowed
    assert robots.delay == 5


def test_who_is_not_named_is_one_of_all() -> None:
    robots = parse_robots(FILE, "reader")
    assert [robots.allows("https://n.example" + path) for path in ("/", "/news/", "/news/a")] == [False, True, False]
    assert robots.delay == 20


@pytest.mark.parametrize(
    "text",
    ["", "<html><body>User-agent: we know none</body></html>", "Disallow: /", "User-agent: *\nDisallow:", "\x00\x01"],
)
def test_a_file_without_rules_forbids_nothing(text: str) -> None:
    assert parse_robots(text, "communique").allows("https://n.example/a")


def test_a_rule_made_to_hold_up_is_tried_in_no_time() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /" + "*a" * 12 + "b$\nDisallow: /" + "*" * 5000 + "c", "communique")
    started = time.monotonic()
    assert robots.allows("https://n.example/" + "a" * 60)
    assert time.monotonic() - started < 2
