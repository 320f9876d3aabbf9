"""Pictures of the pages for the docs: `python docs/pages.py`, over a ledger of the samples, in Debian's chromium."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "docs" / "pages"
WIDE, TALL = 1100, 760


def shoot(ledger: Path) -> None:
    """One picture a page, some in the dark face, some as wide as a telephone."""
    import uvicorn
    from playwright.sync_api import sync_playwright

    from communique.record import Ledger
    from communique.show.web import create_app

    with Ledger(ledger, create=False, read_only=True) as opened:
        told = next(iter(opened.contacts(sort="-voices", limit=1)))
        document = told.source.document if told.source else ""
    pages = {
        "today": "/",
        "contacts": "/contacts",
        "contact": f"/contact/{told.id}",
        "document": f"/document/{document}",
        "review": "/review",
        "search": "/search?q=Blinken",
        "timeline": "/timeline",
        "network": "/network",
        "calendar": "/calendar",
        "positions": "/positions",
        "actor": "/actor/USA",
        "pair": "/pair?a=USA&b=RUS",
        "help": "/help",
    }
    server = uvicorn.Server(uvicorn.Config(create_app(ledger), port=8790, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    PLACE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, address in pages.items():
            faces = [("light", WIDE, "")] + [("dark", WIDE, "-dark")] * (name in ("contact", "document", "review"))
            faces += [("light", 400, "-narrow")] * (name in ("today", "contacts"))
            for face, width, tail in faces:
                context = browser.new_context(
                    viewport={"width": width, "height": TALL},
                    color_scheme=face,  # type: ignore[arg-type]
                )
                page = context.new_page()
                page.goto(f"http://127.0.0.1:8790{address}")
                page.screenshot(path=PLACE / f"{name}{tail}.png")
                context.close()
        browser.close()
    server.should_exit = True
    thread.join(5)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "talks.db"
        command = [sys.executable, "-m", "communique", "add", str(ROOT / "samples"), "--ledger", str(ledger)]
        subprocess.run(command, check=True)
        shoot(ledger)


if __name__ == "__main__":
    main()
