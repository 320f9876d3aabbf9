"""The noun phrases of a draft: which actors they stand for, and which of those can be a side of a contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.names import pieces
from communique.lexicon.nominals import load_nominals
from communique.lexicon.registry import Registry
from communique.lexicon.registry_rows import Body
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.lists import Lists
from communique.resolve.contacts.mention import is_faction, is_person
from communique.resolve.contacts.principals import head_noun, principal
from communique.resolve.contacts.roster import distinct_parties
from communique.resolve.places import PlaceMention
from communique.schema import Actor, ContactDraft, Party, PartyDraft, Sourced, Span, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTNER = frozenset({"object", "with", "to", "between", "of"})
"""The slots in which whoever is met, called or addressed stands."""
_MET = frozenset({"with", "to", "object", "between"})
NAMING = frozenset({"modifier", "of", "possessive"})
"""The slots in which an organisation gives an event its name."""
_NAMES = frozenset({"name", "metonym"})
_ANY = frozenset({"name", "metonym", "adjective"})
_LED = re.compile(r",?\s+(?:led|headed) by\b")
_DASH = re.compile(r"[-/\u2010-\u2015]")
_POINTING = frozenset({"the", "these", "those", "both", "their", "his", "her", "its", "our", "two", "three"})


class Phrases:
    """Resolves the party drafts of one reading."""

    def __init__(self, reading: Reading, registry: Registry, actors: Actors, places: Sequence[PlaceMention]) -> None:
        self.reading = reading
        self.registry = registry
        self.actors = actors
        self.places = places
        self._lists = Lists(reading, actors)

    def resolve(self, draft: PartyDraft) -> list[Party]:
        """The parties that a phrase stands for in its slot; a destination stands for its state."""
        if draft.slot == "destination":
            return [self.party(actor, draft) for actor in self.hosts(draft)]
        if draft.slot == "outsider" or self._is_matter(draft):
            return []
        if draft.slot == "delegate":
            found = self.inside(draft, _NAMES) or [actor for actor in self.actors.at(draft.words) if actor.id]
        elif draft.slot == "modifier":
            found = self.inside(draft) + self._hyphened(draft)
        else:
            found = list(self.actors.at(draft.words)) if not self._is_of_others(draft) else []
            if found and not any(actor.side for actor in found):
                # "the separatist Free Aceh Movement": the name inside is known, the phrase is not.
                found = [actor for actor in self.inside(draft, _NAMES) if actor.side] or found
            root = self.reading.tokens(draft.words).root
            thing = draft.slot != "context" and _is_common(root) and root.lower_ not in _actors_nouns()
            if not thing and any(token.pos_ == "CCONJ" for token in self.reading.tokens(draft.words)):
                found += self.inside(draft, _NAMES)
                if root.lower_ in contact_lexicon().factions:
                    # "between the Colombian government and FARC rebels"
                    glued = [a for a in found if a.id is None and " and " in a.name]
                    found = [a for a in found if a not in glued]
                    found += [replace(a, name=a.name.rpartition(" and ")[2]) for a in glued]
                    found += [actor for actor in self.inside(draft) if actor.id == f"{actor.side}/government"]
            joined = thing or any(t.dep_ == "prep" and t.lower_ != "of" for t in self.reading.tokens(draft.words))
            if not found and not joined:
                found = self.inside(draft, _NAMES)
            if not found and root.lower_ in contact_lexicon().cues["stand for members"]:
                # "NATO allies" are NATO; "US allies" are others.
                found = [actor for actor in self.inside(draft) if self.is_organisation(self.party(actor, draft))]
            if not found:
                # "with Trump in Singapore last year": the name that the phrase begins with.
                found = self._leading(draft) or (self._lists.named_after(draft) if draft.slot in _MET else [])
            if len(found) == 1 and found[0].id is None:
                found = self._named_beside(draft) or found
            if draft.slot in PARTNER or (draft.slot in ("subject", "context") and self._lists.goes_on(draft)):
                found += self._lists.inside(draft) + self._lists.after(draft)
        told = [member for actor in found for member in self._members(actor)]
        met = draft.slot in ("with", "to", "object")
        theirs = met and self.reading.tokens(draft.words).root.lemma_.lower() in _envoys()
        told = [a if met and (theirs or a.name.rpartition(" ")[2][:1].isupper()) else self._placed(a) for a in told]
        return [self.party(actor, draft) for actor in told if self.counts(actor)]

    def _named_beside(self, draft: PartyDraft) -> list[Actor]:
        """Who several unnamed are by their appositions: "the envoys — Moon's adviser, Chung Eui-yong, and Hoon"."""
        root = self.reading.tokens(draft.words).root
        beside = [child for child in root.children if child.dep_ == "appos"] if root.tag_ == "NNS" else []
        for token in beside:
            beside += [child for child in token.children if child.dep_ in ("appos", "conj")]
        found = (actor for token in beside for actor in self.actors.at(Words(token.i, token.i + 1)))
        named = {actor.name: actor for actor in found if is_person(self.party(actor, draft)) and " " in actor.name}
        return list(named.values()) if len(named) > 1 else []

    def _is_matter(self, draft: PartyDraft) -> bool:
        """Whether what stands beside a contact is a thing that is nobody's: "the consequences of Russia's actions", but
        "Britain's rebate is not up for negotiation"."""
        root = self.reading.tokens(draft.words).root
        if (
            draft.slot != "context"
            or root.pos_ != "NOUN"
            or root.ent_type_ == "PERSON"
            or pieces(root.lower_) in load_nominals().phrases
        ):
            return False
        return not any(
            child.dep_ in ("poss", "compound", "amod", "nmod") and child.ent_type_ for child in root.children
        )

    def _is_of_others(self, draft: PartyDraft) -> bool:
        """Whether a plural stands for nobody told before: "will meet several foreign leaders", "with world leaders"."""
        root = self.reading.tokens(draft.words).root
        words = {token.lower_ for token in self.reading.tokens(draft.words)}
        told = self.actors.at(draft.words)
        if root.tag_ != "NNS" or words & _POINTING or any(t.ent_type_ for t in self.reading.tokens(draft.words)):
            return False
        return draft.slot in PARTNER - {"of"} and bool(told) and all(is_person(_bare(actor)) for actor in told)

    def _members(self, actor: Actor) -> list[Actor]:
        """The two sides of a body that is named for them: the "NATO–Russia Council", the "U.S.-Spain Working Group"."""
        first, _, second = _DASH.sub("–", actor.name).partition("–")
        if not second or not set(second.lower().split()) & contact_lexicon().cues["joint body"]:
            return [actor]
        before, behind = first.split(), second.split()
        names = [" ".join(before[-n:]) for n in (2, 1)], [" ".join(behind[:n]) for n in (3, 2, 1)]
        told = [
            next(((body,) for name in some if len(found := self.registry.body(name)) == 1 for body in found), ())
            for some in names
        ]
        bodies = [body for found in told for body in found]
        if len({body.side for body in bodies}) != 2:
            return [actor]
        return [Actor(body.name, body.side, actor.span, body.id) for body in bodies]

    def _placed(self, actor: Actor) -> Actor:
        """In a government's own release a person whom nothing places is its own: "Counselor Chollet will travel"; not
        whom its officials meet."""
        own = self.actors.side_of_document
        if actor.side is not None or own is None or actor.id is not None or not actor.name[:1].isupper():
            return actor
        behind = actor.span.end + 1 if actor.span is not None else 0
        group = pieces(actor.name)[-1:] and pieces(actor.name)[-1] in contact_lexicon().cues["no surname"]
        if " " not in actor.name or group or self.reading.document.text[behind : behind + 1].isdigit():
            # "Hope was expressed that", "the APEC Virtual Leaders' Meeting", "associated with Nord Stream 2"
            return actor
        return replace(actor, side=own.side)

    def inside(self, draft: PartyDraft, forms: frozenset[str] = _ANY) -> list[Actor]:
        """The actors of all names inside a phrase that is none itself: "Obama-Putin", a list that the parser glued;
        with `_NAMES` not the nation of "German automakers"."""
        return [
            actor
            for mention in self.actors.mentions
            if self._covers(draft, mention.words) and (mention.form in forms or self._stands_in_list(mention.words))
            for actor in mention.actors
        ]

    def _covers(self, draft: PartyDraft, name: Words) -> bool:
        """Whether a name stands in a phrase; a modifier may be one word of it only: "the Ukraine-European Union
        Summit"."""
        if draft.words.start <= name.start and name.end <= draft.words.end:
            return True
        if draft.slot != "modifier" or not name.start <= draft.words.start < draft.words.end <= name.end:
            return False
        heads = {token.head.i for token in self.reading.tokens(name)}
        return heads == {self.reading.tokens(draft.words).root.head.i}

    def _stands_in_list(self, words: Words) -> bool:
        """Whether a name taken for an attribute is one of a list: "with the World Bank, India and other nations"."""
        doc = self.reading.doc
        named = all(token.pos_ == "PROPN" and token.ent_type_ != "NORP" for token in doc[words.start : words.end])
        return named and words.end < len(doc) and doc[words.end].text == ","

    def _leading(self, draft: PartyDraft) -> list[Actor]:
        """The persons or states by whose name a phrase begins."""
        mentions = self.actors.mentions
        return [
            actor
            for mention in mentions
            if mention.words.start == draft.words.start and mention.words.end < draft.words.end
            if mention.form == "name" and self.reading.doc[mention.words.end].pos_ == "ADP"
            for actor in mention.actors
        ]

    def _hyphened(self, draft: PartyDraft) -> list[Actor]:
        """The parts of a compound of names: "the Xi-Putin summit"."""
        tokens = self.reading.tokens(draft.words)
        if len(tokens) < 3 or not any(token.text in "-–—" for token in tokens):
            return []
        return [
            actor
            for token in tokens
            if token.pos_ in ("PROPN", "ADJ")
            for actor in self.actors.at(Words(token.i, token.i + 1))
            if actor.id is not None  # not the "Level" of "the High-Level Economic Dialogue"
        ]

    def hosts(self, draft: PartyDraft) -> list[Actor]:
        """The state whose place a traveller goes to; a person or body visited stands for itself."""
        found = []
        for place in self.places:
            if draft.words.start <= place.words.start and place.words.end <= draft.words.end and place.country:
                body = self.registry.bodies.get(place.country)
                name = body.name if body is not None else place.name
                found.append(Actor(name, place.country, self.reading.span(place.words), place.country))
        told = found[:1] or [actor for actor in self.actors.at(draft.words) if self._receives(actor)]
        # "his visit to the Polish capital"
        capital = not told and self.reading.tokens(draft.words).root.lower_ == "capital"
        return [actor for actor in self.inside(draft) if actor.id == actor.side][:1] if capital else told

    def _receives(self, actor: Actor) -> bool:
        """Whether one can travel to an actor: to a person or "our country"; "go to the United Nations" is no trip."""
        body = self.registry.bodies.get(actor.id or "")
        return self.counts(actor) and (is_person(_bare(actor)) or (body is not None and body.kind == "state"))

    def sides_around(self, draft: ContactDraft) -> frozenset[str]:
        """The sides of all actors in a draft's sentence, and partners of its own whom nothing places, as they stand."""
        words = self.reading.sentences[draft.sentence]
        within = (m for m in self.actors.mentions if words.start <= m.words.start < words.end)
        partners = [self.reading.tokens(slot.words) for slot in draft.parties if slot.slot in ("with", "between")]
        someone = {p.text for p in partners if p.root.pos_ == "PROPN" or p.root.lower_ in _actors_nouns()}
        return frozenset({a.side for mention in within for a in mention.actors if a.side is not None} | someone)

    def country(self, place: Sourced[str] | None) -> str | None:
        """The country of a place that `place_of` gave."""
        if place is None:
            return None
        return next((p.country for p in self.places if self.reading.span(p.words) == place.span), None)

    def at_home(self, place: Sourced[str] | None) -> list[Party]:
        """The state in which a place that `place_of` gave lies, as host."""
        body = self.registry.bodies.get(self.country(place) or "")
        if place is None or body is None:
            return []
        return [Party(Actor(body.name, body.side, place.span, body.id), Sourced("host", place.span))]

    def phrase(self, draft: ContactDraft) -> Span:
        """The raw span of the trigger with all that hangs on it."""
        trigger = self.reading.doc[draft.trigger.start]
        return self.reading.span(Words(trigger.left_edge.i, trigger.right_edge.i + 1))

    def is_organisation(self, party: Party) -> bool:
        """Whether a party is an international organisation or bloc, a body of one, or unnamed officials of one."""
        actor = party.actor
        body = self.registry.bodies.get((actor.id or actor.side or "").partition("/")[0])
        return body is not None and body.kind in ("organisation", "bloc")

    def is_name(self, draft: ContactDraft) -> bool:
        """Whether the trigger is part of the name of a parliament, an outlet or a person: "US Congress", "Sessions"."""
        token = draft.trigger.start
        for mention in self.actors.mentions:
            if mention.form == "name" and mention.words.start <= token < mention.words.end:
                kinds = {
                    body.kind for a in mention.actors if (body := self.registry.bodies.get(a.id or "")) is not None
                }
                if kinds & {"parliament", "media", "news_agency", "party"}:
                    return True
                if any(a.id is not None and is_person(_bare(a)) for a in mention.actors):
                    return True
        return False

    def counts(self, actor: Actor) -> bool:
        """Whether an actor can be a side of a contact: an outlet, a think tank, troops and an unknown word cannot."""
        if actor.id is None:
            nobody = contact_lexicon().cues["no party"]
            # "reporters at the White House", but "business people from South Korean companies" went there.
            ends = {actor.name.lower().rpartition(" ")[2]} | ({head_noun(actor.name)} - {"people"})
            return actor.side is not None and not ends & nobody and self._is_name(actor)
        body = self.registry.bodies.get(actor.id)
        return body is None or body.kind not in ("media", "news_agency", "institute")

    def _is_name(self, actor: Actor) -> bool:
        """Whether a capital makes a name: not "Cooperation" out of "Minister of Foreign Affairs and Cooperation"."""
        if " " in actor.name or not actor.name[:1].isupper() or actor.span is None:
            return True
        names = (m.words for m in self.actors.mentions if m.form != "pronoun")
        return any(self.reading.span(words) == actor.span for words in names)

    def party(self, actor: Actor, draft: PartyDraft) -> Party:
        """An actor in the role that its phrase has."""
        return Party(actor, Sourced(draft.role, actor.span or self.reading.span(draft.words)))

    def principals(self, parties: Sequence[Party]) -> list[Party]:
        """Parties with unnamed officials as the state or body that they act for, each once."""
        told = [party for party in parties if not self._led_by_another(party, parties)]
        return distinct_parties(replace(party, actor=self._principal(party.actor)) for party in told)

    def _led_by_another(self, party: Party, parties: Sequence[Party]) -> bool:
        """Whether a delegation is left out beside its head: "a Taliban delegation headed by Mullah Baradar"."""
        span, text = party.actor.span, self.reading.document.text
        if party.actor.id is not None or span is None:
            return False
        by = _LED.match(text, span.end) or _LED.search(span.of(text))
        heads = (p.actor for p in parties if p.actor.side == party.actor.side and is_person(p) and p is not party)
        return by is not None and any(a.span is not None and a.span.start >= span.start for a in heads)

    def _principal(self, actor: Actor) -> Actor:
        span = actor.span
        named = (m for m in self.actors.mentions if span is not None and span.covers(self.reading.span(m.words)))
        found = principal(actor, [each for mention in named for each in mention.actors], self.registry)
        return self._opposition(found) or found

    def _opposition(self, actor: Actor) -> Actor | None:
        """The one body that speaks for an unnamed opposition in the article: "the Syrian opposition's HNC"."""
        generic = actor.id == f"{actor.side}/opposition" or (
            actor.id is None and is_faction(actor) and "opposition" in actor.name.lower().split()
        )
        bodies = {b.id: b for b in self._opposed if b.side == actor.side} if generic else {}
        return Actor((one := bodies.popitem()[1]).name, one.side, actor.span, one.id) if len(bodies) == 1 else None

    @cached_property
    def _opposed(self) -> tuple[Body, ...]:
        """The bodies that the article or an office of theirs calls an opposition."""
        doc, found = self.reading.doc, {}
        for mention in self.actors.mentions:
            for body in (self.registry.bodies.get(actor.id or "") for actor in mention.actors):
                if body is None or body.kind != "group" or body.id == f"{body.side}/opposition":
                    continue
                near = doc[max(0, mention.words.start - 4) : mention.words.end + 7]
                if any(token.lower_ == "opposition" for token in near) or self.registry.is_opposition(body):
                    found[body.id] = body
        return tuple(found.values())


def _is_common(noun: Token) -> bool:
    """Not "Zelenskyy", which the small tagger takes for a common noun."""
    return noun.tag_ in ("NN", "NNS") and noun.ent_type_ != "PERSON"


@cache
def _envoys() -> frozenset[str]:
    """The nouns that stand for others where officials meet them: "spoke with Transatlantic leaders"."""
    return contact_lexicon().cues["envoys"] | contact_lexicon().cues["unplaced"]


@cache
def _actors_nouns() -> frozenset[str]:
    """The nouns that can stand for an actor: "the leaders of Italy and France", not "patients from" nor "hands of"."""
    cues = contact_lexicon().cues
    standing = cues["stand for a body"] | cues["stand for members"] | cues["stand for states"] | cues["counterpart"]
    return standing | contact_lexicon().factions | {phrase[-1] for phrase in load_nominals().phrases}


def _bare(actor: Actor) -> Party:
    return Party(actor, Sourced("participant", actor.span))
