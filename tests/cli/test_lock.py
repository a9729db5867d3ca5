"""`sandtable lock` and what `check` says of cites, as a user meets them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sandtable.scenario.library import folder_of


def sandtable(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key != "SANDTABLE_TEXTS"}
    command = [sys.executable, "-m", "sandtable", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, env=env)


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """Three towns, its text in a folder elsewhere and no lock."""
    for name, folder in (("scenario.yaml", "towns"), ("assessment.md", "texts")):
        (tmp_path / folder).mkdir()
        shutil.copy(folder_of("three-towns") / name, tmp_path / folder / name)
    return tmp_path


def test_lock_then_check_with_and_without_the_text(towns: Path) -> None:
    before = sandtable("check", "towns", folder=towns)
    assert before.returncode == 0, before.stderr
    assert "not verified." in before.stdout
    refused = sandtable("lock", "towns", folder=towns)
    assert refused.returncode == 2
    assert refused.stderr == (
        "sources: there is no text to lock: assessment.md. "
        "Name the folder that holds it with --texts DIR or in SANDTABLE_TEXTS.\n"
    )
    done = sandtable("lock", "towns", "--texts", "texts", folder=towns)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("scenario.lock.json: ")
    assert done.stdout.endswith(" cites found in their texts.\n")
    assert "verified at lock, text not present." in sandtable("check", "towns", folder=towns).stdout
    assert "verified in the text." in sandtable("check", "towns", "--texts", "texts", folder=towns).stdout
    said = sandtable("explain", "towns", "--texts", "texts", folder=towns)
    assert said.returncode == 0, said.stderr
    assert said.stdout != sandtable("explain", "towns", folder=towns).stdout
    counts = json.loads(sandtable("check", "towns", "--json", folder=towns).stdout)["cites"]
    assert (counts["text"], counts["no"]) == (0, 0)
    assert counts["lock"] > 20


def test_a_changed_text_is_refused_until_it_is_locked_anew(towns: Path) -> None:
    sandtable("lock", "towns", "--texts", "texts", folder=towns)
    text = towns / "texts" / "assessment.md"
    text.write_text("A word before.\n\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    done = sandtable("run", "towns", "--futures", "1", folder=towns)
    assert done.returncode == 0, "a run does not look for texts in folders that nobody names"
    done = sandtable("check", "towns", "--texts", "texts", folder=towns)
    assert done.returncode == 2
    assert "the text has changed since the lock: " in done.stderr
    assert "moved by +16 characters" in done.stderr
    assert "Traceback" not in done.stderr
    assert sandtable("lock", "towns", "--texts", "texts", folder=towns).returncode == 0
    assert sandtable("check", "towns", "--texts", "texts", folder=towns).returncode == 0


def test_a_doubtful_quote_is_a_warning(towns: Path) -> None:
    file = towns / "towns" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("not be ready to march before May") == 1
    file.write_text(text.replace("not be ready to march before May", "march before May"), encoding="utf-8")
    done = sandtable("check", "towns", "--texts", "texts", folder=towns)
    assert done.returncode == 0, done.stderr
    assert "formations.second-brigade.cite: warning: the sentence says «not» beside the cited words." in done.stderr
