"""Positions: what a side demands, offers, refuses or holds, in statements and in narration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.find.grammar import SUBJECTS, is_passive
from communique.find.stance_clauses import clause_of, condition_of, phrase_of, trim, with_matter, without
from communique.find.stance_forms import forms_at, subject_kind
from communique.find.stance_grammar import addressees, governor, is_verbal, noun_phrase
from communique.find.stance_holders import Holder, holders_of, reporters_of
from communique.find.stance_judgements import names_owner, said_of
from communique.find.stance_speech import Hearing, Speech, listen
from communique.find.stance_words import Stance, stances_at
from communique.lexicon.stances import stance_lexicon
from communique.read import Reading
from communique.schema import Act, PositionDraft, StatementDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is read first where two stances head the same clause: its form, a word, who must do what, a judgement.
_ORDER = {"clause": 0, "verb": 1, "noun": 1, "adjective": 1, "matter": 2, "modal": 2, "phrase": 2, "charged": 9}
_OF_CLAUSE = frozenset({"modal", "clause", "matter", "phrase"})
_CONDITIONS = frozenset({"if", "unless", "until", "without", "provided", "once", "till", "before"})
# What a release may ask of others in its own voice, outside of all statements: "Pyongyang must cease its tests".
_DUTIES = frozenset({"demand", "appeal"})
# What a release says in its own voice by a judging word alone.
_BLAME = frozenset({"criticise", "warn"})
# What a reporting verb is turned to: "accused Kyiv of", "warned against"; not "warned on Friday", "said in Paris".
_TURNED = frozenset({"of", "about", "over", "against", "for", "on", "to"})
_SILENT = frozenset({"furniture", "caption", "date", "dateline"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with what decides between drafts of one sentence: how deep its word stands in the parse, then what kind
    of word it is, then where."""

    draft: PositionDraft
    holder: Holder
    rank: tuple[int, int, int]
    trigger: int
    carrier: int | None = None


def find_positions(reading: Reading, statements: Sequence[StatementDraft]) -> tuple[PositionDraft, ...]:
    """The positions of a reading, in text order.

    Args:
        reading: the parsed document.
        statements: what `find_statements` found in it.
    """
    return tuple(candidate.draft for candidate in find_candidates(reading, statements))


def find_candidates(reading: Reading, statements: Sequence[StatementDraft]) -> list[Candidate]:
    """The positions of a reading with the row that opened each; `find_positions` is the same without."""
    found: list[Candidate] = []
    hearing = listen(reading, statements)
    for kind, sentence in zip(reading.kinds, reading.sentences, strict=True):
        if kind not in _SILENT and not _is_question(reading, sentence):
            found += _outermost(_in_sentence(hearing, sentence))
    return found


def _is_question(reading: Reading, words: Words) -> bool:
    return "?" in reading.columns.texts[max(words.start, words.end - 3) : words.end]


def _in_sentence(hearing: Hearing, sentence: Words) -> list[Candidate]:
    found: list[Candidate] = []
    for token in hearing.reading.tokens(sentence):
        speech = hearing.at.get(token.i)
        if speech is not None and _is_question(hearing.reading, speech.within(sentence)):
            continue
        quoted = speech is not None and (speech.statement.direct == "direct" or token.i in hearing.quoted)
        for stance in stances_at(token):
            if stance.kind == "verb" and token.i in hearing.by:
                found += _from_report(hearing, sentence, stance)
            else:
                found += _from_stance(sentence, stance, speech, quoted)
        if speech is None and token.dep_ == "conj" and token.head.i in hearing.by and _goes_on(token):
            speech = replace(hearing.by[token.head.i], words=sentence)
        for stance in forms_at(token, quoted):
            if speech is not None or stance.act in _DUTIES or _first_person(token) or _of_state(stance):
                found += _from_stance(sentence, stance, speech, quoted)
    found += _judgements(hearing, sentence, found)
    return found


def _goes_on(verb: Token) -> bool:
    """Whether speech goes on after its end: "said he was ready to talk, but would never negotiate with rebels"."""
    return any(child.tag_ == "MD" for child in verb.children) and not any(c.dep_ in SUBJECTS for c in verb.children)


def _of_state(stance: Stance) -> bool:
    """Whether a state does it by its name, as a release says of its own: "the United States will provide"."""
    return stance.act == "commit" and stance.own is not None and stance.own.ent_type_ == "GPE"


def _first_person(token: Token) -> bool:
    """Whether a release speaks for itself outside of all quotations: "we will continue", "our diplomacy will not"."""
    return any(
        word.lower_ in ("we", "our", "i", "my")
        for child in token.children
        if child.dep_ in SUBJECTS
        for word in (child, *child.children)
    )


def _from_report(hearing: Hearing, sentence: Words, stance: Stance) -> Iterator[Candidate]:
    """The position of a reporting verb: "warned that ..." with what it reports, "accused Kyiv of ..." with itself."""
    reading, verb = hearing.reading, stance.verb
    speech = hearing.by[verb.i]
    if speech.outside:
        return
    content = speech.statement.content
    governed = [part for part in content if any(token.head.i == verb.i for token in reading.tokens(part))]
    apart = [
        child
        for child in verb.children
        if (child.dep_ in ("dobj", "xcomp") or (child.dep_ == "prep" and child.lower_ in _TURNED))
        and child.i > verb.i
        and child.i not in hearing.at
        and not any(noun.ent_type_ in ("DATE", "TIME") for noun in (child, *child.children))
    ]
    if (not governed and content[0].start > verb.i) or (apart and all(part.end <= verb.i for part in content)):
        words = clause_of(verb, sentence)
    else:
        words = (governed or content)[0]
        reports_clause = any(token.dep_ in SUBJECTS for token in reading.tokens(words))
        if verb.i < words.start < verb.i + 12 and not reports_clause:
            words = Words(verb.i, words.end)
        words = trim(reading.doc[words.start], words)
    for holder in reporters_of(stance, speech):
        targets = tuple(noun_phrase(noun) for noun in addressees(verb))
        draft = PositionDraft(holder.words, stance.act, stance.words, words, targets)
        yield Candidate(draft, holder, (0, 0, verb.i), verb.i)


def _from_stance(sentence: Words, stance: Stance, speech: Speech | None, quoted: bool) -> Iterator[Candidate]:
    if speech is None and stance.place == "statement" and stance.kind != "modal":
        return
    if speech is not None and stance.place == "narration":
        return
    within = sentence if speech is None else speech.within(sentence)
    for holder in holders_of(stance, speech, quoted):
        if holder.key != "speaker" or speech is None or not speech.outside:
            yield _candidate(stance, within, holder, _told(stance, speech))


def _told(stance: Stance, speech: Speech | None) -> tuple[Words, ...]:
    """Whom a stance is turned to: by its own verb, and by the verb that reports it ("told Israel that ...")."""
    nouns = addressees(stance.verb) if stance.kind != "modal" else []
    if speech is not None:
        cue = stance.token.doc[speech.statement.cue.start : speech.statement.cue.end]
        nouns += addressees(cue.root)
    return tuple(noun_phrase(noun) for noun in nouns)


def _candidate(stance: Stance, within: Words, holder: Holder, targets: tuple[Words, ...]) -> Candidate:
    if stance.kind == "noun" and stance.token.dep_ != "nsubjpass":
        content = with_matter(stance.token, phrase_of(stance.token, within), within)
    else:
        content = clause_of(stance.verb if within.start <= stance.verb.i < within.end else stance.token, within)
    act: Act = stance.act
    condition = None
    hinge = condition_of(stance.verb, within)
    if hinge is not None:
        mark, words = hinge
        if mark.lower_ in _CONDITIONS and not words.start <= stance.token.i < words.end:
            condition = words
            cut = without(content, words)
            if cut.start <= stance.token.i < cut.end:
                content = trim(stance.token, cut)
        if mark.lower_ == "if" and stance.kind == "modal" and act == "commit":
            act = "warn"
    own = None if stance.own is None else noun_phrase(stance.own)
    draft = PositionDraft(holder.words, act, stance.words, content, targets, condition, own, stance.ours)
    depth = _depth(stance.verb if stance.kind in _OF_CLAUSE else stance.token)
    rank = (depth, _ORDER[stance.kind], stance.token.i)
    return Candidate(draft, holder, rank, stance.token.i, stance.carrier)


def _judgements(hearing: Hearing, sentence: Words, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Judging words where the speaker's sentence holds no other position of his: "Kiev was sabotaging the talks".

    Outside of all statements a release judges in its own voice: "Russia's brutal war against Ukraine".
    """
    charged = stance_lexicon().charged
    own = [c.trigger for c in found if c.holder.key == "speaker"]
    taken = {_number(hearing.at.get(trigger)) for trigger in own}
    for token in hearing.reading.tokens(sentence):
        speech = hearing.at.get(token.i)
        row = charged.get(token.lemma_.lower())
        if row is None or _number(speech) in taken or not said_of(token, blame=row.act == "criticise"):
            continue
        if speech is not None and (speech.outside or (row.act in _BLAME and _own_doing(hearing, token, speech))):
            continue
        if speech is None and (row.act not in _BLAME or not names_owner(token)):
            continue
        taken.add(_number(speech))
        within = sentence if speech is None else speech.within(sentence)
        verb = token if is_verbal(token) else governor(token)
        noun = token.head if token.dep_ == "amod" else token
        if (noun.i != token.i or speech is None) and within.start <= noun.i < within.end:
            content = phrase_of(noun, within)
        else:
            content = clause_of(verb if within.start <= verb.i < within.end else token, within)
        holder = Holder(None if speech is None else speech.speaker, "speaker")
        draft = PositionDraft(holder.words, row.act, Words(token.i, token.i + 1), content)
        rank = (_depth(token), _ORDER["charged"], token.i)
        yield Candidate(draft, holder, rank, token.i)


def _own_doing(hearing: Hearing, token: Token, speech: Speech) -> bool:
    """Whether a judging verb tells what the speaker's own side does: "said it had destroyed its stocks"."""
    quoted = speech.statement.direct == "direct" or token.i in hearing.quoted
    return is_verbal(token) and not is_passive(token) and subject_kind(token, quoted)[0] in ("own", "common")


def _number(speech: Speech | None) -> int | None:
    return None if speech is None else speech.number


def _outermost(found: Sequence[Candidate]) -> list[Candidate]:
    """One position for each holder and clause: "hopes the talks will begin" is a hope, and no promise besides.

    A noun stands before the verb it is said with: "reaffirmed its readiness to talk" is an offer.
    """
    carriers = {candidate.carrier for candidate in found}
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: c.rank):
        if candidate.carrier is None and candidate.trigger in carriers:
            continue
        if not any(_covers(other, candidate) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.trigger)


def _covers(other: Candidate, candidate: Candidate) -> bool:
    content = other.draft.content
    same = content.start <= candidate.trigger < content.end or content == candidate.draft.content
    return same and other.holder.key == candidate.holder.key


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i:
        token = token.head
        depth += 1
    return depth
