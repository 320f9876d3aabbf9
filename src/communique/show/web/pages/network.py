"""The network: who talks to whom, by the filters of contacts."""

from __future__ import annotations

from typing import Any

from communique.errors import QuestionError
from communique.record.asking.counts import TieRow
from communique.record.asking.overview import Ends
from communique.record.asking.rows import Who
from communique.show.pictures import draw_network
from communique.show.pictures.network import MOST_ACTORS, MOST_TIES
from communique.show.web import addresses
from communique.show.web.pages.actor import named
from communique.show.web.questions import asked
from communique.show.web.site import Answer, Page, Visit

_SIZES = (40, 80, MOST_ACTORS)
_LISTED = 100
_COLUMNS = ("a", "a_side", "a_actor", "b", "b_side", "b_actor", "happened", "ahead", "off")


def answer(visit: Visit) -> Answer:
    """The network; `by` is "actor" or "side", `most` how many actors are drawn."""
    by, most = _by(visit), _most(visit)
    one = asked(visit, "contacts", ignore=("by", "most"))
    overview = visit.asking.overview(one.question)
    columns = _COLUMNS
    if visit.form != "html":
        # A file has all ties.
        return Answer("Network", "network.html", rows=map(tie_row, overview.ties(by).rows), columns=columns)
    ties = overview.ties(by, most, MOST_TIES)
    rows = [TieRow(named(visit, tie.a), named(visit, tie.b), tie.happened, tie.ahead, tie.off) for tie in ties.rows]
    picture = draw_network(
        rows, to_actor=_to_actor, to_pair=lambda a, b: addresses.pair(word_of(a), word_of(b)),
        actors=ties.actors, ties_in_all=ties.ties, most=most,
    )  # fmt: skip
    kept = one.without("sort")
    context = {
        "asked": one,
        "picture": picture,
        "ties": rows[:_LISTED],
        "more": max(ties.ties - _LISTED, 0),
        "groups": overview.groups,
        "links": {g: addresses.with_query("/contacts", [*one.without("status"), ("status", g)]) for g in _GROUPS},
        "by": by,
        "most": most,
        "actors": ties.actors,
        "faces": {face: _address(kept, face, most) for face in ("actor", "side")},
        "sizes": {size: _address(kept, by, size) for size in _SIZES},
        "word_of": word_of,
    }
    return Answer("Network", "network.html", context)


def word_of(who: Who) -> str:
    """The word by which an actor is asked for again."""
    return who.actor or who.name


def tie_row(tie: TieRow) -> dict[str, Any]:
    """A tie as a flat row."""
    ends = ((prefix, who) for prefix, who in (("a", tie.a), ("b", tie.b)))
    found: dict[str, Any] = {}
    for prefix, who in ends:
        found |= {prefix: who.name, f"{prefix}_side": who.side, f"{prefix}_actor": who.actor}
    return found | {"happened": tie.happened, "ahead": tie.ahead, "off": tie.off}


def _to_actor(who: Who) -> str:
    return addresses.actor(word_of(who))


def _address(kept: list[tuple[str, str]], by: str, most: int) -> str:
    own = [("by", by if by != "actor" else None), ("most", most if most != MOST_ACTORS else None)]
    return addresses.with_query("/network", [*kept, *own])


def _by(visit: Visit) -> Ends:
    by = visit.query.get("by")
    if by in (None, "", "actor"):
        return "actor"
    if by == "side":
        return "side"
    raise QuestionError(f"a network is by actor or side, not by {by[:60]!r}")


def _most(visit: Visit) -> int:
    most = visit.query.get("most") or str(MOST_ACTORS)
    if not most.isascii() or not most.isdigit() or not 2 <= int(most[:9]) <= MOST_ACTORS:
        raise QuestionError(f"most is a number of actors from 2 to {MOST_ACTORS}, not {most[:60]!r}")
    return int(most)


_GROUPS = ("happened", "ahead", "off")

PAGE = Page("/network", answer, menu="Network")
