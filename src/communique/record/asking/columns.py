"""The ledger's contacts, statements and positions as columns in memory, for questions that count nearly all of them.

Counting a hundred thousand contacts by month and side takes SQLite seconds and these arrays milliseconds. They are
loaded when first asked for, and again when the file has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from communique.record.asking import days
from communique.record.asking.naming import Wanted
from communique.record.asking.question import STATUS_GROUPS
from communique.record.asking.rows import Who
from communique.schema import ACTS, KINDS, STATUSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[Any]
    Bools = NDArray[Any]

Kept = TypeVar("Kept")

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
            of_side: Bools = self.side == (-2 if number is None else number)
            return of_side
        named: Bools = np.isin(
            self.name, [n for name in wanted.names if (n := self.names.numbers.get(name)) is not None]
        )
        if wanted.id is None:
            return named
        id = self.ids.numbers.get(wanted.id, -2)
        named &= (self.id == -1) | (self.id == id)
        return named


def people(rows: Iterable[tuple[str | None, str | None, str | None]]) -> People:
    """The columns of rows of (name, side, registry id)."""
    import numpy as np

    names, sides, ids = Names(), Names(), Names()
    numbers: dict[tuple[str | None, ...], int] = {}
    known: list[Who] = []
    # Few actors are in most rows: each way to write one is numbered once.
    written: dict[tuple[str | None, str | None, str | None], tuple[int, int, int, int]] = {}
    columns: list[tuple[int, int, int, int]] = []
    for row in rows:
        found = written.get(row)
        if found is None:
            name, side, id = row
            one = numbers.setdefault((id,) if id is not None else (name, side), len(known))
            if one == len(known):
                known.append(Who(name or "", side, id))
            elif name is not None and name < known[one].name:
                known[one] = Who(name, known[one].side or side, id)
            found = written[row] = names.number(name), sides.number(side), ids.number(id), one
        columns.append(found)
    array = np.array(columns, np.int32).reshape(-1, 4)
    name_, side_, id_, one_ = array.T.copy()
    return People(names, sides, ids, name_, side_, id_, one_, tuple(known))


class There(NamedTuple):
    """Who is in which contact, each once; and the rows of each two of one contact, the lower number on the left."""

    contact: Ints
    who: Ints
    left: Ints
    right: Ints


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

    @cached_property
    def actors_there(self) -> There:
        """Each actor of each contact once."""
        return _there(self.of, self.parties.one)

    @cached_property
    def sides_there(self) -> There:
        """Each side of each contact once: two ministers of one side are one side there."""
        return _there(self.of, self.parties.side)


@dataclass(frozen=True)
class PositionColumns:
    """All positions of active readings; `number` is their row in the table, `first` and `last` days of publication."""

    number: Ints
    act: Ints
    verdict: Ints
    first: Ints
    last: Ints
    holders: People
    of: Ints
    targets: People


@dataclass(frozen=True)
class StatementColumns:
    """All statements of active readings."""

    number: Ints
    verdict: Ints
    first: Ints
    last: Ints
    speakers: People


def contact_columns(connection: sqlite3.Connection) -> ContactColumns:
    """The contacts of a ledger."""
    return kept(connection, "contacts", lambda: _contacts(connection))


def position_columns(connection: sqlite3.Connection) -> PositionColumns:
    """The positions of a ledger."""
    return kept(connection, "positions", lambda: _positions(connection))


def statement_columns(connection: sqlite3.Connection) -> StatementColumns:
    """The statements of a ledger."""
    return kept(connection, "statements", lambda: _statements(connection))


def kept(connection: sqlite3.Connection, name: str, make: Callable[[], Kept]) -> Kept:
    """What was made of a ledger under a name, as long as the ledger is the same; else it is made."""
    shelf = _shelf(_stamp(connection))
    if name not in shelf:
        shelf[name] = make()
    found: Kept = shelf[name]
    return found


@lru_cache(maxsize=2)
def _shelf(stamp: tuple[object, ...]) -> dict[str, Any]:
    return {}


def _stamp(connection: sqlite3.Connection) -> tuple[object, ...]:
    """What is another whenever the ledger may be: its file with size and time, and those of the log beside it.

    It is never the same for a ledger in memory, or within a transaction, whose rows a file does not hold.
    """
    path = next(file for _, name, file in connection.execute("PRAGMA database_list") if name == "main")
    if not path or connection.in_transaction:
        return (object(),)
    stamp: list[object] = [path]
    for file in (Path(path), Path(f"{path}-wal")):
        try:
            status = file.stat()
        except OSError:
            continue
        # Whoever reads makes an empty log, which says nothing.
        if status.st_size:
            stamp += [status.st_mtime_ns, status.st_size, status.st_ino]
    return tuple(stamp)


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
            _day(latest, EVER), _told(told_first)[0], _told(told_last)[1],
            earliest is not None or latest is not None, slash > 0,
        ))  # fmt: skip
    array = np.array(cells, np.int32).reshape(-1, 11)
    kind, status, group, verdict, disputed, first, last, told_first, told_last, dated, spans = array.T.copy()
    numbers = {id: nth for nth, id in enumerate(ids)}
    query = "SELECT contact, name, side, actor FROM contact_party ORDER BY contact, nth"
    parties = connection.execute(query).fetchall()
    of = np.array([numbers[id] for id, *_ in parties], np.int32)
    return ContactColumns(
        tuple(ids), kind, status, group, verdict, disputed > 0, first, last, told_first, told_last, dated > 0,
        spans > 0, of, people((name, side, actor) for _, name, side, actor in parties),
    )  # fmt: skip


def _there(of: Ints, numbers: Ints) -> There:
    import numpy as np

    placed = numbers >= 0
    pairs = np.sort(of[placed].astype(np.int64) << 32 | numbers[placed])
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
    contact, who = pairs >> 32, pairs & 0xFFFFFFFF
    lefts, rights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for apart in range(1, len(contact)):
        left = np.flatnonzero(contact[:-apart] == contact[apart:])
        if not len(left):
            break
        lefts.append(left)
        rights.append(left + apart)
    return There(contact, who, np.concatenate(lefts), np.concatenate(rights))


def _positions(connection: sqlite3.Connection) -> PositionColumns:
    import numpy as np

    acts, verdicts = _numbers(ACTS), _numbers(_VERDICTS)
    rows = connection.execute(
        "SELECT s.id, s.act, s.verdict, g.published, s.holder, s.side, s.actor FROM position s "
        "JOIN reading g ON g.id = s.reading AND g.retired IS NULL ORDER BY s.id"
    ).fetchall()
    array = np.array(
        [(id, acts[act], verdicts[verdict], *_told(day)) for id, act, verdict, day, *_ in rows],
        np.int32,
    ).reshape(-1, 5)
    numbers = {row[0]: nth for nth, row in enumerate(rows)}
    targets = [
        row
        for row in connection.execute("SELECT position, name, side, actor FROM target ORDER BY position, nth")
        if row[0] in numbers
    ]
    number, act, verdict, first, last = array.T.copy()
    return PositionColumns(
        number,
        act,
        verdict,
        first,
        last, people(row[4:] for row in rows),
        np.array([numbers[row[0]] for row in targets], np.int32), people(row[1:] for row in targets),
    )  # fmt: skip


def _statements(connection: sqlite3.Connection) -> StatementColumns:
    import numpy as np

    verdicts = _numbers(_VERDICTS)
    rows = connection.execute(
        "SELECT s.id, s.verdict, g.published, s.speaker, s.side, s.actor FROM statement s "
        "JOIN reading g ON g.id = s.reading AND g.retired IS NULL ORDER BY s.id"
    ).fetchall()
    array = np.array(
        [(id, verdicts[verdict], *_told(day)) for id, verdict, day, *_ in rows],
        np.int32,
    ).reshape(-1, 4)
    number, verdict, first, last = array.T.copy()
    return StatementColumns(number, verdict, first, last, people(row[3:] for row in rows))


def _numbers(words: Iterable[str | None]) -> dict[str | None, int]:
    return {word: nth for nth, word in enumerate(words)}


@lru_cache(maxsize=65536)
def _told(edtf: str | None) -> tuple[int, int]:
    """The first and last day that a date of publication can mean."""
    return _day(days.first_day(edtf), NEVER), _day(days.last_day(edtf), EVER)


@lru_cache(maxsize=65536)
def _day(iso: str | None, otherwise: int) -> int:
    from datetime import date

    return otherwise if iso is None else date.fromisoformat(iso).toordinal() - _EPOCH


def day_number(iso: str | None, otherwise: int) -> int:
    """An ISO date as days since 1970-01-01; `otherwise` where there is none."""
    return _day(iso, otherwise)
