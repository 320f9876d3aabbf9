"""A draft whose parties, date and place are known: one mention of a contact, ready to be folded with others."""

from __future__ import annotations

from dataclasses import dataclass

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.names import pieces
from communique.lexicon.registry import load_registry
from communique.schema import Actor, ContactDraft, Kind, Party, Sourced, Status, When


@dataclass(frozen=True, slots=True)
class ContactMention:
    """One mention of one contact.

    `order` is its place in reading order. `weak` marks a status that only the surroundings gave. `country` is that of
    the place. `bodies` are the organisations that give the event its name ("the G20 summit"). `dated`: the date stands
    in its own noun phrase ("their summit last June"). `earlier`: its status is told in the past before the past ("had
    cancelled"). `fallback`: whose it is where it names nobody and is no mention of a contact told before.
    `loose`: that is told by the states of its sentence alone.
    `around`: the sides that its sentence names, and partners that nothing places, by their words.
    `civil`: the peace talks of one country's own sides, told by the country or by one of them ("Syrian peace talks").
    `inner`: with whom is said, and it is nobody of another side ("met his cabinet", "met executives").
    """

    order: int
    draft: ContactDraft
    kind: Kind
    status: Status
    weak: bool
    parties: tuple[Party, ...]
    date: When | None
    place: Sourced[str] | None
    country: str | None = None
    bodies: frozenset[str] = frozenset()
    dated: bool = False
    earlier: bool = False
    fallback: tuple[Party, ...] = ()
    loose: bool = False
    inner: bool = False
    around: frozenset[str] = frozenset()
    civil: bool = False

    @property
    def named(self) -> bool:
        """Whether an organisation gives the event its name."""
        return bool(self.bodies)

    @property
    def sides(self) -> frozenset[str]:
        """The sides taking part, actors without a side by their name."""
        return frozenset(party.actor.side or party.actor.name for party in self.parties)

    @property
    def camps(self) -> frozenset[str]:
        """The sides, with the factions of a country apart from its state: talks with rebels are no talks abroad."""
        return frozenset(
            (party.actor.side or party.actor.name) + ("*" if is_faction(party.actor) else "") for party in self.parties
        )

    @property
    def persons(self) -> dict[str, frozenset[str]]:
        """The registry ids or names of the individuals of each side, states and bodies left out."""
        found: dict[str, set[str]] = {}
        for party in self.parties:
            actor = party.actor
            if actor.side is not None and is_person(party):
                found.setdefault(actor.side, set()).add(actor.name)
        return {side: frozenset(names) for side, names in found.items()}


def is_person(party: Party) -> bool:
    """Whether a party is a named individual rather than a state, body or group ("Iranian officials")."""
    identity, name = party.actor.id, party.actor.name
    if identity is None:
        if " " in name and pieces(name)[-1:] and pieces(name)[-1] in contact_lexicon().cues["no surname"]:
            # "Chinese Communist Party Politburo Member"
            return False
        return all(word[:1].isupper() or word in _PARTICLES or "-" in word for word in name.split())
    return identity != party.actor.side and "/" not in identity and not identity.isupper()


_PARTICLES = frozenset({"bin", "al", "el", "de", "da", "del", "der", "van", "von", "ibn", "la", "le", "dos", "ben"})


def is_faction(actor: Actor) -> bool:
    """Whether an actor is one side of a country's own conflict: an armed group, rebels, an opposition."""
    body = load_registry().bodies.get(actor.id or "")
    if body is not None:
        return body.kind == "group"
    return actor.id is None and bool(set(actor.name.lower().split()) & contact_lexicon().factions)
