"""`communique correct`, `undo` and `corrections`: a person's word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import utf8_output
from communique.errors import LedgerError
from communique.record import Correction
from communique.schema.reports import Verb
from communique.show import write_exchange

_WORDS = {"right": 0, "wrong": 0, "same": 1, "different": 1, "set": 2, "actor": 2}
_USAGE = {"same": "another ID", "different": "another ID", "set": "FIELD VALUE", "actor": "NAME ACTOR"}


def correct(
    record: str,
    verb: str,
    words: Sequence[str],
    named: Path | None,
    *,
    who: str | None,
    why: str | None,
    actors: Path | None,
) -> None:
    """Store a correction, and print the numbers to take it back by.

    Raises:
        UsageError: too few or too many words behind the verb.
        CommuniqueError: no such record, field, value or actor, or the ledger cannot be written.
    """
    if len(words) != _WORDS[verb]:
        raise click.UsageError(f"{verb} takes {_USAGE.get(verb, 'nothing')} behind it")
    wanted: dict[str, Any] = {}
    if verb in ("same", "different"):
        wanted["other"] = words[0]
    elif verb == "actor":
        wanted["field"], wanted["value"] = words
    elif verb == "set":
        wanted["field"], text = words
        topics = [topic.strip() for topic in text.split(";") if topic.strip()]
        wanted["value"] = topics if words[0] == "topics" else text or None
    with open_ledger(named, "correct") as ledger:
        numbers = ledger.correct(record, cast(Verb, verb), who=who, why=why, actors=actors, **wanted)
        listed = " ".join(map(str, numbers))
        click.echo(f"{ledger.path}: stored; take it back with: communique undo {listed} --ledger {ledger.path}")


def undo(numbers: Sequence[int], named: Path | None, who: str | None) -> None:
    """Take corrections back.

    Raises:
        LedgerError: there is none of a number, or it was taken back before.
    """
    with open_ledger(named, "undo") as ledger:
        for number in numbers:
            ledger.undo(number, who=who)
            click.echo(f"{ledger.path}: correction {number} taken back")


def show(named: Path | None) -> None:
    """Print all corrections, one a line.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with open_ledger(named, "corrections", read_only=True) as ledger:
        out = utf8_output()
        for one in ledger.corrections():
            click.echo(_line(one), file=out)


def export(named: Path | None, gold: Path) -> None:
    """Write the corrected documents in exchange format.

    Raises:
        LedgerError: the ledger cannot be read, or the file not written.
    """
    with open_ledger(named, "corrections", read_only=True) as ledger:
        count = 0
        try:
            with gold.open("w", encoding="utf-8", newline="\n") as out:
                for extraction in ledger.corrected():
                    write_exchange([extraction], out)
                    count += 1
        except OSError as error:
            raise LedgerError(f"{gold}: cannot be written ({error.strerror})") from None
        click.echo(f"{gold}: {count:,} corrected documents of {ledger.path}")


def _line(one: Correction) -> str:
    words = [one.target, one.verb]
    if one.other is not None:
        words.append(one.other)
    if one.field is not None:
        words.append(one.field)
    if one.verb == "actor":
        words.append(one.value["id"] or f"{one.value['name']}|{one.value['side'] or ''}")
    elif one.verb == "set":
        words.append("; ".join(one.value) if isinstance(one.value, list) else one.value or "(empty)")
    line = f"{one.id:>4}  {one.made}  {one.who}: {' '.join(words)}"
    if one.scope == "contact":
        line += " (of its contact)"
    if one.anchor is None:
        line += " [not in the newer reading]"
    elif one.anchor != one.target:
        line += f" [now {one.anchor}]"
    if one.why:
        line += f", because: {one.why}"
    return line + (f" [taken back by {one.undoer} at {one.undone}]" if one.undone else "")
