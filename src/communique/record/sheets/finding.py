"""One search over everything: actors by name; statements, positions, documents and the contacts in them by words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from communique.record.asking.contacts import these_contacts
from communique.record.asking.documents import these_documents
from communique.record.asking.rows import ContactRow, DocumentRow, PositionRow, StatementRow, Who
from communique.record.asking.select import Select
from communique.record.asking.statements import these_positions, these_statements
from communique.record.asking.words import fts

Row = TypeVar("Row")
_LOOKED_AT = 200
"""So many of the last documents with the words are looked at; a word that stands in all need not be counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the last added first."""

    actors: tuple[Who, ...]
    contacts: tuple[ContactRow, ...]
    statements: tuple[StatementRow, ...]
    positions: tuple[PositionRow, ...]
    documents: tuple[DocumentRow, ...]


def find(connection: sqlite3.Connection, text: str, most: int, actors: Path | None = None) -> Found:
    """What holds the words of a text, at most `most` of each.

    Raises:
        QuestionError: there is no word in it.
    """
    query = fts(text)

    def rows(index: str) -> str:
        found = connection.execute(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {_LOOKED_AT}", (query,)
        )
        return json.dumps([row for (row,) in found])

    def fetched(make: Callable[[str], Select[Row]], ids: str) -> tuple[Row, ...]:
        select = make(ids)
        cursor = connection.execute(select.sql(most, 0), select.parameters)
        return tuple(select.make(cells) for cells in cursor)

    documents = rows("document_text")
    told = connection.execute(
        "SELECT DISTINCT k.contact FROM document d JOIN report r ON r.document = d.hash"
        " JOIN contact_report k ON k.report = r.key JOIN contact c ON c.id = k.contact"
        " WHERE d.id IN (SELECT value FROM json_each(?)) AND c.verdict IS NOT 'wrong' ORDER BY c.last DESC LIMIT ?",
        (documents, most),
    )
    select = these_contacts([id for (id,) in told])
    contacts = [select.make(cells) for cells in connection.execute(select.sql(None, 0), select.parameters)]
    return Found(
        tuple(_actors(connection, text, most, actors)),
        tuple(reversed(contacts)),
        fetched(these_statements, rows("statement_text")),
        fetched(these_positions, rows("position_text")),
        fetched(these_documents, documents),
    )


def _actors(connection: sqlite3.Connection, text: str, most: int, actors: Path | None) -> list[Who]:
    """Those whom the registry or the ledger knows by that name, as far as the ledger has them."""
    from communique.lexicon.names import pieces
    from communique.lexicon.registry import load_registry

    registry = load_registry(actors)
    words = pieces(text)
    found: dict[str, Who] = {}
    bodies = [entry.body for entry in registry.names.get(words, ())]
    persons = [*registry.person(text), *registry.surnames.get(words, ())]
    named = [(one.id, one.name, one.side) for one in bodies] + [(one.id, one.name, one.side) for one in persons]
    for id, name, side in named:
        who = Who(name.partition(" (")[0], side or None, id)
        if id not in found and _is_there(connection, who):
            found[id] = who
    known = {who.name for who in found.values()}
    for name in (text.strip(), text.strip().title()):
        rows = connection.execute(
            "SELECT name, side, actor FROM contact_party WHERE name >= ?1 AND name < ?1 || char(1114111)"
            " GROUP BY name LIMIT ?2",
            (name, most),
        )
        for name, side, actor in rows:
            if name not in known:
                known.add(name)
                found[name] = Who(name, side, actor)
    return list(found.values())[:most]


def _is_there(connection: sqlite3.Connection, who: Who) -> bool:
    query = "SELECT 1 FROM contact_party WHERE name = ?1 OR (?2 = ?3 AND side = ?3) LIMIT 1"
    return connection.execute(query, (who.name, who.actor, who.side)).fetchone() is not None
