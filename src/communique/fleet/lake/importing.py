"""`communique import`: a slice of a lake into a ledger, as if its documents had been read there."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

from communique.errors import QuestionError
from communique.fleet.lake.places import Place, place_of
from communique.fleet.lake.scaling import NOT_READ, state_of
from communique.fleet.lake.shapes import READ, read_of, schema_of
from communique.record import Added, Ledger
from communique.record.asking.naming import Wanted, find_wanted
from communique.record.asking.question import Question
from communique.schema import Problem

if TYPE_CHECKING:
    import pyarrow

_ACTORS = (("statements", "speaker"), ("positions", "holder"))
_LISTS = (("reports", "parties"), ("positions", "targets"))


def bring(
    lake: str, ledger: Ledger, *, since: str | None = None, until: str | None = None, actor: str | None = None
) -> Generator[Added | Problem, None, None]:
    """Add documents of a lake to a ledger with what was read out of them; gives what became of each, as it comes.

    The ledger finds copies and contacts by itself, and of what it has takes nothing again.

    Args:
        lake: the folder of a lake.
        ledger: open for writing.
        since: EDTF; documents that can have been published on its first day or later.
        until: EDTF; ... on its last day or earlier.
        actor: those that name a person, state or body as a party, speaker, holder or target.

    Raises:
        DateError: `since` or `until` is no date.
        LakeError: there is no lake, or it cannot be read.
        LedgerError: the ledger cannot be written.
        QuestionError: `actor` may be several.
    """
    place = place_of(lake)
    state = state_of(place)
    asked = Question(since=since, until=until)
    first, last = asked.first_day, asked.last_day
    if first and last and first > last:
        raise QuestionError(f"since {since} is after until {until}: nothing can lie between")
    parts = place.at("documents").parts()
    wanted = _wanted(place, parts, actor) if actor is not None else None
    for part in parts:
        chosen = _in_time(_columns(place, "documents", part, ["hash", "earliest", "latest"]), first, last)
        if wanted is not None:
            chosen &= _naming(place, part, wanted)
        if not chosen:
            continue
        tables = {table: _columns(place, table, part, None) for table in READ}
        for given, extraction in read_of(tables, frozenset(chosen)):
            yield ledger.add(extraction, document=given.document, given=given.given, state=state)
    if since is None and until is None and actor is None:
        yield from _problems(place, ledger)


def _problems(lake: Place, ledger: Ledger) -> Iterator[Problem]:
    """What could not be read at all belongs to the whole of a lake."""
    for part in lake.at("problems").parts():
        if part.startswith(NOT_READ):
            for row in _columns(lake, "problems", part, None).to_pylist():
                problem = Problem(row["message"], row["source"], row["line"])
                ledger.add_problem(problem)
                yield problem


def _in_time(documents: pyarrow.Table, first: str | None, last: str | None) -> set[str]:
    found = set()
    for row in documents.to_pylist():
        if (first or last) and row["earliest"] is None and row["latest"] is None:
            continue
        late = first is not None and row["latest"] is not None and row["latest"] < first
        early = last is not None and row["earliest"] is not None and row["earliest"] > last
        if not late and not early:
            found.add(row["hash"])
    return found


def _wanted(lake: Place, parts: list[str], actor: str) -> Wanted:
    """Whom the user means, among those whom the lake names."""
    from communique.lexicon.registry import load_registry

    names = {one[1:] for part in parts for one in _named(lake, part)}
    with sqlite3.connect(":memory:") as known:
        for table, name in (("contact_party", "name"), ("statement", "speaker"), ("position", "holder")):
            known.execute(f"CREATE TABLE {table} ({name} TEXT, side TEXT, actor TEXT)")
        known.execute("CREATE TABLE target (name TEXT, side TEXT, actor TEXT)")
        known.executemany("INSERT INTO contact_party VALUES (?, ?, ?)", sorted(names, key=str))
        wanted = find_wanted(known, load_registry(), actor)
    known.close()
    if wanted.side is None and not wanted.names:
        raise QuestionError(f"the lake names no {actor!r}")
    return wanted


def _naming(lake: Place, part: str, wanted: Wanted) -> set[str]:
    """The documents of a chunk that name whom is wanted, as `Wanted.condition` has it in SQL."""
    found = set()
    for document, name, side, id_ in _named(lake, part):
        if wanted.side is not None:
            meant = side == wanted.side
        else:
            meant = name in wanted.names and (wanted.id is None or id_ is None or id_ == wanted.id)
        if meant:
            found.add(document)
    return found


def _named(lake: Place, part: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Document, name, side and id of everyone whom a chunk names."""
    for table, name in _ACTORS:
        for row in _columns(lake, table, part, ["document", name, "side", "actor"]).to_pylist():
            if row[name] is not None:
                yield row["document"], row[name], row["side"], row["actor"]
    for table, name in _LISTS:
        for row in _columns(lake, table, part, ["document", name]).to_pylist():
            for one in row[name] or ():
                yield row["document"], one["name"], one["side"], one["actor"]


def _columns(lake: Place, table: str, part: str, columns: list[str] | None) -> Any:
    place = lake.at(table, f"{part}.parquet")
    if place.info() is None:
        none = schema_of(table).empty_table()
        return none if columns is None else none.select(columns)
    return place.read_table(columns)
