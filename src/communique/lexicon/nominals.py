"""Nouns that stand for persons and bodies without naming them, and the words around names, as a checked table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from communique.errors import LexiconError
from communique.lexicon.names import pieces
from communique.lexicon.registry_rows import BodyKind, OfficeKind

NominalClass = Literal["office", "person", "body", "side", "state", "states", "document", "relative"]


@dataclass(frozen=True, slots=True)
class Nominal:
    """One head phrase: its class, the kinds of office it can mean, and whether it is in the plural.

    The flags are those of the file: `for_side`, `exact`, `about`, `anonymous`, `owned`; `bodies` are the kinds of body
    that a bare head points back to, `prefer` the one it means first, `sides` the states it always means.
    """

    phrase: tuple[str, ...]
    kind: NominalClass
    offices: tuple[OfficeKind, ...] = ()
    plural: bool = False
    for_side: bool = False
    exact: bool = False
    gender: str = ""
    sides: tuple[str, ...] = ()
    singular: str = ""
    bodies: tuple[BodyKind, ...] = ()
    prefer: str = ""
    about: bool = False
    anonymous: bool = False
    owned: bool = False
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NominalRow:
    """A row as it stands in the file, with its examples."""

    heads: tuple[str, ...]
    plurals: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nominals:
    """Head phrases by their folded pieces, the longest phrase by first piece, and the words that go with names."""

    phrases: dict[tuple[str, ...], Nominal]
    longest: dict[str, int]
    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    modifiers: frozenset[str]
    past: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    things: frozenset[str]
    travel: frozenset[str]
    place_nouns: frozenset[str]
    saying: frozenset[str]
    led_by_head_of_state: frozenset[str]
    domestic: frozenset[str]
    camps: frozenset[str]
    american_titles: frozenset[str]
    american: frozenset[str]
    other_parties: frozenset[str]
    posted: frozenset[str]
    fields: frozenset[str]
    geography: frozenset[str]
    before_geography: frozenset[str]
    homonyms: dict[str, tuple[frozenset[str], frozenset[str]]]
    rows: tuple[NominalRow, ...]


_KEYS = frozenset(
    "heads plurals class offices gender for_side exact sides bodies prefer singular_only about anonymous owned "
    "named yes no".split()
)


def _plural(head: str) -> str:
    """The plural by rule: "heads of state", "secretaries-general", "envoys", "agencies"."""
    for link in (" of ", " for ", "-general", " general"):
        before, found, after = head.partition(link)
        if found:
            return f"{_plural(before)}{found}{after}"
    if head.endswith("y") and head[-2] not in "aeiou":
        return f"{head[:-1]}ies"
    return f"{head}es" if head.endswith(("s", "ch", "sh", "x")) else f"{head}s"


@cache
def load_nominals() -> Nominals:
    """The table that ships with the project.

    Raises:
        LexiconError: a key or class that is none; the message names file and row.
    """
    path = files("communique.lexicon") / "data" / "nominals.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    phrases: dict[tuple[str, ...], Nominal] = {}
    rows: list[NominalRow] = []
    for number, row in enumerate(data["nominal"], 1):
        if unknown := set(row) - _KEYS:
            raise LexiconError(f"{path}: nominal {number}: unknown key {', '.join(sorted(unknown))}")
        for value, allowed in (
            (row["class"], NominalClass),
            *((kind, OfficeKind) for kind in row.get("offices", ())),
            *((kind, BodyKind) for kind in row.get("bodies", ())),
        ):
            if value not in get_args(allowed):
                raise LexiconError(f"{path}: nominal {number}: {value!r} is none of {', '.join(get_args(allowed))}")
        rows.append(
            NominalRow(
                tuple(row["heads"]), tuple(row.get("plurals", ())), tuple(row.get("yes", ())), tuple(row.get("no", ()))
            )
        )
        forms = [(head, False, head) for head in row["heads"]]
        forms += [
            (_plural(head), True, head)
            for head in row["heads"]
            if row["class"] != "states" and not row.get("singular_only")
        ]
        forms += [(form, True, form) for form in row.get("plurals", ())]
        for form, plural, singular in forms:
            key = pieces(form)
            phrases[key] = Nominal(
                key,
                row["class"],
                tuple(row.get("offices", ())),
                plural,
                row.get("for_side", False),
                row.get("exact", False),
                row.get("gender", ""),
                tuple(row.get("sides", ())),
                singular,
                tuple(row.get("bodies", ())),
                row.get("prefer", ""),
                row.get("about", False),
                row.get("anonymous", False),
                row.get("owned", False),
                tuple(row.get("named", ())),
            )
    longest: dict[str, int] = {}
    for key in phrases:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    lists = (*data["titles"].items(), *data["contexts"].items(), *data["systems"].items())
    homonyms = {name: (frozenset(row["other"]), frozenset(row["state"])) for name, row in data["homonyms"].items()}
    titles = {name: frozenset(words) for name, words in lists}
    return Nominals(phrases, longest, **titles, homonyms=homonyms, rows=tuple(rows))
