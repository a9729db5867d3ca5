"""The scenario's JSON Schema, for editors: every field with its meaning, unit and an example, from the same models.

Draft 7, because that is what editors of YAML read best. The schema knows the shape of a file; whether names exist,
roads are long enough and cites are verbatim is for `sandtable check`.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from sandtable.scenario.meaning import models_of, note_of
from sandtable.scenario.schema import Scenario

__all__ = ["FILE_NAME", "MODELINE", "json_schema", "schema_text"]

FILE_NAME = "scenario.schema.json"
"""The schema's file, beside this module and beside every new scenario."""

MODELINE = "# yaml-language-server: $schema="
"""What the first line of a scenario begins with, so that editors find the schema; a relative path follows."""

_DROPPED = frozenset({"title", "default"})


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def json_schema() -> dict[str, Any]:
    """The schema as plain values."""
    made = Scenario.model_json_schema()
    definitions = made.pop("$defs")
    _annotate(made, Scenario)
    for name, one in definitions.items():
        _annotate(one, models_of()[name])
    made["definitions"] = definitions
    found: dict[str, Any] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "sandtable scenario, format 1",
        **_draft_7(made),
    }
    definitions = found["definitions"]
    definitions["Source"]["properties"]["date"]["anyOf"].append({"type": "integer", "minimum": 1000, "maximum": 9999})
    return found


def _annotate(one: dict[str, Any], model: type[BaseModel]) -> None:
    """Say unit and example of every field of one model."""
    yaml = YAML(typ="safe", pure=True)
    for name, field in one.get("properties", {}).items():
        unit, example = note_of(model, name)
        words = model.model_fields[name].description or ""
        field["description"] = f"{words}. Unit: {unit}." if unit else f"{words}."
        if example:
            value = yaml.load(f"v: {example}")["v"]
            field["examples"] = [json.loads(json.dumps(value, default=str))]


def _draft_7(value: Any, named: bool = False) -> Any:
    """The same in words of draft 7; titles and defaults that pydantic makes up are left out.

    `named` says that the keys of a mapping are names of ours (fields, models), not words of JSON Schema.
    """
    if isinstance(value, list):
        return [_draft_7(item) for item in value]
    if not isinstance(value, dict):
        return value
    if named:
        return {key: _draft_7(item) for key, item in value.items()}
    found: dict[str, Any] = {}
    for key, item in value.items():
        if key == "prefixItems":
            found["items"] = [_draft_7(one) for one in item]
            found["additionalItems"] = False
        elif key == "$ref":
            found["$ref"] = item.replace("#/$defs/", "#/definitions/")
        elif key == "examples":
            found[key] = item
        elif key not in _DROPPED:
            found[key] = _draft_7(item, named=key in ("properties", "definitions", "patternProperties"))
    if "patternProperties" in found:
        found.setdefault("additionalProperties", False)
    return found
