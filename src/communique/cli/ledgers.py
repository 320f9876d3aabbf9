"""Which ledger a command means, and the option that says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.record import Ledger

VARIABLE = "COMMUNIQUE_LEDGER"
DEFAULT = "communique.db"

F = TypeVar("F", bound="Callable[..., Any]")


def ledger_option(command: F) -> F:
    """`--ledger FILE`, else the file that the environment names, else `communique.db` in the current folder."""
    option = click.option(
        "--ledger",
        "ledger",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=f"The ledger; without it the file named by {VARIABLE}, else {DEFAULT} in the current folder.",
    )
    return option(command)


def ledger_path(named: Path | None) -> Path:
    """The file of the ledger that is meant."""
    return named or Path(os.environ.get(VARIABLE) or DEFAULT)


def open_ledger(named: Path | None, command: str, *, create: bool = False, read_only: bool = False) -> Ledger:
    """The ledger that is meant, open.

    Raises:
        LedgerError: there is none, or it cannot be opened; the message names the file.
    """
    from communique.record import Ledger

    return Ledger(ledger_path(named), create=create, read_only=read_only, command=command)
