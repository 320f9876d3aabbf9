"""Questions that the finder of contacts puts to spaCy's parse: whose verb, which subject, what is negated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.hedges import hedge_lexicon
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Helpers that the tagger takes for a noun where commas set them off: "Trump may, at any time, meet Rouhani".
_MODALS = frozenset({"may", "might", "will", "would", "could", "can", "should"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "npadvmod"})


def noun_phrase(head: Token) -> Words:
    """The words of a noun phrase: its head with determiners, modifiers and "of" phrases, without what is coordinated
    to it, relative clauses and clauses set off by commas."""
    start, end = head.i, head.i + 1
    for child in head.children:
        if child.dep_ == "npadvmod" and child.i > head.i:
            # "talks between the government and the opposition next week"
            continue
        if child.dep_ in _MODIFIERS:
            start, end = min(start, child.left_edge.i), max(end, child.right_edge.i + 1)
        elif child.dep_ == "prep" and child.i > head.i and _belongs(child, head):
            end = max(end, _end(child))
        elif child.dep_ == "appos" and child.i == end:
            end = max(end, noun_phrase(child).end)
    return Words(start, end)


def _end(token: Token) -> int:
    """Where a phrase ends, without relative clauses: "of the ROK, where the leaders condemned the DPRK's launches"."""
    return max([token.i + 1, *(_end(child) for child in token.children if child.dep_ != "relcl")])


def _belongs(preposition: Token, head: Token) -> bool:
    """ "the presidents of Russia and Tajikistan"; "delegations from Moscow and Kyiv", but not "Putin from"."""
    return preposition.lower_ == "of" or (preposition.lower_ == "from" and head.pos_ == "NOUN")


def coordinated(head: Token) -> Iterator[Token]:
    """A noun and everything joined to it by "and", "or" or commas, in text order: "Putin, Xi and Modi" gives three."""
    yield head
    for child in head.children:
        if child.dep_ == "conj":
            yield from coordinated(child)
        elif child.dep_ == "appos":
            # "his Israeli counterpart, Ariel Sharon, and the Palestinian leader": the leader is joined to the name.
            # "Patrushev, the secretary of the Security Council and a close confidant of Putin" is one man.
            for grand in child.children:
                if grand.dep_ == "conj" and not any(word.lower_ in ("a", "an") for word in grand.children):
                    yield from coordinated(grand)
        elif child.dep_ == "prep" and child.lower_ == "including":
            yield from objects_of(child)


def is_negated(token: Token) -> bool:
    """Whether "not", "no", "never" or "neither" stands directly on the word, or "nor" before it."""
    if token.dep_ == "conj" and any(child.lower_ == "nor" for child in token.head.children):
        return True
    return any(
        (child.dep_ == "neg" and not any(only.lower_ in ("only", "just", "merely") for only in _with_next(child)))
        or (
            child.dep_ in ("det", "cc", "preconj", "advmod", "predet")
            and child.lower_ in ("no", "neither", "never", "nor", "hardly")
        )
        for child in token.children
    )


def is_given_up(verb: Token) -> bool:
    """Whether "no longer" stands on the verb: "will no longer travel to Beijing"."""
    return any(child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no" for child in verb.children)


def is_of_nobody(verb: Token) -> bool:
    """Whether the subject is nobody: "Nobody is planning a meeting", "none was planned"."""
    return any(
        child.dep_ in ("nsubj", "nsubjpass")
        and (
            child.lower_ in ("nobody", "none", "neither", "nothing")
            or any(grand.lower_ == "neither" for grand in child.children)
        )
        for child in verb.children
    )


def _with_next(word: Token) -> Iterator[Token]:
    """ "did not only meet", "not just met"."""
    yield from word.children
    if word.i + 1 < len(word.doc):
        yield word.nbor(1)


def auxiliaries(verb: Token) -> tuple[str, ...]:
    """The auxiliaries before a verb, lower case: "will have been met" gives ("will", "have", "been")."""
    helpers = ("aux", "auxpass")
    return tuple(
        child.lower_
        for child in verb.children
        if child.i < verb.i and (child.dep_ in helpers or (child.dep_ == "nsubj" and child.text in _MODALS))
    )


def is_verbal(token: Token) -> bool:
    """Whether the word is a verb in the parse (a participle used as an adjective before a noun is not)."""
    if token.pos_ == "NOUN":
        # "offered to host talks", "Modi to host Macron": the small tagger takes the infinitive for a noun.
        roles = {child.dep_ for child in token.children}
        # "Kishida and Yoon plan a meeting": a noun has no subject and object.
        return {"nsubj", "dobj"} <= roles or any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "aux", "auxpass")


def lemma_of(token: Token) -> str:
    """The lemma, lower case; of "Negotiations" at the head of a sentence, taken for a name, the singular too."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma


def governor(token: Token) -> Token:
    """The nearest verb above a word: "talks" in "they held a new round of talks" gives "held"; the word itself where
    none is found (verbless headings)."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if is_verbal(current):
            return current
    return current if is_verbal(current) else token


def own_subjects(verb: Token) -> list[Token]:
    """The subject nouns that stand on this very verb, in text order, with those coordinated to them."""
    own = [head for child in verb.children if child.dep_ in SUBJECTS for head in coordinated(child)]
    if not own and verb.dep_ == "ROOT" and verb.tag_ in ("VBP", "VBZ", "VBD"):
        # "Macron, Biden talk by phone": a headline's comma for "and".
        names = [child for child in verb.lefts if child.pos_ == "PROPN" and child.dep_ in ("dep", "compound", "nmod")]
        own = [head for child in names for head in coordinated(child)] if len(names) > 1 else []
    return own or _swallowed(verb)


def _swallowed(verb: Token) -> list[Token]:
    """The subject that the parser joined to what stands before it: "During a visit to Brussels, President of Ukraine
    Volodymyr Zelenskyy met the leaders", where it makes the president one more name of Brussels."""
    helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    first = helpers[0] if helpers else verb
    if first.tag_ not in ("VBD", "VBZ", "VBP", "MD") or any(child.dep_ == "expl" for child in verb.children):
        return []
    before = first.i - 1 if first.i and first.nbor(-1).pos_ != "ADV" else first.i - 2
    for phrase in verb.lefts:
        if phrase.dep_ not in ("prep", "advcl") or phrase.right_edge.i != before:
            continue
        for token in phrase.subtree:
            start = token.left_edge.i
            joined = token.dep_ in ("appos", "conj") and start and token.doc[start - 1].text == ","
            if joined and token.right_edge.i == before and token.pos_ in ("PROPN", "NOUN"):
                return list(coordinated(token))
    return []


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, inherited where it has none of its own.

    "Putin flew to Minsk and met Lukashenko" (conjunct), "agreed to meet" (open complement), "arrived to meet",
    "who met" (relative clause: the noun it hangs on), "asked Merkel to mediate" (the object).
    """
    current = verb
    for _ in range(8):
        own = own_subjects(current)
        if own:
            return [_antecedent(token, current) for token in own]
        dep, head = current.dep_, current.head
        if dep == "acl" and "to" in auxiliaries(current):
            # "their willingness to hold talks", "Zelensky's offer to meet", "has no plans to visit"
            owners = [owner for child in head.children if child.dep_ == "poss" for owner in coordinated(child)]
            # "no plans for Xi Jinping to visit Tokyo"
            owners = owners or [o for o in prepositional(head, "for") if o.i < current.i]
            if owners or head.ent_type_ != "PERSON":
                return owners or subjects_above(head) or list(coordinated(head))
        if dep in ("relcl", "acl"):
            # "Blinken is the highest-ranking official to visit Beijing since 2018"
            named = own_subjects(head.head) if head.dep_ == "attr" and "to" in auxiliaries(current) else []
            return named or list(coordinated(head))
        if dep == "ROOT" or head.i == current.i:
            return []
        if dep in ("xcomp", "ccomp"):
            if dep == "ccomp" and current.tag_ not in ("VB", "VBG"):
                return []
            asked = [c for c in head.children if c.dep_ in ("dobj", "iobj", "dative") and c.i < current.i]
            if asked and head.lemma_ != "promise":
                return list(coordinated(asked[0]))
            if not is_verbal(head):
                return list(coordinated(head)) if head.pos_ in ("NOUN", "PROPN") else subjects_above(head)
            current = head
        elif dep == "conj" and head.dep_ == "relcl" and not any(c.dep_ == "cc" for c in head.children):
            # "Biden, whose visit was marred by strife, arrives": the main verb, hung on the relative clause.
            return list(coordinated(head.head))
        elif dep == "advcl" and "to" in auxiliaries(current) and _is_asked(head):
            # "pressed the government and the opposition to attend"
            return objects(head)
        elif dep in ("conj", "advcl", "aux", "parataxis"):
            if not is_verbal(head):
                return subjects_above(head) if head.pos_ in ("ADJ", "NOUN", "PROPN") else []
            current = head
        elif dep == "pcomp":
            owners = [owner for child in head.head.children if child.dep_ == "poss" for owner in coordinated(child)]
            if owners and head.head.pos_ == "NOUN":
                # "thanked China for its role in facilitating the talks", "Trump's interest in meeting Kim"
                return owners
            above = governor(current)
            if above.i == current.i:
                return []
            if _is_judged(current, head, above):
                return objects(above)
            current = above
        elif is_verbal(head):
            current = head
        else:
            return []
    return []


def _is_judged(gerund: Token, preposition: Token, verb: Token) -> bool:
    """ "Thanked Qatar for hosting the talks", "accused Trump of meeting Putin": done by whom it is said of."""
    lexicon = contact_lexicon()
    acts = gerund.lemma_ in lexicon.by_verb or gerund.lemma_ in lexicon.cues["mediate"] | lexicon.cues["arrange"]
    judges = preposition.lower_ in ("for", "of", "over") and verb.lemma_ in lexicon.cues["thank"]
    return acts and judges and bool(objects(verb))


def _is_asked(verb: Token) -> bool:
    """Whether what a verb's object is asked, pressed or invited to do stands behind it."""
    row = hedge_lexicon().look_up("complement", (verb.lemma_.lower(),))
    return row is not None and row[1].status == "proposed" and any(child.dep_ == "dobj" for child in verb.children)


def subjects_above(word: Token) -> list[Token]:
    """The subjects above an adjective or noun predicate: "Tehran is ready to talk", "is a chance to meet"."""
    above = governor(word)
    return subjects(above) if above.i != word.i else []


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun behind a relative pronoun; other words stand for themselves."""
    if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.pos_ == "PRON"):
        clause = verb
        while clause.dep_ == "conj" and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def prepositional(token: Token, *words: str) -> list[Token]:
    """The nouns that hang on a word by one of the prepositions, with those coordinated to them, in text order."""
    prepositions = [child for child in token.children if child.dep_ in ("prep", "agent", "dative")]
    # "recent engagements, including between Sullivan and Wang"
    prepositions += [grand for child in prepositions if child.lower_ == "including" for grand in child.children]
    return [head for child in prepositions if child.lower_ in words for head in objects_of(child)]


def objects_of(preposition: Token) -> Iterator[Token]:
    """The nouns that a preposition leads to, with those coordinated to them."""
    for child in preposition.children:
        if child.dep_ == "pcomp" and preposition.lower_ == "between":
            # "a summit between Trump and Xi potentially taking place in March"
            own = [noun for noun in child.children if noun.dep_ == "nsubj"]
            yield from coordinated(own[0] if own else child)
        elif child.dep_ in ("pobj", "pcomp"):
            yield from coordinated(child)
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from objects_of(child)


def objects(verb: Token) -> list[Token]:
    """The direct objects of a verb with those coordinated to them."""
    return [head for child in verb.children if child.dep_ in ("dobj", "obj") for head in coordinated(child)]
