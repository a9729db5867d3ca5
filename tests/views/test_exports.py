"""Every format of an export: read back, it says the same numbers; hostile text stays text; nothing is overwritten."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import importlib
import importlib.util
import json
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput
from sandtable.face import brief_payload, export_run, judge
from sandtable.views.exports import export as exporting
from sandtable.views.exports.catalogue import FORMATS
from sandtable.views.exports.export import format_named
from sandtable.views.exports.format import Format
from sandtable.views.exports.safe import cell
from sandtable.views.exports.source import Source
from sandtable.views.exports.tables import all_tables
from views import synthetic
from views.synthetic import AS_OF, FIRST, PLACES, UNTIL, holder_at, manifest, random_futures, scenario, store

DRAWS = 10
FUTURES = random_futures(11, 2 * DRAWS)
HOSTILE = ('=HYPERLINK("http://192.0.2.1","x")', "+1+1", "-2+3", "@SUM(1,2)", "\t=1", "<script>alert(1)</script>&amp;")


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    """A small run whose names are as bad as names can be."""
    places = {
        key: place.model_dump() | {"name": HOSTILE[number]}
        for number, (key, place) in enumerate(scenario().places.items())
    }
    hostile = scenario(
        title=HOSTILE[0],
        places=places,
        actors={"red": {"name": HOSTILE[5]}, "blue": {"name": HOSTILE[1]}, "green": {"name": "Green"}},
    )
    made = store(tmp_path_factory.mktemp("exports") / "run", manifest(DRAWS), FUTURES)
    return dataclasses.replace(made, scenario=hostile.model_dump(mode="json"))


@pytest.fixture(scope="module")
def source(ensemble: Ensemble) -> Source:
    from sandtable.scenario.schema import Scenario

    verdicts = judge(ensemble)
    payload = brief_payload(ensemble, verdicts, {})
    return Source(ensemble, Scenario.model_validate(ensemble.scenario), verdicts, payload)


def csv_rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def in_csv(path: Path) -> dict[str, float]:
    return {row["claim"]: float(row["probability"]) for row in csv_rows(path, "claims")}


def in_parquet(path: Path) -> dict[str, float]:
    import pyarrow.parquet as pq

    table = pq.read_table(path / "claims.parquet").to_pydict()
    return dict(zip(table["claim"], table["probability"], strict=True))


def in_xlsx(path: Path) -> dict[str, float]:
    import openpyxl

    rows = list(openpyxl.load_workbook(path)["claims"].values)
    names = rows[0]
    return {str(row[names.index("claim")]): row[names.index("probability")] for row in rows[1:]}


def in_geojson(path: Path) -> dict[str, float]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    places = [one["properties"] for one in features if one["properties"]["layer"] == "places"]
    return {one["id"]: one["falls"] for one in places if one["falls"] is not None}


def in_geopackage(path: Path) -> dict[str, float]:
    with sqlite3.connect(path) as base:
        found = dict(base.execute("SELECT claim, probability FROM claims").fetchall())
    base.close()
    return found


def in_gexf(path: Path) -> dict[str, float]:
    import networkx

    nodes = networkx.read_gexf(path, version="1.3").nodes(data=True)
    return {name.partition(":")[2]: one["falls"] for name, one in nodes if "falls" in one}


def in_netcdf(path: Path) -> dict[str, float]:
    import xarray

    with xarray.open_dataset(path, engine="scipy") as data:
        first = data["verdict"].sel(replicate=0)
        return {str(one): float((first.sel(claim=one) == 1).mean()) for one in data["claim"].values}


READ: dict[str, Callable[[Path], dict[str, float]]] = {
    "csv": in_csv,
    "parquet": in_parquet,
    "xlsx": in_xlsx,
    "geojson": in_geojson,
    "gpkg": in_geopackage,
    "gexf": in_gexf,
    "netcdf": in_netcdf,
}


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda one: one.name)
def test_every_format_says_the_same_numbers_and_overwrites_nothing(
    form: Format, ensemble: Ensemble, source: Source, tmp_path: Path
) -> None:
    path = export_run(ensemble, tmp_path / f"deep/out{form.suffix}", form.name)
    probabilities = {row["id"]: row["probability"]["value"] for row in source.payload["claims"]}
    falls = {row["place"]: row["falls"]["value"] for row in source.payload["falls"]}
    assert READ[form.name](path) == (falls if form.name in ("geojson", "gexf") else probabilities)
    with pytest.raises(InvalidInput, match="is there already"):
        export_run(ensemble, path, form.name)
    assert [one.name for one in path.parent.iterdir()] == [path.name]  # no half-written file is left


def test_csv_control_is_who_held_what_from_when_to_when(ensemble: Ensemble, tmp_path: Path) -> None:
    rows = csv_rows(export_run(ensemble, tmp_path / "out", "csv"), "control")
    for future, changes in enumerate(FUTURES):
        for index, place in enumerate(PLACES):
            mine = [
                row for row in rows if (int(row["draw"]) * 2 + int(row["replicate"]), row["place"]) == (future, place)
            ]
            assert [row["from_day"] for row in mine[1:]] == [row["to_day"] for row in mine[:-1]]
            assert (mine[0]["from_day"], mine[-1]["to_day"]) == ("0.0", str(float(synthetic.DAYS)))
            assert [row["lasts"] for row in mine] == ["false"] * (len(mine) - 1) + ["true"]
            last = holder_at(changes, index, synthetic.DAYS - 1)
            assert mine[-1]["holder"] == ("" if last < 0 else synthetic.ACTORS[last])
            assert mine[-1]["to"] == UNTIL.isoformat()
    assert {row["how"] for row in rows} == {"outset", "by assault", "without assault", "by a dated event"}


def test_csv_events_and_verdicts_count_up_to_the_run(ensemble: Ensemble, source: Source, tmp_path: Path) -> None:
    folder = export_run(ensemble, tmp_path / "out", "csv")
    assert len(csv_rows(folder, "events")) == sum(map(len, FUTURES))
    rows = [row for row in csv_rows(folder, "verdicts") if row["replicate"] == "0"]
    for one in source.verdicts.rows:
        told = [row[one.id] for row in rows]
        assert (told.count("true"), told.count("false"), told.count("")) == (one.true, one.false, one.undecided)


def test_the_data_package_names_every_file_and_column(ensemble: Ensemble, tmp_path: Path) -> None:
    folder = export_run(ensemble, tmp_path / "out", "csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in package["resources"]} == {path.name for path in folder.glob("*.csv")}
    for one in package["resources"]:
        with (folder / one["path"]).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in one["schema"]["fields"]]
    assert (package["seed"], package["futures"]) == (7, DRAWS)


def test_no_cell_of_a_csv_begins_a_formula(ensemble: Ensemble, tmp_path: Path) -> None:
    folder = export_run(ensemble, tmp_path / "out", "csv")
    names = {row["place"]: row["name"] for row in csv_rows(folder, "places")}
    assert names["ford"] == "'" + HOSTILE[0]
    for path in folder.glob("*.csv"):
        for row in csv_rows(folder, path.stem):
            for text in row.values():
                assert not text.startswith(("=", "+", "@", "\t", "\r")), (path.name, text)
                assert not text.startswith("-") or float(text) < 0, (path.name, text)


@pytest.mark.parametrize(("given", "wanted"), [("=1", "'=1"), ("\r\n@a", "'@a"), ("\uff1d1", "'\uff1d1"), (-0.5, -0.5)])
def test_what_a_cell_becomes(given: Any, wanted: Any) -> None:
    assert cell(given) == wanted


def test_no_cell_of_a_workbook_is_a_formula(ensemble: Ensemble, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(export_run(ensemble, tmp_path / "out.xlsx"))
    cells = [one for sheet in book for row in sheet.iter_rows() for one in row if one.value is not None]
    assert {one.data_type for one in cells} <= {"s", "n", "d", "b"}
    assert HOSTILE[0] in {one.value for one in cells}
    assert not any(one.hyperlink for one in cells)


def test_geojson_keeps_to_its_standard(ensemble: Ensemble, tmp_path: Path) -> None:
    value = json.loads(export_run(ensemble, tmp_path / "out.geojson").read_text(encoding="utf-8"))
    spots = {one["properties"]["id"]: one["geometry"] for one in value["features"]}
    assert spots["ford"] == {"type": "Point", "coordinates": [20.0, 10.0]}  # longitude first
    assert spots["ford-mill"] == {"type": "LineString", "coordinates": [[20.0, 10.0], [20.3, 10.4]]}
    names = {one["properties"]["id"]: one["properties"].get("name") for one in value["features"]}
    assert names["ford"] == HOSTILE[0]


def test_geopackage_is_one(ensemble: Ensemble, tmp_path: Path) -> None:
    path = export_run(ensemble, tmp_path / "out.gpkg")
    base = sqlite3.connect(path)
    assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    features = "SELECT table_name, min_x, max_y, srs_id FROM gpkg_contents WHERE data_type = 'features'"
    layers = {name: rest for name, *rest in base.execute(features)}
    assert layers["places"] == [20.0, 10.9, 4326]
    (blob,) = base.execute("SELECT geom FROM places WHERE id = 'mill'").fetchone()
    assert blob[:4] == b"GP\x00\x01"
    assert struct.unpack("<iBI2d", blob[4:]) == (4326, 1, 1, 20.3, 10.4)
    first = base.execute("SELECT holder, share FROM control WHERE date = ? ORDER BY place", (AS_OF.isoformat(),))
    held = {name: synthetic.ACTORS[one] if one >= 0 else None for name, one in zip(PLACES, FIRST, strict=True)}
    assert first.fetchall() == [(held[name], 1.0) for name in sorted(PLACES)]
    base.close()


def test_gexf_tells_roads_that_hold_both_ways_from_control(ensemble: Ensemble, tmp_path: Path) -> None:
    import networkx

    graph = networkx.read_gexf(export_run(ensemble, tmp_path / "out.gexf"), version="1.3")
    edges = {(one["kind"], one["mutual"]) for _, _, one in graph.edges(data=True)}
    assert edges == {("road", True), ("holds", False)}
    assert HOSTILE[5] in {one["label"] for _, one in graph.nodes(data=True)}


def test_join_keys_come_from_the_scenario_or_from_the_one_town_of_that_name() -> None:
    from sandtable.views.exports.keys import keys_of

    raw = scenario().model_dump() | {"theatre": ["iraq"]}
    raw["places"] = {
        "stated": {"name": "x", "at": [33.3, 44.4], "geoname": 98182},
        "named": {"name": "Ramadi", "at": [33.42, 43.31]},
        "far-off": {"name": "Ramadi", "at": [31.0, 47.0]},
        "post": {"name": "Post 7", "at": [33.4, 43.3]},
    }
    keys = keys_of(type(scenario()).model_construct(**raw | {"places": scenario_places(raw)}))
    assert (keys["stated"].geoname, keys["stated"].iso3) == (98182, "IRQ")
    assert (keys["named"].iso2, keys["named"].iso3) == ("IQ", "IRQ")
    assert keys["far-off"].geoname is keys["post"].geoname is None


def scenario_places(raw: dict[str, Any]) -> dict[str, Any]:
    from sandtable.scenario.schema import Place

    return {key: Place.model_validate(one) for key, one in raw["places"].items()}


def test_a_format_is_found_by_name_or_ending() -> None:
    assert format_named(None, Path("a/b.gpkg")).name == "gpkg"
    with pytest.raises(InvalidInput, match="Did you mean 'parquet'"):
        format_named("parkuet", Path("x"))
    with pytest.raises(InvalidInput, match="is that of no format"):
        format_named(None, Path("x.doc"))


def test_a_missing_library_is_named_with_its_extra(
    ensemble: Ensemble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InvalidInput, match=r"needs pyarrow, not installed here.*sandtable\[data\]"):
        export_run(ensemble, tmp_path / "out", "parquet")
    assert not list(tmp_path.iterdir())


def test_extras_name_what_formats_need(root: Path) -> None:
    import tomllib

    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for form in FORMATS.values():
        named = {one.partition(">")[0].replace("-", "_") for one in extras.get(form.extra, ())}
        assert set(form.needs) <= named
        assert all(importlib.util.find_spec(name) for name in form.needs)


def test_the_reference_lists_every_format_table_and_column(source: Source, root: Path) -> None:
    from docs_tables import on_page_markdown

    page = on_page_markdown((root / "docs" / "reference" / "exports.md").read_text(encoding="utf-8"))
    assert all(f"`{form.name}`" in page for form in FORMATS.values())
    own = {one.id for one in source.verdicts.rows} | {one.name for one in source.run.assumptions}
    for table in all_tables(source):
        assert f"## {table.name}" in page
        named = {column.name for column in table.columns} - own - set(source.run.measures)
        assert all(f"| `{name}` |" in page for name in named), table.name


def test_months_go_on_into_the_next_year() -> None:
    from sandtable.views.exports.futures import _month

    assert [_month(datetime.date(2017, 11, 1), later) for later in (0, 1, 2, 14)] == [
        datetime.date(2017, 11, 1),
        datetime.date(2017, 12, 1),
        datetime.date(2018, 1, 1),
        datetime.date(2019, 1, 1),
    ]


def test_the_how_to_counts_holders_as_the_brief_does(
    ensemble: Ensemble, source: Source, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root / "docs" / "how-to")
    holders = importlib.import_module("read_control").holders
    folder = export_run(ensemble, tmp_path / "out", "csv")
    for number, date in enumerate(source.payload["map"]["dates"][1:], 1):
        for place in source.payload["map"]["places"]:
            held = {one["actor"]: one["futures"] for one in place["held"][number]}
            assert holders(folder / "control.csv", place["id"], date["value"]) == held


def test_politics_in_the_table_of_events() -> None:
    from types import SimpleNamespace

    import numpy as np

    from sandtable.ensemble import kinds
    from sandtable.views.exports.futures import events

    run = SimpleNamespace(
        as_of=AS_OF, days=40, places=PLACES, actors=("red", "blue"), formations=(), events=(), corridors=(),
        presence=(), disputes=("quarrel",), mediation=("good-offices",), elections=("vote",), issues=("terms",),
        parties=("vote.yes", "vote.no"), candidates=("vote.head", "vote.nobody"),
    )  # fmt: skip
    rows = [
        (kinds.DISPUTE, 0, 0, 2, kinds.FROM_DISTRUST, ("quarrel", "cooperation", "crisis", "too little trust")),
        (kinds.MEDIATION, 0, 0, 1, 0, ("good-offices", "off", "on", None)),
        (kinds.ELECTION_HELD, 0, -1, 1, 0, ("vote", None, "vote.no", None)),
        (kinds.GOVERNMENT_FORMED, 0, -1, 0, 0, ("vote", None, "vote.head", None)),
        (kinds.ISSUE_SETTLED, 0, -1, 6250, kinds.BY_ASSAULT, ("terms", None, "62.5", None)),
    ]
    columns = {
        name: np.array([row[at] for row in rows])
        for at, name in enumerate(("kind", "entity", "before", "after", "cause"))
    }
    many = len(rows)
    block = SimpleNamespace(
        **columns, future=np.zeros(many, int), sequence=np.arange(many), day=np.zeros(many), first_draw=0, replicates=1
    )
    made: Any = events(block, run)  # type: ignore[arg-type]
    told = list(zip(made["entity"], made["before"], made["after"], made["cause"], strict=True))
    assert told == [row[-1] for row in rows]
