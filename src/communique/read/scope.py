"""Which documents belong in a ledger of diplomacy, told before anything is parsed.

A document belongs where its text is about relations between sides: states, international organisations, armed groups.
Each sentence counts one point for two sides, one more where a word of what goes on between sides stands with them, and
one for a word of diplomacy or armed conflict beside any side (`lexicon/data/scope.toml`). A document whose sentences
have at least `_LEAST` points on average belongs, and one whose title has a point or whose first sentence has two; so
does a transcript of officials, and one of fewer than `_FEW` sentences, which says too little to judge by. Any other
belongs only where it tells of a contact between two sides (the pipeline looks for it in the `passages` that may hold
one); else it has no records, and is marked as outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.clean import BlockKind, CleanText
from communique.lexicon.scope import Scope, Signals
from communique.lexicon.speech import load_speech
from communique.read.sentences import sentence_starts
from communique.schema import Document

_LABEL = re.compile(r"^((?:[A-Z][A-Z.'’-]+ ){1,5}[A-Z.'’-]+):", re.MULTILINE)
_LEAST = 0.15
_FEW = 6
# The opening sentences that say who "the president" of a later one is.
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a text promises: whether it is about relations between sides, and else where it may tell of a contact.

    `passages` are stretches of the clean text, in order: sentences with two sides and a word of an exchange. `context`
    are these with the sentences that they refer back to.
    """

    related: bool
    passages: tuple[tuple[int, int], ...] = ()
    context: tuple[tuple[int, int], ...] = ()


def outlook(document: Document, clean: CleanText, scope: Scope) -> Outlook:
    """What a cleaned document promises, without a parse."""
    starts = sentence_starts(clean.text, (offset for offset, _ in clean.breaks))
    signals = scope.signals(clean.text, starts)
    if len(signals) < _FEW:
        return Outlook(True)
    title = document.title or ""
    headline = sum(map(_points, scope.signals(title, [0])))
    if _is_transcript(clean.text):
        return Outlook(True)
    points = [_points(one) for one in signals]
    if headline or points[0] > 1 or sum(points) >= _LEAST * len(points):
        return Outlook(True)
    return _passages(clean, starts, signals)


def _is_transcript(text: str) -> bool:
    """Whether officials speak in turn: "SECRETARY BLINKEN: Good to see you. FOREIGN MINISTER RAU: Thanks."""
    labels = {label.lower() for label in _LABEL.findall(text)}
    titles = load_speech().titles - {"mr", "mr.", "ms", "ms.", "mrs", "mrs."}
    return sum(bool(titles & set(label.split())) for label in labels) > 1


def _points(signals: Signals) -> int:
    two = len(signals.sides) > 1
    return two + (two and signals.between) + (bool(signals.sides) and signals.strong)


def _passages(clean: CleanText, starts: list[int], signals: list[Signals]) -> Outlook:
    told: list[int] = []
    kept: set[int] = set()
    for number, one in enumerate(signals):
        if not (one.exchange and one.sides):
            continue
        before = signals[number - 1].sides if number else frozenset[str]()
        if len(one.sides | before) > 1:
            told.append(number)
            kept.update((max(0, number - 1), number))
    if not told:
        return Outlook(False)
    kept.update(range(min(_LEAD, len(signals))))
    # "Mr. Garcia" of a passage is named in full somewhere before.
    short = {name for number in told for name in signals[number].short}
    for number, one in enumerate(signals):
        if short & one.full:
            kept.add(number)
            short -= one.full
    ends = [*starts[1:], len(clean.text)]
    return Outlook(
        False,
        tuple((starts[number], ends[number]) for number in told),
        tuple((starts[number], ends[number]) for number in sorted(kept)),
    )


def excerpt(clean: CleanText, stretches: tuple[tuple[int, int], ...]) -> CleanText:
    """Some stretches of a clean text, each as a block of its own."""
    pieces: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    breaks: list[tuple[int, BlockKind]] = []
    length = 0
    for start, end in stretches:
        piece = clean.text[start:end].rstrip()
        if not piece:
            continue
        if pieces:
            pieces.append("\n\n")
            origin += [origin[-1]] * 2
            ends += [ends[-1]] * 2
            length += 2
        kind: BlockKind = next((kind for offset, kind in reversed(clean.breaks) if offset <= start), "paragraph")
        breaks.append((length, kind))
        pieces.append(piece)
        origin += clean.origin[start : start + len(piece)]
        ends += clean.ends[start : start + len(piece)] or [o + 1 for o in clean.origin[start : start + len(piece)]]
        length += len(piece)
    return replace(clean, text="".join(pieces), origin=origin, breaks=tuple(breaks), ends=ends)
