"""One GeoJSON file (RFC 7946): places, roads, corridors, bases and camps, for any map program or notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sandtable.views.exports.format import Format
from sandtable.views.exports.shapes import Layer, Shape, layers_of
from sandtable.views.exports.source import Source

__all__ = ["FORMAT"]

_NAMES = {"POINT": "Point", "LINESTRING": "LineString"}


def _feature(layer: Layer, shape: Shape) -> dict[str, Any]:
    spots = [list(spot) for spot in shape.at]
    geometry = {"type": _NAMES[layer.kind], "coordinates": spots[0] if layer.kind == "POINT" else spots}
    return {"type": "Feature", "geometry": geometry, "properties": {"layer": layer.name, **shape.properties}}


def write(source: Source, path: Path) -> None:
    """Write the file; `layer` in the properties says what a feature is. Control by date is left to GeoPackage."""
    layers = [layer for layer in layers_of(source) if layer.name != "control"]
    features = [_feature(layer, shape) for layer in layers for shape in layer.shapes]
    value = {"type": "FeatureCollection", "run": source.provenance, "features": features}
    path.write_text(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


FORMAT = Format("geojson", "GeoJSON", "places, roads, corridors, bases and camps", ".geojson", write)
