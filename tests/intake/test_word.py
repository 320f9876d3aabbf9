"""Word files: everything that stands in them, and bombs."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from formats import CALL, TALKS, saved, word
from reads import Read

from communique.schema import Document, Problem, When

SAVED = datetime.datetime(2022, 2, 20, 18, 0)
UNDATED = "Emmanuel Macron spoke by phone with Vladimir Putin, the Élysée said."


def test_paragraphs_title_and_the_day_of_the_last_saving(read: Read) -> None:
    assert read("call.docx", word(UNDATED, "", "They agreed.", title="A call", created=SAVED, modified=SAVED)) == (
        [Document("call", f"{UNDATED}\n\nThey agreed.", "A call", published=When("2022-02-20"))],
        [],
    )


def test_a_date_that_the_text_gives_goes_before_the_day_of_the_last_saving(read: Read) -> None:
    [document], _ = read("call.docx", word("PARIS, February 18, 2022 - " + UNDATED, modified=SAVED))
    assert document.published is None


def test_a_file_that_says_nothing_of_its_day_has_none(read: Read) -> None:
    assert read("a.docx", word(UNDATED))[0] == [Document("a", UNDATED)]
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(UNDATED))) as full, zipfile.ZipFile(bare, "w") as archive:
        for member in full.infolist():
            data = full.read(member)
            if member.filename == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*docProps/core.xml[^>]*/>", b"", data)
            if member.filename != "docProps/core.xml":
                archive.writestr(member.filename, data)
    assert read("b.docx", bare.getvalue())[0] == [Document("b", UNDATED)]


def test_tables_content_controls_and_words_under_revision_are_read_and_deleted_words_are_not(read: Read) -> None:
    document = docx.Document()
    document.add_paragraph("Present:")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Sergey Lavrov", "Antony Blinken"
    run = "<w:r><w:t>{}</w:t></w:r>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format(TALKS)}</w:p></w:sdtContent></w:sdt>"
    revised = (
        f"<w:p {nsdecls('w')}><w:ins>{run.format('They met')}</w:ins><w:del><w:r><w:delText> never</w:delText></w:r>"
        f"</w:del><w:r><w:t> again</w:t><w:br/><w:t>in</w:t><w:tab/><w:t>March.</w:t></w:r></w:p>"
    )
    for each in (control, revised):
        document.element.body.insert_element_before(parse_xml(each), "w:sectPr")
    [found], _ = read("a.docx", saved(document))
    assert found.text == f"Present:\n\nSergey Lavrov\n\nAntony Blinken\n\n{TALKS}\n\nThey met again\nin\tMarch."


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive(xl__workbook_xml=b"<a/>"), "not a Word file but a spreadsheet; save it as .csv first"),
        (archive(call_txt=CALL.encode()), "not a Word file but an archive; unpack it first"),
        (archive(word__document_xml=b"<a/>"), "a damaged Word file (KeyError)"),
        (word(CALL)[:-400], "called a Word file or archive, but breaks off or is damaged (File is not a zip file)"),
        (b"PK\x03\x04", "called a Word file or archive, but breaks off or is damaged (File is not a zip file)"),
        (CALL.encode(), "called a Word file or archive, but is none (File is not a zip file)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an encrypted file or one of the old Word; save it as .docx without password first",
        ),
        (word(" "), "empty"),
        (
            archive(word__document_xml=b"<w>" + b" " * 30_000_000),
            "a Word file that unpacks to more than 20,000,000 bytes of text; not taken",
        ),
    ],
)
def test_what_is_no_word_file_is_one_line(read: Read, data: bytes, message: str) -> None:
    assert read("a.docx", data) == ([], [Problem(message, "a.docx")])


def test_entities_that_grow_without_end_are_not_unfolded(read: Read) -> None:
    out = io.BytesIO()
    entities = '<!ENTITY a "talks ">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    with zipfile.ZipFile(io.BytesIO(word(CALL))) as full, zipfile.ZipFile(out, "w") as packed:
        for member in full.infolist():
            data = full.read(member)
            if member.filename == "word/document.xml":
                data = data.replace(b"?>", f"?><!DOCTYPE w [{entities}]>".encode(), 1).replace(b"phone", b"&i;")
            packed.writestr(member.filename, data)
    found, problems = read("a.docx", out.getvalue())
    assert len(found) + len(problems) == 1
    assert all(len(document.text) < 1000 for document in found)
