"""Files and folders to documents."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from communique.errors import SourceError
from communique.intake.columns import USUAL_COLUMNS, Columns
from communique.intake.given import Given
from communique.intake.kinds import SUFFIXES, read_given
from communique.schema import Document, Problem

_LEDGERS = (".db", ".db-wal", ".db-shm", ".db-journal")
"""A ledger often lies beside the articles that were added to it."""


class Walked(NamedTuple):
    """The files below a folder that can be articles, sorted, and a problem that counts the others, ledgers excepted."""

    files: list[Path]
    passed: Problem | None


def walk(folder: Path) -> Walked:
    """What lies below a folder; hidden files and links to folders are passed over.

    Raises:
        SourceError: the folder cannot be listed, or holds no articles.
    """
    if not os.access(folder, os.R_OK | os.X_OK):
        raise SourceError("the folder cannot be read (permission denied)")
    found: list[Path] = []
    others: Counter[str] = Counter()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.startswith("."):
                continue
            if name.lower().endswith(SUFFIXES):
                found.append(Path(parent, name))
            elif not name.lower().endswith(_LEDGERS):
                others[Path(name).suffix.lower() or "without suffix"] += 1
    if not found:
        raise SourceError(f"no articles in the folder (looked for {', '.join(SUFFIXES)})")
    if not others:
        return Walked(sorted(found), None)
    most = sorted(others.items(), key=lambda each: (-each[1], each[0]))[:8]
    listed = ", ".join(f"{count:,} {suffix}" for suffix, count in most)
    message = f"files passed over in the folder: {listed}; name them themselves to have them read"
    return Walked(sorted(found), Problem(message, str(folder)))


def read_file(path: Path, columns: Columns = USUAL_COLUMNS) -> Iterator[Document | Problem]:
    """The documents in a file; its first bytes say what it is, or its suffix."""
    source = str(path)
    try:
        with path.open("rb") as stream:
            yield from read_given(Given(stream, source, path.stem, path.suffix.lower(), columns))
    except OSError as error:
        yield Problem(f"cannot be read ({error.strerror or type(error).__name__})", source)
    except SourceError as error:
        yield Problem(str(error), source)
