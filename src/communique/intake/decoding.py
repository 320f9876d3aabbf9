"""Bytes to text: UTF-8, UTF-16 with its mark, and what is left of Windows-1252 and Latin-1."""

from __future__ import annotations

import codecs
import re

from communique.errors import SourceError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an archive or office file",
    b"\x1f\x8b": "compressed",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "an office file of the old kind, or an encrypted one; save it as .docx without password first",
    b"BZh": "compressed by bzip2; unpack it first",
    b"\xfd7zXZ": "compressed by xz; unpack it first",
    b"7z\xbc\xaf": "an archive; unpack it first",
    b"Rar!": "an archive; unpack it first",
    b"{\\rtf": "an RTF file; convert it to text first",
}
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text in some bytes, without a byte order mark.

    Bytes that are no UTF-8 are read as Windows-1252, one by one, so that Latin-1 files, and UTF-8 files with a stray
    byte, are read as they were meant.

    Raises:
        SourceError: these bytes are no text; the message says what they are, where that shows.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"not text but {what}")
    if data[257:262] == b"ustar":
        raise SourceError("not text but an archive; unpack it first")
    head = data[:65_536]
    if b"\x00" in head or len(_CONTROLS.findall(head)) * 100 > len(head):
        raise SourceError("not text but binary data")
    return _ESCAPED.sub(_windows, data.decode("utf-8", "surrogateescape"))


def _windows(match: re.Match[str]) -> str:
    byte = bytes([ord(match.group()) - 0xDC00])
    return byte.decode("cp1252", "ignore") or byte.decode("latin-1")


def without_surrogates(text: str) -> str:
    """The text with halves of surrogate pairs (from a broken JSON escape) marked as unreadable, in the same length."""
    return _SURROGATE.sub("\ufffd", text)


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """A page in UTF-8, where the server says in which coding it is and it is."""
    try:
        return data.decode(charset).encode() if charset else data
    except (LookupError, ValueError):
        return data
