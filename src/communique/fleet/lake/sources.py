"""What a user names, as files that one task each reads, wherever it runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from communique.errors import LakeError, SourceError
from communique.fleet.lake.places import Found, place_of
from communique.intake.answers import read_answer
from communique.intake.columns import Columns
from communique.intake.given import Given
from communique.intake.kinds import SUFFIXES, read_given
from communique.intake.web import fetch, is_address
from communique.schema import Document, Problem

_FILES, _BYTES = 64, 1_000_000
"""How many files, and how much in them, one task reads at most where it can choose."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file or web page.

    Args:
        name: what the user named: this, or a folder it is in.
        path: where it lies in its file system; the address of a web page.
        size: in bytes; 0 of a page.
        changed: when, in nanoseconds; 0 where that is not told.
    """

    name: str
    path: str
    size: int = 0
    changed: int = 0

    @property
    def key(self) -> str:
        """A name of the file as it is now: another where it was changed."""
        return sha256(json.dumps([self.path, self.size, self.changed]).encode()).hexdigest()[:16]


def sources_of(names: Sequence[str]) -> list[Source | Problem]:
    """The files of files, folders and addresses, each once, in the order of their paths; then what is no such thing."""
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    for name in sorted(set(names)):
        try:
            for one in [Source(name, name)] if is_address(name) else _files(name):
                found.setdefault(one.path, one)
        except (LakeError, SourceError) as error:
            problems.append(Problem(str(error), name))
    return [*(found[path] for path in sorted(found)), *problems]


class Stack(NamedTuple):
    """Sources that one task reads one after the other: a large file, or many small ones."""

    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        """A name of the files as they are now."""
        return sha256(json.dumps([source.key for source in self.sources]).encode()).hexdigest()[:16]


def stacked(sources: Iterable[Source]) -> Iterator[Stack]:
    """Sources in stacks, in their order."""
    waiting: list[Source] = []
    size = 0
    for source in sources:
        if waiting and (len(waiting) == _FILES or size + source.size > _BYTES):
            yield Stack(tuple(waiting))
            waiting, size = [], 0
        waiting.append(source)
        size += source.size
    if waiting:
        yield Stack(tuple(waiting))


def read_source(source: Source, columns: Columns) -> Iterator[Document | Problem]:
    """The documents in a source; what cannot be read is a `Problem`."""
    try:
        if is_address(source.path):
            yield from read_answer(fetch(source.path), source.path, columns)
            return
        place = place_of(source.name)
        path = PurePosixPath(source.path)
        with type(place)(place.name, place.system, source.path).opened() as stream:
            yield from read_given(Given(stream, source.path, path.stem, path.suffix.lower(), columns))
    except (SourceError, LakeError) as error:
        yield Problem(str(error), source.path)
    except OSError as error:
        yield Problem(f"cannot be read ({error.strerror or type(error).__name__})", source.path)


def _files(name: str) -> list[Source]:
    if name == "-":
        raise SourceError("standard input cannot be read by many; write it to a file")
    place = place_of(name)
    files = place.files() if place.is_folder() else [place.info() or _missing()]
    chosen = [one for one in files if one.path.lower().endswith(SUFFIXES)] if place.is_folder() else files
    if not chosen:
        raise SourceError(f"no articles in the folder (looked for {', '.join(SUFFIXES)})")
    return [Source(place.name, *one) for one in chosen]


def _missing() -> Found:
    raise SourceError("no such file or folder")
