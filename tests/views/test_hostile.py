"""Hostile words in every free text of a scenario stay words in every file that comes of it."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sandtable.ensemble.ensemble import Ensemble
from sandtable.face import brief, export_run, simulate, write_brief
from sandtable.scenario.read import read_scenario
from sandtable.scenario.schema import Scenario

MARK = "hstl"
BAD = f'=1+1{MARK}"\'><script>window.hit=1</script><img src=x onerror=window.hit=1>]]>&lt;#read("/etc/passwd")$x$\\'
"""Worked on by spreadsheets, browsers, XML readers and typesetters, if any of them took it for its own."""
FREE = {"title", "name", "publisher", "cite", "assume", "note", "arbiter", "summary", "area", "at_from", "aka"}
"""Keys that hold free text."""
FUTURES = 60


def spoilt(value: Any, key: str = "") -> Any:
    """The value with hostile words at the head of every free text."""
    if isinstance(value, dict):
        return {name: spoilt(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [spoilt(one, key) for one in value]
    return f"{BAD} {value}" if isinstance(value, str) and key in FREE else value


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    plain = read_scenario("three-towns").model_dump(mode="json")
    bad = spoilt(plain)
    assert json.dumps(bad).count(MARK) > 60
    return simulate(Scenario.model_validate(bad), futures=FUTURES)


def test_the_page_holds_it_as_data_alone(ensemble: Ensemble) -> None:
    page = brief(ensemble).html
    assert page.count("<script") == 2
    assert "<img" not in page.replace("\\u003c", "<")[: page.index('<script type="application/json"')]
    found = re.search(r'<script type="application/json" id="payload">(.*?)</script>', page, re.DOTALL)
    assert found
    assert "<" not in found[1]
    assert BAD in json.loads(found[1])["title"]


def test_tables_hold_no_formula(ensemble: Ensemble, tmp_path: Path) -> None:
    import openpyxl

    folder = export_run(ensemble, tmp_path / "csv", "csv")
    cells = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [text for text in row if text.startswith(("=", "+", "@"))]
                cells += sum(MARK in text for text in row)
    assert cells > 50
    book = openpyxl.load_workbook(export_run(ensemble, tmp_path / "run.xlsx"))
    kinds = {one.data_type for sheet in book for row in sheet.iter_rows() for one in row}
    assert "f" not in kinds


def test_maps_networks_and_arrays_can_be_read(ensemble: Ensemble, tmp_path: Path) -> None:
    import networkx
    import xarray

    value = json.loads(export_run(ensemble, tmp_path / "run.geojson").read_text(encoding="utf-8"))
    assert any(BAD in str(one["properties"].get("name")) for one in value["features"])
    graph = networkx.read_gexf(export_run(ensemble, tmp_path / "run.gexf"), version="1.3")
    assert any(BAD in one["label"] for _, one in graph.nodes(data=True))
    base = sqlite3.connect(export_run(ensemble, tmp_path / "run.gpkg"))
    assert base.execute("SELECT count(*) FROM places WHERE name LIKE ?", (f"%{MARK}%",)).fetchone()[0] > 3
    base.close()
    with xarray.open_dataset(export_run(ensemble, tmp_path / "run.nc"), engine="scipy") as data:
        assert BAD in data.attrs["title"]


def test_paper_shows_it_as_it_is(ensemble: Ensemble, tmp_path: Path) -> None:
    import docx
    import pypdf

    words = re.sub(r"\s", "", BAD)
    pages = pypdf.PdfReader(write_brief(ensemble, tmp_path / "brief.pdf")).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    assert text.count(words) > 10
    assert "root:" not in text
    path = write_brief(ensemble, tmp_path / "brief.docx")
    assert any(BAD in one.text for one in docx.Document(str(path)).paragraphs)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".rels") and b"External" in archive.read(name)]


def test_the_terminal_shows_no_markup(ensemble: Ensemble) -> None:
    import io

    from rich.console import Console

    from sandtable.views import tables

    written = io.StringIO()
    tables.show(tables.claims_table(brief(ensemble).payload), Console(file=written, width=400, force_terminal=True))
    assert MARK in written.getvalue()


@pytest.mark.browser
def test_no_script_runs_in_a_browser(ensemble: Ensemble, tmp_path: Path, browser: Any) -> None:
    path = brief(ensemble).write(tmp_path / "brief.html")
    browser.get_log("browser")
    browser.get(path.as_uri())
    assert browser.find_elements("css selector", "main svg")
    for one in browser.find_elements("css selector", "summary"):
        browser.execute_script("arguments[0].click()", one)
    assert browser.execute_script("return window.hit") is None
    assert MARK in browser.find_element("css selector", "h1").text
    assert browser.find_elements("css selector", "img") == []
    assert [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
