"""What every question needs at hand: the connection, taught the functions of this room, and the registry of actors."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from communique.record.asking import days, topics
from communique.record.asking.naming import Wanted, find_wanted

# The document of a report, statement or position as JSON: `d` is the document, `g` its active reading.
SOURCE = "json_array(d.hash, d.name, d.title, d.publisher, g.published, d.url)"


@dataclass(frozen=True, slots=True)
class Context:
    """A connection to a ledger, and the folder with the user's own tables of actors, None for the registry alone."""

    connection: sqlite3.Connection
    actors: Path | None = None

    def __post_init__(self) -> None:
        days.teach(self.connection)
        topics.teach(self.connection)

    @property
    def path(self) -> Path:
        """The file of the ledger, for messages."""
        return Path(self.connection.execute("PRAGMA database_list").fetchone()[2] or "ledger")

    def wanted(self, asked: str) -> Wanted:
        """Whom a name stands for; the registry is loaded when the first name is asked for.

        Raises:
            QuestionError: it stands for several that the ledger knows.
        """
        from communique.lexicon.registry import load_registry

        return find_wanted(self.connection, load_registry(self.actors), asked)
