"""What the words around a mention of a contact say of it: it is attended, kept up, long ago, the first in years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.governing import row_of
from communique.find.syntax import auxiliaries, is_negated, is_verbal
from communique.lexicon.contacts import contact_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPANS = frozenset({"year", "month", "week", "decade", "century", "generation"})


def has_matter(verb: Token) -> bool:
    """Whether a verb says what is discussed, or with whom behind it: "would discuss with Biden raising forces"."""
    return any(
        child.dep_ in ("dobj", "nsubjpass", "ccomp", "xcomp") or (child.lower_ == "with" and child.i == verb.i + 1)
        for child in verb.children
    )


def is_long_ago(token: Token, verbal: bool) -> bool:
    """ "Has not travelled to Seoul since then", "have not held talks since 2019": no occasion is meant."""
    verb = token if verbal else token.head
    if not verbal and token.dep_ not in ("dobj", "nsubjpass"):
        return False
    never = is_negated(verb) and {"has", "have", "had", "'ve"} & set(auxiliaries(verb))
    return bool(never) and any(child.lower_ == "since" for child in verb.children)


def is_attended(noun: Token) -> bool:
    """ "Will attend the meetings", "takes part in the talks", "meetings, which chiefs will attend"; not "the meeting
    was attended by", which is the one just told."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at"):
        verb = noun.head.head.head if noun.head.head.lemma_ in ("part", "present") else noun.head.head
        # "would press her allies at the meeting"
        acts = noun.head.lower_ == "at" and is_verbal(verb) and verb.tag_ != "VBN"
        return acts or verb.lemma_ in contact_lexicon().cues["take part"]
    verbs = [noun.head] if noun.dep_ == "dobj" else []
    verbs += [child for child in noun.children if child.dep_ == "relcl"]
    return any(verb.lemma_ in contact_lexicon().cues["attend"] for verb in verbs)


def is_continued(clause: Token, token: Token) -> bool:
    """ "agreed to continue contacts", "would continue to confer": a line kept open, not one exchange."""
    kept = [w for w in (clause, clause.head) if w.i != token.i and w.lemma_ in contact_lexicon().cues["continue"]]
    return any(not is_done(word, token) for word in kept)


def is_done(verb: Token, noun: Token) -> bool:
    """ "Led a delegation to Doha to continue discussions", "continued their discussions": what they went for or did is
    no line that they agreed to keep."""
    above = verb.head
    if verb.tag_ == "VBD" and noun.dep_ == "dobj" and not verb.dep_.endswith("comp"):
        return True
    return verb.dep_ == "advcl" and above.tag_ == "VBD" and row_of(above, "complement", verb) is None


def is_first_since(noun: Token) -> bool:
    words = {child.lower_ for child in noun.children}
    span = any(c.lower_ == "in" and any(g.lemma_ in _SPANS for g in c.children) for c in noun.children)
    return "first" in words and (span or "since" in words)
