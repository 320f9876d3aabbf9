"""What a verb's own form says of a contact: its tense, its mood, the condition that its clause hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.syntax import auxiliaries, is_given_up, is_negated, is_of_nobody
from communique.lexicon.hedges import hedge_lexicon
from communique.schema import Status, StatusDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = frozenset({"will", "'ll", "shall", "wo"})
MAY = frozenset({"may", "might", "could", "can", "ca"})
OUGHT = frozenset({"should", "must", "ought"})
_WOULD = frozenset({"would", "'d"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am", "'m"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "'d"})
_DO = frozenset({"do", "does", "did"})
_NEGATED: dict[Status, Status] = {
    "held": "denied",
    "planned": "not_planned",
    "ongoing": "not_planned",
    "possible": "refused",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the word that gives it, the row or form by which it does, and whether stronger ones overrule it."""

    status: Status
    token: Token
    hedge: str
    weak: bool

    def draft(self) -> StatusDraft:
        """The judgement as what `find` hands on."""
        return StatusDraft(self.status, Words(self.token.i, self.token.i + 1), self.hedge, self.weak)


def tense(verb: Token, heading: bool) -> Judgement | None:
    """The status that a verb's auxiliaries and form give by themselves; None for infinitives and gerunds.

    Args:
        verb: the verb or copula.
        heading: whether it stands in a headline, whose present tense tells of what has happened.
    """
    aux = auxiliaries(verb)
    negated = is_negated(verb) or is_of_nobody(verb)

    def judged(status: Status, weak: bool = False) -> Judgement:
        return Judgement(_NEGATED.get(status, status) if negated else status, verb, " ".join(aux), weak)

    if is_given_up(verb) and any(a in FUTURE | _WOULD for a in aux):
        return Judgement("cancelled", verb, "no longer", False)
    if any(a in FUTURE for a in aux):
        return judged("planned") if not negated else Judgement("refused", verb, "will not", False)
    if any(a in ("may", "might") for a in aux):
        # "the trip might not happen" leaves it open, "could not meet" does not.
        return Judgement("possible", verb, " ".join(aux), False)
    if any(a in MAY for a in aux):
        return judged("possible")
    if any(a in OUGHT for a in aux):
        return judged("proposed")
    if any(a in _WOULD for a in aux) and verb.tag_ not in ("VBN", "VBD"):
        return judged("planned") if not negated else Judgement("refused", verb, "would not", False)
    if "would" in aux:
        if "have" in aux and not negated:
            # "Ramaphosa would have met Zelensky had the visit not been cut short"
            return Judgement("cancelled", verb, "would have", False)
        return judged("planned") if not negated else Judgement("refused", verb, "would not", False)
    if "to" in aux:
        return _infinitive(verb, aux, heading) or _told_of(verb, aux)
    if "going" in (verb.head.lower_, verb.lower_) and verb.dep_ == "xcomp":
        return judged("planned")
    if verb.lower_ in _BE and any(c.dep_ == "xcomp" and "to" in auxiliaries(c) for c in verb.children):
        # "talks are to be held"
        return judged("planned")
    if verb.tag_ == "VBG":
        return judged("ongoing") if any(a in _BE for a in aux) else None
    if verb.tag_ == "VBN":
        if "being" in aux:
            return judged("ongoing")
        if {"is", "are"} & set(aux) and hedge_lexicon().look_up("state", (verb.lemma_.lower(),)) is not None:
            # "The two countries are engaged in negotiations"
            return judged("ongoing")
        if {"has", "have"} & set(aux) and hedge_lexicon().look_up("result", (verb.lemma_.lower(),)) is not None:
            # "A delegation has arrived in Cairo": it is there.
            return judged("ongoing", weak=True)
        if any(a in _HAVE for a in aux) or any(a in ("was", "were") for a in aux):
            return judged("held")
        return judged("held", weak=True)
    if verb.tag_ == "VBD":
        return judged("held")
    if verb.tag_ in ("VBZ", "VBP"):
        return judged("held") if heading else judged("ongoing", weak=True)
    if verb.tag_ == "VB" and "did" in aux:
        return judged("held")
    if verb.tag_ == "VB" and any(a in _DO for a in aux):
        return judged("ongoing", weak=True)
    return None


def _infinitive(verb: Token, aux: tuple[str, ...], heading: bool) -> Judgement | None:
    above = verb.head
    if verb.dep_ in ("xcomp", "ROOT", "ccomp") and above.lower_ in _BE and above.i < verb.i:
        if "have" in aux:
            # "Eisenhower was to have met Khrushchev in Paris": it was to be, and was not.
            return Judgement("cancelled", above, "be to have", True)
        # "is to meet"
        return Judgement("not_planned" if is_negated(above) else "planned", above, "be to", False)
    if verb.head.i == verb.i or (heading and (above.pos_ == "PROPN" or above.tag_ == "VB")):
        # "Putin, Xi to meet", "Modi to host Macron" (whose name the tagger takes for a verb); not "Assad visits Moscow
        # to discuss war plans", "Zelensky refuses to meet Putin"
        return Judgement("not_planned" if is_negated(verb) else "planned", verb, "to", False)
    return None


def _told_of(verb: Token, aux: tuple[str, ...]) -> Judgement | None:
    """ "are said to have met", "are believed to be talking"."""
    if "have" in aux and verb.tag_ in ("VBN", "VBD"):
        return Judgement("held", verb, "to have", True)
    if "be" in aux and verb.tag_ == "VBG":
        return Judgement("ongoing", verb, "to be", True)
    return None


def is_bare(verb: Token) -> bool:
    """Whether it is an infinitive or gerund without an auxiliary of its own finite tense."""
    finite = FUTURE | MAY | OUGHT | _WOULD | _BE | _HAVE | _DO
    return verb.tag_ in ("VB", "VBG", "VBN", "NN") and not any(a in finite for a in auxiliaries(verb))


def is_awaited(verb: Token) -> bool:
    """ "hopes to agree when he visits Washington", "before Kim and Moon meet": the present tense of what is to come."""
    return any(
        c.dep_ in ("advmod", "mark") and c.lower_ in ("when", "before", "once", "until", "after") for c in verb.children
    )


def conditional(verb: Token) -> Judgement | None:
    """What "if", "whether", "perhaps" before a verb make of it."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i:
            found = hedge_lexicon().look_up("adverb", (child.lower_,))
            if found is not None:
                return Judgement(found[1].status, child, found[0], found[1].weak)
    return None


def conditioned(verb: Token, judged: Judgement | None) -> Judgement | None:
    """ "Only if sanctions are lifted will Iran meet the United States": what is to come on a condition may come."""
    if judged is None or judged.status != "planned":
        return judged
    for child in verb.children:
        if child.dep_ != "advcl":
            continue
        for word in child.children:
            before = word.nbor(-1).lower_ if word.i else ""
            found = hedge_lexicon().look_up("condition", (word.lower_,)) if word.dep_ in ("mark", "advmod") else None
            if found is not None and before not in ("even", "as"):
                return Judgement(found[1].status, word, found[0], False)
    return judged


def is_asked(verb: Token) -> bool:
    """Whether the verb's clause is led by a question word: "was asked who will conduct the dialogue"."""
    return any(
        child.i < verb.i and child.tag_ in ("WP", "WRB", "WDT") and child.dep_ in ("nsubj", "dobj", "advmod", "attr")
        for child in verb.children
    )


def asked(anchor: Token, judged: Judgement) -> Judgement:
    """ "Would Putin meet Zelensky?": a question leaves open what it asks."""
    if judged.status not in ("planned", "held", "ongoing") or anchor.dep_ not in ("ROOT", "xcomp", "dobj", "ccomp"):
        return judged
    sentence = anchor.sent
    if not any(token.text == "?" and token.i > anchor.i for token in sentence):
        return judged
    verb = anchor
    while verb.dep_ in ("xcomp", "dobj"):
        verb = verb.head
    subject = [c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    helper = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass")]
    opens = [c.lower_ for c in verb.children if c.i < min(subject, default=0) and c.tag_.startswith("W")]
    if subject and helper and helper[0] < subject[0] and not opens:
        return Judgement("possible", verb, "?", True)
    return judged
