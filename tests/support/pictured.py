"""Rows of a ledger for tests of pictures, and the SVG as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, fromstring

from communique.record.asking.contacts import GROUP_OF
from communique.record.asking.rows import ContactRow, Who
from communique.schema.edtf import bounds
from communique.show.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"


def contact(
    id: str, status: str = "held", date: str | None = "2021-08-19", sides: Sequence[str] = ("FRA", "RUS"), **more: str
) -> ContactRow:
    """A contact of some sides; `kind` and `label` may be given."""
    days = bounds(date) if date else None
    undated = days is None or (days.earliest is None and days.latest is None)
    kind = more.get("kind", "call")
    label = more.get("label", f"{', '.join(sides)}: {kind}, {status} {date or ''}")
    parties = tuple(Who(side, side, side, "participant") for side in sides)
    return ContactRow(
        id, label, kind, status, GROUP_OF[status], None, date, undated, None, parties, (), None, None, None, None,
        1, 1, 0, None, 0.0, "2021-08-20", "2021-08-20", None,
    )  # fmt: skip


def tree(picture: Picture) -> Element:
    """The picture as a tree; an error where it is no well-formed XML."""
    return fromstring(picture.svg)


def looks(root: Element, name: str) -> list[str]:
    """The classes of all elements of a name."""
    return [element.get("class", "") for element in root.iter(SVG + name)]


def texts(root: Element) -> list[str]:
    """All lettering."""
    return [element.text or "" for element in root.iter(SVG + "text")]


def links(root: Element) -> list[str]:
    """Where all links lead."""
    return [element.get("href", "") for element in root.iter(SVG + "a")]
