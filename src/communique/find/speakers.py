"""Whose words a reporting word reports, and the words of the phrase itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.edges import heard_from
from communique.find.grammar import agent, is_passive, noun_phrase, own_subject, report_beside, subject
from communique.lexicon.nominals import load_nominals
from communique.lexicon.speech import Speech, load_speech
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def reports_speech(speech: Speech, token: Token) -> bool:
    return token.pos_ == "VERB" and speech.speaks(token.lemma_.lower())


def speaker_of(head: Token, speech: Speech) -> tuple[Token | None, tuple[Words, ...]]:
    """The source of a reporting word and the hands it names: "was quoted by Interfax as saying"."""
    if head.pos_ == "NOUN":
        owner = issuer(head, speech)
        if owner is None and speech.wide is not None and head.dep_ in ("dobj", "attr"):
            owner = subject(head.head)
        return owner, ()
    if head.pos_ == "ADJ":
        return subject(head), ()
    if head.lower_ in speech.states:
        return subject(head), ()
    verb, via = head, ()
    if head.dep_ == "pcomp" and head.head.lower_ == "as" and head.head.head.pos_ == "VERB":
        quoting = head.head.head
        if is_passive(quoting):
            by = agent(quoting) or agent(head)
            return own_subject(quoting), ((noun_phrase(by),) if by is not None else ())
        quoted = [c for c in quoting.children if c.dep_ == "dobj"]
        hand = subject(quoting)
        if quoted:
            return quoted[0], ((noun_phrase(hand),) if hand is not None else ())
    if is_passive(verb):
        by = agent(verb)
        if by is not None:
            return by, via
        return None, via
    outer = continued(verb, speech)
    noun = _listed(verb) or subject(outer or verb) or _clause_before(verb) or _beside(verb)
    if noun is not None and noun.lower_ in ("it", "there") and noun.dep_ == "expl":
        return None, via
    if noun is not None and (noun.head.lemma_, noun.lemma_) in speech.phrases and noun.dep_ == "dobj":
        # "releasing a statement calling him unfit": whoever releases it.
        noun = subject(noun.head) or noun
    cited = _cited(verb)
    if cited is not None and noun is not None:
        return cited, (noun_phrase(noun),)
    return noun, via


def continued(verb: Token, speech: Speech) -> Token | None:
    """The word that a participle goes on from: "said the meeting may be followed by a second one, stressing that"."""
    beside = report_beside(verb)
    if beside is not None and reports_speech(speech, beside) and not _quoted_between(beside, verb):
        return beside if subject(beside) is not None else None
    if verb.dep_ == "conj" and own_subject(verb) is None and verb.head.tag_ != verb.tag_:
        # "noted the possibility that they were enacted but also told him": who noted also told
        for token in reversed(verb.doc[verb.sent.start : verb.head.i]):
            if token.tag_ == "VBD" and reports_speech(speech, token) and not _quoted_between(token, verb):
                return token if subject(token) is not None else None
    if verb.tag_ != "VBG" or own_subject(verb) is not None:
        # "Pompeo has pressed for steps while Pyongyang is demanding that": she demands, not he
        return None
    if verb.dep_ == "acl" and verb.head.lemma_.lower() in speech.documents:
        # "did not confirm the tweet of Trump saying that"
        return None
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        token = verb.doc[i]
        speaks = speech.verb(token.lemma_.lower(), "clause") is not None and not is_passive(token)
        if token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and speaks and (heard_from(verb, token) or _mute(subject(verb))):
            return token if subject(token) is not None and not _quoted_between(token, verb) else None
    return None


def _mute(noun: Token | None) -> bool:
    """Whether a noun is a thing that says nothing: "Haley said sanctions had banned exports, saying that"."""
    if noun is None or noun.pos_ != "NOUN" or noun.ent_type_ in ("ORG", "PERSON", "NORP", "GPE"):
        return False
    return noun.lemma_.lower() not in load_speech().documents and (noun.lower_,) not in load_nominals().phrases


def _quoted_between(one: Token, two: Token) -> bool:
    """Whether a quotation opens or ends between two words, so that one stands in it and the other does not."""
    between = [t.text for t in one.doc[one.i : two.i] if t.text in ('"', "“", "”")]
    return between.count("“") != between.count("”") or between.count('"') % 2 == 1


def _listed(verb: Token) -> Token | None:
    """The name before a verb that the parser coordinated with another noun: "is the largest donor and Trump said"."""
    near = verb.i - 1
    while near > 1 and verb.doc[near].pos_ in ("ADV", "AUX"):
        near -= 1
    token = verb.doc[near]
    listed = token.dep_ == "conj" and token.pos_ == "PROPN" and token.head.dep_ in ("attr", "dobj", "pobj")
    return token if listed and verb.dep_ == "conj" and own_subject(verb) is None and verb.tag_ != "VBG" else None


def _clause_before(verb: Token) -> Token | None:
    """ "Trump called the letter very nice, then said that": the subject of the clause that the parser hung on the verb
    as its matter, where another one follows."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    if len(clauses) < 2 or clauses[0].i > verb.i or clauses[-1].i < verb.i or verb.tag_ != clauses[0].tag_:
        return None
    return own_subject(clauses[0])


def _beside(verb: Token) -> Token | None:
    """The noun before a relative clause where the parser lost the subject: "Meloni, who took office in May, said".

    Else the noun that opens the sentence, where commas part it from a verb in the past: "Bolton, an adviser who left
    last year, said".
    """
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        token = verb.doc[i]
        if token.pos_ in ("PROPN", "NOUN") and any(c.dep_ == "relcl" and c.i < verb.i for c in token.children):
            if verb.i - 2 <= token.right_edge.i < verb.i:
                return token
            break
    first = verb.sent[0]
    while first.i < verb.i and (first.is_space or first.is_punct):
        first = first.nbor()
    while first.dep_ in ("compound", "det", "amod", "poss", "nummod") and first.i < first.head.i < verb.i:
        first = first.head
    near = verb.i - 1
    while near > first.i and verb.doc[near].pos_ in ("ADV", "AUX"):
        near -= 1
    if verb.dep_ == "conj" and verb.head.i == first.i and first.ent_type_ in ("PERSON", "GPE", "ORG"):
        # "Trump partly blamed China and suggested that": the name taken for a verb
        return first
    if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.doc[near].pos_ in ("PROPN", "NOUN", "PRON"):
        # "Speaking in Lausanne, John Kerry told reporters": the name right before the word
        return verb.doc[near]
    if verb.doc[near].text == "," and near > 1 and verb.doc[near - 1].dep_ == "appos":
        # "When asked about it, Russia's ambassador, Vassily Nebenzia, said"
        return verb.doc[near - 1].head
    opens = first.pos_ in ("PROPN", "NOUN") and first.i + 1 < verb.i and verb.doc[first.i + 1].text in (",", "(")
    return first if opens and verb.doc[verb.i - 1].text == "," and verb.tag_ in ("VBD", "VBZ") else None


def _cited(verb: Token) -> Token | None:
    """Whom a medium has its matter from: "the paper said, citing people familiar with the plan"."""
    inner = [c for child in verb.children if child.dep_ == "ccomp" for c in child.children]
    for child in (*verb.children, *inner):
        if child.dep_ == "advcl" and child.lower_ in ("citing", "quoting"):
            return next((c for c in child.children if c.dep_ == "dobj" and c.ent_type_ not in ("DATE",)), None)
    return None


def issuer(noun: Token, speech: Speech) -> Token | None:
    """Whose statement it is: "Moscow's claim", "White House warnings", "a warning from Paris", "issued a statement"."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and child.pos_ == "PROPN"):
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    if noun.dep_ == "dobj" and (noun.head.lemma_.lower(), noun.lemma_.lower()) in speech.phrases:
        return subject(noun.head)
    return None


def cue_words(doc: Doc, head: Token, speaker: Words | None, content: tuple[Words, ...]) -> Words:
    """The reporting phrase: the word with its auxiliaries, and its speaker where nothing reported stands between."""
    start = min([head.i, *(c.i for c in head.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < head.i)])
    end = max([head.i, *(c.i for c in head.children if c.dep_ == "prt")]) + 1
    if speaker is None or abs(speaker.start - head.i) > 25:
        return Words(start, end)
    wide = Words(min(start, speaker.start), max(end, speaker.end))
    if any(w.start < wide.end and wide.start < w.end for w in content):
        return Words(start, end)
    return wide
