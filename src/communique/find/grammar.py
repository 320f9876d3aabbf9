"""Readings of the parse that the finders share: subjects, noun phrases, edges of clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.lexicon.nominals import load_nominals
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself; a relative pronoun is followed to its noun."""
    # The nearest of several: "The head of intelligence, who was there, left, | the statement said".
    for child in sorted(verb.children, key=lambda child: abs(child.i - verb.i)):
        if child.dep_ in SUBJECTS:
            if child.lower_ in RELATIVES and verb.dep_ in ("relcl", "acl"):
                return verb.head
            return child
    for child in verb.children:
        # "May said": the name taken for the auxiliary, which stands before no past tense
        if child.dep_ == "aux" and child.text == "May" and verb.tag_ in ("VBD", "VBZ"):
            return child
    return None


def subject(verb: Token) -> Token | None:
    """Who does what a verb says, inherited through coordination, participles and infinitives.

    "Trump said ... but insisted": the subject of `insisted` is that of `said`; "he said, adding": that of `said`;
    "went on to say": that of `went`; "officials speaking in Geneva": the noun the participle hangs on.
    """
    current = verb
    for _ in range(8):
        found = own_subject(current)
        if found is not None:
            return found
        head = current.head
        if head.i == current.i:
            return None
        if current.dep_ == "acl" or (current.dep_ == "relcl" and current.tag_ in ("VBG", "VBN", "VB")):
            return head
        if head.pos_ in ("NOUN", "PROPN") and current.dep_ not in ("prep", "pcomp"):
            return None
        current = head
    return None


def report_beside(verb: Token) -> Token | None:
    """The reporting verb that a verb goes with, though the parser joined it to what is reported.

    "Cotton said Iran is a threat and welcomed anybody to sign": he welcomed, as a threat of today cannot have; "warned
    the launch was a provocation and assured its allies": no launch assures. None where the clause itself may go on.
    """
    head = verb.head
    if verb.dep_ != "conj" or head.dep_ != "ccomp" or head.i < head.head.i or head.head.pos_ != "VERB":
        return None
    if any(child.dep_ in SUBJECTS for child in verb.children) or not is_past(verb):
        return None
    now = not is_past(head) and (head.tag_ in ("VBZ", "VBP") or any(child.tag_ == "MD" for child in head.children))
    return head.head if now or _is_thing(own_subject(head)) else None


def is_past(verb: Token) -> bool:
    """Whether a verb tells of what is over: "met", "has met", "had met"."""
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    )


def _is_thing(noun: Token | None) -> bool:
    """Whether a noun is neither a name nor a word for people or a body: "the launch"."""
    if noun is None or noun.pos_ != "NOUN" or any(token.ent_type_ in NAMED for token in _named_parts(noun)):
        return False
    return (noun.lemma_.lower(),) not in load_nominals().phrases


def _named_parts(noun: Token) -> Iterator[Token]:
    """A noun and what stands before it in its name; not whose it is ("North Korea's launch")."""
    yield noun
    yield from (child for child in noun.children if child.dep_ in ("compound", "amod", "nmod"))


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive voice."""
    return any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children)


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    return None


def noun_phrase(noun: Token) -> Words:
    """A noun with what belongs to its name: no relative or participle clause, no article of a list, no marks.

    An apposition stays ("Ambassador Stefan Johannesson of Iceland" names who "the chairman" is), and so does a
    coordination ("Ukraine, the United States and NATO").
    """
    left, right = noun.i, noun.i
    stack = [noun]
    while stack:
        token = stack.pop()
        left, right = min(left, token.i), max(right, token.i)
        for child in token.children:
            if child.dep_ in _CLAUSES or child.dep_ in ("punct", "dep") or child.is_space:
                continue
            if child.pos_ in ("VERB", "AUX") and child.i > noun.i:
                continue
            # "Mike Pompeo on CBS": where he said it
            if child.dep_ == "prep" and child.lower_ in ("on", "during", "after", "before", "via", "ahead"):
                continue
            stack.append(child)
    doc = noun.doc
    while right > noun.i and (doc[right].is_punct or doc[right].is_space or doc[right].dep_ in ("cc", "prep", "case")):
        right -= 1
    while left < noun.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ in ("cc", "preconj", "advmod")):
        left += 1
    bracket = next((i for i in range(left, right + 1) if doc[i].text == "("), None)
    if bracket is not None and bracket > noun.i and not any(doc[i].text == ")" for i in range(bracket, right + 1)):
        right = bracket - 1
    return Words(left, right + 1)


def trimmed(doc: Doc, start: int, end: int) -> Words | None:
    """The range without blanks, marks and stops at its ends; None where nothing is left."""
    while start < end and _edge(doc[start]):
        start += 1
    while end > start and _edge(doc[end - 1]):
        end -= 1
    return Words(start, end) if end > start else None


def _edge(token: Token) -> bool:
    return (
        token.is_space
        or (token.is_punct and token.text not in ("(", ")", "[", "]", "…", "...", "%"))
        or (token.text in ("--", "–", "—", "-", "''", "``", '"'))
    )
