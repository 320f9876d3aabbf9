"""Corrections by a person: said, taken back, listed, and given out as gold."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.record.corrections import (
    Correction,
    Wish,
    all_corrections,
    store_correction,
    undo_correction,
)
from communique.record.database import guarded
from communique.record.gold import corrected_documents
from communique.record.identities import actor_value
from communique.record.opened import Opened
from communique.schema import Extraction
from communique.schema.reports import Verb


class Correcting(Opened):
    """The part of a ledger that takes a person's word."""

    def correct(
        self,
        record: str,
        verb: Verb,
        *,
        other: str | None = None,
        field: str | None = None,
        value: Any = None,
        who: str | None = None,
        why: str | None = None,
        actors: Path | None = None,
    ) -> tuple[int, ...]:
        """Say that something is so; it holds through every re-reading and rebuild until it is taken back.

        Args:
            record: id of a contact, report, statement or position, or the beginning of one.
            verb: "right" or "wrong"; "set" a `field` to a `value`; "same" or "different" contact as `other`; "actor":
                the one that is called `field` is `value`, an id of the registry or "NAME|SIDE".
            other: id of another contact or report.
            field: see `verb`.
            value: see `verb`; of "topics" a list.
            who: who says so; the user of this machine where None.
            why: a reason for later readers.
            actors: a folder with tables of the user's own, for "actor".

        Returns:
            The numbers to take it back by.

        Raises:
            LedgerError: no such record, field, value or actor, or the ledger cannot be written.
        """
        if verb == "actor":
            value = actor_value(str(value or ""), actors)
        wish = Wish(record, verb, other, field, value)
        with self._writing(self._state) as run:
            at = self._clock()
            numbers, effect = store_correction(self.connection, self._reports, wish, who or someone(), why, at)
            self._settle(effect.fresh, effect.forced, run, at)
        return numbers

    def undo(self, number: int, *, who: str | None = None) -> None:
        """Take a correction back: everything is as if it had not been said, and its row stays, marked.

        Raises:
            LedgerError: there is none of that number, it was taken back before, or the ledger cannot be written.
        """
        with self._writing(self._state) as run:
            at = self._clock()
            effect = undo_correction(self.connection, number, who or someone(), at)
            self._settle(effect.fresh, effect.forced, run, at)

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made, those taken back too.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            return tuple(all_corrections(self.connection))

    def corrected(self) -> Iterator[Extraction]:
        """The documents that a person said something of, by hash, with their records as corrected: gold to measure by.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            yield from corrected_documents(self.connection)


def someone() -> str:
    """The user of this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "somebody"
