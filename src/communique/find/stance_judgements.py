"""Judging words: whether "brutal" or "sabotage" is said of somebody, or only in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from communique.find.grammar import NAMED, SUBJECTS
from communique.find.stance_grammar import governor, is_negated, is_supposed, is_verbal
from communique.lexicon.stances import stance_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_OTHERS = frozenset({"you", "your", "they", "their", "he", "it"})


def said_of(token: Token, *, blame: bool = False) -> bool:
    """Whether a judging word is said of what the clause is about, and the clause names somebody besides the speaker.

    True of verbs, predicates and their objects ("Kiev was sabotaging the talks", "this is a grave mistake"), and of
    what stands with a name in one phrase ("Russia's brutal war"); not of words in passing ("a threat assessment"), of
    what is only supposed ("if Russia attacks") or lacking ("free of hostility").
    With `blame` also of what a preposition leads to ("Moscow is guilty of aggression").
    """
    head = token
    if token.dep_ in ("amod", "compound", "advmod") and not is_verbal(token):
        head = token.head
    if token.dep_ == "compound":
        return False
    if is_verbal(head) and any(child.dep_ in SUBJECTS for child in head.children):
        verb = head
    elif is_verbal(head) and head.dep_ in ("acomp", "xcomp", "conj", "pcomp"):
        verb = governor(head)
    elif is_verbal(head) or (blame and head.dep_ == "pobj" and not _plain(token)):
        verb = head if is_verbal(head) else governor(head)
    elif head.dep_ in ("attr", "acomp", "dobj", "nsubj", "nsubjpass", "oprd", "conj"):
        verb = governor(head)
    else:
        return any(_names(child) for child in head.children if child.dep_ in ("poss", "amod", "compound"))
    if is_negated(verb) or is_supposed(verb) or _lacking(head):
        return False
    return any(_names(word) for word in verb.subtree)


def _lacking(word: Token) -> bool:
    """Whether what is judged is said not to be there: "the meeting was free of hostility"."""
    over = word.head.head if word.dep_ == "pobj" else word
    return over.lemma_.lower() in stance_lexicon().words["lacking"]


def polarity(verb: Token) -> Literal["praise", "blame", "neither"]:
    """Which way a predicate judges its object: "called Putin a strong leader", "called it a farce", "called it a draw".

    A word of blame outweighs one of praise ("a strong violation"); a predicate that is a name or a neutral noun judges
    nothing ("a group called Secure Borders"), and any other is blame, as insults are an open class ("a dotard").
    """
    lexicon = stance_lexicon()
    said = [
        word
        for child in verb.children
        if child.i > verb.i and child.dep_ not in ("conj", "advcl", "npadvmod", "cc", "punct", "agent")
        for word in child.subtree
    ]
    lemmas = {word.lemma_.lower() for word in said}
    if lemmas & lexicon.charged.keys():
        return "blame"
    if lemmas & lexicon.words["praise"]:
        return "praise"
    heads = [child for child in verb.children if child.dep_ == "oprd"]
    heads += [word for child in verb.children if child.lower_ == "as" for word in child.children if word.dep_ == "pobj"]
    plain = lexicon.words["neutral"]
    if any(head.pos_ == "PROPN" or head.lemma_.lower() in plain for head in heads):
        return "neither"
    return "blame"


def _plain(token: Token) -> bool:
    """Whether a word names an event as well as it judges one: "in response to the attack"."""
    return token.lemma_.lower() in stance_lexicon().words["event"]


def names_owner(token: Token) -> bool:
    """Whether a judging word stands in one phrase with whose it is: "Russia's brutal war", "Kiev's aggressive acts"."""
    noun = token.head if token.dep_ in ("amod", "compound", "conj") else token
    return any(child.dep_ == "poss" and _names(child) for child in noun.children)


def _names(token: Token) -> bool:
    return token.ent_type_ in NAMED or token.lower_ in _OTHERS
