"""Document to clean text."""

from __future__ import annotations

import re

from communique.clean.text import Block, BlockKind, CleanText
from communique.schema import Document, Span


def clean(document: Document) -> CleanText:
    """The clean text of a document, with its blocks and the map to the raw offsets."""
    raw = document.text
    pieces: list[str] = []
    origin: list[int] = []
    blocks: list[Block] = []
    breaks: list[tuple[int, BlockKind]] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", raw):
        if pieces:
            pieces.append("\n\n")
            origin += [match.start(), match.start()]
        kind: BlockKind = "paragraph" if re.search(r"[.!?:;,][\"'”’)\]]*\s*$", match.group()) else "heading"
        breaks.append((len(origin), kind))
        blocks.append(Block(kind, Span(match.start(), match.end())))
        pieces.append(match.group().replace("’", "'").replace("‘", "'").replace("\xa0", " "))
        origin += range(match.start(), match.end())
    return CleanText(raw, "".join(pieces), origin, tuple(blocks), tuple(breaks))
