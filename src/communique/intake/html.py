"""Web pages to documents: trafilatura finds the article, its title, date and publisher."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.errors import SourceError
from communique.intake.decoding import decode
from communique.intake.records import document_of
from communique.schema import Document, Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]
    from trafilatura.settings import Document as Extracted

# The date of a page is what its metadata or mark-up calls so; a search of the whole page would find the year of its
# copyright notice.
_DATE = {"extensive_search": False, "original_date": True}
_OPENING = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def looks_like_html(head: bytes) -> bool:
    """Whether bytes start as a page does."""
    return _OPENING.match(head) is not None


def read_page(data: bytes, source: str, id_: str, url: str | None = None) -> Iterator[Document | Problem]:
    """The document in a page.

    Args:
        data: the page.
        source: its file or address, for messages.
        id_: the document's id.
        url: its address, where known; else what the page says of itself.

    Raises:
        SourceError: no article in it.
    """
    if not data.strip():
        raise SourceError("empty")
    if b"\x00" in data[:65_536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("not a web page but binary data")
    page = _extracted(data, url)
    text = (page.text if page else None) or words_of(decode(data))
    if not text or not text.strip():
        raise SourceError("no article found in the page")
    fields: dict[str, object] = {"text": text, "url": url}
    if page:
        fields |= {"title": page.title, "publisher": page.sitename or page.hostname, "published": page.date}
        fields["url"] = url or page.url
    yield from document_of(fields, id_, Problem("", source))


def _extracted(data: bytes, url: str | None) -> Extracted | None:
    from trafilatura import bare_extraction

    _silence()
    try:
        # Without `as_dict`, what comes back is always a document or nothing.
        page = bare_extraction(
            data, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE)
        )
    except Exception as error:  # the parsers below raise whatever a broken page leads them to
        raise SourceError(f"the page cannot be parsed ({type(error).__name__})") from None
    return page if page is not None and not isinstance(page, dict) else None


_UNSEEN = ("script", "style", "noscript", "template", "head", "nav", "footer", "form", "button")
_BLOCKS = (
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "section",
    "article",
    "blockquote",
    *(f"h{n}" for n in range(1, 7)),
)


def words_of(html_text: str) -> str:
    """All the words of some mark-up, block by block: a page without an article in it, an entry of a feed.

    Raises:
        SourceError: it cannot be parsed.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.document_fromstring(html_text.replace("\x00", " "))
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"the page cannot be parsed ({type(error).__name__})") from None
    lines = (" ".join(line.split()) for line in "".join(_parts(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _parts(tree: HtmlElement) -> Iterator[str]:
    """The words of a tree, with line ends around its blocks."""
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        end = "\n" if element.tag in _BLOCKS else ""
        if event != "start":
            yield end + (element.tail or "")
        elif element.tag in _UNSEEN:
            walk.skip_subtree()
        else:
            yield end + (element.text or "")


def _silence() -> None:
    """Keep the parsers' warnings about a page off standard error: what could not be read is a `Problem`."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
            logger.propagate = False
