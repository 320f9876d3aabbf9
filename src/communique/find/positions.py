"""Positions: what a side demands, offers, refuses or holds, in statements and in narration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.stance_clauses import clause_of, condition_of, phrase_of, trim, without
from communique.find.stance_forms import forms_at
from communique.find.stance_grammar import SUBJECTS, governor, is_verbal, noun_phrase, subjects
from communique.find.stance_judgements import said_of
from communique.find.stance_speech import contents, cue_verbs, outsiders
from communique.find.stance_words import Stance, stances_at
from communique.lexicon.stances import stance_lexicon
from communique.read import Reading
from communique.schema import Act, PositionDraft, StatementDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = frozenset({"i", "we", "us", "our", "me", "my"})
_THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_NOBODY = frozenset({"that", "this", "there", "it", "which", "what", "those", "these"})
_ORDER = {"clause": 0, "verb": 1, "noun": 1, "adjective": 1, "matter": 2, "modal": 2, "phrase": 2, "charged": 9}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with what decides between drafts that overlap."""

    draft: PositionDraft
    holder: int | str
    rank: tuple[int, int, int]
    trigger: int
    key: str
    context: str
    carrier: int | None = None


def find_positions(reading: Reading, statements: Sequence[StatementDraft]) -> tuple[PositionDraft, ...]:
    """The positions of a reading, in text order.

    Args:
        reading: the parsed document.
        statements: what `find_statements` found in it.
    """
    return tuple(candidate.draft for candidate in candidates(reading, statements))


def candidates(reading: Reading, statements: Sequence[StatementDraft]) -> list[Candidate]:
    found: list[Candidate] = []
    outside = {id(statements[index]) for index in outsiders(reading, statements)}
    inside = contents(statements)
    cues = cue_verbs(reading, statements)
    for index, sentence in enumerate(reading.sentences):
        if reading.kinds[index] in ("furniture", "caption", "date", "dateline"):
            continue
        tokens = reading.tokens(sentence)
        if tokens[-1].text == "?" or (len(tokens) > 1 and tokens[-2].text == "?"):
            continue
        here: list[Candidate] = []
        for token in tokens:
            held = inside.get(token.i)
            cued = cues.get(token.i)
            for stance in stances_at(token):
                if stance.kind == "verb" and cued is not None:
                    if id(cued) not in outside:
                        here.append(_from_cue(reading, stance, cued))
                else:
                    here += _from_stance(sentence, stance, held)
            if held is not None or _first_person(token):
                for stance in forms_at(token, held is not None and held[0].direct != "indirect"):
                    here += _from_stance(sentence, stance, held)
        here = [
            c
            for c in here
            if not (c.holder == "speaker" and c.trigger in inside and id(inside[c.trigger][0]) in outside)
        ]
        here += [c for c in _charged(reading, sentence, inside, here) if id(inside[c.trigger][0]) not in outside]
        found += _outermost(here)
    return found


def _from_cue(reading: Reading, stance: Stance, statement: StatementDraft) -> Candidate:
    verb = stance.verb
    sentence = reading.sentences[reading.sentence_of(verb.i)]
    governed = [part for part in statement.content if any(t.head.i == verb.i for t in reading.tokens(part))]
    if not governed and statement.content[0].start > verb.i:
        content = clause_of(verb, sentence)
    else:
        content = (governed or statement.content)[0]
        if verb.i < content.start < verb.i + 12 and not _reported(reading, content):
            content = Words(verb.i, content.end)
        content = trim(reading.doc[content.start], content)
    draft = PositionDraft(statement.speaker, stance.act, stance.words, content)
    return Candidate(draft, "speaker", (0, 0, verb.i), verb.i, _key(stance), "C")


def _reported(reading: Reading, content: Words) -> bool:
    """Whether the content is a clause of its own ("warned that it would ...")."""
    return any(token.dep_ in SUBJECTS for token in reading.tokens(content))


def _from_stance(sentence: Words, stance: Stance, held: tuple[StatementDraft, Words] | None) -> Iterator[Candidate]:
    if (stance.place == "statement" and held is None and stance.kind != "modal") or (
        stance.place == "narration" and held is not None
    ):
        return
    within = sentence
    if held is not None:
        within = Words(max(sentence.start, held[1].start), min(sentence.end, held[1].end))
    for holder, key in _holders(stance, held):
        yield _candidate(stance, within, holder, key, "S" if held else "N")


def _holders(stance: Stance, held: tuple[StatementDraft, Words] | None) -> Iterator[tuple[Words | None, int | str]]:
    speaker = held[0].speaker if held is not None else None
    if stance.impersonal:
        yield speaker, "speaker"
        return
    if held is None:
        if stance.kind == "modal":
            yield None, "speaker"
        for token in stance.holders:
            if token.lower_ in _FIRST and token.pos_ == "PRON":
                yield None, "speaker"
            elif token.i != stance.token.i and _may_hold(token):
                yield _owner(token), token.i
        return
    if not stance.holders:
        if stance.kind != "verb" or stance.impersonal:
            yield speaker, "speaker"
        return
    for token in stance.holders:
        if token.i == stance.token.i:
            continue
        if token.pos_ == "PRON" and (token.lower_ in _FIRST or token.lower_ in _THIRD):
            yield speaker, "speaker"
            return
        if _may_hold(token):
            yield _owner(token), token.i


def _first_person(token: Token) -> bool:
    """Whether a release speaks for itself outside of all quotations: "we will continue to ..."."""
    return any(child.lower_ in ("we", "our") for child in token.children if child.dep_ in SUBJECTS)


def _owner(token: Token) -> Words | None:
    """The noun phrase that holds a stance; for a text ("the statement by Japan urged") whose text it is."""
    lexicon = stance_lexicon()
    if token.lemma_.lower() in lexicon.words["occasion"]:
        return None
    if token.lemma_.lower() not in lexicon.words["document"] and token.lemma_.lower() not in lexicon.nouns:
        return noun_phrase(token)
    for child in token.children:
        if child.dep_ == "poss" or (child.dep_ == "amod" and child.ent_type_ == "NORP"):
            return noun_phrase(child)
        for below in child.children:
            if child.lower_ == "by" and below.dep_ == "pobj":
                return noun_phrase(below)
            if child.dep_ == "acl" and below.dep_ == "agent":
                for agent in below.children:
                    return noun_phrase(agent)
    if token.dep_ == "dobj" and is_verbal(token.head):
        return next((noun_phrase(found) for found in subjects(token.head)), None)
    return noun_phrase(token)


def _may_hold(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "NUM") and token.lower_ not in _NOBODY


def _candidate(stance: Stance, within: Words, holder: Words | None, key: int | str, context: str) -> Candidate:
    if stance.kind == "noun":
        content = phrase_of(stance.token, within)
    else:
        head = stance.verb if within.start <= stance.verb.i < within.end else stance.token
        content = clause_of(head, within)
    act: Act = stance.act
    hinge = condition_of(stance.verb, within)
    condition = None
    if hinge is not None:
        mark, words = hinge
        cut = without(content, words)
        if mark.lower_ in ("if", "unless", "until", "without", "provided", "once", "till", "before") and not (
            words.start <= stance.token.i < words.end
        ):
            condition = words
            if cut != content and cut.start <= stance.token.i < cut.end:
                content = trim(stance.token, cut)
        if mark.lower_ == "if" and stance.kind == "modal" and stance.act == "commit":
            act = "warn"
    own = noun_phrase(stance.own) if stance.own is not None else None
    draft = PositionDraft(holder, act, stance.words, content, (), condition, own)
    rank = (
        _depth(stance.verb if stance.kind in ("modal", "clause", "matter", "phrase") else stance.token),
        _ORDER[stance.kind],
        stance.token.i,
    )
    return Candidate(draft, key, rank, stance.token.i, _key(stance), context, stance.carrier)


def _charged(
    reading: Reading, sentence: Words, inside: dict[int, tuple[StatementDraft, Words]], here: list[Candidate]
) -> Iterator[Candidate]:
    """A judgement where the speaker's sentence holds no other position of his."""
    lexicon = stance_lexicon()
    taken = {id(inside[c.trigger][0]) for c in here if c.trigger in inside and c.holder == "speaker"}
    for token in reading.tokens(sentence):
        held = inside.get(token.i)
        if held is None or id(held[0]) in taken:
            continue
        row = lexicon.charged.get(token.lemma_.lower())
        if row is None or not said_of(token):
            continue
        within = Words(max(sentence.start, held[1].start), min(sentence.end, held[1].end))
        verb = token if is_verbal(token) else governor(token)
        if not within.start <= verb.i < within.end:
            verb = token
        taken.add(id(held[0]))
        content = clause_of(verb, within)
        draft = PositionDraft(held[0].speaker, row.act, Words(token.i, token.i + 1), content)
        yield Candidate(draft, "speaker", (50, 9, token.i), token.i, f"charged:{row.act}:{token.lemma_.lower()}", "S")


def _key(stance: Stance) -> str:
    return f"{stance.kind}:{stance.act}:{stance.token.lemma_.lower() if stance.kind != 'clause' else ''}"


def _outermost(found: list[Candidate]) -> list[Candidate]:
    carriers = {candidate.carrier for candidate in found}
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: c.rank):
        if candidate.trigger in carriers and candidate.carrier is None:
            continue
        for other in kept:
            inside = other.draft.content.start <= candidate.trigger < other.draft.content.end
            if (inside or other.draft.content == candidate.draft.content) and other.holder == candidate.holder:
                break
        else:
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.trigger)


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i:
        token = token.head
        depth += 1
    return depth
