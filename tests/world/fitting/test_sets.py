"""Shipped prior sets come from the command, to the last digit; no row is later than the set, or from its theatre."""

from __future__ import annotations

import datetime
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.errors import InvalidInput
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.sources.fights import BATTLES, CITY_FIGHTS, Battle, read_battles, read_city_fights, shipped
from sandtable.world.fitting.clock import fit_clock
from sandtable.world.fitting.odds import Estimate, fit_offensive
from sandtable.world.fitting.sets import fit_set, report, set_text
from sandtable.world.priors import read_set, shipped_sets

ALL_BATTLES, ALL_FIGHTS = read_battles(shipped(BATTLES)), read_city_fights(shipped(CITY_FIGHTS))
NAMES = [one.name for one in shipped_sets()]


def text_of(name: str) -> str:
    return (files("sandtable.world") / "prior_sets" / f"{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_set_is_what_the_command_fits(name: str, root: Path) -> None:
    stated = tomllib.loads(text_of(name))
    fits = fit_set(ALL_BATTLES, ALL_FIGHTS, stated["data_until"], stated["excluded"])
    again: dict[str, Any] = tomllib.loads(set_text(fits))
    bound = tomllib.loads((root / "tests/scoring/bounds.toml").read_text(encoding="utf-8"))["city_fits"]["tolerance"]
    assert list(again["priors"]) == list(stated["priors"])
    assert again["theatres"] == stated["theatres"]
    for key, prior in stated["priors"].items():
        assert again["priors"][key]["args"] == pytest.approx(prior["args"], abs=bound), key
        assert (again["priors"][key]["family"], again["priors"][key]["basis"]) == (prior["family"], prior["basis"])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_later_and_nothing_of_the_theatre_is_in_a_set(name: str) -> None:
    stated = tomllib.loads(text_of(name))
    fits = fit_set(ALL_BATTLES, ALL_FIGHTS, stated["data_until"], stated["excluded"])
    assert max(one.ended for one in fits.fights) <= stated["data_until"]
    assert max(one.year for one in fits.battles) < stated["data_until"].year
    rows = {one.theatre for one in (*fits.fights, *fits.battles)}
    assert rows == set(stated["theatres"])
    assert not rows & set(stated["excluded"])
    assert "excluded" in text_of(name)
    assert read_set(name, text_of(name)).theatres == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_set_speaks_of_parameters_that_exist(name: str) -> None:
    known = {parameter.name for member in MECHANISMS for parameter in member.parameters}
    assert set(tomllib.loads(text_of(name))["priors"]) <= known


def test_a_fight_that_ended_a_day_later_is_left_out() -> None:
    one = max(ALL_FIGHTS, key=lambda fight: fight.ended)
    there = fit_set(ALL_BATTLES, ALL_FIGHTS, one.ended, [])
    before = fit_set(ALL_BATTLES, ALL_FIGHTS, one.ended - datetime.timedelta(days=1), [])
    assert one in there.fights
    assert one not in before.fights


def test_a_set_that_would_hang_on_nothing_is_refused() -> None:
    with pytest.raises(InvalidInput, match="too little is left"):
        fit_set(ALL_BATTLES, ALL_FIGHTS, datetime.date(1950, 1, 1), [])
    with pytest.raises(InvalidInput, match="too little is left"):
        fit_set(ALL_BATTLES[:30], ALL_FIGHTS, datetime.date(2020, 1, 1), [])


def test_fits_are_told_with_and_without_memory() -> None:
    lines = report(fit_set(ALL_BATTLES, ALL_FIGHTS, datetime.date(2019, 3, 31), ["libya"]))
    assert "30 rows" not in lines[1]
    assert lines[1].startswith("City fights, all rows: 47 of 50")
    assert lines[2].startswith("City fights, without rows from memory: 19 of 20")
    early = report(fit_set(ALL_BATTLES, ALL_FIGHTS, datetime.date(2015, 10, 31), ["iraq", "syria"]))
    assert "too few to fit" in early[2]


def test_the_clock_finds_what_made_it() -> None:
    luck = np.random.default_rng(5)
    import dataclasses

    made = [
        dataclasses.replace(
            ALL_FIGHTS[0], taken=True, defenders=d, days=float(np.exp(3 + 0.4 * np.log(d / 1000) + luck.normal(0, 0.5)))
        )
        for d in np.exp(luck.uniform(5, 10, 3_000)).tolist()
    ]
    clock = fit_clock(made)
    assert clock is not None
    assert clock.log_days.value == pytest.approx(3, abs=0.05)
    assert clock.exponent.value == pytest.approx(0.4, abs=0.03)
    assert clock.spread == pytest.approx(0.5, abs=0.03)
    assert clock.log_days.error == pytest.approx(0.01, abs=0.01)


def test_the_bonus_of_an_offensive_makes_up_the_difference() -> None:
    import dataclasses

    from sandtable.world.fitting.mixed_logit import MixedLogit

    even = MixedLogit(np.zeros(4), np.zeros(4), 0.5)
    many = [dataclasses.replace(ALL_FIGHTS[0], taken=number % 10 < 8) for number in range(5_000)]
    found = fit_offensive(many, even)
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(np.log(0.8 / 0.2), abs=0.02)
    weak = [dataclasses.replace(one, attackers=one.defenders) for one in many[:100]]
    strong = [dataclasses.replace(one, attackers=9 * one.defenders) for one in many[:100]]
    assert fit_offensive(weak + strong, even).error < 2.0, "those with a large superiority say what the bonus is"


def test_battles_know_no_more_than_they_may() -> None:
    """Nothing that was coded after the fact has a place in the table."""
    assert set(Battle.__slots__) == {"war", "year", "theatre", "ratio", "fortified", "air", "won"}


def test_the_page_has_the_numbers_of_the_fits(root: Path) -> None:
    page = (root / "docs/explanation/priors.md").read_text(encoding="utf-8")
    fits = fit_set(ALL_BATTLES, ALL_FIGHTS, datetime.date(2019, 3, 31), ["libya"])
    for fights in (fits.fights, [one for one in fits.fights if one.checked]):
        clock, bonus = fit_clock(fights), fit_offensive(fights, fits.odds)
        assert clock is not None
        numbers = [f"{one.value:.2f} ({one.error:.2f})" for one in (clock.log_days, clock.exponent, bonus)]
        cells = [f"{len(fights)}, of which {clock.taken} taken", *numbers[:2], f"{clock.spread:.2f}", numbers[2]]
        assert "| " + " | ".join(cells) + " |" in page
    assert f"**Battles**: {len(ALL_BATTLES)} of them" in page
    assert f"**Fights for cities**: {len(ALL_FIGHTS)}" in page
    assert f"{sum(not one.checked for one in ALL_FIGHTS)} are from memory" in page
