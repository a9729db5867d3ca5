"""Tidy tables as Parquet, for pandas, polars, DuckDB, R's arrow: typed, compressed, fast."""

from __future__ import annotations

from pathlib import Path

from sandtable.views.exports.format import Format
from sandtable.views.exports.package import write_package
from sandtable.views.exports.source import Source
from sandtable.views.exports.tables import all_tables

__all__ = ["FORMAT"]


def write(source: Source, folder: Path) -> None:
    """Write the folder: one file a table, one row group a block of futures."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "text": pa.string(),
        "number": pa.float64(),
        "integer": pa.int64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    folder.mkdir()
    tables = all_tables(source)
    for table in tables:
        fields = [
            pa.field(column.name, types[column.kind], metadata={"meaning": column.meaning}) for column in table.columns
        ]
        schema = pa.schema(fields, metadata={key: str(value) for key, value in source.provenance.items()})
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for chunk in table.chunks():
                arrays = [
                    pa.array(
                        _dated(chunk[column.name]) if column.kind == "date" else chunk[column.name], types[column.kind]
                    )
                    for column in table.columns
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    write_package(source, tables, folder, ".parquet")


def _dated(values: object) -> list[object]:
    """Dates of ISO texts, which payloads hold."""
    import datetime
    from collections.abc import Iterable

    known = values if isinstance(values, Iterable) else ()
    return [datetime.date.fromisoformat(one) if isinstance(one, str) else one for one in known]


FORMAT = Format("parquet", "Parquet", "the same tables, typed and compressed", "", write, ("pyarrow",), "data")
