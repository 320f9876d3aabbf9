"""The kinds of sources as one table: how each is called, how it begins, and what reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.errors import SourceError
from communique.intake.decoding import decode
from communique.intake.given import Given, Reader
from communique.intake.html import looks_like_html, read_page
from communique.intake.jsonl import read_jsonl
from communique.intake.limits import MAX_DEPTH, MAX_PAGE_BYTES, MAX_TEXT_BYTES
from communique.intake.mail import read_mail
from communique.intake.pdf import read_pdf
from communique.intake.records import plain_document
from communique.intake.syndication import looks_like_feed, read_feed
from communique.intake.tables import read_csv, read_parquet
from communique.intake.unpacking import GZIP, ZSTD, read_gzip, read_zstd
from communique.intake.warc import read_warc
from communique.intake.word import read_word
from communique.schema import Document, Problem


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source.

    Args:
        read: what reads it.
        suffixes: how its files are called.
        magic: how it begins, where no text begins so: it is read as this kind whatever it is called.
    """

    read: Reader
    suffixes: tuple[str, ...]
    magic: re.Pattern[bytes] | None = None


def _text(given: Given) -> Iterator[Document]:
    yield plain_document(given.stem, decode(given.whole(MAX_TEXT_BYTES)))


def _page(given: Given) -> Iterator[Document | Problem]:
    yield from read_page(given.whole(MAX_PAGE_BYTES), given.source, given.stem)


def _jsonl(given: Given) -> Iterator[Document | Problem]:
    yield from read_jsonl(given.stream, given.source, given.stem, given.columns)


TEXT, PAGE, JSONL, FEED, MAIL = (
    Kind(_text, (".txt", ".text", ".md", ".markdown")),
    Kind(_page, (".html", ".htm", ".xhtml")),
    Kind(_jsonl, (".jsonl", ".ndjson")),
    Kind(read_feed, (".rss", ".atom", ".rdf", ".xml")),
    Kind(read_mail, (".eml",)),
)
KINDS = (
    *(TEXT, PAGE, JSONL, FEED, MAIL),
    Kind(read_pdf, (".pdf",), re.compile(rb"%PDF-\d")),
    Kind(read_word, (".docx",), re.compile(rb"PK\x03\x04")),
    Kind(read_csv, (".csv", ".tsv")),
    Kind(read_parquet, (".parquet",), re.compile(rb"PAR1[\x00-\x1f]")),
    Kind(read_warc, (".warc",), re.compile(rb"WARC/\d\.\d\r?\n")),
    Kind(read_gzip, (".gz",), re.compile(re.escape(GZIP))),
    Kind(read_zstd, (".zst", ".zstd"), re.compile(re.escape(ZSTD))),
)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
"""What a folder is searched for."""

_RECORD = re.compile(rb"\s*\{\s*\"[\w-]+\"\s*:")
# A mail kept without its suffix starts with its headers; an article may start with "From:", but hardly with these too.
_MAIL = re.compile(rb"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:message-id|mime-version|received):")


def kind_of(head: bytes, suffix: str) -> Kind:
    """Which kind something is: by how it begins, where that is beyond doubt, else by its suffix, else by its looks."""
    for kind in KINDS:
        if kind.magic is not None and kind.magic.match(head):
            return kind
    for kind in KINDS:
        if suffix in kind.suffixes:
            return kind
    if looks_like_html(head):
        return PAGE
    if looks_like_feed(head):
        return FEED
    if _RECORD.match(head):
        return JSONL
    return MAIL if _MAIL.match(head) else TEXT


def read_given(given: Given) -> Iterator[Document | Problem]:
    """The documents in something, and in what lies inside it.

    Raises:
        SourceError: nothing more of it can be read.
        OSError: likewise, for a reason of the machine's.
    """
    head, given = given.peeked()
    if not head:
        raise SourceError("empty")
    for item in kind_of(head, given.suffix).read(given):
        if isinstance(item, Document):
            yield item if item.url or not given.url else replace(item, url=given.url)
        elif isinstance(item, Problem):
            yield item
        elif item.depth > MAX_DEPTH:
            yield Problem("packed into too many others; unpack it first", item.source)
        else:
            try:
                yield from read_given(item)
            except SourceError as error:
                yield Problem(str(error), item.source)
