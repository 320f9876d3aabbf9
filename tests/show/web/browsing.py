"""A site on a port of its own, and a browser that is watched while it looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from communique.show.web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists() and not os.environ.get("CI"), reason="chromium is not installed"),
]
OpenPage = Callable[..., "tuple[Page, Watch]"]


@dataclass
class Watch:
    """What a page did that a page of ours does not do."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def watch(page: Page, address: str) -> Watch:
    """Watch a page from now on."""
    watched, own = Watch(), address.split("/")[2]
    page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on(
        "request",
        lambda request: watched.foreign.append(request.url) if request.url.split("/")[2] != own else None,
    )
    return watched


class Serving:
    """A site on a port of its own, in a thread."""

    def __init__(self, ledger: Path, **options: Any) -> None:
        import uvicorn

        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(create_app(ledger, **options), log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(5)


def follow(page: Page, target: Locator) -> None:
    """Click what leads to another page, and wait until that page and its script are there."""
    with page.expect_navigation(wait_until="load"):
        target.click()
