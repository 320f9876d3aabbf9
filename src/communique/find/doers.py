"""Who does what the verb around a contact's noun tells: who is thanked for it, who wrote it, whose trip it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.partners import cue, party, persons
from communique.find.syntax import coordinated, governor, objects, prepositional, subjects
from communique.lexicon.contacts import ContactRow, contact_lexicon
from communique.lexicon.hedges import hedge_lexicon
from communique.schema import PartyDraft

if TYPE_CHECKING:
    from spacy.tokens import Token


def addressed(noun: Token) -> Iterator[PartyDraft]:
    """ "The letters Kim sent him", "a message that Putin delivered to Xi"."""
    for clause in noun.children:
        if clause.dep_ == "relcl":
            for child in clause.children:
                if child.dep_ in ("dobj", "dative", "iobj") and child.i > clause.i and child.pos_ in ("PRON", "PROPN"):
                    yield party(child, "to")
            for head in prepositional(clause, "to"):
                yield party(head, "to")


def doers(top: Token, verb: Token, row: ContactRow) -> list[Token]:
    """Who takes part in what somebody is thanked or blamed for: "thanked her for the visit", "criticised Obama for the
    talks with Iran"; who thanks for a meeting was at it."""
    if not is_judged(top, verb):
        return subjects(verb)
    return objects(verb) + (subjects(verb) if verb.lemma_ in ("thank", "congratulate") and row.kind != "visit" else [])


def is_judged(top: Token, verb: Token) -> bool:
    led = top.dep_ == "pobj" and top.head.lower_ in ("for", "over")
    return led and verb.lemma_ in cue("thank") and bool(objects(verb))


def is_for_others(verb: Token, found: list[PartyDraft]) -> bool:
    """ "Macron proposed a meeting of Putin and Biden": who proposes what two others are to hold takes no part in it."""
    offered = hedge_lexicon().look_up("object", (verb.lemma_.lower(),))
    between = sum(draft.slot in ("between", "of") for draft in found)
    return between > 1 and offered is not None and offered[1].status == "proposed"


def received(verb: Token) -> list[PartyDraft]:
    """ "Xi received Blinken at the end of a two-day visit": the guest visits, and who receives him is the host."""
    if not any(
        row.host == "subject" and row.kind != "visit" for row in contact_lexicon().by_verb.get(verb.lemma_.lower(), ())
    ):
        return []
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    guests, hosts = (subjects(verb), prepositional(verb, "by")) if passive else (objects(verb), subjects(verb))
    if not guests or not hosts:
        return []
    return [party(head, "context") for head in persons(guests, verb)] + [
        party(head, "context", "host") for head in hosts
    ]


def may_be_written_to(noun: Token) -> bool:
    """ "Urged Obama in a letter to renew the talks", not "quoted the agency in a letter"."""
    return noun.ent_type_ in ("PERSON", "GPE", "NORP") or noun.tag_ == "PRP"


def of_the_trip(head: Token, verb: Token) -> Iterator[PartyDraft]:
    """ "Moon will head to Berlin for a visit that will include talks with Merkel": who makes the visit."""
    rows = contact_lexicon().by_noun.get(head.lemma_.lower(), ())
    if verb.lemma_ not in cue("involve") or not any(row.kind == "visit" for row in rows):
        return
    owners = [owner for child in head.children if child.dep_ == "poss" for owner in coordinated(child)]
    above = governor(head)
    for owner in owners or (subjects(above) if above.i not in (verb.i, head.i) else []):
        yield party(owner, "context")


def attends(top: Token, verb: Token, partnered: bool) -> bool:
    """ "said at the summit", "flew to Brussels for the summit", not "discussed preparations for the summit"."""
    if top.dep_ == "pobj" and top.head.lower_ == "before" and not partnered:
        # "dined with Macron before an EU summit", against "flew to Britain before a summit with Putin"
        return False
    return (top.dep_ == "pobj" and top.head.head.i == verb.i) or top.dep_ == "dobj"
