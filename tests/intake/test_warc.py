"""Archives of web pages: the articles in them, and what else is."""

from __future__ import annotations

import gzip
import io
import sys
import tracemalloc

import pytest
from formats import CALL, TALKS, gz, page, pdf, record, zst
from reads import Read

from communique.intake.given import Given
from communique.intake.kinds import read_given
from communique.schema import Document, Problem, When

DATED = '<meta property="article:published_time" content="2022-02-20T18:00:00Z">'
CALLED = page(CALL, TALKS, title="Macron calls Putin", meta=DATED)
ONE = record("https://news.example/2022/call.html", CALLED)
TWO = record("https://news.example/talks/", page(TALKS, CALL))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", ONE + TWO),
        ("a.warc.gz", gz(ONE) + gz(TWO)),
        ("a.warc.zst", zst(ONE) + zst(TWO)),
        ("a", ONE + TWO),
        ("a.gz", gz(ONE + TWO)),
    ],
)
def test_the_pages_of_an_archive_have_their_address_and_their_own_day(read: Read, name: str, data: bytes) -> None:
    found, problems = read(name, data)
    assert problems == []
    assert [(document.id, document.url, document.published) for document in found] == [
        ("call", "https://news.example/2022/call.html", When("2022-02-20")),
        ("talks", "https://news.example/talks/", None),
    ]
    assert (found[0].title, found[0].text) == ("Macron calls Putin", f"{CALL}\n{TALKS}")


def test_what_is_no_page_is_counted_and_what_has_no_article_is_named(read: Read) -> None:
    archive = (
        record("https://news.example/", b"", record_type="request")
        + record("https://news.example/a.png", b"\x89PNG", "image/png")
        + record("https://news.example/b.png", b"\x89PNG", "image/png")
        + record("https://news.example/gone", page("Not found."), status="404 Not Found")
        + record("https://news.example/void", b"<html><body></body></html>")
        + record("https://news.example/plain", CALL.encode(), "text/plain")
        + record("https://news.example/readout.pdf", pdf(TALKS), "application/pdf")
        + record("https://news.example/broken.pdf", b"%PDF-1.4", "application/pdf")
        + ONE
    )
    found, problems = read("a.warc", archive)
    assert [document.id for document in found] == ["plain", "readout", "call"]
    assert found[0].url == "https://news.example/plain"
    assert problems == [
        Problem("no article found in the page", "a.warc: https://news.example/void"),
        Problem("a PDF that breaks off in the middle; fetch it again", "a.warc: https://news.example/broken.pdf"),
        Problem("records passed over, since they are no pages: 2 image/png, 1 with status 404", "a.warc"),
    ]


def test_the_coding_that_the_server_names_is_that_of_the_page(read: Read) -> None:
    body = page("Порошенко met Zelensky – “talks”.", TALKS).decode().encode("cp1251")
    [document], _ = read("a.warc", record("https://n.example/a", body, "text/html; charset=windows-1251"))
    assert document.text.startswith("Порошенко met Zelensky – “talks”.")


def test_a_packed_page_is_unpacked_and_not_without_end(read: Read) -> None:
    packed = record("https://n.example/a", gz(CALLED), headers="Content-Encoding: gzip\r\n")
    bomb = record("https://n.example/b", gz(b"<p>" + b"x" * 30_000_000), headers="Content-Encoding: gzip\r\n")
    found, problems = read("a.warc", packed + bomb)
    assert [document.id for document in found] == ["a"]
    assert problems == [Problem("more than 10,000,000 bytes", "a.warc: https://n.example/b")]


@pytest.mark.parametrize(
    ("name", "data", "read_first", "message"),
    [
        ("a.warc", b"", 0, "empty"),
        ("a.warc", CALL.encode() * 40, 0, "a damaged archive (Invalid WARC header); not read from there on"),
        (
            "a.warc",
            ONE + b"nonsense\r\n\r\nnonsense\r\n" + TWO,
            1,
            "a damaged archive (Invalid WARC header); not read from there on",
        ),
        ("a.warc", ONE + TWO[:-150], 1, "an archive that breaks off in the middle; fetch it again"),
        ("a.warc", ONE + TWO[:60], 1, "an archive that breaks off in the middle; fetch it again"),
        ("a.warc.gz", gz(ONE) + gz(TWO)[:-60], 1, "compressed, and breaks off in the middle; fetch it again"),
        (
            "a.warc",
            record("https://n.example/", b"", record_type="request"),
            0,
            "an archive without answers of servers",
        ),
    ],
)
def test_a_damaged_archive_is_read_up_to_there(
    read: Read, name: str, data: bytes, read_first: int, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    found, problems = read(name, data)
    assert len(found) == read_first
    assert problems[-1] == Problem(message, name)
    assert capfd.readouterr().err == ""


def test_an_archive_is_read_as_it_comes() -> None:
    """Neither the archive nor its documents pile up in memory."""
    filler = "".join(f"<!-- {hash((n, 4))} -->" for n in range(4000))
    one = gz(record("https://n.example/a.png", filler.encode(), "image/png"))
    stream = io.BytesIO((one * 400) + gz(ONE))
    tracemalloc.start()
    items = list(read_given(Given(stream, "a.warc.gz", "a.warc", ".gz")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(item) for item in items] == [Document, Problem]
    assert len(stream.getvalue()) > 8_000_000
    assert peak < 4_000_000


def test_without_its_library_an_archive_is_one_line_that_names_the_extra(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    message = "Web archives (WARC) need fastwarc, which is not installed: pip install 'communique[archives]'"
    assert read("a.warc.gz", gzip.compress(ONE)) == ([], [Problem(message, "a.warc.gz")])
