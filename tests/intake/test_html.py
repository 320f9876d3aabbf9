"""Pages: the article, its title, date and publisher; never the year of the copyright notice."""

from __future__ import annotations

import pytest

from communique.errors import SourceError
from communique.intake.html import looks_like_html, read_page
from communique.schema import Document, Problem, When

PAGE = """<!DOCTYPE html><html><head><title>Foreign ministers meet in Oslo - Example News</title>
<meta property="og:site_name" content="Example News">{meta}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Foreign ministers meet in Oslo</h1>
<p>OSLO (Example) - The foreign ministers of Norway and Finland met in Oslo on Wednesday and discussed Afghanistan.</p>
<h2>Next steps</h2><p>They agreed to meet again next week in Helsinki, the ministry said in a statement.</p>
<p>&ldquo;We had a good talk,&rdquo; Ine Eriksen S&oslash;reide said.</p></article>
<footer>Copyright 2019 Example News. All rights reserved.</footer></body></html>"""
DATED = '<meta property="article:published_time" content="2021-08-18T10:00:00Z">'


def page(html: str | bytes, url: str | None = None) -> list[Document | Problem]:
    return list(read_page(html.encode() if isinstance(html, str) else html, "a.html", "a", url))


def test_a_page_gives_its_article_with_title_date_and_publisher() -> None:
    [document] = page(PAGE.format(meta=DATED))
    assert isinstance(document, Document)
    assert (document.id, document.title, document.publisher) == ("a", "Foreign ministers meet in Oslo", "Example News")
    assert document.published == When("2021-08-18")
    assert "“We had a good talk,” Ine Eriksen Søreide said." in document.text
    assert "Home" not in document.text
    assert "Copyright" not in document.text


def test_the_year_of_a_copyright_notice_is_no_date() -> None:
    [document] = page(PAGE.format(meta=""))
    assert isinstance(document, Document)
    assert document.published is None


def test_the_address_asked_for_is_the_documents_url() -> None:
    [document] = page(PAGE.format(meta=DATED), "https://news.example/oslo")
    assert isinstance(document, Document)
    assert document.url == "https://news.example/oslo"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Putin met Xi <b>in Moscow", "Putin met Xi in Moscow"),
        ("<html><body><div><p>Putin met Xi</p><script>var a = 1;</script><p>They left", "Putin met Xi\nThey left"),
        ("<html><p>One <<<p>Two</p></html", "One <<\nTwo"),
    ],
)
def test_broken_mark_up_still_gives_its_words(html: str, text: str) -> None:
    [document] = page(html)
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize("html", ["", "<html></html>", "<html><body><script>x()</script></body></html>", "<!-- -->"])
def test_a_page_without_words_is_an_error(html: str) -> None:
    with pytest.raises(SourceError) as error:
        page(html)
    assert "\n" not in str(error.value)


def test_nothing_is_written_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    page("<html><body><p>Putin met Xi</p></body></html>")
    with pytest.raises(SourceError):
        page("<html></html>")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("head", "html"),
    [
        (b"<!doctype HTML>", True),
        (b"\n <html lang=en>", True),
        (b"<!-- x --><html>", True),
        (b"<3 talks", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_how_it_begins(head: bytes, html: bool) -> None:
    assert looks_like_html(head) is html
