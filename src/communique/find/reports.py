"""Reporting words and what they govern: verbs, verbs with a noun, nouns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.find.edges import settle
from communique.find.frames import Frame, frames
from communique.find.grammar import agent, is_passive, own_subject, subject, trimmed
from communique.find.matter import holds_quotation, whole
from communique.find.patterns import finite, on_the_page
from communique.find.predicates import predicate_frames
from communique.find.speakers import continued, issuer, reports_speech
from communique.find.weighing import features
from communique.lexicon.nominals import load_nominals
from communique.lexicon.speech import Cue, Speech, load_speech
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.read import Reading

_ORDER = ("clause", "around", "as", "small", "object", "infinitive", "gerund", "passive")
_FIRST = frozenset({"i", "you", "me"})
_ABOUT = {"": ("for", "on", "over", "about", "of"), "attention": ("to",)}
_OPENERS = frozenset({"mark", "advmod", "prep"})
_OTHERS = frozenset({"we", "us", "they", "he", "she", "it"})


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting word with what it governs, before speakers and neighbours are settled."""

    head: int
    content: tuple[Words, ...]
    cue: Cue
    frame: str = "clause"


def verb_report(reading: Reading, speech: Speech, verb: Token) -> Report | None:
    lemma = verb.lemma_.lower()
    found: dict[str, tuple[Frame, Cue]] = {}
    for frame in frames(verb):
        cue = speech.verb(lemma, frame.name)
        if cue is None:
            continue
        if speech.wide is not None and not speech.wide.reports(lemma, frame.name, features(reading, verb, frame)):
            continue
        frame = Frame(frame.name, settle(reading, verb, frame, lambda token: reports_speech(speech, token)))
        if frame.name == "clause" and _phrase_alone(reading, speech, frame.content):
            continue
        if cue.besides and any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_ in cue.besides for c in verb.children):
            continue
        if frame.content and (not cue.quoted or holds_quotation(reading, whole(reading, verb, frame.content))):
            found.setdefault(frame.name, (frame, cue))
    if not speech.wide and _unsaid(verb):
        return None
    if not found and (back := _pointing_back(reading, speech, verb)) is not None:
        return back
    if not speech.wide and _within_speech(reading, verb):
        return None
    phrase = _phrase(speech, verb)
    if phrase is not None and "clause" not in found:
        settled = settle(reading, verb, Frame("phrase", phrase.content), lambda token: reports_speech(speech, token))
        return replace(phrase, content=settled) if settled else None
    if not found:
        return _in_blocks(reading, speech, verb) or _from_page(reading, speech, verb)
    frame, cue = min(found.values(), key=lambda pair: _rank(pair[0]))
    if cue.somebody and not somebody(speech, verb):
        return None
    if not speech.wide and frame.name != "clause" and _bare(reading, frame.content):
        return None
    return Report(verb.i, frame.content, cue, frame.name)


def _bare(reading: Reading, content: tuple[Words, ...]) -> bool:
    """Whether the matter is but a noun that says nothing: "expressed optimism", "voiced greater scepticism"."""
    words = [token for part in content for token in reading.tokens(part) if token.is_alpha]
    plain = all(token.pos_ in ("NOUN", "ADJ", "ADV") for token in words)
    return plain and len(words) < 4 and not holds_quotation(reading, content)


def _phrase_alone(reading: Reading, speech: Speech, content: tuple[Words, ...]) -> bool:
    """Whether a clause is but the phrase that reports the sentence: "..., the United Nations estimates"."""
    return all(w.end - w.start < 7 and reports_speech(speech, reading.doc[w.end - 1]) for w in content)


def _rank(frame: Frame) -> int:
    return _ORDER.index(frame.name) if frame.name in _ORDER else len(_ORDER)


def somebody(speech: Speech, verb: Token) -> bool:
    """Whether who reports is a name, a person, a body or a document, and no thing ("the attack underlines")."""
    noun = agent(verb) if is_passive(verb) else subject(continued(verb, speech) or verb)
    if noun is not None and noun.ent_type_ in ("DATE", "TIME"):
        return False
    if noun is None or noun.pos_ in ("PROPN", "PRON", "NUM", "DET", "ADJ"):
        return True
    lemma = noun.lemma_.lower()
    return (
        lemma in speech.documents or (lemma,) in load_nominals().phrases or noun.ent_type_ in ("ORG", "PERSON", "NORP")
    )


def _unsaid(verb: Token) -> bool:
    """Whether the word reports nothing that was said: negated, hypothetical, wished for or worth saying."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    noun = own_subject(verb)
    if noun is not None and any(t.lower_ in ("neither", "no", "nobody", "none") for t in (noun, *noun.children)):
        return True
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
        return True
    # "Peskov was reminded that": what he was told, by nobody named.
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    if any(c.tag_ == "MD" for c in auxiliaries):
        return True
    told = is_passive(verb) and agent(verb) is None and verb.lower_ not in load_speech().states
    if told and any(c.dep_ == "nsubjpass" and c.lower_ != "it" for c in verb.children):
        return any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    if wished(verb):
        return True
    # "the cease-fire announced on Friday", "reported losses"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return True
    # "READ MORE: why the talks failed"
    if verb.tag_ in ("VB", "VBP") and not auxiliaries and subject(verb) is None:
        return True
    return verb.tag_ == "VBG" and verb.head.lower_ in ("worth", "of", "without")


def wished(verb: Token) -> bool:
    """Whether a word stands in an infinitive of what is wanted: "expected him to insist"; "went on to say" was said."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return to and verb.head.lemma_ not in ("go", "continue", "proceed", "move")


def _within_speech(reading: Reading, verb: Token) -> bool:
    """Whether the speaker of a quotation talks of himself or his hearer ("I said", "you know")."""
    noun = subject(verb)
    if noun is None or noun.pos_ not in ("PRON", "DET"):
        return False
    # "this suggests that": a fact, and no speaker
    if noun.lower_ in _FIRST or noun.lower_ in ("this", "that", "these", "those", "what", "nothing", "everything"):
        return True
    return noun.lower_ in _OTHERS and reading.quotation_at(verb.i) is not None


def _phrase(speech: Speech, verb: Token) -> Report | None:
    """A verb and its noun that report together: "expressed confidence that", "made clear that", "drew attention to"."""
    lemma = verb.lemma_.lower()
    for noun in verb.children:
        cue = speech.phrases.get((lemma, noun.lemma_.lower()))
        if cue is None or noun.i < verb.i or noun.dep_ not in ("dobj", "acomp", "ccomp", "oprd", "attr", "xcomp"):
            continue
        for child in (*noun.children, *verb.children):
            if child.i <= noun.i:
                continue
            that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            # "made it clear they would stay"
            free = (
                noun.pos_ == "ADJ"
                and own_subject(child) is not None
                and not any(c.dep_ in _OPENERS for c in child.children)
            )
            if child.dep_ in ("acl", "ccomp", "csubj", "relcl") or (child.dep_ == "advcl" and (that or free)):
                if cue.clause and not that:
                    continue  # "gave a memo dated in May"
                if child.tag_ == "VBG" or (child.dep_ == "relcl" and any(c.tag_ == "WRB" for c in child.subtree)):
                    continue  # "made the announcement at the tower where exiles once came"
                start = child.left_edge.i
                while start < child.i and verb.doc[start].lower_ in ("that", "to"):
                    start += 1
            elif child.dep_ == "dobj" and noun.pos_ == "ADJ":
                start = child.left_edge.i
            elif child.dep_ == "prep" and noun.pos_ != "ADJ" and not cue.clause and _about(noun, child):
                start = child.i + 1
            else:
                continue
            words = trimmed(verb.doc, start, child.right_edge.i + 1)
            if words is not None:
                return Report(verb.i, (words,), cue)
    return None


def _about(noun: Token, preposition: Token) -> bool:
    """Whether a preposition leads to what the noun is about: "regret over the delay", "attention to the shelling"."""
    return preposition.lower_ in _ABOUT.get(noun.lemma_, _ABOUT[""])


def _pointing_back(reading: Reading, speech: Speech, verb: Token) -> Report | None:
    """What the sentence before says: "This was stated by the press service"."""
    cue = speech.verb(verb.lemma_.lower(), "clause")
    noun = own_subject(verb)
    if cue is None or noun is None or noun.lower_ not in ("this", "that", "it") or agent(verb) is None:
        return None
    number = reading.sentence_of(verb.i)
    if number == 0:
        return None
    words = trimmed(reading.doc, *reading.sentences[number - 1])
    return Report(verb.i, (words,), cue) if words is not None else None


def _in_blocks(reading: Reading, speech: Speech, verb: Token) -> Report | None:
    """The paragraph after a line that ends with a colon: 'Le Monde wrote:' and what it wrote, without marks."""
    cue = speech.verb(verb.lemma_.lower(), "quote")
    number = reading.sentence_of(verb.i)
    sentence = reading.sentences[number]
    if cue is None or verb.dep_ != "ROOT" or reading.doc[sentence.end - 1].text != ":":
        return None
    following = [
        s for s, block in zip(reading.sentences, reading.blocks, strict=True) if block == reading.blocks[number] + 1
    ]
    if not following or reading.blocks[min(number + 1, len(reading.blocks) - 1)] == reading.blocks[number]:
        return None
    words = trimmed(reading.doc, following[0].start, following[-1].end)
    return Report(verb.i, (words,), cue) if words is not None else None


def _from_page(reading: Reading, speech: Speech, verb: Token) -> Report | None:
    cue = load_speech().verb(verb.lemma_.lower(), "clause")
    if cue is None or cue.quoted or verb.dep_ in ("aux", "auxpass", "relcl") or is_passive(verb):
        return None
    frame = on_the_page(reading, verb)
    if frame is None:
        return None
    content = settle(reading, verb, frame, lambda token: reports_speech(speech, token))
    return Report(verb.i, content, cue, frame.name) if content and finite(reading.doc, content[0]) else None


def state_report(speech: Speech, state: Token) -> Report | None:
    """ "He is convinced that sanctions work": the clause, reported by the word for the state."""
    cue = speech.states.get(state.lower_)
    head = state if state.pos_ == "VERB" else state.head
    if cue is None or (head.lemma_ not in ("be", "remain", "feel") and state.pos_ != "VERB") or _unsaid(head):
        return None
    for child in (*state.children, *head.children):
        if child.dep_ == "ccomp" and child.i > state.i and subject(head) is not None:
            start = max(child.left_edge.i, state.i + 1)
            start += state.doc[start].lower_ == "that"
            words = trimmed(state.doc, start, child.right_edge.i + 1)
            return Report(state.i, (words,), cue) if words is not None else None
    return None


def predicate_report(reading: Reading, speech: Speech, word: Token) -> Report | None:
    """A noun or adjective that the wide table takes to report, in its likeliest frame."""
    if speech.wide is None:
        return None
    lemma = word.lemma_.lower()
    for frame in predicate_frames(word):
        cue = speech.verb(lemma, frame.name)
        if cue is not None and speech.wide.reports(lemma, frame.name, features(reading, word, frame)):
            return Report(word.i, frame.content, cue, frame.name)
    return None


def noun_report(speech: Speech, noun: Token) -> Report | None:
    cue = speech.nouns.get((noun.lemma_.lower(), "clause"))
    if cue is None or issuer(noun, speech) is None:
        return None
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i:
            that = [c for c in child.children if c.dep_ == "mark" and c.lower_ == "that"]
            if that:
                words = trimmed(noun.doc, that[0].i + 1, child.right_edge.i + 1)
                return Report(noun.i, (words,), cue) if words else None
    return None
