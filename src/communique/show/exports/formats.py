"""The formats of `communique export`, as one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from communique.errors import ExportError
from communique.record.asking.question import Table
from communique.show.exports.request import Request


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is for, what it counts in, by which table's filters it is asked, and its writer.

    `table` is None where the user chooses it. The writer is a module and function of this room, imported when it is
    used; `is_folder` says that it fills a folder.
    """

    name: str
    about: str
    noun: str
    table: Table | None
    writer: str
    is_folder: bool = False

    @property
    def write(self) -> Callable[[Request, BinaryIO], None]:
        """Writes to an open file."""
        writer: Callable[[Request, BinaryIO], None] = self._function()
        return writer

    @property
    def folder(self) -> Callable[[Request, Path], None] | None:
        """Fills a folder; None where the format is a file."""
        return self._function() if self.is_folder else None

    def _function(self) -> Any:
        module, _, name = self.writer.partition(":")
        return getattr(import_module(f"communique.show.exports.{module}"), name)


FORMATS: tuple[Format, ...] = (
    Format("csv", "a table for spreadsheets", "row", None, "tables:write_csv"),
    Format("jsonl", "a table as JSON lines, nothing left out", "row", None, "tables:write_jsonl"),
    Format("parquet", "a table for DuckDB, pandas, Polars and R", "row", None, "tables:write_parquet"),
    Format("exchange", "documents with their records, as corrected", "document", "documents",
           "documents:write_exchange"),
    Format("ics", "a calendar (iCalendar) of contacts that have their days", "contact", "contacts",
           "calendar:write_calendar"),
    Format("graphml", "the network of who talks to whom, for NetworkX, igraph and yEd", "edge", "contacts",
           "network:write_graphml"),
    Format("gexf", "the same network for Gephi", "edge", "contacts", "network:write_gexf"),
    Format("atom", "a feed of what changed in the ledger", "change", "changes", "feed:write_feed"),
    Format("plover", "event data: PLOVER records, a line of JSON each", "event", "contacts", "plover:write_jsonl"),
    Format("plover-csv", "event data: PLOVER records as a table", "event", "contacts", "plover:write_csv"),
    Format("cameo", "event data: CAMEO dyads as a table", "dyad", "contacts", "cameo:write_cameo"),
    Format("csl", "the sources as CSL-JSON, for Zotero and citation processors", "document", "documents",
           "citations:write_csl"),
    Format("html", "the whole site as a folder that any browser reads", "page", "documents", "website:write_site",
           is_folder=True),
)  # fmt: skip


def format_of(name: str) -> Format:
    """The format of a name.

    Raises:
        ExportError: there is none.
    """
    for one in FORMATS:
        if one.name == name:
            return one
    raise ExportError(f"no export is called {name!r}: there are {', '.join(one.name for one in FORMATS)}")
