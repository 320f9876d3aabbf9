"""The commands for other programs: assistants and shells; the work itself is imported when a command runs."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.commands import actors_option, main
from communique.cli.ledgers import ledger_option, ledger_path


@main.command()
@ledger_option
@actors_option
def mcp(ledger: Path | None, actors: Path | None) -> None:
    """Let an assistant ask a ledger, over the Model Context Protocol on standard input and output.

    Its tools are search, contact, actor, pair and brief; none of them changes anything. Needs the extra mcp:
    pip install 'communique[mcp]'.

    Example: communique mcp --ledger talks.db
    """
    from communique.show.tools import create_server

    create_server(ledger_path(ledger), actors).run("stdio")


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands and options.

    \b
    Examples:
      communique completion bash > ~/.local/share/bash-completion/completions/communique
      communique completion zsh > ~/.zfunc/_communique
      communique completion fish > ~/.config/fish/completions/communique.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(main, {}, "communique", "_COMMUNIQUE_COMPLETE").source())
