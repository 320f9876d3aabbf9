"""`communique serve`: a ledger in a browser."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from pathlib import Path

import click

from communique.cli.ledgers import ledger_path
from communique.errors import CommuniqueError, LedgerError

PASSWORD = "COMMUNIQUE_PASSWORD"


def serve(
    named: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    *,
    read_only: bool,
    password: str | None,
    actors: Path | None,
) -> None:
    """Serve until it is stopped.

    Args:
        named: the ledger, None for the usual one.
        host: the address to listen at.
        port: its port; 0 for any free one.
        names: host names under which the pages may be asked for, besides the machine's own.
        read_only: refuse every change.
        password: what visitors must give; None for what the environment says, else nothing.
        actors: a folder with tables of actors of the user's own.

    Raises:
        LedgerError: there is no ledger, or nothing can listen there.
    """
    import uvicorn

    from communique.record.correcting import someone
    from communique.show.web import create_app

    password = password or os.environ.get(PASSWORD) or None
    app = create_app(
        ledger_path(named),
        read_only=read_only,
        password=password,
        names=(host, *names),
        actors=actors,
        who=someone(),
    )
    listener = _listener(host, port)
    place = listener.getsockname()
    shown = f"[{place[0]}]" if ":" in place[0] else place[0]
    click.echo(f"communique: {ledger_path(named)} at http://{shown}:{place[1]}/ (Ctrl+C stops it)", err=True)
    if password is None and not _is_near(place[0]):
        click.echo(
            "communique: others can reach this address: --password keeps strangers out, --read-only keeps the ledger "
            "as it is",
            err=True,
        )
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    threading.Thread(target=_ready, args=(ledger_path(named), actors), daemon=True).start()
    # Ctrl+C is how a visit of one's own ends, and no failure.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _ready(path: Path, actors: Path | None) -> None:
    """Load what the pictures count, so that the first to look at a large ledger need not wait for it."""
    from communique.record import Ledger
    from communique.record.asking import Asking

    # Whatever is wrong with the ledger, the page that is asked for says.
    with suppress(CommuniqueError), Ledger(path, create=False, read_only=True) as ledger:
        Asking(ledger.connection, actors).prepare()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        # From here on a visitor waits instead of being turned away, and the address can be named.
        listener.listen()
    except OSError as error:
        listener.close()
        raise LedgerError(
            f"nothing can listen at {host} port {port}: {error.strerror or error}; --port chooses another"
        ) from None
    return listener


def _is_near(address: str) -> bool:
    return address.startswith("127.") or address == "::1"
