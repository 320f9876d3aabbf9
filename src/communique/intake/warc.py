"""Archives of web pages (WARC, as CC-NEWS has them), record by record, as fastwarc reads them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from communique.errors import SourceError
from communique.intake.decoding import in_utf8
from communique.intake.extras import missing
from communique.intake.given import Given, some
from communique.intake.html import read_page
from communique.intake.limits import MAX_FILE_BYTES, MAX_PAGE_BYTES
from communique.intake.media import suffix_of
from communique.intake.records import stem_of
from communique.schema import Document, Problem

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

_READ = (".html", ".txt", ".pdf", ".docx")
_KIND = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}|", re.ASCII)
_END = b"\r\n\r\n"


def read_warc(given: Given) -> Iterator[Document | Problem | Given]:
    """The pages in an archive, each with its address; those without an article are problems with theirs.

    Answers that are no pages (pictures, errors) are counted in one problem at the end. A page's date is its own, never
    the day on which it was fetched.

    Raises:
        SourceError: fastwarc is not installed; no archive, damaged, or breaking off: what follows is not read.
    """
    stream = _Followed(given.stream)
    passed: Counter[str] = Counter()
    found = 0
    for record in _records(_opened(stream)):
        address = record.headers.get("WARC-Target-URI")
        if not address:
            continue
        found += 1
        address = address.strip("<>")
        if (reason := _not_a_page(record)) is not None:
            passed[reason] += 1
            continue
        try:
            data = _body(record)
            if stream.broken:
                break  # half an article is none
            yield from _page(data, record, address, given)
        except SourceError as error:
            if stream.broken:
                raise
            yield Problem(str(error), f"{given.source}: {address}")
    if passed:
        most = sorted(passed.items(), key=lambda each: (-each[1], each[0]))[:8]
        listed = ", ".join(f"{count:,} {what}" for what, count in most)
        yield Problem(f"records passed over, since they are no pages: {listed}", given.source)
    if stream.broken:
        raise SourceError("an archive that breaks off in the middle; fetch it again")
    if not found:
        raise SourceError("an archive without answers of servers")


def _opened(stream: io.RawIOBase) -> ArchiveIterator:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise missing("Web archives (WARC)", "fastwarc") from None
    kinds = WarcRecordType.response | WarcRecordType.resource
    return ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all")


def _records(archive: ArchiveIterator) -> Iterator[WarcRecord]:
    while True:
        try:
            record = next(archive, None)
        except SourceError:
            raise  # of what the archive is packed in
        except Exception as error:
            raise SourceError(f"a damaged archive ({_line(error)}); not read from there on") from None
        if record is None:
            return
        yield record


def _not_a_page(record: WarcRecord) -> str | None:
    status = record.http_headers.status_code if record.is_http and record.http_headers else None
    if status is not None and status != 200:
        return f"with status {status}"
    kind = _kind(record)
    return None if not kind or suffix_of(kind) in _READ else kind


def _kind(record: WarcRecord) -> str:
    kind = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    kind = (kind or "").partition(";")[0].strip().lower()
    return kind if _KIND.fullmatch(kind) else "of no known type"


def _body(record: WarcRecord) -> bytes:
    limit = MAX_PAGE_BYTES if suffix_of(_kind(record)) in ("", ".html") else MAX_FILE_BYTES
    try:
        data = record.reader.read(limit + 1)
    except SourceError:
        raise
    except Exception as error:  # a body packed otherwise than its header says
        raise SourceError(f"cannot be unpacked ({_line(error)})") from None
    if len(data) > limit:
        raise SourceError(f"more than {limit:,} bytes")
    return data


def _page(data: bytes, record: WarcRecord, address: str, given: Given) -> Iterator[Document | Problem | Given]:
    suffix = suffix_of(_kind(record)) or ".html"
    if suffix != ".html":
        yield given.within(io.BytesIO(data), stem_of(address), suffix, address, address)
    else:
        source = f"{given.source}: {address}"
        yield from read_page(in_utf8(data, record.http_charset), source, stem_of(address), address)


def _line(error: object) -> str:
    return " ".join(str(error).split())[:120]


class _Followed(io.RawIOBase):
    """A stream as fastwarc wants it, which it never seeks in.

    `broken` says that it ended elsewhere than after a record, or could not be read on; fastwarc does not tell.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self._last = b""
        self.broken = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        self.broken = True
        part = some(self._stream, size)
        self._at += len(part)
        self._last = (self._last + part[-4:])[-4:]
        self.broken = not part and self._last != _END
        return part
