"""Parts of the phrases around a contact in which its parties stand: partners, leaders, destinations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from communique.find.syntax import is_verbal, noun_phrase, objects, prepositional
from communique.lexicon.contacts import ContactRow, contact_lexicon
from communique.lexicon.names import pieces
from communique.lexicon.nominals import load_nominals
from communique.lexicon.places import load_places
from communique.schema import PartyDraft, Role, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEX = frozenset({"according", "due", "prior", "thanks", "compared", "owing", "next", "as"})


def cue(name: str) -> frozenset[str]:
    return contact_lexicon().cues[name]


def go_between(word: str) -> Role | None:
    """The role of who does what the word says: mediates, hosts; None for other words."""
    return "mediator" if word in cue("mediate") else "host" if word in cue("host") else None


def party(head: Token, slot: str, role: Role = "participant") -> PartyDraft:
    """A noun phrase as a party."""
    return PartyDraft(noun_phrase(head), role, slot)


def unique(found: Iterable[PartyDraft]) -> list[PartyDraft]:
    seen: dict[Words, PartyDraft] = {}
    for draft in found:
        seen.setdefault(draft.words, draft)
    return list(seen.values())


def led_by(heads: Iterable[Token]) -> Iterator[PartyDraft]:
    """ "Delegations from Moscow and Kyiv, led by Medinsky and Arakhamia, negotiated"."""
    for noun in heads:
        for child in noun.children:
            if child.dep_ in ("acl", "relcl", "advcl") and child.lemma_ in cue("lead"):
                for head in prepositional(child, "by"):
                    yield party(head, "led")


def delegates(verb: Token) -> Iterator[PartyDraft]:
    """ "Led a delegation including representatives from the Treasury and USAID to continue discussions"."""
    while verb.dep_ in ("advcl", "xcomp", "conj") and verb.lemma_ not in cue("lead"):
        verb = verb.head
    for noun in objects(verb) if verb.lemma_ in cue("lead") else ():
        if noun.lemma_.lower() in cue("delegation"):
            for head in prepositional(noun, "including", "of"):
                yield party(head, "delegate")


def offered_by(verb: Token) -> Iterator[PartyDraft]:
    """ "an American request to resume talks", "an Iranian invitation to return": the nation before the noun above."""
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN":
        for child in verb.head.children:
            if child.dep_ in ("amod", "compound") and child.ent_type_ in ("NORP", "GPE", "ORG"):
                yield PartyDraft(Words(child.left_edge.i, child.i + 1), "participant", "modifier")


def agreed_with(verb: Token) -> Iterator[PartyDraft]:
    """ "agreed with American officials to discuss": the partner of the verb above."""
    if verb.dep_ == "xcomp" and is_verbal(verb.head):
        for head in prepositional(verb.head, "with"):
            yield party(head, "with")


def persons(heads: Iterable[Token], verb: Token) -> Iterator[Token]:
    """Objects, and the small clauses that the parser makes of "met Xi in Beijing" where it takes the object for a
    subject."""
    yield from heads
    for child in verb.children:
        if child.dep_ in ("oprd", "dative") and child.pos_ == "PROPN":
            yield child


def partners(verb: Token, word: str) -> list[Token]:
    found = prepositional(verb, word)
    if found:
        return [_met(head, verb) for head in found if not _illustrates(head)]
    # "spoke by phone on Monday with Lavrov": the small parser hangs the phrase on the word before it.
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("prep", "npadvmod", "advmod", "prt", "dobj"):
            for noun in (child, *child.children):
                if noun.lower_ in _COMPLEX or (noun.pos_ in ("NOUN", "PROPN") and not _is_aside(noun)):
                    continue
                found = prepositional(noun, word)
                if found:
                    return found
    return []


def _illustrates(head: Token) -> bool:
    """ "Discussed countries with high levels of conflict, including Yemen": an example of what nobody talks with."""
    of_what = head.head.head
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "including"
        and of_what.pos_ == "NOUN"
        and pieces(of_what.lower_) not in load_nominals().phrases
    )


def attending(*places: Token) -> Iterator[PartyDraft]:
    """ "Hosted a conference with the participation of Somalia and the African Union", "in the presence of Erdogan"."""
    for place in dict.fromkeys(places):
        for noun in prepositional(place, "with", "in"):
            if noun.lemma_.lower() in cue("participation"):
                for head in prepositional(noun, "of", "from", "by"):
                    yield party(head, "with")


def lent(verb: Token, row: ContactRow) -> list[Token]:
    """The partner that hangs on what is discussed: "discussed the situation with Putin", "discussed lifting sanctions
    with Putin", not "discussed relations with Russia", unless a person follows; "negotiated a deal with Russia" is with
    Russia."""
    found: list[Token] = []
    for noun in objects(verb):
        own = row.topic == "object" and noun.lemma_.lower() in cue("of two")
        # "discussed Trump's summit with Kim"
        whose = own and any(child.dep_ == "poss" for child in noun.children)
        found += [h for h in prepositional(noun, "with") if not own or (h.ent_type_ == "PERSON" and not whose)]
    if found or row.topic != "object":
        return found
    for noun in (child for child in verb.children if child.dep_ in ("dobj", "xcomp") and child.i > verb.i):
        for act in noun.subtree:
            if (
                act.tag_ == "VBG"
                and act.dep_ in ("xcomp", "pcomp")
                and not contact_lexicon().by_verb.get(act.lemma_.lower())
            ):
                found += [head for head in prepositional(act, "with") if head.i > act.i + 1 and _may_talk(head)]
    return found


def _may_talk(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lemma_.lower() in cue("counterpart")


def at_home(head: Token) -> Iterator[PartyDraft]:
    """ "Meetings with their counterparts in Beijing": whose they are by where they sit, not "the French leader in"."""
    named = any(child.text[:1].isupper() for child in head.lefts)
    if head.tag_ == "NNS" and head.lemma_.lower() in cue("counterpart") and not named:
        for place in prepositional(head, "in", "from"):
            if may_be_place(place):
                yield party(place, "destination")


def _met(head: Token, verb: Token) -> Token:
    """ "would discuss with Biden possibly raising": a name right behind the preposition, taken for a subject."""
    first = next((child for child in head.children if child.dep_ == "nsubj"), head)
    behind = head.dep_ == "pcomp" and head.head.i == verb.i + 1 and first.left_edge.i == verb.i + 2
    return first if behind else head


def _is_aside(noun: Token) -> bool:
    """When, where or how: "spoke on Monday by phone with", not "talked about his contacts with"."""
    return noun.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL") or noun.lemma_.lower() in cue("means")


def destinations(verb: Token, row: ContactRow) -> list[Token]:
    if verb.lemma_ == "visit":
        return []
    if any(child.dep_ == "nsubj" and child.lower_ == "it" for child in verb.children):
        # "when it comes to Iran"
        return []
    return [head for head in prepositional(verb, *row.to) if may_be_place(head)]


def may_be_place(head: Token) -> bool:
    if head.ent_type_ == "PERSON":
        # "travelled to Kyiv": the model takes it for a person.
        return head.left_edge.i == head.i and head.text in load_places().surfaces
    return head.ent_type_ in ("GPE", "LOC", "FAC") or (head.pos_ == "PROPN" and head.ent_type_ != "DATE")
