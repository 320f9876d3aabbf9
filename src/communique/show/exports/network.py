"""The network of who is in contact with whom, as GraphML and GEXF: `weight` counts contacts that took place.

What is ahead and what is off is counted beside it, never in it. Those who share a contact are joined, unless they sit
on the same side of it: two ministers of one state who met a third are each joined to the third alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import BinaryIO

from communique.record.asking import ContactRow, Who
from communique.record.asking.rows import Group
from communique.show.exports.markup import Markup
from communique.show.exports.request import Request

GROUPS: tuple[Group, ...] = ("happened", "ahead", "off")
_COUNTS = {"happened": "held", "ahead": "ahead", "off": "off"}
_NODE = {"label": "string", "side": "string", "actor": "string", "held": "int", "ahead": "int", "off": "int"}
_EDGE = {"weight": "int", "held": "int", "ahead": "int", "off": "int"}


@dataclass(slots=True)
class Counts:
    """Contacts by group, never in one sum."""

    happened: int = 0
    ahead: int = 0
    off: int = 0

    def add(self, group: Group) -> None:
        """One more contact of a group."""
        setattr(self, group, getattr(self, group) + 1)

    def named(self) -> dict[str, int]:
        """The counts under the names they have in a file."""
        return {_COUNTS[group]: getattr(self, group) for group in GROUPS}


@dataclass(slots=True)
class Node:
    """An actor or a side."""

    id: str
    name: str
    side: str
    actor: str
    counts: Counts = field(default_factory=Counts)

    def values(self) -> dict[str, object]:
        """Its attributes."""
        return {"label": self.name, "side": self.side, "actor": self.actor, **self.counts.named()}


@dataclass(slots=True)
class Network:
    """Nodes by id, and edges by the pair of their ids, the lesser first."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Counts] = field(default_factory=dict)


def network_of(request: Request) -> Network:
    """The network of the contacts asked for; who stands in no edge is left out, and counted."""
    network = Network()
    for row in request.ledger.contacts(request.question):
        _take(network, row, request)
    if not request.unheld:
        for pair in [pair for pair, counts in network.edges.items() if not counts.happened]:
            del network.edges[pair]
            request.tally.leave_out("pair without a contact that took place")
    joined = {id for pair in network.edges for id in pair}
    for id in [id for id in network.nodes if id not in joined]:
        del network.nodes[id]
    return network


def write_graphml(request: Request, out: BinaryIO) -> None:
    """The network as GraphML."""
    network = network_of(request)
    xml = Markup(out)
    with xml.inside("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"}):
        for of, names in (("node", _NODE), ("edge", _EDGE)):
            for name, kind in names.items():
                xml.element("key", "", {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind})
        with xml.inside("graph", {"edgedefault": "undirected"}):
            for node in _sorted(network):
                with xml.inside("node", {"id": node.id}):
                    _data(xml, "node", node.values())
            for (one, other), counts in sorted(network.edges.items()):
                with xml.inside("edge", {"source": one, "target": other}):
                    _data(xml, "edge", {"weight": counts.happened, **counts.named()})
                request.tally.write()
    xml.close()


def write_gexf(request: Request, out: BinaryIO) -> None:
    """The network as GEXF 1.2, which Gephi and NetworkX read."""
    network = network_of(request)
    xml = Markup(out)
    with (
        xml.inside("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"}),
        xml.inside("graph", {"mode": "static", "defaultedgetype": "undirected"}),
    ):
        for of, names in (("node", _NODE), ("edge", _EDGE)):
            with xml.inside("attributes", {"class": of, "mode": "static"}):
                for name, kind in names.items():
                    if name not in ("label", "weight"):  # GEXF has these as attributes of its own
                        title = {"id": name, "title": name, "type": {"int": "integer"}.get(kind, kind)}
                        xml.element("attribute", "", title)
        with xml.inside("nodes"):
            for node in _sorted(network):
                with xml.inside("node", {"id": node.id, "label": node.name}):
                    _values(xml, node.values())
        with xml.inside("edges"):
            for number, ((one, other), counts) in enumerate(sorted(network.edges.items())):
                ends = {"id": number, "source": one, "target": other, "weight": counts.happened}
                with xml.inside("edge", ends):
                    _values(xml, counts.named())
                request.tally.write()
    xml.close()


def _take(network: Network, row: ContactRow, request: Request) -> None:
    ids: dict[str, str] = {}
    for party in row.parties:
        node = _node(party, request)
        if node is None:
            request.tally.leave_out("party without a side")
            continue
        ids[node.id] = node.side
        network.nodes.setdefault(node.id, node)
    for id in ids:
        network.nodes[id].counts.add(row.group)
    for one, other in _pairs(ids):
        network.edges.setdefault((one, other), Counts()).add(row.group)


def _node(party: Who, request: Request) -> Node | None:
    side = party.side or ""
    if request.nodes == "sides":
        return Node(side, side, side, "") if side else None
    return Node(party.actor or f"{party.name}|{side}", party.name, side, party.actor or "")


def _pairs(ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """All pairs of different sides; of a contact within one side, all pairs."""
    within = len(set(ids.values())) == 1
    for one, other in combinations(sorted(ids), 2):
        if within or not ids[one] or ids[one] != ids[other]:
            yield one, other


def _sorted(network: Network) -> Iterable[Node]:
    return (network.nodes[id] for id in sorted(network.nodes))


def _data(xml: Markup, of: str, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        xml.element("data", value, {"key": f"{of}_{name}"})


def _values(xml: Markup, values: Mapping[str, object]) -> None:
    with xml.inside("attvalues"):
        for name, value in values.items():
            if name != "label":
                xml.element("attvalue", "", {"for": name, "value": value})
