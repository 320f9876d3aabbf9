"""Exports for tests: written to memory, from the newsroom or from a ledger full of hostile text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from newsroom import STATE, Article

from communique.record import Ledger
from communique.record.asking import Question
from communique.show.exports import Tally, export
from communique.show.exports.request import Request

HOSTILE = '=HYPERLINK("http://evil.example")\r\nEND:VEVENT\x00\x0b\u202e<script>&]]>\ufffe,;\\'


def exported(ledger: Ledger, form: str, *, tally: Tally | None = None, **asked: Any) -> bytes:
    """The bytes of an export; filters are those of a question, the rest goes to the request."""
    choices = {name: asked.pop(name) for name in ("table", "nodes", "unheld") if name in asked}
    out = io.BytesIO()
    export(form, Request(ledger, Question.of(asked), tally=tally or Tally(), **choices), out)
    return out.getvalue()


def hostile(path: Path) -> Ledger:
    """A ledger in which every text that an article can fill tries to break out."""
    text = f"{HOSTILE} met {HOSTILE} on 3 March 2022 in {HOSTILE}."
    article = Article(HOSTILE, "2022-03-04", text, HOSTILE, "https://x.example/\r\nATTENDEE:evil")
    article.document = type(article.document)(
        HOSTILE, text, HOSTILE, HOSTILE, article.document.published, "https://x.example/\r\nATTENDEE:evil"
    )
    one, other = (f"{HOSTILE} A", "FRA", None), (f"{HOSTILE} B", "RUS", None)
    article.contact(text, "met", "meeting", "held", one, other, date=("2022-03-03", "3 March 2022"), place=HOSTILE,
                    topics=(HOSTILE,))  # fmt: skip
    article.said(one, "met", HOSTILE)
    article.wants(one, "demand", HOSTILE, other)
    ledger = Ledger(path, clock=lambda: "2022-04-01T12:00:00Z")
    ledger.add(article.extraction, state=STATE)
    return ledger
