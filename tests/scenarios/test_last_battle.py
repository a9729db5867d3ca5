"""The page that explains the last battle is written by its script alone, from whatever run it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from make_last_battle import page
from sandtable.face import read_scenario, simulate


@pytest.mark.nightly
def test_the_page_is_what_its_script_writes(root: Path, tmp_path: Path) -> None:
    ensemble = simulate(read_scenario("western-anbar-2017"), futures=1_000, folder=tmp_path / "run")
    again = page(ensemble, 250)
    written = (root / "docs" / "explanation" / "last-battle.md").read_text(encoding="utf-8")
    heads = [line for line in written.splitlines() if line.startswith("## ")]
    assert [line for line in again.splitlines() if line.startswith("## ")] == heads
    assert "1,000 futures" in again
    assert "None" not in again
