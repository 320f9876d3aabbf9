"""What the words above a mention of a contact make of it: "agreed to meet", "denied that they had met"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.grammar import is_past
from communique.find.syntax import auxiliaries, is_given_up, is_negated, is_of_nobody, is_verbal
from communique.find.tenses import FUTURE, MAY, OUGHT, Judgement, conditional, conditioned, is_asked, is_bare, tense
from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.hedges import HedgeRow, hedge_lexicon
from communique.schema import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[str, HedgeRow]

OFF = frozenset({"refused", "cancelled", "postponed", "denied", "not_planned"})
_OPEN = frozenset({"planned", "proposed", "possible"})
AFTER = frozenset({"after", "since", "following"})
BEFORE = frozenset({"before", "ahead"})


def climb(token: Token, inner: Judgement | None, heading: bool) -> Judgement:
    """Overrule an inner judgement by the words above, as far as they govern it.

    Args:
        token: the verb or noun to start from.
        inner: what is known of the mention so far.
        heading: whether it stands in a headline.
    """
    if inner is not None and token.dep_ in ("ccomp", "conj", "pcomp") and is_asked(token):
        inner = Judgement(inner.status, inner.token, inner.hedge, True)
    judged = _climbed(token, inner, heading)
    if is_negated(token) and is_bare(token) and judged.status in (*_OPEN, "held"):
        if any(child.dep_ in ("dobj", "iobj", "dative") for child in token.head.children if child.i < token.i):
            # "Beijing warned McCarthy not to meet Tsai": what he will do is not said.
            return Judgement("possible", judged.token, judged.hedge, True)
        # "decided not to attend the talks"
        return Judgement("refused", judged.token, judged.hedge, judged.weak)
    return judged


def _climbed(token: Token, inner: Judgement | None, heading: bool) -> Judgement:
    current, judged, steps = token, inner, 0
    while current.head.i != current.i and steps < 6:
        steps += 1
        judged = _under_subject(current, judged)
        head, dep = current.head, current.dep_
        if dep == "conj" and is_verbal(head) and is_bare(current):
            # "agreed to meet and hold talks": the second infinitive hangs where the first does.
            current = head
            continue
        if dep == "pcomp" and head.lower_ in AFTER:
            return Judgement("held", head, head.lower_, False)
        if dep == "pcomp" and head.lower_ in BEFORE:
            return judged or Judgement("planned", head, head.lower_, True)
        slot = complement_slot(current)
        if slot is None:
            break
        if slot == "that" and head.pos_ == "NOUN":
            return _content(head, current, judged) or default(token, heading)
        found = row_of(head, slot, current)
        if dep == "prep" and is_verbal(head) and (found is None or not _leads(current, found[0])):
            # "does not want to profit by hosting the summit"; but "hopes to settle it by having discussions"
            offered = _offered_beside(current, judged)
            if offered is not None:
                return above(offered.token, offered, heading)
            outer = climb(head, None, heading) if judged is None and current.lower_ == "by" and is_bare(head) else None
            if outer is not None and outer.status in _OPEN:
                return Judgement(outer.status, outer.token, outer.hedge, True)
            break
        lost = _offered_before(current, judged) if found is None and dep == "xcomp" else None
        if lost is not None:
            return above(lost.token, lost, heading)
        if found is not None and slot == "that" and found[1].status in _OPEN and _is_told(judged):
            # "insisted that a call had taken place", "suggested that they had met"
            break
        if found is not None:
            judged = apply(head, found, judged)
        elif judged is None:
            judged = (conditional(head) or conditioned(head, tense(head, heading))) if is_verbal(head) else None
            if judged is not None:
                # "I am not afraid to talk to them": what an unknown predicate denies is not the contact.
                vague = slot != "complement" or dep in ("acomp", "attr") or judged.weak
                status: Status = "planned" if judged.status == "ongoing" and travels(head) else judged.status
                judged = Judgement(status, judged.token, judged.hedge, vague)
        if (
            slot == "that"
            and judged is not None
            and judged.status != "possible"
            and hedge_lexicon().look_up("question", (head.lemma_.lower(),)) is not None
        ):
            # "was asked in what format it is planned to conduct negotiations"
            judged = Judgement(judged.status, judged.token, judged.hedge, True)
        if found is None and slot == "that":
            break
        if found is not None and head.pos_ == "NOUN" and judged is not None:
            judged = above(head, judged, heading)
        current = head
    return judged or default(token, heading)


def _offered_beside(preposition: Token, judged: Judgement | None) -> Judgement | None:
    """ "Underscoring its openness to meeting Kim": the parser hangs on the verb what belongs to the noun beside it."""
    noun = preposition.nbor(-1) if preposition.i else preposition
    found = row_of(noun, "complement", preposition) if noun.dep_ == "dobj" and noun.pos_ == "NOUN" else None
    return apply(noun, found, judged) if found is not None and found[1].status in _OPEN else None


def _offered_before(verb: Token, judged: Judgement | None) -> Judgement | None:
    """ "Expressed its interest to engage in talks": the parser hangs on the verb what belongs to the noun beside it."""
    noun = verb.left_edge.nbor(-1) if verb.left_edge.i else verb
    found = row_of(noun, "complement", verb) if noun.dep_ == "dobj" and noun.head.i == verb.head.i else None
    return apply(noun, found, judged) if found is not None and found[1].status in _OPEN else None


def _under_subject(verb: Token, judged: Judgement | None) -> Judgement | None:
    """ "noted the readiness of China to start talks": the noun, taken for the subject of its infinitive."""
    if verb.tag_ != "VB" or "to" not in auxiliaries(verb):
        return judged
    for child in verb.children:
        if child.dep_ == "nsubj" and child.pos_ == "NOUN":
            found = row_of(child, "complement", verb)
            return judged if found is None else apply(child, found, judged)
    return judged


def _is_told(judged: Judgement | None) -> bool:
    return judged is not None and judged.status == "held" and not judged.weak


def travels(verb: Token) -> bool:
    """ "is flying to Amman to meet Abbas": on the way there he has not met him."""
    return any(row.kind == "visit" for row in contact_lexicon().by_verb.get(verb.lemma_.lower(), ()))


def _leads(preposition: Token, key: str) -> bool:
    """Whether a gerund behind the preposition belongs to the verb: "insist on meeting", not "win by meeting"."""
    return preposition.lower_ not in ("by", "with", "through", "from", "in", "despite", "upon") or " " in key


def _content(noun: Token, clause: Token, judged: Judgement | None) -> Judgement | None:
    """ "dismissed a report that the two had met", "his suggestion that they meet": what a noun's clause tells."""
    if hedge_lexicon().look_up("hearsay", (noun.lemma_.lower(),)) is not None:
        return discredited(noun) or judged
    found = row_of(noun, "complement", clause)
    if found is None or found[1].weak or (judged is not None and judged.status in (*OFF, "held") and not judged.weak):
        return judged
    return apply(noun, found, judged)


def discredited(report: Token) -> Judgement | None:
    """Whether a report, claim or rumour is turned down: "dismissed reports of a meeting", "the reports were false"."""
    lexicon, head = hedge_lexicon(), report.head
    if report.dep_ in ("pobj", "conj") and head.pos_ == "ADP":
        head = head.head
    words = [head]
    if report.dep_ in ("nsubj", "nsubjpass"):
        words += [child for child in head.children if child.dep_ in ("acomp", "attr", "oprd", "prep")]
    for word in words:
        found = lexicon.look_up("report", keys_of(word, report))
        if found is not None and not is_negated(head):
            return Judgement(found[1].status, word, found[0], False)
    return None


def default(token: Token, heading: bool) -> Judgement:
    """Nothing governs the mention: take the tense of the sentence around it, weakly."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if is_verbal(current):
            judged = tense(current, heading)
            if judged is not None and judged.status in ("held", "ongoing", "planned", "possible"):
                status: Status = "held" if judged.status == "ongoing" else judged.status
                if judged.status == "ongoing" and "to" in auxiliaries(token):
                    # "We have a lot to talk about today"
                    status = "planned"
                return Judgement(status, current, "", True)
    return Judgement("held", token, "", True)


def complement_slot(token: Token) -> str | None:
    """How a clause hangs on the word above: as an infinitive ("complement") or as a sentence ("that")."""
    dep = token.dep_
    if dep == "oprd" and token.pos_ == "NOUN":
        # "called the exchange a conversation of the deaf"
        return None
    if dep == "acl" and any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children):
        return "that"
    # "Asked if they might hold a conversation, he said": a clause of its own, though its verb has no ending
    purpose = dep == "advcl" and token.tag_ == "VB" and is_bare(token)
    if dep in ("xcomp", "acl", "acomp", "attr", "oprd") or purpose:
        return "complement"
    if dep == "relcl" and hedge_lexicon().look_up("hearsay", (token.head.lemma_.lower(),)) is None:
        return None
    if dep in ("ccomp", "csubj", "relcl"):
        return "that" if not is_bare(token) else "complement"
    if dep in ("pcomp", "prep"):
        return "complement"
    return None


def row_of(word: Token, slot: str, below: Token) -> Found | None:
    """The row of the table for a word with what stands below it."""
    found = hedge_lexicon().look_up(slot, keys_of(word, below))
    return None if found is not None and found[1].hypothetical and "would" not in auxiliaries(word) else found


def keys_of(word: Token, below: Token | None = None) -> tuple[str, ...]:
    """The forms of a word that the table may have: alone, with its particle, with a preposition, with an object."""
    lemma = word.lemma_.lower()
    # "Negotiations have been deadlocked": participles may have a row as such.
    keys = [lemma, word.lower_] if word.pos_ not in ("VERB", "AUX") or word.tag_ == "VBN" else [lemma]
    if word.pos_ == "ADJ" or word.dep_ == "acomp":
        # An adjective that is also a verb: "is open to talks" against "opened talks".
        keys = [f"be {word.lower_}", word.lower_]
        if word.head.pos_ == "NOUN":
            # "left the door open"
            keys.append(f"{word.head.lemma_.lower()} {word.lower_}")
    particle = ""
    for child in word.children:
        if child.dep_ == "prep" and below is not None and below.dep_ == "prep" and below.i != child.i:
            # "on a visit to Hungary he called for calm": the visit is not called for.
            continue
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "prep") and child.i == word.i + 1):
            particle = child.lower_
            keys.append(f"{lemma} {child.lower_}")
        if child.dep_ in ("dobj", "pobj", "acomp", "oprd") and child.i - word.i <= 3:
            keys.append(f"{lemma} {child.lemma_.lower()}")
        if child.dep_ == "prep" and child.lower_ in ("out", "on", "under", "off", "in"):
            keys += [f"{child.lower_} {grand.lemma_.lower()}" for grand in child.children]
    if below is not None and below.dep_ in ("prep", "agent", "dative") and below.head.i == word.i < below.i:
        keys.append(f"{lemma} {below.lower_}")
        if particle:
            # "failed to show up for a meeting"
            keys.append(f"{lemma} {particle} {below.lower_}")
    return tuple(dict.fromkeys(keys))


def apply(word: Token, found: Found, inner: Judgement | None) -> Judgement | None:
    """What a governing word makes of the judgement below it."""
    key, row = found
    if row.weak and inner is not None and not inner.weak:
        return inner
    if inner is not None and not inner.weak and _stands(inner, row.status):
        return inner
    status: Status = row.status
    unbegun = row.status == "planned" and word.dep_ in ("nsubj", "nsubjpass") and is_negated(word.head)
    if unbegun or is_denied(word, key):
        if row.negated is None:
            return inner
        status = row.negated
        if status == "not_planned" and {"will", "'ll", "wo", "would", "'d"} & set(auxiliaries(word)):
            # "will never agree to talks"
            status = "refused"
        if status == "refused" and inner is not None and inner.status == "planned":
            status = "cancelled"
    elif inner is not None and inner.status == "refused" and status == "refused":
        # "declined to rule out talks"
        status = "possible"
    elif inner is not None and inner.status in ("cancelled", "postponed") and row.status in ("possible", "proposed"):
        # "threatened to call off the talks" has not called them off.
        status = "possible"
    elif inner is not None and inner.status in OFF and row.status in _OPEN:
        # "announced that the visit was cancelled": the inner word has settled it.
        return inner
    elif status == "refused" and inner is not None and inner.status == "planned" and not inner.weak:
        # "refused to attend the meeting scheduled for Tuesday"
        status = "cancelled"
    if row.past is not None and status == row.status and is_past(word if is_verbal(word) else word.head):
        # "Obama was able to meet Castro", "had the opportunity to discuss this"
        return Judgement(row.past, word, key, row.weak)
    if status == "planned" and row.voided is not None and _is_bygone(word):
        # "had been due to meet on Thursday": unless more is said, it did not come to that.
        return Judgement(row.voided, word, key, True)
    if status == "planned" and any(a in MAY for a in auxiliaries(word)):
        status = "possible"
    elif status in ("cancelled", "postponed") and any(a in MAY or a in OUGHT for a in auxiliaries(word)):
        # "may cancel the planned visit", "should cancel it": it is not cancelled yet.
        return Judgement("possible", word, key, False)
    return Judgement(status, word, key, row.weak)


def _is_bygone(word: Token) -> bool:
    verb = word if is_verbal(word) else word.head
    return "had" in auxiliaries(verb) and verb.dep_ != "ccomp"


def _stands(inner: Judgement, outer: Status) -> bool:
    """ "will discuss the recent talks", "is expected in Moscow for possible talks": the noun's own modifier knows; and
    "discussed the conference that the EU will host" its own clause."""
    if inner.token.dep_ == "relcl" and outer == "possible" and inner.status == "planned":
        # "are considering a meeting that would take place in Bali" has not settled it.
        return any(a in FUTURE for a in auxiliaries(inner.token))
    if inner.token.dep_ == "relcl" and inner.status == "held" and outer == "planned":
        # "The meeting that they had was arranged by the embassy"
        return True
    if outer not in _OPEN or not hedge_lexicon().is_modifier(inner.hedge):
        return False
    # "went there to discuss the upcoming summit": that it was talked of makes it no less planned; "hope that the
    # ongoing discussions will lead to peace"
    return (inner.status, outer) in (("possible", "planned"), ("planned", "possible")) or inner.status in (
        "held",
        "ongoing",
    )


def is_denied(word: Token, key: str = "") -> bool:
    """Whether a governing word is negated, on itself or where it is a complement on the word above ("is not ready").

    `key` is the row's word: where it has the object in it ("make sense"), a "no" before the object denies it.
    """
    if is_negated(word) or is_of_nobody(word) or is_given_up(word):
        return True
    head = word.head
    if word.dep_ in ("acomp", "attr", "oprd") and head.i != word.i and is_negated(head):
        return True
    if (
        word.dep_ in ("dobj", "pobj")
        and word.pos_ == "NOUN"
        and head.lemma_ in ("have", "see", "make")
        and is_negated(head)
    ):
        return True
    if " " in key and any(
        child.dep_ in ("dobj", "pobj") and child.lemma_.lower() == key.split()[-1] and is_negated(child)
        for child in word.children
    ):
        return True
    return word.dep_ == "xcomp" and is_negated(head)


def is_thanked_for(word: Token) -> bool:
    """ "Thank you for the invitation to visit Sochi": the guest says so, and he is there."""
    if word.dep_ not in ("pobj", "pcomp") or word.head.lower_ != "for":
        return False
    verb = word.head.head
    you = any(child.lower_ == "you" and child.dep_ in ("dobj", "dative") for child in verb.children)
    return you and verb.lemma_.lower() == "thank"


def above(word: Token, judged: Judgement, heading: bool) -> Judgement:
    """A hedging noun ("offer", "invitation") may itself be turned down, withdrawn or accepted."""
    head = word.head
    if judged.status == "proposed" and is_thanked_for(word):
        return Judgement("ongoing", head.head, head.head.lemma_, False)
    if word.dep_ in ("dobj", "nsubjpass") and is_verbal(head):
        lexicon, keys = hedge_lexicon(), keys_of(head)
        found = lexicon.look_up("offer", keys) or lexicon.look_up(
            "passive" if word.dep_ == "nsubjpass" else "object", keys
        )
        if found is not None and ("offer" in found[1].slots or found[1].status in OFF):
            if (
                head.dep_ == "xcomp"
                and head.head.lemma_ == "have"
                and any(c.lower_ == "yet" for c in head.head.children)
            ):
                # "has yet to accept the invitation"
                return judged
            if any(a in FUTURE | MAY for a in auxiliaries(head)) and found[1].status not in OFF:
                return judged
            return apply(head, found, None) or judged
        if judged.status == "postponed" and lexicon.look_up("thaw", keys) is not None:
            # "lifted the freeze on the talks"
            return Judgement("planned", head, head.lemma_, False)
        if is_negated(head) and judged.status == "planned":
            return Judgement("not_planned", head, "not", False)
    return judged
