"""Who is meant by the words of a reading: names, nominals, pronouns, demonyms and metonyms, resolved at a date."""

from communique.resolve.actors.actors import Actors
from communique.resolve.actors.mention import Form, Mention

__all__ = ["Actors", "Form", "Mention"]
