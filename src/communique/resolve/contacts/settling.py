"""The status of a contact: of one mention by its date, and of the record by all of its mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from communique.resolve.contacts.judging import OFF, OPEN
from communique.resolve.contacts.mention import ContactMention
from communique.schema import TOOK_PLACE, ContactDraft, Status, When
from communique.schema.edtf import bounds, precision

_TALKED = frozenset({"meeting", "call", "contact"})
# "Denied" and "not planned" speak of one occasion; what is called off, put off or refused speaks of all.
_OF_ONE_OCCASION = frozenset({"denied", "not_planned"})
# The form by which "it would have been his first visit" calls a visit off without a word of how.
_UNREAL = "would have"


def status_by_date(
    draft: ContactDraft, date: When | None, published: When | None, dated: bool = False
) -> tuple[Status, bool]:
    """The draft's status, mended by its date, and whether it is weak.

    What lies after the article's day has not happened yet; what only its surroundings made a plan ("before meeting
    Kerry on Monday") has happened where its day lies before the article's. `dated`: its own phrase dates it, beside the
    word that plans it ("agreed in spring to a meeting with Kim last month").
    """
    status, weak = draft.status.status, draft.status.weak
    if draft.kind == "channel" and status == "held" and weak and not is_on_a_day(date):
        # A standing line stands until it is said to be cut; "his contacts with Aliyev held on May 22" is no line.
        return "ongoing", True
    if date is None or published is None or status not in ("held", "ongoing", "planned"):
        return status, weak
    event, article = bounds(date.edtf), bounds(published.edtf)
    if status == "planned":
        over = event.latest is not None and article.earliest is not None and event.latest < article.earliest
        return ("held", True) if over and (weak or dated) else (status, weak)
    if event.earliest is not None and article.latest is not None and event.earliest > article.latest:
        return "planned", False
    if weak and event.latest is not None and article.earliest is not None and event.latest < article.earliest:
        return "held", False
    return status, weak


def is_on_a_day(date: When | None) -> bool:
    """Whether a date is one day that the text names."""
    return date is not None and date.span is not None and precision(date.edtf) == "day"


def settled(told: Sequence[ContactMention]) -> tuple[ContactMention, tuple[ContactMention, ...]]:
    """The mention whose status holds at the end of the article, and the mentions that make its history.

    What was called off stays off, what took place took place; else what most mentions say, the earliest of them
    first. What only its surroundings gave a mention counts only where no mention says more.
    """
    strong = tuple(mention for mention in told if not mention.weak) or tuple(told)
    standing = [mention for mention in told if mention.status == "ongoing"]
    if standing and all(mention.kind == "channel" and mention.status in TOOK_PLACE for mention in told):
        # "they have lines of communication", "the lines were open": a line stands until it is said to be cut.
        return standing[0], strong
    restored = [mention for mention in strong if mention.kind == "channel" and mention.status == "ongoing"]
    if restored and not any(mention.status in OFF for mention in strong):
        # "proposed contacts ... has restored the hotline"
        return restored[0], strong
    off = [mention for mention in strong if mention.status in OFF]
    if off and not any(mention.status in TOOK_PLACE for mention in strong):
        return _called_off(off, strong), strong
    counts = Counter(mention.status for mention in strong)
    # "The negotiations would take place on January 9" says more than how much they are needed.
    counts["planned"] += any(mention.status == "planned" and mention.date is not None for mention in strong)
    kinds = {m.kind for m in strong}
    met = any(m.status == "held" and m.kind in ("meeting", "call") for m in strong) and kinds <= _TALKED | {"talks"}
    if {"held", "ongoing"} <= counts.keys() and (kinds <= _TALKED or met):
        # "Today we are meeting with our friends", said after the meeting; "met Goyal ... advanced ongoing discussions"
        del counts["ongoing"]
    best = max(strong, key=lambda m: (counts.get(m.status, 0), -m.order))
    return best, strong


def _called_off(off: Sequence[ContactMention], strong: Sequence[ContactMention]) -> ContactMention:
    """The last word of those that say that it will not be, unless it was about one occasion and more speak of others.

    What was planned and then did not take place, or was withdrawn from, is cancelled: "was to meet Khrushchev in Paris,
    but the talks never took place"; unless it is said that it was put off.
    """
    last = ([mention for mention in off if mention.draft.status.hedge != _UNREAL] or off)[-1]
    still_open = [mention for mention in strong if mention.status in OPEN]
    if all(mention.status in _OF_ONE_OCCASION for mention in off) and len(still_open) > len(off):
        return still_open[0]
    planned = [mention for mention in still_open if mention.status == "planned" and mention.order < last.order]
    if planned and last.status in ("denied", "refused"):
        ended = [mention for mention in off if mention.status in ("postponed", "cancelled")]
        return ended[-1] if ended else replace(last, status="cancelled")
    return last
