"""Writes the JSON Schema of scenarios beside the models that it is made from; a test holds the file to be current."""

from __future__ import annotations

from pathlib import Path

from sandtable.scenario import json_schema


def main() -> None:
    """Write the file and say so."""
    target = Path(json_schema.__file__).with_name(json_schema.FILE_NAME)
    target.write_bytes(json_schema.schema_text().encode())
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
