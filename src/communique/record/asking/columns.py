"""The ledger's contacts, statements and positions as columns in memory, for questions that count nearly all of them.

Counting a hundred thousand contacts by month and side takes SQLite seconds and these arrays milliseconds. They are
loaded when first asked for, and again when the file has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from communique.record.asking import days
from communique.record.asking.naming import Wanted
from communique.record.asking.question import STATUS_GROUPS
from communique.record.asking.rows import Who
from communique.schema import ACTS, KINDS, STATUSES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Bools = NDArray[np.bool_]

GROUPS = tuple(STATUS_GROUPS)
NEVER, EVER = -(2**30), 2**30
"""Days before and after all others, for ends that are open."""
_VERDICTS = (None, "right", "wrong")
_EPOCH = 719163  # the ordinal of 1970-01-01, from which numpy counts


class Names:
    """Words by number, in the order they were met."""

    def __init__(self) -> None:
        self.numbers: dict[str | None, int] = {None: -1}
        self.words: list[str] = []

    def number(self, word: str | None) -> int:
        """The number of a word, -1 for None."""
        known = self.numbers.get(word)
        if known is None:
            assert word is not None
            known = self.numbers[word] = len(self.words)
            self.words.append(word)
        return known


@dataclass(frozen=True)
class People:
    """Actors of rows, one row each: name, side and registry id by number, and who that is by number in `known`.

    As everywhere in asking, who has a registry id is one actor under all names.
    """

    names: Names
    sides: Names
    ids: Names
    name: Ints
    side: Ints
    id: Ints
    one: Ints
    known: tuple[Who, ...]

    def meets(self, wanted: Wanted) -> Bools:
        """Which rows are of whom is wanted, as `Wanted.condition` has it in SQL."""
        import numpy as np

        if wanted.side is not None:
            number = self.sides.numbers.get(wanted.side)
            return np.zeros(len(self.side), bool) if number is None else self.side == number
        named = np.isin(self.name, [n for name in wanted.names if (n := self.names.numbers.get(name)) is not None])
        if wanted.id is None:
            return named
        id = self.ids.numbers.get(wanted.id, -2)
        return named & ((self.id == -1) | (self.id == id))


def people(rows: Iterable[tuple[str | None, str | None, str | None]]) -> People:
    """The columns of rows of (name, side, registry id)."""
    import numpy as np

    names, sides, ids = Names(), Names(), Names()
    numbers: dict[tuple[str | None, ...], int] = {}
    known: list[Who] = []
    columns: list[tuple[int, int, int, int]] = []
    for name, side, id in rows:
        key = (id,) if id is not None else (name, side)
        one = numbers.setdefault(key, len(known))
        if one == len(known):
            known.append(Who(name or "", side, id))
        elif name is not None and name < known[one].name:
            known[one] = Who(name, known[one].side or side, id)
        columns.append((names.number(name), sides.number(side), ids.number(id), one))
    array = np.array(columns, np.int32).reshape(-1, 4)
    return People(names, sides, ids, *array.T.copy(), tuple(known))


@dataclass(frozen=True)
class ContactColumns:
    """All contacts in the order of their ids, and their parties (`of` is the number of the contact).

    `first` and `last` are the first and last day (since 1970-01-01) that a date can mean, `told_first` and `told_last`
    those of its reports. `dated` is False where neither end of the date is known; `spans` is True of an interval.
    """

    ids: tuple[str, ...]
    kind: Ints
    status: Ints
    group: Ints
    verdict: Ints
    disputed: Bools
    first: Ints
    last: Ints
    told_first: Ints
    told_last: Ints
    dated: Bools
    spans: Bools
    of: Ints
    parties: People

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of a contact by its id."""
        return {id: nth for nth, id in enumerate(self.ids)}


@dataclass(frozen=True)
class PositionColumns:
    """All positions of active readings; `number` is their row in the table, `first` and `last` days of publication."""

    number: Ints
    act: Ints
    first: Ints
    last: Ints
    holders: People
    of: Ints
    targets: People


@dataclass(frozen=True)
class StatementColumns:
    """All statements of active readings."""

    number: Ints
    first: Ints
    last: Ints
    speakers: People


def contact_columns(connection: sqlite3.Connection) -> ContactColumns:
    """The contacts of a ledger."""
    found = _kept(connection, "contact")
    assert isinstance(found, ContactColumns)
    return found


def position_columns(connection: sqlite3.Connection) -> PositionColumns:
    """The positions of a ledger."""
    found = _kept(connection, "position")
    assert isinstance(found, PositionColumns)
    return found


def statement_columns(connection: sqlite3.Connection) -> StatementColumns:
    """The statements of a ledger."""
    found = _kept(connection, "statement")
    assert isinstance(found, StatementColumns)
    return found


Table = Literal["contact", "position", "statement"]
Columns = ContactColumns | PositionColumns | StatementColumns


def _kept(connection: sqlite3.Connection, table: Table) -> Columns:
    path = next(file for _, name, file in connection.execute("PRAGMA database_list") if name == "main")
    # Within a transaction the file may not hold yet, or no longer, what the connection sees.
    if not path or connection.in_transaction:
        return _load(connection, table)
    return _keeper(table, path, _stamp(path)).get(connection)


def _stamp(path: str) -> tuple[int, ...]:
    """What changes whenever the ledger does: size and time of its file and of the log beside it."""
    stamp: list[int] = []
    for file in (Path(path), Path(f"{path}-wal")):
        try:
            status = file.stat()
        except OSError:
            continue
        stamp += [status.st_mtime_ns, status.st_size, status.st_ino]
    return tuple(stamp)


class _Keeper:
    """The columns of one table in one state of a file."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns: Columns | None = None

    def get(self, connection: sqlite3.Connection) -> Columns:
        if self._columns is None:
            self._columns = _load(connection, self._table)
        return self._columns


@lru_cache(maxsize=6)
def _keeper(table: Table, path: str, stamp: tuple[int, ...]) -> _Keeper:
    return _Keeper(table)


def _load(connection: sqlite3.Connection, table: Table) -> Columns:
    return {"contact": _contacts, "position": _positions, "statement": _statements}[table](connection)


def _contacts(connection: sqlite3.Connection) -> ContactColumns:
    import numpy as np

    kinds, statuses = _numbers(KINDS), _numbers(STATUSES)
    verdicts = _numbers(_VERDICTS)
    groups = [next(n for n, group in enumerate(GROUPS) if status in STATUS_GROUPS[group]) for status in STATUSES]
    ids: list[str] = []
    cells: list[tuple[int, ...]] = []
    rows = connection.execute(
        "SELECT id, kind, status, verdict, disputed, earliest, latest, first, last, instr(coalesce(date, ''), '/') "
        "FROM contact ORDER BY id"
    )
    for id, kind, status, verdict, disputed, earliest, latest, told_first, told_last, slash in rows:
        ids.append(id)
        number = statuses[status]
        cells.append((
            kinds[kind], number, groups[number], verdicts[verdict], disputed > 0, _day(earliest, NEVER),
            _day(latest, EVER), _day(days.first_day(told_first), NEVER), _day(days.last_day(told_last), EVER),
            earliest is not None or latest is not None, slash > 0,
        ))  # fmt: skip
    array = np.array(cells, np.int32).reshape(-1, 11)
    kind, status, group, verdict, disputed, *ends, dated, spans = array.T.copy()
    numbers = {id: nth for nth, id in enumerate(ids)}
    parties = connection.execute("SELECT contact, name, side, actor FROM contact_party ORDER BY contact, nth").fetchall()
    of = np.array([numbers[id] for id, *_ in parties], np.int32)
    return ContactColumns(
        tuple(ids), kind, status, group, verdict, disputed.astype(bool), *ends, dated.astype(bool), spans.astype(bool),
        of, people((name, side, actor) for _, name, side, actor in parties),
    )  # fmt: skip


def _positions(connection: sqlite3.Connection) -> PositionColumns:
    import numpy as np

    acts = _numbers(ACTS)
    rows = connection.execute(
        "SELECT s.id, s.act, g.published, s.holder, s.side, s.actor FROM position s "
        "JOIN reading g ON g.id = s.reading AND g.retired IS NULL ORDER BY s.id"
    ).fetchall()
    array = np.array(
        [(id, acts[act], _day(days.first_day(day), NEVER), _day(days.last_day(day), EVER)) for id, act, day, *_ in rows],
        np.int32,
    ).reshape(-1, 4)
    numbers = {row[0]: nth for nth, row in enumerate(rows)}
    targets = [
        row
        for row in connection.execute("SELECT position, name, side, actor FROM target ORDER BY position, nth")
        if row[0] in numbers
    ]
    return PositionColumns(
        *array.T.copy(), people(row[3:] for row in rows),
        np.array([numbers[row[0]] for row in targets], np.int32), people(row[1:] for row in targets),
    )  # fmt: skip


def _statements(connection: sqlite3.Connection) -> StatementColumns:
    import numpy as np

    rows = connection.execute(
        "SELECT s.id, g.published, s.speaker, s.side, s.actor FROM statement s "
        "JOIN reading g ON g.id = s.reading AND g.retired IS NULL ORDER BY s.id"
    ).fetchall()
    array = np.array(
        [(id, _day(days.first_day(day), NEVER), _day(days.last_day(day), EVER)) for id, day, *_ in rows], np.int32
    ).reshape(-1, 3)
    return StatementColumns(*array.T.copy(), people(row[2:] for row in rows))


def _numbers(words: Iterable[str | None]) -> dict[str | None, int]:
    return {word: nth for nth, word in enumerate(words)}


@lru_cache(maxsize=65536)
def _day(iso: str | None, otherwise: int) -> int:
    from datetime import date

    return otherwise if iso is None else date.fromisoformat(iso).toordinal() - _EPOCH


def day_number(iso: str | None, otherwise: int) -> int:
    """An ISO date as days since 1970-01-01; `otherwise` where there is none."""
    return _day(iso, otherwise)
