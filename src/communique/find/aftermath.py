"""What a clause says of the contact that it comes after: "agreed to restore ties after talks" says they were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.governing import climb
from communique.find.syntax import governor, is_verbal
from communique.find.tenses import Judgement, tense
from communique.lexicon.contacts import contact_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def afterwards(preposition: Token, heading: bool) -> Judgement:
    """ "told reporters after a meeting with Duda" against "will decide after the meeting"."""
    verb = governor(preposition)
    own = tense(verb, heading) if is_verbal(verb) else None
    over = verb
    while over.dep_ == "xcomp":
        over = over.head
    if over.lemma_ in contact_lexicon().cues["settled"] and over.i != verb.i and not _has_contact(verb, preposition):
        # "They agreed to restore ties after talks"
        own = tense(over, heading)
    elif own is None and is_verbal(verb) and verb.tag_ == "VB":
        # "It was agreed to hold a call after the talks"
        own = climb(verb, None, heading)
    if own is not None and own.status in ("planned", "possible", "proposed", "refused", "not_planned"):
        return Judgement("planned", preposition, preposition.lower_, True)
    return Judgement("held", preposition, preposition.lower_, False)


def _has_contact(verb: Token, end: Token) -> bool:
    """Whether a verb is a contact or has one for its matter: "agreed to hold a call after"."""
    lexicon = contact_lexicon()
    return any(
        token.lemma_.lower() in (lexicon.by_verb if is_verbal(token) else lexicon.by_noun)
        for token in verb.doc[verb.i : end.i]
    )
