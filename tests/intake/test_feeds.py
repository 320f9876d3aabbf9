"""Feeds asked again and again, of a server that serves, fails, is late and lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from formats import CALL, TALKS, gz, page, pdf, rss
from servers import Reply, Site, TestClock, serving

from communique.intake.feeds import Fetched, fetch_entry, poll, settle
from communique.intake.polite import DeniedError, LaterError, PoliteWeb
from communique.intake.syndication import Entry
from communique.schema import Document, FeedState, Problem, When

EVERY = timedelta(minutes=15)
NOW = datetime(2022, 2, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture
def web(clock: TestClock) -> PoliteWeb:
    return PoliteWeb(clock, timeout=0.3)


def item(site: Site, number: int, text: str = CALL, **more: str) -> str:
    given = {"title": f"Call {number}", "link": f"{site.address}/{number}.html", "guid": f"tag:{number}", **more}
    return "".join(f"<{name}>{value}</{name}>" for name, value in given.items()) + f"<description>{text}</description>"


# ---- the feed itself -------------------------------------------------------------------------------------------------


def test_what_is_new_comes_once_and_the_servers_marks_are_sent_back(site: Site, web: PoliteWeb) -> None:
    marks = ("ETag", '"a1"'), ("Last-Modified", "Mon, 21 Feb 2022 08:00:00 GMT")
    feed = site.says(
        *("/feed", Reply(rss(item(site, 1), item(site, 2)), headers=marks), Reply(status=304)),
        Reply(rss(item(site, 3), item(site, 2)), headers=(("ETag", '"a2"'),)),
    )
    first = poll(FeedState(feed), web, NOW, EVERY)
    assert [entry.title for entry in first.entries.values()] == ["Call 1", "Call 2"]
    state = settle(first.state, [*first.entries], [], NOW, EVERY)
    assert (state.etag, state.modified, state.due, state.failures) == ('"a1"', marks[1][1], NOW + EVERY, 0)
    second = poll(state, web, NOW, EVERY)
    assert (second.entries, second.problem) == ({}, None)
    sent = site.asked[-1][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"a1"', marks[1][1])
    third = poll(second.state, web, NOW, EVERY)
    assert [entry.title for entry in third.entries.values()] == ["Call 3"]
    assert (third.state.etag, third.state.modified) == ('"a2"', None)
    # Of what the feed lists no longer, nothing is kept.
    assert len(settle(third.state, [*third.entries], [], NOW, EVERY).seen) == 2


def test_a_feed_that_fails_is_asked_after_twice_the_time_and_so_on_up_to_a_day(site: Site, web: PoliteWeb) -> None:
    feed = site.says("/feed", *[Reply(status=500)] * 9, Reply(rss(item(site, 1))))
    state = FeedState(feed)
    waits = []
    for _ in range(9):
        polled = poll(state, web, NOW, EVERY)
        state = polled.state
        assert polled.problem == Problem("the server answers 500 Internal Server Error", feed)
        assert state.due is not None
        waits.append((state.due - NOW) / EVERY)
    assert waits == [2, 4, 8, 16, 32, 64, 96, 96, 96]
    assert (state.failures, state.last_error) == (9, "the server answers 500 Internal Server Error")
    well = poll(state, web, NOW, EVERY)
    assert len(well.entries) == 1
    assert (well.state.failures, well.state.last_error, well.state.due) == (0, None, NOW + EVERY)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("7200", 120),
        ("60", 30),
        ("Mon, 21 Feb 2022 12:00:00 GMT", 180),
        ("Mon, 21 Feb 2022 12:00:00", 180),
        ("Mon, 21 Feb 2002 12:00:00 GMT", 30),
        ("99999999999", 24 * 60),
        ("soon", 30),
        ("", 30),
        ("-5", 30),
    ],
)
def test_a_server_that_says_when_is_believed_for_a_day_at_most(
    site: Site, web: PoliteWeb, value: str, minutes: int
) -> None:
    feed = site.says("/feed", Reply(status=503, headers=(("Retry-After", value),)))
    assert poll(FeedState(feed), web, NOW, EVERY).state.due == NOW + timedelta(minutes=minutes)


def test_a_feed_that_asks_for_longer_pauses_gets_them(site: Site, web: PoliteWeb) -> None:
    feed = site.says("/feed", Reply(rss(item(site, 1)).replace(b"<item>", b"<ttl>60</ttl><item>", 1)))
    assert poll(FeedState(feed), web, NOW, EVERY).state.due == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(page("Our feeds have moved."), "application/rss+xml"), "not a feed (a web page)"),
        (Reply(page("Error: try again later."), "text/html"), "not a feed (a web page)"),
        (Reply(b"", "application/rss+xml"), "empty"),
        (Reply(b"\x00\x01\x02" * 50), "not a feed (no RSS or Atom in it)"),
        (Reply(b'{"error": "limit"}', "application/json"), "not a feed (no RSS or Atom in it)"),
        (Reply(b"<rss>" + b" " * 10_000_001), "more than 10,000,000 bytes"),
        (Reply(status=404), "the server answers 404 Not Found"),
        (Reply(status=410), "the server answers 410 Gone"),
        (Reply(status=302, headers=(("Location", "/feed"),)), "the server sends from address to address without end"),
        (Reply(status=302, headers=(("Location", "file:///etc/passwd"),)), "no address of the web"),
        (Reply(status=302, headers=(("Location", "http://[bad"),)), "no address of the web"),
        (Reply(delay=0.6), "no answer within 0.3 seconds"),
    ],
)
def test_a_feed_that_lies_has_failed_and_keeps_its_marks(
    site: Site, web: PoliteWeb, reply: Reply, message: str
) -> None:
    feed = site.says("/feed", replace(reply, headers=(*reply.headers, ("ETag", '"lie"'))))
    before = FeedState(feed, etag='"true"', seen=("a",))
    polled = poll(before, web, NOW, EVERY)
    assert polled.problem == Problem(message, feed)
    assert polled.state == replace(before, due=NOW + 2 * EVERY, failures=1, last_error=message)


def test_a_server_that_is_not_there_is_a_failure(web: PoliteWeb) -> None:
    polled = poll(FeedState("http://127.0.0.1:9/feed"), web, NOW, EVERY)
    assert polled.problem is not None
    assert polled.problem.message.startswith("cannot be reached (")


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "image/png", "application/octet-stream", ""])
def test_a_feed_of_another_type_or_packed_is_a_feed_all_the_same(site: Site, web: PoliteWeb, kind: str) -> None:
    feed = site.says("/feed", Reply(gz(rss(item(site, 1))), kind, headers=(("Content-Encoding", "gzip"),)))
    assert len(poll(FeedState(feed), web, NOW, EVERY).entries) == 1


def test_a_feed_that_moved_is_followed(site: Site, web: PoliteWeb) -> None:
    site.says("/new/feed", Reply(rss("<title>T</title><link>../7.html</link>")))
    feed = site.says("/feed", Reply(status=301, headers=(("Location", "/new/feed"),)))
    [entry] = poll(FeedState(feed), web, NOW, EVERY).entries.values()
    assert entry.url == site.address + "/7.html"


def test_entries_that_share_a_guid_are_told_apart_and_doubles_come_once(site: Site, web: PoliteWeb) -> None:
    items = [item(site, number, guid="same") for number in (1, 2, 2)]
    feed = site.says("/feed", Reply(rss(*items)))
    assert len(poll(FeedState(feed), web, NOW, EVERY).entries) == 2


def test_a_feed_without_end_is_read_from_its_start(site: Site, web: PoliteWeb) -> None:
    feed = site.says("/feed", Reply(rss(*(item(site, number) for number in range(600)))))
    polled = poll(FeedState(feed), web, NOW, EVERY)
    assert len(polled.entries) == 500
    assert polled.problem == Problem("a feed of 600 entries; the first 500 were read", feed)


def test_a_feed_that_breaks_off_is_asked_for_whole_the_next_time(site: Site, web: PoliteWeb) -> None:
    whole = rss(item(site, 1), item(site, 2))
    feed = site.says("/feed", Reply(whole[:-60], headers=(("ETag", '"a"'),)), Reply(whole, headers=(("ETag", '"a"'),)))
    first = poll(FeedState(feed), web, NOW, EVERY)
    assert [one.title for one in first.entries.values()] == ["Call 1"]
    assert first.problem is not None
    assert "broken at line 2" in first.problem.message
    second = poll(settle(first.state, [*first.entries], [], NOW, EVERY), web, NOW, EVERY)
    assert "if-none-match" not in site.asked[-1][1]
    assert [one.title for one in second.entries.values()] == ["Call 2"]


def test_marks_that_cannot_be_sent_back_are_not_kept(site: Site, web: PoliteWeb) -> None:
    feed = site.says("/feed", Reply(rss(item(site, 1)), headers=(("ETag", "é" * 3), ("Last-Modified", "x" * 5000))))
    state = poll(FeedState(feed), web, NOW, EVERY).state
    assert (state.etag, state.modified) == (None, None)


# ---- its entries -----------------------------------------------------------------------------------------------------


def entry(site: Site, path: str | None = "/1.html", text: str = "A call.", published: str | None = None) -> Entry:
    return Entry("tag:1", site.address + path if path else None, "Call 1", text, published, "Example News")


def fetched(web: PoliteWeb, one: Entry, tries: int = 0) -> Fetched:
    waiting = (("k", tries),) if tries else ()
    return fetch_entry(one, FeedState("http://feed.example/", waiting=waiting), "k", web, NOW)


def test_the_page_of_an_entry_is_read_with_what_only_the_feed_knows(site: Site, web: PoliteWeb) -> None:
    site.says("/1.html", Reply(page(CALL, TALKS, title=""), "text/html"))
    [document] = fetched(web, entry(site, published="Sun, 20 Feb 2022 18:00:00 GMT")).items
    assert isinstance(document, Document)
    assert (document.text, document.url) == (f"{CALL}\n{TALKS}", site.address + "/1.html")
    assert (document.title, document.published) == ("Call 1", When("2022-02-20"))
    assert document.publisher == "Example News"


def test_an_entry_may_point_to_a_pdf_or_be_sent_on(site: Site, web: PoliteWeb) -> None:
    site.says("/readout", Reply(pdf(CALL), "application/pdf"))
    site.says("/1.html", Reply(status=307, headers=(("Location", "/readout"),)))
    [document] = fetched(web, entry(site)).items
    assert isinstance(document, Document)
    assert (document.text, document.url) == (CALL, site.address + "/1.html")


def test_an_entry_without_address_or_with_the_longer_text_is_read_from_the_feed(site: Site, web: PoliteWeb) -> None:
    [document] = fetched(web, entry(site, path=None, text=CALL)).items
    assert document == Document("tag:1", CALL, "Call 1", "Example News")
    site.says("/1.html", Reply(page("Subscribe to go on reading."), "text/html"))
    [document] = fetched(web, entry(site, text=CALL)).items
    assert isinstance(document, Document)
    assert (document.text, document.url) == (CALL, site.address + "/1.html")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=404), "the server answers 404 Not Found"),
        (Reply(status=403), "the server answers 403 Forbidden"),
        (Reply(b"\x89PNG\r\n\x00", "image/png"), "not a web page but image/png"),
        (Reply(b"<html></html>", "text/html"), "no article found in the page"),
        (Reply(b"<p>" + b"x" * 10_000_001, "text/html"), "more than 10,000,000 bytes"),
        (Reply(status=302, headers=(("Location", "/1.html"),)), "the server sends from address to address without end"),
    ],
)
def test_a_page_that_is_none_is_said_so_and_the_feeds_own_words_read(
    site: Site, web: PoliteWeb, reply: Reply, message: str
) -> None:
    site.says("/1.html", reply)
    problem, document = fetched(web, entry(site, text=CALL)).items
    assert problem == Problem(f"{message}; the feed's own words were read", site.address + "/1.html")
    assert isinstance(document, Document)
    assert document.text == CALL


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=429), Reply(delay=0.6)])
def test_a_page_that_fails_is_tried_again_and_given_up_after_three_times(
    site: Site, web: PoliteWeb, reply: Reply
) -> None:
    site.says("/1.html", reply)
    found = fetched(web, entry(site))
    assert found.later
    [problem] = found.items
    assert isinstance(problem, Problem)
    assert problem.message.endswith("; to be tried again")
    last = fetched(web, entry(site, text=CALL), tries=2)
    assert not last.later
    assert [type(each) for each in last.items] == [Problem, Document]


def test_a_page_that_fails_once_is_read_the_next_time_though_the_feed_is_unchanged(
    site: Site, web: PoliteWeb, clock: TestClock
) -> None:
    site.says("/1.html", Reply(status=500), Reply(page(CALL), "text/html"))
    feed = site.says("/feed", Reply(rss(item(site, 1)), headers=(("ETag", "x"),)))
    polled = poll(FeedState(feed), web, NOW, EVERY)
    [(key, one)] = polled.entries.items()
    assert fetch_entry(one, polled.state, key, web, NOW).later
    state = settle(polled.state, [], [key], NOW, EVERY)
    assert state.waiting == ((key, 1),)
    again = poll(state, web, NOW, EVERY)
    assert "if-none-match" not in site.asked[-1][1]
    assert [*again.entries] == [key]
    assert not fetch_entry(one, again.state, key, web, NOW).later
    done = settle(again.state, [key], [], NOW, EVERY)
    assert (done.seen, done.waiting) == ((key,), ())


def test_robots_txt_is_heeded_on_the_way_too_and_asked_for_once(site: Site, web: PoliteWeb) -> None:
    site.says("/robots.txt", Reply(b"User-agent: communique\nDisallow: /private", "text/plain"))
    site.says("/private/1.html", Reply(page(CALL), "text/html"))
    site.says("/1.html", Reply(status=302, headers=(("Location", "/private/1.html"),)))
    for path in ("/private/1.html", "/1.html"):
        problem, document = fetched(web, entry(site, path, text=CALL)).items
        assert problem == Problem("robots.txt asks not to read it; the feed's own words were read", site.address + path)
        assert isinstance(document, Document)
    assert site.paths == ["/robots.txt", "/1.html"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_fails_nothing_is_read_yet(site: Site, web: PoliteWeb, status: int) -> None:
    site.says("/robots.txt", Reply(status=status))
    site.says("/1.html", Reply(page(CALL), "text/html"))
    assert fetched(web, entry(site)).later
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize("reply", [Reply(status=404), Reply(status=403), Reply(page("Not found."), "text/html")])
def test_where_there_is_no_robots_txt_all_may_be_read(site: Site, web: PoliteWeb, reply: Reply) -> None:
    site.says("/robots.txt", reply)
    site.says("/1.html", Reply(page(CALL), "text/html"))
    assert web.page(site.address + "/1.html").status == 200


def test_between_two_requests_to_one_server_there_is_a_pause(site: Site, web: PoliteWeb, clock: TestClock) -> None:
    site.says("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 7", "text/plain"))
    site.says("/1.html", Reply(page(CALL), "text/html"))
    for _ in range(3):
        web.page(site.address + "/1.html")
    assert [round(wait) for wait in clock.waits] == [2, 7, 7]


def test_a_server_that_asks_to_be_left_alone_is(site: Site, web: PoliteWeb, clock: TestClock) -> None:
    site.says("/1.html", Reply(status=429, headers=(("Retry-After", "600"),)), Reply(page(CALL), "text/html"))
    for _ in range(3):
        with pytest.raises(LaterError) as error:
            web.page(site.address + "/1.html")
    assert "left alone until 2022-02-21 09:10 UTC" in str(error.value)
    assert site.paths.count("/1.html") == 1
    clock.time += timedelta(minutes=11)
    assert web.page(site.address + "/1.html").status == 200


def test_a_server_that_does_not_answer_is_not_asked_for_every_page(site: Site, web: PoliteWeb) -> None:
    for number in range(20):
        site.says(f"/{number}.html", Reply(delay=0.6))
        with pytest.raises(LaterError, match="no answer within"):
            web.page(f"{site.address}/{number}.html")
    assert len(site.paths) < 5


def test_a_denied_page_is_an_error_of_its_own(site: Site, web: PoliteWeb) -> None:
    site.says("/robots.txt", Reply(b"User-agent: *\nDisallow: /", "text/plain"))
    with pytest.raises(DeniedError):
        web.page(site.address + "/1.html")


@pytest.mark.parametrize("published", ["Mon, 21 Feb 2050 18:00:00 GMT", "2022-02-23"])
def test_a_date_that_lies_ahead_is_none(site: Site, web: PoliteWeb, published: str) -> None:
    document, problem = sorted(
        fetched(web, entry(site, path=None, text=CALL, published=published)).items,
        key=lambda each: isinstance(each, Problem),
    )
    assert isinstance(document, Document)
    assert document.published is None
    assert isinstance(problem, Problem)
    assert "published lies ahead" in problem.message


def test_tomorrow_may_be_today_elsewhere(site: Site, web: PoliteWeb) -> None:
    [document] = fetched(web, entry(site, path=None, text=CALL, published="2022-02-22")).items
    assert isinstance(document, Document)
    assert document.published == When("2022-02-22")


def test_an_entry_that_says_nothing_is_a_problem(site: Site, web: PoliteWeb) -> None:
    one = Entry(None, None, None, "", None, None)
    assert fetched(web, one).items == (Problem("an entry without a word", "http://feed.example/: k"),)
