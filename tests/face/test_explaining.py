"""The Python face that explains claims, by running what its page shows."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest


def test_what_the_page_shows_runs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = runpy.run_path(str(root / "docs" / "reference" / "explaining.py"))
    said = capsys.readouterr().out
    assert "Brier points" in said
    assert found["told"]["futures"] == 1_000
    assert all(row["low"] <= row["difference"] <= row["high"] for row in found["change"]["claims"])
    assert found["change"]["supposed"] == {"mechanisms.collapse": "off"}
