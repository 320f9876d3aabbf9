"""What a server sent to documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from communique.intake.columns import USUAL_COLUMNS, Columns
from communique.intake.decoding import in_utf8
from communique.intake.given import HEAD, Given
from communique.intake.html import read_page
from communique.intake.kinds import PAGE, TEXT, kind_of, read_given
from communique.intake.media import VAGUE, suffix_of
from communique.intake.records import stem_of
from communique.intake.web import Answer
from communique.schema import Document, Problem


def read_answer(answer: Answer, address: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Document | Problem]:
    """The documents in an answer: by how it begins, by its type, or where that says nothing by the address.

    Raises:
        SourceError: nothing of it can be read.
    """
    suffix = suffix_of(answer.media_type) or PurePosixPath(urlsplit(address).path).suffix.lower()
    kind = kind_of(answer.data[:HEAD], suffix)
    if kind is PAGE or (kind is TEXT and answer.media_type in VAGUE):
        yield from read_page(in_utf8(answer.data, answer.charset), address, stem_of(address), address)
        return
    yield from read_given(Given(io.BytesIO(answer.data), address, stem_of(address), suffix, columns, address))
