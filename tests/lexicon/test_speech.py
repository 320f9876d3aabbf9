"""Every row of speech.toml runs its own examples, and a wrong row is refused."""

from __future__ import annotations

from functools import cache

import pytest

from communique.clean import clean
from communique.find.statements import find_statements
from communique.lexicon.speech import Example, load_attribution, load_speech
from communique.read import Reading, read
from communique.schema import Document


@cache
def _read(text: str) -> Reading:
    document = Document("t", text)
    (reading,) = read([(document, clean(document))])
    return reading


def _reported(example: Example) -> bool:
    """Whether a statement of the sentence has one of the words in its cue, or any words where none are given."""
    reading = _read(example.sentence)
    for draft in find_statements(reading):
        cue = reading.tokens(draft.cue)
        words = (
            {t.lemma_.lower() for t in cue}
            | {t.lower_ for t in cue}
            | {w.strip(".:") for w in cue.text.lower().split()}
        )
        if not example.words or words & set(example.words):
            return True
    return False


@pytest.mark.parametrize("example", load_speech().examples, ids=lambda e: f"{e.holds}: {e.sentence}")
def test_examples_of_the_rows(example: Example) -> None:
    """A `yes` sentence holds a statement that one of the row's words reports, a `no` sentence none."""
    assert _reported(example) is example.holds


def test_frames_decide() -> None:
    """The same verb reports in one frame and not in another."""
    speech = load_speech()
    assert speech.verb("agree", "clause") is not None
    assert speech.verb("agree", "infinitive") is None
    entry = speech.verb("vow", "object")
    assert entry is not None
    assert entry.quoted


def test_tone_is_graded() -> None:
    """Words colour what they report."""
    speech = load_speech()
    tones = {word: speech.verbs[word, "clause"].tone for word in ("say", "insist", "deny", "warn", "promise", "admit")}
    assert tones == {
        "say": "neutral",
        "insist": "asserting",
        "deny": "denying",
        "warn": "warning",
        "promise": "promising",
        "admit": "conceding",
    }


def test_the_wide_table_takes_beliefs_too() -> None:
    """What was counted on PolNeAR reports beliefs; the project's own table does not."""
    assert load_attribution().verb("believe", "clause") is not None
    assert load_speech().verb("believe", "clause") is None
