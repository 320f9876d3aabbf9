"""The pages, one module a question. To add one: write `pages/NAME.py` with a `PAGE`, and name it here."""

from __future__ import annotations

from communique.show.web.pages import (
    about,
    actor,
    calendar,
    contact,
    contacts,
    document,
    lists,
    network,
    pair,
    positions,
    review,
    search,
    timeline,
    today,
)
from communique.show.web.site import Page

PAGES: tuple[Page, ...] = (
    today.PAGE,
    contacts.PAGE,
    timeline.PAGE,
    calendar.PAGE,
    network.PAGE,
    positions.PAGE,
    actor.PAGE,
    pair.PAGE,
    contact.PAGE,
    document.PAGE,
    *lists.PAGES,
    review.PAGE,
    search.PAGE,
    about.PAGE,
)
"""All pages; the menu has those with a word for it, in this order."""
