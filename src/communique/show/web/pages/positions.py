"""Positions: a matrix of sides by act or by issue, and the list of what is counted there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.errors import QuestionError
from communique.record.asking import PositionRow
from communique.record.asking.counts import StanceRow
from communique.record.asking.frames import names_of
from communique.schema import ACTS
from communique.show.pictures import draw_matrix
from communique.show.web.addresses import with_query
from communique.show.web.questions import asked, pager
from communique.show.web.site import Answer, Page, Visit

_SIDES, _PAGE, _ISSUES = 24, 50, 10


def answer(visit: Visit) -> Answer:
    """The positions that an address asks for.

    `columns` is "act" or "issue"; `issue`, as often as wanted, names the issues of the columns.
    """
    columns = visit.query.get("columns") or "act"
    if columns not in ("act", "issue"):
        raise QuestionError(f"columns are act or issue, not {columns[:60]!r}")
    one = asked(visit, "positions", ignore=("columns", "issue"), sort="-date", limit=_PAGE)
    results = visit.asking.positions(one.question)
    if visit.form != "html":
        return Answer("Positions", "positions.html", rows=results, columns=names_of(PositionRow))
    issues: Sequence[str] = ()
    if columns == "issue":
        chosen = [words.strip() for words in visit.query.getlist("issue") if words.strip()]
        issues = tuple(dict.fromkeys(chosen))[:_ISSUES] or visit.asking.issues(_ISSUES)
    stances = visit.asking.stances(one.question)
    counted = stances.by_act(issues)
    sides = _foremost(counted)
    rows = [*iter(results)]
    base = one.without("kind", "sort")

    def to(side: str, column: str | None) -> str:
        pairs = [(name, value) for name, value in base if name != "actor"]
        if columns == "act":
            own = [("actor", side), ("kind", column)]
        else:
            pairs = [pair for pair in pairs if pair[0] != "text"]
            own = [("actor", side), *(("kind", act) for act in one.question.kind)]
            own.append(("text", f'"{column}"' if column else None))
        return with_query(visit.path, [*pairs, *own])

    cells: Counter[tuple[str, str]] = Counter()
    for row in counted:
        if row.side in sides:
            cells[row.side, row.issue if columns == "issue" and row.issue else row.act] += row.positions
    names = {side: visit.asking.identify(side).name for side in sides}
    across = issues or tuple(act for act in ACTS if any((side, act) in cells for side in sides))
    title = f"Positions by side and {columns}"
    context = {
        "asked": one,
        "picture": draw_matrix(cells, sides, across, to=to, names=names, title=title) if cells else None,
        "cells": cells,
        "sides": sides,
        "across": across,
        "names": names,
        "to": to,
        "columns": columns,
        "faces": {
            face: with_query(visit.path, [*one.without("sort"), ("columns", face if face != "act" else None)])
            for face in ("act", "issue")
        },
        "issues": issues,
        "total": stances.total,
        "sideless": sum(row.positions for row in counted if row.side is None),
        "rows": rows,
        "pager": pager(visit, one, len(rows), more=len(rows) == one.question.limit, total=stances.total),
    }
    return Answer("Positions", "positions.html", context)


def _foremost(counted: Sequence[StanceRow]) -> tuple[str, ...]:
    sums: Counter[str] = Counter()
    for row in counted:
        if row.side is not None:
            sums[row.side] += row.positions
    return tuple(sorted(sums, key=lambda side: (-sums[side], side))[:_SIDES])


PAGE = Page("/positions", answer, menu="Positions")
