"""A workbook for Excel and LibreOffice: the short tables, one sheet each; no cell is ever a formula."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from sandtable.views.exports.format import Format
from sandtable.views.exports.source import Source
from sandtable.views.exports.tables import summary_tables
from sandtable.views.plain import plain

__all__ = ["FORMAT"]

LONGEST_CELL = 32_000
"""Characters; Excel refuses a file with more than 32,767 in a cell."""
WIDTHS = {"text": 28, "number": 12, "integer": 12, "date": 12, "boolean": 9}
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write(source: Source, path: Path) -> None:
    """Write the workbook: where it comes from, the short tables, and what each column means."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path.as_posix(), _OPTIONS)
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    about = book.add_worksheet("about")
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 100)
    for row, (key, value) in enumerate(source.provenance.items()):
        _put(about, (row, 0), key)
        _put(about, (row, 1), value)
    tables = summary_tables(source)
    for table in tables:
        sheet = book.add_worksheet(table.name)
        for number, column in enumerate(table.columns):
            sheet.write_string(0, number, column.name, head)
            sheet.set_column(number, number, WIDTHS[column.kind])
        for row, values in enumerate(table.rows(), 1):
            for number, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                _put(sheet, (row, number), _date(value) if column.kind == "date" else value, day)
        sheet.freeze_panes(1, 1)
    meanings = book.add_worksheet("columns")
    rows = [("table", "column", "meaning")] + [(t.name, c.name, c.meaning) for t in tables for c in t.columns]
    for row, words in enumerate(rows):
        for number, text in enumerate(words):
            meanings.write_string(row, number, text, None if row else head)
    meanings.set_column(0, 1, 20)
    meanings.set_column(2, 2, 90)
    book.close()


def _date(value: Any) -> Any:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _put(sheet: Any, at: tuple[int, int], value: Any, day: Any = None) -> None:
    """One cell, by the type of its value: a text is always written as a text, whatever it begins with."""
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(*at, value)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(*at, datetime.datetime(value.year, value.month, value.day), day)
    elif value is not None:
        sheet.write_string(*at, plain(str(value))[:LONGEST_CELL])


FORMAT = Format(
    "xlsx", "XLSX", "a workbook of the short tables, one sheet each", ".xlsx", write, ("xlsxwriter",), "office"
)
