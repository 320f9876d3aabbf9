"""Stances without a stance word: modals by their subject, imperatives, denials, commitments under way, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.grammar import NAMED, SUBJECTS, agent, is_passive
from communique.find.stance_grammar import is_negated, is_verbal, subjects
from communique.find.stance_words import Stance, act_of, frames_of
from communique.lexicon.stances import ModalRow, SubjectKind, stance_lexicon
from communique.schema import Act, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = frozenset({"i", "we"})
_THIRDS = frozenset({"his", "her", "its", "their"})
_THIRD = frozenset({"he", "she", "it", "they"})
_HINGES = frozenset({"unless", "until", "without", "before", "till"})
_ONLY = frozenset({"if", "when", "after", "through", "once", "until", "by", "on"})
_MAYBE = frozenset({"yet", "might", "may", "could", "perhaps", "sometimes"})
_FUTURE = frozenset({"will", "would", "shall"})


def forms_at(token: Token, quoted: bool) -> Iterator[Stance]:
    """The stances that the clause of a verb makes by its form alone; for statements only.

    Args:
        token: any token; the verb of a clause yields, others do not.
        quoted: whether it stands between quotation marks, where an imperative is the speaker's and "he" is not.
    """
    if not is_verbal(token):
        return
    hinged = _hinged(token)
    if hinged is not None:
        yield hinged
        return
    modal = _modal(token, quoted)
    if modal is not None:
        yield modal
        return
    lexicon = stance_lexicon()
    for deed in lexicon.deeds.get(token.lemma_.lower(), ()):
        stance = _deed(token, deed.act, quoted)
        if stance is not None:
            yield stance
            return
    for row in lexicon.clauses:
        if token.lemma_.lower() in row.besides:
            continue
        if row.form == "imperative" and quoted and _imperative(token):
            yield Stance(row.act, "clause", token, token, Words(token.i, token.i + 1))
        elif row.form == "negated" and is_negated(token) and _plain(token):
            kind, noun = subject_kind(token, quoted)
            if kind in ("own", "common", "actor") and not _asked(token):
                own = noun if kind == "actor" else None
                yield Stance(row.act, "modal", token, token, Words(token.i, token.i + 1), own=own, place="statement")


def _plain(verb: Token) -> bool:
    """Whether a verb says what its subject is doing or did: "is not arming", "did not fire"; not "has no plans"."""
    aux = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    doing = verb.tag_ == "VBG" and not aux.isdisjoint(("is", "are", "was", "were", "'m", "’m", "'re", "’re", "am"))
    return (doing or "did" in aux) and any(child.dep_ in SUBJECTS for child in verb.children)


def subject_kind(verb: Token, quoted: bool) -> tuple[SubjectKind, Token | None]:
    """What the subject of a verb is to the speaker, and its noun.

    "own" for I, and outside of quotation marks for he, she, they, it; "common" for we and the world; "actor" for names
    and whatever carries one ("the Ukrainian side"); "thing" for the rest; "none" without one ("there must be").
    """
    if any(child.dep_ == "expl" for child in verb.children):
        # "There should be steps": what the clause above has for a subject is not this one's.
        return "none", None
    found = [s for s in subjects(verb) if s.dep_ in SUBJECTS or s.pos_ in ("NOUN", "PROPN", "PRON")]
    if not found:
        return "none", None
    first = found[0]
    if first.lower_ == "we" or first.lemma_.lower() in stance_lexicon().words["community"]:
        return "common", first
    if first.lower_ in _FIRST or (first.lower_ in _THIRD and not quoted):
        return "own", first
    owners = [child.lower_ for child in first.children if child.dep_ == "poss"]
    at_home = not quoted and first.lemma_.lower() in stance_lexicon().words["homeland"]
    if any(owner in ("our", "my") or (owner in _THIRDS and at_home) for owner in owners):
        return "own", first
    if first.lower_ == "you" or first.pos_ == "PROPN" or first.ent_type_ in NAMED:
        return "actor", first
    if any(
        child.ent_type_ == "NORP" or child.tag_ == "NNP"
        for child in first.children
        if child.dep_ in ("amod", "compound")
    ):
        return "actor", first
    return "thing", first


def _deed(verb: Token, act: Act, quoted: bool) -> Stance | None:
    """What the speaker's side is doing or has done, or lets be done: "it was deploying troops", "has ordered a halt",
    "the consulate will be reopened"."""
    if is_negated(verb) or _asked(verb):
        return None
    aux = {child.lemma_.lower() for child in verb.children if child.dep_ in ("aux", "auxpass")}
    kind, noun = subject_kind(verb, quoted)
    passive = is_passive(verb)
    if passive:
        lets = kind == "thing" and not aux.isdisjoint(_FUTURE) and agent(verb) is None
        return Stance(act, "modal", verb, verb, Words(verb.i, verb.i + 1), place="statement") if lets else None
    under_way = (verb.tag_ == "VBG" and "be" in aux) or (verb.tag_ in ("VBN", "VBD") and "have" in aux)
    if not under_way or kind not in ("own", "common", "actor"):
        return None
    own = noun if kind == "actor" else None
    return Stance(act, "modal", verb, verb, Words(verb.i, verb.i + 1), own=own, place="statement")


def _modal(verb: Token, quoted: bool) -> Stance | None:
    modals = stance_lexicon().modals
    for aux in (*(child for child in verb.children if child.tag_ == "MD" and child.i < verb.i), verb):
        for row in modals.get(aux.lemma_.lower(), ()):
            stance = _modal_row(verb, aux, row, quoted)
            if stance is not None:
                return stance
    return None


def _modal_row(verb: Token, aux: Token, row: ModalRow, quoted: bool) -> Stance | None:
    lemma = verb.lemma_.lower()
    frames = frames_of(verb)
    if aux.i == verb.i:
        inner = next((child.lemma_.lower() for child in verb.children if child.dep_ == "xcomp"), "")
        if any(child.lower_ in _MAYBE for child in verb.children):
            return None  # "has yet to answer", "might need to wait"
        if row.verbs or inner in row.besides or not frames.intersection(row.frames or ("infinitive",)):
            return None
    else:
        wanted = (not row.verbs or lemma in row.verbs) and lemma not in row.besides
        if not wanted or (row.frames and not frames.intersection(row.frames)):
            return None
    if _asked(verb) or (
        aux.i != verb.i and any(child.lower_ == "have" for child in verb.children if child.dep_ == "aux")
    ):
        return None  # "how he would do it"; "it should never have happened"
    kind, noun = subject_kind(verb, quoted)
    if noun is not None and aux.i < noun.i and noun.head.i == verb.i:
        # "Should you attack one ally" is a condition turned round, "would he" a question.
        return None
    if kind not in row.subjects or (row.determiner and not _determined(noun, row)):
        return None
    negated = is_negated(verb) or (noun is not None and is_negated(noun))
    negated = negated or (aux.i == verb.i and any(is_negated(child) for child in verb.children if child.dep_ == "dobj"))
    act = act_of(row.act, row.negated, negated)
    if act is None or (not negated and not row.affirmative):
        return None
    words = Words(min(aux.i, verb.i), verb.i + 1)
    own = noun if kind == "actor" and "own" in row.subjects else None
    return Stance(act, "modal", aux, verb, words, negated=negated, own=own, place="statement")


def _determined(noun: Token | None, row: ModalRow) -> bool:
    if noun is None or noun.lemma_.lower() not in row.nouns:
        return False
    return any(child.lower_ == row.determiner and child.dep_ == "det" for child in noun.children)


def _hinged(verb: Token) -> Stance | None:
    row = next((row for row in stance_lexicon().clauses if row.form == "hinged"), None)
    if row is None or verb.lemma_.lower() in row.besides:
        return None  # "will not go without notice"
    words = Words(verb.i, verb.i + 1)
    negated = is_negated(verb) or any(is_negated(s) for s in verb.children if s.dep_ in (*SUBJECTS, "attr", "dobj"))
    if negated and (verb.lemma_ == "be" or any(child.tag_ == "MD" for child in verb.children)):
        for hinge in verb.subtree:
            if hinge.lower_ in _HINGES and hinge.i > verb.i - 15 and _opens_condition(hinge):
                return Stance(row.act, "clause", verb, verb, words, negated=True, place="statement")
    for child in verb.children:
        if (
            child.dep_ in SUBJECTS
            and child.pos_ == "NOUN"
            and child.left_edge.lower_ == "only"
            and any(c.tag_ == "MD" for c in verb.children)
        ):
            return Stance(
                row.act, "clause", verb, verb, Words(child.left_edge.i, child.left_edge.i + 1), place="statement"
            )
    only = next((child for child in verb.children if child.lower_ == "only" and child.dep_ == "advmod"), None)
    if only is not None and only.i < verb.i and any(c.lower_ in _ONLY and c.i > only.i for c in verb.subtree):
        return Stance(row.act, "clause", verb, verb, Words(only.i, only.i + 1), place="statement")
    return None


def _opens_condition(hinge: Token) -> bool:
    if hinge.dep_ in ("mark", "advmod"):
        return hinge.dep_ == "mark" or hinge.head.dep_ == "advcl"
    return hinge.dep_ == "prep" and any(
        c.dep_ in ("pobj", "pcomp") and c.ent_type_ not in ("DATE", "TIME") for c in hinge.children
    )


def _imperative(verb: Token) -> bool:
    if verb.tag_ not in ("VB", "VBP") or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    if any(c.dep_ in SUBJECTS or (c.dep_ == "aux" and c.lower_ != "do") or c.tag_ == "TO" for c in verb.children):
        return False
    if verb.dep_ == "ccomp" and (verb.head.i < verb.i or any(child.dep_ == "mark" for child in verb.children)):
        return False
    return verb.dep_ != "conj" or _imperative(verb.head)


def _asked(verb: Token) -> bool:
    """Whether the clause is a question or hangs on a question word: "how he would do it", "whether it would help"."""
    return any(c.tag_ in ("WRB", "WP") or c.lower_ == "whether" for c in verb.children) or verb.dep_ in (
        "relcl",
        "pcomp",
    )
