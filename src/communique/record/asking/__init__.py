"""Asking the ledger: questions in, rows out; nothing here writes."""

from __future__ import annotations

from communique.record.asking.asking import Asking
from communique.record.asking.briefing import Briefing
from communique.record.asking.question import Filters, Question
from communique.record.asking.results import Results
from communique.record.asking.rows import (
    ActorRow,
    ChangeRow,
    ContactRow,
    DisagreementRow,
    DocumentRow,
    PositionRow,
    Source,
    StatementRow,
    Who,
)

__all__ = [
    "ActorRow",
    "Asking",
    "Briefing",
    "ChangeRow",
    "ContactRow",
    "DisagreementRow",
    "DocumentRow",
    "Filters",
    "PositionRow",
    "Question",
    "Results",
    "Source",
    "StatementRow",
    "Who",
]
