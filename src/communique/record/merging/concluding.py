"""A contact concluded from its reports, field by field: by how many voices say so, how finely, and how late."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from communique.lexicon.places import load_places
from communique.record.merging.course import steps_of
from communique.record.merging.disagreeing import disagreements_of
from communique.record.merging.features import STAGES, Days, Features, content_words, days_of, features
from communique.record.merging.judging import weigh
from communique.record.merging.parties import parties_of
from communique.record.merging.telling import Texts
from communique.record.merging.weights import NEVER
from communique.schema import Kind, Sourced
from communique.schema.edtf import bounds, overlap
from communique.schema.reports import Conclusion, Disagreement, Report

T = TypeVar("T")

# From what says most of the form to what says least.
_KINDS: tuple[Kind, ...] = ("call", "meeting", "visit", "conference", "message", "channel", "talks", "contact")
_MOST_TOPICS = 12
_SURE = 2.0


def conclude(reports: Iterable[Report], texts: Texts | None = None) -> Conclusion:
    """One contact as its reports tell it together.

    Args:
        reports: of one contact, at least one, in any order.
        texts: gives the text of a document by `Report.document`; what one capital leaves out is looked for in it.

    Returns:
        The same whatever the order. Copies of one text count as one voice.

    Raises:
        ValueError: no reports.
    """
    told = tuple(sorted(reports, key=publication_order))
    if not told:
        raise ValueError("a contact has at least one report")
    steps = steps_of(told)
    status = steps[-1].status
    speaking = [report for report in told if STAGES[report.contact.status.value] == STAGES[status]] or list(told)
    disagreements = disagreements_of(told, texts)
    kind = _kind(told)
    lasting = kind in ("visit", "conference")
    return Conclusion(
        id="c-" + hashlib.sha256(told[0].key.encode()).hexdigest()[:16],
        kind=kind,
        status=status,
        parties=parties_of(told),
        reports=told,
        steps=steps,
        disagreements=disagreements,
        date=_date(speaking, lasting) or _date(told, lasting),
        place=_place(speaking) or _place(told),
        topics=_topics(told),
        initiator=_only([(report.voice, report.contact.initiator) for report in told]),
        level=_most([(report.voice, report.contact.level) for report in told]),
        format=_most([(report.voice, report.contact.format) for report in told]),
        outcome=_most([(report.voice, report.contact.outcome) for report in told]),
        doubt=_doubt(told, disagreements),
    )


def publication_order(report: Report) -> tuple[int, str, str]:
    """The order of reports: by publication, what has none last, then by key."""
    first, last = (None, None) if report.published is None else bounds(report.published)
    edge = first or last
    return (1 << 40 if edge is None else edge.toordinal(), report.published or "", report.key)


def _kind(reports: Sequence[Report]) -> Kind:
    voices = _voices((report.voice, report.contact.kind.value) for report in reports)
    named = [kind for kind in voices if kind not in ("talks", "contact")] or list(voices)
    return min(named, key=lambda kind: (-len(voices[kind]), _KINDS.index(kind)))


def _date(reports: Sequence[Report], lasting: bool) -> str | None:
    """The date that fits what most voices say; of those the finest, of those one that words give.

    For what lasts (a trip, a conference) that is its first and last day, not the one day of it that some name.
    """
    dated = [(report, report.contact.date) for report in reports if report.contact.date is not None]
    if not dated:
        return None
    published = features(reports[0]).published

    def rank(edtf: str) -> tuple[int, bool, int, bool, str]:
        support = len({report.voice for report, when in dated if overlap(edtf, when.edtf)})
        days = days_of(edtf, published)
        said = any(when.span is not None for _, when in dated if when.edtf == edtf)
        whole = lasting and days is not None and _is_stretch(days)
        return (-support, not whole, days.length if days else 1 << 20, not said, edtf)

    return min({when.edtf for _, when in dated}, key=rank)


def _is_stretch(days: Days) -> bool:
    """Whether these are days that something took, not a week or month in which it was on some day."""
    first, last = date.fromordinal(days.first), date.fromordinal(days.last + 1)
    week = days.length == 7 and first.weekday() == 0
    month = first.day == 1 and last.day == 1
    return 1 < days.length <= 31 and not week and not month


def _place(reports: Sequence[Report]) -> str | None:
    """The place that most voices give; a city speaks for its country too and says more."""
    told = _voices((report.voice, report.contact.place.value) for report in reports if report.contact.place)
    known = load_places().surfaces

    def rank(name: str) -> tuple[int, int, str]:
        place = known.get(name)
        voices = set(told[name])
        if place is not None and place.kind != "country":
            for other in told:
                outer = known.get(other)
                if outer is not None and outer.kind == "country" and set(outer.countries) & set(place.countries):
                    voices |= told[other]
        return (-len(voices), int(place is not None and place.kind == "country"), name)

    return min(told, key=rank, default=None)


def _topics(reports: Sequence[Report]) -> tuple[str, ...]:
    """Topics that most voices give first, without those that say nothing or that another says more fully."""
    voices: dict[str, set[str]] = {}
    spelled: dict[str, str] = {}
    for report in reports:
        for topic in report.contact.topics:
            key = topic.value.casefold()
            spelled.setdefault(key, topic.value)
            voices.setdefault(key, set()).add(report.voice)
    words = {key: content_words(key) for key in spelled}
    told = [key for key in spelled if words[key] and not any(words[key] < words[other] for other in spelled)]
    ranked = sorted(told or spelled, key=lambda key: -len(voices[key]))
    return tuple(spelled[key] for key in ranked[:_MOST_TOPICS])


def _voices(told: Iterable[tuple[str, T]]) -> dict[T, set[str]]:
    """Which voices say each value, values in the order in which they are first told."""
    found: dict[T, set[str]] = {}
    for voice, value in told:
        found.setdefault(value, set()).add(voice)
    return found


def _most(told: Iterable[tuple[str, Sourced[str] | None]]) -> str | None:
    """The value that most voices give, the earliest of those."""
    voices = _voices((voice, sourced.value) for voice, sourced in told if sourced is not None)
    return max(voices, key=lambda value: len(voices[value]), default=None)


def _only(told: Iterable[tuple[str, Sourced[str] | None]]) -> str | None:
    """The value that more voices give than any other; two candidates are no answer."""
    voices = _voices((voice, sourced.value) for voice, sourced in told if sourced is not None)
    ranked = sorted(voices.values(), key=len, reverse=True)
    if len(ranked) > 1 and len(ranked[0]) == len(ranked[1]):
        return None
    return max(voices, key=lambda value: len(voices[value]), default=None)


def _doubt(reports: Sequence[Report], disagreements: Sequence[Disagreement]) -> float:
    """How unsure the contact is: a weak link between its reports, a field that is open, reports at odds."""
    seen = [features(report) for report in reports]
    certain = 1.0
    if len(seen) > 1:
        weakest = min(_best_link(one, seen) for one in seen)
        certain *= 1 - 1 / (1 + math.exp(max(1.5 * weakest, -30.0)))
    if not any(one.days for one in seen):
        certain *= 0.8
    if any(party.actor.id is None for party in max(reports, key=lambda r: len(r.contact.parties)).contact.parties):
        certain *= 0.85
    if any(reports[0].contact.parties) and all(not one.persons for one in seen):
        certain *= 0.9
    for disagreement in disagreements:
        certain *= 1 - 0.3 * disagreement.weight
    return round(1 - certain, 3)


def _best_link(one: Features, others: Sequence[Features]) -> float:
    """The best score of a report with any other of its contact; from `_SURE` on, more makes it no surer."""
    best = NEVER.score
    for other in others:
        if other is not one:
            best = max(best, weigh(one, other)[0])
        if best >= _SURE:
            return _SURE
    return best
