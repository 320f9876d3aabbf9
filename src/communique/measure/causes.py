"""Why records are wrong: every difference from gold under one cause, so that a person sees what to mend next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.measure.matching import (
    KIND_GROUPS,
    SIDES_ALIKE,
    clause_overlap,
    last_name,
    match_contacts,
    match_positions,
    match_statements,
    same_speaker,
    shared_characters,
    sides,
    sides_alike,
    words_in,
)
from communique.measure.records import Judged, JudgedContact, JudgedPosition, JudgedStatement
from communique.schema import TOOK_PLACE, Span

_SHOWN = 150


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which record, why, in which document, and the record with its words."""

    record: Literal["contact", "statement", "position"]
    cause: str
    document: str
    detail: str


def find_causes(
    gold: Mapping[str, Judged], system: Mapping[str, Judged], triggers: Mapping[str, Sequence[Span]] | None = None
) -> list[Finding]:
    """Everything that is wrong in a system's documents, in the order of the gold file.

    Args:
        gold, system: documents by id.
        triggers: for each document the words that the system took for the mention of a contact, where it can tell:
            a missed contact then shows whether its words were known at all.
    """
    findings: list[Finding] = []
    for key, expected in gold.items():
        given = system.get(key, Judged(expected.document))
        known = triggers.get(key, ()) if triggers is not None else None
        findings += _contacts(expected, given, known)
        findings += _statements(expected, given)
        findings += _positions(expected, given)
    return findings


def _contacts(gold: Judged, system: Judged, triggers: Sequence[Span] | None) -> Iterator[Finding]:
    key, text = gold.document.id, gold.document.text
    matching = match_contacts(gold.contacts, system.contacts)
    for contact in matching.missed:
        cause, instead = _why_missed(contact, system.contacts, triggers, text)
        yield Finding("contact", f"missed: {cause}", key, _contact_line(contact, text) + instead)
    for contact in matching.spurious:
        cause = _why_spurious(contact, gold.contacts, matching.missed)
        yield Finding("contact", f"spurious: {cause}", key, _contact_line(contact, text))
    for g, s in matching.pairs:
        for cause in _differences(g, s):
            yield Finding("contact", cause, key, f"gold {_contact_line(g, text)} || system {_short(s)}")


def _why_missed(
    contact: JudgedContact, system: Sequence[JudgedContact], triggers: Sequence[Span] | None, text: str
) -> tuple[str, str]:
    """The cause, and what the system had instead."""
    there = [other for other in system if shared_characters(contact.evidence, other.evidence)]
    if there:
        instead = f" || system {'; '.join(_short(other) for other in there[:3])}"
        if any(sides_alike(contact, other) >= SIDES_ALIKE for other in there):
            return "folded into another contact", instead
        if any(sides(other) < sides(contact) for other in there):
            return "trigger found, sides missing", instead
        return "found there with other sides", instead
    if triggers is None:
        return "nothing found in its sentences", ""
    known = [trigger.of(text) for trigger in triggers if shared_characters(contact.evidence, (trigger,))]
    if known:
        return "trigger found, no record made of it", f" || trigger {'; '.join(dict.fromkeys(known))}"
    return "no trigger found in its sentences", ""


def _why_spurious(contact: JudgedContact, gold: Sequence[JudgedContact], missed: Sequence[JudgedContact]) -> str:
    there = [other for other in gold if shared_characters(contact.evidence, other.evidence)]
    if not there:
        return "no contact in its sentences"
    if any(sides_alike(other, contact) >= SIDES_ALIKE for other in there):
        return "told twice, not folded"
    if any(other in missed for other in there):
        return "other sides than the contact there"
    return "beside the contact there"


def _differences(gold: JudgedContact, system: JudgedContact) -> Iterator[str]:
    if gold.status != system.status:
        false_held = gold.status not in TOOK_PLACE and system.status in TOOK_PLACE
        yield f"{'FALSELY HELD' if false_held else 'status wrong'}: {gold.status} -> {system.status}"
    if KIND_GROUPS[gold.kind] != KIND_GROUPS[system.kind]:
        yield f"kind wrong: {gold.kind} -> {system.kind}"
    lacking, added = sides(gold) - sides(system), sides(system) - sides(gold)
    if lacking or added:
        yield "sides wrong: " + ("some replaced" if lacking and added else "some missing" if lacking else "too many")
    if gold.date != system.date:
        if system.date is None:
            yield "date wrong: missing"
        else:
            yield "date wrong: another one" if gold.date else "date wrong: none was given"
    names, found = ({last_name(party.name) for party in contact.parties} for contact in (gold, system))
    if names - found and not lacking:
        yield "party names: a name missing"
    if found - names and not added:
        yield "party names: a name too many"


def _statements(gold: Judged, system: Judged) -> Iterator[Finding]:
    key, text = gold.document.id, gold.document.text
    matching = match_statements(gold.statements, system.statements, text)
    for statement in matching.missed:
        cause = _why_unmatched(statement, system.statements, matching.spurious, "taken with another one", text)
        yield Finding("statement", f"missed: {cause}", key, _statement_line(statement, text))
    for statement in matching.spurious:
        cause = _why_unmatched(statement, gold.statements, matching.missed, "part of one found already", text)
        yield Finding("statement", f"spurious: {cause}", key, _statement_line(statement, text))
    for g, s in matching.pairs:
        if not same_speaker(g, s):
            cause = "no speaker" if s.speaker is None else "another name" if s.speaker[0].isupper() else "no name found"
            detail = f"system {s.speaker} ({s.side}) for gold {_statement_line(g, text)}"
            yield Finding("statement", f"wrong speaker: {cause}", key, detail)
        if bool(g.direct) != bool(s.direct):
            yield Finding("statement", f"direct wrong: {g.direct} -> {s.direct}", key, _statement_line(g, text))


def _why_unmatched(
    statement: JudgedStatement,
    others: Sequence[JudgedStatement],
    unmatched: Sequence[JudgedStatement],
    merged: str,
    text: str,
) -> str:
    words = words_in(text, statement.content)
    there = [other for other in others if words & words_in(text, other.content)]
    if not there:
        return "nothing there"
    return "boundaries differ" if any(other in unmatched for other in there) else merged


def _positions(gold: Judged, system: Judged) -> Iterator[Finding]:
    key, text = gold.document.id, gold.document.text
    matching = match_positions(gold.positions, system.positions)
    for position in matching.missed:
        cause = _why_clause_unmatched(position, system.positions)
        yield Finding("position", f"missed: {cause}", key, _position_line(position, text))
    for position in matching.spurious:
        cause = _why_clause_unmatched(position, gold.positions)
        yield Finding("position", f"spurious: {cause}", key, _position_line(position, text))
    for g, s in matching.pairs:
        if g.act != s.act:
            yield Finding("position", f"act wrong: {g.act} -> {s.act}", key, _position_line(g, text))


def _why_clause_unmatched(position: JudgedPosition, others: Sequence[JudgedPosition]) -> str:
    there = [other for other in others if clause_overlap(position, other)]
    if not there:
        return "nothing there"
    if all(other.side != position.side for other in there):
        return "another holder"
    return "boundaries differ, or found already"


def _contact_line(contact: JudgedContact, text: str) -> str:
    return f"{_short(contact)}: {_words(text, contact.evidence[:2])}"


def _short(contact: JudgedContact) -> str:
    return f"{contact.kind}/{contact.status} {'+'.join(sorted(sides(contact))) or '-'} {contact.date or 'no date'}"


def _statement_line(statement: JudgedStatement, text: str) -> str:
    return f"{statement.speaker} ({statement.side}): {_words(text, statement.content)}"


def _position_line(position: JudgedPosition, text: str) -> str:
    words = _words(text, (position.content,)) if position.content else "no words"
    return f"{position.holder} ({position.side}) {position.act}: {words}"


def _words(text: str, spans: Sequence[Span]) -> str:
    pieces = (" ".join(text[start:end].split()) for start, end in spans)
    return " | ".join(piece if len(piece) <= _SHOWN else piece[:_SHOWN] + " …" for piece in pieces)
