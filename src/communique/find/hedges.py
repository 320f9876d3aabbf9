"""The status of a contact's mention, from tense, mood, negation and the words that govern it.

The mention is followed outwards through the parse: from its own words ("planned talks") to its predicate ("talks were
called off"), to what governs that ("agreed to hold talks", "denied that they had met"). An outer word overrules an inner
one; tense decides only where no word does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.syntax import auxiliaries, governor, is_negated, is_verbal
from communique.lexicon.hedges import HedgeRow, hedge_lexicon
from communique.schema import Status, StatusDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_OUGHT = frozenset({"should", "must", "ought"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am", "'m"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "'d"})
_OFF = frozenset({"refused", "cancelled", "postponed", "denied"})
_AFTER = frozenset({"after", "since", "following"})
_TRANSPARENT = frozenset({"sort", "kind", "type", "form", "number", "couple", "series", "set", "lot", "range", "round", "day", "session", "start", "beginning"})
_BEFORE = frozenset({"before", "ahead"})
_NEGATED: dict[Status, Status] = {"held": "denied", "planned": "not_planned", "ongoing": "not_planned", "possible": "refused"}


@dataclass(frozen=True, slots=True)
class _Judgement:
    status: Status
    token: Token
    hedge: str
    weak: bool

    def draft(self) -> StatusDraft:
        return StatusDraft(self.status, Words(self.token.i, self.token.i + 1), self.hedge, self.weak)


def status_of(anchor: Token, heading: bool) -> StatusDraft:
    """The status of the contact that a verb or noun mentions.

    Args:
        anchor: the verb or the head noun of the mention.
        heading: whether it stands in a headline, whose present tense tells of what has happened and whose bare
            infinitive ("Putin, Xi to meet") of what is to come.
    """
    judged = _of_noun(anchor, heading) if not is_verbal(anchor) else _of_verb(anchor, heading)
    return judged.draft()


def _of_verb(verb: Token, heading: bool) -> _Judgement:
    """The status that a verb's own tense and everything above it give."""
    own = _tense(verb, heading)
    if own is not None and own.status == "ongoing" and verb.tag_ in ("VBZ", "VBP") and _awaited(verb):
        own = _Judgement("planned", verb, "when", False)
    conditional = _conditional(verb)
    if conditional is not None and (own is None or own.status in ("planned", "possible", "held", "ongoing")):
        own = conditional if own is None or not (own.status == "held" and conditional.hedge == "until") else own
    return _climb(verb, own, heading)


def _awaited(verb: Token) -> bool:
    """ "hopes to agree when he visits Washington", "before Kim and Moon meet": the present tense of what is to come."""
    return any(c.dep_ in ("advmod", "mark") and c.lower_ in ("when", "before", "once", "until", "after") for c in verb.children)


def _climb(token: Token, inner: _Judgement | None, heading: bool) -> _Judgement:
    """Overrule an inner judgement by the words above it, as far as they govern it."""
    current, judged, steps = token, inner, 0
    while current.head.i != current.i and steps < 6:
        steps += 1
        head, dep = current.head, current.dep_
        if dep in ("conj", "advcl") and is_verbal(head) and _bare(current) and dep == "conj":
            # "agreed to meet and hold talks": the second infinitive hangs where the first does.
            current = head
            continue
        if dep == "pcomp" and head.lower_ in _AFTER:
            return _Judgement("held", head, head.lower_, False)
        slot = _complement_slot(current)
        if slot is None:
            break
        if slot == "that" and head.pos_ == "NOUN":
            # "dismissed a report that the two had met"
            found = _row(head.head, "report", head)
            return _Judgement(found[1].status, head.head, found[0], False) if found is not None else judged or _default(token, heading)
        found = _row(head, slot, current)
        if found is not None:
            judged = _apply(head, found, judged)
        elif judged is None:
            judged = _tense(head, heading) if is_verbal(head) else None
            if judged is not None:
                judged = _Judgement(judged.status, judged.token, judged.hedge, slot != "complement" or judged.weak)
        if found is None and slot == "that":
            break
        if found is not None and head.pos_ == "NOUN" and judged is not None:
            judged = _above(head, judged, heading)
        current = head
    if judged is None:
        judged = _default(token, heading)
    return judged


def _bare(verb: Token) -> bool:
    """An infinitive or gerund without an auxiliary of its own finite tense."""
    return verb.tag_ in ("VB", "VBG", "VBN") and not any(a in _FUTURE | _MAY | _OUGHT | _BE | _HAVE or a in ("would", "'d", "did", "do", "does") for a in auxiliaries(verb))


def _complement_slot(token: Token) -> str | None:
    """How a clause hangs on the word above: as an infinitive ("complement") or as a sentence ("that")."""
    dep = token.dep_
    if dep == "acl" and any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children):
        return "that"
    if dep in ("xcomp", "acl", "acomp", "attr", "oprd") or (dep == "advcl" and token.tag_ == "VB"):
        return "complement"
    if dep == "relcl" and token.head.lemma_.lower() not in ("report", "claim", "rumour", "rumor", "allegation"):
        return None
    if dep in ("ccomp", "csubj", "relcl"):
        return "that" if not _bare(token) else "complement"
    if dep == "pcomp":
        return "complement"
    if dep == "prep":
        return "complement"
    return None


def _row(word: Token, slot: str, below: Token) -> tuple[str, HedgeRow] | None:
    return hedge_lexicon().look_up(slot, _keys(word, below))


def _keys(word: Token, below: Token | None = None) -> tuple[str, ...]:
    """The forms under which a word may stand in the table: alone, with its particle, with a preposition, with an object."""
    lemma = word.lemma_.lower()
    keys = [lemma, word.lower_] if word.pos_ not in ("VERB", "AUX") else [lemma]
    if word.pos_ == "ADJ" or word.dep_ == "acomp":
        # An adjective that is also a verb: "is open to talks" against "opened talks".
        keys = [f"be {word.lower_}", word.lower_]
    for child in word.children:
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "prep") and child.i == word.i + 1):
            keys.append(f"{lemma} {child.lower_}")
        if child.dep_ in ("dobj", "pobj", "acomp") and child.i - word.i <= 3:
            keys.append(f"{lemma} {child.lemma_.lower()}")
        if child.dep_ == "prep" and child.lower_ in ("out", "on", "under"):
            keys += [f"{child.lower_} {grand.lemma_.lower()}" for grand in child.children]
    if below is not None and below.dep_ in ("prep", "agent") and below.head.i == word.i < below.i:
        keys.append(f"{lemma} {below.lower_}")
    return tuple(dict.fromkeys(keys))


def _apply(word: Token, found: tuple[str, HedgeRow], inner: _Judgement | None) -> _Judgement | None:
    """What a governing word makes of the judgement below it."""
    key, row = found
    if row.weak and inner is not None and not inner.weak:
        return inner
    status: Status | None = row.status
    if _is_denied(word):
        status = row.negated
        if status is None:
            return inner
    elif inner is not None and inner.status in ("cancelled", "refused", "denied", "postponed", "not_planned") and row.status in (
        "planned",
        "proposed",
        "possible",
    ):
        # "announced that the visit was cancelled": the inner word has settled it.
        return inner
    if status == "planned" and any(a in _MAY for a in auxiliaries(word)):
        status = "possible"
    return _Judgement(status, word, key, row.weak)


def _is_denied(word: Token) -> bool:
    if is_negated(word):
        return True
    # "is not ready for talks": the negation stands on the copula.
    head = word.head
    if word.dep_ in ("acomp", "attr", "oprd") and head.i != word.i and is_negated(head):
        return True
    if word.dep_ in ("dobj", "pobj") and word.pos_ == "NOUN" and head.lemma_ in ("have", "see", "make") and is_negated(head):
        return True
    return word.dep_ == "xcomp" and is_negated(head)


def _tense(verb: Token, heading: bool) -> _Judgement | None:
    """The status that a verb's auxiliaries and form give by themselves; None for infinitives and gerunds."""
    aux = auxiliaries(verb)
    negated = is_negated(verb)

    def judged(status: Status, weak: bool = False) -> _Judgement:
        return _Judgement(_NEGATED.get(status, status) if negated else status, verb, " ".join(aux), weak)

    if any(a in _FUTURE for a in aux):
        return judged("planned") if not negated else _Judgement("refused", verb, "will not", False)
    if any(a in _MAY for a in aux):
        return judged("possible")
    if any(a in _OUGHT for a in aux):
        return judged("proposed")
    if "would" in aux or "'d" in aux:
        return judged("planned") if not negated else _Judgement("refused", verb, "would not", False)
    if "to" in aux:
        above = verb.head
        if verb.dep_ in ("xcomp", "ROOT", "ccomp") and above.lower_ in _BE and above.i < verb.i:
            # "is to meet", "was to have met"
            return _Judgement("not_planned" if is_negated(above) else "planned", above, "be to", False)
        if verb.head.i == verb.i or heading:
            return judged("planned")
        return None
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
        if any(a in _HAVE for a in aux) or any(a in ("was", "were") for a in aux):
            return judged("held")
        if any(a in ("is", "are", "'s", "'re") for a in aux):
            return judged("held", weak=True)
        return judged("held", weak=True)
    if verb.tag_ == "VBD":
        return judged("held")
    if verb.tag_ in ("VBZ", "VBP"):
        return judged("held") if heading else judged("ongoing", weak=True)
    if verb.tag_ == "VB" and "did" in aux:
        return judged("held")
    if verb.tag_ == "VB" and any(a in ("do", "does") for a in aux):
        return judged("ongoing", weak=True)
    return None


def _conditional(verb: Token) -> _Judgement | None:
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i:
            found = hedge_lexicon().look_up("adverb", (child.lower_,))
            if found is not None:
                return _Judgement(found[1].status, child, found[0], found[1].weak)
    return None


def _default(token: Token, heading: bool) -> _Judgement:
    """Nothing governs the mention: take the tense of the sentence around it, weakly."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if is_verbal(current):
            tense = _tense(current, heading)
            if tense is not None and tense.status in ("held", "ongoing", "planned"):
                status: Status = "planned" if tense.status == "planned" else "held"
                return _Judgement(status, current, "", True)
    return _Judgement("held", token, "", True)


def _of_noun(noun: Token, heading: bool) -> _Judgement:
    """The status of a contact named by a noun: its modifiers, its predicate, and what governs that."""
    inner = _modifiers(noun)
    for child in noun.children:
        if child.dep_ == "acl" and child.i > noun.i:
            inner = _participle(child) or inner
        elif child.dep_ == "relcl" and is_verbal(child):
            found = _row(child, "subject" if _is_subject_clause(child) else "object", child)
            tense = _tense(child, heading)
            if found is not None and not found[1].weak:
                inner = _apply(child, found, inner)
            elif tense is not None and not tense.weak and inner is None:
                inner = tense
    negated = any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in noun.children)
    current, dep = noun, noun.dep_
    while dep in ("conj", "appos") and current.head.i != current.i and current.head.pos_ in ("NOUN", "PROPN"):
        current, dep = current.head, current.head.dep_
    return _predicate(noun, current, inner, negated, heading)


def _is_subject_clause(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WDT", "WP") for child in verb.children)


def _modifiers(noun: Token) -> _Judgement | None:
    lexicon = hedge_lexicon()
    judged: _Judgement | None = None
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in ("amod", "compound", "advmod", "nmod", "poss", "npadvmod"):
            continue
        words = [child, *child.children] if child.dep_ in ("poss", "npadvmod", "amod") else [child]
        for word in words:
            found = lexicon.look_up("modifier", (word.lower_, word.lemma_.lower()))
            if found is not None and (judged is None or judged.weak):
                judged = _Judgement(found[1].status, word, found[0], found[1].weak)
    return judged


def _participle(verb: Token) -> _Judgement | None:
    """ "talks planned for May", "a meeting to be held in Minsk", "talks held in Geneva"."""
    if "to" in auxiliaries(verb) or (verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)):
        if "be" in auxiliaries(verb):
            return _Judgement("planned", verb, "to be", False)
        return None
    found = _row(verb, "passive", verb) if verb.tag_ == "VBN" else None
    if found is None:
        return None
    return _Judgement(found[1].status, verb, found[0], found[1].weak)


def _predicate(noun: Token, current: Token, inner: _Judgement | None, negated: bool, heading: bool) -> _Judgement:
    head, dep = current.head, current.dep_
    if head.i == current.i:
        if negated:
            return _Judgement("not_planned", noun, "no", False)
        return inner or _default(noun, heading)
    if dep in ("nsubjpass", "nsubj") or (dep == "dobj" and is_verbal(head)):
        slot = {"nsubjpass": "passive", "nsubj": "subject", "dobj": "object"}[dep]
        found = _row(head, slot, current)
        judged = inner
        tense = _tense(head, heading)
        if found is not None and not found[1].weak:
            judged = _apply(head, found, inner)
            if negated and found[1].negated is not None and judged is not None:
                judged = _Judgement(found[1].negated, head, found[0], False)
            if tense is not None and tense.status == "possible" and judged is not None and judged.status in ("planned", "cancelled"):
                judged = _Judgement("possible", tense.token, tense.hedge, False)
        else:
            predicate = _adjective(head, slot)
            if predicate is not None:
                judged = predicate
            elif tense is not None:
                status = _weak_predicate(found, tense, head, heading)
                if head.lemma_ == "be" and dep == "nsubj" and status.status in ("held", "ongoing"):
                    # "the summit was part of an effort" does not say that it has been.
                    status = _Judgement(status.status, status.token, status.hedge, True)
                if judged is None or judged.weak:
                    judged = status
        if negated and judged is not None and judged.status in ("held", "ongoing"):
            judged = _Judgement("denied" if judged.status == "held" and dep != "nsubj" else "not_planned", head, "no", False)
        conditional = _conditional(head)
        if conditional is not None and (judged is None or judged.status in ("planned", "held", "ongoing", "possible")):
            judged = conditional
        return _climb(head, judged, heading)
    if dep == "pobj" and head.dep_ in ("prep", "agent", "pcomp", "dative", "conj", "advmod", "prt", "mark"):
        return _oblique(noun, head, inner, negated, heading)
    if dep in ("attr", "acomp") and is_verbal(head):
        # "There was no telephone conversation", "This was their first meeting".
        tense = _tense(head, heading)
        if negated:
            past = tense is not None and tense.status in ("held", "denied")
            return _climb(head, _Judgement("denied" if past else "not_planned", noun, "no", False), heading)
        return _climb(head, inner or tense, heading)
    if dep == "compound" or dep == "nmod" or dep == "poss":
        return inner or _default(noun, heading)
    return _climb(current, inner, heading) if inner is None else _climb(current, inner, heading)


def _adjective(verb: Token, slot: str) -> _Judgement | None:
    """ "the meeting is possible", "a summit is unlikely", "talks are under way"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "prep", "advmod", "oprd") and child.i > verb.i:
            found = hedge_lexicon().look_up("subject", _keys(child)) or (
                hedge_lexicon().look_up("subject", (" ".join(t.lower_ for t in child.subtree),))
            )
            if found is not None:
                status = found[1].negated if is_negated(verb) else found[1].status
                if status is not None:
                    return _Judgement(status, child, found[0], found[1].weak)
    return None


def _weak_predicate(found: tuple[str, HedgeRow] | None, tense: _Judgement, verb: Token, heading: bool) -> _Judgement:
    """ "talks began", "talks will take place": what tense says of an event verb."""
    if found is None or tense.status not in ("held", "ongoing") or (tense.status == "ongoing" and not tense.weak):
        if tense.status == "ongoing" and verb.tag_ in ("VBZ", "VBP") and not heading:
            return _Judgement("planned" if found is not None and found[1].status == "held" else "ongoing", verb, verb.lower_, True)
        return tense
    return _Judgement(found[1].status, verb, found[0], tense.weak)


def _oblique(noun: Token, preposition: Token, inner: _Judgement | None, negated: bool, heading: bool) -> _Judgement:
    """ "called for talks", "plans for a meeting", "during the talks", "ahead of the summit"."""
    word = preposition
    while word.dep_ in ("prep", "pcomp", "dative", "conj") and word.pos_ in ("ADP", "SCONJ", "ADV") and word.head.i != word.i:
        if word.lower_ in _BEFORE:
            break
        below, word = word, word.head
        if word.pos_ not in ("ADP", "SCONJ", "ADV"):
            found = _row(word, "object", below)
            if found is not None and word.pos_ in ("VERB", "AUX") and " " not in found[0]:
                # "called for calm on a visit": the visit is no object of the call.
                found = None
            if found is not None and (not found[1].weak or inner is None):
                judged = _apply(word, found, inner)
                if negated and judged is not None and found[1].negated is not None:
                    judged = _Judgement(found[1].negated, word, found[0], False)
                if word.pos_ in ("NOUN", "PROPN", "ADJ") and judged is not None:
                    return _above(word, judged, heading)
                return _climb(word, judged, heading)
            if word.pos_ == "NOUN" and word.lemma_.lower() in _TRANSPARENT:
                outer = _of_noun(word, heading)
                return outer if inner is None or (inner.weak and not outer.weak) else inner
            break
    if preposition.lower_ in _BEFORE or word.lower_ in _BEFORE:
        return inner if inner is not None and not inner.weak else _Judgement("planned", preposition, preposition.lower_, True)
    if inner is not None and not inner.weak:
        return inner
    verb = word if is_verbal(word) else governor(word)
    if is_verbal(verb) and preposition.lower_ not in ("since",):
        return _climb_weak(verb, inner, heading)
    return inner or _default(noun, heading)


def _climb_weak(verb: Token, inner: _Judgement | None, heading: bool) -> _Judgement:
    """ "said after the talks", "is in talks with", "will speak at the summit": the clause around, weakly."""
    tense = _tense(verb, heading)
    if tense is None:
        return _climb(verb, inner, heading)
    if inner is not None:
        return inner
    if verb.tag_ in ("VBZ", "VBP") and _awaited(verb):
        return _Judgement("planned", verb, "when", True)
    return _Judgement(tense.status if tense.status in ("held", "ongoing", "planned", "possible") else "held", tense.token, "", True)


def _above(word: Token, judged: _Judgement, heading: bool) -> _Judgement:
    """A hedging noun ("offer", "invitation") may itself be turned down, withdrawn or accepted."""
    head = word.head
    if word.dep_ in ("dobj", "nsubjpass") and is_verbal(head):
        lexicon, keys = hedge_lexicon(), _keys(head)
        found = lexicon.look_up("offer", keys) or lexicon.look_up(
            "passive" if word.dep_ == "nsubjpass" else "object", keys
        )
        if found is not None and ("offer" in found[1].slots or found[1].status in _OFF):
            return _apply(head, found, judged) or judged
        if is_negated(head) and judged.status == "planned":
            return _Judgement("not_planned", head, "not", False)
    return judged
