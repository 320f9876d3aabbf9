"""Stance words in a parse: which rows of the lexicon stand at a token, and whether their frame is filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from communique.find.grammar import SUBJECTS, is_passive
from communique.find.stance_grammar import coordinated, governor, is_negated, is_supposed, is_verbal, subjects
from communique.find.stance_judgements import polarity
from communique.lexicon.stances import AdjectiveRow, NounRow, Place, VerbRow, stance_lexicon
from communique.schema import Act, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where a noun that no verb carries is still what its clause is about.
_OUGHT = frozenset({"must", "should", "ought"})
_OWNING = frozenset({"GPE", "NORP", "ORG"})
_OPEN = _OUGHT | {"may", "might", "could"}
_HEADS = frozenset({"ROOT", "nsubj", "nsubjpass", "attr", "appos", "dep"})
StanceKind = Literal["verb", "noun", "adjective", "matter", "modal", "clause", "phrase", "charged"]


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance word that counts: its act (negation taken in), the words, and the verb whose clause it stands in.

    `holders` are the nouns that hold it in grammar; empty where the speaker of the statement does. `impersonal` marks
    a passive without an agent ("it was agreed"). `own` is the noun of which "Russia will help" must be true that it is
    the speaker's side. `carrier` is the verb a noun is said with ("reaffirmed its readiness"). `ours` marks what a text
    only speaks of ("the United States' support for Ukraine"): a position where the text is the holder's own.
    """

    act: Act
    kind: StanceKind
    token: Token
    verb: Token
    words: Words
    holders: tuple[Token, ...] = ()
    negated: bool = False
    place: Place = "anywhere"
    impersonal: bool = False
    own: Token | None = None
    carrier: int | None = None
    ours: bool = False


def stances_at(token: Token) -> Iterator[Stance]:
    """The stances a verb, noun, adjective or fixed phrase opens at a token."""
    lexicon = stance_lexicon()
    lemma = token.lemma_.lower()
    if lemma in lexicon.verbs and is_verbal(token):
        yield from _first(_verb(token, row) for row in lexicon.verbs[lemma])
    if lemma in lexicon.nouns and token.pos_ in ("NOUN", "PROPN"):
        yield from _first(_noun(token, row) for row in lexicon.nouns[lemma])
    adjectives = lexicon.adjectives.get(token.lower_) or lexicon.adjectives.get(lemma)
    if adjectives:
        yield from _first(_adjective(token, row) for row in adjectives)
    if lemma in lexicon.phrases:
        yield from _phrases(token)


def frames_of(verb: Token) -> frozenset[str]:
    """Which complements a verb has in the parse, in the names of the lexicon."""
    found = set()
    for child in verb.children:
        if child.dep_ in ("dobj", "obj", "dative"):
            found.add("object")
        elif child.dep_ == "prep":
            found.add("prep")
        elif child.dep_ == "xcomp":
            found.add("infinitive" if child.tag_ == "VB" else "clause")
        elif child.dep_ == "ccomp" and child.i > verb.i:
            infinitive = any(c.tag_ == "TO" for c in child.children)
            found.add("object+infinitive" if infinitive else "clause")
        elif child.dep_ == "advcl" and child.i > verb.i and _is_asked(child):
            found.add("asked")
            if any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
                found.add("object+infinitive")
        elif child.dep_ == "oprd":
            found.add("object+predicate")
    if sum(child.dep_ == "dobj" for child in verb.children) > 1:
        found.add("object+predicate")
    if "object" in found and not found.isdisjoint(("infinitive", "asked")):
        found.add("object+infinitive")
    return frozenset(found)


def _is_asked(clause: Token) -> bool:
    """Whether a clause says what somebody is to do: "pressed China to deliver", "asked for Japan to buy more"."""
    return clause.tag_ == "VB" and any(child.tag_ == "TO" for child in clause.children)


def act_of(act: Act, when_negated: str, negated: bool) -> Act | None:
    """The act of a row with negation taken in; None where the negated word is no stance."""
    if not negated:
        return act
    return cast("Act", when_negated) if when_negated else None


def _first(found: Iterator[Stance | None]) -> Iterator[Stance]:
    for stance in found:
        if stance is not None:
            yield stance
            return


def _verb(token: Token, row: VerbRow) -> Stance | None:
    particles = [child.lower_ for child in token.children if child.dep_ == "prt"]
    if (row.particle and row.particle not in particles) or (not row.particle and particles):
        return None
    if not _filled(token, row):
        return None
    passive = is_passive(token) or _is_participle(token)
    if passive and not row.passive:
        return None
    if any(child.tag_ == "WP" and child.dep_ in ("dobj", "attr", "oprd") for child in token.children):
        return None
    if row.deeds and not any(c.lemma_.lower() in row.deeds for c in token.children if c.dep_ in ("xcomp", "ccomp")):
        return None
    if _intended(token) or is_supposed(token) or _owed(token):
        return None
    if any(
        c.lemma_.lower() in row.besides
        for c in token.children
        if c.dep_ in ("xcomp", "acomp", "oprd", "dobj", "nsubjpass")
    ):
        return None
    if token.dep_ == "relcl" and token.head.lemma_.lower() in row.besides:
        return None
    if not row.persons and any(_is_person(c) for c in token.children if c.dep_ == "dobj"):
        return None
    negated, lexicon = is_negated(token), stance_lexicon()
    act = act_of(row.act, row.negated, negated)
    if act is None:
        return None
    if act == "appeal" and any(t.lower_ in lexicon.words["insistent"] and t.i > token.i for t in token.subtree):
        act = "demand"
    if row.polar:
        judged = polarity(token)
        if judged == "neither" or (judged == "blame" and any(_dated(c) and c.i > token.i for c in token.children)):
            return None  # "called the minister on Sunday"
        act = "support" if judged == "praise" else act
    if row.judging and not any(t.lemma_.lower() in lexicon.charged or t.is_quote for t in token.subtree):
        return None
    holders = _doers(token, passive)
    impersonal = passive and not holders and any(c.lower_ == "it" and c.dep_ == "nsubjpass" for c in token.children)
    if row.person == "third" and any(holder.lower_ in ("i", "we") for holder in holders):
        return None
    words = Words(token.i, token.i + 1)
    return Stance(act, "verb", token, token, words, holders, negated, row.place, impersonal)


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lower_ in ("him", "her", "me", "you", "them")


def _is_participle(verb: Token) -> bool:
    """Whether a form in -ed is passive: "the terms demanded by Ankara", "is in Minsk and expected to meet".

    Not so after an active verb or with a subject of its own, where the parser takes a past tense for it: "met and
    resolved to work together", "the two sides recommitted to it".
    """
    if verb.tag_ != "VBN" or any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children):
        return False
    if any(child.dep_ == "nsubj" for child in verb.children):
        return False
    if verb.dep_ == "conj":
        return verb.head.lemma_ == "be" or is_passive(verb.head)
    return True


def _intended(verb: Token) -> bool:
    """Whether an infinitive tells of an aim or a chance ("a plan to push for talks"), not of a stance taken.

    "Is expected to press", "continues to support" and "I want to thank" are the stance itself.
    """
    while verb.dep_ == "conj" and verb.tag_ == "VB" and not any(child.dep_ in SUBJECTS for child in verb.children):
        verb = verb.head  # "to restore democracy and support the transition"
    if not any(child.tag_ == "TO" for child in verb.children):
        return False
    above = verb.head
    return verb.dep_ != "conj" and above.lemma_.lower() not in stance_lexicon().words["raising"]


def _owed(verb: Token) -> bool:
    """Whether a clause tells what somebody is to do or may do: "Russia must agree to a truce", "could reject it"."""
    aux = {child.lower_ for child in verb.children if child.tag_ == "MD"}
    return not aux.isdisjoint(_OPEN) and not any(
        child.lower_ in ("i", "we") for child in verb.children if child.dep_ in SUBJECTS
    )


def _filled(token: Token, row: VerbRow) -> bool:
    frames = frames_of(token)
    prepositional = any(
        child.dep_ in ("prep", "dative") and child.lower_ in row.prepositions and not _dated(child)
        for child in token.children
    )
    if row.prepositions and not row.frames:
        return prepositional and not (row.bare and "object" in frames)
    if not row.frames:
        return True
    if "prep" in row.frames and prepositional:
        return True
    filled = (frames - {"prep"}).intersection(row.frames)
    if filled == {"object"} and row.objects:
        return any(c.dep_ in ("dobj", "obj") and c.lemma_.lower() in row.objects for c in token.children)
    return bool(filled)


def _dated(preposition: Token) -> bool:
    """Whether a preposition leads to a time: "called on New Year's Eve"."""
    return any(noun.ent_type_ in ("DATE", "TIME") for noun in preposition.children if noun.dep_ == "pobj")


def _doers(verb: Token, passive: bool) -> tuple[Token, ...]:
    agents = [a for child in verb.children if child.dep_ == "agent" for a in child.children if a.dep_ == "pobj"]
    if agents and passive:
        return tuple(agents)
    return () if passive else tuple(subjects(verb))


def _noun(token: Token, row: NounRow) -> Stance | None:
    if token.dep_ == "compound":
        return None
    if row.known and not _is_known(token):
        return None
    complement = not row.complements or any(_complements(child, row.complements) for child in token.children)
    owners = _owners(token)
    top = token
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    head = top.head
    spoken = top.dep_ in ("dobj", "obj", "nsubjpass", "attr") or (top.dep_ == "pobj" and head.lower_ in ("on", "for"))
    if top.dep_ == "pobj":
        head = head.head
    verbs = {*row.verbs, *stance_lexicon().words["saying"]} if row.verbs else stance_lexicon().words["carrier"]
    carried = spoken and is_verbal(head) and head.lemma_.lower() in verbs
    if not complement and not (row.verbs and (carried or owners)):
        return None
    verb = governor(token)
    words = Words(token.i, token.i + 1)
    if carried:
        negated = is_negated(head) or is_negated(token)
        act = act_of(row.act, row.negated, negated)
        if act is None:
            return None
        passive = is_passive(head)
        named = any(owner.pos_ != "PRON" for owner in owners)
        holders = owners if named else _doers(head, passive)  # "noted Spain's solidarity" is Spain's
        return Stance(
            act, "noun", token, verb, words, holders, negated, row.place, passive and not holders, None, head.i
        )
    if row.verbs:
        if not owners or not _reaches(token, row) or is_negated(token) or is_negated(verb):
            return None
        shown = top.dep_ in ("dobj", "pobj", "nsubjpass") and head.lemma_.lower() in stance_lexicon().words["showing"]
        if not shown and owners[0].pos_ == "PRON" and owners[0].lower_ != "our":
            return None
        return Stance(row.act, "noun", token, verb, words, owners, place=row.place, ours=not shown)
    negated = is_negated(token)
    act = act_of(row.act, row.negated, negated)
    if act is None or top.dep_ not in _HEADS:
        return None
    return Stance(act, "noun", token, verb, words, (), negated, "statement")


def _owners(noun: Token) -> tuple[Token, ...]:
    """Whose it is said to be: "Slovakia's support", "their intent", "U.S. support", "a North Korean pledge"."""
    for child in noun.children:
        owns = child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in _OWNING)
        if owns and child.i < noun.i:
            return tuple(coordinated(child))
    return ()


def _reaches(noun: Token, row: NounRow) -> bool:
    """Whether what is supported, promised or asked for stands behind it: "its pledge to", "their support of"."""
    wanted = (*row.complements, "of")
    return any(child.i > noun.i and _complements(child, wanted) for child in noun.children)


def _is_known(noun: Token) -> bool:
    """Whether what follows "of" is there already: "of the alliance", "of his mediation"; not "of keeping peace"."""
    things = [thing for child in noun.children if child.lower_ == "of" for thing in child.children]
    return any(
        child.dep_ == "poss" or child.lower_ in ("the", "this", "these") for thing in things for child in thing.children
    )


def _complements(child: Token, wanted: tuple[str, ...]) -> bool:
    if child.dep_ == "prep":
        return child.lower_ in wanted
    if child.dep_ in ("acl", "relcl", "ccomp", "advcl"):
        return any(word.lower_ in wanted and word.dep_ in ("aux", "mark", "prep") for word in child.children)
    return False


def _adjective(token: Token, row: AdjectiveRow) -> Stance | None:
    if token.dep_ not in ("acomp", "attr", "oprd", "conj", "ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl"):
        return None
    if token.dep_ in ("acl", "relcl") and not row.complements:
        return None
    if row.complements and not any(
        child.lower_ in row.complements
        or any(c.lower_ in row.complements for c in child.children if c.dep_ in ("aux", "mark"))
        for child in (*token.children, *(token.head.children if token.dep_ == "acomp" else ()))
        if child.i > token.i
    ):
        return None
    if token.tag_ in ("VB", "VBD", "VBG", "VBP", "VBZ") or any(child.dep_ == "dobj" for child in token.children):
        return None
    if row.deeds and not any(child.lemma_.lower() in row.deeds for child in token.children):
        return None
    if any(child.lemma_.lower() in row.besides for child in token.children if child.dep_ in ("xcomp", "ccomp")):
        return None
    if any(child.lower_ == "too" for child in token.children):
        return None
    if token.i and token.nbor(-1).lower_ == "as" and token.nbor(-1).head.i == token.i:
        return None  # "as opposed to"
    predicate = token.dep_ in ("acomp", "attr", "oprd") or (token.dep_ == "conj" and not is_passive(token))
    verb = token if is_verbal(token) and not predicate else governor(token)
    negated = is_negated(token) or is_negated(verb)
    act = act_of(row.act, row.negated, negated)
    if act is None or (not negated and not row.affirmative):
        return None
    words = Words(token.i, token.i + 1)
    if row.of == "holder" and any(child.lower_ in _OUGHT for child in verb.children):
        return None
    if row.of == "matter":
        if verb.dep_ == "relcl":
            return None
        return Stance(act, "matter", token, verb, words, (), negated, row.place)
    return Stance(act, "adjective", token, verb, words, tuple(subjects(verb)), negated, row.place)


def _phrases(token: Token) -> Iterator[Stance]:
    doc = token.doc
    for words, row in stance_lexicon().phrases[token.lemma_.lower()]:
        end = token.i + len(words)
        alike = end <= len(doc) and all(doc[token.i + k].lemma_.lower() == word for k, word in enumerate(words))
        if alike and not any(word.tag_ == "VBN" for word in doc[token.i + 1 : end]):  # "been timed to"
            verb = governor(token)
            holders = tuple(subjects(verb)) if row.place == "anywhere" else ()
            yield Stance(row.act, "phrase", token, verb, Words(token.i, end), holders, place=row.place)
