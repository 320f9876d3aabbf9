"""The site as a folder: every link leads to a file of it, and nothing in it needs a server."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from exported import hostile
from newsroom import newsroom

from communique.errors import ExportError
from communique.record import Ledger
from communique.record.asking import Question
from communique.show.exports import Request, export_folder
from communique.show.exports.links import file_of, is_page, rewritten


class Seen(HTMLParser):
    """What a page holds: its elements, where its links go, and the names in it that links go to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "xlink:href") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def site(ledger: Ledger, folder: Path) -> dict[Path, Seen]:
    export_folder("html", Request(ledger), folder)
    return {file: Seen(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def pages(place: Path) -> dict[Path, Seen]:
    with newsroom(place / "news.db") as ledger:
        return site(ledger, place / "site")


def test_every_contact_and_document_has_its_page(pages: dict[Path, Seen], place: Path) -> None:
    with Ledger(place / "news.db", read_only=True) as ledger:
        for row in ledger.contacts():
            assert place / "site" / "contact" / f"{row.id}.html" in pages
        for document in ledger.documents():
            assert place / "site" / "document" / f"{document.hash}.html" in pages
    assert place / "site" / "index.html" in pages


def test_every_link_leads_to_a_file_and_to_a_place_in_it(pages: dict[Path, Seen]) -> None:
    checked = 0
    for file, seen in pages.items():
        for link in seen.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https")
                continue
            assert not link.startswith("/")
            assert not parts.query
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), (file, link)
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, (file, link)
            checked += 1
    assert checked > 100


def test_nothing_needs_a_server_or_tells_where_the_ledger_lies(pages: dict[Path, Seen], place: Path) -> None:
    for file, seen in pages.items():
        assert not seen.tags & {"form", "script", "input", "button"}, file
        text = file.read_text(encoding="utf-8")
        assert str(place) not in text
        assert "/tmp" not in text


def test_the_same_ledger_gives_the_same_site(pages: dict[Path, Seen], place: Path, tmp_path: Path) -> None:
    with Ledger(place / "news.db", read_only=True) as ledger:
        again = site(ledger, tmp_path / "again")
    assert [file.relative_to(tmp_path / "again") for file in again] == [
        file.relative_to(place / "site") for file in pages
    ]
    for one, other in zip(pages, again, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_hostile_articles_stay_text(tmp_path: Path) -> None:
    with hostile(tmp_path / "hostile.db") as ledger:
        for seen in site(ledger, tmp_path / "site").values():
            assert "script" not in seen.tags
            assert not [link for link in seen.links if link.startswith("javascript")]


def test_a_folder_that_holds_something_is_left_alone(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with Ledger(place / "news.db", read_only=True) as ledger:
        with pytest.raises(ExportError, match="is there already"):
            export_folder("html", Request(ledger), tmp_path)
        with pytest.raises(ExportError, match="takes no filters"):
            export_folder("html", Request(ledger, Question(actor="France")), tmp_path / "new")
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_no_two_addresses_have_one_file() -> None:
    addresses = [
        "/", "/contacts", "/contacts?offset=100", "/actor/EU", "/actor/eu", "/actor/Eu", "/actor/con", "/actor/a%2Fb",
        "/actor/a-b", "/actor/..", "/actor/%D0%9F", "/actor/%D1%8F", "/pair?a=x&b=y", "/pair?a=y&b=x",
    ]  # fmt: skip
    files = [file_of(address).lower() for address in addresses]
    assert len(set(files)) == len(addresses)
    assert not [file for file in files if ".." in file or "//" in file or file.startswith("/")]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/contact/c-1", True), ("/contacts?offset=50", True), ("/contacts?actor=FRA", False), ("/search?q=x", False),
        ("/contacts.csv", False), ("https://x.example/", False), ("//x.example/", False), ("/review", False),
    ],
)  # fmt: skip
def test_what_a_folder_can_hold(address: str, page: bool) -> None:
    assert is_page(address) is page


def test_a_link_that_leads_nowhere_is_words() -> None:
    page = '<p><a class="x" href="/contacts?actor=FRA">France &amp; co</a> <a id="c">c</a> <a href="#b">b</a></p>'
    words = '<p><span class="x">France &amp; co</span> <a id="c">c</a> <a href="#b">b</a></p>'
    assert rewritten(page, "/") == (words, [])
    drawing = '<svg viewBox="0 0 1 1"><a href="/search?q=x"><text>x</text></a></svg><a href="/search">y</a>'
    assert rewritten(drawing, "/")[0] == '<svg viewBox="0 0 1 1"><g><text>x</text></g></svg><span>y</span>'
