"""Partners whose side nobody can know: "talks with partners in the region", "will meet with Pacific Island leaders"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.lexicon.contacts import contact_lexicon
from communique.resolve.contacts.inference import Slots
from communique.resolve.contacts.mention import is_person
from communique.resolve.contacts.phrases import Phrases
from communique.resolve.contacts.roster import distinct_parties, sides_of
from communique.schema import Actor, ContactDraft, Party, PartyDraft, Sourced, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH_WHOM = frozenset({"with", "to", "object", "between"})
# Partners told elsewhere, all there are, or a number of them that nobody knows.
_POINTING = frozenset(
    {"these", "those", "both", "all", "any", "no", "such", "every", "each", "many", "most", "several", "some", "other"}
    | {"various", "numerous", "certain"}
)
_EACH = frozenset({"every", "each", "any", "no"})
_OWN = frozenset({"subject", "possessive", "context"})
_WHERE = ("in", "from", "across")


def unplaced(draft: ContactDraft, slots: Slots, phrases: Phrases) -> Slots:
    """The phrase of a contact's partners where they are others than the one side that is told, and have no name.

    "Ukraine is negotiating with partners" is a contact of Ukraine with "partners", of no side; "for consultations with
    our Georgian partners" is one with Georgia; "met with business leaders" is none, nor is "met with both countries",
    which are named elsewhere.

    Args:
        draft: the mention of the contact.
        slots: its phrases, with whom each stands for.
        phrases: the noun phrases of its document.
    """
    if draft.kind in ("visit", "conference") or any(found for d, found in slots if d.slot in _WITH_WHOM):
        return []
    own = [party for d, found in slots if d.slot in _OWN for party in found]
    own = own or [party for d in draft.parties if d.slot == "context" for party in phrases.resolve(d)]
    if len(sides_of(own)) != 1 or not all(party.actor.side for party in own):
        return []
    doc = phrases.reading.doc
    trigger = doc[draft.trigger.start]
    if any(child.lower_ in _EACH for child in trigger.lefts):
        # "in every conversation with our partners": none in particular
        return []
    slot_words = [d for d, _ in slots if d.slot in _WITH_WHOM and (d.slot, draft.kind) != ("object", "contact")]
    told = [d for d in slot_words if _is_abroad(phrases.reading.tokens(d.words).root)]
    if not told:
        return _at_the_place(draft, slot_words, sides_of(own), phrases)
    first = told[0]
    # "with allies and partners" are one party
    last = next((d for d in told[1:] if d.slot == first.slot and d.words.start - first.words.end < 3), first)
    noun = phrases.reading.tokens(last.words).root
    words = Words(first.words.start, max([last.words.end, *(place.right_edge.i + 1 for place in _where(noun))]))
    while doc[words.start].tag_ in ("DT", "PRP$") and words.start + 1 < words.end:
        words = Words(words.start + 1, words.end)
    whole = replace(first, words=words)
    named = _named(noun, whole, phrases)
    if named:
        apart = sides_of(named) - sides_of(own)
        return [(whole, [party for party in named if party.actor.side in apart])] if apart else []
    span = phrases.reading.span(words)
    name = " ".join(phrases.reading.tokens(words).text.split())
    return [(whole, [Party(Actor(name, None, span), Sourced(first.role, span))])]


def _at_the_place(draft: ContactDraft, slots: Sequence[PartyDraft], own: set[str], phrases: Phrases) -> Slots:
    """The state whose officials are met in its country: "During a visit to Denmark he met with government officials",
    "In Djibouti she will meet with government counterparts"."""
    cues, doc = contact_lexicon().cues, phrases.reading.doc
    start, end = phrases.reading.sentences[draft.sentence]
    places = [p for p in phrases.places if start <= p.words.start < end and p.relation in ("in", "to", "visit")]
    countries = {place.country for place in places}
    if len(countries) != 1 or countries <= own or any(place.kind != "country" for place in places):
        return []
    for slot in slots:
        words = phrases.reading.tokens(slot.words)
        said = {token.lower_ for token in words}
        official = words.root.lemma_.lower() in cues["hosts"] and not said & (
            cues["at home"] - {"government", "military"}
        )
        if official and (said & cues["of a state"] or words.root.lemma_.lower() not in cues["envoys"]):
            body = phrases.registry.bodies.get(next(iter(countries)) or "")
            span = phrases.reading.span(slot.words)
            found = (
                [] if body is None else [Party(Actor(body.name, body.side, span, body.id), Sourced(slot.role, span))]
            )
            return [(slot, found)] if doc[slot.words.start].lower_ not in _POINTING else []
    return []


def _is_abroad(noun: Token) -> bool:
    """Whether a plural means states or those who speak for some, by itself ("partners") or by what stands before it
    ("foreign leaders", "Arab diplomats")."""
    cues = contact_lexicon().cues
    before = [child for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod", "poss", "det", "predet")]
    words = {child.lower_ for child in before}
    if noun.tag_ not in ("NNS", "NNPS") or words & _POINTING or words & cues["at home"]:
        return False
    lemma = noun.lemma_.lower()
    return lemma in cues["unplaced"] or (lemma in cues["envoys"] and bool(words & cues["foreign"]))


def _where(noun: Token) -> list[Token]:
    """The nouns behind that say which partners are meant: "partners in the Black Sea region", "counterparts in
    Russia"; not the city where they met."""
    cues = contact_lexicon().cues
    return [place for place in _pobjs(noun, *_WHERE) if place.ent_type_ == "LOC" or place.lemma_ in cues["region"]]


def _named(noun: Token, whole: PartyDraft, phrases: Phrases) -> Sequence[Party]:
    """Whose they are where a nation stands before them or a country behind: "our Georgian partners", "counterparts in
    Russia", "partners from the governments of Canada and Mexico", "his counterparts: President Yoon and Mr Kishida"."""
    end = whole.words.end
    behind = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("from", "of")]
    if noun.i + 1 < len(noun.doc) and noun.nbor().text == ":":
        end = phrases.reading.sentences[phrases.reading.sentence_of(noun.i)].end
    elif behind and behind[0].i == noun.i + 1:
        end = behind[0].right_edge.i + 1
    reach = PartyDraft(Words(whole.words.start, end), whole.role, whole.slot)
    named = [phrases.party(actor, whole) for actor in phrases.inside(reach) if phrases.counts(actor)]
    for place in [] if named else _pobjs(noun, "in"):
        hosts = phrases.hosts(PartyDraft(Words(place.left_edge.i, place.i + 1)))
        # not "partners in London", who may have come there
        state = any(body.id == body.side for body in phrases.registry.body(place.text))
        named += [phrases.party(actor, whole) for actor in hosts if state or noun.lemma_ == "counterpart"]
    bodies = phrases.registry.bodies
    told = [(party, bodies.get(party.actor.side or "")) for party in named]
    return distinct_parties(
        replace(party, actor=Actor(body.name, body.side, party.actor.span, body.id))
        if body is not None and party.actor.id is None and not is_person(party)
        else party
        for party, body in told
    )


def _pobjs(noun: Token, *words: str) -> list[Token]:
    behind = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in words]
    return [place for child in behind[:1] for place in child.children if place.dep_ == "pobj"]
