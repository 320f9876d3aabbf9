"""`show`: one record of the ledger with its evidence, its history and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.record.asking.contact_view import contact_view, report_view
from communique.record.asking.context import Context
from communique.record.asking.document_view import document_view
from communique.record.asking.identifying import Kind, identify
from communique.record.asking.said_view import position_view, statement_view
from communique.record.asking.views import View

_VIEWS: Mapping[Kind, Callable[[Context, str], View]] = {
    "contact": contact_view,
    "report": report_view,
    "statement": statement_view,
    "position": position_view,
    "document": document_view,
}


def show(context: Context, asked: str) -> View:
    """What the ledger knows of a contact, report, statement, position or document.

    Args:
        context: the ledger.
        asked: an id, one that a contact once had, the beginning of one, or the name of a document.

    Raises:
        LedgerError, QuestionError: it stands for none or for several.
    """
    kind, id = identify(context.connection, asked)
    return _VIEWS[kind](context, id)
