"""How much of a source is taken in; what is larger is a `Problem`, so that one file cannot hold up all others."""

from __future__ import annotations

MAX_CHARACTERS = 1_000_000
"""Characters of one document. The longest transcripts of press conferences have about 150,000."""

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
"""Bytes of a text file: UTF-8 takes at most four a character."""

MAX_PAGE_BYTES = 10_000_000
"""Bytes of an HTML file, a page from the web or a feed, mark-up included."""

MAX_LINE_BYTES = 8_000_000
"""Bytes of one line of a JSONL file, with `\\uXXXX` escapes."""

MAX_FILE_BYTES = 50_000_000
"""Bytes of a PDF, a Word file or a mail, pictures included."""

MAX_XML_BYTES = 20_000_000
"""Bytes of all the XML in a Word file, unpacked."""

MAX_RATIO = 200
"""How many times its size a compressed file may become. News packs to a fifth, the same line repeated to a hundredth;
a bomb made to fill the memory to a thousandth."""

RATIO_FROM = 5_000_000
"""Bytes that a compressed file may become whatever the ratio."""

MAX_DEPTH = 4
"""Things within things: a PDF in a mail in a mail in a .gz file."""

MAX_PAGES = 5_000
"""Pages of a PDF."""
