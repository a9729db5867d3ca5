"""The command `claims` and the ways of asking, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.test_commands import TOWNS, sandtable


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    done = sandtable("run", TOWNS, "-n", "500", "--out", "run", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_a_scenario_lists_its_claims_without_a_run(tmp_path: Path) -> None:
    rows = json.loads(sandtable("claims", TOWNS, "--json", folder=tmp_path).stdout)["claims"]
    assert len(rows) > 3
    assert {"id", "claim", "english", "given", "than", "undecided", "due"} == set(rows[0])
    shown = sandtable("claims", TOWNS, folder=tmp_path).stdout
    assert "To judge them" in shown


def test_a_run_says_what_becomes_of_them(stored: Path) -> None:
    found = json.loads(sandtable("claims", "run", "--json", folder=stored).stdout)
    assert found["together"] == len(found["claims"])
    assert found["claims"][0]["probability"]["value"] >= 0
    due = json.loads(sandtable("claims", "run", "--json", "--due", "2031-12-31", folder=stored).stdout)["claims"]
    dates = [row["due"] for row in due]
    assert dates == sorted(dates)
    assert all(dates)


def test_added_claims_make_a_promise_of_their_own(stored: Path) -> None:
    words = (
        "claims",
        "run",
        "--add",
        "norwick falls by the end",
        "--add",
        "each of [norwick, easton] falls by the end",
    )
    done = sandtable(*words, folder=stored)
    assert done.returncode == 0
    assert "Added claims are judged by themselves" in done.stdout
    found = json.loads(sandtable(*words, "--json", folder=stored).stdout)
    assert [row["id"] for row in found["claims"]] == ["added-1", "added-2"]
    assert found["together"] == 2


@pytest.mark.parametrize("name", [TOWNS, "run"])
def test_a_claim_that_is_none_is_refused_in_one_line_each(stored: Path, name: str) -> None:
    done = sandtable("claims", name, "--add", "norwick fals", "--add", "nowhere falls", folder=stored)
    assert done.returncode == 2
    assert "added-1: column 9: 'fals' cannot stand here." in done.stderr
    assert "added-2: column 1: 'nowhere' is not a place of the scenario." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_word_of_the_language_is_no_id(tmp_path: Path) -> None:
    assert sandtable("new", "war", folder=tmp_path).returncode == 0
    path = tmp_path / "war" / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    place = json.loads(sandtable("claims", "war", "--json", folder=tmp_path).stdout)["claims"][0]["claim"].split()[0]
    path.write_text(text.replace(place, "road"), encoding="utf-8")
    done = sandtable("check", "war", folder=tmp_path)
    assert done.returncode == 2
    assert "is a word of the claim language" in done.stderr
