"""For whom unnamed officials take part: "Iranian negotiators" are Iran at the table, "NATO members" are NATO."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.registry import Registry
from communique.lexicon.registry_rows import Body
from communique.resolve.contacts.mention import is_faction
from communique.schema import Actor

_OF = re.compile(
    r"(?:the )?(?P<who>[\w ]*s) (?:of|from) (?:the )?(?P<body>[\w. ]+?)"
    r"(?: (?:nations|countries|states|members|member states))?(?: (?:in|at) [\w ]+)?",
    re.IGNORECASE,
)
_BOUNDS = frozenset({"of", "from", "for", "in", "to", "at", "representing", "led", "headed", "who", "including"})


def principal(actor: Actor, named: Sequence[Actor], registry: Registry) -> Actor:
    """The state, organisation or armed group that unnamed officials or a government stand for.

    Args:
        actor: a party as its phrase tells it.
        named: whom the names in that phrase stand for; the body of "HNC officials" comes before the state of its side.
        registry: who is who.

    Returns the actor itself where it has a name of its own, holds an office ("EU leaders", "the envoy") or is a camp
    that no name in the phrase tells of ("opposition representatives").
    """
    cues, head = contact_lexicon().cues, head_noun(actor.name)
    state = registry.bodies.get(actor.side or "")
    if state is not None and actor.id == f"{state.id}/government":
        # Not "the Trump administration", nor the Palestinian Authority.
        return Actor(state.name, state.side, actor.span, state.id)
    if actor.id is not None or actor.side is None:
        return actor
    if head not in cues["stand for a body"] | cues["stand for members"]:
        return _of_organisation(actor, registry)
    # "The regime" goes by what it was called before, the "Taliban regime".
    called = [Actor(b.name, b.side, None, b.id) for b in registry.body(actor.name.rpartition(" ")[0])]
    body = _body(named, actor.side, registry) or _body(called, actor.side, registry)
    if body is None or body.id == actor.side:
        if is_faction(actor):
            return actor
        body = state
    if body is None or (head in cues["stand for members"] and body.kind not in ("organisation", "bloc")):
        return actor
    return Actor(body.name, body.side, actor.span, body.id)


def _of_organisation(actor: Actor, registry: Registry) -> Actor:
    """ "Leaders of the European Union" are "EU leaders", "finance ministers from G20 nations" are the G20's."""
    found = _OF.fullmatch(actor.name)
    bodies = registry.body(found["body"]) if found is not None else ()
    if found is None or not any(b.id == actor.side and b.kind in ("organisation", "bloc") for b in bodies):
        return actor
    who = found["who"]
    return replace(actor, name=f"{actor.side} {who[0].lower()}{who[1:]}")


def head_noun(name: str) -> str:
    """The noun that says what a phrase is: "negotiators" of "the Iranian negotiators in Vienna"."""
    words = name.lower().split()
    end = next((i for i, word in enumerate(words) if word in _BOUNDS and i), len(words))
    return words[end - 1] if words else ""


def _body(named: Sequence[Actor], side: str, registry: Registry) -> Body | None:
    """The last state, organisation or armed group of a side among some actors."""
    bodies = [registry.bodies.get(actor.id or "") for actor in named if actor.side == side]
    found = [b for b in bodies if b is not None and (b.kind in ("organisation", "bloc", "group") or b.id == side)]
    return found[-1] if found else None
