"""Files, folders, standard input and web pages to `Document`s; what cannot be read comes out as a `Problem`."""

from communique.intake.limits import MAX_CHARACTERS
from communique.intake.sources import documents

__all__ = ["MAX_CHARACTERS", "documents"]
