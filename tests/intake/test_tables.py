"""Tables: CSV and Parquet, and which of their columns hold what."""

from __future__ import annotations

import datetime
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from formats import CALL, TALKS, gz
from reads import Read

from communique.errors import SourceError
from communique.intake import documents
from communique.intake.columns import Columns, parse_columns
from communique.schema import Document, Problem, When

FULL = Document("7", CALL, "A call", "Élysée", When("2022-02-20"), "https://elysee.example/7")


@pytest.mark.parametrize(
    "heading",
    ["id,title,publisher,published,url,text", "doc_id, Headline ,SOURCE,Date,link,body"],
)
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_columns_of_the_usual_names_are_known_whatever_parts_them(read: Read, heading: str, sign: str) -> None:
    cells = ["7", "A call", "Élysée", "2022-02-20T18:00:00Z", "https://elysee.example/7", f'"{CALL}"']
    table = f"{sign.join(heading.split(','))}\r\n{sign.join(cells)}\r\n"
    assert read("a.csv", table.encode()) == ([FULL], [])
    assert read("a.tsv", b"\xef\xbb\xbf" + table.encode()) == ([FULL], [])
    assert read("b.csv", table.encode("utf-16")) == ([FULL], [])
    assert read("c.csv", table.encode("cp1252")) == ([FULL], [])


def test_columns_of_other_names_are_named_by_the_user(read: Read) -> None:
    table = f'nr,words,when,text\n7,"{CALL}",20 Feb 2022,no\n'.encode()
    found, problems = read("a.csv", table, "text=words, published=when,id=NR")
    assert (found, problems) == ([Document("7", CALL, published=When("2022-02-20"))], [])
    line = b'{"nr": 7, "words": "Putin rang.", "title": "T"}\n{"words": "He rang again.", "title": "T"}\n'
    found, problems = read("a.jsonl", line, "text=words,id=nr,title=")
    assert (found, problems) == ([Document("7", "Putin rang."), Document("a-2", "He rang again.")], [])


def test_two_columns_that_can_both_be_the_date_are_none(read: Read) -> None:
    [document], [problem] = read("a.csv", f'text,date,pubdate\n"{CALL}",2022-02-20,2022-02-21\n'.encode())
    assert document.published is None
    assert problem == Problem(
        "'date' and 'pubdate' can both be the published; say which with --columns published=date", "a.csv", 1
    )


def test_quoted_cells_hold_lines_and_rows_have_the_number_of_their_line(read: Read) -> None:
    found, problems = read("a.csv", b'text\n"One,\n""two""\nthree."\n\nFour.\n" "\nFive.\n')
    assert [(document.id, document.text) for document in found] == [
        ("a-2", 'One,\n"two"\nthree.'),
        ("a-6", "Four."),
        ("a-8", "Five."),
    ]
    assert problems == [Problem("empty", "a.csv", 7)]


def test_rows_of_more_or_fewer_cells_are_problems_and_the_others_read(read: Read) -> None:
    found, problems = read("a.csv", b"id,text\n1,One.\n2,Putin, Xi and Modi met.\n3\n4,Four.\n")
    assert [document.id for document in found] == ["1", "4"]
    assert problems == [
        Problem("3 cells for 2 columns; put text with ',' in quotes", "a.csv", 3),
        Problem("no field 'text'", "a.csv", 4),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"a,b,c\n1,2,3\n", "no column for the text (there are: a, b, c); name it with --columns text=COLUMN"),
        (b'text\n"One\nTwo\n', "not CSV (unexpected end of data)"),
        (b'text\n"One" two\n', "not CSV (',' expected after '\"')"),
        (b"text\n" + b"x" * 8_000_001, "a line of more than 8,000,000 bytes; not read from there on"),
        (
            b'text\n"' + (b"x" * 999 + b"\n") * 2100,
            "not CSV (field larger than field limit (2000000))",
        ),
        (b"text\n\n", "a table without rows"),
        (b"text\n" + bytes(range(256)) * 10, "not text but binary data"),
        (b"text\nOK" + b"\x00" * 10, "not text but binary data"),
    ],
)
def test_what_is_no_table_is_one_line(read: Read, data: bytes, message: str) -> None:
    found, problems = read("a.csv", data)
    assert problems[0].message == message
    assert sum(len(document.text) for document in found) < 200_000


def test_a_row_whose_quotation_marks_are_wrong_costs_no_other(read: Read) -> None:
    found, problems = read("a.csv", b'id,text\n1,"One" and more\n2,Two.\n3,"Three."\n')
    assert [document.id for document in found] == ["2", "3"]
    assert [(problem.line, problem.message) for problem in problems] == [(2, "not CSV (',' expected after '\"')")]


def test_a_column_that_is_not_there_is_an_error_that_lists_those_there_are(read: Read) -> None:
    message = "no column 'body' (there are: id, text)"
    assert read("a.csv", b"id,text\n1,One.\n", "text=body") == ([], [Problem(message, "a.csv")])


@pytest.mark.parametrize("columns", ["", "text", "words=text", "text=a,text=b", "text=a;published=b,"])
def test_a_map_of_columns_that_is_none_is_an_error_before_anything_is_read(columns: str) -> None:
    with pytest.raises(SourceError, match=r"^--columns: [^\n]+$"):
        documents(["-"], columns=columns)


def test_a_map_of_columns_says_which_field_is_where() -> None:
    assert parse_columns(" text = Body ,published=") == Columns((("published", ""), ("text", "Body")))


def parquet(table: dict[str, object], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(table), out, **options)
    return out.getvalue()


def test_a_parquet_file_gives_its_rows_and_days_are_read_as_what_they_are(read: Read) -> None:
    when = [datetime.datetime(2022, 2, 20, 18, 0, tzinfo=datetime.UTC), None, None]
    data = parquet(
        {
            "body": pa.array([CALL, None, TALKS]).dictionary_encode(),
            "date": when,
            "link": [FULL.url, None, ""],
            "words": [[1], [2], [3]],
        }
    )
    found, problems = read("a.parquet", data)
    assert found == [
        Document("a-1", CALL, published=When("2022-02-20"), url=FULL.url),
        Document("a-3", TALKS),
    ]
    assert problems == [Problem("no field 'text'", "a.parquet", 2)]
    assert read("b.parquet.gz", gz(data))[0][0].text == CALL
    assert read("c", data, "text=link")[0] == [Document("c-1", FULL.url or "", published=When("2022-02-20"))]


def test_a_days_column_may_hold_days(read: Read) -> None:
    [document], _ = read("a.parquet", parquet({"text": [CALL], "published": [datetime.date(2022, 2, 20)]}))
    assert document.published == When("2022-02-20")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PAR1", "a damaged Parquet file, or one that breaks off"),
        (parquet({"text": [CALL]})[:-9], "a damaged Parquet file, or one that breaks off"),
        (parquet({"words": [CALL]}), "no column for the text (there are: words); name it with --columns text=COLUMN"),
        (parquet({"text": pa.array([], pa.string())}), "a table without rows"),
        (CALL.encode(), "a damaged Parquet file, or one that breaks off"),
    ],
)
def test_what_is_no_parquet_file_is_one_line(read: Read, data: bytes, message: str) -> None:
    found, [problem] = read("a.parquet", data)
    assert found == []
    assert problem.message.startswith(message)
    assert "\n" not in problem.message


def test_damage_in_the_middle_of_a_parquet_file_is_told_after_what_was_read(read: Read) -> None:
    texts = [f"{number} {hash((number, 3))} {CALL}" for number in range(400)]
    data = bytearray(parquet({"text": texts}, row_group_size=100, use_dictionary=False, compression="snappy"))
    middle = len(data) // 2
    data[middle : middle + 2000] = b"\xff" * 2000
    found, problems = read("a.parquet", bytes(data))
    assert 0 < len(found) < 400
    assert problems[-1].message.startswith("a damaged Parquet file")
