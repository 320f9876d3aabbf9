"""Reading to drafts of contacts: triggers of the lexicon, with the parties, status and attributes around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find import parties
from communique.find.attributes import attributes_of, format_of, topics_of
from communique.find.syntax import governor, is_verbal
from communique.find.hedges import status_of
from communique.lexicon.contacts import ContactRow, contact_lexicon
from communique.read import Reading
from communique.schema import ContactDraft, Kind, PartyDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
_OTHER = frozenset({"previous", "another", "second", "third", "fourth", "further", "next", "last", "earlier", "new", "first", "separate", "subsequent", "future", "other"})


def find_contacts(reading: Reading) -> tuple[ContactDraft, ...]:
    """Every mention of a contact in a reading, in text order; several mentions may be one contact."""
    found: list[ContactDraft] = []
    for number, sentence in enumerate(reading.sentences):
        heading = reading.kinds[number] in ("heading", "caption")
        for token in reading.tokens(sentence):
            row = trigger(token)
            if row is not None:
                draft = _draft(token, row, number, heading, reading)
                if draft is not None:
                    found.append(draft)
    return tuple(found)


def trigger(token: Token) -> ContactRow | None:
    """The row of the lexicon that a word triggers in its place in the sentence, None for most words."""
    lexicon = contact_lexicon()
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        row = lexicon.by_verb.get(lemma)
        if row is not None and token.dep_ not in ("amod", "compound"):
            return row
    noun = lexicon.by_noun.get(lemma)
    if noun is None or (token.pos_ not in ("NOUN", "PROPN") and token.tag_ != "NNS"):
        return None
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        return None
    if noun.number == "plural" and token.lower_ == lemma:
        return None
    if noun.of and not any(
        grand.lemma_.lower() in noun.of for child in token.children if child.lower_ == "of" for grand in child.children
    ):
        return None
    return noun


def _draft(token: Token, row: ContactRow, sentence: int, heading: bool, reading: Reading) -> ContactDraft | None:
    verbal = token.lemma_.lower() in row.verbs and is_verbal(token)
    found = parties.of_verb(token, row) if verbal else parties.of_noun(token, row)
    if row.object and not any(child.dep_ in ("dobj", "nsubjpass", "ccomp") for child in token.children):
        return None
    kind: Kind = row.kind
    format_words = format_of(token, reading)
    if format_words is not None and kind in ("contact", "talks", "call", "meeting", "conference"):
        kind = format_words[1] if kind in ("contact", "talks") or format_words[1] == "call" else kind
    modifiers = {child.lower_ for child in token.children if child.i < token.i}
    definite = _is_definite(token, row, found, verbal)
    clause = token if verbal else governor(token)
    status = status_of(token, heading)
    return ContactDraft(
        kind=kind,
        trigger=Words(token.i, token.i + 1),
        clause=clause.i,
        status=status,
        parties=tuple(found),
        sentence=sentence,
        definite=definite,
        distinct=bool(modifiers & _OTHER),
        separate=row.separate and (verbal or token.tag_ == "NNS"),
        person=row.person,
        topics=topics_of(token, row, verbal),
        format=None if format_words is None else format_words[0],
        **attributes_of(token, row, verbal, found),
    )


def _is_definite(token: Token, row: ContactRow, found: list[PartyDraft], verbal: bool) -> bool:
    if verbal:
        return all(draft.slot == "subject" for draft in found)
    if any(draft.slot in ("with", "between", "among", "to", "destination") for draft in found):
        return False
    return any(child.dep_ == "det" and child.lower_ in _POINTING for child in token.children) or any(
        child.dep_ == "poss" and child.lower_ in ("their", "our", "his", "her", "its") for child in token.children
    )
