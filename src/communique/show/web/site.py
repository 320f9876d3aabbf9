"""What a page is made of: the site with its settings, one visit to an address, and the answer to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from communique.record.asking import Asking

Form = Literal["html", "json", "csv"]
FORMS: tuple[Form, ...] = ("json", "csv", "html")
"""In which forms an address answers; the first two by an ending: `/contacts.csv?actor=France`."""


class MissingError(CommuniqueError):
    """Nothing is at an address; `near` are words that may be what was meant, each with its address."""

    def __init__(self, message: str, near: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.near = tuple(near)


class RefusedError(CommuniqueError):
    """A change that is not made; `status` 403 where it may not be, 400 where what a form says does not fit."""

    def __init__(self, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for every visit.

    Args:
        ledger: the file.
        read_only: refuse every change.
        password: what a visitor must know, None for nothing.
        names: names by which the machine may be called, besides its addresses and "localhost".
        actors: a folder with tables of actors of the user's own.
        secret: what forms are signed with.
        who: whom corrections are ascribed to.
        menu: the words of the menu with their addresses.
    """

    ledger: Path
    read_only: bool
    password: str | None
    names: frozenset[str]
    actors: Path | None
    secret: bytes
    who: str
    menu: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: what was asked for, and the ledger open to answer it (to read only, except in `Page.act`).

    `parts` are those of the path (`/contact/{id}` gives "id"), `query` what stands behind the question mark.
    """

    site: Site
    form: Form
    path: str
    parts: Mapping[str, str]
    query: QueryParams
    connection: sqlite3.Connection
    asking: Asking


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visit is answered with.

    Args:
        title: of the page.
        template: its file in `templates/`.
        context: what the template is given, besides what every page has.
        rows: what the address gives as `.csv`, and as `.json` where there is no `data`: rows or mappings.
        columns: the names of the columns, where there may be no row to tell them.
        data: what the address gives as `.json`.
        status: of HTTP.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    rows: Iterable[Any] = ()
    columns: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """Where to go on; `corrections` are the numbers of those just made, None where none was."""

    to: str
    corrections: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, what answers a visit, and what does as a sent form says.

    Args:
        path: such as "/contacts" or "/contact/{id}"; the endings ".json" and ".csv" come by themselves.
        answer: answers a visit; raises `MissingError`, `QuestionError` and others, each shown as a page of its own.
        menu: its word in the menu, None for none.
        act: changes the ledger as the fields of a form say, and tells where to go on; `visit.connection` only reads.
    """

    path: str
    answer: Callable[[Visit], Answer | Moved]
    menu: str | None = None
    act: Callable[[Visit, Mapping[str, Any]], Moved] | None = None
