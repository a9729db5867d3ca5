"""Places without coordinates are found by name where one town is meant, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandtable.errors import InvalidInput
from sandtable.scenario.read import read, read_scenario
from sandtable.scenario.resolve import as_json, complete, hash_of
from sandtable.scenario.schema import Place, Scenario

FRAME = """\
format: 1
title: On the Euphrates
as_of: 2017-04-30
until: 2017-12-31
theatre: [{theatre}]
sources: {{}}
actors: {{iraq: {{name: Iraq}}, daesh: {{name: Daesh}}}}
places:
  rawa: {{{rawa}}}
  qaim: {{name: Qaim, at: [34.39, 40.99]}}
routes: {{road: {{between: [rawa, qaim], km: 110, assume: the river road}}}}
variants:
  moved: {{set: {{places.rawa.name: Haditha}}, assume: to see}}
  named: {{set: {{places.ana: {{name: Nowhere-at-all}}}}, assume: to see}}
"""


def _file(folder: Path, rawa: str, theatre: str = "iraq", without: str = "moved named") -> Path:
    text = FRAME.format(rawa=rawa, theatre=theatre)
    kept = [line for line in text.splitlines() if not line.startswith(tuple(f"  {name}:" for name in without.split()))]
    kept = kept[:-1] if kept[-1] == "variants:" else kept
    (folder / "scenario.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder / "scenario.yaml"


@pytest.mark.parametrize(
    "rawa",
    ["name: Rawa", "name: The bridge town, aka: [راوة]", "name: RAWAH", "name: Somewhere, geoname: 92004"],
)
def test_a_town_is_found_by_any_name_or_number(tmp_path: Path, rawa: str) -> None:
    place = read_scenario(_file(tmp_path, rawa)).places["rawa"]
    assert place.at == (34.4823, 41.919)
    assert place.geoname == 92004
    assert place.at_from == "GeoNames 92004, Rāwah"


def test_population_is_never_filled_in(tmp_path: Path) -> None:
    assert read_scenario(_file(tmp_path, "name: Rawa")).places["rawa"].population is None


def test_a_stated_place_always_wins(tmp_path: Path) -> None:
    place = read_scenario(_file(tmp_path, "name: Rawa, at: [34.5, 41.9]")).places["rawa"]
    assert (place.at, place.geoname, place.at_from) == ((34.5, 41.9), None, None)


def test_other_names_tell_towns_of_one_name_apart(tmp_path: Path) -> None:
    place = read_scenario(_file(tmp_path, "name: Ana, aka: [Ar Rayhanah]")).places["rawa"]
    assert place.geoname == 6765385


def test_coordinates_filled_in_and_written_out_are_one_scenario(tmp_path: Path) -> None:
    """Names, numbers of GeoNames and the basis are for readers: only where a place lies changes a run."""
    found = read_scenario(_file(tmp_path, "name: Rawa"))
    stated = read_scenario(_file(tmp_path, "name: Bridge, at: [34.4823, 41.919]"))
    assert hash_of(found) == hash_of(stated)
    assert complete(found) == found
    assert Scenario.model_validate(json.loads(json.dumps(as_json(found)))) == found


def test_a_scenario_made_in_python_is_completed_too(tmp_path: Path) -> None:
    scenario = read_scenario(_file(tmp_path, "name: Rawa"))
    bare = scenario.model_copy(update={"places": {**scenario.places, "rawa": Place(name="Rawa")}})
    assert complete(bare).places == scenario.places
    with pytest.raises(InvalidInput, match="knows no 'Nowhere-at-all' in Iraq"):
        complete(bare.model_copy(update={"places": {"rawa": Place(name="Nowhere-at-all")}}))
    with pytest.raises(ValueError, match="no coordinates yet"):
        _ = bare.places["rawa"].point


def test_a_variant_does_not_move_a_place_by_renaming_it(tmp_path: Path) -> None:
    file = _file(tmp_path, "name: Rawa", without="named")
    assert read_scenario(file, "moved").places["rawa"].at == read_scenario(file).places["rawa"].at


def test_a_variant_that_adds_a_place_nobody_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as said:
        read(_file(tmp_path, "name: Rawa", without="moved"))
    assert "with this variant, places.ana: has no `at`" in str(said.value)


@pytest.mark.parametrize(
    ("rawa", "far"),
    [
        ("name: Rawa, at: [34.48, 41.92]", ""),
        ("name: Rawa, at: [34.48, 41.52]", "is 37 km from the gazetteer's Rāwah ([34.482, 41.919], GeoNames 92004)."),
        ("name: Rawa, at: [41.92, 34.48]", "GeoNames 92004"),  # latitude and longitude swapped
        ("name: Rawa, at: [34.48, 41.52], at_from: a ruin of the same name", ""),
        ("name: Elsewhere, at: [30.0, 41.52]", ""),
        ("name: Ana, at: [30.0, 41.52]", ""),  # two towns are called so: nothing to compare with
    ],
)
def test_a_stated_place_far_from_the_town_of_its_name_is_doubtful(tmp_path: Path, rawa: str, far: str) -> None:
    text = _file(tmp_path, rawa)
    text.write_text(text.read_text(encoding="utf-8").replace("km: 110", "km: [3000, 5000]"), encoding="utf-8")
    said = [str(one) for one in read(text).warnings if "gazetteer" in str(one)]
    assert len(said) == (1 if far else 0)
    assert all(far in one and "scenario.yaml:9:" in one and "warning" in one for one in said)


def test_the_house_scenarios_lie_where_the_gazetteer_says() -> None:
    for name in ("western-anbar-2017", "three-towns"):
        assert [str(one) for one in read(name).warnings if "gazetteer" in str(one)] == []
