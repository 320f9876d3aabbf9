"""`communique watch`: what is new in feeds comes into the ledger once, and what changed by it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from formats import page, rss
from servers import Reply, Site, StoppedError, TestClock, serving

from communique.cli import main
from communique.cli.watching import run
from communique.fleet.watching import Asked, Round, watch
from communique.intake.polite import PoliteWeb
from communique.record import Added, Ledger
from communique.record.feeds import feed_state
from communique.schema import FeedState, Problem

EVERY = timedelta(minutes=15)
PLANNED = "Emmanuel Macron will meet Vladimir Putin in Moscow on 7 February 2022, the Élysée said."
HELD = "Emmanuel Macron met Vladimir Putin in Moscow on 7 February 2022, the Kremlin said."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "talks.db", command="watch") as ledger:
        yield ledger


def item(site: Site, name: str, text: str, date: str) -> str:
    site.says(f"/{name}.html", Reply(page(text, title=""), "text/html"))
    link = f"<link>{site.address}/{name}.html</link>"
    return f"<title>News of {name}</title>{link}<pubDate>{date}</pubDate><description>News.</description>"


def rounds(site: Site, ledger: Ledger, clock: TestClock, *feeds: str, once: bool = True) -> list[object]:
    web = PoliteWeb(clock, timeout=0.5)
    return list(watch(feeds, ledger, every=EVERY, once=once, web=web, clock=clock))


def texts(ledger: Ledger) -> list[str]:
    return [text for (text,) in ledger.connection.execute("SELECT text FROM document ORDER BY text")]


def test_what_is_new_is_added_once_and_its_news_told(site: Site, ledger: Ledger) -> None:
    planned = item(site, "planned", PLANNED, "Tue, 01 Feb 2022 10:00:00 GMT")
    held = item(site, "held", HELD, "Tue, 08 Feb 2022 10:00:00 GMT")
    feed = site.says("/feed", Reply(rss(planned)), Reply(rss(planned)), Reply(rss(held, planned)))
    clock = TestClock()
    added, asked, first = rounds(site, ledger, clock, feed)
    assert isinstance(added, Added)
    assert (added.outcome, added.contacts) == ("added", 1)
    assert isinstance(asked, Asked)
    assert asked.entries == 1
    assert isinstance(first, Round)
    assert [(news.what, "Macron" in news.label) for news in first.news] == [("new", True)]
    _, second = rounds(site, ledger, clock, feed)
    assert isinstance(second, Round)
    assert second.news == ()
    *_, third = rounds(site, ledger, clock, feed)
    assert isinstance(third, Round)
    assert ("status", "planned", "held") in [(news.what, news.before, news.after) for news in third.news]
    assert texts(ledger) == [HELD, PLANNED]
    assert site.paths.count("/planned.html") == 1


def test_a_feed_that_fails_is_left_alone_until_it_is_due_and_the_others_are_read(site: Site, ledger: Ledger) -> None:
    held = item(site, "held", HELD, "Tue, 08 Feb 2022 10:00:00 GMT")
    good = site.says("/good", Reply(rss(held)))
    bad = site.says("/bad", Reply(status=500), Reply(status=500), Reply(rss(held)))
    clock = TestClock()
    items = rounds(site, ledger, clock, good, bad)
    assert Problem("the server answers 500 Internal Server Error", bad) in items
    assert texts(ledger) == [HELD]
    rounds(site, ledger, clock, good, bad)
    assert (site.paths.count("/good"), site.paths.count("/bad")) == (2, 1)
    stored = feed_state(ledger, bad)
    assert (stored.failures, stored.last_error) == (1, "the server answers 500 Internal Server Error")
    assert stored.due is not None
    clock.time = stored.due
    rounds(site, ledger, clock, bad)
    assert feed_state(ledger, bad).failures == 2


def test_the_loop_waits_and_asks_again_until_stopped(site: Site, ledger: Ledger) -> None:
    held = item(site, "held", HELD, "Tue, 08 Feb 2022 10:00:00 GMT")
    feed = site.says("/feed", Reply(status=500), Reply(rss(held), headers=(("ETag", "x"),)), Reply(status=304))
    clock = TestClock()
    clock.end = clock.time + timedelta(minutes=80)
    web = PoliteWeb(clock, timeout=0.5)
    seen: list[object] = []
    with pytest.raises(StoppedError):
        seen.extend(watch([feed], ledger, every=EVERY, once=False, web=web, clock=clock))
    # After 0 minutes 500; twice the time later the feed, whole; then every 15 minutes nothing new.
    assert site.paths.count("/feed") == 5
    assert texts(ledger) == [HELD]
    assert max(clock.waits) <= 60


def test_a_run_that_was_stopped_in_the_middle_goes_on_where_it_was(site: Site, ledger: Ledger) -> None:
    items = [item(site, f"a{number}", f"{HELD} Day {number}.", "Tue, 08 Feb 2022 10:00:00 GMT") for number in range(4)]
    feed = site.says("/feed", Reply(rss(*items)))
    clock = TestClock()
    clock.end = clock.time + timedelta(seconds=5)  # the pauses between pages go past it
    with pytest.raises(StoppedError):
        rounds(site, ledger, clock, feed)
    assert feed_state(ledger, feed) == FeedState(feed)
    clock.end = None
    rounds(site, ledger, clock, feed)
    assert len(texts(ledger)) == 4
    assert len(feed_state(ledger, feed).seen) == 4


def test_what_is_remembered_of_a_feed_comes_back_whole(ledger: Ledger, site: Site) -> None:
    from communique.record.feeds import store_feed

    clock = TestClock()
    full = FeedState("http://f.example/", '"é"', "Mon", clock.now(), 3, "late", ("a", "b"), (("c", 2),))
    feed_state(ledger, full.url)
    store_feed(ledger, full)
    assert feed_state(ledger, full.url) == full


def test_the_command_prints_what_changed(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planned = item(site, "planned", PLANNED, "Tue, 01 Feb 2022 10:00:00 GMT")
    feed = site.says("/feed", Reply(rss(planned)), Reply(status=500))
    clock = TestClock()
    web = PoliteWeb(clock, timeout=0.5)
    path = tmp_path / "talks.db"

    def ran() -> tuple[int, str, str]:
        status = run([feed], path, EVERY, True, None, None, clock, web)
        return status, *capsys.readouterr()

    status, out, err = ran()
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert first == f"{feed}: 1 new"
    assert second.startswith("new          Emmanuel Macron (FRA), Vladimir Putin (RUS)")
    assert ran() == (2, "", f"communique: {feed}: the server answers 500 Internal Server Error\n")
    assert ran() == (0, "nothing is due before 2022-02-21 09:30 UTC\n", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--every", "soon", "https://n.example/"], "no length of time"),
        (["--every", "5s", "https://n.example/"], "once a minute at most"),
        (["news.rss"], "news.rss: not the address of a feed"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_watched_is_said_at_once(tmp_path: Path, arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(main, ["watch", "--ledger", str(tmp_path / "l.db"), *arguments])
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "l.db").exists()
