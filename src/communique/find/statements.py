"""Statements: who is reported to have said what, as drafts over the tokens of a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.grammar import is_passive, noun_phrase, own_subject
from communique.find.matter import directness, inside, whole
from communique.find.neighbours import also, handed_on, join, passed_on, unnested
from communique.find.quoting import Quoted, attach, presenter
from communique.find.reports import noun_report, predicate_report, somebody, state_report, verb_report, wished
from communique.find.signatures import find_signed
from communique.find.sources import Attribution, sources
from communique.find.speakers import cue_words, speaker_of
from communique.find.turns import find_turns
from communique.lexicon.speech import Cue, Speech, load_speech
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.read import Reading

# "She had a warning for Moscow: “...”": the clause before the colon says who speaks, and no more.
_PRESENTED = Cue("neutral")

# "Salman was asked: “...?”": a question put to him.
_PUT = frozenset({"ask", "question", "quiz"})


def find_statements(reading: Reading, speech: Speech | None = None) -> tuple[StatementDraft, ...]:
    """The statements of a reading, in the order of their cues.

    One draft for each reporting phrase: quotations with their word before, inside or after; clauses and noun phrases
    that a reporting verb or noun governs; "according to"; the turns of a transcript. Scare quotes, questions put to
    a speaker and what was not said are none.

    Args:
        reading: the parsed document.
        speech: the table of reporting words; None takes that of the project.
    """
    speech = speech or load_speech()
    doc = reading.doc
    turns, spoken = find_turns(reading, speech)
    signed, posts = find_signed(reading)
    drafts = [*turns, *signed]
    spoken = [*spoken, *posts]
    taken: set[int] = set()
    floating: list[Quoted] = []
    narrow: list[StatementDraft] = []
    for entry in attach(reading, lambda token: _speaks(speech, token)):
        if any(inside(words, spoken) for words in entry.contents):
            continue
        if entry.verb is None:
            verb = presenter(reading, entry.contents[0])
            if verb is None or speech.wide or not somebody(speech, verb):
                floating.append(entry)
            else:
                drafts.append(_draft(reading, speech, verb, tuple(entry.contents), _PRESENTED, own_subject(verb)))
            continue
        verb = doc[entry.verb]
        cue = speech.verb(verb.lemma_.lower(), "quote")
        if cue is None or (verb.lemma_ in _PUT and is_passive(verb)):
            continue
        if (cue.somebody and not somebody(speech, verb)) or (not speech.wide and wished(verb)):
            # "The fighting continued: ...", "needs to answer another question: ..."
            floating.append(entry)
            continue
        taken.add(verb.i)
        speaker = doc[entry.speaker] if entry.speaker is not None else None
        drafts.append(_draft(reading, speech, verb, tuple(entry.contents), cue, speaker))
    for number, (word, pos) in enumerate(zip(reading.columns.texts, reading.columns.pos, strict=True)):
        if (
            pos not in ("VERB", "NOUN", "ADJ")
            or number in taken
            or word.lower() == "according"
            or inside(Words(number, number + 1), spoken)
        ):
            continue
        token = doc[number]
        report = state_report(speech, token)
        if report is None and token.pos_ == "VERB":
            report = verb_report(reading, speech, token)
        elif report is None and token.pos_ == "NOUN":
            report = noun_report(speech, token)
        if report is None and token.pos_ != "VERB":
            report = predicate_report(reading, speech, token)
        if report is not None:
            draft = _draft(reading, speech, token, whole(reading, token, report.content), report.cue)
            drafts.append(draft)
            if report.frame != "clause":
                narrow.append(draft)
    drafts.sort(key=_order)
    for source in sources(reading, speech):
        if not inside(source.cue, spoken) and not passed_on(drafts, source):
            drafts.append(_sourced(reading, source))
    drafts.sort(key=_order)
    if not speech.wide:
        drafts = unnested(handed_on(drafts), narrow)
    for entry in floating:
        join(reading, drafts, entry)
    if not speech.wide:
        drafts = also(reading, drafts)
    return tuple(sorted(_settled(drafts), key=_order))


def _order(draft: StatementDraft) -> tuple[Words, tuple[Words, ...]]:
    return draft.cue, draft.content


def _speaks(speech: Speech, token: Token) -> bool:
    return (
        token.pos_ in ("VERB", "AUX", "NOUN")
        and speech.verb(token.lemma_.lower(), "quote") is not None
        and (token.tag_ != "NN" and token.tag_ != "NNS")
    )


def _draft(
    reading: Reading, speech: Speech, head: Token, content: tuple[Words, ...], cue: Cue, named: Token | None = None
) -> StatementDraft:
    speaker, via = speaker_of(head, speech)
    if named is not None and not via:
        speaker = named
    if cue.nameless:
        speaker = None
    words = noun_phrase(speaker) if speaker is not None else None
    return StatementDraft(
        words, cue_words(reading.doc, head, words, content), content, directness(reading, content), via, cue.tone
    )


def _sourced(reading: Reading, source: Attribution) -> StatementDraft:
    content = whole(reading, reading.doc[source.cue.start], source.content)
    return StatementDraft(source.speaker, source.cue, content, directness(reading, content), (), source.tone)


def _settled(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Without a draft whose matter another with a nearer cue already reports word for word."""
    seen: dict[tuple[Words, ...], StatementDraft] = {}
    for draft in drafts:
        seen.setdefault(draft.content, draft)
    return [draft for draft in drafts if seen[draft.content] is draft and draft.content]
