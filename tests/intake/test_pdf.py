"""PDF files: the text of their pages, and those that have none."""

from __future__ import annotations

import io
import zlib

import pytest
from formats import CALL, TALKS, pdf
from pypdf import PdfWriter
from pypdf.generic import EncodedStreamObject, NameObject
from reads import Read

from communique.schema import Document, Problem


def test_the_pages_are_one_text_and_the_title_is_the_files_own(read: Read) -> None:
    assert read("readout.pdf", pdf(CALL, "", TALKS, title="Readout of the call")) == (
        [Document("readout", f"{CALL}\n{TALKS}", "Readout of the call")],
        [],
    )


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.docx", "untitled", "PR_2022_14.pdf", "  ", "--"])
def test_what_a_program_puts_for_a_title_is_none(read: Read, title: str) -> None:
    [document], _ = read("a.pdf", pdf(CALL, title=title))
    assert document.title is None


def test_a_pdf_is_known_by_its_first_bytes_whatever_it_is_called(read: Read) -> None:
    for name in ("readout.txt", "readout", "readout.docx"):
        assert [document.text for document in read(name, pdf(CALL))[0]] == [CALL]


def test_a_pdf_that_is_only_closed_to_changes_is_read(read: Read) -> None:
    [document], problems = read("a.pdf", pdf(CALL, password="", owner="secret"))
    assert (document.text, problems) == (CALL, [])


def test_pages_that_are_pictures_are_named_and_the_others_read(read: Read) -> None:
    [document], problems = read("a.pdf", pdf(CALL, "<picture>", TALKS, "<picture>"))
    assert document.text == f"{CALL}\n{TALKS}"
    assert problems == [Problem("pages of the PDF that are pictures without text: 2, 4; the others were read", "a.pdf")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf(CALL, password="secret"), "an encrypted PDF; save it without its password first"),
        (pdf("<picture>", ""), "a PDF without text (scanned pages?); run text recognition (OCR) on it first"),
        (pdf(CALL)[:-200], "a PDF that breaks off in the middle; fetch it again"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "a PDF that breaks off in the middle; fetch it again"),
        (b"%PDF-1.7\n" + b"nonsense\n" * 40 + b"%%EOF\n", "a damaged PDF (PdfReadError)"),
        (CALL.encode(), "called a PDF, but not one"),
        (b"", "empty"),
    ],
)
def test_what_gives_no_text_is_one_line(
    read: Read, data: bytes, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert read("a.pdf", data) == ([], [Problem(message, "a.pdf")])
    assert capfd.readouterr().err == ""


def test_a_pdf_that_unpacks_without_end_is_a_problem(read: Read) -> None:
    writer = PdfWriter()
    stream = EncodedStreamObject()
    packer = zlib.compressobj(9)
    stream._data = b"".join(packer.compress(b"BT (talks) Tj ET " * 100_000) for _ in range(120)) + packer.flush()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.add_blank_page(100, 100)[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    found, [problem] = read("bomb.pdf", out.getvalue())
    assert found == []
    assert "\n" not in problem.message
