"""The command line as a user meets it: real processes, exit codes, what is printed, what is written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOWNS = "three-towns"


def sandtable(*words: str, folder: Path, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder; its output is text."""
    command = [sys.executable, "-m", "sandtable", *words]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=timeout, env=os.environ | {"COLUMNS": "80"}
    )


def test_list_names_the_shipped_scenarios(tmp_path: Path) -> None:
    done = sandtable("list", folder=tmp_path)
    assert done.returncode == 0
    assert TOWNS in done.stdout
    assert "western-anbar-2017" in done.stdout
    rows = json.loads(sandtable("list", "--json", folder=tmp_path).stdout)
    assert {"name", "title", "variants"} <= set(rows[0])


def test_check_says_what_is_there(tmp_path: Path) -> None:
    done = sandtable("check", TOWNS, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "6 places" in done.stdout
    found = json.loads(sandtable("check", TOWNS, "--json", folder=tmp_path).stdout)
    assert found["ok"] is True
    assert found["places"] == 6


def test_a_misspelt_scenario_gets_the_likely_one(tmp_path: Path) -> None:
    done = sandtable("check", "thre-towns", folder=tmp_path)
    assert done.returncode == 2
    assert "Did you mean 'three-towns'?" in done.stderr
    assert "Traceback" not in done.stderr


def _broken(folder: Path) -> Path:
    from sandtable.scenario.library import folder_of

    text = (folder_of(TOWNS) / "scenario.yaml").read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if " holds: [" in line)
    place = first.split("holds: [")[1].split(",")[0].split("]")[0]
    target = folder / "scenario.yaml"
    target.write_text(text.replace(first, first.replace(place, place + "x", 1), 1), encoding="utf-8")
    return target


@pytest.mark.parametrize("command", ["check", "run", "brief"])
def test_a_misspelt_place_is_named_at_its_line(tmp_path: Path, command: str) -> None:
    _broken(tmp_path)
    done = sandtable(command, "scenario.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert "scenario.yaml:" in done.stderr
    assert "Did you mean" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scenario.yaml"]


def test_a_claim_that_cannot_be_read_is_told_at_its_line(tmp_path: Path) -> None:
    from sandtable.scenario.library import folder_of

    text = (folder_of(TOWNS) / "scenario.yaml").read_text(encoding="utf-8")
    claim = next(line for line in text.splitlines() if line.strip().startswith("claim: "))
    broken = claim.split("claim: ")[0] + "claim: nowhere falls sometimes"
    (tmp_path / "scenario.yaml").write_text(text.replace(claim, broken, 1), encoding="utf-8")
    done = sandtable("check", "scenario.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert ".claim: " in done.stderr
    assert "scenario.yaml:" in done.stderr


def test_run_keeps_a_run_and_brief_draws_it(tmp_path: Path) -> None:
    done = sandtable("run", TOWNS, "--futures", "300", "--out", "kept", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Run kept in kept" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    page = sandtable("brief", "kept", "--no-variants", "--out", "page.html", folder=tmp_path)
    assert page.returncode == 0, page.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sandtable("run", TOWNS, "--futures", "300", "--seed", "2", "--out", "kept", folder=tmp_path).returncode == 2


def test_run_prints_the_same_json_for_the_same_seed(tmp_path: Path) -> None:
    words = ("run", TOWNS, "--futures", "200", "--seed", "5", "--json")
    one, other = sandtable(*words, folder=tmp_path), sandtable(*words, "--workers", "1", folder=tmp_path)
    assert one.returncode == 0, one.stderr
    assert json.loads(one.stdout)["claims"]
    assert one.stdout == other.stdout


def test_a_variant_changes_the_answer_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    base = json.loads(sandtable("run", TOWNS, "--futures", "300", "--json", folder=tmp_path).stdout)
    other = json.loads(
        sandtable("run", TOWNS, "--futures", "300", "--variant", "without-collapse", "--json", folder=tmp_path).stdout
    )
    assert [row["probability"] for row in base["claims"]] != [row["probability"] for row in other["claims"]]
    wrong = sandtable("run", TOWNS, "--variant", "without-colapse", folder=tmp_path)
    assert wrong.returncode == 2
    assert "Did you mean 'without-collapse'?" in wrong.stderr


def test_demo_writes_a_brief_and_says_where(tmp_path: Path) -> None:
    done = sandtable("demo", "--futures", "250", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip().splitlines()[-1].removeprefix("Brief: "))
    assert path == (tmp_path / "sandtable-demo" / "brief.html").resolve()
    assert path.stat().st_size > 50_000


def test_warmup_says_that_the_engine_is_ready(tmp_path: Path) -> None:
    assert "engine" in sandtable("warmup", folder=tmp_path).stdout


def test_stopping_a_run_keeps_what_is_finished_and_a_second_run_completes_it(tmp_path: Path) -> None:
    words = ["run", TOWNS, "--futures", "10000", "--out", "kept", "--workers", "1"]
    sandtable("warmup", folder=tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "sandtable", *words], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("kept/blocks/0*.npz"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
    kept = list(tmp_path.glob("kept/blocks/0*.npz"))
    assert 2 <= len(kept) < 40, "the run was over before it could be stopped"
    assert not list(tmp_path.glob("kept/**/*.part"))
    assert sandtable(*words, folder=tmp_path).returncode == 0
    assert len(list(tmp_path.glob("kept/blocks/0*.npz"))) == 40


def test_version(tmp_path: Path) -> None:
    from sandtable import __version__

    assert sandtable("--version", folder=tmp_path).stdout.strip() == f"sandtable {__version__}"
