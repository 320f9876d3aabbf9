"""The status of a contact's mention, from tense, mood, negation and the words that govern it.

The mention is followed outwards through the parse: from its own words ("planned talks") to its predicate ("talks were
called off"), to what governs that ("agreed to hold talks", "denied that they had met"). An outer word overrules an
inner one; tense decides only where no word does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.aftermath import afterwards
from communique.find.governing import (
    AFTER,
    BEFORE,
    OFF,
    above,
    apply,
    climb,
    default,
    discredited,
    is_denied,
    row_of,
    travels,
)
from communique.find.obliques import around, means
from communique.find.outcomes import ended, is_known, is_of_the_known, is_under_way, of_clause, of_event, swallowed
from communique.find.relatives import happens_there, has_object, is_led_by_which, is_subject_clause
from communique.find.syntax import auxiliaries, governor, is_negated, is_verbal
from communique.find.tenses import (
    Judgement,
    asked,
    conditional,
    conditioned,
    is_awaited,
    tense,
)
from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.hedges import hedge_lexicon
from communique.schema import TOOK_PLACE, Status, StatusDraft

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRANSPARENT = frozenset(
    {
        "sort",
        "kind",
        "type",
        "form",
        "number",
        "couple",
        "series",
        "set",
        "lot",
        "range",
        "round",
        "day",
        "session",
        "start",
        "beginning",
        "resumption",
        "renewal",
        "continuation",
        "opening",
        "process",
    }
)


_OF_THE_ACTOR = frozenset({"effort", "readiness", "willingness", "request", "attempt"})
_SEATS = frozenset({"part", "role", "place", "seat"})
_HAPPENS = TOOK_PLACE | {"planned"}


def status_of(anchor: Token, heading: bool) -> StatusDraft:
    """The status of the contact that a verb or noun mentions.

    Args:
        anchor: the verb or the head noun of the mention.
        heading: whether it stands in a headline, whose present tense tells of what has happened and whose bare
            infinitive ("Putin, Xi to meet") of what is to come.
    """
    judged = _of_noun(anchor, heading) if not is_verbal(anchor) else _of_verb(anchor, heading)
    return asked(anchor, judged).draft()


def _of_verb(verb: Token, heading: bool) -> Judgement:
    """The status that a verb's own tense and everything above it give."""
    own = conditioned(verb, tense(_witnessed(verb), heading))
    if verb.lemma_ == "be":
        # "had been due in Asmara on Monday"
        found = row_of(verb, "complement", verb)
        own = own if found is None else apply(verb, found, None)
    if own is not None and own.status == "ongoing" and verb.tag_ in ("VBZ", "VBP") and is_awaited(verb):
        own = Judgement("planned", verb, "when", False)
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and is_awaited(verb) and "would" in auxiliaries(verb.head):
        # "said he would discuss it when he met Putin next month"
        own = Judgement("planned", verb, "when", False)
    may = conditional(verb)
    if may is not None and (own is None or own.status in ("planned", "possible", "proposed", "held", "ongoing")):
        own = may if own is None or not (own.status == "held" and may.hedge == "until") else own
    return climb(verb, own, heading)


def _witnessed(verb: Token) -> Token:
    """ "A visit that saw both sides discuss trade": the verb of seeing has the tense."""
    seen = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in ("see", "witness", "watch", "hear")
    bare = verb.tag_ in ("VB", "VBP") and not auxiliaries(verb) and not any(c.dep_ == "mark" for c in verb.children)
    return verb.head if seen and bare else verb


def _of_noun(noun: Token, heading: bool) -> Judgement:
    """The status of a contact named by a noun: its modifiers, its predicate, and what governs that."""
    inner = _modifiers(noun)
    for child in noun.children:
        if child.dep_ == "acl" and child.i > noun.i:
            inner = _participle(child) or inner
        elif child.dep_ == "relcl" and is_verbal(child):
            found = row_of(child, "subject" if is_subject_clause(child) else "object", child)
            if has_object(child) and not is_subject_clause(child):
                # "The discussions we had confirmed the importance": taken for "that we had confirmed"
                continue
            own = tense(child, heading)
            if happens_there(child):
                # "a conversation in which Biden proposed a summit", "dinner, where they hope to make progress"
                inner = own if inner is None and own is not None and own.status in ("held", "planned") else inner
                continue
            if found is not None and not found[1].weak:
                inner = apply(child, found, inner)
            elif found is not None and own is not None and inner is None:
                # "the summit, which begins on Thursday", "the talks that started on Friday"
                inner = of_event(found, own, child, heading)
            elif own is not None and not own.weak and inner is None and own.status in ("held", "ongoing", "planned"):
                # not "a hotline by which the leaders can talk"
                inner = own
    if inner is None:
        inner = _misplaced(noun)
    negated = any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in noun.children)
    current, dep = noun, noun.dep_
    while dep in ("conj", "appos") and current.head.i != current.i and current.head.pos_ in ("NOUN", "PROPN"):
        current, dep = current.head, current.head.dep_
        before = _modifiers(current) if inner is None else None
        if before is not None and before.status == "held":
            # "follows on recent engagements, as well as meetings between Yellen and others"
            inner = before
    return _predicate(noun, current, inner, negated, heading)


def _modifiers(noun: Token) -> Judgement | None:
    lexicon = hedge_lexicon()
    judged: Judgement | None = None
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in ("amod", "compound", "advmod", "nmod", "poss", "npadvmod"):
            continue
        words = [child, *child.children] if child.dep_ in ("poss", "npadvmod", "amod") else [child]
        for word in words:
            found = lexicon.look_up("modifier", (word.lower_, word.lemma_.lower()))
            if found is not None and (judged is None or judged.weak):
                judged = Judgement(found[1].status, word, found[0], found[1].weak)
    return judged


def _participle(verb: Token) -> Judgement | None:
    """ "talks planned for May", "a meeting to be held in Minsk", "talks held in Geneva"."""
    if "to" in auxiliaries(verb) or (verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)):
        if "be" in auxiliaries(verb):
            return Judgement("planned", verb, "to be", False)
        return None
    found = row_of(verb, "passive", verb) if verb.tag_ == "VBN" else None
    if found is None:
        return None
    return Judgement(found[1].status, verb, found[0], found[1].weak)


def _misplaced(noun: Token) -> Judgement | None:
    """ "the meeting with Donald Trump scheduled for Tuesday": parsed as if Trump had been scheduled; "a meeting to be
    held" likewise."""
    behind = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 4]
    held = len(behind) == 3 and behind.text.lower().startswith("to be ") and row_of(behind[2], "passive", behind[2])
    if held:
        return Judgement("planned", behind[2], "to be", False)
    for word in noun.subtree:
        if word.i > noun.i and word.dep_ == "relcl" and word.head.i != noun.i and is_led_by_which(word):
            # "the summit of world leaders, which begins on Thursday"
            found, own = row_of(word, "subject", word), tense(word, False)
            if found is not None and found[1].status == "ongoing" and own is not None:
                return of_event(found, own, word, False)
        if word.i > noun.i and word.dep_ == "acl" and word.tag_ == "VBN" and word.head.pos_ == "PROPN":
            judged = _participle(word)
            if judged is not None and judged.status == "planned":
                return judged
    return None


def _predicate(noun: Token, current: Token, inner: Judgement | None, negated: bool, heading: bool) -> Judgement:
    head, dep = current.head, current.dep_
    if head.i == current.i:
        if negated:
            return Judgement("not_planned", noun, "no", False)
        return inner or default(noun, heading)
    if dep == "dobj" and head.lower_ in AFTER and head.dep_ in ("prep", "acl"):
        # "told the media following talks with Boris Johnson": a preposition, though its form is a verb's
        return afterwards(head, heading)
    lost = swallowed(current)
    if lost is not None:
        head, dep = lost, "dobj"
    if dep in ("nsubjpass", "nsubj") or (dep == "dobj" and is_verbal(head)):
        over = ended(current, head, heading) if inner is None else None
        if over is not None:
            return over
        judged = of_clause(current, head, dep, inner, negated, heading)
        if dep == "dobj" and is_known(current) and row_of(head, "object", current) is None:
            # "They had intended to use the summit to confront him": what is meant is not the summit.
            # "Sessions failed to disclose the contacts": nor are they what failed.
            judged = climb(head, judged, heading)
            return Judgement("held" if judged.status in OFF else judged.status, judged.token, judged.hedge, True)
        may = conditional(head)
        if may is not None and is_under_way(current, head):
            return Judgement("ongoing", head, may.hedge, True)
        if may is not None and (judged is None or judged.status in ("planned", "held", "ongoing", "possible")):
            judged = may
        outer = climb(head, conditioned(head, judged), heading)
        eventless = dep == "nsubj" and is_known(current) and row_of(head, "subject", current) is None
        if eventless and judged is not None and outer.status == "proposed" and judged.status in _HAPPENS:
            # "He hoped that the talks would bring peace": that, not that there be talks
            return Judgement(judged.status, judged.token, judged.hedge, True)
        return outer
    if dep == "pobj" and head.dep_ in ("prep", "agent", "pcomp", "dative", "conj", "advmod", "prt", "mark"):
        return _oblique(noun, head, inner, negated, heading)
    if dep in ("attr", "acomp") and is_verbal(head):
        # "There was no telephone conversation", "This was their first meeting".
        own = tense(head, heading)
        may = conditional(head) or conditioned(head, own)
        if negated and may is not None and may.status == "possible":
            # "If the situation is weak, there will be no meeting", "otherwise there will be none"
            return climb(head, may, heading)
        if negated and own is not None:
            status: Status = "refused" if own.status in ("planned", "refused") else "not_planned"
            if own.status in ("held", "denied"):
                status = "denied"
            return climb(head, Judgement(status, noun, "no", False), heading)
        return climb(head, inner or own, heading)
    if dep in ("compound", "nmod", "poss"):
        return inner or default(noun, heading)
    return climb(current, inner, heading)


def _oblique(noun: Token, preposition: Token, inner: Judgement | None, negated: bool, heading: bool) -> Judgement:
    """ "called for talks", "plans for a meeting", "during the talks", "ahead of the summit"."""
    word = preposition
    while (
        word.dep_ in ("prep", "pcomp", "dative", "conj", "agent", "advmod")
        and word.pos_ in ("ADP", "SCONJ", "ADV")
        and word.head.i != word.i
    ):
        if word.lower_ in BEFORE:
            break
        below, word = word, word.head
        if word.pos_ not in ("ADP", "SCONJ", "ADV"):
            judged = _governed(noun, word, below, inner, negated, heading)
            if judged is not None:
                return judged
            break
    if preposition.lower_ in BEFORE or word.lower_ in BEFORE:
        # "ahead of a delayed meeting": it is to come.
        known = inner is not None and not inner.weak and inner.status != "postponed"
        lead = preposition if preposition.lower_ in BEFORE else word
        return inner if inner is not None and known else Judgement("planned", preposition, lead.lower_, True)
    if inner is not None and not inner.weak:
        return inner
    if preposition.lower_ == "without":
        # "exchanged prisoners without any talks" against "cannot be solved without talks"
        outside = tense(governor(preposition), heading)
        over = outside is not None and outside.status == "held"
        return Judgement("denied" if over else "proposed", preposition, "without", not over)
    if preposition.lower_ in AFTER and preposition.lower_ != "since":
        return afterwards(preposition, heading)
    if preposition.lower_ == "during" and word.tag_ == "VBD" and not is_negated(word):
        # "During the talks in Turkey, the delegation outlined its proposals": they were held.
        return inner or Judgement("held", preposition, "during", False)
    seats = _SEATS | contact_lexicon().cues["participation"]
    if word.pos_ == "NOUN" and preposition.lower_ in ("in", "during", "at") and word.lemma_.lower() not in seats:
        # "attacks are meant to strengthen its position in the talks": not the talks are meant.
        return inner or default(noun, heading)
    if word.pos_ == "NOUN" and preposition.lower_ == "of" and word.lemma_.lower() in contact_lexicon().cues["record"]:
        # "sought to limit documentation of his meetings"
        return inner or Judgement("held", word, word.lemma_, True)
    verb = word if is_verbal(word) else governor(word)
    if preposition.lower_ == "for" and verb.tag_ == "VBG" and not auxiliaries(verb) and travels(verb):
        # "before the event is over, heading to Singapore for his summit with Kim"
        return inner or Judgement("planned", verb, verb.lemma_, True)
    if is_verbal(verb) and preposition.lower_ not in ("since",):
        return means(verb, preposition) or around(noun, preposition, verb, inner, heading)
    return inner or default(noun, heading)


def _governed(
    noun: Token, word: Token, preposition: Token, inner: Judgement | None, negated: bool, heading: bool
) -> Judgement | None:
    """What the word makes of a contact that hangs on it by a preposition; None where it says nothing."""
    verbal = is_verbal(word)
    if verbal:
        beside = _beside(word, preposition)
        if beside is not None:
            return climb(word, beside, heading)
    if word.pos_ == "NOUN" and hedge_lexicon().look_up("hearsay", (word.lemma_.lower(),)) is not None:
        judged = discredited(word)
        if judged is not None:
            return judged
    found = row_of(word, "object", preposition)
    if preposition.lower_ == "of" and word.lemma_.lower() in _OF_THE_ACTOR:
        # "with the joint efforts of Saudi Arabia and Iran, the talks achieved results"
        found = None
    counted = word.pos_ == "NOUN" and preposition.lower_ == "of" and word.lemma_.lower() in _TRANSPARENT
    if not verbal and found is not None and (is_of_the_known(word, preposition, noun) or counted):
        # "a clever set of negotiations" is not set.
        found = None
    bare = found is not None and " " not in found[0]
    if found is not None and bare and found[1].weak and not verbal and found[1].status in ("held", "ongoing"):
        # "as a broker for talks": a noun of the same letters, but "the progress of the talks"
        found = None
    if found is not None and verbal and " " not in found[0] and (preposition.lower_ != "for" or found[1].weak):
        # "called for calm on a visit": the visit is no object of the call; "is expected in Rome for talks" is.
        found = None
    if found is not None and (not found[1].weak or inner is None):
        event = found[1].weak and found[1].status in ("held", "ongoing")
        own = tense(word, heading) if verbal and event else None
        judged = apply(word, found, inner)
        if own is not None:
            # "will take part in talks", "may be followed by a meeting"
            judged = of_event(found, own, word, heading)
        elif event and verbal:
            judged = inner
        if negated and judged is not None and found[1].negated is not None:
            judged = Judgement(found[1].negated, word, found[0], False)
        if verbal and (judged is None or judged.status in ("planned", "held", "ongoing")):
            judged = conditional(word) or judged
        if word.pos_ in ("NOUN", "PROPN", "ADJ") and judged is not None:
            readiness = word.head.head if word.dep_ == "pobj" and judged.status == "possible" else None
            offered = row_of(readiness, "object", word.head) if readiness is not None else None
            if readiness is not None and offered is not None and offered[1].status == "proposed":
                # "is open to the possibility of dialogue"
                judged = apply(readiness, offered, None) or judged
            return above(word, judged, heading)
        return climb(word, judged, heading)
    if word.pos_ == "NOUN" and word.lemma_.lower() in _TRANSPARENT:
        outer = _of_noun(word, heading)
        return outer if inner is None or (inner.weak and not outer.weak) else inner
    return None


def _beside(verb: Token, preposition: Token) -> Judgement | None:
    """ "No decision has been made on a meeting", "saw no point in talks": the parser hangs on the verb what belongs to
    the noun beside it."""
    for child in verb.children:
        if child.dep_ not in ("dobj", "nsubjpass", "attr") or child.i > preposition.i:
            continue
        lemma, lead = child.lemma_.lower(), preposition.lower_
        keys = (f"{lemma} {lead}", lemma) if lead == "for" else (f"{lemma} {lead}",)
        found = hedge_lexicon().look_up("object", keys)
        if found is not None:
            denied = is_negated(child) or is_denied(verb)
            status = found[1].negated if denied else found[1].status
            if status is not None:
                return above(child, Judgement(status, child, found[0], found[1].weak), False)
    return None
