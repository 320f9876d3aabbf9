"""Where the words of statements lie: whose speech a token is in, which verbs report it, who speaks for no side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.find.stance_grammar import is_verbal
from communique.lexicon.stances import stance_lexicon
from communique.read import Reading
from communique.schema import StatementDraft, Words


@dataclass(frozen=True, slots=True)
class Speech:
    """One stretch of what a statement reports: the statement, its place among all, and the words.

    `speaker` are the words of who said it, None for an occasion ("the discussion emphasised"): in a release, the body
    whose text it is. `outside` marks the speech of somebody who speaks for no side: an analyst, an editor, a witness.
    """

    statement: StatementDraft
    number: int
    words: Words
    speaker: Words | None
    outside: bool

    def within(self, sentence: Words) -> Words:
        """The part of the stretch that lies in a sentence."""
        return Words(max(sentence.start, self.words.start), min(sentence.end, self.words.end))


@dataclass(frozen=True, slots=True)
class Hearing:
    """A reading with who speaks where in it.

    `at` gives for each token of reported matter the innermost stretch that holds it; `by` for each verb that reports a
    statement ("warned" in "warned Moscow that ...") what it reports; `quoted` are the tokens between quotation marks.
    """

    reading: Reading
    at: dict[int, Speech]
    by: dict[int, Speech]
    quoted: frozenset[int]


def listen(reading: Reading, statements: Sequence[StatementDraft]) -> Hearing:
    """Who speaks where in a reading, by its statements."""
    quoted = frozenset(token for q in reading.quotations for token in range(q.words.start, q.words.end))
    return Hearing(reading, _by_token(reading, statements), _by_verb(reading, statements), quoted)


def _by_token(reading: Reading, statements: Sequence[StatementDraft]) -> dict[int, Speech]:
    outside = _outsiders(reading, statements)
    found: dict[int, Speech] = {}
    for number, statement in enumerate(statements):
        for part in statement.content:
            speech = Speech(statement, number, part, _speaker(reading, statement), number in outside)
            for token in range(part.start, part.end):
                held = found.get(token)
                if held is None or held.words.end - held.words.start > part.end - part.start:
                    found[token] = speech
    return found


def _by_verb(reading: Reading, statements: Sequence[StatementDraft]) -> dict[int, Speech]:
    outside = _outsiders(reading, statements)
    found: dict[int, Speech] = {}
    for number, statement in enumerate(statements):
        if not statement.content:
            continue
        first = statement.content[0]
        verbs = [token for token in reading.tokens(statement.cue) if is_verbal(token)]
        before = [token for token in verbs if token.i < first.start]
        if before and statement.cue.start <= first.start:
            verb = before[-1]
        else:
            tops = [token for token in verbs if not statement.cue.start <= token.head.i < token.i]
            if not tops:
                continue
            verb = tops[0]
        found.setdefault(verb.i, Speech(statement, number, first, _speaker(reading, statement), number in outside))
    return found


def _speaker(reading: Reading, statement: StatementDraft) -> Words | None:
    if statement.speaker is None:
        return None
    head = reading.tokens(statement.speaker).root.lemma_.lower()
    return None if head in stance_lexicon().words["occasion"] else statement.speaker


def _outsiders(reading: Reading, statements: Sequence[StatementDraft]) -> frozenset[int]:
    """The statements of people who speak for no side, by their place in the list.

    A bare surname or a pronoun goes by who spoke before: "said Ana Ruiz, an analyst. ... Ruiz added".
    """
    words = stance_lexicon().words["outsider"]
    names: dict[str, bool] = {}
    found: set[int] = set()
    last = False
    for number, statement in enumerate(statements):
        if statement.speaker is None:
            last = False
            continue
        head = reading.tokens(statement.speaker).root
        sentence = reading.sentences[reading.sentence_of(head.i)]
        around = [token for token in head.subtree if sentence.start <= token.i < sentence.end]
        outside = any(token.lemma_.lower() in words for token in around if token.dep_ != "pobj" or token.i == head.i)
        if head.pos_ == "PRON":
            outside = last
        elif head.pos_ == "PROPN":
            outside = names.get(head.text, False) or outside
            names[head.text] = outside
        last = outside
        if outside:
            found.add(number)
    return frozenset(found)
