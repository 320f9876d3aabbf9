"""Work for processes in tests: it can be sent to another process, and some of it kills the process it runs in."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from communique.errors import SourceError
from communique.schema import Document, Extraction, Problem


def doubled(numbers: Sequence[int]) -> list[int]:
    """Twice each number; the first batches take longest."""
    time.sleep(0.2 if numbers[0] < 4 else 0.0)
    return [2 * number for number in numbers]


def deadly(words: Sequence[str]) -> list[str]:
    """The words in capitals; a word that names a signal kills the process by it, "exit" ends it, "wrong" raises."""
    for word in words:
        if word.startswith("SIG"):
            os.kill(os.getpid(), getattr(signal, word))
        if word == "exit":
            os._exit(3)
        if word == "wrong":
            raise SourceError("nothing of this can be read")
    return [word.upper() for word in words]


class Unborn:
    """Work that cannot be taken up: its process ends before it has begun."""

    def __call__(self, items: Sequence[int]) -> list[int]:
        raise NotImplementedError

    def __reduce__(self) -> tuple[object, tuple[int, ...]]:
        return _die, ()


def _die() -> NoReturn:
    os._exit(4)


@dataclass(frozen=True, slots=True)
class DeadlyReader:
    """Stands in for the reader of documents: finds nothing in them, and dies of those that say "poison"."""

    published: str | None = None
    model: str | None = None
    actors: Path | None = None

    def __call__(self, documents: Sequence[Document]) -> list[Extraction]:
        for document in documents:
            if "poison" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
        return [
            Extraction(document, problems=(Problem("not read, for a test", document.id),) * ("bad" in document.text))
            for document in documents
        ]


def whose(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Each number with the process that has it."""
    return [(number, os.getpid()) for number in numbers]
