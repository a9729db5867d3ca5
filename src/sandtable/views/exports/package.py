"""The data package beside exported tables: a JSON file that says what each table and column is (Frictionless Data)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sandtable.views.exports.source import Source
from sandtable.views.exports.tidy import Table

__all__ = ["write_package"]

_TYPES = {"text": "string", "number": "number", "integer": "integer", "date": "date", "boolean": "boolean"}


def write_package(source: Source, tables: Sequence[Table], folder: Path, suffix: str) -> None:
    """Write `datapackage.json` into a folder of tables."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}{suffix}",
            "title": table.title,
            "schema": {
                "fields": [
                    {"name": one.name, "type": _TYPES[one.kind], "description": one.meaning} for one in table.columns
                ]
            },
        }
        for table in tables
    ]
    value = {"name": "sandtable-run", **source.provenance, "resources": resources}
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
