"""When a mentioned contact takes place: the expressions of its own clause, not of the report about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.lexicon.calendar import load_calendar
from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.dating import dating_lexicon
from communique.lexicon.hedges import hedge_lexicon
from communique.read import Reading
from communique.resolve.contacts.extent import Side, days_of, numbered_day, side_of, stretched
from communique.resolve.contacts.holders import hangs_on, has_role, holders_of, is_verb
from communique.resolve.times import TimeMention
from communique.resolve.times.arithmetic import shift_days, to_day, week_of
from communique.schema import ContactDraft, When
from communique.schema.edtf import bounds, is_edtf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_BOUNDS = frozenset({"since", "until", "till", "before", "after"})
_OF = frozenset({"of", "on", "about", "from"})
_SOON = frozenset({"immediately", "right", "just", "shortly", "soon", "straight", "directly"})
# From this day on "right after" may be in the next month.
_LATE = "21"
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SINGLE = frozenset({"in", "on"})
_CLOSE = 12
_UNTIL = frozenset({"until", "till"})
_LEADING_TO = frozenset({"for", "to", "until", "till", "on"})
_OPEN = frozenset({"planned", "possible", "proposed", "refused", "not_planned"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    distance: int
    when: When
    side: Side
    past: bool = False


def date_of(
    draft: ContactDraft, reading: Reading, times: Sequence[TimeMention], published: When | None = None
) -> When | None:
    """The date of the draft's clause, None where its clause gives none.

    `published` is the day of the article; "the offer comes two days after they met" counts from it where nothing nearer
    is said.
    """
    here = [mention for mention in times if reading.sentence_of(mention.words.start) == draft.sentence]
    possible = (
        c for c in _candidates(draft, reading, here, published) if not _is_over(draft, c, reading.doc, published)
    )
    found = sorted(possible, key=lambda c: (c.rank, c.distance))
    days = days_of(draft, reading.doc, here)
    if not found:
        return _counted(draft, reading, times, published, days)
    best = found[0]
    for other in found[1:]:
        # "which opened on July 11 ... collapsed on Tuesday"
        if {best.side, other.side} == {"begin", "end"}:
            first, last = (best, other) if best.side == "begin" else (other, best)
            if len(first.when.edtf) == len(last.when.edtf) == 10 and first.when.edtf < last.when.edtf:
                return When(f"{first.when.edtf}/{last.when.edtf}", first.when.span, first.when.anchor)
    edtf = stretched(best.when.edtf, days, best.side, numbered_day(draft, reading.doc))
    return When(edtf, best.when.span, best.when.anchor)


def _candidates(
    draft: ContactDraft, reading: Reading, here: Sequence[TimeMention], published: When | None
) -> list[_Candidate]:
    doc = reading.doc
    trigger, holders = doc[draft.trigger.start], holders_of(draft, reading)
    found: list[_Candidate] = []
    ends = {mention.words.end for mention in here if mention.when is not None}
    for mention in here:
        if mention.words.start in ends:
            # "on June 23-24 this year": the year belongs to the date before it.
            continue
        if mention.when is None or mention.kind not in ("date", "time"):
            continue
        head = _governing(mention, doc)
        when = _of_sunday(_calendar(mention, mention.when, doc), draft, published)
        start = mention.words.start
        if head.i != trigger.i and head.i > start and head.lemma_.lower() in contact_lexicon().cues["outcome"]:
            # "Today's agreements on the results of the second round of talks"
            continue
        lead = _lead(mention, doc)
        if has_role(head, "moving") and (moved := _new_date(mention, lead, reading)) is not None:
            found.append(_Candidate(0, 0, moved, "whole"))
            continue
        if "since" in lead and _goes_on(mention, draft):
            # "talks have been under way since June"
            found.append(_Candidate(0, abs(start - trigger.i), when, "whole"))
            continue
        if lead & _BOUNDS:
            # "their first talks since March" took place at another time.
            continue
        if _is_told(doc[start], trigger, draft.clause) or _is_of_another(doc[start], trigger):
            continue
        telling = draft.verbal and _is_of_the_week(mention, doc)
        if not telling and any(
            _is_behind(doc[noun.i + 1 : start]) for noun in _others(doc[trigger.i + 1 : start], trigger)
        ):
            # "had discussions, building on the engagements between Biden and Xi in Bali in November 2022"
            continue
        if head.i != trigger.i and _is_owned(head) and not head.is_ancestor(trigger):
            # "The visit follows Qureshi's visit to Kabul on October 21"
            continue
        held = (1, trigger) if _is_due(doc[start], trigger) else hangs_on(mention, head, holders, draft)
        if held is None and not draft.verbal and lead & _SINGLE and _is_behind(doc[trigger.i + 1 : start]):
            found.append(_Candidate(1, abs(start - trigger.i), when, "whole"))
        if held is None:
            if _is_readout(head, draft):
                found.append(_Candidate(9, abs(start - trigger.i), when, "whole"))
            continue
        rank, holder = held
        if has_role(holder, "telling") and not _dates_the_contact(holder, trigger, draft, lead):
            continue
        if _is_of_the_topic(mention, draft, doc):
            continue
        side = side_of(mention, holder, draft, doc)
        wide = len(when.edtf) < 10
        if side == "begin" and rank == 0 and wide and draft.status.status == "ongoing" and holder.i != trigger.i:
            # "peace talks launched in 2012", still under way
            when = When(f"{when.edtf.split('/')[0]}/..", when.span, when.anchor)
        found.append(_Candidate(rank, abs(start - trigger.i), when, side, holder.tag_ == "VBD"))
    return found


def _is_behind(between: Span) -> bool:
    """ "The forthcoming summit in Madrid in June 2022": a date behind the place belongs to what is held there, wherever
    the parser hangs it."""
    plain = all(token.pos_ in ("ADP", "PROPN", "DET", "CCONJ") or token.text == "," for token in between)
    return plain and len(between) <= _CLOSE and any(token.ent_type_ in _PLACES for token in between[-4:])


def _others(words: Span, trigger: Token) -> list[Token]:
    """The nouns of other contacts among some words: not "talks" of "a round of talks"."""
    nouns = [word for word in words if word.pos_ == "NOUN" and word.lemma_.lower() in contact_lexicon().by_noun]
    return [noun for noun in nouns if not (noun.head.lower_ == "of" and noun.head.head.i == trigger.i)]


def _of_sunday(when: When, draft: ContactDraft, published: When | None) -> When:
    """On a Sunday "last week" is the one just past and "this week's summit" one of the days to come: weeks then run
    from Sunday, as newspapers count them."""
    today = to_day(published.edtf) if published is not None else None
    if today is None or today.isoweekday() != 7:
        return when
    ahead = draft.status.status not in ("held", "ongoing", "denied")
    if when.edtf != week_of(today, -1) and not (ahead and when.edtf == week_of(today)):
        return when
    start, end = (shift_days(day, 6) for day in when.edtf.split("/"))
    return When(f"{start}/{end}", when.span, when.anchor)


def _is_of_another(date: Token, trigger: Token) -> bool:
    """ "The engagements between Sullivan and Wang in May, as well as meetings between others": the first one's own."""
    first = trigger
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    return first.i < date.i < trigger.i and first.is_ancestor(date) and first.i != trigger.i


def _is_owned(noun: Token) -> bool:
    """Whether a date hangs on somebody's own contact: "Qureshi's visit on October 21"."""
    owned = any(child.dep_ == "poss" and child.pos_ == "PROPN" for child in noun.children)
    return owned and noun.lemma_.lower() in contact_lexicon().by_noun


def _is_readout(head: Token, draft: ContactDraft) -> bool:
    """ "According to a readout released on Sunday": as a release without a date, it tells of the day it came out."""
    words = {head.lemma_.lower(), *(child.lemma_.lower() for child in head.children), head.head.lemma_.lower()}
    return bool(words & dating_lexicon().by_role["readout"]) and draft.status.status == "held" and draft.kind != "visit"


def _is_over(draft: ContactDraft, candidate: _Candidate, doc: Doc, published: When | None) -> bool:
    """Whether a date has passed for what is still to come: "called a meeting to discuss the blasts in September"."""
    if published is None or draft.status.weak or draft.status.status not in _OPEN:
        return False
    if draft.status.words.start == draft.trigger.start:
        # "as France did by inviting him to hold talks on Saturday"
        return False
    trigger = doc[draft.trigger.start]
    # "proposed the meeting during calls on Sunday": that is when it was proposed, wherever the parser hangs it.
    asked = trigger.dep_ == "dobj" and trigger.head.i == draft.status.words.start
    if candidate.past or (candidate.rank == 0 and not draft.verbal and not asked):
        # "told of contacts held in Brussels on May 22", "led a delegation on June 29 to continue discussions"
        return False
    latest, today = bounds(candidate.when.edtf).latest, bounds(published.edtf).earliest
    return latest is not None and today is not None and latest < today


def _new_date(mention: TimeMention, lead: set[str], reading: Reading) -> When | None:
    """ "Postponed until Friday", "postponed on Monday until Friday": the day to which it was moved."""
    if mention.when is None:
        return None
    if lead & (_UNTIL | {"to", "for"}):
        return When(mention.when.edtf.removeprefix("../"), mention.when.span, mention.when.anchor)
    if len(mention.parts) == 2:
        first, last = mention.parts
        between = {token.lower_ for token in reading.doc[first.words.end : last.words.start]}
        return last.when if between & _UNTIL else None
    return None


def _is_due(first: Token, trigger: Token) -> bool:
    """ "Called off talks with Pakistan, due in Islamabad on 25 August": wherever the parser hangs it."""
    word = first
    while word.i > trigger.i and (word.i == first.i or word.pos_ in ("ADP", "PROPN")) and word.lemma_.lower() != "due":
        word = word.nbor(-1)
    return (
        trigger.i < word.i < first.i
        and word.lemma_.lower() in ("due", "schedule", "slate", "plan", "set")
        and word.tag_ in ("JJ", "VBN", "IN")
        and not any(is_verb(token) and token.i != word.i for token in first.doc[trigger.i + 1 : first.i])
    )


def _lead(mention: TimeMention, doc: Doc) -> set[str]:
    """The words that lead to a date: "until" of "until Friday", nothing of "after Friday's meeting"."""
    first = doc[mention.words.start]
    root = doc[mention.words.start : mention.words.end].root
    modifies = root.dep_ in ("poss", "compound", "nmod", "amod") and root.head.i >= mention.words.end
    return {first.lower_} if modifies or not first.i else {first.lower_, first.nbor(-1).lower_}


def _governing(mention: TimeMention, doc: Doc) -> Token:
    """What a date hangs on: not the infinitive that only begins after it ("will travel on March 17 to engage with")."""
    head = doc[mention.head]
    for child in head.children:
        if child.lower_ == "to" and child.dep_ == "aux" and head.head.i < mention.words.start < child.i:
            return head.head
    while head.pos_ == "PROPN" and head.ent_type_ in _PLACES and head.dep_ in ("pobj", "appos"):
        # "in the Oval Office in Washington, April 4, 2019", "the summit in Madrid in June": no date of the city
        head = head.head.head if head.dep_ == "pobj" else head.head
    # "pushed back to January"
    return head.head if head.dep_ in ("advmod", "prt") and has_role(head.head, "moving") else head


def _goes_on(mention: TimeMention, draft: ContactDraft) -> bool:
    return draft.status.status == "ongoing" and mention.head in (draft.clause, draft.trigger.start)


def _is_of_the_topic(mention: TimeMention, draft: ContactDraft, doc: Doc) -> bool:
    """ "Briefed him on the meeting of the three leaders in Sochi on November 26": a day of the calendar after another
    event is that event's; a weekday ("on Monday") more often that of the telling."""
    trigger = doc[draft.trigger.start]
    if not draft.verbal or not has_role(trigger, "telling") or mention.words.start < trigger.i:
        return False
    if _is_of_the_week(mention, doc):
        return False
    return any(
        token.pos_ == "NOUN" and token.lemma_.lower() in contact_lexicon().by_noun and token.head.lower_ in _OF
        for token in doc[trigger.i + 1 : mention.words.start]
    )


def _is_of_the_week(mention: TimeMention, doc: Doc) -> bool:
    calendar = load_calendar()
    return any(
        token.text in calendar.weekdays or token.lower_ in calendar.deictic for token in doc[slice(*mention.words)]
    )


def _dates_the_contact(holder: Token, trigger: Token, draft: ContactDraft, lead: set[str]) -> bool:
    """Whether a date on a word of telling is that of the contact: "told Xi on Monday", "set for Friday"."""
    if lead & (_LEADING_TO - {"on"}):
        return True
    row = hedge_lexicon().look_up("complement", (holder.lemma_,))
    if row is not None and row[1].voided is not None and draft.status.words.start == holder.i:
        # "Later today, Obama is set to meet Trudeau"
        return True
    if holder.i == trigger.i:
        # "On April 11, Blinken will welcome him": its tense says so, not the word, as in "invited him on Monday".
        own = draft.status.words.start == trigger.i and draft.status.hedge == trigger.lemma_
        return draft.status.status not in _OPEN or not own
    # "said on Monday in a telephone call with Xi", "was told on Monday during the talks"
    return _is_occasion(trigger, holder)


def _is_occasion(trigger: Token, verb: Token) -> bool:
    current = trigger
    while current.head.i != current.i and current.i != verb.i:
        if current.dep_ in ("pobj", "pcomp") and current.head.lower_ in (
            "in",
            "at",
            "during",
            "by",
            "after",
            "following",
            "via",
            "alongside",
        ):
            return True
        current = current.head
    return False


def _is_told(first: Token, trigger: Token, clause: int) -> bool:
    """ "Putin will visit Turkey, Peskov said on Monday": the date stands right after another verb of telling."""
    for index in range(first.i - 1, max(-1, first.i - 3), -1):
        token = first.doc[index]
        if is_verb(token) and token.sent.start == first.sent.start:
            return (
                token.i not in (trigger.i, clause)
                and has_role(token, "telling")
                and token.tag_ in ("VBD", "VBZ", "VBP")
            )
    return False


def _calendar(mention: TimeMention, when: When, doc: Doc) -> When:
    """ "At the end of the month", "in early September": the month is what is known for sure.

    "Right after the holidays that end on January 9" is not any time from then on, but in that month.
    """
    day = when.edtf.removesuffix("/..")
    if day != when.edtf and len(day) == 10 and day[8:] < _LATE and doc[mention.words.start].lower_ in _SOON:
        return When(day[:7], when.span, when.anchor)
    return When(mention.unit, when.span, when.anchor) if mention.unit is not None and is_edtf(mention.unit) else when


def _counted(
    draft: ContactDraft, reading: Reading, times: Sequence[TimeMention], published: When | None, days: int | None
) -> When | None:
    """ "The offer on Friday came two days after they had met": counted from the date of the verb above."""
    doc = reading.doc
    inside = _ancestors(doc[draft.trigger.start])
    for mention in times:
        length = re.fullmatch(r"P(\d+)([DW])", mention.length or "")
        if mention.kind != "duration" or length is None or reading.sentence_of(mention.words.start) != draft.sentence:
            continue
        word = doc[mention.words.end] if mention.words.end < len(doc) else None
        if word is None or word.lower_ not in ("after", "before"):
            continue
        below = word if word.dep_ == "prep" else word.head
        if below.i not in inside:
            # "said as he met Steinmeier, two days before a deadline"
            continue
        verb = below.head
        while not is_verb(verb) and verb.head.i != verb.i:
            verb = verb.head
        base = _base(verb, draft, reading, times, published)
        amount = int(length[1]) * (7 if length[2] == "W" else 1)
        if base is None:
            continue
        edtf = shift_days(base, -amount if word.lower_ == "after" else amount)
        if edtf is None:
            continue
        side: Side = (
            "end"
            if has_role(doc[draft.clause], "end")
            else "begin"
            if has_role(doc[draft.clause], "begin")
            else "whole"
        )
        return When(stretched(edtf, days, side, None), reading.span(mention.words), base)
    return None


def _ancestors(token: Token) -> set[int]:
    return {token.i, *(above.i for above in token.ancestors)}


def _base(
    verb: Token, draft: ContactDraft, reading: Reading, times: Sequence[TimeMention], published: When | None
) -> str | None:
    """The day that a length counts from: the verb's own, the last one named just before, or the article's."""
    known = [m for m in times if m.when is not None and m.unit is not None and len(m.unit) == 10]
    for mention in known:
        if mention.head == verb.i:
            return mention.unit
    before = [m for m in known if 0 < draft.sentence - reading.sentence_of(m.words.start) <= 2]
    if before:
        return before[-1].unit
    return published.edtf if published is not None and verb.tag_ in ("VBZ", "VBP") else None
