"""Held-out skill of the battle fit lies where it was expected before it was computed; a leak makes it jump."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.sources.fights import BATTLES, read_battles, shipped
from sandtable.world.fitting.mixed_logit import fit_mixed_logit, probability
from sandtable.world.fitting.odds import FORCE_RATIO, FULL, battle_design, fit_battles
from sandtable.world.fitting.skill import PERIODS, by_period, leave_one_war_out

TABLE = read_battles(shipped(BATTLES))


@pytest.fixture(scope="module")
def bounds(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((root / "tests/scoring/bounds.toml").read_text(encoding="utf-8"))
    return found


def test_skill_leaving_one_war_out_is_small(bounds: dict[str, Any]) -> None:
    skill = bounds["skill_of_battle_fit"]
    low, high = skill["force_ratio_only"]
    assert low < leave_one_war_out(TABLE, FORCE_RATIO) < high
    low, high = skill["with_fortification_and_air"]
    assert low < leave_one_war_out(TABLE, FULL) < high


def test_skill_by_period_makes_no_jump(bounds: dict[str, Any]) -> None:
    skill = bounds["skill_of_battle_fit"]
    assert list(PERIODS) == skill["periods"]
    assert all(
        by_period(TABLE, year, columns) < skill["by_period_at_most"]
        for year in PERIODS
        for columns in (FORCE_RATIO, FULL)
    )


def test_the_alarm_rings_when_the_outcome_leaks(bounds: dict[str, Any]) -> None:
    """Air read as in the mistake that the design confesses: what is unknown becomes whatever the winner had."""
    luck = np.random.default_rng(1)
    leaky = [dataclasses.replace(one, air=1 if one.won else -1) if luck.random() < 0.2 else one for one in TABLE]
    assert leave_one_war_out(leaky, FULL) > bounds["skill_of_battle_fit"]["with_fortification_and_air"][1]
    losers_gone = [one for one in TABLE if one.won or luck.random() < 0.1]
    assert np.mean([one.won for one in losers_gone]) > 0.85


def test_numbers_in_the_docs_are_the_numbers(root: Path) -> None:
    page = (root / "docs/explanation/priors.md").read_text(encoding="utf-8").replace("\u2212", "-")
    for columns in (FORCE_RATIO, FULL):
        row = [leave_one_war_out(TABLE, columns), *(by_period(TABLE, year, columns) for year in PERIODS)]
        assert "| " + " | ".join(f"{100 * value:+.1f} %" for value in row) + " |" in page


def test_the_mixed_logit_finds_what_made_it() -> None:
    luck = np.random.default_rng(7)
    group = np.repeat(np.arange(150), 40)
    x = luck.normal(size=group.size)
    odds = 0.4 + 0.8 * x + luck.normal(0, 0.7, 150)[group]
    won = (luck.random(group.size) < 1 / (1 + np.exp(-odds))).astype(float)
    design = np.column_stack([np.ones(group.size), x])
    fit = fit_mixed_logit(design, won, group)
    assert fit.coefficients == pytest.approx([0.4, 0.8], abs=0.15)
    assert fit.between == pytest.approx(0.7, abs=0.12)
    assert fit.errors[1] == pytest.approx(0.033, abs=0.01)
    assert np.mean(probability(fit, design)) == pytest.approx(np.mean(won), abs=0.02)


def test_an_independent_fit_of_the_same_table_agrees(shared: Path, bounds: dict[str, Any]) -> None:
    """With surprise (coded after the fact, so kept out of every set) the coefficients of the design come back."""
    path = shared / "data" / "cdb90_patched.csv"
    if not path.is_file():
        pytest.skip("CDB90 is not in the shared folder")
    design, surprise = battle_design(TABLE), _surprise(path)
    won = np.array([float(one.won) for one in TABLE])
    war = np.unique([one.war for one in TABLE], return_inverse=True)[1]
    fit = fit_mixed_logit(np.column_stack([design, surprise]), won, war)
    known = bounds["coefficients_of_battle_fit"]
    names = ("constant", "log_force_ratio", "fortified", "air")
    for name, value in zip(names, fit.coefficients, strict=False):
        assert value == pytest.approx(known[name][0], abs=min(known[name][1], 0.01)), name
    assert fit.between == pytest.approx(known["between_war_sd"][0], abs=0.01)


def test_without_it_fortification_and_air_are_within_their_bounds(bounds: dict[str, Any]) -> None:
    fit, known = fit_battles(TABLE), bounds["coefficients_of_battle_fit"]
    for number, name in enumerate(("log_force_ratio", "fortified", "air"), 1):
        value, within = known[name]
        assert fit.coefficients[number] == pytest.approx(value, abs=within), name


def _surprise(path: Path) -> np.ndarray[Any, Any]:
    import csv

    from sandtable.sources.fights import battles_of_cdb90

    text = path.read_text(encoding="utf-8")
    kept = []
    for row in csv.DictReader(text.splitlines()):
        if battles_of_cdb90_one(row):
            value = float(row["SURPA"] or 0)
            kept.append(value if abs(value) <= 3 else 0.0)
    assert len(kept) == len(battles_of_cdb90(text)) == len(TABLE)
    return np.array(kept)


def battles_of_cdb90_one(row: dict[str, str]) -> bool:
    """Whether the row is among the battles that are used."""
    try:
        return float(row["STRA"]) > 0 and float(row["STRD"]) > 0 and float(row["WINA"]) in (-1.0, 0.0, 1.0)
    except ValueError:
        return False
