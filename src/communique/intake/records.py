"""Fields as they come, from JSON or a page's metadata, to a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from communique.clean.dates import find_days
from communique.clean.headings import headline_of
from communique.errors import SourceError
from communique.intake.decoding import without_surrogates
from communique.intake.limits import MAX_CHARACTERS
from communique.schema import Document, Problem, When
from communique.schema.edtf import is_edtf

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")


def plain_document(id_: str, text: str) -> Document:
    """A document that is nothing but its text; its title is a first line that stands alone as a headline does.

    Raises:
        SourceError: the text is empty or longer than `MAX_CHARACTERS`.
    """
    text = checked_text(text)
    return Document(id_, text, headline_of(text))


def document_of(fields: Mapping[str, object], fallback_id: str, where: Problem) -> Iterator[Document | Problem]:
    """The document that a record's fields make, after a `Problem` where its date is none.

    Args:
        fields: `text`, and any of `id`, `title`, `publisher`, `published`, `url`.
        fallback_id: its id where the record has none.
        where: a problem at the record's place, to be given a message.

    Raises:
        SourceError: no text in it, or too much.
    """
    text = fields.get("text")
    if not isinstance(text, str):
        raise SourceError("no field 'text'" if text is None else "the field 'text' is no string")
    given = fields.get("published")
    published = date_of(given)
    if published is None and given not in (None, ""):
        yield Problem(f"published is no date: {str(given)[:40]!r}; read without it", where.source, where.line)
    yield Document(
        id=_string(fields.get("id")) or fallback_id,
        text=checked_text(text),
        title=_string(fields.get("title")) or headline_of(text),
        publisher=_string(fields.get("publisher")),
        published=published,
        url=_string(fields.get("url")),
    )


def checked_text(text: str) -> str:
    """The text itself, unreadable halves of characters marked.

    Raises:
        SourceError: it is blank or longer than `MAX_CHARACTERS`.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(f"more than {MAX_CHARACTERS:,} characters in one document; split it into articles")
    if not text or text.isspace():
        raise SourceError("empty")
    return without_surrogates(text)


def date_of(value: object) -> When | None:
    """The date in a field: EDTF, an ISO time stamp, or a date written out ("18 August 2021"); None where it is none."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    if is_edtf(value):
        return When(value)
    if (stamp := _STAMP.fullmatch(value)) and is_edtf(stamp.group(1)):
        return When(stamp.group(1))
    days = list(find_days(value))
    return When(days[0].edtf) if len(days) == 1 and days[0].edtf else None


def stem_of(address: str) -> str:
    """What a document from an address is called: the last part of its path, else its host."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[bad"
        return address
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return stem or parts.netloc


def _string(value: object) -> str | None:
    if value is None or value == "":
        return None
    return without_surrogates(value if isinstance(value, str) else str(value))
