"""The starter passes every check, runs, and never stands in the way of what is there already."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sandtable.claims.names import check_claims
from sandtable.claims.scope import scope_of_scenario
from sandtable.errors import InvalidInput
from sandtable.face import claims_of
from sandtable.scenario.read import read
from sandtable.scenario.starting import starter_files
from sandtable.simulation import run
from sandtable.views.files import new_folder


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
def test_it_passes_every_check_whatever_its_line_ends(tmp_path: Path, newline: str, mark: bytes) -> None:
    for name, text in starter_files("river-front").items():
        (tmp_path / name).write_bytes(mark + text.replace("\n", newline).encode())
    found = read(tmp_path)
    assert found.warnings == ()
    assert found.scenario.title == "River front"
    assert check_claims(claims_of(found.scenario), scope_of_scenario(found.scenario)) == []


def test_it_runs_and_its_claims_are_no_foregone_thing(tmp_path: Path) -> None:
    new_folder(tmp_path / "a", starter_files("a"))
    scenario = read(tmp_path / "a").scenario
    ensemble = run.simulate(scenario, futures=20, settings=run.Settings(workers=1, compiled=False))
    assert ensemble.complete
    assert read(tmp_path / "a", "weak-army").scenario.formations["column"].fighters == (550.0, 700.0, 900.0)


def test_its_cites_stand_once_in_its_text() -> None:
    files = starter_files("a")
    text = " ".join(files["assessment.md"].split())
    cites = re.findall(r'cite: "([^"]+)"', files["scenario.yaml"])
    assert len(cites) > 5
    assert {cite: text.count(cite) for cite in cites} == dict.fromkeys(cites, 1)


def test_every_section_that_it_shows_is_explained_in_place() -> None:
    text = starter_files("a")["scenario.yaml"]
    sections = re.findall(r"^([a-z_]+):(.*)$", text, re.MULTILINE)
    assert len(sections) >= 15
    assert [name for name, rest in sections if "#" not in rest and name not in ("format", "title")] == []


@pytest.mark.parametrize(
    "name", ["", "con", "NUL.txt", "a:b", "a/b", "a\\b", "a\nb", "..", ".hidden", "-x", "a.", "a ", "a?", "x" * 81]
)
def test_names_that_some_system_cannot_keep_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be a folder's name on every system"):
        starter_files(name)


@pytest.mark.parametrize("name", ["rivière", "Fluss-Front 2", "نهر", "it's", "a{{title}}b"])
def test_other_names_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    new_folder(tmp_path / name, starter_files(name))
    title = read(tmp_path / name).scenario.title
    assert title.casefold() == name.replace("-", " ").casefold()


def test_nothing_is_overwritten_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "folder", "link"):
        with pytest.raises(InvalidInput, match="is there already"):
            new_folder(tmp_path / name, starter_files(name))
    with pytest.raises(InvalidInput, match="cannot be made"):
        new_folder(tmp_path / "file" / "below", starter_files("below"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "link"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
