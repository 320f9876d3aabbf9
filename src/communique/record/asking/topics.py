"""Whether a topic is meant by the words a user asks with; "sanction" finds "new sanctions", "sanct*" too."""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache

from communique.errors import QuestionError
from communique.lexicon.names import pieces


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection `is_about(topics, asked)`: whether one of a JSON list of topics holds the words asked for."""
    connection.create_function("is_about", 2, is_about, deterministic=True)


def condition(column: str, asked: str) -> tuple[str, tuple[str, ...]]:
    """A condition that a column with a JSON list of topics holds the words asked for, with its parameters.

    Raises:
        QuestionError: there is no word in it.
    """
    words = _asked(asked)
    if not words:
        raise QuestionError(f"{asked!r} holds no word of a topic")
    # Plain text is sifted by SQLite itself; what has letters beyond ASCII is left to the function, which folds them.
    plain = " AND ".join([f"{column} LIKE ?"] * len(words))
    other = f"length({column}) <> length(CAST({column} AS BLOB)) OR instr({column}, '\\u')"
    patterns = tuple(f"%{word.rstrip('*')}%" for word in words)
    return f"{column} <> '[]' AND ({plain} OR {other}) AND is_about({column}, ?)", (*patterns, asked)


def is_about(topics: str, asked: str) -> bool:
    """Whether one topic of a JSON list holds the words asked for in their order, in singular or plural."""
    wanted = _asked(asked)
    for topic in json.loads(topics):
        words = [_singular(word) for word in pieces(str(topic))]
        for at in range(len(words) - len(wanted) + 1):
            if all(_same(word, want) for word, want in zip(words[at:], wanted, strict=False)):
                return True
    return False


@lru_cache(maxsize=64)
def _asked(asked: str) -> tuple[str, ...]:
    words: list[str] = []
    for part in asked.split():
        found = pieces(part)
        if found:
            words += [_singular(word) for word in found[:-1]]
            words.append(found[-1] + "*" if part.endswith("*") else _singular(found[-1]))
    return tuple(words)


def _same(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _singular(word: str) -> str:
    return word.removesuffix("s")
