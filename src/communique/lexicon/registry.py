"""Who is who in diplomacy, and since when: bodies, offices, persons and tenures, indexed by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal

from communique.errors import LexiconError
from communique.lexicon.dates import Days, cover
from communique.lexicon.names import pieces, sounds
from communique.lexicon.registry_rows import Body, Office, OfficeKind, Person, Tables, Tenure, load_tables

EntryKind = Literal["body", "acronym", "metonym", "people", "adjective"]

# Where news write given name and surname in either order: "Mori Takeo", "Takeo Mori".
_FAMILY_FIRST = frozenset({"JPN", "HUN"})

# Answers are kept for so many questions: the news of ten years ask about every office on every day.
_KEPT = 20_000

NOT_VERIFIED = "role not verified at this date"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a string can stand for: a body by name, acronym or metonym, the people of a state, or its adjective.

    `article` says that it does so only behind "the": "the French", "The Guardian".
    """

    text: str
    kind: EntryKind
    body: Body
    start: str = ""
    end: str = ""
    article: bool = False


@dataclass(frozen=True, slots=True)
class Holders:
    """Who held an office, or offices of one kind, at a date.

    `known` are those whose tenure covers the date; `doubtful` those whose tenure may (its edge is known by the year
    only) or is not known to reach it. `note` says why where `known` is not exactly one.
    """

    known: tuple[Person, ...] = ()
    doubtful: tuple[Person, ...] = ()
    note: str | None = None

    @property
    def one(self) -> Person | None:
        """The holder, where there is exactly one."""
        return self.known[0] if len(self.known) == 1 else None


@dataclass(frozen=True)
class Registry:
    """The tables of actors by id, with indexes by name that are built when first asked for."""

    bodies: dict[str, Body]
    offices: dict[str, Office]
    persons: dict[str, Person]
    tables: Tables
    _holders: dict[tuple[tuple[str, ...], Days | None], Holders] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[tuple[str, ...], tuple[Entry, ...]]:
        """Bodies by the folded pieces of any of their names, acronyms, metonyms, demonyms and adjectives."""
        found: dict[tuple[str, ...], list[Entry]] = {}

        def add(text: str, kind: EntryKind, body: Body, start: str, end: str) -> None:
            plain = text.removeprefix("the ").removeprefix("The ")
            key = pieces(plain)
            if not key:
                return
            entry = Entry(plain, kind, body, start, end, plain != text)
            entries = found.setdefault(key, [])
            for number, known in enumerate(entries):
                if known.body is body and known.kind == kind:
                    if known.article and not entry.article:
                        entries[number] = entry
                    return
            entries.append(entry)

        for body in self.tables.bodies:
            for text in (body.name, *body.aliases):
                add(text.partition(" (")[0], "body", body, body.start, body.end)
            for text in body.acronyms:
                add(text, "acronym", body, body.start, body.end)
            for text in body.demonyms:
                add(text, "people", body, body.start, body.end)
            for text in body.adjectives:
                add(text, "adjective", body, body.start, body.end)
        for row in self.tables.surfaces:
            kind: EntryKind = "metonym" if row.use == "metonym" else "body"
            add(row.surface, kind, self.bodies[row.body], row.start, row.end)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def people(self) -> dict[tuple[str, ...], tuple[Person, ...]]:
        """Persons by the sound of their full names (two pieces or more), every spelling, with and without initials and
        the Arabic article: "Hussein Sheikh" is Hussein al-Sheikh."""
        found: dict[tuple[str, ...], tuple[Person, ...]] = {}
        for person in self.tables.persons:
            for name in (person.name.partition(" (")[0], *person.aliases):
                keys = [sounds(name), sounds(name, initials=True)]
                if person.side in _FAMILY_FIRST and len(keys[0]) == 2:
                    keys.append(keys[0][::-1])
                if "el" in keys[0][1:]:
                    keys.append(tuple(piece for piece in keys[0] if piece != "el"))
                for key in dict.fromkeys(keys):
                    if len(key) > 1:
                        _enter(found, key, person)
        return found

    @cached_property
    def surnames(self) -> dict[tuple[str, ...], tuple[Person, ...]]:
        """Persons by the pieces of what they are called by alone: surnames, and names of one word."""
        found: dict[tuple[str, ...], tuple[Person, ...]] = {}
        for person in self.tables.persons:
            alone = [name for name in (person.name, *person.aliases) if " " not in name]
            for name in (*(person.surnames or (person.name.split()[-1],)), *alone):
                _enter(found, pieces(name), person)
        return found

    @cached_property
    def longest(self) -> dict[str, int]:
        """For the first piece of any name of a body: how many pieces the longest name starting with it has."""
        return _longest(self.names)

    @cached_property
    def longest_person(self) -> dict[str, int]:
        """For the first piece, by sound, of any full name of a person: pieces of the longest name."""
        return _longest(self.people)

    @cached_property
    def tenures(self) -> dict[str, tuple[Tenure, ...]]:
        """Tenures by person."""
        found: dict[str, list[Tenure]] = {}
        for tenure in self.tables.tenures:
            found.setdefault(tenure.person, []).append(tenure)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _by_office(self) -> dict[str, tuple[Tenure, ...]]:
        found: dict[str, list[Tenure]] = {}
        for tenure in self.tables.tenures:
            found.setdefault(tenure.office, []).append(tenure)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _by_side(self) -> dict[tuple[str, OfficeKind], tuple[Office, ...]]:
        found: dict[tuple[str, OfficeKind], list[Office]] = {}
        for office in self.tables.offices:
            found.setdefault((self.bodies[office.body].side, office.kind), []).append(office)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def titles(self) -> dict[str, dict[tuple[str, ...], tuple[Office, ...]]]:
        """By side, the offices by the folded pieces of titles of several words: "EU foreign policy chief"."""
        found: dict[str, dict[tuple[str, ...], tuple[Office, ...]]] = {}
        for office in self.tables.offices:
            of_side = found.setdefault(self.bodies[office.body].side, {})
            for title in office.titles:
                if " " in title:
                    key = pieces(title)
                    of_side[key] = (*of_side.get(key, ()), office)
        return found

    def person(self, name: str) -> tuple[Person, ...]:
        """Everybody whose full name this is, by any spelling; several where two share it."""
        return self.people.get(sounds(name), ())

    def body(self, name: str) -> tuple[Body, ...]:
        """Every body whose name, acronym or other surface this is."""
        return tuple(dict.fromkeys(entry.body for entry in self.names.get(pieces(name), ())))

    def offices_of(self, side: str, kinds: Iterable[OfficeKind]) -> tuple[Office, ...]:
        """The offices of these kinds in all bodies of a side, in the order of the kinds."""
        return tuple(office for kind in kinds for office in self._by_side.get((side, kind), ()))

    def holders(self, offices: Iterable[Office], when: Days | None) -> Holders:
        """Who held any of these offices at a date; without a date only an office held by one person ever answers."""
        key = (tuple(office.id for office in offices), when)
        known = self._holders.get(key)
        if known is None:
            if len(self._holders) >= _KEPT:
                self._holders.clear()
            known = self._holders[key] = self._find_holders(key[0], when)
        return known

    def _find_holders(self, offices: tuple[str, ...], when: Days | None) -> Holders:
        rows = [tenure for office in offices for tenure in self._by_office.get(office, ())]
        if when is None:
            ever = self._persons(rows)
            return Holders((), ever, "no date to tell which holder" if ever else "no holder known")
        covers = [(cover(row.start, row.end, row.checked, when), row) for row in rows]
        known = self._persons(row for how, row in covers if how == "yes")
        doubtful = tuple(
            p for p in self._persons(r for how, r in covers if how in ("perhaps", "unverified")) if p not in known
        )
        note = None
        if len(known) > 1:
            note = "several holders at this date"
        elif not known:
            note = NOT_VERIFIED
        return Holders(known, doubtful, note)

    def _persons(self, rows: Iterable[Tenure]) -> tuple[Person, ...]:
        return tuple(dict.fromkeys(self.persons[row.person] for row in rows))

    def in_office(self, person: Person, when: Days) -> tuple[Office, ...]:
        """The offices a person surely held at a date."""
        return tuple(
            self.offices[row.office]
            for row in self.tenures.get(person.id, ())
            if cover(row.start, row.end, row.checked, when) == "yes"
        )

    def camp(self, identity: str | None, side: str | None) -> Body | None:
        """Whom a person or body acts for: an armed group or opposition itself or of the offices that are all a person
        ever held, else the state or organisation of the side."""
        body, person = self.bodies.get(identity or ""), self.persons.get(identity or "")
        bodies = {self.bodies[o.body] for o in self.offices_ever(person)} if person is not None else {body}
        if len(bodies) > 1:
            # An opposition at large says less than the committee that speaks for it.
            bodies = {each for each in bodies if each is None or each.id != f"{each.side}/opposition"}
        own = bodies.pop() if len(bodies) == 1 else None
        return own if own is not None and own.kind == "group" else self.bodies.get(side or "")

    def is_opposition(self, body: Body) -> bool:
        """Whether an office of a body is one of an opposition: "chief opposition coordinator"."""
        return body.id in self._oppositions

    @cached_property
    def _oppositions(self) -> frozenset[str]:
        return frozenset(o.body for o in self.tables.offices if any("opposition" in title for title in o.titles))

    def offices_ever(self, person: Person) -> tuple[Office, ...]:
        """Every office a person is known to have held."""
        return tuple(dict.fromkeys(self.offices[row.office] for row in self.tenures.get(person.id, ())))


def _enter(found: dict[tuple[str, ...], tuple[Person, ...]], key: tuple[str, ...], person: Person) -> None:
    before = found.get(key, ())
    if person not in before:
        found[key] = (*before, person)


def _longest(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return found


DATA = Path(str(files("communique.lexicon") / "data" / "actors"))


@cache
def load_registry(extra: Path | None = None) -> Registry:
    """The registry that ships with the project, with a user's own tables after it.

    Args:
        extra: a folder with any of the five tables; a row whose id is there already takes its place.

    Raises:
        LexiconError: a row is wrong or names a body, office or person that no table has; the message says where.
    """
    folders = (DATA,) if extra is None else (DATA, extra)
    return build(tuple(load_tables(folder) for folder in folders))


def build(layers: tuple[Tables, ...]) -> Registry:
    """One registry of several layers of tables, later ones replacing rows of earlier ones by id."""
    bodies = {row.id: row for layer in layers for row in layer.bodies}
    offices = {row.id: row for layer in layers for row in layer.offices}
    persons = {row.id: row for layer in layers for row in layer.persons}
    surfaces = tuple(row for layer in layers for row in layer.surfaces)
    tenures = tuple(row for layer in layers for row in layer.tenures)
    for what, ids, rows in (
        ("body", bodies, [(row.id, row.body) for row in offices.values()]),
        ("body", bodies, [(row.surface, row.body) for row in surfaces]),
        ("office", offices, [(f"{row.person} {row.start}", row.office) for row in tenures]),
        ("person", persons, [(row.office, row.person) for row in tenures]),
    ):
        for row, wanted in rows:
            if wanted not in ids:
                raise LexiconError(f"lexicon/data/actors: {row}: no {what} has the id {wanted!r}")
    tables = Tables(tuple(bodies.values()), surfaces, tuple(offices.values()), tuple(persons.values()), tenures)
    return Registry(bodies, offices, persons, tables)


__all__ = ["NOT_VERIFIED", "Entry", "Holders", "Registry", "build", "load_registry"]
