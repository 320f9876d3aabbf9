"""One export from the question to the file: all or nothing, and from one state of the ledger."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from communique.errors import ExportError
from communique.record import Ledger
from communique.record.database import guarded
from communique.show.exports.formats import format_of
from communique.show.exports.request import Request


def export(form: str, request: Request, to: Path | BinaryIO) -> None:
    """Write an export to a file, which is there whole or stays as it was, or to an open stream of bytes.

    Args:
        form: a name of `FORMATS`.
        request: the ledger, the question and the choices; its tally says afterwards what was written.
        to: a path; a file there is replaced. A pipe or device is written to as it is.

    Raises:
        ExportError: the file cannot be written, or is the ledger itself; the format cannot hold this.
        QuestionError, DateError, LedgerError: the ledger cannot be asked this.
    """
    chosen = format_of(form)
    if chosen.folder is not None:
        raise ExportError(f"{form} is a folder: name one that is not there yet")
    with _one_state(request.ledger):
        if isinstance(to, Path):
            _spare_the_ledger(request.ledger, to)
            with _whole_file(to) as out:
                chosen.write(request, out)
        else:
            chosen.write(request, to)


def export_folder(form: str, request: Request, to: Path) -> None:
    """Write an export that is a folder, which is there whole or not at all.

    Raises:
        ExportError: something is there already, or it cannot be written.
        LedgerError: the ledger cannot be read.
    """
    chosen = format_of(form)
    if chosen.folder is None:
        raise ExportError(f"{form} is a file, not a folder")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ExportError(f"{to}: is there already; name a folder that is not, or an empty one")
    part = to.parent / f".{to.name}.{os.getpid()}.part"
    try:
        part.mkdir(parents=True)
        chosen.folder(request, part)
        if to.exists():
            to.rmdir()
        part.rename(to)
    except OSError as error:
        raise ExportError(f"{to}: cannot be written ({error.strerror or error}); nothing was changed") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _one_state(ledger: Ledger) -> Iterator[None]:
    """Everything read inside is of one state of the ledger, while other processes go on writing."""
    connection: sqlite3.Connection = ledger.connection
    if connection.in_transaction:
        yield
        return
    with guarded(ledger.path):
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


@contextmanager
def _whole_file(to: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is whole; where anything is raised, what was there stays."""
    place = Path(os.path.realpath(to))  # a link stays a link
    if place.is_dir():
        raise ExportError(f"{to}: a folder; name a file in it")
    # A pipe or a device has no whole to wait for.
    direct = place.exists() and not place.is_file()
    part = place if direct else place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            if not direct:
                os.fsync(out.fileno())
        if not direct:
            part.replace(place)
    except OSError as error:
        raise ExportError(f"{to}: cannot be written ({error.strerror or error}); nothing was changed") from None
    finally:
        if not direct:
            part.unlink(missing_ok=True)


def _spare_the_ledger(ledger: Ledger, to: Path) -> None:
    place = os.path.realpath(to)
    own = os.path.realpath(ledger.path)
    if place in (own, f"{own}-wal", f"{own}-shm") or (to.exists() and ledger.path.exists() and to.samefile(own)):
        raise ExportError(f"{to}: is the ledger itself; name another file")
