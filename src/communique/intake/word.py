"""Word files (.docx): their paragraphs in reading order, as python-docx opens them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from communique.clean import clean
from communique.errors import SourceError
from communique.intake.given import Given
from communique.intake.limits import MAX_FILE_BYTES, MAX_XML_BYTES
from communique.intake.records import checked_text
from communique.schema import Document, Problem, When

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_OTHERS = (
    ("xl/workbook.xml", "a spreadsheet; save it as .csv first"),
    ("ppt/presentation.xml", "a presentation; save it as text first"),
    ("content.xml", "an OpenDocument file; save it as .docx first"),
    ("META-INF/container.xml", "an e-book; save it as .html first"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASSED = {f"{_W}{name}" for name in ("p", "pPr", "rPr", "del", "moveFrom")}
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}

_TEMPLATE = datetime.date(2013, 12, 23)
"""When python-docx's own template was made; files it writes have this date unless they are given another."""


def read_word(given: Given) -> Iterator[Document | Problem]:
    """The document in a Word file: what stands in its body, tables and text boxes included, deleted words left out.

    Its title and date are the file's own; the date only where the text gives none, since it is that of the last saving.

    Raises:
        SourceError: another kind of archive, damaged, encrypted, too large unpacked.
    """
    data = given.whole(MAX_FILE_BYTES)
    _check(data)
    word = _opened(data)
    text = checked_text("\n\n".join(_paragraphs(word.element.body)))
    title, saved = _properties(word)
    document = Document(given.stem, text, title)
    if saved is None or clean(document).published is not None:
        yield document
    else:
        yield Document(given.stem, text, title, published=When(saved.isoformat()))


def _check(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError("an encrypted file or one of the old Word; save it as .docx without password first")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        what = "breaks off or is damaged" if data.startswith(b"PK") else "is none"
        raise SourceError(f"called a Word file or archive, but {what} ({' '.join(str(error).split())})") from None
    names = {member.filename for member in members}
    if "word/document.xml" not in names:
        kinds = (what for name, what in _OTHERS if name in names)
        raise SourceError(f"not a Word file but {next(kinds, 'an archive; unpack it first')}")
    # No member gives more bytes than it says, whatever is packed in it.
    xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    if xml > MAX_XML_BYTES or sum(member.file_size for member in members) > 4 * MAX_FILE_BYTES:
        raise SourceError(f"a Word file that unpacks to more than {MAX_XML_BYTES:,} bytes of text; not taken")


def _opened(data: bytes) -> WordDocument:
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises whatever a broken file leads it to
        raise SourceError(f"a damaged Word file ({type(error).__name__})") from None


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs wherever they stand; python-docx lists none in content controls, nor words under revision."""
    for paragraph in body.iter(f"{_W}p"):
        text = "".join(_words(paragraph)).strip()
        if text and not any(True for _ in paragraph.iterancestors(_FALLBACK)):
            yield text


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _PASSED:  # a text box has paragraphs of its own
            yield from _words(child)


def _properties(word: WordDocument) -> tuple[str | None, datetime.date | None]:
    """The title, and the day of the last saving."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        # Where there are none, python-docx makes some up, of today.
        word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        properties = word.core_properties
        title = " ".join((properties.title or "").split())
        times = [time for time in (properties.created, properties.modified) if time is not None]
    except Exception:  # as above
        return None, None
    days = [time.date() for time in times if time.date() != _TEMPLATE]
    return title or None, max(days, default=None)
