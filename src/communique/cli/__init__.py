"""The command line: arguments and printing. Exit status 0: all was read, 1: some was not, 2: nothing was."""

from communique.cli import (  # noqa: F401 (they join those of `main`)
    asking_commands,
    ecosystem_commands,
    export_commands,
    lake_commands,
    ledger_commands,
    serving_commands,
)
from communique.cli.commands import main

__all__ = ["main"]
