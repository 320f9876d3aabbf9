"""Whom a user means by "RUS", "Russia", "Moscow", "Macron" or a name that no registry knows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from communique.errors import QuestionError
from communique.lexicon.names import pieces
from communique.lexicon.registry import EntryKind, Registry
from communique.lexicon.registry_rows import Body, Person

# Where a name stands for several bodies, those it names more directly go first.
_NEAREST: tuple[EntryKind, ...] = ("body", "acronym", "metonym", "people", "adjective")

# Every column of the ledger that names an actor, as (table, name column).
_NAMES = (("contact_party", "name"), ("statement", "speaker"), ("position", "holder"), ("target", "name"))
_MANY = 8
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|[\w-]+/[\w-]+")
_UNWRITTEN = str.maketrans("", "", ".'`")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everybody of a side; or one actor by its names, rows with another id left out; or names as written."""

    asked: str
    side: str | None = None
    id: str | None = None
    names: tuple[str, ...] = ()

    def condition(self, alias: str, name: str = "name") -> tuple[str, tuple[str, ...]]:
        """A condition on the columns `side`, `actor` and the one called `name` of a table, with its parameters."""
        if self.side is not None:
            return f"{alias}.side = ?", (self.side,)
        if not self.names:
            return "0", ()
        condition = f"{alias}.{name} IN ({', '.join('?' * len(self.names))})"
        if self.id is None:
            return condition, self.names
        return f"({condition} AND ({alias}.actor IS NULL OR {alias}.actor = ?))", (*self.names, self.id)


def find_wanted(connection: sqlite3.Connection, registry: Registry, asked: str) -> Wanted:
    """Whom a word stands for: first bodies and persons of the registry, then names as the ledger has them.

    Of several persons of one surname those that the ledger knows count. A name that the ledger does not know either
    gives a `Wanted` without names, which nothing matches.

    Raises:
        QuestionError: the word is empty, or stands for several actors that the ledger knows; the message names them.
    """
    asked = asked.strip()
    plain = asked[4:] if asked[:4].lower() == "the " else asked
    if not pieces(plain):
        raise QuestionError(f"{asked!r} is no name of an actor")
    by_id = registry.bodies.get(plain) or registry.bodies.get(plain.upper())
    if by_id is not None:
        return _of_body(registry, asked, by_id)
    if plain in registry.persons:
        return _of_person(asked, registry.persons[plain])
    bodies = _nearest(registry, plain)
    persons = dict.fromkeys((*registry.person(plain), *registry.surnames.get(pieces(plain), ())))
    candidates = [_of_body(registry, asked, body) for body in bodies] or [
        _of_person(asked, person, plain) for person in persons
    ]
    if len(candidates) > 1:
        candidates = [candidate for candidate in candidates if is_there(connection, candidate)] or candidates
        if len(candidates) > 1 and is_there(connection, candidates[0]):
            raise QuestionError(f"{asked!r} may be {_listed(candidates)}: ask for one of them by its id")
    if len(candidates) == 1 and (bodies or is_there(connection, candidates[0])):
        return candidates[0]
    return Wanted(asked, None, None, _as_written(connection, plain))


def _of_body(registry: Registry, asked: str, body: Body) -> Wanted:
    # The World Bank stands for itself under its short name, which is not its id; a ministry stands for its state.
    if registry.bodies.get(body.side, body) is body:
        return Wanted(asked, side=body.side)
    return Wanted(asked, None, body.id, _names(body.name, (*body.aliases, *body.acronyms)))


def _of_person(asked: str, person: Person, *written: str) -> Wanted:
    return Wanted(asked, None, person.id, _names(person.name, (*person.aliases, *written)))


def _names(name: str, others: Iterable[str]) -> tuple[str, ...]:
    # "John Smith (diplomat)" is told from a namesake in the table, and written without.
    return tuple(dict.fromkeys((name, name.partition(" (")[0], *others)))


def _nearest(registry: Registry, name: str) -> tuple[Body, ...]:
    entries = registry.names.get(pieces(name), ())
    for kind in _NEAREST:
        if found := tuple(dict.fromkeys(entry.body for entry in entries if entry.kind == kind)):
            return found
    return ()


def is_there(connection: sqlite3.Connection, wanted: Wanted) -> bool:
    """Whether any row of the ledger names whom a word stands for."""
    for table, name in _NAMES:
        condition, parameters = wanted.condition(table, name)
        if connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1", parameters).fetchone():
            return True
    return False


def _listed(candidates: list[Wanted]) -> str:
    words = [one.side if one.side is not None else f"{one.names[0]} ({one.id})" for one in candidates]
    more = len(words) - _MANY
    return " or ".join(words[:_MANY]) + (f" or {more} others" if more > 0 else "")


def _as_written(connection: sqlite3.Connection, asked: str) -> tuple[str, ...]:
    """The names of the ledger that hold the words asked for, in their order: "Peskov" stands in "Dmitry Peskov"."""
    wanted = pieces(asked)
    longest = max(wanted, key=len)
    found: set[str] = set()
    for table, name in _NAMES:
        for (one,) in connection.execute(f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL"):
            # Folding costs more than looking, and most names are plain.
            if one.isascii() and longest not in one.lower().translate(_UNWRITTEN):
                continue
            words = pieces(one)
            if any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)):
                found.add(one)
    if _ID.fullmatch(asked):
        # From a table of actors that was at hand when the articles were read, and is not now.
        by_id = connection.execute("SELECT DISTINCT name FROM contact_party WHERE actor = ?", (asked,))
        found.update(name for (name,) in by_id)
    return tuple(sorted(found))
