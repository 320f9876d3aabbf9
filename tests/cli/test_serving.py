"""`communique serve`: a process that shows a ledger until it is stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from newsroom import newsroom

from communique.cli import main


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serving") / "talks.db"
    newsroom(path).close()
    return path


@contextmanager
def serving(*arguments: str, **variables: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command in a process of its own, at a free port; gives the address it names."""
    command = [sys.executable, "-m", "communique", "serve", "--port", "0", *arguments]
    environment = {**os.environ, **variables}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.search(r"http://[\w.:\[\]]+/", line)
        assert found, line
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_a_ledger_is_shown_until_it_is_stopped(ledger: Path) -> None:
    with serving("--ledger", str(ledger), "--read-only") as (address, process):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}contacts.csv?actor=France", timeout=20) as answer:
            assert answer.read().count(b"\n") == 3
            assert "uvicorn" not in str(answer.headers)
        request = urllib.request.Request(f"{address}review", data=b"verb=right")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request, timeout=20)
    assert process.returncode == 0


def test_the_password_can_come_from_the_environment(ledger: Path) -> None:
    asked = serving("--ledger", str(ledger), COMMUNIQUE_PASSWORD="secret")
    with asked as (address, _), pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(address, timeout=20)


def test_what_cannot_be_served_is_said_in_one_line(ledger: Path, tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["serve", "--ledger", str(tmp_path / "none.db")])
    assert missing.exit_code == 2
    assert "no ledger" in missing.output
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        busy = CliRunner().invoke(main, ["serve", "--ledger", str(ledger), "--port", port])
    assert busy.exit_code == 2
    assert f"port {port}" in busy.output
    assert CliRunner().invoke(main, ["serve", "--ledger", str(ledger), "--password", ""]).exit_code == 2
