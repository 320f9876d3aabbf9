"""Who holds a stance: the nouns its grammar names, the speaker for "we" and "he", the owner of a text for the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from communique.find.grammar import SUBJECTS
from communique.find.stance_grammar import is_verbal, noun_phrase, subjects
from communique.find.stance_speech import Speech
from communique.find.stance_words import Stance
from communique.lexicon.stances import stance_lexicon
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = frozenset({"i", "we", "us", "our", "me", "my"})
_THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "ADJ", "NUM"})
_NOBODY = frozenset({"that", "this", "there", "which", "what", "those", "these"})


class Holder(NamedTuple):
    """The words that name a holder, and what tells two holders of one sentence apart."""

    words: Words | None
    key: int | Literal["speaker"]


def holders_of(stance: Stance, speech: Speech | None, quoted: bool) -> Iterator[Holder]:
    """The holders of a stance, one for each coordinated noun ("Russia and China agreed").

    Args:
        stance: the stance word with the nouns its grammar names.
        speech: the statement it stands in; None in narration, where the holder without a name is the body whose text
            it is ("it was agreed", "we will continue"; words None).
        quoted: whether it stands between quotation marks, where "he" and "they" are others than the speaker.
    """
    speaker = Holder(None if speech is None else speech.speaker, "speaker")
    if stance.impersonal or (not stance.holders and stance.kind == "modal"):
        yield speaker
        return
    if not stance.holders:
        if speech is not None and stance.kind != "verb":
            yield speaker
        return
    for token in stance.holders:
        if token.i == stance.token.i or token.lemma_.lower() in stance_lexicon().words["private"]:
            continue
        if _is_speaker(token, speech, quoted):
            yield speaker
            return
        if (token.pos_ in _NOMINAL or _is_subject_name(token)) and token.lower_ not in _NOBODY:
            yield Holder(_owner(token), token.i)


def reporters_of(stance: Stance, speech: Speech) -> Iterator[Holder]:
    """The holders of a reporting verb: whom the statement has as its speaker, unless the verb names another.

    "Pompeo pressed for steps, while Pyongyang is demanding that ..." is Pyongyang's demand.
    """
    named = speech.speaker
    others = [token for token in stance.holders if token.pos_ in ("PROPN", "NOUN") and token.i != stance.token.i]
    if named is None or not others or any(named.start <= token.i < named.end for token in others):
        yield Holder(named, "speaker")
        return
    for token in others:
        yield Holder(_owner(token), token.i)


def _is_subject_name(token: Token) -> bool:
    """Whether a subject in capitals was taken for a verb: "Trump partly blamed China"."""
    return token.dep_ in SUBJECTS and token.text[:1].isupper()


def _is_speaker(token: Token, speech: Speech | None, quoted: bool) -> bool:
    """Whether a noun is the speaker: "we", "he" where not quoted, his own name, or the world he speaks for."""
    if token.pos_ == "PRON" and token.lower_ in _FIRST:
        return True
    if speech is None:
        return False
    if token.lemma_.lower() in stance_lexicon().words["community"]:
        return True
    named = speech.speaker
    if named is not None and named.start <= token.i < named.end:
        return True
    return token.pos_ == "PRON" and not quoted and token.lower_ in _THIRD


def _owner(token: Token) -> Words | None:
    """The noun phrase that holds a stance; for a text ("the statement by Japan urged") whose text it is.

    None for an occasion ("the discussion emphasised the need"): in a release, the body whose text it is.
    """
    lexicon = stance_lexicon()
    lemma = token.lemma_.lower()
    if lemma in lexicon.words["occasion"]:
        return None
    if lemma not in lexicon.words["document"] and lemma not in lexicon.nouns:
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
