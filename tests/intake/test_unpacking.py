"""Packed files: what is inside, however much of it there is."""

from __future__ import annotations

import gzip
import io
import sys

import pytest
from formats import CALL, TALKS, gz, pdf, rss, zst
from reads import Read

from communique.intake.given import Given
from communique.intake.kinds import read_given
from communique.schema import Document, Problem

PACKERS = [("gz", gz), ("zst", zst)]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_what_is_inside_is_read_as_its_name_says(read: Read, suffix: str, pack: object) -> None:
    lines = "".join(f'{{"id": "{n}", "text": "{CALL}"}}\n' for n in range(2000)).encode()
    assert callable(pack)
    assert read(f"call.txt.{suffix}", pack(CALL.encode()))[0] == [Document("call", CALL)]
    assert len(read(f"corpus.jsonl.{suffix}", pack(lines))[0]) == 2000
    assert len(read(f"two.jsonl.{suffix}", pack(lines) + pack(lines))[0]) == 4000
    assert read(f"readout.pdf.{suffix}", pack(pdf(CALL)))[0] == [Document("readout", CALL)]
    assert read(f"news.rss.{suffix}", pack(rss(f"<description>{CALL}</description>")))[0][0].text == CALL
    assert read(f"table.csv.{suffix}", pack(f"body\n{TALKS}\n".encode()))[0] == [Document("table-2", TALKS)]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_a_packed_file_is_known_whatever_it_is_called(read: Read, suffix: str, pack: object) -> None:
    assert callable(pack)
    assert read("call", pack(CALL.encode()))[0] == [Document("call", CALL)]
    assert read("call.txt", pack(CALL.encode()))[0] == [Document("call", CALL)]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_a_file_that_breaks_off_is_read_up_to_there(read: Read, suffix: str, pack: object) -> None:
    assert callable(pack)
    lines = "".join(f'{{"id": "{n}", "text": "{hash((n, 1))} {n**7}"}}\n' for n in range(20_000)).encode()
    packed = pack(lines)
    found, problems = read(f"a.jsonl.{suffix}", packed[: len(packed) // 2])
    assert 1000 < len(found) < 20_000
    assert problems == [Problem("compressed, and breaks off in the middle; fetch it again", f"a.jsonl.{suffix}")]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.gz", b"", "empty"),
        ("a.gz", gz(b""), "empty"),
        ("a.gz", CALL.encode(), "compressed, and damaged (Not a gzipped file (b'Em'))"),
        ("a.gz", gz(CALL.encode())[:12], "compressed, and breaks off in the middle; fetch it again"),
        ("a.zst", zst(CALL.encode())[:9], "compressed, and breaks off in the middle; fetch it again"),
        ("a.txt.gz", gz(b"\x89PNG\r\n\x00"), "not text but a picture"),
        ("a.txt.gz", gz(b"x" * 5_000_000), "more than 4,000,000 bytes; split it into articles"),
    ],
)
def test_what_cannot_be_unpacked_is_one_line(read: Read, name: str, data: bytes, message: str) -> None:
    assert read(name, data) == ([], [Problem(message, name)])


def test_damage_inside_is_one_line(read: Read) -> None:
    packed = bytearray(gz(bytes(range(256)) * 100 + CALL.encode() * 50))
    packed[30:60] = bytes(30)
    found, [problem] = read("a.txt.gz", bytes(packed))
    assert found == []
    assert problem.message.startswith("compressed, and damaged (")


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_a_bomb_is_given_up_before_it_fills_anything(read: Read, suffix: str, pack: object) -> None:
    assert callable(pack)
    found, problems = read(f"a.jsonl.{suffix}", pack(b"\n" * 12_000_000))
    assert found == []
    assert problems[-1].message == "unpacks to more than 200 times its size; not taken for articles"


def test_files_packed_again_and_again_end(read: Read) -> None:
    data = CALL.encode()
    for _ in range(9):
        data = gz(data)
    assert read("a", data) == ([], [Problem("packed into too many others; unpack it first", "a")])


def test_a_packed_stream_is_read_as_it_comes() -> None:
    """No more of it is taken than the documents read so far need."""
    lines = b"".join(f'{{"text": "{n} {hash((n, 2))} {CALL}"}}\n'.encode() for n in range(100_000))
    stream = io.BytesIO(gzip.compress(lines, 1))
    documents = read_given(Given(stream, "a.jsonl.gz", "a.jsonl", ".gz"))
    assert isinstance(next(documents), Document)
    assert stream.tell() < 300_000 < len(stream.getvalue())


def test_without_its_library_a_file_is_one_line_that_names_the_extra(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    packed = b"\x28\xb5\x2f\xfd" + bytes(40)
    message = "Zstandard files need zstandard, which is not installed: pip install 'communique[archives]'"
    assert read("a.jsonl.zst", packed) == ([], [Problem(message, "a.jsonl.zst")])
