"""Stance words: what turns a clause into a position, which act it is, and what its negation makes of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from communique.lexicon.rows import load_rows
from communique.schema import Act

Frame = Literal["clause", "infinitive", "object", "object+infinitive", "object+predicate", "prep"]
Place = Literal["anywhere", "narration", "statement"]
SubjectKind = Literal["own", "common", "actor", "thing", "none"]
Use = Literal[
    "carrier",
    "saying",
    "insistent",
    "praise",
    "neutral",
    "lacking",
    "raising",
    "showing",
    "outsider",
    "private",
    "document",
    "occasion",
    "attendant",
    "event",
    "homeland",
    "mouthpiece",
    "community",
    "hinge",
]
Form = Literal["imperative", "negated", "hinged"]


@dataclass(frozen=True, slots=True)
class VerbRow:
    """Verbs whose subject holds the position; the head of `stances.toml` says what each key means."""

    act: Act
    lemmas: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    particle: str = ""
    frames: tuple[Frame, ...] = ()
    objects: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    negated: str = ""
    place: Place = "anywhere"
    passive: bool = True
    person: Literal["any", "third"] = "any"
    bare: bool = False
    persons: bool = True
    polar: bool = False
    judging: bool = False


@dataclass(frozen=True, slots=True)
class NounRow:
    """Nouns that name a position and are said with a verb: "repeated its demand that", "voiced concern over"."""

    act: Act
    lemmas: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    known: bool = False
    negated: str = ""
    place: Place = "anywhere"


@dataclass(frozen=True, slots=True)
class AdjectiveRow:
    """Adjectives said of the holder ("ready to talk") or of the matter ("this is unacceptable")."""

    act: Act
    lemmas: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    of: Literal["holder", "matter"] = "holder"
    complements: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    negated: str = ""
    affirmative: bool = True
    place: Place = "anywhere"


@dataclass(frozen=True, slots=True)
class ModalRow:
    """Auxiliaries and semi-auxiliaries of statements, by who their subject is: "we will", "they must"."""

    act: Act
    lemmas: tuple[str, ...]
    subjects: tuple[SubjectKind, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    negated: str = ""
    verbs: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    determiner: str = ""
    nouns: tuple[str, ...] = ()
    affirmative: bool = True


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """Forms of a clause that make a statement a position without a stance word of their own."""

    act: Act
    form: Form
    yes: tuple[str, ...]
    no: tuple[str, ...]
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedRow:
    """What a speaker's side says it is doing, has done or will let be done: "we are sending", "it has ordered"."""

    act: Act
    lemmas: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """Fixed expressions, a lemma a word: "red line", "only way", "out of the question"."""

    act: Act
    phrases: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    place: Place = "statement"


@dataclass(frozen=True, slots=True)
class ChargedRow:
    """Words that judge, of any word class; they make a statement a position where nothing else does."""

    act: Act
    lemmas: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsRow:
    """Closed lists that the frames need, by their use."""

    use: Use
    lemmas: tuple[str, ...]


StanceRow = VerbRow | NounRow | AdjectiveRow | ModalRow | DeedRow | ClauseRow | PhraseRow | ChargedRow


@dataclass(frozen=True, slots=True)
class StanceLexicon:
    """The rows by the lemma that triggers them; `words` are the closed lists by use."""

    verbs: dict[str, tuple[VerbRow, ...]]
    nouns: dict[str, tuple[NounRow, ...]]
    adjectives: dict[str, tuple[AdjectiveRow, ...]]
    modals: dict[str, tuple[ModalRow, ...]]
    deeds: dict[str, tuple[DeedRow, ...]]
    clauses: tuple[ClauseRow, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], PhraseRow], ...]]
    charged: dict[str, ChargedRow]
    words: dict[str, frozenset[str]]
    rows: tuple[StanceRow, ...]


@cache
def stance_lexicon() -> StanceLexicon:
    """The tables of `stances.toml`, read once.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    file = "stances.toml"
    verbs = load_rows(file, "verb", VerbRow)
    nouns = load_rows(file, "noun", NounRow)
    adjectives = load_rows(file, "adjective", AdjectiveRow)
    modals = load_rows(file, "modal", ModalRow)
    deeds = load_rows(file, "deed", DeedRow)
    clauses = load_rows(file, "clause", ClauseRow)
    phrases = load_rows(file, "phrase", PhraseRow)
    charged = load_rows(file, "charged", ChargedRow)
    by_first: dict[str, list[tuple[tuple[str, ...], PhraseRow]]] = defaultdict(list)
    for row in phrases:
        for phrase in row.phrases:
            words = tuple(phrase.split())
            by_first[words[0]].append((words, row))
    return StanceLexicon(
        _by_lemma(verbs),
        _by_lemma(nouns),
        _by_lemma(adjectives),
        _by_lemma(modals),
        _by_lemma(deeds),
        clauses,
        {first: tuple(found) for first, found in by_first.items()},
        {lemma: row for row in charged for lemma in row.lemmas},
        {row.use: frozenset(row.lemmas) for row in load_rows(file, "words", WordsRow)},
        (*verbs, *nouns, *adjectives, *modals, *deeds, *clauses, *phrases, *charged),
    )


R = TypeVar("R", VerbRow, NounRow, AdjectiveRow, ModalRow, DeedRow)


def _by_lemma(rows: tuple[R, ...]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        for lemma in row.lemmas:
            found[lemma].append(row)
    return {lemma: tuple(listed) for lemma, listed in found.items()}
