"""What the how-to pages show is real: their scenario runs, their mechanism works and changes nobody else's luck."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.read import read, read_scenario
from sandtable.scenario.schema import Scenario
from sandtable.simulation import run
from sandtable.simulation.compose import check_declarations

FUTURES = 8


@pytest.fixture
def two_fords(root: Path) -> Scenario:
    """The scenario of the page on writing one."""
    return read_scenario(root / "docs" / "how-to" / "two-fords")


@pytest.fixture
def recruiting(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The mechanism of the page on adding one."""
    monkeypatch.syspath_prepend(root / "docs" / "how-to")
    return importlib.import_module("recruiting")


def plain(scenario: Scenario) -> Ensemble:
    """A few futures, uncompiled."""
    return run.simulate(scenario, futures=FUTURES, settings=run.Settings(workers=1, replicates=1, compiled=False))


def test_the_scenario_is_clean(root: Path) -> None:
    assert read(root / "docs" / "how-to" / "two-fords").warnings == ()


def test_every_part_of_the_scenario_is_on_the_page(root: Path) -> None:
    page = (root / "docs" / "how-to" / "write-a-scenario.md").read_text(encoding="utf-8")
    scenario = (root / "docs" / "how-to" / "two-fords" / "scenario.yaml").read_text(encoding="utf-8")
    parts = [line.split("[start:")[1].rstrip("]") for line in scenario.splitlines() if "[start:" in line]
    assert len(parts) == 8
    assert all(f'two-fords/scenario.yaml:{part}"' in page for part in parts)


def test_the_variants_apply(root: Path) -> None:
    folder = root / "docs" / "how-to" / "two-fords"
    assert read_scenario(folder, "no-flood").events == {}
    assert read_scenario(folder, "collapse-off").mechanisms.collapse == "off"


def test_the_scenario_runs(two_fords: Scenario) -> None:
    ensemble = plain(two_fords)
    assert ensemble.complete
    assert sum(len(block.day) for block in ensemble.blocks()) > FUTURES


def test_the_mechanism_does_what_it_declares(recruiting: ModuleType) -> None:
    assert check_declarations((recruiting.MECHANISM,)) == []


def test_the_mechanism_works_and_draws_nobody_elses_luck(
    recruiting: ModuleType, two_fords: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plain(two_fords)
    monkeypatch.setattr(run, "MECHANISMS", (*run.MECHANISMS, recruiting.MECHANISM))
    after = plain(two_fords)
    old = [assumption.name for assumption in before.manifest.assumptions]
    new = [assumption.name for assumption in after.manifest.assumptions]
    assert set(new) - set(old) == {"recruiting.rate"}
    (one,), (other,) = before.blocks(), after.blocks()
    columns = [new.index(name) for name in old]
    np.testing.assert_array_equal(one.uniforms, other.uniforms[:, columns])
