"""Reading to drafts of contacts: triggers of the lexicon, with the parties, status and attributes around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.find import parties
from communique.find.attributes import attributes_of, format_of, topics_of
from communique.find.circumstances import has_matter, is_attended, is_continued, is_first_since, is_long_ago
from communique.find.governing import is_thanked_for
from communique.find.hedges import status_of
from communique.find.recalls import recalled
from communique.find.syntax import governor, is_negated, is_verbal, lemma_of, objects, prepositional, subjects
from communique.lexicon.contacts import ContactRow, contact_lexicon
from communique.read import Reading
from communique.schema import ContactDraft, Kind, PartyDraft, StatusDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
_NOT = frozenset({"denied", "refused", "not_planned"})
_OTHERS = frozenset({"with", "between", "among", "to", "object"})


def find_contacts(reading: Reading) -> tuple[ContactDraft, ...]:
    """Every mention of a contact in a reading, in text order; several mentions may be one contact."""
    found: list[ContactDraft] = []
    # An article that tells of telephone calls means calls where it says "spoke to"; one that tells of a meeting of
    # three means one meeting where it says "met A and B".
    cues = contact_lexicon().cues
    title = (reading.document.title or "").lower()
    words = {text.lower() for text in reading.columns.texts} | set(title.split())
    phoned = bool(words & cues["telephone"]) or any(call in title for call in cues["call of the title"])
    together = bool(words & cues["of three"]) or any(group in title for group in cues["group of the title"])
    for number, sentence in enumerate(reading.sentences):
        heading = reading.kinds[number] in ("heading", "caption")
        for token in reading.tokens(sentence):
            again = recalled(token, number, heading, found)
            if again is not None:
                found.append(again)
            for row in triggers(token):
                draft = _draft(token, row, number, heading, reading)
                if draft is None:
                    continue
                if phoned and row.speech and draft.kind == "contact":
                    draft = replace(draft, kind="call")
                found.append(replace(draft, separate=draft.separate and not together))
    return tuple(found)


def triggers(token: Token) -> tuple[ContactRow, ...]:
    """The rows of the lexicon that a word triggers in its place in the sentence, none for most words."""
    lexicon = contact_lexicon()
    lemma = lemma_of(token)
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "aux", "auxpass"):
        rows = tuple(row for row in lexicon.by_verb.get(lemma, ()) if _is_this_verb(token, row))
        if rows:
            return rows
    return tuple(row for row in lexicon.by_noun.get(lemma, ()) if _is_this_noun(token, row))[:1]


def _is_this_verb(verb: Token, row: ContactRow) -> bool:
    """Not "called off the talks", "called for an audit", "called the vote flawed": other verbs of the same letters."""
    particles = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod") and child.i == verb.i + 1}
    if row.particle:
        return row.particle in particles
    done = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if any(child.lemma_.lower() in row.not_objects for child in done):
        # "Greece and Poland were meeting that goal", "their demands are met"
        return False
    if row.alone and done:
        return False
    if row.to_place and not any(c.dep_ == "dobj" and c.ent_type_ in ("GPE", "LOC", "FAC") for c in verb.children):
        return False
    if row.alone and any(noun.lemma_.lower() in contact_lexicon().cues["crowd"] for noun in subjects(verb)):
        # "Troops had gathered near the border"
        return False
    if row.objects and not any(child.lemma_.lower() in row.objects for child in done):
        return False
    if "place" in row.frames and any(child.dep_ == "agent" for child in verb.children):
        # "a delegation headed by the foreign minister"
        return False
    if row.presence and not any(
        child.dep_ == "prep" and child.lower_ == "in" and any(noun.pos_ == "PROPN" for noun in child.children)
        for child in verb.children
    ):
        return False
    if row.telling and (verb.tag_ not in ("VBD", "VBN") or any(_is_the_public(child) for child in verb.children)):
        return False
    lexicon = contact_lexicon()
    if row.telling or row.organisation or row.small_clause:
        # "meetings, which chiefs of the IMF will attend"
        said = [noun for noun in done if noun.tag_ != "WDT"] or ([verb.head] if verb.dep_ == "relcl" else [])
        if any(noun.lemma_.lower() in lexicon.by_noun for noun in said):
            return False
    if row.host == "subject" and any(noun.lemma_.lower() in lexicon.by_noun for noun in objects(verb)):
        # "hosted the AGOA Forum" is told by its noun
        return False
    if row.organisation and not done:
        # "The European Union also attends"
        return False
    asked = [child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i]
    if row.only_to and any(child.lemma_.lower() not in row.only_to for child in asked):
        # "I invite Turkey to join the circle of its customers"
        return False
    if row.small_clause and _is_naming(verb):
        return False
    if row.kind == "visit" and any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children):
        # "when it comes to Iran"
        return False
    if row.speech and any(_is_addressed(noun) for noun in prepositional(verb, "to", "before", "at")):
        # "Lavrov spoke to the General Assembly"
        return False
    if row.telling and any(noun.lemma_.lower() == "interview" for noun in prepositional(verb, "in", "during")):
        return False
    for child in verb.children:
        if child.lower_ in row.not_with:
            # "wants Trump to see Iran as a partner"
            return False
        if child.dep_ == "prt" or (child.i == verb.i + 1 and child.lower_ in row.not_before):
            return False
        if row.small_clause and child.i > verb.i and child.dep_ in ("oprd", "xcomp", "acomp", "ccomp", "attr"):
            return False
    return True


def _is_naming(verb: Token) -> bool:
    """ "Not calling Kim Jong-un 'Rocket Man'": what stands behind the object is what he is called."""
    for child in verb.children:
        if child.dep_ == "dobj":
            last = max([child.i, *(t.i for t in child.subtree if t.dep_ in ("compound", "amod", "flat"))])
            following = verb.doc[last + 1 : last + 2].text
            return following in ('"', "“", "'", "‘", "``")
    return False


def _is_the_public(told: Token) -> bool:
    """ "Told the world", "told world leaders", "told reporters", "told it on French television"."""
    public = contact_lexicon().cues["public"]
    return told.dep_ in ("dobj", "dative", "nsubj") and (
        told.lemma_.lower() in public or any(child.lower_ == "world" for child in told.children)
    )


def _is_this_noun(token: Token, row: ContactRow) -> bool:
    """The head of its phrase ("talks", not "talks column"), with what its row asks for around it."""
    if token.pos_ not in ("NOUN", "PROPN") and token.tag_ != "NNS" and not _is_plural_subject(token):
        return False
    head = token.head
    if token.dep_ in ("compound", "amod", "nmod") and head.i > token.i and head.pos_ in ("NOUN", "PROPN"):
        return False
    if token.pos_ == "PROPN" and token.dep_ == "pobj" and head.dep_ == "agent":
        # "convened by the United Nations General Assembly": a body that acts
        return False
    if token.tag_ == "NNP" and row.kind in ("message", "channel"):
        # "wrote on Telegram", the English Channel
        return False
    lemma = lemma_of(token)
    if row.kind == "conference" and _is_addressed(token):
        return False
    above = head.head if token.dep_ == "pobj" and head.lower_ == "of" else None
    over = contact_lexicon().by_noun.get(above.lemma_.lower(), ()) if above is not None else ()
    if any(lemma in row_above.of for row_above in over):
        # "a round of talks" is triggered by "round"
        return False
    if row.not_with and any(word.lower_ in row.not_with for child in token.children for word in child.subtree):
        return False
    if row.not_of and above is not None and above.lemma_.lower() in row.not_of:
        return False
    if row.not_before and token.i + 1 < len(token.doc) and token.nbor().lower_ in row.not_before:
        # "a call for the bloc's members to buy arms"
        return False
    if row.number and (row.number == "plural") == (token.lower_ == lemma):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    if before in row.not_after:
        return False
    if row.after and (before not in row.after or _is_told_already(token)):
        return False
    if row.needs and not any(child.lower_ in row.needs for child in token.children if child.i < token.i):
        return False
    return not row.of or any(
        grand.lemma_.lower() in row.of for child in token.children if child.lower_ == "of" for grand in child.children
    )


def _is_addressed(noun: Token) -> bool:
    """ "Zelensky addressed the General Assembly", "a speech to the assembly": told to those who sit there."""
    cues = contact_lexicon().cues
    spoken = cues["address"]
    if noun.lemma_.lower() not in cues["audience"]:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "before", "at"):
        return noun.head.head.lemma_.lower() in spoken
    return noun.dep_ == "dobj" and noun.head.lemma_ in spoken


def _is_plural_subject(token: Token) -> bool:
    """ "That contacts through the embassies continued": the tagger takes the plural for a verb."""
    return token.tag_ == "VBZ" and token.dep_ in ("nsubj", "nsubjpass", "pobj")


def _is_told_already(noun: Token) -> bool:
    """ "held talks by phone" is told by "talks"; "by phone" and "by telephone" do not ask each other."""
    verb = governor(noun)
    beside = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "nsubj", "nsubjpass"))]
    return any(triggers(other) for other in beside if other.i != noun.i and not _names_a_form(other))


def _names_a_form(token: Token) -> bool:
    rows = contact_lexicon().by_noun.get(token.lemma_.lower(), ())
    return token.pos_ in ("NOUN", "PROPN") and any(row.after for row in rows)


def _draft(token: Token, row: ContactRow, sentence: int, heading: bool, reading: Reading) -> ContactDraft | None:
    verbal = token.lemma_.lower() in row.verbs and is_verbal(token)
    found = parties.of_verb(token, row) if verbal else parties.of_noun(token, row)
    if (row.object and not has_matter(token)) or is_long_ago(token, verbal):
        return None
    if verbal and _is_convener(token, row, found):
        return None
    if not verbal and _is_topic(token) and all(draft.slot in ("context", "modifier") for draft in found):
        return None
    if row.kept and not is_continued(governor(token), token):
        return None
    if row.destination and not any(draft.slot == "destination" for draft in found):
        return None
    if row.modal and not any(draft.slot == "object" for draft in found):
        # "We will see what happens"
        return None
    kind: Kind = row.kind
    format_words = format_of(token, reading)
    if (
        format_words is not None
        and kind == "channel"
        and format_words[1] == "call"
        and status_of(token, heading).status == "held"
    ):
        # "discussed it during their recent contacts over the telephone"
        kind = "call"
    if format_words is not None and kind in ("contact", "talks", "call", "meeting", "conference"):
        kind = format_words[1] if kind in ("contact", "talks") or format_words[1] == "call" else kind
    modifiers = {child.lower_ for child in token.children if child.i < token.i or child.lower_ == "again"}
    another = contact_lexicon().cues["another"]
    same = _is_told_of_this(token)
    definite = same or _is_definite(token, row, found, verbal)
    clause = token if verbal else governor(token)
    status = status_of(token, heading)
    if same and status.status in _NOT and is_negated(token.head):
        # "This wasn't a meeting about a single capability": of which kind it was, not whether.
        return None
    if row.object and verbal and status.status in _NOT and not any(draft.slot in _OTHERS for draft in found):
        # "They did not discuss tariffs during the meeting", "has avoided discussing rights": the matter is denied.
        return None
    if row.continued and is_continued(clause, token):
        kind = "channel"
        if status.status == "held":
            # "spoke in support of continuing the dialogue"
            status = replace(status, status="planned")
    if row.kept and status.status == "proposed":
        # "the need to continue coordination": it goes on already.
        status = replace(status, status="ongoing")
    if row.presence and status.status == "held" and token.tag_ in ("VBZ", "VBP"):
        # "Tillerson is in China": a caption's present tense, too, tells of what goes on.
        status = replace(status, status="ongoing")
    if row.status is not None and is_thanked_for(token):
        # "Thank you for inviting the delegation"
        status = replace(status, status="ongoing")
    elif row.status is not None and status.status in ("held", "ongoing"):
        status = StatusDraft(row.status, Words(token.i, token.i + 1), token.lemma_)
    return ContactDraft(
        kind=kind,
        trigger=Words(token.i, token.i + 1),
        clause=clause.i,
        status=status,
        parties=tuple(found),
        sentence=sentence,
        definite=definite,
        distinct=(bool(modifiers & another) and not same)
        or (verbal and kind == "meeting" and bool(modifiers & contact_lexicon().cues["besides"]))
        or (not verbal and _is_looked_back_on(token)),
        next_round=row.next_round and bool(modifiers & another),
        separate=row.separate and (verbal or token.tag_ == "NNS"),
        person=row.person,
        verbal=verbal,
        telling=row.telling,
        attended=not verbal and is_attended(token),
        organisation=row.organisation,
        civil=kind == "talks" and bool(modifiers & contact_lexicon().cues["civil"]),
        general=bool(row.scope) and (token.pos_ == "PROPN" or bool(modifiers & set(row.scope))),
        topics=topics_of(token, row, verbal),
        format=None if format_words is None else format_words[0],
        **attributes_of(token, row, verbal, found),
    )


def _is_convener(verb: Token, row: ContactRow, found: list[PartyDraft]) -> bool:
    """ "The UN is trying to convene delayed peace talks" is told by its noun: who convenes them alone does not meet."""
    alone = row.kind == "meeting" and "object" not in row.frames and len(found) < 2
    return alone and any(triggers(noun) for noun in objects(verb))


def _is_looked_back_on(noun: Token) -> bool:
    """ "The two discussed the outcomes of the June summit": what they talk of is another contact than the talk."""
    above = noun.head
    outcomes = contact_lexicon().cues["outcome"]
    if noun.dep_ != "pobj" or above.lower_ not in ("of", "from") or above.head.lemma_.lower() not in outcomes:
        return False
    verb = governor(above.head)
    rows = contact_lexicon().by_verb.get(verb.lemma_.lower(), ())
    return any(row.kind == "contact" for row in rows)


def _is_topic(token: Token) -> bool:
    """ "briefed Putin on the meeting": another contact than the one that the verb tells of."""
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in ("on", "about", "regarding") and bool(triggers(governor(token)))


def _is_told_of_this(noun: Token) -> bool:
    """ "This is Austin's second trip to Kyiv", "Xi met Putin, their first meeting since the invasion": the one that the
    article tells of."""
    verb = noun.head
    held = verb.head if noun.dep_ == "pobj" and verb.lower_ == "for" else verb if noun.dep_ == "dobj" else None
    if held is not None and any(row.kind == "meeting" for row in triggers(held)):
        # "met for the second Strategic Dialogue", "will welcome him to Washington for the fourth", "convened the fifth"
        return True
    if noun.dep_ in ("npadvmod", "appos", "pobj", "dobj") and is_first_since(noun):
        # The parser hangs the apposition on anything before it.
        return noun.nbor(-1).i > verb.i and any(triggers(word) for word in noun.ancestors)
    return noun.dep_ == "attr" and any(c.dep_ == "nsubj" and c.lower_ in ("this", "it") for c in verb.children)


def _is_told_before(noun: Token) -> bool:
    """ "Their meeting", "the talks": a contact that the text has named already."""
    pointing = any(c.lower_ in _POINTING or (c.dep_ == "poss" and c.tag_ == "PRP$") for c in noun.children)
    return pointing and bool(triggers(noun))


def _is_definite(token: Token, row: ContactRow, found: list[PartyDraft], verbal: bool) -> bool:
    if verbal:
        # "would discuss tariffs with Liu in their meeting"
        told = row.kind == "contact" and any(map(_is_told_before, prepositional(token, "in", "during", "at")))
        return told or all(draft.slot == "subject" for draft in found)
    if any(draft.slot in ("with", "between", "among", "to", "destination") for draft in found):
        return False
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        # "the Bucharest Summit" is known by its name.
        return False
    return any(child.dep_ == "det" and child.lower_ in _POINTING for child in token.children) or any(
        child.dep_ == "poss" and child.lower_ in ("their", "our", "his", "her", "its") for child in token.children
    )
