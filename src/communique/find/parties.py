"""Who takes part in a contact, read from the parse around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.doers import (
    addressed,
    attends,
    doers,
    is_for_others,
    is_judged,
    may_be_written_to,
    of_the_trip,
    received,
)
from communique.find.partners import (
    agreed_with,
    at_home,
    attending,
    cue,
    delegates,
    destinations,
    go_between,
    led_by,
    lent,
    may_be_place,
    offered_by,
    partners,
    party,
    persons,
    unique,
)
from communique.find.syntax import (
    auxiliaries,
    coordinated,
    governor,
    is_verbal,
    objects,
    objects_of,
    prepositional,
    subjects,
)
from communique.lexicon.contacts import ContactRow
from communique.lexicon.hedges import hedge_lexicon
from communique.schema import PartyDraft, Role, Words

if TYPE_CHECKING:
    from spacy.tokens import Token


# The slots of whoever sends and gets a message.
_SENT = frozenset({"to", "from", "by", "possessive", "subject"})


def of_verb(verb: Token, row: ContactRow) -> list[PartyDraft]:
    """The parties of a verb that is itself the contact ("Xi met Putin", "was received by Macron")."""
    found: list[PartyDraft] = []
    subject_role: Role = "host" if row.host == "subject" else "mediator" if row.role == "mediator" else "participant"
    object_role: Role = "host" if row.host == "object" else "participant"
    passive = verb.tag_ == "VBN" and (
        (verb.dep_ == "acl" and not auxiliaries(verb) and not objects(verb))
        or any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children)
    )
    heads = subjects(verb)
    agents = prepositional(verb, "by")
    if row.objects and "place" in row.frames:
        sent = [party(head, "subject") for head in (agents if passive else heads)]
        if passive:
            sent += [party(head, "subject") for head in heads]
        return sent + [
            party(head, "destination", "host") for word in (verb, *objects(verb)) for head in destinations(word, row)
        ]
    if passive and "object" in row.frames:
        found += [party(head, "object", object_role) for head in heads]
        found += [party(head, "subject", subject_role) for head in agents]
    else:
        found += [party(head, "subject", subject_role) for head in heads]
        found += led_by(heads)
        if "object" in row.frames:
            found += [party(head, "object", object_role) for head in persons(objects(verb), verb)]
    for word in ("with", "to", "between", "by"):
        if word in row.frames:
            found += [
                party(head, word, object_role if word != "between" else "participant") for head in partners(verb, word)
            ]
    found += agreed_with(verb)
    if "with" in row.frames and "to" not in row.frames:
        found += [party(head, "with") for head in lent(verb, row)]
    found += offered_by(verb)
    if verb.dep_ == "acl":
        found = list(unique([*found, *_whose_offer(verb.head)]))
    if "place" in row.frames:
        found += [party(head, "destination", "host") for head in destinations(verb, row)]
        if not row.presence:
            found += [party(head, "companion") for head in prepositional(verb, "with", "alongside")]
    return _with_mediators(found, verb)


def _with_mediators(found: list[PartyDraft], word: Token) -> list[PartyDraft]:
    """Add who stands between the sides: "with Clinton as go-between", "under the chairmanship of Ahtisaari"."""
    verb = word if is_verbal(word) else governor(word)
    seen: list[PartyDraft] = []
    relatives = [token for token in word.subtree if token.dep_ == "relcl"]
    for place in dict.fromkeys((word, verb, *relatives)):
        for noun in prepositional(place, "under"):
            if noun.lemma_.lower() in cue("auspices"):
                seen += [party(head, "under", "mediator") for head in prepositional(noun, "of")]
        if any(noun.lemma_.lower() in cue("go-between") for noun in prepositional(place, "as")):
            seen += [party(head, "under", "mediator") for head in prepositional(place, "with")]
    named = {draft.words for draft in seen}
    return [draft for draft in found if draft.words not in named] + seen


def of_noun(noun: Token, row: ContactRow) -> list[PartyDraft]:
    """The parties of a contact that a noun names ("their talks", "held a meeting with Xi", "the US-Russian summit")."""
    found = [*_inside(noun, row), *_behind(noun, row), *_clauses(noun)]
    found += _whose_offer(noun.head.head if noun.dep_ == "pobj" else noun.head)
    if row.kind == "message":
        found += addressed(noun)
    found += _around(noun, row, found)
    found += attending(noun, governor(noun))
    return _with_mediators(unique(found), noun)


def _inside(noun: Token, row: ContactRow) -> Iterator[PartyDraft]:
    """Possessives and modifiers before the noun."""
    for child in noun.children:
        if child.i > noun.i:
            continue
        if child.dep_ == "poss":
            heads = coordinated(child)
            if child.tag_ == "WP$":
                # "Lavrov and Kuleba, whose meeting in Antalya ended without result"
                clause = governor(noun)
                heads = coordinated(_first(clause.head)) if clause.dep_ == "relcl" else _other_subjects(clause, noun)
            for head in heads:
                yield party(head, "possessive")
        elif child.dep_ == "nummod" and noun.dep_ == "pobj" and noun.head.head.lower_ == "group":
            # "the Group of 20 meeting"
            yield PartyDraft(Words(noun.head.head.i, child.i + 1), "participant", "modifier")
        elif child.dep_ in ("amod", "compound", "nmod"):
            if child.lower_.startswith(("inter-", "intra-")) or child.left_edge.lower_ in ("inter", "intra"):
                # "inter-Afghan dialogue" is a country's own.
                continue
            role = _broker(child)
            yield PartyDraft(Words(child.left_edge.i, child.right_edge.i + 1), role or "participant", "modifier")


def _whose_offer(offer: Token) -> Iterator[PartyDraft]:
    """ "rejected Islamabad's offer of talks", "an American proposal for talks", "a request from Austin to meet"."""
    if offer.pos_ != "NOUN" or hedge_lexicon().look_up("object", (offer.lemma_.lower(),)) is None:
        return
    for child in offer.children:
        if child.dep_ == "poss" and child.tag_ != "WP$":
            for head in coordinated(child):
                yield party(head, "possessive")
        elif child.dep_ == "amod" and child.i < offer.i and child.text[:1].isupper():
            yield PartyDraft(Words(child.left_edge.i, child.right_edge.i + 1), "participant", "modifier")
    for head in prepositional(offer, "from"):
        yield party(head, "with")


def _other_subjects(verb: Token, noun: Token) -> Iterator[Token]:
    """The subject before the relative clause, where the parser gave the clause's verb two of them."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < noun.left_edge.i:
            yield from coordinated(child)


def _first(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def _broker(modifier: Token) -> Role | None:
    """ "Turkish-brokered", "UN-led", "Qatari-mediated"."""
    words = {token.lemma_.lower() for token in modifier.subtree} | {modifier.lower_.rpartition("-")[2]}
    return next((role for word in sorted(words) if (role := go_between(word)) is not None), None)


def _behind(noun: Token, row: ContactRow) -> Iterator[PartyDraft]:
    """Prepositional phrases after the noun."""
    for word in ("with", "between", "among", "of", "by", "involving", "to", "from", "for"):
        for head in prepositional(noun, word):
            if word == "of" and (head.lemma_.lower() in row.of or row.kind == "message"):
                yield from _behind(head, row)
                yield from _inside(head, row)
            elif row.kind == "visit" and (word == "to" or (word == "of" and head.ent_type_ in ("GPE", "LOC"))):
                yield party(head, "destination", "host")
            elif word in ("to", "from"):
                if row.kind in ("message", "channel", "call"):
                    yield party(head, word)
            elif word == "for":
                continue
            else:
                yield party(head, word)
                yield from at_home(head)
                if head.pos_ == "NOUN" and word == "of":
                    yield from _clauses(head)
    if row.kind == "visit" and not row.destination:
        for head in prepositional(noun, "in", "at"):
            if may_be_place(head):
                yield party(head, "destination", "host")


def _clauses(noun: Token) -> Iterator[PartyDraft]:
    """Participles and relative clauses behind: "talks mediated by Qatar", "the call that Macron had with Xi"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.i > noun.i:
            role = go_between(child.lemma_)
            # "the letter, first reported by Josh Rogin"
            leads = ("with", "between") if child.lemma_ in cue("outsider") else ("by", "with", "between")
            for head in prepositional(child, *leads):
                yield party(head, "by" if role else "with", role or "participant")
            if child.lemma_ in cue("involve"):
                for head in objects(child):
                    yield party(head, "with")
        elif child.dep_ == "relcl":
            own = [head for c in child.children if c.dep_ in ("nsubj", "nsubjpass") for head in coordinated(c)]
            if any(c.dep_ == "ccomp" for c in child.children):
                # "had channels open that he hoped might yield a breakthrough"
                own = []
            role = go_between(child.lemma_)
            for head in own:
                if head.tag_ not in ("WDT", "WP") and head.lower_ not in ("that", "which", "who"):
                    yield party(head, "subject", role or "participant")
            for head in prepositional(child, "with", "between", "by"):
                yield party(head, "with", "participant" if role is None else role)
            # "the meeting that Merkel was to host for Putin and Hollande"
            for verb in (child, *(below for below in child.children if below.dep_ == "xcomp")):
                if go_between(verb.lemma_) == "host":
                    for head in prepositional(verb, "for"):
                        yield party(head, "with")


def _around(noun: Token, row: ContactRow, found: list[PartyDraft]) -> Iterator[PartyDraft]:
    """The verb that the noun hangs on: its subject takes part where the verb is light ("held talks") or where the
    partner alone is named ("said after a meeting with Xi")."""
    top = noun
    while top.dep_ in ("conj", "appos") and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "pobj" and top.head.head.lower_ == "group" and any(c.dep_ == "nummod" for c in top.children):
        # "the first day of the Group of 20 meeting"
        top = top.head.head
    if top.dep_ == "pobj" and top.head.head.lemma_.lower() in cue("part of"):
        top = top.head.head
        while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
            top = top.head
    verb = governor(top)
    if verb.i == top.i or not is_verbal(verb):
        return
    if row.after:
        # "agreed by telephone", "assured Zelensky by phone"
        for head in subjects(verb):
            yield party(head, "subject")
        for head in [*objects(verb), *prepositional(verb, "with", "to")]:
            yield party(head, "with")
        return
    yield from delegates(verb)
    direct = top.dep_ in ("dobj", "attr", "nsubjpass", "oprd") and top.head.i == verb.i
    role: Role = (go_between(verb.lemma_) if row.kind != "message" else None) or "participant"
    if direct and (verb.lemma_.lower() in row.light or role != "participant"):
        if top.dep_ == "nsubjpass":
            for head in prepositional(verb, "by"):
                yield party(head, "subject", role)
        else:
            for head in subjects(verb) if not is_for_others(verb, found) else ():
                yield party(head, "subject", role)
            yield from agreed_with(verb)
        for word in ("with", "between", "to") if row.kind in ("channel", "message", "call") else ("with", "between"):
            for head in partners(verb, word):
                yield party(head, word)
        if row.addressed:
            # "sent Donald Tusk an unsigned letter"
            for child in verb.children:
                if child.dep_ in ("dative", "iobj") and child.pos_ != "ADP":
                    yield party(child, "to")
        yield from offered_by(verb)
    elif top.dep_ == "nsubjpass" or top.dep_ == "nsubj":
        for word in ("between", "with", "among"):
            for below in (verb, *(child for child in verb.children if child.dep_ == "xcomp")):
                for head in partners(below, word):
                    # "The meeting included a session on trade, with both sides stressing": with nobody
                    if head.dep_ != "pcomp":
                        yield party(head, word)
        for below in (verb, *(child for child in verb.children if child.dep_ == "xcomp")):
            if below.lemma_ in cue("involve"):
                # "the gathering is set to include the Arab League and Egypt"
                for head in objects(below):
                    if head.tag_ != "NN":
                        yield party(head, "with")
        if row.kind == "talks":
            # "Negotiations are also to be held at the OSCE"
            for below in (verb, *(child for child in verb.children if child.dep_ == "xcomp")):
                for head in prepositional(below, "at", "within"):
                    if head.ent_type_ == "ORG":
                        yield party(head, "with")
        for head in prepositional(verb, "by"):
            yield party(head, "by", role)
    else:
        if row.kind == "message":
            slots = {draft.slot for draft in found}
            if top.dep_ == "pobj" and top.head.lower_ == "in" and not slots & (_SENT - {"to"}):
                # "In a video message to Iran Obama said", not "in a letter from the governor to Obama"
                told = [] if "to" in slots else [noun for noun in objects(verb) if may_be_written_to(noun)]
                yield from (party(head, "to") for head in told)
                if told or "to" in slots:
                    yield from (party(head, "subject") for head in subjects(verb))
            return
        if verb.lemma_ in cue("outsider") and not is_judged(top, verb):
            for head in subjects(verb):
                yield party(head, "outsider")
            return
        if top.dep_ == "pobj" and top.head.lower_ in cue("beside the point"):
            return
        partnered = any(draft.slot in ("with", "between") for draft in found)
        if not attends(top, verb, partnered) and (
            row.kind == "conference" or (row.kind == "meeting" and not partnered)
        ):
            return
        if row.kind == "conference":
            # "will be in Paris for the summit, along with leaders of the European Union and the Arab League"
            for place in (top, verb):
                for child in place.children:
                    if child.dep_ in ("prep", "advmod") and child.lower_ in ("along", "together", "alongside"):
                        for head in [*prepositional(child, "with"), *objects_of(child)]:
                            yield party(head, "with")
        bound = any(draft.slot == "destination" for draft in found)
        if row.kind == "visit" and not bound:
            # "goes on to Ulan Bator for a visit"
            for head in prepositional(verb, "to", "in"):
                if may_be_place(head):
                    yield party(head, "destination", "host")
        guests = received(verb) if row.kind == "visit" else []
        # "Xi received Blinken before a visit to Paris": there he is no host.
        yield from (draft for draft in guests if not bound or draft.role != "host")
        for head in doers(top, verb, row) if not guests else ():
            if head.i != noun.i:
                yield party(head, "context")
                yield from of_the_trip(head, verb)
        if top.dep_ == "pobj" and hedge_lexicon().look_up("object", (f"{verb.lemma_.lower()} {top.head.lower_}",)):
            # "invited Algeria to talks", "pressed Iran for talks"
            for head in objects(verb):
                yield party(head, "context")
        if (
            top.dep_ == "pobj"
            and top.head.lower_ in ("in", "during", "by", "over")
            and row.kind in ("call", "meeting", "talks")
        ):
            # "told Trump in a phone call", not "discussed Ukraine in a phone call"
            for head in objects(verb) if verb.lemma_ not in cue("discuss") else ():
                yield party(head, "context")
        if verb.lemma_.lower() in row.light or (verb.lemma_ in ("be", "meet") and row.kind != "visit"):
            for head in prepositional(verb, "with"):
                yield party(head, "with")
