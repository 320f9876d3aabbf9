"""The parties of a draft: who takes part, and which of them make a contact of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.registry import Registry
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.formats import NamedFormats
from communique.resolve.contacts.holders import MARGINS
from communique.resolve.contacts.inference import Inference, Slots
from communique.resolve.contacts.mention import is_faction, is_person
from communique.resolve.contacts.narrator import in_person
from communique.resolve.contacts.negotiators import as_state
from communique.resolve.contacts.phrases import NAMING, PARTNER, Phrases
from communique.resolve.contacts.roster import distinct_parties, sides_of
from communique.resolve.contacts.travellers import private_names
from communique.resolve.contacts.unplaced import unplaced
from communique.resolve.places import PlaceMention
from communique.schema import TOOK_PLACE, Actor, ContactDraft, Party, PartyDraft, Sourced, Statement

# Where the traveller of a visit goes: "flew to Kyiv", "visited Kyiv".
_VISITED = ("destination", "object")
# Bodies of a state that are no side of their own.
_ORGANS = frozenset({"agency", "ministry", "government", "parliament", "military"})


class PartyResolver:
    """Turns the drafts of one reading into lists of parties, in reading order."""

    def __init__(
        self,
        reading: Reading,
        registry: Registry,
        actors: Actors,
        places: Sequence[PlaceMention],
        statements: Sequence[Statement] = (),
    ) -> None:
        self.phrases = Phrases(reading, registry, actors, places)
        self._formats = NamedFormats(self.phrases)
        self._inference = Inference(self.phrases, statements)
        self._reading = reading
        self._private = private_names(reading, actors, registry)

    def parties(self, draft: ContactDraft) -> list[list[Party]]:
        """The parties of a draft, one list for each contact that it mentions; lists may be one-sided or empty.

        "spoke to Abe and Merkel" gives two lists, both with the subject.
        """
        slots = self._slots(draft)
        if draft.kind != "visit" and _among_themselves(slots):
            return [[]] if self.is_inner(draft, ()) else []
        parties = self._formats.expand(draft, self._together(draft, slots))
        if len(sides_of(parties)) > 1 and any(party.actor.name in self._private for party in parties):
            official = [party for party in parties if party.actor.name not in self._private]
            if len(sides_of(official)) < 2 and draft.kind not in ("visit", "conference"):
                # "NPR's Leila Fadel spoke with Mohamed Morsi"
                return []
        if draft.kind == "visit" and (_at_home(slots) or (draft.verbal and not _goes_somewhere(slots))):
            return []
        if draft.verbal and len(sides_of(parties)) < 2 and (self._partner_unknown(slots) or _receives_nobody(draft)):
            return [[]] if self.is_inner(draft, ()) else []
        if draft.verbal and draft.kind in ("meeting", "call") and _are_all_met(slots, parties):
            # "Look forward to seeing Trudeau and Macron": who will see them is not said.
            return []
        return self._apart(draft, slots, parties) or [parties]

    def _slots(self, draft: ContactDraft) -> Slots:
        """The phrases of a draft but those around it, with whom each stands for."""
        infer = self._inference
        slots = [(d, self.phrases.resolve(d) or infer.protagonist(d)) for d in draft.parties if d.slot != "context"]
        if not any(found for d, found in slots if d.slot in ("subject", "possessive")):
            slots += infer.lost_subject(draft, slots)
        if draft.kind == "visit" and not any(found for d, found in slots if d.slot in _VISITED):
            slots += infer.place_beside(draft)
        if draft.kind == "visit":
            slots = infer.traveller(draft, slots)
        slots += unplaced(draft, slots, self.phrases)
        infer.remember(slots)
        return slots

    def _together(self, draft: ContactDraft, slots: Slots) -> list[Party]:
        """All parties of a draft, with the side that its own phrases leave out."""
        parties = distinct_parties([*self._sitting(draft), *in_person(self._inference.narrator, slots, self._reading)])
        given = parties
        guests = bool(parties) and all(d.slot == "with" for d, found in slots if found)
        factions = {is_faction(party.actor) for party in parties}
        goes = draft.kind == "conference" or (draft.attended and any(map(self.phrases.is_organisation, parties)))
        if (len(sides_of(parties)) < 2 > len(factions)) or goes or (guests and not draft.verbal):
            # "arrives for talks with Netanyahu and Abbas": whoever arrives talks with both.
            around = [p for d in draft.parties if d.slot == "context" for p in self.phrases.resolve(d)]
            alone = draft.kind in ("channel", "conference", "visit") or draft.attended or len(sides_of(around)) > 1
            if (parties or alone) and not any(self._is_told(d, found) for d, found in slots):
                parties = distinct_parties([*around, *parties])
            plural = any(len(found) > 1 and self._reading.tokens(d.words).root.tag_ == "NNS" for d, found in slots)
            apart = plural or sum(bool(found) for _, found in slots) > 1
            if guests and apart and parties == given and draft.kind != "conference":
                # "opposes negotiations with North Korea and Iran": who would negotiate with them is not said, unless an
                # official's own release tells of it ("after the negotiations with Sánchez and Frederiksen in Kyiv") or
                # a side says it ("the White House said that meetings with Erdogan and Moon were planned").
                took = draft.status.status in TOOK_PLACE
                infer = self._inference
                host = infer.other_side(draft, parties[0], slots) if took and self._is_release() else []
                if not host and len(sides_of(parties)) > 1:
                    host = [p for p in infer.speaker(draft) if p.actor.side not in sides_of(parties)]
                if not host:
                    return []
                parties = distinct_parties([*host, *parties])
        if draft.kind == "conference" and draft.initiator is not None and parties:
            # "The Security Council was to meet at Japan's request": who asks for it takes part.
            asking = self.phrases.resolve(PartyDraft(draft.initiator))
            parties = distinct_parties([*parties, *asking])
        if not parties and not draft.verbal:
            parties = self._inference.named_by_topic(draft)
        rebels = self._rebels(draft, slots, parties)
        if rebels:
            parties = distinct_parties([*parties, *rebels])
        elif len(parties) == 1 and draft.kind != "conference":
            # Several of one side who meet have each other.
            parties = distinct_parties([*self._inference.other_side(draft, parties[0], slots), *parties])
        return self._as_states(draft, slots, parties)

    def _as_states(self, draft: ContactDraft, slots: Slots, parties: list[Party]) -> list[Party]:
        """ "Putin told him of the talks with Kiev's representatives": who tells of talks with unnamed officials of a
        state does not hold them himself."""
        own = [party for _, found in slots for party in found]
        told_of = draft.kind == "talks" and not draft.verbal and draft.status.status in TOOK_PLACE
        partnered = any(found for d, found in slots if d.slot in ("with", "between"))
        if not told_of or not partnered or any(map(is_person, own)):
            return parties
        names = {party.actor.name for party in own}
        registry = self.phrases.registry
        return distinct_parties(p if p.actor.name in names else as_state(p, registry) for p in parties)

    def _sitting(self, draft: ContactDraft) -> list[Party]:
        """The body whose sitting is gone to: "on the sidelines of the UN General Assembly", "will attend the General
        Assembly", not "the General Assembly condemned"; the "East Asia Summit" is one wherever it is told."""
        trigger = self._reading.doc[draft.trigger.start]
        lead, over = trigger.head.lower_, trigger.head.head.lower_
        cues = contact_lexicon().cues
        part = lead == "of" and over in {"ahead", *MARGINS, *cues["part of"]}
        beside = lead in ("at", "for", "during", "before") or part
        sits = trigger.lemma_.lower() in cues["audience"] | {"forum"}
        event = trigger.lemma_.lower() in ("summit", "conference")
        gone_to = sits and (draft.attended or (trigger.dep_ == "pobj" and beside))
        if draft.kind != "conference" or not (event or gone_to):
            return []
        named = (
            m for m in self.phrases.actors.mentions if m.form == "name" and m.words.start <= trigger.i < m.words.end
        )
        found = [Party(actor, Sourced("participant", actor.span)) for mention in named for actor in mention.actors]
        return [party for party in found if self.phrases.is_organisation(party)]

    def _is_release(self) -> bool:
        return self.phrases.actors.side_of_document is not None

    def _rebels(self, draft: ContactDraft, slots: Slots, parties: Sequence[Party]) -> list[Party]:
        """ "The peace process between the Turkish government and the Kurdish rebels", "Ukrainian envoys met the
        separatists, along with Russia": a group that nothing else places is of the one state it meets."""
        subjects = [party for d, found in slots if d.slot in ("subject", "possessive") for party in found]
        own = subjects if draft.verbal else [party for party in parties if party.role.value == "participant"]
        if len(sides_of(own)) != 1 or draft.kind not in ("talks", "meeting"):
            return []
        side = own[0].actor.side
        return [
            Party(replace(actor, side=side), Sourced(slot.role, actor.span))
            for slot in draft.parties
            if slot.slot == "object" or (slot.slot in ("between", "with", "subject") and draft.kind == "talks")
            for actor in self.phrases.actors.at(slot.words) or self._unnamed(slot, side)
            if actor.side is None and is_faction(actor)
        ]

    def _unnamed(self, slot: PartyDraft, side: str | None) -> list[Actor]:
        """ "Talks between the Venezuelan government and the opposition": the one of that country."""
        words = self._reading.tokens(slot.words)
        if (
            slot.slot not in ("between", "subject")
            or side is None
            or words.root.lower_ not in contact_lexicon().factions
        ):
            return []
        body = self.phrases.registry.bodies.get(f"{side}/{words.root.lower_}")
        span = self._reading.span(slot.words)
        return [Actor(words.text, None, span) if body is None else Actor(body.name, None, span, body.id)]

    def is_of_one_country(self, draft: ContactDraft, parties: Sequence[Party]) -> bool:
        """ "The Syrian peace talks", "the rebels boycotted the peace talks": between the sides of one conflict."""
        if not draft.civil or len(sides_of(parties)) != 1:
            return False
        states = {p.actor.id for s in draft.parties if s.slot == "modifier" for p in self.phrases.resolve(s)}
        return any(is_faction(party.actor) or party.actor.side in states for party in parties)

    def _is_told(self, draft: PartyDraft, found: list[Party]) -> bool:
        """Whether a phrase says who acts, even where nobody knows for which side; an unresolved pronoun does not."""
        head = self._reading.doc[draft.words.end - 1]
        if draft.slot not in ("possessive", "subject"):
            return False
        # "participated in the Leaders' Meeting": a format, and not who holds it
        plural = draft.slot == "possessive" and self._reading.tokens(draft.words).root.tag_ in ("NNS", "NNPS")
        return bool(found) or (head.pos_ in ("NOUN", "PROPN") and not plural)

    def _partner_unknown(self, slots: Slots) -> bool:
        """ "had met the Kashmiri separatist Shabir Shah": with somebody, but nobody knows whose side he is on; that is
        no other contact's mention."""
        return any(
            not found and d.slot in PARTNER and self._reading.doc[d.words.end - 1].pos_ in ("PROPN", "NOUN")
            for d, found in slots
        )

    def _apart(self, draft: ContactDraft, slots: Slots, parties: list[Party]) -> list[list[Party]] | None:
        """One list for each contact where a draft mentions several; None where it mentions one."""
        if draft.kind == "visit":
            apart = _trips(draft, slots)
            if apart is not None:
                return apart
        if draft.kind == "conference" and self._reading.doc[draft.trigger.start].tag_ in ("NNS", "NNPS"):
            bodies = [party for party in parties if self.phrases.is_organisation(party)]
            if len(bodies) > 1:
                # "the CSTO and SCO summits"
                return [[body, *(p for p in parties if p not in bodies)] for body in bodies]
        if not draft.separate:
            return None
        words = {child.lower_ for child in self._reading.doc[draft.trigger.start].children}
        if words & contact_lexicon().cues["apart"]:
            # "separate meetings with the president and the foreign minister of Egypt"
            return _one_by_one(slots, parties, sides=1)
        return _one_by_one(slots, parties) or (None if draft.verbal else _each_with_the_other(slots))

    @property
    def narrator(self) -> Actor | None:
        """The official who tells of his own contacts in this reading, None where nobody does."""
        return self._inference.narrator

    def of_the_article(self, draft: ContactDraft) -> list[Party]:
        """Whose negotiations these are where neither their own words nor an earlier mention say so."""
        return self._inference.of_the_article(draft)

    def of_the_sentence(self, draft: ContactDraft) -> list[Party]:
        """Whose negotiations these are by the two states that their sentence names."""
        return self._inference.of_the_sentence(draft)

    def is_inner(self, draft: ContactDraft, parties: Sequence[Party]) -> bool:
        """Whether a draft says with whom, and that is nobody of another side: "Trump met Pence", "met executives"."""
        slots = [slot for slot in draft.parties if slot.slot in PARTNER]
        if not slots or draft.kind in ("visit", "conference") or len(sides_of(parties)) > 1:
            return False
        met = [party for slot in slots for party in self.phrases.resolve(slot)]
        if met:
            own = [p for slot in draft.parties if slot.slot not in PARTNER for p in self.phrases.resolve(slot)]
            everybody = [*own, *met]
            inside = (actor for slot in slots for actor in self.phrases.inside(slot))
            known = self.phrases.registry.bodies
            bodies = {a.side for a in inside if a.id in known and known[a.id].kind in _ORGANS}
            if own and all(map(is_person, own)) and bodies == sides_of(everybody) and len(bodies) == 1:
                # "The President met the permanent members of the Security Council": a body of his own state
                return True
            apart = not {p.actor.name for p in own} & {p.actor.name for p in met}
            # Not "Biden spoke with Transatlantic leaders" in a release of the White House, which places them.
            same = bool(own) and all(map(is_person, everybody)) and len(sides_of(everybody)) == 1
            return same and apart and not any(is_faction(p.actor) for p in everybody)
        cues = contact_lexicon().cues
        heads = [self._reading.tokens(slot.words).root for slot in slots if slot.slot != "of"]
        insiders = cues["insider"] | cues["no party"] | cues["public"]
        return bool(heads) and all({head.lemma_.lower(), head.lower_} & insiders for head in heads)

    def leads(self, draft: ContactDraft) -> bool:
        """Whether the one party is the subject of the event ("NATO will meet"), not somebody's partner in it."""
        resolve = self.phrases.resolve
        return all(slot.slot in (*NAMING, "subject", "context") for slot in draft.parties if resolve(slot))

    def is_summit(self, draft: ContactDraft) -> bool:
        """Whether it is called a summit, as a meeting of two leaders is; a forum or session of two is none."""
        return self._reading.doc[draft.trigger.start].lemma_.lower() == "summit"

    def tells_somebody(self, draft: ContactDraft) -> bool:
        """Whether those told are states or hold an office: "told Medvedev", not "told CNN's Erin Burnett"."""
        told = [party for slot in draft.parties if slot.slot == "object" for party in self.phrases.resolve(slot)]
        public = contact_lexicon().cues["public"]
        return bool(told) and not any(
            bool(set(party.actor.name.lower().split()) & public)
            or self.phrases.is_organisation(party)
            or (party.actor.id is None and is_person(party))
            for party in told
        )

    def told_as_earlier(self, draft: ContactDraft) -> bool:
        """Whether the status stands in the pluperfect: "had already cancelled a summit"."""
        verb = self._reading.doc[draft.status.words.start]
        return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)

    def named_for(self, draft: ContactDraft) -> bool:
        """Whether an organisation gives the event its name: "a Security Council meeting", "the meeting of NATO foreign
        ministers", not "a meeting with NATO"."""
        return any(
            self.phrases.is_organisation(party)
            for slot_draft in draft.parties
            if slot_draft.slot in NAMING
            for party in self.phrases.resolve(slot_draft)
        )

    def hosts_body(self, draft: ContactDraft) -> bool:
        """Whether somebody is host to an organisation: "hosting the G7"."""
        hosted = any(slot.slot == "subject" and slot.role == "host" for slot in draft.parties)
        guests = [party for slot in draft.parties if slot.slot == "object" for party in self.phrases.resolve(slot)]
        return draft.verbal and hosted and len(guests) == 1 and self.phrases.is_organisation(guests[0])


def _among_themselves(slots: Slots) -> bool:
    """Whether persons of one state are met by others of it: "Kerry had lunch with George Shultz" is no contact, nor a
    mention of the one told before."""
    own = [p for d, found in slots if d.slot in ("subject", "possessive") for p in found]
    met = [p for d, found in slots if d.slot in PARTNER for p in found]
    everybody = [*own, *met]
    if not own or not met or not all(is_person(party) and not is_faction(party.actor) for party in everybody):
        return False
    return len(sides_of(everybody)) == 1 and not {p.actor.name for p in own} & {p.actor.name for p in met}


def _are_all_met(slots: Slots, parties: Sequence[Party]) -> bool:
    """Whether several were met, and nobody met them: all who are told stand in the object's place."""
    met = [party.actor.name for d, found in slots if d.slot == "object" for party in found]
    return len(sides_of(parties)) > 1 and bool(met) and {party.actor.name for party in parties} <= set(met)


def _goes_somewhere(slots: Slots) -> bool:
    """Whether a verb of going has where to: "how are they going to stop him" has not."""
    return any(slot.slot in _VISITED for slot, _ in slots)


def _receives_nobody(draft: ContactDraft) -> bool:
    """Whether a verb of hosting has no guest: "a candidate who received the documents"."""
    return {slot.role for slot in draft.parties if slot.slot != "context"} == {"host"} and draft.kind == "meeting"


def _at_home(found: Slots) -> bool:
    """Whether all that a traveller goes to is the own country: "Macron is in Paris", "Zelensky visited the troops"."""
    hosts = {p.actor.side for d, parties in found if d.slot in _VISITED for p in parties}
    return bool(hosts) and hosts == {p.actor.side for d, parties in found if d.slot not in _VISITED for p in parties}


def _trips(draft: ContactDraft, found: Slots) -> list[list[Party]] | None:
    """ "Leaders including Scholz, Macron and Sunak have visited Kyiv" are trips of each; who "travelled with" them
    went along."""
    own = [p for d, parties in found if d.slot == "subject" for p in parties]
    hosts = [p for d, parties in found if d.slot in _VISITED for p in parties]
    if own and len(hosts) > 1 and draft.separate:
        # "has visited other countries, including Qatar and Ethiopia"
        return [[*own, host] for host in hosts]
    if len({p.actor.side for p in own}) < 3 or not hosts:
        return None
    return [[traveller, *hosts] for traveller in own]


def _each_with_the_other(found: Slots) -> list[list[Party]] | None:
    """ "Meetings between Blinken, Yellen, Kerry and their counterparts in Beijing": of each with the other side."""
    camps: dict[str, list[Party]] = {}
    for party in distinct_parties(p for d, parties in found if d.slot in ("between", "destination") for p in parties):
        camps.setdefault(party.actor.side or party.actor.name, []).append(party)
    if len(camps) != 2:
        return None
    one, many = sorted(camps.values(), key=len)
    if len(one) != 1 or len(many) < 2 or not all(map(is_person, many)):
        return None
    return [[party, *one] for party in many]


def _one_by_one(found: Slots, everybody: Sequence[Party], sides: int = 2) -> list[list[Party]] | None:
    """One list a counterpart where several named persons or states are met one by one, by those named beside them or,
    where nobody is, by whoever else takes part."""
    partners = [p for d, parties in found if d.slot in ("object", "with", "to") for p in parties]
    own = distinct_parties(p for d, parties in found if d.slot not in ("object", "with", "to") for p in parties)
    own = own or [p for p in everybody if p.actor.name not in {partner.actor.name for partner in partners}]
    partners = [p for p in distinct_parties(partners) if p.actor.name not in {o.actor.name for o in own}]
    named = {p.actor.side for p in partners if is_person(p)}
    if len(named) > 1:
        partners = [p for p in partners if is_person(p) or p.actor.side not in named]
    if len(partners) < 2 or not own or len(named) < sides or not all(map(is_person, partners)):
        return None
    return [[*own, partner] for partner in partners]
