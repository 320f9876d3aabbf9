"""Exports: the ledger as files of other programs, one module a format; rows in, bytes streamed out."""

from __future__ import annotations

from communique.show.exports.calendar import write_calendar
from communique.show.exports.exporting import export, export_folder
from communique.show.exports.feed import write_feed
from communique.show.exports.formats import FORMATS, Format, format_of
from communique.show.exports.request import Request
from communique.show.exports.tally import Tally

__all__ = [
    "FORMATS",
    "Format",
    "Request",
    "Tally",
    "export",
    "export_folder",
    "format_of",
    "write_calendar",
    "write_feed",
]
