"""The formats that a run can be exported to. A new format is one file in `formats` and one line here."""

from __future__ import annotations

from sandtable.views.exports.format import Format
from sandtable.views.exports.formats import csv_files, geojson, geopackage, gexf, netcdf, parquet, xlsx

__all__ = ["FORMATS"]

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        csv_files.FORMAT,
        parquet.FORMAT,
        xlsx.FORMAT,
        geojson.FORMAT,
        geopackage.FORMAT,
        gexf.FORMAT,
        netcdf.FORMAT,
    )
}
