"""What is asked of an export."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from communique.record import Ledger
from communique.record.asking import Question
from communique.record.asking.question import Table
from communique.show.exports.tally import Tally

Nodes = Literal["actors", "sides"]


@dataclass(frozen=True, slots=True)
class Request:
    """An export to be written.

    Args:
        ledger: open.
        question: which rows; every format says in `docs/exports.md` what it asks by it.
        table: of CSV, JSON lines and Parquet.
        nodes: of a network.
        unheld: whether a network also joins those whose contacts did not take place.
        tally: counts what is written and left out.
    """

    ledger: Ledger
    question: Question = field(default_factory=Question)
    table: Table = "contacts"
    nodes: Nodes = "actors"
    unheld: bool = False
    tally: Tally = field(default_factory=Tally)
