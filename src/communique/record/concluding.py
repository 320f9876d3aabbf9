"""Contacts kept up to date: a report that comes, goes or is corrected is weighed against those it can meet, and only
the contacts that hang together with it are concluded again.

Which contacts come out depends on the reports and a person's corrections alone, not on the order in which they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.record.amending import Verdict, amended_conclusion, amendments, verdict
from communique.record.changes import compare, store_changes, store_former
from communique.record.contacts import Summary, remove_contacts, store_contact, stored_summary, summary
from communique.record.decisions import Decisions
from communique.record.reports import Reports
from communique.schema.reports import Conclusion, Decision, Judgement, Report

if TYPE_CHECKING:
    from communique.record.merging import Features

REASONS = "; "
"""What stands between the reasons of a judgement."""


@dataclass(slots=True)
class _Settled:
    """The contacts that are there before and after, as far as they are touched."""

    before: dict[str, Summary] = field(default_factory=dict)
    after: dict[str, Summary] = field(default_factory=dict)


class Concluding:
    """Keeps the tables from `block` to `change` true to the active reports; every call is part of a transaction."""

    def __init__(self, connection: sqlite3.Connection, reports: Reports) -> None:
        # Merging brings the lexicon of places along, and a ledger that is only asked needs neither.
        from communique.record import merging

        self._merging = merging
        self._connection = connection
        self._reports = reports

    def settle(self, fresh: Iterable[str], run: int, at: str, *, forced: Iterable[str] = ()) -> None:
        """Conclude again what hangs together with some reports.

        Args:
            fresh: keys of reports that came, went, or changed.
            run: for the log of changes.
            at: the time of the log.
            forced: keys of reports whose contact is to be concluded again although no report changed.
        """
        changed = sorted(set(fresh))
        self._reports.forget(changed)
        touched = {*changed, *forced}
        for key in changed:
            touched |= self._lift(key)
        for contact in self._contacts_of(touched):
            touched |= self._members(contact)
        for key in changed:
            self._place(key)
        settled = self._conclude(sorted(touched), set(changed) | set(forced))
        store_former(self._connection, settled.before, settled.after)
        store_changes(self._connection, compare(settled.before, settled.after), run, at)

    def resettle(self, run: int, at: str) -> None:
        """Conclude everything again from the reports and the corrections alone."""
        for table in ("block", "judgement"):
            self._connection.execute(f"DELETE FROM {table}")
        self._reports.forget()
        rows = self._connection.execute(
            "SELECT r.key FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL"
            " UNION SELECT report FROM contact_report"
        )
        self.settle([key for (key,) in rows], run, at)

    def _lift(self, key: str) -> set[str]:
        """Take a report off its place; gives the reports it was found to belong with."""
        self._connection.execute("DELETE FROM block WHERE report = ?", (key,))
        near = set(self._neighbours(key))
        self._connection.execute("DELETE FROM judgement WHERE a = ?", (key,))
        self._connection.execute("DELETE FROM judgement WHERE b = ?", (key,))
        return near

    def _place(self, key: str) -> None:
        """Enter a report under its blocks, and weigh it against those that stand there."""
        report = self._reports.get(key)
        if report is None or self._set_aside(key):
            return
        rows = [(block, key) for block in sorted(self._merging.blocks(report))]
        candidates: set[str] = set()
        for block, _ in rows:
            candidates.update(
                other for (other,) in self._connection.execute("SELECT report FROM block WHERE key = ?", (block,))
            )
        self._connection.executemany("INSERT INTO block VALUES (?, ?)", rows)
        found = []
        # For this report alone: its features serve all it meets, and a correction leaves nothing stale.
        known: dict[str, Features] = {}
        for other_key in sorted(candidates - {key}):
            other = self._reports.get(other_key)
            if other is None:
                continue
            a, b = (report, other) if key < other_key else (other, report)
            judgement = self._merging.judge(a, b, known)
            if judgement is not None and judgement.score > 0:
                found.append((judgement.a, judgement.b, judgement.score, REASONS.join(judgement.why)))
        self._connection.executemany("INSERT INTO judgement VALUES (?, ?, ?, ?)", found)

    def _conclude(self, touched: list[str], changed: set[str]) -> _Settled:
        settled = _Settled()
        decisions = Decisions(self._connection)
        clusters: list[tuple[Report, ...]] = []
        keys: set[str] = set()
        for component in self._components(touched, decisions):
            keys |= component
            clusters += self._clusters(component, decisions)
        old = self._contacts_of(keys | set(touched))
        for id_ in old:
            known = stored_summary(self._connection, id_)
            if known is not None:
                settled.before[id_] = known
        same = {one.reports: one for one in settled.before.values() if not one.reports & changed}
        waiting = []
        for reports in clusters:
            unchanged = same.get(frozenset(report.key for report in reports))
            if unchanged is not None:
                settled.after[unchanged.id] = unchanged
            else:
                waiting.append(reports)
        remove_contacts(self._connection, sorted(settled.before.keys() - settled.after.keys()))
        for reports in waiting:
            conclusion, said = self._conclusion(reports)
            store_contact(self._connection, conclusion, said)
            settled.after[conclusion.id] = summary(conclusion)
        return settled

    def _clusters(self, component: set[str], decisions: Decisions) -> Iterable[tuple[Report, ...]]:
        reports = [report for key in sorted(component) if (report := self._reports.get(key)) is not None]
        if len(reports) < 2:
            return [(report,) for report in reports]
        words: list[Decision] = decisions.among(component)
        clusters: Iterable[tuple[Report, ...]] = self._merging.cluster(reports, self._judgements(component), words)
        return clusters

    def _conclusion(self, reports: tuple[Report, ...]) -> tuple[Conclusion, Verdict | None]:
        conclusion: Conclusion = self._merging.conclude(reports, self._text)
        words = [word for report in conclusion.reports for word in amendments(self._connection, report.key, "contact")]
        words.sort(key=lambda word: word.id)
        said = verdict(words)
        if said is None:
            # What a person said of each of its reports holds for the contact.
            of_reports = {verdict(amendments(self._connection, report.key)) for report in conclusion.reports}
            said = of_reports.pop() if len(of_reports) == 1 else None
        return amended_conclusion(conclusion, words), said

    def _text(self, document: str) -> str | None:
        row = self._connection.execute("SELECT text FROM document WHERE hash = ?", (document,)).fetchone()
        return None if row is None else str(row[0])

    def _set_aside(self, key: str) -> bool:
        """Whether a person called the report wrong: it then stands alone, and speaks for no other."""
        return verdict(amendments(self._connection, key)) == "wrong"

    def _components(self, touched: list[str], decisions: Decisions) -> Iterator[set[str]]:
        """The reports that hang together with some, over judgements and a person's word that they are one contact."""
        seen: set[str] = set()
        for first in touched:
            if first in seen or self._reports.get(first) is None:
                continue
            component = {first}
            edge = [first]
            while edge:
                key = edge.pop()
                for other in (*self._neighbours(key), *decisions.same(key)):
                    if other not in component and self._reports.get(other) is not None:
                        component.add(other)
                        edge.append(other)
            seen |= component
            yield component

    def _neighbours(self, key: str) -> list[str]:
        found = self._connection.execute(
            "SELECT b FROM judgement WHERE a = ? UNION ALL SELECT a FROM judgement WHERE b = ?", (key, key)
        )
        return [other for (other,) in found]

    def _judgements(self, component: set[str]) -> list[Judgement]:
        found = []
        for key in sorted(component):
            rows = self._connection.execute("SELECT a, b, score, why FROM judgement WHERE a = ? ORDER BY b", (key,))
            found += [Judgement(a, b, score, tuple(why.split(REASONS))) for a, b, score, why in rows]
        return found

    def _contacts_of(self, keys: Iterable[str]) -> list[str]:
        found: set[str] = set()
        for key in keys:
            row = self._connection.execute("SELECT contact FROM contact_report WHERE report = ?", (key,)).fetchone()
            if row is not None:
                found.add(row[0])
        return sorted(found)

    def _members(self, contact: str) -> set[str]:
        rows = self._connection.execute("SELECT report FROM contact_report WHERE contact = ?", (contact,))
        return {key for (key,) in rows}
