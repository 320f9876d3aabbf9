"""The noun phrases of a draft as parties: who they are, which of them count, and which make a contact of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.lexicon.registry import Registry
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.mention import is_faction, is_person
from communique.resolve.places import PlaceMention
from communique.schema import Actor, ContactDraft, Party, PartyDraft, Sourced, Span, Statement, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTED = frozenset({"object", "with", "to", "between", "of"})
_JOINTS = frozenset({",", "and", "&"})
_NAMING = frozenset({"modifier", "of", "possessive"})


class PartyResolver:
    """Turns party drafts of one reading into parties."""

    def __init__(
        self,
        reading: Reading,
        registry: Registry,
        actors: Actors,
        places: Sequence[PlaceMention],
        statements: Sequence[Statement] = (),
    ) -> None:
        self._statements = statements
        self._last: Party | None = None
        self._last_host: Party | None = None
        self._reading = reading
        self._registry = registry
        self._actors = actors
        self._places = places

    def parties(self, draft: ContactDraft) -> list[list[Party]]:
        """The parties of a draft, one list for each contact that it mentions; lists may be one-sided or empty.

        "spoke to Abe and Merkel" gives two lists, both with the subject.
        """
        by_slot = [(slot_draft, self._resolve(slot_draft)) for slot_draft in draft.parties]
        main = [(d, found) for d, found in by_slot if d.slot not in ("context",)]
        main = [(d, found or self._protagonist(d)) for d, found in main]
        if not any(found for d, found in main if d.slot in ("subject", "possessive")):
            main += self._lost_subject(draft, main)
        if draft.kind == "visit" and not any(found for d, found in main if d.slot in ("destination", "object")):
            main += self._place_beside(draft)
        parties = _distinct(party for _, found in main for party in found)
        doers = [party for d, found in main if d.slot == "subject" for party in found if is_person(party)]
        self._last = doers[0] if len(doers) == 1 else self._last
        hosts = [party for d, found in main if d.slot == "destination" for party in found]
        self._last_host = hosts[0] if len(hosts) == 1 else self._last_host
        if len(_sides(parties)) < 2:
            context = [party for d, found in by_slot if d.slot == "context" for party in found]
            if not any(d.slot in ("possessive", "subject") and self._is_told(d, found) for d, found in main) and (
                parties or draft.kind in ("channel", "conference", "visit") or len(_sides(context)) > 1
            ):
                parties = _distinct([*context, *parties])
        if not parties and not draft.verbal:
            parties = self._told_of(draft)
        if len(_sides(parties)) == 1 and draft.kind != "conference":
            parties = _distinct([*self._other(draft, parties[0], main), *parties])
        if draft.kind == "visit" and _at_home(main):
            return []
        if draft.verbal and len(_sides(parties)) < 2 and self._partner_unknown(draft, main):
            return []
        if draft.kind == "visit":
            apart = self._travellers(draft, main)
            if apart is not None:
                return apart
        if draft.kind == "conference" and self._reading.doc[draft.trigger.start].tag_ in ("NNS", "NNPS"):
            bodies = [party for party in parties if self.is_organisation(party)]
            if len(bodies) > 1:
                # "the CSTO and SCO summits"
                return [[body, *(p for p in parties if p not in bodies)] for body in bodies]
        if draft.separate:
            lists = self._separate(draft, main)
            if lists is not None:
                return lists
        return [parties]

    def _told_of(self, draft: ContactDraft) -> list[Party]:
        """Two sides that the noun's own phrase names: "talks on Russia's membership of the WTO"."""
        trigger = self._reading.doc[draft.trigger.start]
        phrase = Words(trigger.i, trigger.right_edge.i + 1)
        found = self._inside(PartyDraft(phrase)) if trigger.right_edge.i - trigger.i < 18 else []
        parties = _distinct(self._party(actor, PartyDraft(phrase)) for actor in found if self.counts(actor))
        return parties if len(_sides(parties)) == 2 and draft.kind == "talks" else []

    def _other(self, draft: ContactDraft, known: Party, main: list[tuple[PartyDraft, list[Party]]]) -> list[Party]:
        """The other side of a contact whose phrase names one: who speaks of it, whose sentence it is, whose release."""
        if draft.kind == "visit":
            return self._visited(draft, known)
        if not any(found for d, found in main if d.slot in _LISTED):
            open_offer = draft.kind == "talks" and draft.status.status in ("proposed", "possible", "refused")
            return self._only_other_state(draft, known) if open_offer else []
        found = self._speaker(draft, known) or self._main_subject(draft, known)
        own = self._actors.side_of_document
        if not found and own is not None and own.side != known.actor.side:
            found = [Party(own, Sourced("participant", known.role.span))]
        return found

    def _main_subject(self, draft: ContactDraft, known: Party) -> list[Party]:
        """ "Asked if he would meet Mr. Kim, Mr. Trump said": the subject of a clause above."""
        token = self._reading.doc[draft.clause]
        while token.head.i != token.i:
            token = token.head
            for child in token.children:
                if child.dep_ not in ("nsubj", "nsubjpass"):
                    continue
                phrase = PartyDraft(noun_words(child), "participant", "context")
                found = [p for p in self._resolve(phrase) if p.actor.side not in (None, known.actor.side)]
                if len(_sides(found)) == 1:
                    return found
        return []

    def _visited(self, draft: ContactDraft, known: Party) -> list[Party]:
        """The country of a trip that names none, where the sentence names one other: "against Pyongyang, after
        Washington cancelled a visit by Pompeo"."""
        if draft.definite or any(slot.slot == "destination" for slot in draft.parties):
            return []
        state = self._only_other_state(draft, known)
        if state:
            return [Party(state[0].actor, Sourced("host", state[0].actor.span))]
        # "X is on a visit to Kabul ... A trip by his president is not being prepared."
        same = self._last_host
        return [same] if same is not None and same.actor.side != known.actor.side else []

    def _only_other_state(self, draft: ContactDraft, known: Party) -> list[Party]:
        """The one state besides the known side that the sentence names; none where it names several."""
        sentence = self._reading.sentences[draft.sentence]
        states: dict[str, Actor] = {}
        for mention in self._actors.mentions:
            if sentence.start <= mention.words.start < sentence.end:
                for actor in mention.actors:
                    if actor.side is not None and actor.side != known.actor.side and actor.id == actor.side:
                        states.setdefault(actor.side, actor)
        return (
            [Party(actor, Sourced("participant", actor.span)) for actor in states.values()] if len(states) == 1 else []
        )

    def _speaker(self, draft: ContactDraft, partner: Party) -> list[Party]:
        """The side that tells of its own contact: "communication with the Taliban is open", declared by Washington."""
        span = self._reading.span(draft.trigger)
        for statement in self._statements:
            speaker = statement.speaker
            if speaker is None or speaker.side is None or speaker.side == partner.actor.side:
                continue
            if any(content.covers(span) for content in statement.content) and self.counts(speaker):
                body = self._registry.bodies.get(speaker.side)
                name = body.name if body is not None else speaker.name
                side = Actor(name, speaker.side, speaker.span, speaker.side if body is not None else speaker.id)
                return [Party(side, Sourced("participant", speaker.span))]
        return []

    def _is_told(self, draft: PartyDraft, found: list[Party]) -> bool:
        """Whether a phrase says who, even where nobody knows whose side that is; an unresolved pronoun does not."""
        head = self._reading.doc[draft.words.end - 1]
        return bool(found) or (draft.slot == "subject" and head.pos_ in ("NOUN", "PROPN"))

    def _protagonist(self, draft: PartyDraft) -> list[Party]:
        """Whom an unresolved "he" or "she" in subject place means: the last who did something with another side."""
        pronoun = draft.words.end - draft.words.start == 1 and self._reading.doc[draft.words.start].lower_ in (
            "he",
            "she",
        )
        if draft.slot not in ("subject", "possessive") or not pronoun or self._last is None:
            return []
        return [Party(self._last.actor, Sourced(draft.role, self._reading.span(draft.words)))]

    def _place_beside(self, draft: ContactDraft) -> list[tuple[PartyDraft, list[Party]]]:
        """Where a trip goes by the words behind it, where the parser hung them elsewhere: "will travel to Sweden June
        1-3"."""
        doc, trigger = self._reading.doc, draft.trigger.end
        for place in self._places:
            start = place.words.start
            if place.country is None or place.relation not in ("to", "visit") or not trigger <= start < trigger + 8:
                continue
            if any(token.pos_ == "VERB" for token in doc[trigger:start]):
                break
            phrase = PartyDraft(place.words, "host", "destination")
            return [(phrase, [self._party(actor, phrase) for actor in self._hosts(phrase)])]
        return []

    def _lost_subject(
        self, draft: ContactDraft, main: list[tuple[PartyDraft, list[Party]]]
    ) -> list[tuple[PartyDraft, list[Party]]]:
        """The subject that the parser gave to another word: "The Head of State will, inter alia, meet with Johnson"."""
        doc = self._reading.doc
        verb = doc[draft.clause]
        if draft.trigger.start != draft.clause or not any(found for d, found in main if d.slot in _LISTED):
            return []
        start = self._reading.sentences[draft.sentence].start
        before = [
            m
            for m in self._actors.mentions
            if start <= m.words.start and m.words.end <= verb.left_edge.i + 12 and m.words.end <= verb.i
        ]
        for mention in reversed(before):
            head = doc[mention.head]
            if mention.form != "adjective" and head.dep_ in ("nsubj", "dep", "ROOT", "npadvmod", "appos"):
                phrase = PartyDraft(mention.words, "participant", "subject")
                return [(phrase, [self._party(actor, phrase) for actor in mention.actors if self.counts(actor)])]
        return []

    def _partner_unknown(self, draft: ContactDraft, main: list[tuple[PartyDraft, list[Party]]]) -> bool:
        """ "had met the Kashmiri separatist Shabir Shah": with somebody, but nobody knows whose side he is on; that is no
        other contact's mention."""
        return any(
            not found and d.slot in _LISTED and self._reading.doc[d.words.end - 1].pos_ in ("PROPN", "NOUN")
            for d, found in main
        )

    def _travellers(self, draft: ContactDraft, found: list[tuple[PartyDraft, list[Party]]]) -> list[list[Party]] | None:
        """ "Leaders including Scholz, Macron and Sunak have visited Kyiv" are trips of each; who "travelled with" them
        went along."""
        own = [p for d, parties in found if d.slot == "subject" for p in parties]
        hosts = [p for d, parties in found if d.slot in ("destination", "object") for p in parties]
        if own and len(hosts) > 1 and draft.separate:
            # "has visited other countries, including Qatar and Ethiopia"
            return [[*own, host] for host in hosts]
        if len({p.actor.side for p in own}) < 3 or not hosts:
            return None
        return [[traveller, *hosts] for traveller in own]

    def _separate(self, draft: ContactDraft, found: list[tuple[PartyDraft, list[Party]]]) -> list[list[Party]] | None:
        """One list a counterpart where several named persons or states are met one by one."""
        partners = [p for d, parties in found if d.slot in ("object", "with", "to") for p in parties]
        own = _distinct(p for d, parties in found if d.slot not in ("object", "with", "to") for p in parties)
        partners = [p for p in _distinct(partners) if p.actor.name not in {o.actor.name for o in own}]
        named = {p.actor.side for p in partners if is_person(p)}
        if len(named) > 1:
            partners = [p for p in partners if is_person(p) or p.actor.side not in named]
        if len(partners) < 2 or not own or len(named) < 2 or not all(map(is_person, partners)):
            return None
        return [[*own, partner] for partner in partners]

    def _resolve(self, draft: PartyDraft) -> list[Party]:
        if draft.slot == "destination":
            return [self._party(actor, draft) for actor in self._hosts(draft)]
        if draft.slot == "modifier":
            found = self._inside(draft) + self._hyphened(draft)
        else:
            found = list(self._actors.at(draft.words))
            if found and not any(actor.side for actor in found):
                # "the separatist Free Aceh Movement": the name inside is known, the phrase is not.
                found = [actor for actor in self._inside(draft) if actor.side] or found
            if any(token.pos_ == "CCONJ" for token in self._reading.tokens(draft.words)):
                found += self._inside(draft)
            if not found and not any(t.dep_ == "prep" and t.lower_ != "of" for t in self._reading.tokens(draft.words)):
                found = self._inside(draft)
            if draft.slot in _LISTED or (
                draft.slot == "subject" and self._reading.doc[draft.words.end : draft.words.end + 1].text == "and"
            ):
                found += self._listed_after(draft)
        return [self._party(actor, draft) for actor in map(self._placed, found) if self.counts(actor)]

    def _goes_on(self, draft: PartyDraft) -> bool:
        """Whether a subject is the first of a list: "Kim and Moon meet", "leaders, including Scholz, Macron and Sunak"."""
        doc, words = self._reading.doc, draft.words
        return doc[words.end].lower_ == "and" or (words.start > 0 and doc[words.start - 1].lower_ == "including")

    def _placed(self, actor: Actor) -> Actor:
        """In a government's own release a person whom nothing places is its own: "Counselor Chollet will travel"."""
        own = self._actors.side_of_document
        if actor.side is not None or own is None or actor.id is not None or not actor.name[:1].isupper():
            return actor
        return replace(actor, side=own.side)

    def _inside(self, draft: PartyDraft) -> list[Actor]:
        """The actors of all names inside a phrase that is none itself: "Obama-Putin", a list that the parser glued."""
        return [
            actor
            for mention in self._actors.mentions
            if draft.words.start <= mention.words.start
            and mention.words.end <= draft.words.end
            and mention.form in ("name", "adjective", "metonym")
            for actor in mention.actors
        ]

    def _listed_after(self, draft: PartyDraft) -> list[Actor]:
        """The names that go on a list where the parser lost it: "meet with Prime Minister of the United Kingdom Boris
        Johnson, Chancellor of Germany Olaf Scholz and Vice President Kamala Harris"."""
        doc, end = self._reading.doc, draft.words.end
        stop = self._reading.sentences[self._reading.sentence_of(draft.words.start)].end
        found: list[Actor] = []
        for mention in self._actors.mentions:
            if mention.words.end <= end or mention.form != "name":
                continue
            if mention.words.start <= end:
                # "Japan's Prime Minister" + "Shinzo Abe": the phrase's own name.
                end = mention.words.end
                continue
            gap = doc[end : mention.words.start]
            joined = bool(len(gap)) and gap[0].lower_ in _JOINTS
            if mention.words.end > stop or not joined or any(not _in_list(token) for token in gap):
                break
            if (doc[mention.head].dep_ in ("nsubj", "nsubjpass") and draft.slot != "subject") or len(gap) > 9:
                break
            found += mention.actors
            end = mention.words.end
        return found

    def _hyphened(self, draft: PartyDraft) -> list[Actor]:
        """The parts of a compound of names: "the Xi-Putin summit"."""
        tokens = self._reading.tokens(draft.words)
        if len(tokens) < 3 or not any(token.text in "-–—" for token in tokens):
            return []
        return [
            actor
            for token in tokens
            if token.pos_ in ("PROPN", "ADJ")
            for actor in self._actors.at(Words(token.i, token.i + 1))
        ]

    def _hosts(self, draft: PartyDraft) -> list[Actor]:
        """The state whose place a traveller goes to; a person or body visited stands for itself."""
        found = []
        for place in self._places:
            if draft.words.start <= place.words.start and place.words.end <= draft.words.end and place.country:
                body = self._registry.bodies.get(place.country)
                name = body.name if body is not None else place.name
                found.append(Actor(name, place.country, self._reading.span(place.words), place.country))
        # "a visit to the Vatican's Secretary of State" is to a person; "go to the United Nations" is no trip.
        return found[:1] or [a for a in self._actors.at(draft.words) if self.counts(a) and is_person(_bare(a))]

    def leads(self, draft: ContactDraft) -> bool:
        """Whether the one party is the subject of the event ("NATO will meet"), not somebody's partner in it."""
        return all(slot.slot in (*_NAMING, "subject", "context") for slot in draft.parties if self._resolve(slot))

    def told_as_earlier(self, draft: ContactDraft) -> bool:
        """Whether the status stands in the pluperfect: "had already cancelled a summit"."""
        verb = self._reading.doc[draft.status.words.start]
        return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)

    def phrase(self, draft: ContactDraft) -> Span:
        """The raw span of the trigger with all that hangs on it."""
        trigger = self._reading.doc[draft.trigger.start]
        return self._reading.span(Words(trigger.left_edge.i, trigger.right_edge.i + 1))

    def country(self, place: Sourced[str] | None) -> str | None:
        """The country of a place that `place_of` gave."""
        if place is None:
            return None
        return next((p.country for p in self._places if self._reading.span(p.words) == place.span), None)

    def named_for(self, draft: ContactDraft) -> bool:
        """Whether an organisation gives the event its name: "a Security Council meeting", "the meeting of NATO foreign
        ministers", not "a meeting with NATO"."""
        return any(
            self.is_organisation(party)
            for slot_draft in draft.parties
            if slot_draft.slot in _NAMING
            for party in self._resolve(slot_draft)
        )

    def hosts_body(self, draft: ContactDraft) -> bool:
        """Whether somebody is host to an organisation: "hosting the G7"."""
        hosted = any(slot.slot == "subject" and slot.role == "host" for slot in draft.parties)
        guests = [party for slot in draft.parties if slot.slot == "object" for party in self._resolve(slot)]
        return draft.verbal and hosted and len(guests) == 1 and self.is_organisation(guests[0])

    def is_organisation(self, party: Party) -> bool:
        """Whether a party is an international organisation or bloc, a body of one, or unnamed officials of one."""
        actor = party.actor
        body = self._registry.bodies.get((actor.id or actor.side or "").partition("/")[0])
        return body is not None and body.kind in ("organisation", "bloc")

    def is_name(self, draft: ContactDraft) -> bool:
        """Whether the trigger is part of the name of a parliament or an outlet: "US Congress"."""
        token = draft.trigger.start
        for mention in self._actors.mentions:
            if mention.form == "name" and mention.words.start <= token < mention.words.end:
                kinds = {
                    body.kind for a in mention.actors if (body := self._registry.bodies.get(a.id or "")) is not None
                }
                return bool(kinds & {"parliament", "media", "news_agency", "party"})
        return False

    def counts(self, actor: Actor) -> bool:
        """Whether an actor can be a side of a contact: a news outlet or a place name without a side cannot."""
        if actor.id is None:
            return actor.side is not None
        body = self._registry.bodies.get(actor.id)
        return body is None or body.kind not in ("media", "news_agency")

    def _party(self, actor: Actor, draft: PartyDraft) -> Party:
        return Party(actor, Sourced(draft.role, actor.span or self._reading.span(draft.words)))


def _bare(actor: Actor) -> Party:
    return Party(actor, Sourced("participant", actor.span))


def _at_home(found: list[tuple[PartyDraft, list[Party]]]) -> bool:
    """Whether all that a traveller goes to is the own country: "Macron is in Paris"."""
    hosts = {p.actor.side for d, parties in found if d.slot == "destination" for p in parties}
    return bool(hosts) and hosts == {p.actor.side for d, parties in found if d.slot != "destination" for p in parties}


def noun_words(head: Token) -> Words:
    """A subject with what stands before it and its name in apposition."""
    return Words(head.left_edge.i, head.i + 1)


def _in_list(token: Token) -> bool:
    return token.lower_ in _JOINTS or token.lower_ in ("of", "the") or token.pos_ in ("NOUN", "PROPN", "ADJ")


def _sides(parties: Iterable[Party]) -> set[str]:
    return {party.actor.side or party.actor.name for party in parties}


def _distinct(parties: Iterable[Party]) -> list[Party]:
    """Each actor once, in order; a state beside an official of its own is left out, since the official stands for it, as
    are unnamed officials beside their state, but not beside a faction of the country ("Colombia and the FARC")."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor.name, party)
    rank = {name: _rank(party) for name, party in found.items()}
    best: dict[str | None, int] = {}
    for name, party in found.items():
        if not is_faction(party.actor):
            best[party.actor.side] = max(best.get(party.actor.side, 0), rank[name])
    return [
        party
        for name, party in found.items()
        if is_faction(party.actor) or party.actor.side is None or rank[name] >= min(best[party.actor.side], 3)
    ]


def _rank(party: Party) -> int:
    """How well an actor tells who it was: 3 a person or body by name, 2 the state, 1 unnamed officials of it."""
    actor = party.actor
    if actor.id is None:
        return 3 if is_person(party) else 1
    return 2 if actor.id == actor.side else 3


distinct_parties = _distinct
