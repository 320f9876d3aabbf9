"""What a user names (files, folders, addresses, "-") to documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from communique.errors import SourceError
from communique.intake.answers import read_answer
from communique.intake.columns import USUAL_COLUMNS, Columns, parse_columns
from communique.intake.files import read_file, walk
from communique.intake.given import Given
from communique.intake.kinds import read_given
from communique.intake.web import fetch, is_address
from communique.schema import Document, Problem, When
from communique.schema.edtf import check_edtf


def documents(
    sources: Sequence[str | Path],
    published: str | None = None,
    stdin: BinaryIO | None = None,
    columns: str | None = None,
) -> Iterator[Document | Problem]:
    """The documents of some sources, one after the other; a source that cannot be read is a `Problem`.

    Sources are read in the order of their names, a file only once however often it is named, so that the order in which
    they are named changes nothing. A document's id is its file's name without the suffix, a JSONL record's own id, the
    last part of an address's path, or "stdin"; a second document of one id gets `-2`.

    Args:
        sources: files (docs/sources.md lists their kinds), folders (searched for such files), http addresses, "-".
        published: the date (EDTF) of documents whose metadata gives none.
        stdin: what "-" reads; standard input where None.
        columns: which columns of tables (keys of JSON lines) hold what, where not the usual ones: "text=body,id=nr".

    Raises:
        DateError: `published` is no date.
        SourceError: `columns` is not of its form.
    """
    date = When(check_edtf(published.strip())) if published is not None else None
    return _documents(sources, date, stdin, parse_columns(columns) if columns is not None else USUAL_COLUMNS)


def _documents(
    sources: Sequence[str | Path], published: When | None, stdin: BinaryIO | None, columns: Columns
) -> Iterator[Document | Problem]:
    taken: dict[str, int] = {}
    for source in in_order(sources):
        for item in [source] if isinstance(source, Problem) else _read(source, stdin, columns):
            if isinstance(item, Problem):
                yield item
            else:
                yield replace(item, id=_free(item.id, taken), published=item.published or published)


def in_order(sources: Sequence[str | Path]) -> list[Path | str | Problem]:
    """Files in the order of their full paths, then addresses, then standard input, then what could not be searched."""
    files: dict[Path, Path] = {}
    others: set[str] = set()
    problems: list[Problem] = []
    for source in sources:
        name = str(source)
        if name == "-" or is_address(name):
            others.add(name)
            continue
        path = Path(source)
        try:
            found, passed = walk(path) if path.is_dir() else ([path], None)
            for file in found:
                files.setdefault(_resolved(file), file)
            if passed and passed not in problems:
                problems.append(passed)
        except SourceError as error:
            problems.append(Problem(str(error), name))
        except OSError as error:
            problems.append(Problem(f"cannot be read ({error.strerror or type(error).__name__})", name))
    problems.sort(key=lambda problem: problem.source or "")
    return [*(files[key] for key in sorted(files)), *sorted(others - {"-"}), *sorted(others & {"-"}), *problems]


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a ring of links, a NUL in the name
        return path.absolute()


def _read(source: Path | str, stdin: BinaryIO | None, columns: Columns) -> Iterator[Document | Problem]:
    if isinstance(source, Path):
        yield from _read_path(source, columns)
        return
    name = "standard input" if source == "-" else source
    try:
        if source == "-":
            yield from read_given(Given(stdin or sys.stdin.buffer, name, "stdin", columns=columns))
        else:
            yield from read_answer(fetch(source), source, columns)
    except SourceError as error:
        yield Problem(str(error), name)
    except OSError as error:
        yield Problem(f"cannot be read ({error.strerror or type(error).__name__})", name)


def _read_path(path: Path, columns: Columns) -> Iterator[Document | Problem]:
    try:
        yield from read_file(path, columns)
    except ValueError as error:  # a name with a NUL in it
        yield Problem(f"no such file ({error})", str(path))


def _free(id_: str, taken: dict[str, int]) -> str:
    """The id, or where it is taken the first of its numbers that is not; `taken` has the last number tried of each."""
    if id_ not in taken:
        taken[id_] = 1
        return id_
    number = taken[id_] + 1
    while f"{id_}-{number}" in taken:
        number += 1
    taken[id_] = number
    taken[f"{id_}-{number}"] = 1
    return f"{id_}-{number}"
