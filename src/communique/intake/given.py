"""What a reader is given: bytes, what they are called, and what is known of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from communique.errors import SourceError
from communique.intake.columns import USUAL_COLUMNS, Columns
from communique.schema import Document, Problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 4096


@dataclass(frozen=True, slots=True)
class Given:
    """Something to read: a file, standard input, or what another reader found inside one.

    Args:
        stream: its bytes, read once from the start.
        source: its name for messages.
        stem: the id of its document, or what the ids of its documents start with.
        suffix: what it is called to be (".pdf"), in small letters; empty where nothing says so.
        columns: which columns of a table hold what.
        url: the address it was fetched from.
        depth: in how many others it lies: 1 for the text in a .gz file.
    """

    stream: BinaryIO
    source: str
    stem: str
    suffix: str = ""
    columns: Columns = USUAL_COLUMNS
    url: str | None = None
    depth: int = 0

    def peeked(self) -> tuple[bytes, Given]:
        """The first bytes, and the same thing to be read from its start."""
        if self.stream.seekable():
            start = self.stream.tell()
            head = self.stream.read(HEAD)
            self.stream.seek(start)
            return head, self
        head = b""
        try:
            while len(head) < HEAD and (part := some(self.stream, HEAD - len(head))):
                head += part
        except SourceError:  # it breaks off; what is there comes first, and the error when it is reached again
            if not head:
                raise
        return head, replace(self, stream=io.BufferedReader(_Joined(head, self.stream)))

    def whole(self, limit: int) -> bytes:
        """All its bytes.

        Raises:
            SourceError: there are more than `limit` of them.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise SourceError(f"more than {limit:,} bytes; split it into articles")
        return data

    def within(self, stream: BinaryIO, stem: str, suffix: str, name: str = "", url: str | None = None) -> Given:
        """A thing found inside this one; `name` is what it is called there."""
        source = f"{self.source}: {name}" if name else self.source
        return Given(stream, source, stem, suffix, self.columns, url or self.url, self.depth + 1)


def some(stream: BinaryIO, size: int) -> bytes:
    """The next bytes, as many as there are at once: `read` gives none of those before the place where a file breaks."""
    part: bytes = getattr(stream, "read1", stream.read)(size)
    return part


Reader = Callable[[Given], "Iterator[Document | Problem | Given]"]
"""Reads one kind of source. It yields documents, problems, and what it found inside that is to be read in its turn;
it raises SourceError where nothing more can be read."""


class _Joined(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        part = self._head[: len(view)] or some(self._rest, len(view))
        self._head = self._head[len(view) :]
        view[: len(part)] = part
        return len(part)
