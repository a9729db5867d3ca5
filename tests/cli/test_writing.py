"""The commands for who writes a scenario, as real processes: new, explain --schema, schema, place, migrate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandtable.scenario.json_schema import schema_text
from sandtable.scenario.starting import starter_files


def sandtable(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder; its output is text in UTF-8, line ends as they are, hard spaces made plain."""
    env = os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "sandtable", *words], cwd=folder, capture_output=True, env=env)
    said = [text.decode().replace("\u00a0", " ") for text in (done.stdout, done.stderr)]
    return subprocess.CompletedProcess(done.args, done.returncode, *said)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """What is said of an input that cannot be used: exit code 2, no traceback, nothing on standard output."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_new_makes_a_scenario_that_passes_and_never_overwrites(tmp_path: Path) -> None:
    done = sandtable("new", "river-front", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "river-front").iterdir()}
    assert made == starter_files("river-front")
    checked = sandtable("check", "river-front", folder=tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "fit to run" in checked.stdout
    assert "is there already" in refused(sandtable("new", "river-front", folder=tmp_path))
    assert "every system" in refused(sandtable("new", "a:b", folder=tmp_path))


def test_schema_prints_the_schema(tmp_path: Path) -> None:
    assert sandtable("schema", folder=tmp_path).stdout.replace("\r\n", "\n") == schema_text()


def test_explain_says_what_a_field_means(tmp_path: Path) -> None:
    done = sandtable("explain", "--schema", "routes.river-road.km", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    for word in ("routes.km: road length", "unit:     km", "example:  km: [50, 60, 80]", "must be given"):
        assert word in done.stdout
    found = json.loads(sandtable("explain", "--schema", "mechanisms.collapse", "--json", folder=tmp_path).stdout)
    assert found["allowed"] == ["off", "weak", "author"]
    assert found["default"] == "weak"
    said = refused(sandtable("explain", "--schema", "places.foritfied", folder=tmp_path))
    assert "Did you mean 'places.fortified'?" in said


def test_place_shows_a_town(tmp_path: Path) -> None:
    done = sandtable("place", "Rawa", "--country", "IQ", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    for word in ("Rāwah, Iraq", "[34.4823, 41.9190]", "geoname: 92004", "13,000", "راوة", "‘Anah (IQ), 14 km", "CC BY"):
        assert word in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    unknown = sandtable("place", "Tal Afar", "-c", "iraq", folder=tmp_path).stdout
    assert "people: not known" in unknown


def test_place_measures_between_two_towns(tmp_path: Path) -> None:
    done = sandtable("place", "Rawa", "Ramadi", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Rāwah (IQ) to Ramadi (IQ): 174 km as the crow flies" in done.stdout
    found = json.loads(sandtable("place", "Rawa", "Ramadi", "--json", folder=tmp_path).stdout)
    assert {(one["from"], one["to"]): round(one["km"]) for one in found["distances"]}[92004, 98717] == 174
    assert [town["geoname"] for town in found["places"][0]["towns"]] == [92004]


def test_place_says_what_it_does_not_know(tmp_path: Path) -> None:
    assert "Did you mean Ash Sharqāt (IQ)" in refused(sandtable("place", "Shirqat", "-c", "IQ", folder=tmp_path))
    assert "no villages" in refused(sandtable("place", "Atlantis", "-c", "IQ", folder=tmp_path))
    assert "no country 'Irak'. Did you mean 'Iraq'?" in refused(
        sandtable("place", "Rawa", "-c", "Irak", folder=tmp_path)
    )


DRAFT = "# mine\r\ntitle: Draft\r\nroutes:\r\n  - {between: [a, b], km: 4}   # a road\r\n"
TODAY = "# mine\r\nformat: 1\r\ntitle: Draft\r\nroutes:\r\n  a-b: {between: [a, b], km: 4}   # a road\r\n"


def test_migrate_prints_and_changes_nothing_unless_asked(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_bytes(DRAFT.encode())
    done = sandtable("migrate", ".", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout == TODAY
    assert "1 entries have names now (a-b)" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["scenario.yaml"]
    assert file.read_bytes() == DRAFT.encode()


def test_migrate_writes_the_file_whole_and_keeps_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_bytes(DRAFT.encode())
    done = sandtable("migrate", "scenario.yaml", "--write", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout == ""
    assert file.read_bytes() == TODAY.encode()
    assert (tmp_path / "scenario.yaml.bak").read_bytes() == DRAFT.encode()
    again = sandtable("migrate", "scenario.yaml", "--write", folder=tmp_path)
    assert "has format 1 already" in again.stderr
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_draft_is_told_how_to_migrate(tmp_path: Path, command: str) -> None:
    (tmp_path / "scenario.yaml").write_bytes(DRAFT.encode())
    assert "sandtable migrate" in refused(sandtable(command, "scenario.yaml", folder=tmp_path))


def test_migrate_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    assert "is not a file" in refused(sandtable("migrate", "nothing.yaml", folder=tmp_path))
    (tmp_path / "new.yaml").write_text("format: 9\ntitle: x\n", encoding="utf-8")
    assert "is newer than this version" in refused(sandtable("migrate", "new.yaml", "--write", folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["new.yaml"]
