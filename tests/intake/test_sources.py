"""Files, folders and standard input to documents; what cannot be read is a problem that names its place."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from formats import CALL, gz, mail, pdf, rss, word

from communique.errors import DateError
from communique.intake import MAX_CHARACTERS, documents
from communique.schema import Document, Problem, When

OLD_OFFICE = "an office file of the old kind, or an encrypted one; save it as .docx without password first"


def taken(
    sources: Sequence[str | Path], published: str | None = None, stdin: bytes = b""
) -> tuple[list[Document], list[Problem]]:
    items = list(documents(sources, published, io.BytesIO(stdin)))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Problem)]


def written(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def test_a_text_file_is_a_document_named_after_it(tmp_path: Path) -> None:
    written(tmp_path, oslo_txt=b"\xef\xbb\xbfThe envoys met.\r\nThey left.\r\n")
    assert taken([tmp_path / "oslo.txt"]) == ([Document("oslo", "The envoys met.\r\nThey left.\r\n")], [])


def test_a_folder_is_walked_in_order_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, b_txt=b"B.", a__c_md=b"# C", a__d_jsonl=b'{"text": "D."}\n', _hidden_txt=b"H.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "f.txt").write_text("F.")
    found, problems = taken([tmp_path])
    assert [document.id for document in found] == ["c", "d-1", "b"]
    assert problems == []
    assert found[0].text == "# C"


def test_a_folder_of_all_kinds_is_read_and_what_is_no_article_is_counted(tmp_path: Path) -> None:
    written(
        tmp_path,
        a_csv=b"text,date\nThe envoys met.,2022-01-21\n",
        b__b_pdf=pdf(CALL),
        b__c_docx=word(CALL),
        b__d_eml=mail(CALL).as_bytes(),
        b__e_rss=rss(f"<title>T</title><description>{CALL}</description>"),
        f_txt_gz=gz(CALL.encode()),
        g_png=b"\x89PNG",
        b__h_png=b"\x89PNG",
        LICENCE=b"Anyone may.",
        talks_db=b"SQLite format 3",
    )
    found, problems = taken([tmp_path, tmp_path / "b"])
    assert sorted(document.id for document in found) == ["a-2", "b", "c", "d", "e-1", "f"]
    assert [(p.source, p.message.split(";")[0]) for p in problems] == [
        (str(tmp_path), "files passed over in the folder: 2 .png, 1 without suffix"),
        (str(tmp_path / "b"), "files passed over in the folder: 1 .png"),
    ]


def test_the_order_of_sources_changes_nothing_and_a_file_is_read_once(tmp_path: Path) -> None:
    written(tmp_path, x__a_txt=b"First.", y__a_txt=b"Second.", z_txt=b"Third.")
    one = [tmp_path / "y", tmp_path / "z.txt", tmp_path / "x"]
    assert taken(one) == taken(one[::-1]) == taken([tmp_path, *one])
    assert [(d.id, d.text) for d in taken(one)[0]] == [("a", "First."), ("a-2", "Second."), ("z", "Third.")]


def test_an_id_made_for_a_double_takes_no_other_id(tmp_path: Path) -> None:
    lines = [{"id": "a-2", "text": "1"}, {"id": "a", "text": "2"}, {"id": "a", "text": "3"}, {"id": "a-2", "text": "4"}]
    written(tmp_path, c_jsonl="\n".join(map(json.dumps, lines)).encode())
    assert [document.id for document in taken([tmp_path])[0]] == ["a-2", "a", "a-3", "a-2-2"]


@pytest.mark.parametrize(
    ("data", "id_", "text"),
    [
        (b"The envoys met.", "stdin", "The envoys met."),
        (b'\n{"id": "k", "text": "One."}\n', "k", "One."),
        (
            b"<!DOCTYPE html><html><body><p>The envoys met in Oslo.</p></body></html>",
            "stdin",
            "The envoys met in Oslo.",
        ),
        (b"{not JSON but a text in braces}", "stdin", "{not JSON but a text in braces}"),
    ],
)
def test_standard_input_is_text_page_or_lines_as_it_begins(data: bytes, id_: str, text: str) -> None:
    [found], problems = taken(["-"], stdin=data)
    assert (found.id, found.text, problems) == (id_, text, [])


def test_a_record_of_many_kilobytes_on_standard_input_is_read_whole() -> None:
    lines = b"".join(json.dumps({"id": str(n), "text": "word " * 4000}).encode() + b"\n" for n in range(20))
    assert [document.id for document in taken(["-"], stdin=lines)[0]] == [str(n) for n in range(20)]


def test_the_date_named_by_the_user_is_for_documents_without_one(tmp_path: Path) -> None:
    written(tmp_path, a_txt=b"A.", b_jsonl=b'{"id": "b", "text": "B.", "published": "2021-01-02"}')
    found, _ = taken([tmp_path], published=" 2022-03 ")
    assert [document.published for document in found] == [When("2022-03"), When("2021-01-02")]


@pytest.mark.parametrize("date", ["soon", "2021-02-30", "18 August 2021", ""])
def test_a_date_that_is_none_is_an_error_before_anything_is_read(date: str) -> None:
    with pytest.raises(DateError) as error:
        documents(["-"], published=date)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not text but a picture"),
        ("noise.txt", bytes(range(256)) * 8, "not text but binary data"),
        ("paper.pdf", b"%PDF-1.7 ...", "a PDF that breaks off in the middle; fetch it again"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1", "not text but " + OLD_OFFICE),
        ("all.tar", b"a.txt" + bytes(252) + b"ustar\x00" + bytes(300), "not text but an archive; unpack it first"),
        ("a.bz2", b"BZh91AY&SY", "not text but compressed by bzip2; unpack it first"),
        ("empty.html", b"", "empty"),
        ("bare.html", b"<html><body></body></html>", "no article found in the page"),
        ("noise.html", b"\x00\x01" * 500, "not a web page but binary data"),
        ("empty.jsonl", b"\n\n", "empty"),
        (
            "long.txt",
            b"x" * (MAX_CHARACTERS + 1),
            "more than 1,000,000 characters in one document; split it into articles",
        ),
    ],
)
def test_bad_files_are_problems_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    good = tmp_path / "good.txt"
    good.write_text("Good.")
    found, problems = taken([tmp_path / name, good])
    assert [document.id for document in found] == ["good"]
    assert problems == [Problem(message, str(tmp_path / name))]


def test_a_line_of_fifty_megabytes_is_a_problem_and_the_next_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"id": "big", "text": "')
        for _ in range(50):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n{"id": "small", "text": "Small."}\n')
    found, problems = taken([path])
    assert [document.id for document in found] == ["small"]
    assert problems == [Problem("a line of more than 8,000,000 bytes", str(path), 1)]
    plain = tmp_path / "c.txt"
    path.rename(plain)
    assert taken([plain])[1] == [Problem("more than 4,000,000 bytes; split it into articles", str(plain))]


def test_missing_files_and_folders_without_articles_are_problems(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    _, problems = taken([tmp_path / "none.txt", tmp_path / "void"])
    assert [(p.source, p.message.split(" (")[0]) for p in problems] == [
        (str(tmp_path / "none.txt"), "cannot be read"),
        (str(tmp_path / "void"), "no articles in the folder"),
    ]


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert taken([path])[1] == [Problem("cannot be read (Permission denied)", str(path))]


def test_a_ring_of_links_ends(tmp_path: Path) -> None:
    written(tmp_path, a_txt=b"A.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    found, problems = taken([tmp_path])
    assert [document.id for document in found] == ["a"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café".encode("latin-1"), "Café"),
        ("Élysée – “oui”".encode("cp1252"), "Élysée – “oui”"),
        ("Élysée ".encode() + b"\xe9", "Élysée é"),
        ("\ufeffZürich".encode("utf-16-le"), "Zürich"),
        ("\ufeffZürich".encode("utf-16-be"), "Zürich"),
    ],
)
def test_readable_text_is_read_whatever_its_coding(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert [document.text for document in taken([tmp_path])[0]] == [text]
