"""The measures: precision, recall and F1 of what was found, and how right what was found is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.measure.matching import (
    KIND_GROUPS,
    last_name,
    match_contacts,
    match_positions,
    match_statements,
    same_speaker,
    sides,
    status_group,
    words_in,
)
from communique.measure.records import Judged, JudgedContact
from communique.schema import TOOK_PLACE


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, and how many records either side has."""

    p: float
    r: float
    f1: float
    gold: int
    system: int


@dataclass(frozen=True, slots=True)
class ContactScores:
    """`exact` counts matches with the same sides, status and group of kinds; the shares are over all matches.

    `false_held` is the share of contacts that did not take place which the system holds to have (lower is better);
    `date` counts where gold gives one, `no_date` where it gives none. None where there was nothing to count.
    """

    found: Rate
    exact: Rate
    parties: Rate
    status: float | None
    status_group: float | None
    false_held: float | None
    kind: float | None
    date: float | None
    no_date: float | None


@dataclass(frozen=True, slots=True)
class StatementScores:
    """`attributed` counts matches whose speaker agrees, `tokens` words of content over the whole corpus."""

    found: Rate
    attributed: Rate
    tokens: Rate
    direct: float | None


@dataclass(frozen=True, slots=True)
class PositionScores:
    """`exact` counts matches with the same act."""

    found: Rate
    exact: Rate


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that is measured, over all gold documents."""

    documents: int
    contacts: ContactScores
    statements: StatementScores
    positions: PositionScores


@dataclass(slots=True)
class _Tally:
    gold: int = 0
    system: int = 0
    hit: int = 0

    def add(self, gold: int, system: int, hit: int) -> None:
        self.gold += gold
        self.system += system
        self.hit += hit

    def rate(self) -> Rate:
        p = self.hit / self.system if self.system else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        return Rate(p, r, 2 * p * r / (p + r) if p + r else 0.0, self.gold, self.system)


@dataclass(slots=True)
class _Contacts:
    found: _Tally = field(default_factory=_Tally)
    exact: _Tally = field(default_factory=_Tally)
    parties: _Tally = field(default_factory=_Tally)
    status: list[bool] = field(default_factory=list)
    status_group: list[bool] = field(default_factory=list)
    false_held: list[bool] = field(default_factory=list)
    kind: list[bool] = field(default_factory=list)
    date: list[bool] = field(default_factory=list)
    no_date: list[bool] = field(default_factory=list)

    def add(self, gold: Judged, system: Judged) -> None:
        pairs = match_contacts(gold.contacts, system.contacts).pairs
        self.found.add(len(gold.contacts), len(system.contacts), len(pairs))
        self.exact.add(len(gold.contacts), len(system.contacts), sum(is_exact(g, s) for g, s in pairs))
        for g, s in pairs:
            self.status.append(g.status == s.status)
            self.status_group.append(status_group(g.status) == status_group(s.status))
            if g.status not in TOOK_PLACE:
                self.false_held.append(s.status in TOOK_PLACE)
            self.kind.append(KIND_GROUPS[g.kind] == KIND_GROUPS[s.kind])
            (self.date if g.date else self.no_date).append(g.date == s.date)
            a, b = ({last_name(party.name) for party in contact.parties} for contact in (g, s))
            self.parties.add(len(a), len(b), len(a & b))

    def scores(self) -> ContactScores:
        return ContactScores(
            self.found.rate(),
            self.exact.rate(),
            self.parties.rate(),
            _share(self.status),
            _share(self.status_group),
            _share(self.false_held),
            _share(self.kind),
            _share(self.date),
            _share(self.no_date),
        )


@dataclass(slots=True)
class _Statements:
    found: _Tally = field(default_factory=_Tally)
    attributed: _Tally = field(default_factory=_Tally)
    tokens: _Tally = field(default_factory=_Tally)
    direct: list[bool] = field(default_factory=list)

    def add(self, gold: Judged, system: Judged) -> None:
        text = gold.document.text
        pairs = match_statements(gold.statements, system.statements, text).pairs
        self.found.add(len(gold.statements), len(system.statements), len(pairs))
        right = sum(same_speaker(g, s) for g, s in pairs)
        self.attributed.add(len(gold.statements), len(system.statements), right)
        # Mixed speech has a quotation in it, so it counts as direct here.
        self.direct += [bool(g.direct) == bool(s.direct) for g, s in pairs]
        a, b = (
            words_in(text, [span for statement in judged.statements for span in statement.content])
            for judged in (gold, system)
        )
        self.tokens.add(len(a), len(b), len(a & b))

    def scores(self) -> StatementScores:
        return StatementScores(self.found.rate(), self.attributed.rate(), self.tokens.rate(), _share(self.direct))


def score(gold: Mapping[str, Judged], system: Mapping[str, Judged]) -> Scores:
    """Measure a system's documents against gold documents, matched by id; a missing one counts as empty."""
    contacts, statements = _Contacts(), _Statements()
    held, acted = _Tally(), _Tally()
    for key, expected in gold.items():
        given = system.get(key, Judged(expected.document))
        contacts.add(expected, given)
        statements.add(expected, given)
        pairs = match_positions(expected.positions, given.positions).pairs
        held.add(len(expected.positions), len(given.positions), len(pairs))
        acted.add(len(expected.positions), len(given.positions), sum(g.act == s.act for g, s in pairs))
    return Scores(len(gold), contacts.scores(), statements.scores(), PositionScores(held.rate(), acted.rate()))


def is_exact(gold: JudgedContact, system: JudgedContact) -> bool:
    """Whether a matched contact has the sides, the status and the group of kinds of the gold one."""
    return (
        sides(gold) == sides(system)
        and gold.status == system.status
        and KIND_GROUPS[gold.kind] == KIND_GROUPS[system.kind]
    )


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
