"""`communique read` and `communique demo`: sources in, records out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from communique.errors import SourceError
from communique.schema import Document, Problem
from communique.schema.edtf import check_edtf

if TYPE_CHECKING:
    from communique.schema import Extraction

ALL_READ, SOME_NOT, NOTHING = 0, 1, 2
_FEW = 3


def run(
    sources: Sequence[str],
    published: str | None,
    form: str,
    model: str | None,
    actors: Path | None = None,
    columns: str | None = None,
    everything: bool = False,
) -> int:
    """Read sources, write their records to standard output in the format named, and give the exit status.

    Args:
        sources: files, folders, addresses, or "-".
        published: the date of documents that give none, as EDTF.
        form: one of `communique.cli.commands.FORMATS`.
        model: an installed spaCy package, None for the pinned one.
        actors: a folder with tables of actors of the user's own.
        columns: which columns of tables hold what.
        everything: read documents too that are about no relations between sides.

    Raises:
        CommuniqueError: nothing can be read at all (the date is none, the model is missing, a row is wrong).
    """
    from communique.intake import documents
    from communique.pipeline import extract

    found: list[Document] = []
    unread = 0
    if published is not None:
        check_edtf(published)
    # The date is for the pipeline, which prefers one that an article itself gives.
    for item in documents(sources, stdin=sys.stdin.buffer, columns=columns):
        if isinstance(item, Problem):
            unread += 1
            click.echo(f"communique: {placed(item)}", err=True)
        else:
            found.append(item)
    found.sort(key=_order)
    faults: list[Problem] = []
    if found:
        extractions = _watched(extract(found, published, model, actors, everything=everything), faults)
        _writer(form)(_with_progress(extractions, len(found)), utf8_output())
    if len(faults) == len(found):
        if not unread and not found:
            click.echo("communique: no articles in " + ", ".join(sources), err=True)
        return NOTHING
    return SOME_NOT if unread or faults else ALL_READ


def samples() -> Path:
    """The folder of sample articles: inside an installed package, beside `src` in a working copy.

    Raises:
        SourceError: neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parents[1] / "samples"):
        if folder.is_dir():
            return folder
    raise SourceError(f"{package}: the sample articles are missing; install communique again")


def utf8_output() -> TextIO:
    """Standard output, writing UTF-8 and bare line feeds whatever the locale, so that the bytes are the same."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def _order(document: Document) -> tuple[str, ...]:
    # Two files of one name in two folders have one id; what is in them decides then.
    published = document.published.edtf if document.published else ""
    return document.id, published, document.title or "", document.publisher or "", document.url or "", document.text


def placed(problem: Problem) -> str:
    """One line: where a problem is, and what it is."""
    place = problem.source or ""
    if problem.line is not None:
        place += f":{problem.line}"
    message = " ".join(problem.message.split())
    line = message if not place or message.startswith(place) else f"{place}: {message}"
    # Names in mails and archives are anybody's words, and a terminal obeys control characters.
    return "".join(char if char.isprintable() else "?" for char in line)


def _writer(form: str) -> Callable[[Iterable[Extraction], TextIO], None]:
    from communique import show

    writers: dict[str, Callable[[Iterable[Extraction], TextIO], None]] = {
        "table": show.write_table,
        "json": show.write_json,
        "jsonl": show.write_jsonl,
        "exchange": show.write_exchange,
        "markdown": show.write_markdown,
    }
    return writers[form]


def _watched(extractions: Iterable[Extraction], faults: list[Problem]) -> Iterator[Extraction]:
    """The same extractions; each problem in them goes to standard error and into `faults`."""
    for extraction in extractions:
        for problem in extraction.problems:
            faults.append(problem)
            click.echo(f"communique: {placed(problem)}", err=True)
        yield extraction


def _with_progress(extractions: Iterator[Extraction], total: int) -> Iterator[Extraction]:
    """The same extractions, counted on standard error where that is a terminal and there are more than a few."""
    if total <= _FEW or not sys.stderr.isatty():
        yield from extractions
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(extractions, "reading", total=total, console=Console(stderr=True), transient=True)
