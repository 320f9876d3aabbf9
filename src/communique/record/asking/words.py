"""Words that a user typed as a query of FTS5, whose own operators and quotes must not reach it raw."""

from __future__ import annotations

import re

from communique.errors import QuestionError

# A minus, then "a phrase" (its closing quote may be missing) or a word, then a star.
_TERM = re.compile(r'(?P<minus>-?)(?:["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+))(?P<star>\*?)')
_LETTER = re.compile(r"[^\W_]")


def fts(text: str) -> str:
    """A query that asks for all words of `text`; "phrases" stay together, word* is a beginning, -word must not stand.

    Raises:
        QuestionError: there is no word in it, or only words that must not stand.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TERM.finditer(text.replace("\x00", " ")):
        words, star = found["phrase"] if found["phrase"] is not None else found["word"], found["star"]
        if words.endswith("*"):
            words, star = words.rstrip("*"), "*"
        if not _LETTER.search(words):
            continue
        quoted = '"' + words.replace('"', '""') + '"' + (" *" if star else "")
        (unwanted if found["minus"] else wanted).append(quoted)
    if not wanted:
        raise QuestionError(f"{text!r} holds no word to look for")
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query
