"""What holds for all tests: no network but this machine's own loopback."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from communique.schema import Document, Extraction, Problem

# A busy machine is no failure; and what CI tries today it tries tomorrow.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")

_SHARED = Path(__file__).resolve().parents[2] / "shared"


class NetworkUsedError(AssertionError):
    """A test reached for the network."""


def _refuse_unless_loopback(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        if ipaddress.ip_address(name).is_loopback:
            return
    except ValueError:
        pass
    raise NetworkUsedError(f"a test reached for {name!r}")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connecting to, or looking up, anything but the loopback address fails the test that tries."""
    patch = pytest.MonkeyPatch()
    look_up = socket.getaddrinfo

    def checked(method: str) -> None:
        original = getattr(socket.socket, method)

        def connect(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if isinstance(address, tuple):
                _refuse_unless_loopback(address[0])
            return original(self, *arguments)

        patch.setattr(socket.socket, method, connect)

    for method in ("connect", "connect_ex", "sendto"):
        checked(method)

    def checked_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        _refuse_unless_loopback(host)
        return look_up(host, *arguments, **options)

    patch.setattr(socket, "getaddrinfo", checked_look_up)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository with seeds and gold; tests that need it are skipped where it is not there."""
    if not (_SHARED / "gold" / "dev.jsonl").is_file():
        pytest.skip("no ../shared/gold beside the repository")
    return _SHARED


@pytest.fixture(scope="session")
def gold_read(shared: Path) -> dict[str, tuple[Extraction, ...]]:
    """The seeds, the dev articles and the challenge, read once for all tests that look at them."""
    from communique.intake import documents
    from communique.pipeline import extract

    sources = {
        "seeds": shared / "seeds",
        "dev": shared / "gold" / "dev.articles.jsonl",
        "challenge": shared / "gold" / "challenge.articles.jsonl",
    }
    read = {}
    for name, source in sources.items():
        found = list(documents([str(source)]))
        problems = [item for item in found if isinstance(item, Problem)]
        assert not problems
        articles = sorted((item for item in found if isinstance(item, Document)), key=lambda document: document.id)
        read[name] = tuple(extract(articles))
    return read
