"""Which record of a system stands for which gold record.

The rules and their thresholds are those of the gold set's own `score.py`, so that figures agree to the last digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.measure.records import JudgedContact, JudgedPosition, JudgedStatement
from communique.schema import TOOK_PLACE, Kind, Span, Status

R = TypeVar("R")

# Kinds that a careful reader may take for each other are one group: a visit is a meeting, talks of no form a contact.
KIND_GROUPS: dict[Kind, str] = {
    "call": "call",
    "meeting": "meeting",
    "visit": "meeting",
    "conference": "conference",
    "talks": "talks",
    "contact": "talks",
    "message": "message",
    "channel": "channel",
}
_GROUPS: dict[Status, str] = {
    "planned": "planned",
    "proposed": "open",
    "possible": "open",
    "refused": "not",
    "not_planned": "not",
    "denied": "not",
    "postponed": "off",
    "cancelled": "off",
}
SIDES_ALIKE, CONTENT_ALIKE, CLAUSE_ALIKE = 0.5, 0.5, 1 / 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Matching(Generic[R]):
    """One-to-one pairs (gold, system), and what is left on either side in its old order."""

    pairs: tuple[tuple[R, R], ...]
    missed: tuple[R, ...]
    spurious: tuple[R, ...]


def match(gold: Sequence[R], system: Sequence[R], similarity: Callable[[R, R], float]) -> Matching[R]:
    """Pair greedily, the most alike first, ties in reading order; a similarity of 0 never pairs."""
    scored = sorted(
        ((similarity(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(system)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    taken_gold: set[int] = set()
    taken_system: set[int] = set()
    pairs: list[tuple[R, R]] = []
    for value, i, j in scored:
        if value > 0 and i not in taken_gold and j not in taken_system:
            taken_gold.add(i)
            taken_system.add(j)
            pairs.append((gold[i], system[j]))
    return Matching(
        tuple(pairs),
        tuple(g for i, g in enumerate(gold) if i not in taken_gold),
        tuple(s for j, s in enumerate(system) if j not in taken_system),
    )


def match_contacts(gold: Sequence[JudgedContact], system: Sequence[JudgedContact]) -> Matching[JudgedContact]:
    """Contacts match where their sentences overlap and they share at least half of their sides."""
    return match(gold, system, contact_similarity)


def match_statements(
    gold: Sequence[JudgedStatement], system: Sequence[JudgedStatement], text: str
) -> Matching[JudgedStatement]:
    """Statements match where they share at least half of their words of content."""
    words = {spans: words_in(text, spans) for one in (*gold, *system) for spans in [one.content]}

    def similarity(g: JudgedStatement, s: JudgedStatement) -> float:
        shared = jaccard(words[g.content], words[s.content])
        return shared if shared >= CONTENT_ALIKE else 0

    return match(gold, system, similarity)


def match_positions(gold: Sequence[JudgedPosition], system: Sequence[JudgedPosition]) -> Matching[JudgedPosition]:
    """Positions match where a third of the shorter clause is shared and the side of the holder agrees."""

    def similarity(g: JudgedPosition, s: JudgedPosition) -> float:
        shared = clause_overlap(g, s)
        return shared if g.side == s.side and shared >= CLAUSE_ALIKE else 0

    return match(gold, system, similarity)


def contact_similarity(gold: JudgedContact, system: JudgedContact) -> float:
    """0 for no match, else how many sides are shared, more with the same status, date and group of kinds."""
    if not shared_characters(gold.evidence, system.evidence):
        return 0
    alike = sides_alike(gold, system)
    if alike < SIDES_ALIKE:
        return 0
    return (
        alike
        + 0.3 * (gold.status == system.status)
        + 0.3 * (gold.date == system.date)
        + 0.2 * (KIND_GROUPS[gold.kind] == KIND_GROUPS[system.kind])
    )


def sides_alike(gold: JudgedContact, system: JudgedContact) -> float:
    """The share of both sets of sides that is in both; two contacts without any side are alike."""
    a, b = sides(gold), sides(system)
    return len(a & b) / len(a | b) if a | b else 1


def clause_overlap(gold: JudgedPosition, system: JudgedPosition) -> float:
    """The share of the shorter clause that both share."""
    if gold.content is None or system.content is None:
        return 0
    shorter = min(gold.content.end - gold.content.start, system.content.end - system.content.start) or 1
    return shared_characters((gold.content,), (system.content,)) / shorter


def same_speaker(gold: JudgedStatement, system: JudgedStatement) -> bool:
    """By last name; by side alone where at least one of both is no name ("a US official")."""
    if last_name(gold.speaker) == last_name(system.speaker):
        return True
    both_names = _is_name(gold.speaker) and _is_name(system.speaker)
    return gold.side is not None and gold.side == system.side and not both_names


def sides(contact: JudgedContact) -> frozenset[str]:
    """The sides of a contact; a party without one counts by its last name."""
    return frozenset(party.side or last_name(party.name) for party in contact.parties)


def last_name(name: str | None) -> str:
    """The last word of a name, lower-case and without accents; "" for no name."""
    letters = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    words: list[str] = re.findall(r"[a-z0-9]+", letters)
    return words[-1] if words else ""


def status_group(status: Status) -> str:
    """Which of "took place", "planned", "open", "off" and "not" a status belongs to."""
    return "took place" if status in TOOK_PLACE else _GROUPS[status]


def words_in(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """The offsets at which the words of some spans begin."""
    return frozenset(word.start() for start, end in spans for word in _WORD.finditer(text, start, end))


def shared_characters(a: Sequence[Span], b: Sequence[Span]) -> int:
    """How many characters two lists of spans share."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """What two sets share, of what is in either; 0 for two empty ones."""
    return len(a & b) / len(a | b) if a | b else 0


def _is_name(speaker: str | None) -> bool:
    return (speaker or " ")[0].isupper()
