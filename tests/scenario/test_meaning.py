"""Every field of a scenario has words, an example that the models take, and the same meaning in editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter

from sandtable.errors import InvalidInput
from sandtable.scenario import json_schema
from sandtable.scenario.marks import parse_text
from sandtable.scenario.meaning import _notes, all_paths, meaning_of, models_in, models_of, note_of

SECTIONS = {"sources", "actors", "ties", "places", "routes", "control", "forces", "formations", "priorities"}
SECTIONS |= {
    "corridors",
    "presence",
    "clients",
    "influence",
    "disputes",
    "mediation",
    "reinforcements",
    "in_progress",
    "events",
    "elections",
    "issues",
    "mechanisms",
    "priors",
    "statements",
    "variants",
}
FIELDS = [(model, field) for model in models_of().values() for field in model.model_fields]


def test_there_are_fields() -> None:
    assert len(FIELDS) > 80
    assert len(all_paths()) > 100


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
def test_every_field_has_words_and_an_example_that_is_valid(model: Any, field: str) -> None:
    info = model.model_fields[field]
    assert info.description
    example = note_of(model, field)[1]
    if model.__name__ == "Scenario" and field in SECTIONS:
        assert example == ""
        return
    assert example, f"{model.__name__}.{field} needs a line in fields.csv"
    value = parse_text(f"v: {example}\n", "example")[0]["v"]
    TypeAdapter(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation).validate_python(value)


def test_every_note_is_of_a_field() -> None:
    known = {f"{model.__name__}.{field}" for model, field in FIELDS} | {
        f"Evidence.{field}" for field in ("cite", "assume", "confidence")
    }
    assert set(_notes()) - known == set()


@pytest.mark.parametrize("path", all_paths())
def test_every_path_has_a_meaning(path: str) -> None:
    found = meaning_of(path)
    assert found.path == path
    assert found.words
    assert found.kind != "anything" or path == "variants.set"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("routes.ana-rawa.km", "routes.km"),
        ("events.flood.does.0.take", "events.does.take"),
        ("formations.x.available.after", "formations.available.after"),
        (" as_of ", "as_of"),
    ],
)
def test_paths_of_messages_are_understood(words: str, path: str) -> None:
    assert meaning_of(words).path == path


def test_what_is_allowed() -> None:
    assert meaning_of("mechanisms.collapse").allowed == ("off", "weak", "author")
    assert meaning_of("forces.confidence").allowed == ("high", "medium", "low")
    assert meaning_of("places.fortified").allowed == ("at least 0", "at most 1")
    assert meaning_of("formations.available").kind.startswith("date or entry")
    assert meaning_of("forces.fighters").unit == "persons"
    assert meaning_of("forces.fighters").required
    assert not meaning_of("forces.cite").required


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("places.foritfied", "Did you mean 'places.fortified'?"),
        (
            "fighters",
            (
                "Did you mean 'forces.fighters' or 'formations.fighters' or 'events.does.fighters' "
                "or 'elections.settles.does.fighters'?"
            ),
        ),
        ("plces", "Did you mean 'places'?"),
        ("routes.zzz", "Known there: cite, assume, confidence, between, km."),
        ("zzz", "Sections are: format, title,"),
        ("", "Sections are:"),
        ("a" * 5000, "Sections are:"),
    ],
)
def test_an_unknown_field_gets_the_likely_one(words: str, said: str) -> None:
    with pytest.raises(InvalidInput) as reason:
        meaning_of(words)
    assert said in str(reason.value)


def test_the_schema_file_is_current(root: Path) -> None:
    file = root / "src" / "sandtable" / "scenario" / json_schema.FILE_NAME
    assert file.read_text(encoding="utf-8") == json_schema.schema_text(), "run scripts/make_schema.py"


def test_the_schema_has_every_field_with_its_meaning() -> None:
    schema = json_schema.json_schema()
    assert schema["$schema"].endswith("draft-07/schema#")
    for model, field in FIELDS:
        part = schema if model.__name__ == "Scenario" else schema["definitions"][model.__name__]
        said = part["properties"][field]
        assert model.model_fields[field].description in said["description"]
        assert note_of(model, field)[0] in said["description"]
    assert set(schema["definitions"]) == set(models_of()) - {"Scenario"}


def test_the_schema_speaks_draft_7_alone() -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return {key for item in value for key in keys(item)}
        return {*value, *(key for item in value.values() for key in keys(item))} if isinstance(value, dict) else set()

    text = json_schema.schema_text()
    assert keys(json.loads(text)).isdisjoint({"prefixItems", "$defs", "unevaluatedProperties"})
    assert "#/$defs/" not in text


def test_models_in_types() -> None:
    assert models_in(dict[str, int]) == []
