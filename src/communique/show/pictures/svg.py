"""SVG as a tree of elements: everything is escaped by the writer of the tree, and looks come from classes alone."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from communique.show.pictures.lettering import is_foreseeable, legible, seen, width

SIZE = 11.0
"""The type size of all lettering, in units of the picture; the style sheet has the same."""

Number = float | int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG text to put into a page, and what a reader must be told about it, in sentences."""

    svg: str
    notes: tuple[str, ...] = ()


class Drawing:
    """A picture in the making. Looks are classes of the style sheet, so that both faces and print have their own."""

    def __init__(self, kind: str, size: tuple[Number, Number], title: str, desc: str, name: str | None = None) -> None:
        """Begin one.

        Args:
            kind: of picture: its class.
            size: width and height.
            title, desc: say what is to be seen to those who do not see it.
            name: tells it from another of its kind on the same page.
        """
        name = name or kind
        across, down = size
        self.root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": f"picture {kind}",
                "viewBox": f"0 0 {number(across)} {number(down)}",
                "width": number(across),
                "height": number(down),
                "role": "group",
                "aria-labelledby": f"{name}-title {name}-desc",
            },
        )
        for part, text in (("title", title), ("desc", desc)):
            SubElement(self.root, part, {"id": f"{name}-{part}"}).text = legible(text)

    def text(self) -> str:
        """The SVG text."""
        return tostring(self.root, encoding="unicode")


def group(parent: Element, look: str = "", tip: str = "", **at: Number | str) -> Element:
    """A group of elements; `tip` is what pointing at it shows."""
    return _tipped(_element(parent, "g", look, at), tip)


def link(parent: Element, to: str | None, look: str = "", tip: str = "") -> Element:
    """A group that leads to an address, or a plain group where there is none or one that could run a script.

    It is no stop of the tabulator: the table behind the picture has the same links, in reading order.
    """
    to = seen(to or "")
    if not to or ":" in to.partition("/")[0].partition("?")[0]:
        return group(parent, look, tip)
    element = _element(parent, "a", look, {"href": to, "tabindex": "-1"})
    return _tipped(element, tip)


def line(parent: Element, x1: Number, y1: Number, x2: Number, y2: Number, look: str) -> Element:
    """A straight line."""
    return _element(parent, "line", look, {"x1": x1, "y1": y1, "x2": x2, "y2": y2})


def box(parent: Element, x: Number, y: Number, across: Number, down: Number, look: str, round: Number = 0) -> Element:
    """A rectangle; `round` is the radius of its corners."""
    at: dict[str, Number | str] = {"x": x, "y": y, "width": across, "height": down}
    if round:
        at["rx"] = round
    return _element(parent, "rect", look, at)


def disc(parent: Element, x: Number, y: Number, radius: Number, look: str) -> Element:
    """A circle."""
    return _element(parent, "circle", look, {"cx": x, "cy": y, "r": radius})


def path(parent: Element, steps: str, look: str) -> Element:
    """A path."""
    return _element(parent, "path", look, {"d": steps})


def words(parent: Element, x: Number, y: Number, text: str, look: str = "", anchor: str = "start") -> Element:
    """A line of lettering; `anchor` is the end that stands at `x`: "start", "middle" or "end"."""
    shown = legible(text)
    at: dict[str, Number | str] = {"x": x, "y": y}
    if anchor != "start":
        at["text-anchor"] = anchor
    if not is_foreseeable(shown):
        # Scripts whose width is not known beforehand are fitted into the room that was kept for them.
        at |= {"textLength": width(shown, SIZE), "lengthAdjust": "spacingAndGlyphs"}
    element = _element(parent, "text", look, at)
    element.text = shown
    return element


def number(value: Number | str) -> str:
    """A coordinate in as few letters as it needs: "12", "0.5"."""
    return value if isinstance(value, str) else f"{round(value, 1) + 0.0:g}"


def _element(parent: Element, name: str, look: str, at: dict[str, Number | str]) -> Element:
    attributes = {"class": look} if look else {}
    return SubElement(parent, name, attributes | {key: number(value) for key, value in at.items()})


def _tipped(element: Element, tip: str) -> Element:
    if tip:
        SubElement(element, "title").text = legible(tip)
    return element
