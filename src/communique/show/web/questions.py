"""Filters in an address: the same words as on the command line, read into a question and written back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.errors import QuestionError
from communique.record.asking.question import FIELDS, FILTERS, KINDS_OF, SORTS, STATUS_GROUPS, VERDICTS, Question, Table
from communique.schema import STATUSES
from communique.show.web.addresses import with_query

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from communique.show.web.site import Visit

PAGE = 100
"""Rows on a page, where an address does not say."""
MOST = 1000
"""Rows on a page at most; `.csv` and `.json` give all."""

_SEVERAL = ("kind", "status")
_SWITCH = {"yes": True, "no": False}
_PAGES = ("sort", "limit", "offset")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: the question, and its words as they stand there, to fill a form with again.

    `given` has a tuple of words for each name; `sort` is the order where none is given.
    """

    table: Table
    question: Question
    given: dict[str, tuple[str, ...]]
    sort: str

    def value(self, name: str) -> str:
        """The one word of a filter, empty where it is not used."""
        return next(iter(self.given.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        """Whether a filter that takes several has this word."""
        return value in self.given.get(name, ())

    @property
    def more(self) -> bool:
        """Whether one of the filters is used that a form keeps folded away."""
        return bool(self.given.keys() & {"kind", "topic", "place", "disputed", "verdict", "field", "sort"})

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters as pairs of an address, without the page."""
        return [(name, word) for name, words in self.given.items() for word in words if name not in ("offset", "limit")]

    def without(self, *names: str) -> list[tuple[str, str]]:
        """The filters as pairs of an address, some left out."""
        return [(name, word) for name, word in self.pairs if name not in names]

    @property
    def offers(self) -> dict[str, Sequence[str]]:
        """What can be chosen, by filter; an empty list where any word can stand."""
        choices: dict[str, Sequence[str]] = {
            "kind": KINDS_OF[self.table],
            "status": (*STATUS_GROUPS, *STATUSES),
            "verdict": VERDICTS,
            "disputed": tuple(_SWITCH),
            "field": FIELDS,
        }
        return {name.rstrip("_"): choices.get(name, ()) for name in sorted(FILTERS[self.table])}

    @property
    def sorts(self) -> tuple[str, ...]:
        """The orders that the table can have, each upwards and downwards."""
        plain = dict.fromkeys(name.removeprefix("-") for name in (self.sort, *SORTS[self.table]))
        return tuple(f"{sign}{name}" for name in plain for sign in ("-", ""))

    @property
    def order(self) -> str:
        """The order that holds."""
        return self.value("sort") or self.sort


def asked(
    visit: Visit, table: Table, *, ignore: Iterable[str] = (), sort: str | None = None, limit: int = PAGE
) -> Asked:
    """What the address of a visit asks of a table.

    Args:
        visit: whose query is read; without a limit there, a page has `PAGE` rows, and a file all.
        table: what is asked.
        ignore: names in the query that mean something else on this page.
        sort: the order where the address names none; None for that of the command line.
        limit: rows on a page where the address names no number.

    Raises:
        QuestionError: a name or word of it is none, or cannot be asked of this table.
        DateError: a date in it is none.
    """
    given = words(visit.query, ignore)
    question = Question(
        **{_field(name): found[-1] for name, found in given.items() if name not in (*_SEVERAL, *_PAGES, "disputed")},
        kind=given.get("kind", ()),
        status=given.get("status", ()),
        disputed=_switched(given.get("disputed")),
        sort=given["sort"][-1] if "sort" in given else sort,
        limit=_limit(given.get("limit"), visit.form, limit),
        offset=_number("offset", given["offset"][-1]) if "offset" in given else 0,
    )
    question.check(table)
    return Asked(table, question, given, sort or SORTS[table][0])


def blank(visit: Visit, table: Table, sort: str | None = None) -> Asked:
    """The words of an address that asks what cannot be asked, to fill the form with again."""
    known = {name.rstrip("_") for name in FILTERS[table]} | {"sort"}
    given = {name: found for name, found in words(visit.query).items() if name in known}
    return Asked(table, Question(), given, sort or SORTS[table][0])


def words(query: QueryParams, ignore: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """The words of a query by name; commas part the kinds and statuses ("kind=call,visit").

    Raises:
        QuestionError: nothing is called so.
    """
    left = set(ignore)
    found: dict[str, list[str]] = {}
    for name, value in query.multi_items():
        if name in left or not value.strip():
            continue
        parts = value.split(",") if name in _SEVERAL else [value]
        found.setdefault(name, []).extend(part.strip() for part in parts if part.strip())
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list a page stands, and the addresses of the one before and after; `total` is None where uncounted."""

    first: int
    last: int
    total: int | None
    previous: str | None
    next: str | None


def pager(visit: Visit, one: Asked, shown: int, *, more: bool, total: int | None = None) -> Pager:
    """The pager of a list.

    Args:
        visit: whose path is paged.
        one: what was asked.
        shown: how many rows this page has.
        more: whether there are rows behind it.
        total: how many rows there are, where that was counted.
    """
    limit, offset = one.question.limit or PAGE, one.question.offset
    size = [("limit", str(limit))] if "limit" in one.given else []

    def at(place: int) -> str:
        return with_query(visit.path, [*one.pairs, *size, ("offset", place or None)])

    return Pager(
        offset + 1 if shown else offset,
        offset + shown,
        total,
        at(max(offset - limit, 0)) if offset else None,
        at(offset + limit) if more else None,
    )


def _field(name: str) -> str:
    field = "with_" if name == "with" else name
    known = {*FILTERS["contacts"], "field"}
    if field not in known:
        options = ", ".join(sorted(one.rstrip("_") for one in known))
        raise QuestionError(f"no filter is called {name[:60]!r}: there are {options}, sort, limit and offset")
    return field


def _switched(given: tuple[str, ...] | None) -> bool | None:
    if given is None:
        return None
    if given[-1] not in _SWITCH:
        raise QuestionError(f"disputed is yes or no, not {given[-1][:60]!r}")
    return _SWITCH[given[-1]]


def _limit(given: tuple[str, ...] | None, form: str, usual: int) -> int | None:
    if given is None:
        return usual if form == "html" else None
    number = _number("limit", given[-1])
    return min(max(number, 1), MOST) if form == "html" else number


def _number(name: str, text: str) -> int:
    # SQLite counts in 64 bits.
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise QuestionError(f"{name} is a number, not {text[:60]!r}")
    return int(text)
