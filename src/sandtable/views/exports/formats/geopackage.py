"""A GeoPackage for QGIS and its like: one file with layers of places, control by date, roads, corridors and camps.

OGC 12-128r17, written with SQLite alone: little-endian WKB behind the standard's header, WGS 84.
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sandtable.views.exports.format import Format
from sandtable.views.exports.shapes import Layer, Shape, layers_of
from sandtable.views.exports.source import Source
from sandtable.views.exports.tables import summary_tables

__all__ = ["FORMAT"]

WGS84 = 4326
APPLICATION = 0x47504B47
"""`GPKG` in ASCII, by which programs know the file."""
VERSION = 10300
_DEFINITION = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)
_SYSTEMS = (
    (
        "WGS 84 geodetic",
        WGS84,
        "EPSG",
        WGS84,
        _DEFINITION,
        "longitude and latitude in degrees",
    ),
    ("Undefined Cartesian", -1, "NONE", -1, "undefined", "undefined Cartesian coordinates"),
    ("Undefined geographic", 0, "NONE", 0, "undefined", "undefined geographic coordinates"),
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
 organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
 description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000Z', min_x DOUBLE,
 min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL PRIMARY KEY REFERENCES gpkg_contents(table_name),
 column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
 m TINYINT NOT NULL);
"""
_TYPES = {"text": "TEXT", "number": "DOUBLE", "integer": "INTEGER", "date": "DATE", "boolean": "BOOLEAN"}


def write(source: Source, path: Path) -> None:
    """Write the file: the layers, and the short tables without a place of their own."""
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};{_TABLES}")
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
        for layer in layers_of(source):
            _layer(base, layer)
        for table in summary_tables(source):
            if table.name not in ("places", "held"):
                columns = [(column.name, _TYPES[column.kind]) for column in table.columns]
                _attributes(base, (table.name, table.title), columns, table.rows())
        facts = [("key", "TEXT"), ("value", "TEXT")]
        rows = [(key, str(value)) for key, value in source.provenance.items()]
        _attributes(base, ("run", "Where the numbers come from"), facts, rows)
        base.commit()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _create(base: sqlite3.Connection, name: str, columns: Iterable[tuple[str, str]]) -> None:
    typed = ", ".join(f"{_quoted(column)} {kind}" for column, kind in columns)
    base.execute(f"CREATE TABLE {_quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {typed})")


def _fill(base: sqlite3.Connection, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" * len(columns))
    names = ", ".join(map(_quoted, columns))
    base.executemany(f"INSERT INTO {_quoted(name)} ({names}) VALUES ({marks})", rows)  # noqa: S608 # quoted names of ours


def _layer(base: sqlite3.Connection, layer: Layer) -> None:
    spots = [spot for shape in layer.shapes for spot in shape.at]
    box = _box(spots) if spots else (None,) * 4
    contents = (layer.name, "features", layer.name, layer.title, *box, WGS84)
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        contents,
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (layer.name, layer.kind, WGS84))
    names = list(layer.shapes[0].properties) if layer.shapes else ["id"]
    typed = [(name, _type(name, [shape.properties[name] for shape in layer.shapes])) for name in names]
    _create(base, layer.name, [("geom", layer.kind), *typed])
    rows = ((_geometry(shape), *(shape.properties[name] for name in names)) for shape in layer.shapes)
    _fill(base, layer.name, ["geom", *names], rows)


def _type(name: str, values: Iterable[Any]) -> str:
    """The SQL type of a property by its values."""
    if name == "date" or name in ("p10", "p50", "p90"):
        return "DATE"
    kinds = {type(value) for value in values if value is not None}
    return "INTEGER" if kinds == {int} else "DOUBLE" if kinds and kinds <= {int, float} else "TEXT"


def _attributes(
    base: sqlite3.Connection,
    named: tuple[str, str],
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Any]],
) -> None:
    name, title = named
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
        (name, name, title),
    )
    _create(base, name, columns)
    _fill(base, name, [column for column, _ in columns], rows)


def _box(spots: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, up = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return min(across), min(up), max(across), max(up)


def _geometry(shape: Shape) -> bytes:
    """The standard's header (little-endian, no envelope), then well-known binary."""
    header = b"GP" + struct.pack("<BBi", 0, 1, WGS84)
    pairs = b"".join(struct.pack("<2d", *spot) for spot in shape.at)
    if len(shape.at) == 1:
        return header + struct.pack("<BI", 1, 1) + pairs
    return header + struct.pack("<BII", 1, 2, len(shape.at)) + pairs


FORMAT = Format("gpkg", "GeoPackage", "layers of places, control by date, roads, corridors, camps", ".gpkg", write)
