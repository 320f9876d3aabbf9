"""An actor: its contacts and words over time, whom it met, what it wants, and who speaks for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from communique.record.asking import ContactRow, Question
from communique.record.asking.counts import TieRow, Unit
from communique.record.asking.frames import names_of
from communique.record.asking.identity import Identity
from communique.record.asking.overview import Overview
from communique.record.asking.rows import Who
from communique.record.asking.stances import Sayings, Stances
from communique.record.sheets import find
from communique.schema import ACTS
from communique.show.pictures import Picture, draw_bars
from communique.show.web import addresses
from communique.show.web.overtime import Chart, over_time
from communique.show.web.questions import words
from communique.show.web.rendering import short
from communique.show.web.site import Answer, MissingError, Moved, Page, Visit

_LATEST, _PARTNERS, _LINES = 10, 12, 8


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom an actor met, how often, and the address of the two side by side."""

    who: Who
    happened: int
    ahead: int
    off: int
    pair: str


def answer(visit: Visit) -> Answer | Moved:
    """The page of an actor; another name of it leads to the same page."""
    one = known(visit, visit.parts["name"])
    words(visit.query, ("from",))
    if one.word != visit.parts["name"]:
        place = addresses.actor(one.word)
        return Moved(place if visit.form == "html" else addresses.in_form(place, visit.form))
    question = Question(actor=one.word)
    newest = Question(actor=one.word, sort="-date")
    if visit.form == "csv":
        return Answer(one.name, "actor.html", rows=visit.asking.contacts(newest), columns=names_of(ContactRow))
    overview = visit.asking.overview(question)
    stances = visit.asking.stances(question)
    sayings = visit.asking.sayings(question)
    acts = acts_of(stances.by_act())
    speakers = visit.asking.speakers_for(one, _LINES)
    partners = partners_of(one, overview)
    context: dict[str, Any] = {
        "one": one,
        "groups": overview.groups,
        "latest": overview.latest(_LATEST),
        "partners": [replace(row, who=named(visit, row.who)) for row in partners[:_PARTNERS]],
        "speakers": speakers,
        "acts": acts,
    }
    data = {**context, "one": plain(one)}
    if visit.form == "html":
        chart = over_time(visit, question, overview, [("actor", one.word)])
        context |= {
            "chart": chart,
            "said": _said_over_time(one, sayings, stances, chart),
            "links": group_links([("actor", one.word)]),
            "others": max(len(partners) - _PARTNERS, 0),
            "statements": sayings.latest(_LINES),
            "positions": stances.latest(_LINES),
        }
    return Answer(short(one.name, 100), "actor.html", context, data=data)


def known(visit: Visit, asked: str) -> Identity:
    """The actor that a word stands for.

    Raises:
        MissingError: the ledger names nobody so; with those that it may have meant.
        QuestionError: it may be several.
    """
    one = visit.asking.identify(asked)
    if not visit.asking.knows(asked):
        found = find(visit.connection, asked, 8, visit.site.actors).actors
        near = [(actor.name, addresses.actor(actor.actor or actor.name)) for actor in found]
        raise MissingError(f"This ledger names nobody called {short(asked, 80)}.", near)
    return one


def partners_of(one: Identity, overview: Overview) -> list[Partner]:
    """Whom an actor met: a side other sides, an actor other actors."""
    found = []
    for tie in overview.ties(one.ends).rows:
        other = _other(tie, one)
        if other is not None:
            pair = addresses.pair(one.word, other.actor or other.name)
            found.append(Partner(other, tie.happened, tie.ahead, tie.off, pair))
    return found


def named(visit: Visit, who: Who) -> Who:
    """A side under its name instead of its code; others as they are."""
    if who.side is None or who.side != who.name:
        return who
    return Who(visit.asking.identify(who.side).name, who.side, who.actor)


def acts_of(rows: Any) -> list[tuple[str, int]]:
    """How many positions of each act there are, in the order of the acts."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.act] += row.positions
    return [(act, counts[act]) for act in ACTS if counts[act]]


def _said_over_time(one: Identity, sayings: Sayings, stances: Stances, chart: Chart | None) -> Picture | None:
    """Statements and positions over the time of a chart, None where there are none or no chart."""
    if chart is None:
        return None
    unit: Unit = chart.unit if chart.contacts is None else "month"
    tallies = [*sayings.tally(unit), *stances.tally(unit)]
    lanes = [lane for lane in ("statements", "positions") if any(one.lane == lane and one.day for one in tallies)]
    if not lanes:
        return None
    return draw_bars(
        tallies, chart.first, chart.last, unit, lanes=lanes, noun="statements and positions", groups=(),
        looks={"statements": "statement", "positions": "position"},
        to=lambda lane, first, last: addresses.with_query(
            f"/{lane}", [("actor", one.word), ("since", first.isoformat()), ("until", last.isoformat())]
        ),
    )  # fmt: skip


def group_links(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The contacts of each group, by its name."""
    return {g: addresses.with_query("/contacts", [*pairs, ("status", g)]) for g in ("happened", "ahead", "off")}


def plain(one: Identity) -> dict[str, Any]:
    """An actor as data."""
    return {"word": one.word, "name": one.name, "side": one.side, "others": one.others}


def _other(tie: TieRow, one: Identity) -> Who | None:
    if one.is_meant(tie.a):
        return None if one.is_meant(tie.b) else tie.b
    return tie.a if one.is_meant(tie.b) else None


PAGE = Page("/actor/{name:path}", answer)
