"""Feeds that lie in files: their entries, and what is none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from formats import CALL, TALKS, page, rss
from reads import Read

from communique.intake.syndication import looks_like_feed, parse_feed
from communique.schema import Document, Problem, When

ITEM = (
    "<title>Macron calls Putin</title><link>https://news.example/world/call-1.html</link><guid>tag:1</guid>"
    f"<pubDate>Sun, 20 Feb 2022 18:00:00 GMT</pubDate><description>{CALL}</description>"
)
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Foreign ministry</title><id>urn:f</id>
<updated>2022-01-22T00:00:00Z</updated>
<entry><title type="html">Talks in &lt;i&gt;Geneva&lt;/i&gt;</title><id>urn:1</id>
<link href="https://ministry.example/talks"/><published>2022-01-21T19:00:00+01:00</published>
<updated>2022-01-22T00:00:00Z</updated><summary>Short.</summary>
<content type="html">&lt;p&gt;{TALKS}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;
&lt;p&gt;“A good talk,” he said.&lt;/p&gt;</content></entry>
<entry><title>No more than this</title><id>urn:2</id><updated>2022-01-20T00:00:00Z</updated></entry></feed>"""


def test_an_item_of_rss_is_a_document(read: Read) -> None:
    assert read("news.rss", rss(ITEM)) == (
        [
            Document(
                *("call-1", CALL, "Macron calls Putin", "Example News", When("2022-02-20")),
                "https://news.example/world/call-1.html",
            )
        ],
        [],
    )


def test_entries_of_atom_give_their_content_or_else_their_title(read: Read) -> None:
    found, problems = read("news.xml", ATOM.encode())
    assert problems == []
    assert found == [
        Document(
            *("talks", f"{TALKS}\n“A good talk,” he said.", "Talks in Geneva", "Foreign ministry", When("2022-01-21")),
            "https://ministry.example/talks",
        ),
        Document("urn:2", "No more than this", "No more than this", "Foreign ministry", When("2022-01-20")),
    ]


def test_an_entry_that_names_where_it_comes_from_has_that_publisher(read: Read) -> None:
    [document], _ = read("a.rss", rss(ITEM + '<source url="https://afp.example/">AFP</source>', title="All news"))
    assert document.publisher == "AFP"


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "news.example", ""])
def test_an_address_that_is_none_is_left_out(read: Read, link: str) -> None:
    [document], _ = read("a.rss", rss(ITEM.replace("https://news.example/world/call-1.html", link)))
    assert document.url is None
    assert document.id == "tag:1"


@pytest.mark.parametrize("date", ["31 Feb 2022", "yesterday", "05/04/2021"])
def test_a_date_that_is_none_is_a_problem_and_the_entry_is_read(read: Read, date: str) -> None:
    [document], [problem] = read("a.rss", rss(ITEM.replace("Sun, 20 Feb 2022 18:00:00 GMT", date)))
    assert (document.text, document.published) == (CALL, None)
    assert (problem.source, problem.message) == ("a.rss: entry 1", f"published is no date: {date!r}; read without it")


def test_a_feed_that_breaks_off_is_read_up_to_there_and_said_to_be_broken(read: Read) -> None:
    found, problems = read("a.rss", rss(ITEM, ITEM.replace("call-1", "call-2"))[:-180])
    # Of the second the end may be missing, and half an article is none.
    assert [document.id for document in found] == ["call-1"]
    [problem] = problems
    assert problem.source == "a.rss"
    assert "the feed's XML is broken at line 2" in problem.message


def test_an_entity_of_html_is_no_fault(read: Read) -> None:
    [document], problems = read("a.rss", rss(ITEM.replace("by phone", "by&nbsp;phone")))
    assert problems == []
    assert "by\xa0phone" in document.text or "by phone" in document.text


def test_entries_without_a_word_are_problems_and_the_others_read(read: Read) -> None:
    found, problems = read("a.rss", rss("<link>https://news.example/x</link>", ITEM))
    assert [document.id for document in found] == ["call-1"]
    assert problems == [Problem("empty", "a.rss: entry 1")]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.rss", b"", "empty"),
        ("a.rss", b" \n ", "empty"),
        ("a.xml", b"<?xml version='1.0'?><config><a>1</a></config>", "not a feed (no RSS or Atom in it)"),
        ("a.xml", page(CALL), "not a feed (a web page)"),
        ("a.atom", bytes(range(256)) * 9, "not a feed (no RSS or Atom in it)"),
        ("a.rss", b'{"entries": []}', "not a feed (no RSS or Atom in it)"),
        ("a.rss", rss(), "a feed without entries"),
        ("a.rss", b"<rss>" + b" " * 10_000_000, "more than 10,000,000 bytes; split it into articles"),
    ],
)
def test_what_is_no_feed_is_one_line(read: Read, name: str, data: bytes, message: str) -> None:
    assert read(name, data) == ([], [Problem(message, name)])


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        (rss(), True),
        (ATOM.encode(), True),
        (b"\xef\xbb\xbf<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- a -->\n<rdf:RDF xmlns='x'>", True),
        (b"<rssx>", False),
        (b"RSS feeds are read.", False),
        (page(CALL), False),
    ],
)
def test_a_feed_is_known_by_how_it_begins(head: bytes, feed: bool) -> None:
    assert looks_like_feed(head) is feed


def test_entities_that_grow_without_end_and_entities_from_files_give_nothing() -> None:
    grown = '<!ENTITY a "talks ">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    item = "<item><title>T</title><description>Talks &j; go on</description></item>"
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{grown}]><rss version="2.0"><channel>{item}</channel></rss>'
    started = time.monotonic()
    assert all(len(entry.text) < 1000 for entry in parse_feed(bomb.encode()).entries)
    assert time.monotonic() - started < 5
    file = '<!DOCTYPE rss [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
    stolen = f'<?xml version="1.0"?>{file}<rss version="2.0"><channel>{item}</channel></rss>'
    assert all("root" not in entry.text for entry in parse_feed(stolen.encode()).entries)
