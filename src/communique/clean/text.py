"""The cleaned text of a document and the map that leads any part of it back to the raw offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.schema import Span, When

BlockKind = Literal["heading", "paragraph", "dateline", "date", "caption", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the raw text and what it is; furniture is marked here and passed over by the reader."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class CleanText:
    """What the parser reads, and where each of its characters stood.

    `text` holds the headings, paragraphs and captions, one blank line between blocks; datelines, date lines and
    furniture stand in `blocks` only. `origin[i]` is the raw index at which `text[i]` starts, `ends[i]` the one at which
    it ends (an apostrophe written `&#39;` stands for five raw characters; empty `ends` means one each); neither ever
    decreases. The blank line between two blocks has the place of the character before it. `breaks` are the offsets in
    `text` where a block starts, with that block's kind. `published` is the document's own date: its metadata, else a
    date line, else a dateline with a year, with the span where the text says so. `place` and `agency` are the raw spans
    of a dateline's city and news agency.
    """

    raw: str
    text: str
    origin: Sequence[int]
    blocks: tuple[Block, ...]
    breaks: tuple[tuple[int, BlockKind], ...]
    published: When | None = None
    place: Span | None = None
    agency: Span | None = None
    ends: Sequence[int] = ()

    def to_raw(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`, which must not be empty."""
        return Span(self.origin[start], self.ends[end - 1] if self.ends else self.origin[end - 1] + 1)
