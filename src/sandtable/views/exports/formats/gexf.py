"""A network for Gephi (GEXF 1.3): places and roads, sides and their ties, influence, and who holds what at first."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sandtable.views.exports.format import Format
from sandtable.views.exports.source import Source
from sandtable.views.plain import plain

__all__ = ["FORMAT"]

_TIES = ("enemy", "ally", "rival", "client", "permits")
_NODE = (("kind", "string"), ("lat", "double"), ("lon", "double"), ("holder", "string"), ("falls", "double"))
_EDGE = (("kind", "string"), ("mutual", "boolean"), ("km", "double"), ("level", "double"))
_MUTUAL = frozenset({"road", "enemy", "ally", "rival", "dispute"})
"""Kinds of edge that hold both ways; all are written as directed, since few programs read a mixed graph."""


def write(source: Source, path: Path) -> None:
    """Write the file; `kind` tells places from sides, and roads from ties, influence and control."""
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = f"sandtable {source.run.sandtable}"
    ET.SubElement(meta, "description").text = "; ".join(f"{key}: {one}" for key, one in source.provenance.items())
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for of, table in (("node", _NODE), ("edge", _EDGE)):
        listed = ET.SubElement(graph, "attributes", {"class": of})
        for name, kind in table:
            ET.SubElement(listed, "attribute", {"id": name, "title": name, "type": kind})
    nodes = ET.SubElement(graph, "nodes")
    for key, label, values in _nodes(source):
        _valued(ET.SubElement(nodes, "node", {"id": key, "label": label}), values)
    edges = ET.SubElement(graph, "edges")
    for number, (one, other, values) in enumerate(_edges(source)):
        kind = str(values["kind"])
        about = {"id": str(number), "source": one, "target": other, "label": kind}
        _valued(ET.SubElement(edges, "edge", about), values | {"mutual": str(kind in _MUTUAL).lower()})
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _valued(element: ET.Element, values: dict[str, Any]) -> None:
    listed = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        if value is not None:
            ET.SubElement(listed, "attvalue", {"for": name, "value": str(value)})


def _nodes(source: Source) -> Iterator[tuple[str, str, dict[str, Any]]]:
    falls = {row["place"]: row["falls"]["value"] for row in source.payload["falls"]}
    for place in source.payload["map"]["places"]:
        values = {"kind": "place", "lat": place["lat"], "lon": place["lon"], "holder": place["first_holder"] or None}
        yield f"place:{place['id']}", place["name"], {**values, "falls": falls.get(place["id"])}
    for key, actor in source.scenario.actors.items():
        yield f"actor:{key}", plain(actor.name), {"kind": "actor"}


def _edges(source: Source) -> Iterator[tuple[str, str, dict[str, Any]]]:
    scenario = source.scenario
    for route in scenario.routes.values():
        one, other = route.between
        yield f"place:{one}", f"place:{other}", {"kind": "road", "km": _usual(route.km)}
    for tie in scenario.ties.values():
        for kind in _TIES:
            for other in _ids(getattr(tie, kind)):
                yield f"actor:{tie.who}", f"actor:{other}", {"kind": kind}
    for kept in scenario.influence.values():
        yield f"actor:{kept.who}", f"actor:{kept.client}", {"kind": kept.channel, "level": _usual(kept.level)}
    for dispute in scenario.disputes.values():
        one, other = dispute.between
        yield f"actor:{one}", f"actor:{other}", {"kind": "dispute"}
    for place in source.payload["map"]["places"]:
        if place["first_holder"]:
            yield f"actor:{place['first_holder']}", f"place:{place['id']}", {"kind": "holds"}


def _ids(named: Iterable[str] | None) -> Iterable[str]:
    return named or ()


def _usual(stated: Any) -> float:
    return float(stated[len(stated) // 2]) if isinstance(stated, (tuple, list)) else float(stated)


FORMAT = Format("gexf", "GEXF", "the network of places, roads, sides, ties and influence", ".gexf", write)
