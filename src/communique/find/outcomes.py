"""What a verb makes of a contact that is its subject or object: "talks were called off", "attended the summit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.governing import OFF, Found, apply, keys_of, row_of
from communique.find.syntax import auxiliaries, is_negated, is_of_nobody, is_verbal
from communique.find.tenses import Judgement, tense
from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.hedges import HedgeRow, hedge_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN = frozenset({"planned", "proposed", "possible"})
_COPULAS = frozenset({"be", "remain", "stay", "seem", "look", "appear", "become"})


def swallowed(noun: Token) -> Token | None:
    """The verb that lost its object to the reporting verb behind: "Norway has offered to host a round of talks, its
    envoy said" is parsed as if the round had said it."""
    head = noun.head
    if noun.dep_ != "nsubj" or not is_verbal(head):
        return None
    for child in head.children:
        if child.dep_ == "ccomp" and child.i < noun.i and child.right_edge.i + 1 == noun.left_edge.i:
            verb = child
            while True:
                lower = [c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i]
                if not lower:
                    return verb
                verb = lower[-1]
    return None


def of_clause(
    noun: Token, verb: Token, dep: str, inner: Judgement | None, negated: bool, heading: bool
) -> Judgement | None:
    """What the verb makes of a contact that is its subject or object."""
    slot = {"nsubjpass": "passive", "nsubj": "subject", "dobj": "object"}[dep]
    found = row_of(verb, slot, noun)
    if found is not None and found[1].alone and any(child.dep_ == "dobj" for child in verb.children):
        # "This visit follows their call": that it comes after something does not put it ahead.
        found = None
    if found is not None and dep == "dobj" and is_known(noun) and verb.lemma_ in contact_lexicon().cues["take up"]:
        # "does not discuss his meetings", "will raise the visit": that it is talked of leaves open nothing.
        found = None
    own = tense(verb, heading)
    judged = inner
    judges = verb.lemma_ in contact_lexicon().cues["judge"] and any(child.lower_ == "as" for child in verb.children)
    if judges and (found is None or found[1].weak):
        if own is not None and own.status == "planned":
            # "The visit will be perceived as a reward"
            own = Judgement(own.status, own.token, own.hedge, True)
        # "The visit should not be seen as an endorsement": what is thought of it is no event.
        found = None
    if dep != "nsubj" and any(child.dep_ == "oprd" and child.pos_ in ("NOUN", "ADJ") for child in verb.children):
        # "Beijing called the meeting a provocation", "the trip was not made public"
        found = None
    if found is not None and not found[1].weak:
        # "The visit, put off twice, is now due in March": the predicate has the last word.
        judged = apply(verb, found, None if dep == "nsubj" and inner is not None and inner.status in OFF else inner)
        if negated and found[1].negated is not None and judged is not None:
            judged = Judgement(found[1].negated, verb, found[0], False)
        if (
            own is not None
            and own.status == "possible"
            and judged is not None
            and judged.status in ("planned", "cancelled")
        ):
            judged = Judgement("possible", own.token, own.hedge, False)
        return judged
    predicate = _adjective(verb)
    if predicate is not None:
        judged = predicate
    elif own is not None:
        said = of_event(found, own, verb, heading)
        if is_of_nobody(verb) and found is not None:
            # "Nobody from Moscow attended the talks": others did.
            said = Judgement("held", said.token, said.hedge, True)
        if found is None and (dep == "dobj" or said.status in OFF):
            # "did not mention the visit", "the talks were not easy", "will commemorate the conference": what is done or
            # not done is not the contact.
            said = Judgement("held" if said.status in OFF else said.status, said.token, said.hedge, True)
        if verb.lemma_ == "be" and dep == "nsubj" and said.status in ("held", "ongoing"):
            # "the summit was part of an effort" does not say that it has been.
            said = Judgement(said.status, said.token, said.hedge, True)
        if said.status == "planned" and found is None and "would" in auxiliaries(verb) and is_known(noun):
            # "Their negotiations would help to settle it": that, not that they are to come
            said = Judgement(said.status, said.token, said.hedge, True)
        known = dep == "nsubj" if said.status == "possible" else said.status == "proposed" and is_known(noun)
        if known and dep != "dobj" and found is None:
            # "The talks could bring peace" does not say that there may be talks, nor "the visit should not be seen as".
            said = Judgement("ongoing", said.token, said.hedge, True)
        # "The negotiations, which opened on July 11, collapsed on Tuesday": the predicate has the last word.
        opened = judged is not None and judged.status == "ongoing" and is_verbal(judged.token) and not said.weak
        # "The delayed talks will start on Friday"
        opened |= judged is not None and judged.status == "postponed" and said.status == "planned" and found is not None
        # "The successful talks are a victory": what they are says less than what they were called.
        called = judged is not None and judged.status == "held" and verb.lemma_ == "be" and said.weak
        if judged is None or (judged.weak and not called) or opened:
            judged = _uneventful(judged, said, dep)
        elif judged.status == "planned" and said.status in ("denied", "refused"):
            # "The visit, planned for Sunday, did not take place"; "will not attend the meeting scheduled for Tuesday"
            judged = Judgement("cancelled", verb, found[0] if found is not None else "not", False)
    if negated and judged is not None and judged.status in ("held", "ongoing"):
        past = judged.status == "held" or verb.tag_ in ("VBD", "VBN")
        judged = Judgement("denied" if past else "not_planned", verb, "no", False)
    elif negated and judged is not None and judged.status == "planned":
        # "Kyiv will hold no talks with Moscow" against "No talks will be held"
        judged = Judgement("refused" if dep == "dobj" else "not_planned", verb, "no", False)
    return judged


def is_known(noun: Token) -> bool:
    """Whether a noun points to what has been told: "the visit", "Obama's visit"."""
    return any(
        child.dep_ == "poss" or child.lower_ in ("the", "this", "that", "these", "those") for child in noun.children
    )


def ended(noun: Token, verb: Token, heading: bool) -> Judgement | None:
    """ "Hopes to finish negotiations", "will wrap up his tour on Friday": what is yet to end goes on."""
    found = hedge_lexicon().look_up("ending", keys_of(verb, noun)) if noun.dep_ == "dobj" else None
    own = tense(verb, heading) if found is not None else None
    if found is None or (own is not None and own.status not in _OPEN):
        return None
    return Judgement(found[1].status, verb, found[0], True)


def is_under_way(noun: Token, verb: Token) -> bool:
    """ "If these negotiations fail": what may end is there."""
    found = row_of(verb, "subject", noun)
    return noun.dep_ == "nsubj" and is_known(noun) and found is not None and found[1].negated == "held"


def is_of_the_known(word: Token, preposition: Token, noun: Token) -> bool:
    """ "The decisions of the Paris summit", "the importance of her visit": what came of it, or what it is worth, does
    not plan or propose it."""
    cues = contact_lexicon().cues
    named = is_known(noun) or noun.pos_ == "PROPN"
    return (
        named
        and preposition.lower_ in ("of", "from", "at", "in", "for")
        and word.lemma_.lower() in cues["outcome"] | cues["worth"]
    )


def is_spoken_of(noun: Token, preposition: Token) -> bool:
    """ "Lied about his contacts", "thanked him for this visit", "inquiry into contacts": what is spoken of is known."""
    thanked = preposition.lower_ == "for" and preposition.head.lemma_.lower() in contact_lexicon().cues["thank"]
    looked = preposition.lower_ == "about" and preposition.head.pos_ == "NOUN"
    return (
        looked
        or preposition.lower_ == "into"
        or ((thanked or preposition.lower_ in ("about", "over", "on")) and is_known(noun))
    )


def _uneventful(inner: Judgement | None, said: Judgement, dep: str) -> Judgement:
    """ "The visit will not take place": what was known to be coming and will not be is off."""
    if said.status == "refused" and dep == "nsubj":
        return Judgement("cancelled", said.token, said.hedge, said.weak)
    return said


def _adjective(verb: Token) -> Judgement | None:
    """ "the meeting is possible", "a summit is unlikely", "talks are under way"."""
    slots = ("acomp", "attr", "oprd", "prep", "advmod", "prt") if verb.lemma_ in _COPULAS else ("acomp", "attr", "oprd")
    for child in verb.children:
        if child.dep_ in slots and child.i > verb.i:
            found = hedge_lexicon().look_up("subject", keys_of(child)) or (
                hedge_lexicon().look_up("subject", (" ".join(t.lower_ for t in child.subtree),))
            )
            if found is not None:
                status = found[1].negated if is_negated(verb) else found[1].status
                if status is not None:
                    return Judgement(status, child, found[0], found[1].weak)
    return None


def of_event(found: Found | None, own: Judgement, verb: Token, heading: bool) -> Judgement:
    """ "talks began", "talks will take place": what tense says of an event verb."""
    if found is not None and found[1].negated is not None and own.status in ("denied", "not_planned"):
        # "The dialogue did not produce an agreement": it took place.
        return Judgement(found[1].negated, verb, found[0], True)
    if found is None or own.status not in ("held", "ongoing") or (own.status == "ongoing" and not own.weak):
        if own.status == "ongoing" and verb.tag_ in ("VBZ", "VBP") and not heading:
            row: HedgeRow | None = None if found is None else found[1]
            return Judgement(
                "planned" if row is not None and row.status == "held" else "ongoing", verb, verb.lower_, True
            )
        return own
    # "The summit, which begins on Thursday": the date tells whether it is to come.
    begins = found[1].status == "ongoing" and verb.tag_ == "VBZ"
    return Judgement(found[1].status, verb, found[0], own.weak and not begins)
