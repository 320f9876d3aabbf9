"""One thing of a ledger with all that hangs on it, for somebody who looks at it closely; nothing here writes."""

from communique.record.sheets.contact import (
    Column,
    ContactSheet,
    Correction,
    Link,
    Step,
    Value,
    contact_sheet,
)
from communique.record.sheets.document import DocumentSheet, Placed, document_sheet
from communique.record.sheets.finding import Found, find
from communique.record.sheets.latest import Entry, LogDay, coming, log_days, news_day
from communique.record.sheets.likeness import look_alikes, near_ids, now_called
from communique.record.sheets.tally import Count, tally

__all__ = [
    "Column",
    "ContactSheet",
    "Correction",
    "Count",
    "DocumentSheet",
    "Entry",
    "Found",
    "Link",
    "LogDay",
    "Placed",
    "Step",
    "Value",
    "coming",
    "contact_sheet",
    "document_sheet",
    "find",
    "log_days",
    "look_alikes",
    "near_ids",
    "news_day",
    "now_called",
    "tally",
]
