"""Where the words of statements lie: whose content a token is in, which verbs report it, who speaks for no side."""

from __future__ import annotations

from collections.abc import Sequence

from communique.find.stance_grammar import is_verbal
from communique.lexicon.stances import stance_lexicon
from communique.read import Reading
from communique.schema import StatementDraft, Words


def contents(statements: Sequence[StatementDraft]) -> dict[int, tuple[StatementDraft, Words]]:
    """For each token, the innermost statement whose content holds it, with that stretch of content."""
    found: dict[int, tuple[StatementDraft, Words]] = {}
    for statement in statements:
        for part in statement.content:
            for token in range(part.start, part.end):
                held = found.get(token)
                if held is None or held[1].end - held[1].start > part.end - part.start:
                    found[token] = (statement, part)
    return found


def cue_verbs(reading: Reading, statements: Sequence[StatementDraft]) -> dict[int, StatementDraft]:
    """The verbs that report a statement, by token: "warned" in "warned Moscow that ..."."""
    found: dict[int, StatementDraft] = {}
    for statement in statements:
        cue = reading.tokens(statement.cue)
        first = statement.content[0] if statement.content else None
        if first is None:
            continue
        verbs = [token for token in cue if is_verbal(token) and token.i < first.start]
        if not verbs or first.start < statement.cue.start:
            verbs = [token for token in cue if is_verbal(token) and not statement.cue.start <= token.head.i < token.i][
                :1
            ]
        if verbs:
            found.setdefault(verbs[-1].i, statement)
    return found


def outsiders(reading: Reading, statements: Sequence[StatementDraft]) -> frozenset[int]:
    """Statements of people who speak for no side: analysts, editors, witnesses; by their place in the list.

    A bare surname or a pronoun goes by who spoke before: "said Ana Ruiz, an analyst. ... Ruiz added".
    """
    words = stance_lexicon().words["outsider"]
    names: dict[str, bool] = {}
    found: set[int] = set()
    last = False
    for index, statement in enumerate(statements):
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
            outside = names.setdefault(head.text, outside) or outside
            names[head.text] = outside
        last = outside
        if outside:
            found.add(index)
    return frozenset(found)
