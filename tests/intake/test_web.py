"""Pages from a server on this machine: what a user names is read, what goes wrong is one line."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique.errors import SourceError
from communique.intake import documents, web
from communique.intake.limits import MAX_PAGE_BYTES
from communique.schema import Document, Problem

ARTICLE = (
    "<html><head><title>Envoys meet</title></head><body><article><p>"
    + "The envoys of both sides met in Muscat on Monday and agreed to meet again in Oslo. " * 6
    + "</p></article></body></html>"
).encode()


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/envoys.html" | "/%C3%89lys%C3%A9e.html":
                self._answer("text/html; charset=utf-8", ARTICLE)
            case "/plain.txt":
                self._answer("text/plain", "Élysée: talks go on.".encode())
            case "/picture":
                self._answer("image/png", b"\x89PNG")
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/envoys.html")
                self.end_headers()
            case "/ring":
                self.send_response(302)
                self.send_header("Location", "/ring")
                self.end_headers()
            case "/slow":
                time.sleep(1.5)
            case "/huge":
                self._answer("text/html", b"<p>" + b"x" * (MAX_PAGE_BYTES + 10))
            case "/garbage":
                self.wfile.write(b"\x00\x01 no HTTP at all\r\n")
            case _:
                self.send_error(404)

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:  # the reader has had enough
            return

    def log_message(self, format: str, *args: object) -> None:
        """Keep the requests off standard error."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    pages = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=pages.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{pages.server_address[1]}"
    pages.shutdown()
    pages.server_close()
    thread.join()


def taken(address: str) -> list[Document | Problem]:
    return list(documents([address]))


@pytest.mark.parametrize("path", ["/envoys.html", "/moved", "/Élysée.html"])
def test_a_page_is_read_with_its_address(server: str, path: str) -> None:
    [document] = taken(server + path)
    assert isinstance(document, Document)
    assert document.id == path[1:].removesuffix(".html")
    assert document.url == server + path
    assert document.text.startswith("The envoys of both sides met in Muscat")


def test_plain_text_is_read_as_it_is(server: str) -> None:
    [document] = taken(server + "/plain.txt")
    assert document == Document("plain", "Élysée: talks go on.", url=server + "/plain.txt")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nothing", "the server answers 404 Not Found"),
        ("/picture", "not a web page but image/png"),
        ("/huge", f"more than {MAX_PAGE_BYTES:,} bytes"),
    ],
)
def test_an_answer_that_is_no_article_is_a_problem(server: str, path: str, message: str) -> None:
    assert taken(server + path) == [Problem(message, server + path)]


@pytest.mark.parametrize("path", ["/ring", "/garbage"])
def test_a_broken_answer_is_one_line(server: str, path: str) -> None:
    with pytest.raises(SourceError) as error:
        web.fetch(server + path, timeout=5)
    assert str(error.value)
    assert "\n" not in str(error.value)


def test_no_answer_in_time_is_an_error(server: str) -> None:
    with pytest.raises(SourceError, match=r"no answer within 0\.3 seconds"):
        web.fetch(server + "/slow", timeout=0.3)


def test_a_server_that_is_not_there_is_a_problem(server: str) -> None:
    with pytest.raises(SourceError, match="cannot be reached"):
        web.fetch("http://127.0.0.1:9/", timeout=2)


@pytest.mark.parametrize("address", ["http://", "http://[bad", "https://ex ample/a"])
def test_an_address_that_is_none_is_an_error(address: str) -> None:
    with pytest.raises(SourceError) as error:
        web.fetch(address, timeout=1)
    assert "\n" not in str(error.value)
