"""Who is no side of a contact whatever his nation: journalists, tourists, athletes."""

from __future__ import annotations

from collections.abc import Iterable

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.registry import Registry
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.schema import Actor

_OUTLETS = frozenset({"media", "news_agency", "institute", "company"})


def private_names(reading: Reading, actors: Actors, registry: Registry) -> frozenset[str]:
    """The names of persons without an office whom their own phrase calls private.

    "USA Today's Kim Hjelmgaard", "Michael Schmidt, a tourist from Germany", "the singer Bono".
    """
    private = contact_lexicon().cues["private"]
    found: set[str] = set()
    for mention in actors.mentions:
        unknown = [actor for actor in mention.actors if actor.id is None]
        if mention.form != "name" or not unknown:
            continue
        head = reading.doc[mention.head]
        beside = [child for child in head.children if child.dep_ in ("appos", "compound", "amod", "nmod")]
        beside += [head.head] if head.dep_ == "appos" else []
        owners = [token.i for token in head.subtree if token.i < head.i]
        if any(token.lemma_.lower() in private for token in beside) or _works_for(owners, actors, registry):
            found |= {actor.name for actor in unknown}
    return frozenset(found)


def _works_for(owners: Iterable[int], actors: Actors, registry: Registry) -> bool:
    """ "NPR's Emily Feng", "NPR Cairo bureau chief Leila Fadel": an outlet's own."""
    employers: list[Actor] = [
        actor for i in owners for m in actors.mentions if m.words.start <= i < m.words.end for actor in m.actors
    ]
    bodies = [registry.bodies.get(actor.id or "") for actor in employers]
    return any(body is not None and body.kind in _OUTLETS for body in bodies)
