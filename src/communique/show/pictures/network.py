"""Who talks to whom: a line is as wide as contacts were held; what was not held is a thin broken line of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from communique.record.asking.counts import TieRow
from communique.record.asking.rows import Who
from communique.show.pictures import svg
from communique.show.pictures.labels import Box, place_labels
from communique.show.pictures.layout import arrange
from communique.show.pictures.lettering import cut, legible, width
from communique.show.pictures.svg import Drawing, Picture

MOST_ACTORS, MOST_TIES = 200, 500
_WIDE, _EDGE, _TOP, _LINE = 1180.0, 8.0, 30.0, 14.0
_LABEL = 150.0
_WIDTHS = (1, 2, 4, 8, 16, 32, 64, 128)
"""From how many contacts held on a line is a step wider; the style sheet has the widths, w1 to w8."""


class _Node(NamedTuple):
    who: Who
    happened: int
    other: int
    partners: int


def draw_network(
    ties: Iterable[TieRow],
    *,
    to_actor: Callable[[Who], str | None],
    to_pair: Callable[[Who, Who], str | None],
    actors: int | None = None,
    ties_in_all: int | None = None,
    most: int = MOST_ACTORS,
) -> Picture:
    """A network of actors.

    Args:
        ties: how often two actors met.
        to_actor: where a node leads.
        to_pair: where a line leads.
        actors: how many actors there are, where `ties` are only those among the most connected.
        ties_in_all: how many ties there are among those, where `ties` are only the strongest.
        most: so many actors at most are drawn, those with most contacts held.
    """
    listed = sorted(ties, key=_rank)
    nodes = _nodes(listed)
    drawn = nodes[:most]
    number = {_key(node.who): nth for nth, node in enumerate(drawn)}
    among = [tie for tie in listed if _key(tie.a) in number and _key(tie.b) in number]
    lines = _strongest(among)
    strongest = max((node.happened for node in drawn), default=1) or 1
    radii = [4 + 9 * sqrt(node.happened / strongest) for node in drawn]
    names = [cut(node.who.name, _LABEL) for node in drawn]
    wides = [width(name) for name in names]
    sizes = tuple((2 * r + 3 + wide, max(2 * r, _LINE)) for r, wide in zip(radii, wides, strict=True))
    pairs = tuple((number[_key(tie.a)], number[_key(tie.b)]) for tie in lines)
    middles = arrange(sizes, pairs, _WIDE - 2 * _EDGE)
    spots = [
        (x - size[0] / 2 + r + _EDGE, y + _TOP + _EDGE, r)
        for (x, y), size, r in zip(middles, sizes, radii, strict=True)
    ]
    bottom = max((y + size[1] for (_, y), size in zip(middles, sizes, strict=True)), default=20.0) + _TOP + _EDGE
    labels = place_labels(spots, wides, _LINE, Box(0, _TOP - 6, _WIDE, bottom))
    title = f"Who talks to whom: {len(drawn)} actors"
    drawing = Drawing("network", (_WIDE, bottom), title, _told(lines))
    _legend(drawing)
    # The widest lines first, so that finer ones lie over them and can be pointed at.
    for tie, (a, b) in zip(lines, pairs, strict=True):
        tip = f"{tie.a.name} – {tie.b.name}: {_counted(tie)}"
        edge = svg.link(drawing.root, to_pair(tie.a, tie.b), "tie", tip)
        at = (*spots[a][:2], *spots[b][:2])
        svg.line(edge, *at, "hit")
        svg.line(edge, *at, f"held w{_step(tie.happened)}" if tie.happened else "not-held")
    for node, (x, y, r), label, name in zip(drawn, spots, labels, names, strict=True):
        tip = f"{_called(node.who)}: {node.happened:,} contacts held with {node.partners:,} actors here"
        element = svg.link(drawing.root, to_actor(node.who), "node", tip)
        svg.disc(element, x, y, r, "happened" if node.happened else "ahead")
        if label is not None:
            svg.words(element, label.x, label.base, name, "name", label.anchor)
    return Picture(drawing.text(), tuple(_notes(nodes, drawn, among, lines, labels.count(None), actors, ties_in_all)))


def _notes(
    nodes: Sequence[_Node],
    drawn: Sequence[_Node],
    among: Sequence[TieRow],
    lines: Sequence[TieRow],
    nameless: int,
    actors: int | None,
    ties_in_all: int | None,
) -> Iterable[str]:
    there = max(actors or 0, len(nodes))
    if there > len(drawn):
        yield f"Of {there:,} actors the {len(drawn):,} with most contacts held are drawn."
    known = max(ties_in_all or 0, len(among))
    if known > len(lines):
        yield f"Of {known:,} ties among them the {len(lines):,} strongest are drawn."
    if nameless:
        yield f"{nameless:,} names found no room; pointing at a disc shows its name."


def _strongest(ties: Sequence[TieRow]) -> list[TieRow]:
    """As many ties as can be told apart, and the strongest of each actor in any case, so that nobody seems alone."""
    met: set[tuple[str, str]] = set()
    first: list[TieRow] = []
    later: list[TieRow] = []
    for tie in ties:
        keys = {_key(tie.a), _key(tie.b)}
        (later if keys <= met else first).append(tie)
        met |= keys
    return sorted([*first, *later[: max(MOST_TIES - len(first), 0)]], key=_rank)


def _nodes(ties: Sequence[TieRow]) -> list[_Node]:
    """The actors of the ties, those with most contacts held first."""
    found: dict[tuple[str, str], _Node] = {}
    for tie in ties:
        for who in (tie.a, tie.b):
            old = found.get(_key(who)) or _Node(who, 0, 0, 0)
            found[_key(who)] = _Node(
                old.who, old.happened + tie.happened, old.other + tie.ahead + tie.off, old.partners + 1
            )
    return sorted(found.values(), key=lambda node: (-node.happened, -node.partners, -node.other, _key(node.who)))


def _key(who: Who) -> tuple[str, str]:
    return (who.actor, "") if who.actor else (who.name, who.side or "")


def _rank(tie: TieRow) -> tuple[object, ...]:
    return -tie.happened, -tie.ahead - tie.off, _key(tie.a), _key(tie.b)


def _step(held: int) -> int:
    return sum(held >= least for least in _WIDTHS)


def _counted(tie: TieRow) -> str:
    return f"{tie.happened:,} held, {tie.ahead:,} ahead, {tie.off:,} not taking place"


def _called(who: Who) -> str:
    return f"{who.name} ({who.side})" if who.side and who.side != who.name else who.name


def _told(lines: Sequence[TieRow]) -> str:
    most = "; ".join(f"{legible(tie.a.name)} and {legible(tie.b.name)}: {tie.happened:,}" for tie in lines[:5])
    return f"Lines are as wide as contacts held. Most were held between: {most}." if lines else "There is no tie."


def _legend(drawing: Drawing) -> None:
    x = _EDGE
    for look, text in (("held w1", "1 contact held"), ("held w4", "8"), ("held w7", "64"), ("not-held", "none held")):
        sample = svg.group(drawing.root, "tie")
        svg.line(sample, x, 10, x + 26, 10, look)
        svg.words(drawing.root, x + 32, 14, text, "legend")
        x += 32 + width(text) + 18
