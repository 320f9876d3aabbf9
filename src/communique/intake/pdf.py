"""PDF files: the text of their pages, as pypdf reads it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.errors import SourceError
from communique.intake.given import Given
from communique.intake.limits import MAX_CHARACTERS, MAX_FILE_BYTES, MAX_PAGES
from communique.intake.records import document_of
from communique.schema import Document, Problem

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# What programs put for a title: "Microsoft Word - draft3.docx", "Untitled", "PR_2022_14.pdf".
_NO_TITLE = re.compile(r"(?i)microsoft |untitled|.*\.(?:docx?|pdf|indd|rtf|odt|pptx?|xlsx?|tmp|html?)$|\W*$")


def read_pdf(given: Given) -> Iterator[Document | Problem]:
    """The document that a PDF's pages make, one after the other, after a `Problem` for pages that give no text.

    Its title is the file's own where that is one. It has no date: the file's own is the day on which it was made.

    Raises:
        SourceError: encrypted, damaged, or pictures of text.
    """
    reader = _opened(given.whole(MAX_FILE_BYTES))
    texts: list[str] = []
    empty: list[int] = []
    size = 0
    for number, page in enumerate(_pages(reader), start=1):
        text = _text_of(page)
        if text is None:
            yield Problem(f"page {number} of the PDF cannot be read; the others were", given.source)
        elif text.strip():
            texts.append(text.rstrip("\n"))
            size += len(text)
        elif _has_picture(page):
            empty.append(number)
        if size > MAX_CHARACTERS:
            break
    if not texts:
        raise SourceError("a PDF without text (scanned pages?); run text recognition (OCR) on it first")
    if empty:
        listed = ", ".join(map(str, empty[:10])) + (", ..." if len(empty) > 10 else "")
        yield Problem(f"pages of the PDF that are pictures without text: {listed}; the others were read", given.source)
    fields: dict[str, object] = {"text": "\n".join(texts), "title": _title(reader)}
    yield from document_of(fields, given.stem, Problem("", given.source))


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what could not be read is a `Problem`
    if b"%PDF-" not in data[:1024]:
        raise SourceError("called a PDF, but not one")
    try:
        reader = PdfReader(io.BytesIO(data))
        # Many are encrypted only against editing, with an empty password for reading.
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("an encrypted PDF; save it without its password first")
        pages = len(reader.pages)
    except SourceError:
        raise
    except Exception as error:  # pypdf raises whatever a broken file leads it to
        raise SourceError(_damage(data, error)) from None
    if pages > MAX_PAGES:
        raise SourceError(f"a PDF of more than {MAX_PAGES:,} pages; split it")
    return reader


def _pages(reader: PdfReader) -> Iterator[PageObject]:
    try:
        yield from reader.pages
    except Exception as error:
        raise SourceError(f"a damaged PDF ({type(error).__name__})") from None


def _text_of(page: PageObject) -> str | None:
    try:
        return page.extract_text()
    except Exception:  # as above
        return None


def _has_picture(page: PageObject) -> bool:
    try:
        resources = page["/Resources"].get_object()
        drawn = resources["/XObject"].get_object().values()  # type: ignore[index]
        return any(each.get_object().get("/Subtype") == "/Image" for each in drawn)
    except Exception:  # none, or as above
        return False


def _damage(data: bytes, error: Exception) -> str:
    if b"%%EOF" not in data[-2048:]:
        return "a PDF that breaks off in the middle; fetch it again"
    return f"a damaged PDF ({type(error).__name__})"


def _title(reader: PdfReader) -> str | None:
    try:
        title = " ".join(str((reader.metadata and reader.metadata.title) or "").split())
    except Exception:  # as above
        return None
    return None if not title or _NO_TITLE.match(title) else title
