"""The words that a contact's date may hang on: its own, the verb of its clause, and what is done at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.dating import DatingRole, dating_lexicon
from communique.lexicon.speech import load_speech
from communique.read import Reading
from communique.resolve.times import TimeMention
from communique.schema import ContactDraft

if TYPE_CHECKING:
    from spacy.tokens import Token

# What stands after these took place at another time than what stands before them.
BEFORE = frozenset({"before", "until", "till", "ahead", "since", "pending"})
AFTER = frozenset({"after", "following"})
# "On the sidelines of the summit" is at its time.
MARGINS = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
# "Said on Monday about the talks": the preposition leads to a topic, not to the occasion.
_TOPIC = frozenset(
    {"about", "on", "of", "regarding", "over", "to", "for", "against", "concerning", "into", "from", "than", "as"}
)
_TOGETHER = frozenset({"when", "as", "while", "where", "during"})
_HEDGES = frozenset(
    {"expect", "schedule", "due", "set", "plan", "be", "slate", "bind", "likely", "prepare", "book", "poise"}
)


def has_role(token: Token, role: DatingRole) -> bool:
    """Whether a word, alone or with its particle, has a role in `dating.toml`."""
    words, lemma = dating_lexicon().by_role[role], token.lemma_.lower()
    return lemma in words or any(
        f"{lemma} {child.lower_}" in words
        for child in token.children
        if child.dep_ in ("prt", "advmod", "prep") and child.i == token.i + 1
    )


def is_verb(token: Token) -> bool:
    """Whether a word is a verb of its own, not an auxiliary nor part of a compound like "president-to-be"."""
    hyphenated = token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return (
        token.pos_ in ("VERB", "AUX")
        and token.dep_ not in ("aux", "auxpass", "amod", "compound", "prep")
        and not hyphenated
    )


def holders_of(draft: ContactDraft, reading: Reading) -> dict[int, int]:
    """The tokens that a date of the contact may hang on, each with how far it is from the contact (0: its own word)."""
    trigger, clause = reading.doc[draft.trigger.start], reading.doc[draft.clause]
    found = {trigger.i: 0}
    for verb in _own_clauses(trigger):
        found.setdefault(verb.i, 0)
    if is_verb(trigger) and draft.status.words.start == trigger.i and has_role(trigger, "telling"):
        # "invited him to come on 31 March"
        for child in trigger.children:
            if child.dep_ in ("xcomp", "ccomp", "advcl") and any(grand.lower_ == "to" for grand in child.children):
                found.setdefault(child.i, 1)
    if clause.i != trigger.i and not _reach(trigger, clause, draft, found):
        return found
    found.setdefault(clause.i, 1)
    _below(trigger, clause, found)
    if trigger.dep_ in ("dobj", "conj", "nsubjpass") and not draft.verbal and has_role(clause, "telling"):
        # "will travel to Berlin on May 14, where they will discuss the summit in Madrid"
        return found
    _above(clause, found)
    if clause.dep_ == "relcl" and draft.kind == "visit" and draft.status.status == "ongoing":
        # "Saidov, who is on a visit to Kabul, was received on Wednesday": he is there on that day.
        verb = _verb_above(clause.head)
        if verb.lemma_.lower() in contact_lexicon().by_verb and verb.tag_ in ("VBD", "VBN"):
            found.setdefault(verb.i, 4)
    return found


def _own_clauses(noun: Token) -> list[Token]:
    """ "Talks held in Minsk on Monday", "the summit on Zimbabwe that was to have opened on July 11": verbs that tell of
    the noun alone, wherever in its phrase the parser hangs them."""
    if is_verb(noun):
        return []
    found = []
    for verb in noun.subtree:
        if verb.dep_ not in ("acl", "relcl") or verb.i < noun.i or not is_verb(verb):
            continue
        if verb.head.i == noun.i or any(has_role(verb, role) for role in ("begin", "end", "staging")):
            found.append(verb)
            found += _complements(verb)
    after = noun.right_edge.i + 1
    if after < len(noun.doc) and _is_bare_staging(noun.doc[after]):
        # "talks between their representatives in Istanbul held the day before", hung on the verb of the sentence
        found.append(noun.doc[after])
    return found


def _is_bare_staging(verb: Token) -> bool:
    bare = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl") and is_verb(verb)
    return bare and has_role(verb, "staging") and not any(child.i < verb.i for child in verb.children)


def _complements(verb: Token) -> list[Token]:
    """ "Were due to start", "was to have opened": the chain of complements below a verb."""
    below = [child for child in verb.children if child.dep_ in ("xcomp", "acomp", "oprd")]
    return below + [lower for child in below for lower in _complements(child)]


def _reach(trigger: Token, clause: Token, draft: ContactDraft, found: dict[int, int]) -> bool:
    """Walk from a noun to the verb of its clause; whether what the verb tells is the time of the contact, too."""
    current = trigger
    while current.i != clause.i:
        above = current.head
        if above.i == current.i:
            return True
        if current.dep_ in ("pobj", "pcomp") and above.lower_ in BEFORE:
            found.setdefault(above.i, 1)
            return False
        if current.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ == "ahead":
            found.setdefault(above.head.i, 1)
            return False
        if above.pos_ == "NOUN" and above.i == draft.status.words.start and not has_role(above, "event"):
            # "the cancellation of a meeting with Obama strained ties on Tuesday"
            return False
        if above.pos_ == "NOUN" and (above.lemma_.lower(), "clause") in load_speech().nouns:
            # "on Thursday he dismissed reports of talks": that is when he did
            return False
        if current.dep_ == "pobj" and above.lower_ in AFTER:
            found.setdefault(clause.i, 4)
            return has_role(clause, "telling") or clause.lemma_ == "speak"
        if (
            current.dep_ == "pobj"
            and above.lower_ in _TOPIC
            and above.head.i == clause.i
            and has_role(clause, "telling")
            and trigger.head.lower_ not in ("at", "during")
        ):
            return False
        beside = current.dep_ == "conj" and above.lemma_.lower() in contact_lexicon().by_noun
        if above.i != clause.i and above.pos_ == "NOUN" and not beside:
            # "engagements, including in May in Vienna, as well as meetings in Beijing": May is of the former.
            found.setdefault(above.i, 1)
        current = above
    return True


def _below(trigger: Token, clause: Token, found: dict[int, int]) -> None:
    """ "Talks are due to begin on Friday", "is expected to take place on Monday"."""
    for child in clause.children:
        if (
            child.dep_ in ("xcomp", "acomp", "oprd")
            and trigger.dep_ in ("nsubj", "nsubjpass")
            and trigger.head.i == clause.i
        ):
            found.setdefault(child.i, 1)
            for grand in child.children:
                if grand.dep_ == "xcomp":
                    found.setdefault(grand.i, 1)


def _above(clause: Token, found: dict[int, int]) -> None:
    """Verbs above that happen at the same time: "flew to Minsk on Monday to meet", "spoke on Friday as he met"."""
    current, rank = clause, 2
    for _ in range(4):
        head = current.head
        if head.i == current.i:
            return
        marks = {child.lower_ for child in current.children if child.dep_ in ("mark", "advmod") and child.i < current.i}
        if current.dep_ == "relcl":
            # "then to France, where he dined with Macron"; "a meeting that April, in which he played host to Xi"
            inside = any(c.lower_ == "which" and c.head.lower_ in ("in", "at", "during") for c in current.subtree)
            if not inside and not marks & {"where", "when"}:
                return
            if head.lemma_.lower() in contact_lexicon().by_noun:
                found.setdefault(head.i, rank)
            head = _verb_above(head)
            if inside and not has_role(head, "telling"):
                found.setdefault(head.i, rank + 1)
            visits = [child.i for child in head.children if child.dep_ == "dobj" and _is_journey(child)]
            if not has_role(head, "going") and not visits:
                return
            for visit in visits:
                found.setdefault(visit, rank)
        elif current.dep_ == "pcomp":
            if head.lower_ in AFTER:
                verb = _verb_above(head)
                if has_role(verb, "telling"):
                    found.setdefault(verb.i, 4)
                return
            if head.lower_ not in ("by", "in", "while", "during", "for"):
                return
            head = _verb_above(head)
        elif current.dep_ in ("xcomp", "advcl", "acl", "conj", "acomp", "oprd") and is_verb(head):
            if current.dep_ == "advcl" and marks & (
                BEFORE | AFTER | {"if", "unless", "because", "although", "though", "once"}
            ):
                return
            if current.dep_ == "conj" and _is_infinitive(current) and _is_infinitive(head):
                # "will travel on Monday to reassure allies and to consult with NATO"
                current = head
                continue
            simultaneous = current.dep_ == "advcl" and bool(marks & _TOGETHER)
            if head.lemma_.lower() in _HEDGES and current.dep_ in ("xcomp", "acomp", "oprd") and head.lemma_ != "be":
                found.setdefault(head.i, 4)
                current, rank = head, max(rank, 4)
                continue
            if not simultaneous and not has_role(head, "going"):
                return
            if current.dep_ == "conj" and _has_own_tense(current):
                rank = max(rank, 4)
        elif current.dep_ == "xcomp" and head.pos_ == "ADJ":
            found.setdefault(head.i, 4)
            current, rank = head, 4
            continue
        else:
            return
        if has_role(head, "telling") and not has_role(head, "going"):
            return
        found.setdefault(head.i, rank)
        current, rank = head, rank + 1


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and not any(child.tag_ == "MD" for child in verb.children)


def _is_journey(noun: Token) -> bool:
    return any(row.kind == "visit" for row in contact_lexicon().by_noun.get(noun.lemma_.lower(), ()))


def _has_own_tense(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in verb.children)


def _verb_above(token: Token) -> Token:
    current = token
    while current.head.i != current.i and not is_verb(current):
        current = current.head
    return current


def hangs_on(
    mention: TimeMention, head: Token, holders: dict[int, int], draft: ContactDraft
) -> tuple[int, Token] | None:
    """How far a word that a date hangs on is from the contact, and the holder reached; None where it is another's.

    The walk upwards passes names and places, to which the parser likes to hang dates ("met Lavrov in Minsk on Monday"),
    with a penalty other nouns where the date is a day ("raised the issue on Monday", not "the bombings in September"),
    and neither another verb nor another event ("after the elections in May").
    """
    parties = {index for party in draft.parties for index in range(*party.words)}
    current, penalty, day = head, 0, mention.unit is not None and len(mention.unit) == 10
    for _ in range(8):
        if current.i in holders:
            if current.lower_ in BEFORE and mention.words.start < draft.trigger.start:
                # "on Monday ahead of the talks"
                return None
            return holders[current.i] + penalty, current
        if current.lower_ in BEFORE | AFTER or is_verb(current):
            return None
        if current.pos_ == "NOUN" and current.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC"):
            if _is_event(current, holders) or not (day or current.i in parties):
                return None
            penalty = 3 if current.i not in parties else 0
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _is_event(noun: Token, holders: dict[int, int]) -> bool:
    """Whether a noun has a date of its own, unless it is how the contact itself took place ("told him at talks")."""
    lemma = noun.lemma_.lower()
    if lemma in contact_lexicon().by_noun:
        preposition = noun.head
        if preposition.lower_ == "of" and preposition.head.lemma_.lower() in MARGINS:
            preposition = preposition.head.head
        return not (
            noun.dep_ == "pobj"
            and (
                preposition.lower_ in ("in", "at", "during", "by") or (preposition.lower_ == "on" and _is_journey(noun))
            )
            and preposition.head.i in holders
        )
    return lemma in dating_lexicon().by_role["event"]
