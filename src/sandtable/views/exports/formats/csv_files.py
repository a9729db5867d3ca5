"""Tidy tables as CSV: a folder with one file a table, and a data package that says what each column means."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from sandtable.views.exports.format import Format
from sandtable.views.exports.package import write_package
from sandtable.views.exports.safe import cell
from sandtable.views.exports.source import Source
from sandtable.views.exports.tables import all_tables

__all__ = ["FORMAT"]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value)


def write(source: Source, folder: Path) -> None:
    """Write the folder. UTF-8 with a byte order mark, by which spreadsheets know it."""
    folder.mkdir()
    tables = all_tables(source)
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([cell(column.name) for column in table.columns])
            writer.writerows(tuple(map(_value, row)) for row in table.rows())
    write_package(source, tables, folder, ".csv")


FORMAT = Format("csv", "CSV", "every table, with `datapackage.json` that says what each column means", "", write)
