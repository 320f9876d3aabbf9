"""What a user names (files, folders, addresses, "-") to documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from communique.errors import SourceError
from communique.intake.decoding import decode
from communique.intake.files import article_files, read_file, read_stream
from communique.intake.html import read_page
from communique.intake.records import plain_document
from communique.intake.web import fetch, is_address
from communique.schema import Document, Problem, When
from communique.schema.edtf import check_edtf


def documents(
    sources: Sequence[str | Path], published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Problem]:
    """The documents of some sources, one after the other; a source that cannot be read is a `Problem`.

    Sources are read in the order of their names, a file only once however often it is named, so that the order in which
    they are named changes nothing. A document's id is its file's name without the suffix, a JSONL record's own id, the
    last part of an address's path, or "stdin"; a second document of one id gets `-2`.

    Args:
        sources: files (.txt, .md, .html, .jsonl), folders (searched for such files), http addresses, "-".
        published: the date (EDTF) of documents whose metadata gives none.
        stdin: what "-" reads; standard input where None.

    Raises:
        DateError: `published` is no date.
    """
    date = When(check_edtf(published.strip())) if published is not None else None
    return _documents(sources, date, stdin)


def _documents(
    sources: Sequence[str | Path], published: When | None, stdin: BinaryIO | None
) -> Iterator[Document | Problem]:
    taken: set[str] = set()
    for source in _in_order(sources):
        for item in [source] if isinstance(source, Problem) else _read(source, stdin):
            if isinstance(item, Problem):
                yield item
                continue
            id_ = _free(item.id, taken)
            taken.add(id_)
            yield replace(item, id=id_, published=item.published or published)


def _in_order(sources: Sequence[str | Path]) -> list[Path | str | Problem]:
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
            for file in article_files(path) if path.is_dir() else [path]:
                files.setdefault(_resolved(file), file)
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


def _read(source: Path | str, stdin: BinaryIO | None) -> Iterator[Document | Problem]:
    if isinstance(source, Path):
        yield from _read_path(source)
        return
    try:
        if source == "-":
            yield from read_stream(stdin or sys.stdin.buffer, "standard input", "stdin")
        else:
            yield from _read_address(source)
    except SourceError as error:
        yield Problem(str(error), "standard input" if source == "-" else source)
    except OSError as error:
        yield Problem(f"cannot be read ({error.strerror or type(error).__name__})", "standard input")


def _read_path(path: Path) -> Iterator[Document | Problem]:
    try:
        yield from read_file(path)
    except ValueError as error:  # a name with a NUL in it
        yield Problem(f"no such file ({error})", str(path))


def _read_address(address: str) -> Iterator[Document | Problem]:
    page = fetch(address)
    stem = _stem(address)
    if page.plain:
        yield replace(plain_document(stem, decode(page.data)), url=address)
    else:
        yield from read_page(page.data, address, stem, address)


def _stem(address: str) -> str:
    parts = urlsplit(address)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return stem or parts.netloc


def _free(id_: str, taken: set[str]) -> str:
    if id_ not in taken:
        return id_
    number = 2
    while f"{id_}-{number}" in taken:
        number += 1
    return f"{id_}-{number}"
