"""Review: the contacts that the software is least sure of, each claim beside the words it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from communique.record.asking import ContactRow
from communique.record.asking.frames import names_of
from communique.record.asking.views import ContactView, CorrectionView, JudgementView
from communique.show.web.addresses import with_query
from communique.show.web.decisions import decide
from communique.show.web.pages.contact import CHOICES, SETTABLE, Line, alike_of, lines_of
from communique.show.web.pages.contact import names_of as called
from communique.show.web.questions import asked, pager
from communique.show.web.quotes import Quote, shown
from communique.show.web.site import Answer, Moved, Page, Visit

_EACH = 10
_QUOTES = 3
_DECIDED = 8
_CLAIMS = ("kind", "status", "date", "place", "topic", "initiator")


@dataclass(frozen=True, slots=True)
class Card:
    """A contact to judge: what is claimed, the words, the weakest tie between its reports, and who may be the same."""

    row: ContactRow
    claims: tuple[Line, ...]
    quotes: tuple[Quote, ...]
    more: int
    tie: JudgementView | None
    called: Mapping[str, str]
    alike: tuple[ContactRow, ...]


def answer(visit: Visit) -> Answer:
    """The queue: what no person judged yet, the most doubtful first; filters as of contacts."""
    one = asked(visit, "contacts", sort="-doubt", limit=_EACH)
    if "verdict" not in one.given:
        one = replace(one, question=replace(one.question, verdict="open"))
    results = visit.asking.contacts(one.question)
    if visit.form != "html":
        return Answer("Review", "review.html", rows=results, columns=names_of(ContactRow))
    cards = [card for row in results if (card := _card(visit, row))]
    context = {
        "asked": one,
        "cards": cards,
        "pager": pager(visit, one, len(cards), more=len(cards) == one.question.limit),
        "decided": _decided(visit),
        "settable": SETTABLE,
        "choices": CHOICES,
    }
    return Answer("Review", "review.html", context)


def act(visit: Visit, sent: Mapping[str, list[Any]]) -> Moved:
    """A decision, then back to the queue as it was filtered."""
    made = decide(visit.site, sent)
    return Moved(with_query(visit.path, visit.query.multi_items()), made)


def _card(visit: Visit, row: ContactRow) -> Card | None:
    view = visit.asking.show(row.id)
    if not isinstance(view, ContactView):
        return None
    quotes = [quote for one in view.reports if (quote := shown(one.telling, one.source, 420))]
    return Card(
        row,
        tuple(line for line in lines_of(view) if line.name in _CLAIMS),
        tuple(quotes[:_QUOTES]),
        max(len(quotes) - _QUOTES, 0),
        min(view.judgements, key=lambda tie: tie.score, default=None),
        called(view),
        tuple(alike_of(visit, row.id)[:2]),
    )


def _decided(visit: Visit) -> list[CorrectionView]:
    """What was decided last, to be taken back."""
    rows = visit.connection.execute(
        "SELECT id, made, who, why, verb, scope, target, other, field, value, undone, undoer FROM correction"
        " ORDER BY id DESC LIMIT ?",
        (_DECIDED,),
    )
    return [CorrectionView(*row) for row in rows]


PAGE = Page("/review", answer, menu="Review", act=act)
