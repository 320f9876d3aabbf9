"""The side that a contact's own phrase leaves out: who speaks of it, whose sentence, whose trip, whose release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from communique.lexicon.contacts import contact_lexicon
from communique.resolve.contacts.mention import is_faction, is_person
from communique.resolve.contacts.narrator import in_person, narrator
from communique.resolve.contacts.phrases import PARTNER, Phrases
from communique.resolve.contacts.roster import distinct_parties, sides_of
from communique.schema import Actor, ContactDraft, Party, PartyDraft, Sourced, Statement, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

# An article is about two sides where the second has a quarter of all mentions and both have five of six.
_SECOND, _BOTH = 4, 1.2
# The other side of "talks with Iran" is named three times as often as any third.
_OFTEN = 3
Slots = list[tuple[PartyDraft, list[Party]]]
"""The phrases of a draft with the parties each stands for."""


class Inference:
    """Finds missing sides in one reading, draft by draft in reading order: it remembers who acted last, and where."""

    def __init__(self, phrases: Phrases, statements: Sequence[Statement]) -> None:
        self._phrases = phrases
        self._statements = statements
        self._pair = self._main_pair()
        self.narrator = narrator(phrases.reading, phrases.actors, statements)
        self._last: Party | None = None
        self._last_host: Party | None = None

    def remember(self, slots: Slots) -> None:
        """Keep the one person who acts in a draft, and the one country gone to, for the drafts that follow."""
        doers = [party for d, found in slots if d.slot == "subject" for party in found if is_person(party)]
        self._last = doers[0] if len(doers) == 1 else self._last
        hosts = [party for d, found in slots if d.slot == "destination" for party in found]
        self._last_host = hosts[0] if len(hosts) == 1 else self._last_host

    def named_by_topic(self, draft: ContactDraft) -> list[Party]:
        """Two sides that the noun's own phrase names: "talks on Russia's membership of the WTO"."""
        trigger = self._phrases.reading.doc[draft.trigger.start]
        phrase = Words(trigger.i, trigger.right_edge.i + 1)
        found = self._phrases.inside(PartyDraft(phrase)) if trigger.right_edge.i - trigger.i < 18 else []
        # "talks in Lausanne, Switzerland, Secretary of State John Kerry said": where they were held names no side.
        there = (p for p in self._phrases.places if p.relation == "in" and p.head == trigger.i)
        held_in = [self._phrases.reading.span(place.words) for place in there]
        found = [actor for actor in found if not any(actor.span and actor.span.overlaps(s) for s in held_in)]
        parties = distinct_parties(
            self._phrases.party(actor, PartyDraft(phrase)) for actor in found if self._phrases.counts(actor)
        )
        partnered = any(slot.slot in PARTNER for slot in draft.parties)
        return parties if len(sides_of(parties)) == 2 and draft.kind == "talks" and not partnered else []

    def of_the_article(self, draft: ContactDraft) -> list[Party]:
        """The two states that an article is about, for "negotiations" that name nobody; not in a government's own
        release, which is about its own meeting and tells of other talks in passing."""
        token = self._phrases.reading.doc[draft.trigger.start]
        noun = token.lemma_.lower()
        if token.tag_ == "NN" and not any(child.dep_ in ("det", "amod", "compound") for child in token.children):
            # "it is not for negotiation"
            return []
        if any(self._is_strange(phrase) for phrase in draft.parties):
            # "Apple is in talks to open a store"
            return []
        meant = noun in contact_lexicon().cues["negotiation"] and self._phrases.actors.side_of_document is None
        return list(self._pair) if meant and not draft.verbal else []

    def of_the_sentence(self, draft: ContactDraft) -> list[Party]:
        """The two states that a sentence names, for "negotiations" that name nobody: "Zelensky saw no interest in
        negotiations on the part of Russia"; where they were held is no side, and peace talks may be those of others."""
        token = self._phrases.reading.doc[draft.trigger.start]
        meant = token.lemma_.lower() in contact_lexicon().cues["negotiation"] and token.tag_ != "NN"
        if not meant or draft.verbal or draft.civil:
            return []
        if any(slot.slot in PARTNER or self._is_strange(slot) for slot in draft.parties):
            return []
        start, end = self._phrases.reading.sentences[draft.sentence]
        bodies = self._phrases.registry.bodies
        named = [
            actor
            for mention in self._phrases.actors.mentions
            if start <= mention.words.start < end
            for actor in mention.actors
            if actor.id is None or self._phrases.counts(actor)
        ]
        told = {actor.side: actor.span for actor in named}
        factions = {actor.side for actor in named if is_faction(actor)}
        if factions & {actor.side for actor in named if not is_faction(actor)}:
            # "The opposition accused Russia and the government of throwing obstacles in the way of negotiations"
            return []
        held_in = {p.country for p in self._phrases.places if start <= p.words.start < end and p.relation == "in"}
        if len(told) != 2 or None in told or set(told) & held_in:
            return []
        states = [(bodies.get(side or ""), span) for side, span in told.items()]
        return [
            Party(Actor(body.name, body.side, span, body.id), Sourced("participant", span))
            for body, span in states
            if body is not None and body.kind == "state"
        ]

    def _is_strange(self, phrase: PartyDraft) -> bool:
        """Whether a phrase names somebody who is no side: a company, a club."""
        return self._phrases.reading.tokens(phrase.words).root.pos_ == "PROPN" and not self._phrases.resolve(phrase)

    def _main_pair(self) -> list[Party]:
        counts: Counter[str] = Counter()
        states: dict[str, Actor] = {}
        for mention in self._phrases.actors.mentions:
            counts.update({actor.side for actor in mention.actors if actor.side is not None})
            for actor in mention.actors:
                if actor.side is not None and actor.id == actor.side:
                    states.setdefault(actor.side, actor)
        pair = counts.most_common(2)
        if len(pair) < 2 or pair[1][1] * _SECOND < counts.total() or (pair[0][1] + pair[1][1]) * _BOTH < counts.total():
            return []
        if not all(side in states for side, _ in pair):
            return []
        return [Party(states[side], Sourced("participant", states[side].span)) for side, _ in pair]

    def other_side(self, draft: ContactDraft, known: Party, main: Slots) -> list[Party]:
        """The other side of a contact whose phrase names one: who speaks of it, whose sentence it is, whose release."""
        if draft.kind == "visit":
            return self._visited(draft, known)
        if not any(found for d, found in main if d.slot in PARTNER):
            open_offer = draft.kind == "talks" and draft.status.status in ("proposed", "possible", "refused")
            return self._only_other_state(draft, known) if open_offer else []
        found = self._joined(draft, known) or self.speaker(draft, known) or self._main_subject(draft, known)
        own = self._phrases.actors.side_of_document
        if not found and own is None:
            found = self._protagonists(draft, known)
        if not found and own is not None and own.side != known.actor.side:
            # In a release of the Kremlin the one who talks with the OSCE is whoever speaks for Russia in its text.
            if self.narrator is not None and is_person(known):
                return [Party(self.narrator, Sourced("participant", self.narrator.span))]
            told = (a for mention in self._phrases.actors.mentions for a in mention.actors if a.side == own.side)
            found = [Party(actor, Sourced("participant", actor.span)) for actor in islice(told, 1)]
        return found

    def _protagonists(self, draft: ContactDraft, known: Party) -> list[Party]:
        """ "Negotiations with Iran continued in Vienna": those of the one other side that the article is about."""
        beside = any(slot.slot == "with" for slot in draft.parties)
        if draft.kind != "talks" or draft.verbal or not beside or known.actor.id != known.actor.side:
            return []
        told = [(actor.side, actor) for mention in self._phrases.actors.mentions for actor in mention.actors]
        counts = Counter(side for side, _ in told if side is not None and side != known.actor.side)
        (top, most), (_, next_most) = [*counts.most_common(2), (None, 0), (None, 0)][:2]
        body = self._phrases.registry.bodies.get(top or "")
        if body is None or most < _OFTEN or most < _OFTEN * next_most:
            return []
        span = next(actor.span for side, actor in told if side == top)
        return [Party(Actor(body.name, body.side, span, body.id), Sourced("participant", span))]

    def _joined(self, draft: ContactDraft, known: Party) -> list[Party]:
        """ "Negotiations with Turkey about EU membership" are the EU's."""
        doc, trigger = self._phrases.reading.doc, self._phrases.reading.doc[draft.trigger.start]
        for mention in self._phrases.actors.mentions:
            start, end = mention.words
            if not trigger.left_edge.i <= start or end > trigger.right_edge.i or draft.kind != "talks":
                continue
            word = doc[end] if doc[end].lower_ not in ("'s", "’s") else doc[min(end + 1, len(doc) - 1)]
            found = [Party(actor, Sourced("participant", actor.span)) for actor in mention.actors]
            if word.lemma_.lower() in contact_lexicon().cues["membership"] and all(
                party.actor.side != known.actor.side and self._phrases.is_organisation(party) for party in found
            ):
                return found
        return []

    def _main_subject(self, draft: ContactDraft, known: Party) -> list[Party]:
        """ "Asked if he would meet Mr. Kim, Mr. Trump said": the subject of a clause above, or by whom "this was stated
        following the talks with Johnson"."""
        token = self._phrases.reading.doc[draft.clause]
        heads: list[Token] = []
        for above in (token, *token.ancestors):
            heads += [child for child in above.children if child.dep_ in ("nsubj", "nsubjpass") and above.i != token.i]
            heads += [grand for child in above.children if child.dep_ == "agent" for grand in child.children]
        for head in heads:
            phrase = PartyDraft(_noun_words(head), "participant", "context")
            told = [p for p in self._phrases.resolve(phrase) if self._speaks_for_a_side(p.actor)]
            told = in_person(self.narrator, [(phrase, told), (phrase, [known])], self._phrases.reading)
            found = [p for p in told if p.actor.side not in (None, known.actor.side)]
            if len(sides_of(found)) == 1:
                return found
        return []

    def _visited(self, draft: ContactDraft, known: Party) -> list[Party]:
        """The country of a trip that names none, where the sentence names one other: "against Pyongyang, after
        Washington cancelled a visit by Pompeo"."""
        if draft.definite or draft.verbal or any(slot.slot == "destination" for slot in draft.parties):
            return []
        state = self._only_other_state(draft, known)
        if state:
            return [Party(state[0].actor, Sourced("host", state[0].actor.span))]
        # "X is on a visit to Kabul ... A trip by his president is not being prepared."
        same = self._last_host
        return [same] if same is not None and same.actor.side != known.actor.side else []

    def _only_other_state(self, draft: ContactDraft, known: Party) -> list[Party]:
        """The one state besides the known side that the sentence names; none where it names several."""
        sentence = self._phrases.reading.sentences[draft.sentence]
        states: dict[str, Actor] = {}
        for mention in self._phrases.actors.mentions:
            if sentence.start <= mention.words.start < sentence.end:
                for actor in mention.actors:
                    if actor.side is not None and actor.side != known.actor.side and actor.id == actor.side:
                        states.setdefault(actor.side, actor)
        return (
            [Party(actor, Sourced("participant", actor.span)) for actor in states.values()] if len(states) == 1 else []
        )

    def speaker(self, draft: ContactDraft, partner: Party | None = None) -> list[Party]:
        """The side that tells of its own contact: "communication with the Taliban is open", declared by Washington."""
        span = self._phrases.reading.span(draft.trigger)
        for statement in self._statements:
            speaker = statement.speaker
            if speaker is None or speaker.side is None or (partner and speaker.side == partner.actor.side):
                continue
            if any(content.covers(span) for content in statement.content) and self._speaks_for_a_side(speaker):
                body = self._phrases.registry.camp(speaker.id, speaker.side)
                name = body.name if body is not None else speaker.name
                side = Actor(name, speaker.side, speaker.span, body.id if body is not None else speaker.id)
                return [Party(side, Sourced("participant", speaker.span))]
        return []

    def _speaks_for_a_side(self, speaker: Actor) -> bool:
        """Not a correspondent or an analyst, whose words on "the talks with the Taliban" make no party of a country."""
        known = speaker.id is not None or not is_person(Party(speaker, Sourced("participant", speaker.span)))
        return known and self._phrases.counts(speaker)

    def protagonist(self, draft: PartyDraft) -> list[Party]:
        """Whom an unresolved "he" or "she" in subject place means, or a description that names nobody ("the former
        senator from Massachusetts"): the last who did something with another side."""
        tokens = self._phrases.reading.tokens(draft.words)
        if draft.slot not in ("subject", "possessive") or self._last is None:
            return []
        if not (len(tokens) == 1 and tokens[0].lower_ in ("he", "she")) and not self._describes(draft):
            return []
        return [Party(self._last.actor, Sourced(draft.role, self._phrases.reading.span(draft.words)))]

    def _describes(self, draft: PartyDraft) -> bool:
        """Whether a subject describes one person by a past of his, without a name: "the former senator"."""
        tokens = self._phrases.reading.tokens(draft.words)
        past = any(token.lower_ in ("former", "onetime", "ex", "veteran") for token in tokens)
        told = self._phrases.actors.at(draft.words)
        nameless = len(told) == 1 and told[0].id is None and told[0].side is None
        return draft.slot == "subject" and past and tokens[0].lower_ == "the" and tokens.root.tag_ == "NN" and nameless

    def traveller(self, draft: ContactDraft, slots: Slots) -> Slots:
        """The phrases of a trip with its traveller, where "his" means nobody or one who is at home there: "During his
        visit to Brussels Zelensky met the leaders", "support shown by Scholz during his visit to Ukraine"."""
        hosts = {party.actor.side for d, found in slots if d.slot == "destination" for party in found}
        for number, (phrase, found) in enumerate(slots):
            words = self._phrases.reading.tokens(phrase.words)
            whose = phrase.slot == "possessive" and len(words) == 1 and words[0].lower_ in ("his", "her")
            if not whose or not hosts or not {party.actor.side for party in found} <= hosts:
                continue
            start, end = self._phrases.reading.sentences[draft.sentence]
            persons = {
                actor.name: self._phrases.party(actor, phrase)
                for mention in self._phrases.actors.mentions
                if start <= mention.words.start < end and mention.form == "name"
                for actor in mention.actors
                if self._phrases.counts(actor) and actor.side not in hosts
            }
            told = [party for party in persons.values() if is_person(party)]
            if len(told) == 1:
                return [*slots[:number], (phrase, told), *slots[number + 1 :]]
        return slots

    def place_beside(self, draft: ContactDraft) -> Slots:
        """Where a trip goes by the words behind it, where the parser hung them elsewhere: "will travel to Sweden June
        1-3"."""
        doc, trigger = self._phrases.reading.doc, draft.trigger.end
        for place in self._phrases.places:
            start = place.words.start
            if place.country is None or place.relation not in ("to", "visit") or not trigger <= start < trigger + 16:
                continue
            if any(token.pos_ == "VERB" for token in doc[trigger:start]):
                break
            phrase = PartyDraft(place.words, "host", "destination")
            return [(phrase, [self._phrases.party(actor, phrase) for actor in self._phrases.hosts(phrase)])]
        return []

    def lost_subject(self, draft: ContactDraft, main: Slots) -> Slots:
        """The subject that the parser gave to another word: "The Head of State will, inter alia, meet with Johnson"."""
        doc = self._phrases.reading.doc
        verb = doc[draft.clause]
        if draft.trigger.start != draft.clause or not any(found for d, found in main if d.slot in PARTNER):
            return []
        start = self._phrases.reading.sentences[draft.sentence].start
        before = [
            m
            for m in self._phrases.actors.mentions
            if start <= m.words.start and m.words.end <= verb.left_edge.i + 12 and m.words.end <= verb.i
        ]
        for mention in reversed(before):
            head = doc[mention.head]
            if mention.form != "adjective" and head.dep_ in ("nsubj", "dep", "ROOT", "npadvmod", "appos"):
                phrase = PartyDraft(mention.words, "participant", "subject")
                return [
                    (
                        phrase,
                        [self._phrases.party(actor, phrase) for actor in mention.actors if self._phrases.counts(actor)],
                    )
                ]
        return []


def _noun_words(head: Token) -> Words:
    """A subject with what stands before it and its name in apposition."""
    return Words(head.left_edge.i, head.i + 1)
