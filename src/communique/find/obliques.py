"""What a clause makes of a contact that stands in it behind a preposition: "said after the talks", "is in talks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.governing import OFF, climb
from communique.find.outcomes import is_known, is_spoken_of
from communique.find.syntax import auxiliaries, is_negated
from communique.find.tenses import Judgement, is_awaited, tense
from communique.schema import TOOK_PLACE, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_WAYS = frozenset({"way", "path", "solution", "answer", "route", "means", "exit", "road"})


def means(verb: Token, preposition: Token) -> Judgement | None:
    """ "The only way to peace is through negotiations" calls for them; "it is not for negotiation" shuts them out, and
    who "had not been in contact" was not."""
    if verb.lemma_ != "be" or preposition.head.i != verb.i or preposition.i < verb.i:
        # "For the first meeting with the Iranians, he was not the obvious envoy"
        return None
    if preposition.lower_ == "in" and is_negated(verb):
        return tense(verb, False)
    if preposition.lower_ == "for" and is_negated(verb):
        return Judgement("refused", verb, "be not for", False)
    ways = any(child.dep_ in ("nsubj", "attr") and child.lemma_.lower() in _WAYS for child in verb.children)
    return Judgement("proposed", preposition, preposition.lower_, False) if ways else None


def around(noun: Token, preposition: Token, verb: Token, inner: Judgement | None, heading: bool) -> Judgement:
    """ "said after the talks", "is in talks with", "will speak at the summit": the clause around, weakly."""
    own = tense(verb, heading)
    if own is None:
        outer = climb(verb, inner, heading)
        if inner is None and is_spoken_of(noun, preposition) and outer.status not in TOOK_PLACE:
            # "wants voters to concentrate on his call with Zelensky", "pleaded guilty to lying about the contacts"
            return Judgement("held", outer.token, outer.hedge, True)
        if inner is None and outer.status == "proposed" and is_known(noun):
            # "hopes to settle it at the meeting", "to make headway in the talks": what is hoped for is not the meeting.
            meant: Status = "ongoing" if preposition.lower_ == "in" else "planned"
            return Judgement(meant, outer.token, outer.hedge, True)
        if inner is None and outer.status in OFF:
            # "denied putting pressure on him in a phone call", "does not expect to announce a deal at the summit": what
            # is denied is not the call, nor the summit what is not expected.
            helpers = set(auxiliaries(outer.token))
            past = outer.token.tag_ == "VBD" or bool(helpers & {"had", "has", "have", "was", "were"})
            return Judgement("held" if past else "planned", outer.token, outer.hedge, True)
        return outer
    if inner is not None:
        return inner
    if verb.tag_ in ("VBZ", "VBP") and is_awaited(verb):
        return Judgement("planned", verb, "when", True)
    # "should be discussed during the meeting": it is yet to come.
    status: Status = "planned" if own.status == "proposed" else "held" if own.status in OFF else own.status
    return Judgement(status, own.token, "", True)
