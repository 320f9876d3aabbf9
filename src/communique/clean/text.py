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

    `text` holds the headings, paragraphs and captions, one blank line between blocks. `origin[i]` is the raw index of
    `text[i]`; it never decreases. `breaks` are the offsets in `text` where a block starts, with that block's kind.
    `published` is the date that the article itself gives (date line, dateline), with its span. `place` and `agency`
    are the raw spans of a dateline's city and news agency.
    """

    raw: str
    text: str
    origin: Sequence[int]
    blocks: tuple[Block, ...]
    breaks: tuple[tuple[int, BlockKind], ...]
    published: When | None = None
    place: Span | None = None
    agency: Span | None = None

    def to_raw(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`, which must not be empty."""
        return Span(self.origin[start], self.origin[end - 1] + 1)
