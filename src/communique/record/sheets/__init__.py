"""What pages need of a ledger beside rows and records: counts by group, what is new, what is alike, one search for all.

Nothing here writes.
"""

from communique.record.sheets.finding import Found, find
from communique.record.sheets.latest import Entry, LogDay, coming, log_days, news_day
from communique.record.sheets.likeness import look_alikes, near_ids
from communique.record.sheets.marking import Mark, marks_of
from communique.record.sheets.tally import Count, tally

__all__ = [
    "Count",
    "Entry",
    "Found",
    "LogDay",
    "Mark",
    "coming",
    "find",
    "log_days",
    "look_alikes",
    "marks_of",
    "near_ids",
    "news_day",
    "tally",
]
