"""`communique rebuild`, `check` and `stats`: looking after a ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import utf8_output
from communique.record import Statistics


def rebuild(named: Path | None) -> None:
    """Conclude everything again, and say what is there then.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    with open_ledger(named, "rebuild") as ledger:
        before = ledger.fingerprint()
        ledger.rebuild()
        figures = ledger.stats()
        same = "nothing changed" if ledger.fingerprint() == before else "conclusions changed"
        click.echo(f"{ledger.path}: {figures.contacts:,} contacts from {figures.reports:,} reports, {same}")


def check(named: Path | None) -> int:
    """Print what is wrong in a ledger, and give the exit status.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with open_ledger(named, "check", read_only=True) as ledger:
        faults = ledger.check()
        for fault in faults:
            click.echo(f"communique: {ledger.path}: {fault}", err=True)
        if not faults:
            click.echo(f"{ledger.path}: nothing wrong")
        return 1 if faults else 0


def stats(named: Path | None, form: str) -> None:
    """Print the figures of a ledger.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with open_ledger(named, "stats", read_only=True) as ledger:
        figures = ledger.stats()
        out = utf8_output()
        if form == "json":
            click.echo(json.dumps(asdict(figures), indent=1), file=out)
            return
        click.echo(f"{ledger.path}", file=out)
        for line in _lines(figures):
            click.echo(f"  {line}", file=out)


def _lines(one: Statistics) -> list[str]:
    dates = f", published {one.first} to {one.last}" if one.first else ""
    lines = [
        f"{one.documents:,} documents in {one.voices:,} voices{dates}",
        *([f"{one.outside:,} of them about no relations between sides, without records"] if one.outside else []),
        f"{one.reports:,} reports of {one.contacts:,} contacts, {one.merged:,} of them told by more than one document",
        f"{one.statements:,} statements, {one.positions:,} positions",
        f"{one.disagreements:,} disagreements, {one.corrections:,} corrections, {one.problems:,} problems",
        f"{one.readings:,} readings, {one.retired:,} of them retired; {one.bytes / 1e6:,.1f} MB",
    ]
    for name, groups in (("status", one.statuses), ("kind", one.kinds)):
        if groups:
            shown = (f"{word.replace('_', ' ')} {count:,}" for word, count in groups)
            lines.append(f"contacts by {name}: {', '.join(shown)}")
    return lines
