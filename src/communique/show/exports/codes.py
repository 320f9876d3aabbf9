"""The tables of event data: which contact is coded as what, and the codes of sides."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from communique.errors import LexiconError
from communique.lexicon.registry import Registry
from communique.schema import KINDS, STATUSES

Relation = Literal[
    "peer",
    "third",
    "guest",
    "host",
    "mediator",
    "proposer",
    "outsider",
    "outsider to mediation",
    "refuser",
    "refuser of mediation",
    "unknown",
]
MUTUAL: frozenset[Relation] = frozenset({"peer", "third"})
"""Relations in which each does to the other what the other does to it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A row of `events.toml`; the head of that file says what each key means."""

    status: tuple[str, ...]
    relation: tuple[Relation, ...]
    cameo: str
    meaning: str
    plover: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    quad: int
    dated: Literal["event", "reported"]
    kind: tuple[str, ...] = KINDS

    def fits(self, status: str, kind: str, relation: Relation) -> bool:
        """Whether it holds for such a contact."""
        return status in self.status and kind in self.kind and relation in self.relation


@cache
def codes() -> tuple[Code, ...]:
    """The rows of `events.toml`, in their order.

    Raises:
        LexiconError: an unknown or missing key, or a word of no vocabulary.
    """
    return tuple(_code(number, row) for number, row in enumerate(_table("events.toml")["code"], 1))


@cache
def uncoded() -> Mapping[str, str]:
    """Why nothing is coded of a status."""
    return {row["status"]: row["why"] for row in _table("events.toml")["uncoded"]}


def code_of(status: str, kind: str, relation: Relation) -> Code | None:
    """The first row that fits."""
    return next((row for row in codes() if row.fits(status, kind, relation)), None)


def cameo_code(side: str, registry: Registry) -> str | None:
    """The CAMEO code of a side; None for a side that no table knows, as a label read as written."""
    table = _table("actors.toml")
    for part in ("states", "organisations", "not_governmental"):
        if side in table[part]:
            return str(table[part][side])
    kinds = {body.kind for body in registry.bodies.values() if body.side == side}
    if side in registry.bodies and registry.bodies[side].kind in ("state", "territory"):
        return side
    return "IGO" if kinds & {"organisation", "bloc"} else None


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("communique.show.exports") / "data" / name).read_text("utf-8"))


def _code(number: int, row: Mapping[str, Any]) -> Code:
    whole = {"kind": KINDS, **row}
    wrong = sorted(set(whole) ^ {field.name for field in fields(Code)})
    if not wrong:
        wrong = sorted((set(row["status"]) - set(STATUSES)) | (set(whole["kind"]) - set(KINDS)))
    if wrong:
        raise LexiconError(f"events.toml: [[code]] row {number}: {wrong[0]!r} is missing or unknown")
    cells: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in whole.items()}
    return Code(**cells)
