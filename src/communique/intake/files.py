"""Files and folders to documents."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from communique.errors import SourceError
from communique.intake.decoding import decode, read_limited
from communique.intake.html import looks_like_html, read_page
from communique.intake.jsonl import read_jsonl
from communique.intake.limits import MAX_PAGE_BYTES, MAX_TEXT_BYTES
from communique.intake.records import plain_document
from communique.schema import Document, Problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_TEXT, _PAGES, _LINES = (".txt", ".text", ".md", ".markdown"), (".html", ".htm", ".xhtml"), (".jsonl", ".ndjson")
SUFFIXES = (*_TEXT, *_PAGES, *_LINES)
"""What a folder is searched for."""


def article_files(folder: Path) -> list[Path]:
    """The files below a folder that can be articles, sorted; hidden ones and links to folders are passed over.

    Raises:
        SourceError: the folder cannot be listed, or holds none.
    """
    if not os.access(folder, os.R_OK | os.X_OK):
        raise SourceError("the folder cannot be read (permission denied)")
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
    if not found:
        raise SourceError(f"no articles in the folder (looked for {', '.join(SUFFIXES)})")
    return sorted(found)


def read_file(path: Path) -> Iterator[Document | Problem]:
    """The documents in a file; its suffix says what it is, or how it begins where the suffix is not known."""
    source = str(path)
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, source, path.stem, path.suffix.lower())
    except OSError as error:
        yield Problem(f"cannot be read ({error.strerror or type(error).__name__})", source)
    except SourceError as error:
        yield Problem(str(error), source)


def read_stream(stream: BinaryIO, source: str, stem: str, suffix: str = "") -> Iterator[Document | Problem]:
    """The documents in a stream of bytes.

    Args:
        stream: what is read.
        source: its name for messages.
        stem: the id of its document.
        suffix: what it is; empty or unknown to go by how it begins.

    Raises:
        SourceError: it is no text, empty, or too large.
        OSError: it cannot be read.
    """
    if suffix in _LINES:
        yield from read_jsonl(stream, source, stem)
        return
    if suffix in _PAGES:
        yield from read_page(read_limited(stream, MAX_PAGE_BYTES), source, stem)
        return
    if suffix in _TEXT:
        yield plain_document(stem, decode(read_limited(stream, MAX_TEXT_BYTES)))
        return
    head = stream.read(_HEAD)
    whole = io.BufferedReader(_Joined(head, stream))
    if looks_like_html(head):
        yield from read_page(read_limited(whole, MAX_PAGE_BYTES), source, stem)
    elif _RECORD.match(head):
        yield from read_jsonl(whole, source, stem)
    else:
        yield plain_document(stem, decode(read_limited(whole, MAX_TEXT_BYTES)))


_HEAD = 4096
_RECORD = re.compile(rb"\s*\{\s*\"\w+\"\s*:")


class _Joined(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        part = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(part)] = part
        return len(part)
