"""The file of a ledger: opened, checked, brought up to date, and written in transactions."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from communique.errors import LedgerError

VERSION = 2
"""The version of the schema; `migrations/0002_*.sql` brings a ledger of version 1 to version 2."""

APPLICATION = 0x434D5145  # "CMQE", so that a database of another program is not taken for a ledger
WAIT = 60.0
"""Seconds to wait for another process that writes."""

IN_MEMORY = Path(":memory:")
"""The path of a ledger that is gone when it is closed."""

_MEBIBYTE = 1 << 20


def connect(path: Path, *, create: bool = True, read_only: bool = False) -> sqlite3.Connection:
    """An open ledger of the present schema, with foreign keys on; nothing is in a transaction.

    Args:
        path: the file, or ":memory:" for a ledger that is gone when it is closed.
        create: make a ledger where no file is.
        read_only: refuse every change; an older schema is then refused too.

    Raises:
        LedgerError: no file, no ledger, a newer one, or one that cannot be read or written.
    """
    if path != IN_MEMORY:
        _check_place(path, create, read_only)
    with guarded(path):
        connection = _opened(path, read_only)
        try:
            _check(connection, path, read_only)
            if not read_only:
                _write_ahead(connection)
                _migrate(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            # Hashes land anywhere in the file: the more documents a checkpoint takes, the fewer pages it writes.
            connection.execute("PRAGMA wal_autocheckpoint = 8000")
            connection.execute(f"PRAGMA cache_size = {-32 * _MEBIBYTE // 1024}")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a `LedgerError` of one line that names the file and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {_meaning(error)}") from error


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing: the only writer from the first line on, and nothing changed where anything is raised.

    Inside another, it is all or nothing by itself, and reaches the disk with the other.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    if connection.in_transaction:
        yield from _part(connection, path)
        return
    with guarded(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            # A full disk makes SQLite roll back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _part(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    with guarded(path):
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # A full disk makes SQLite roll all of it back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            raise
        connection.execute("RELEASE part")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script one by one: `executescript` would end the transaction it runs in."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _opened(path: Path, read_only: bool) -> sqlite3.Connection:
    if path == IN_MEMORY:
        return _connection(str(path))
    address = path.absolute().as_uri()
    if not read_only:
        return _connection(f"{address}?mode=rwc")
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        # Who may write tidies the write-ahead log away when the last one closes; a mere reader would leave it there.
        connection = _connection(f"{address}?mode=rw")
        connection.execute("PRAGMA query_only = ON")
        return connection
    connection = _connection(f"{address}?mode=ro")
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        # In a folder that may not be written, the index of the write-ahead log cannot be made; without a log none is
        # needed.
        connection.close()
        if Path(f"{path}-wal").exists():
            raise
        connection = _connection(f"{address}?mode=ro&immutable=1")
    return connection


def _check_place(path: Path, create: bool, read_only: bool) -> None:
    if not path.exists() and (read_only or not create):
        raise LedgerError(f"{path}: no ledger; communique add SOURCES... --ledger {path} makes one")
    if path.is_dir():
        raise LedgerError(f"{path}: a folder, not a ledger")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: there is no folder {path.parent}")
    if not read_only and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise LedgerError(f"{path}: read-only; nothing was changed")


def _connection(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None, cached_statements=512)


def _check(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    # In one transaction, so that a ledger which another process is just making is seen before or after, not between.
    connection.execute("BEGIN")
    application, version = _marks(connection)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("COMMIT")
    if application != APPLICATION:
        if read_only or version or tables:
            raise LedgerError(f"{path}: a database, but no ledger of communique")
    elif version > VERSION:
        raise LedgerError(
            f"{path}: written by a newer communique (schema {version}, this one knows {VERSION}); update communique"
        )
    elif version < VERSION and read_only:
        raise LedgerError(f"{path}: written by an older communique (schema {version}); open it for writing once")


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Two processes that make one ledger at once: the change of mode does not wait by itself.
    end = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or bring them step by step to the present schema, each step in one transaction."""
    while _marks(connection) != (APPLICATION, VERSION):
        with transaction(connection, path):
            application, version = _marks(connection)  # as another process may have left them meanwhile
            if application != APPLICATION:
                script, version = _script("schema.sql"), VERSION
            elif version < VERSION:
                version += 1
                script = _migration(version)
            else:
                return
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {version}")


def _script(name: str) -> str:
    return (files("communique.record") / name).read_text("utf-8")


def _migration(version: int) -> str:
    for file in (files("communique.record") / "migrations").iterdir():
        if file.name.startswith(f"{version:04}_"):
            return file.read_text("utf-8")
    raise LedgerError(f"no migration to schema {version}; install communique again")


def _meaning(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return {
        sqlite3.SQLITE_NOTADB: "not a ledger",
        sqlite3.SQLITE_READONLY: "read-only; nothing was changed",
        sqlite3.SQLITE_FULL: "the disk is full; what was finished before is kept",
        sqlite3.SQLITE_IOERR: "the disk cannot be read or written (full?); what was finished before is kept",
        sqlite3.SQLITE_BUSY: f"another process has been writing for {WAIT:.0f} seconds; try again",
        sqlite3.SQLITE_LOCKED: "another process is writing; try again",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened",
        sqlite3.SQLITE_CORRUPT: "damaged; communique check says where, a copy kept elsewhere helps",
        sqlite3.SQLITE_TOOBIG: "a text is too large for the ledger",
    }.get(code, f"the ledger refuses: {' '.join(str(error).split())}")
