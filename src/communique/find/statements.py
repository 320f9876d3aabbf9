"""Statements: who is reported to have said what, as drafts over the tokens of a reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.edges import settle
from communique.find.frames import Frame, frames
from communique.find.grammar import agent, noun_phrase, own_subject, passive, subject, trimmed
from communique.find.quoting import attach
from communique.find.sources import Attribution, sources
from communique.find.turns import find_turns
from communique.lexicon.speech import Cue, Speech, load_speech
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.read import Reading
    from communique.schema import Direct

_ORDER = ("clause", "around", "as", "small", "object", "infinitive", "gerund", "passive")
_FIRST = frozenset({"i", "you", "me"})
_OURS = frozenset({"we", "us"})


@dataclass(frozen=True, slots=True)
class _Report:
    """A reporting word with what it governs, before speakers and neighbours are settled."""

    head: int
    content: tuple[Words, ...]
    cue: Cue


def find_statements(reading: Reading) -> tuple[StatementDraft, ...]:
    """The statements of a reading, in the order of their cues.

    One draft for each reporting phrase: quotations with their word before, inside or after; clauses and noun phrases
    that a reporting verb or noun governs; "according to"; the turns of a transcript. Scare quotes, questions put to
    a speaker and what was not said are none.
    """
    speech = load_speech()
    doc = reading.doc
    turns, spoken = find_turns(reading)
    drafts = list(turns)
    taken: set[int] = set()
    for entry in attach(reading, lambda token: _speaks(speech, token)):
        if entry.verb is None or any(_inside(words, spoken) for words in entry.contents):
            continue
        verb = doc[entry.verb]
        cue = speech.verb(verb.lemma_.lower(), "quote")
        if cue is None:
            continue
        taken.add(verb.i)
        drafts.append(_draft(reading, verb, tuple(entry.contents), cue))
    for token in doc:
        if token.i in taken or token.pos_ not in ("VERB", "NOUN") or _inside(Words(token.i, token.i + 1), spoken):
            continue
        report = _verb(reading, speech, token) if token.pos_ == "VERB" else _noun(speech, token)
        if report is not None:
            drafts.append(_draft(reading, token, _whole(reading, report.content), report.cue))
    for source in sources(reading, speech):
        drafts.append(_sourced(reading, source))
    return tuple(sorted(_settled(drafts), key=lambda draft: (draft.cue, draft.content)))


def _speaks(speech: Speech, token: Token) -> bool:
    return (
        token.pos_ in ("VERB", "AUX", "NOUN")
        and speech.verb(token.lemma_.lower(), "quote") is not None
        and (token.tag_ != "NN" and token.tag_ != "NNS")
    )


def _reports(speech: Speech, token: Token) -> bool:
    return token.pos_ == "VERB" and speech.speaks(token.lemma_.lower())


def _inside(words: Words, ranges: list[Words]) -> bool:
    return any(r.start <= words.start and words.end <= r.end for r in ranges)


def _verb(reading: Reading, speech: Speech, verb: Token) -> _Report | None:
    lemma = verb.lemma_.lower()
    found: dict[str, tuple[Frame, Cue]] = {}
    for frame in frames(verb):
        cue = speech.verb(lemma, frame.name)
        if cue is None:
            continue
        frame = Frame(frame.name, settle(reading, verb, frame, lambda token: _reports(speech, token)))
        if frame.content and (not cue.quoted or _holds_quotation(reading, frame.content)):
            found.setdefault(frame.name, (frame, cue))
    if not found or _unsaid(verb) or _within_speech(reading, verb):
        return None
    frame, cue = min(found.values(), key=lambda pair: _rank(pair[0]))
    return _Report(verb.i, frame.content, cue)


def _rank(frame: Frame) -> int:
    return _ORDER.index(frame.name) if frame.name in _ORDER else len(_ORDER)


def _unsaid(verb: Token) -> bool:
    """Whether the word reports nothing that was said: negated, hypothetical, wished for or worth saying."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    if any(c.tag_ == "MD" for c in auxiliaries):
        return True
    # "expected him to insist", "will use the summit to reiterate"; but "went on to say" was said.
    if any(c.lower_ == "to" for c in auxiliaries):
        return verb.head.lemma_ not in ("go", "continue", "proceed", "move")
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    return verb.tag_ == "VBG" and verb.head.lower_ in ("worth", "of", "without")


def _within_speech(reading: Reading, verb: Token) -> bool:
    """Whether the speaker of a quotation talks of himself or his hearer ("I said", "you know")."""
    noun = subject(verb)
    if noun is None or noun.pos_ != "PRON":
        return False
    return noun.lower_ in _FIRST or (noun.lower_ in _OURS and reading.quotation_at(verb.i) is not None)


def _noun(speech: Speech, noun: Token) -> _Report | None:
    cue = speech.nouns.get((noun.lemma_.lower(), "clause"))
    if cue is None:
        return None
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i:
            that = [c for c in child.children if c.dep_ == "mark" and c.lower_ == "that"]
            if that:
                words = trimmed(noun.doc, that[0].i + 1, child.right_edge.i + 1)
                return _Report(noun.i, (words,), cue) if words else None
    return None


def _holds_quotation(reading: Reading, content: tuple[Words, ...]) -> bool:
    return any(
        words.start <= q.words.start and q.words.end <= words.end + 1 for words in content for q in reading.quotations
    )


def _whole(reading: Reading, content: tuple[Words, ...]) -> tuple[Words, ...]:
    """The matter with every quotation that it cuts taken whole, over the sentences that the quotation runs on."""
    whole = []
    for words in content:
        start, end = words
        for quotation in reading.quotations:
            q = quotation.words
            if q.start < start < q.end:
                start = q.start
            if q.start < end < q.end:
                end = q.end
        whole.append(Words(start, end))
    return tuple(whole)


def _direct(reading: Reading, content: tuple[Words, ...]) -> Direct:
    within = [any(q.words.start <= w.start and w.end <= q.words.end + 1 for q in reading.quotations) for w in content]
    if all(within):
        return "direct"
    return "mixed" if any(within) or _holds_quotation(reading, content) else "indirect"


def _draft(reading: Reading, head: Token, content: tuple[Words, ...], cue: Cue) -> StatementDraft:
    speaker, via = _speaker(head)
    words = noun_phrase(speaker) if speaker is not None else None
    return StatementDraft(
        words, _cue(reading.doc, head, words, content), content, _direct(reading, content), via, cue.tone
    )


def _speaker(head: Token) -> tuple[Token | None, tuple[Words, ...]]:
    """The source of a reporting word and the hands it names: "was quoted by Interfax as saying"."""
    if head.pos_ == "NOUN":
        return _issuer(head), ()
    verb, via = head, ()
    if head.dep_ == "pcomp" and head.head.lower_ == "as" and head.head.head.pos_ == "VERB":
        quoting = head.head.head
        if passive(quoting):
            by = agent(quoting)
            return own_subject(quoting), ((noun_phrase(by),) if by is not None else ())
        quoted = [c for c in quoting.children if c.dep_ == "dobj"]
        hand = subject(quoting)
        if quoted:
            return quoted[0], ((noun_phrase(hand),) if hand is not None else ())
    if passive(verb):
        by = agent(verb)
        if by is not None:
            return by, via
        noun = own_subject(verb)
        return None if noun is None or noun.lower_ == "it" or noun.pos_ != "PRON" else noun, via
    noun = subject(verb)
    if noun is not None and noun.lower_ in ("it", "there") and noun.dep_ == "expl":
        return None, via
    return noun, via


def _issuer(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    if noun.dep_ in ("dobj", "pobj") and noun.head.pos_ in ("VERB", "ADP"):
        verb = noun.head if noun.head.pos_ == "VERB" else noun.head.head
        return subject(verb) if verb.pos_ == "VERB" else None
    return None


def _cue(doc: Doc, head: Token, speaker: Words | None, content: tuple[Words, ...]) -> Words:
    """The reporting phrase: the word with its auxiliaries, and its speaker where nothing reported stands between."""
    start = min([head.i, *(c.i for c in head.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < head.i)])
    end = max([head.i, *(c.i for c in head.children if c.dep_ == "prt")]) + 1
    if speaker is None or abs(speaker.start - head.i) > 25:
        return Words(start, end)
    wide = Words(min(start, speaker.start), max(end, speaker.end))
    if any(w.start < wide.end and wide.start < w.end for w in content):
        return Words(start, end)
    return wide


def _sourced(reading: Reading, source: Attribution) -> StatementDraft:
    return StatementDraft(source.speaker, source.cue, source.content, _direct(reading, source.content), (), source.tone)


def _settled(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Without a draft whose matter another with a nearer cue already reports word for word."""
    seen: dict[tuple[Words, ...], StatementDraft] = {}
    for draft in drafts:
        seen.setdefault(draft.content, draft)
    return [draft for draft in drafts if seen[draft.content] is draft and draft.content]
