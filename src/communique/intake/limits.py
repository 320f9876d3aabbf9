"""How much of a source is taken in; what is larger is a `Problem`, so that one file cannot hold up all others."""

from __future__ import annotations

MAX_CHARACTERS = 1_000_000
"""Characters of one document. The longest transcripts of press conferences have about 150,000."""

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
"""Bytes of a text file: UTF-8 takes at most four a character."""

MAX_PAGE_BYTES = 10_000_000
"""Bytes of an HTML file or a page from the web, mark-up included."""

MAX_LINE_BYTES = 8_000_000
"""Bytes of one line of a JSONL file, with `\\uXXXX` escapes."""
