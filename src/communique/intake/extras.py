"""Libraries that are not there, because they are an optional extra."""

from __future__ import annotations

from communique.errors import SourceError


def missing(what: str, library: str) -> SourceError:
    """The error that says how to come to a library of the extra `archives`."""
    return SourceError(f"{what} need {library}, which is not installed: pip install 'communique[archives]'")
