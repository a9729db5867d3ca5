"""A lever on forces counts as a cause, with an exponent of its own; another reading keeps the one that was found."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from builder_of_scenarios import SMALL
from sandtable.scenario.read import read_scenario
from sandtable.simulation.prepare import prepare
from sandtable.world.battles import chance_of_success, chance_on_paper
from sandtable.world.start import begin_future
from small_worlds import Raw, draws_of, duel, first_state, fixed, one_block, ready

FOUND, CAUSE = 0.4, 1.1


def odds(raw: Raw) -> tuple[float, float]:
    """Log odds of the column's assault on the town: as it goes, and as its commander sees it."""
    raw["priors"] |= fixed({"assault.force-exponent": FOUND, "assault.causal-exponent": CAUSE})
    prepared = ready(raw)
    state, world, draw = first_state(prepared)[0], prepared.world.record[0], draws_of(prepared)[0]
    begin_future(state, world, draw)
    town = prepared.world.places.index("town")
    state.target[0] = town
    sure = chance_of_success(state, world, draw, town, world.formation_actor[0])
    seen = chance_on_paper(state, world, draw, town, 0, draw.strength[0])
    return math.log(sure / (1 - sure)), math.log(seen / (1 - seen))


def column(fighters: Any, instead_of: Any = None) -> Raw:
    raw = duel()
    raw["formations"]["column"]["fighters"] = [fighters, fighters, fighters]
    if instead_of is not None:
        raw["formations"]["column"]["instead_of"] = instead_of
    raw["forces"]["guard-town"]["fighters"] = [1000, 1000, 1000]
    return raw


def test_the_change_has_the_exponent_of_a_cause_and_the_rest_the_one_found() -> None:
    whole, reading, lever = odds(column(4000)), odds(column(2000)), odds(column(2000, [4000, 4000, 4000]))
    for before, other, cause in zip(whole, reading, lever, strict=True):
        assert other - before == pytest.approx(FOUND * math.log(0.5))
        assert cause - before == pytest.approx(CAUSE * math.log(0.5))


def test_a_defender_who_is_reinforced_on_purpose_counts_so_too() -> None:
    def with_reserve(fighters: float, instead_of: float | None = None) -> Raw:
        raw = column(4000)
        one = {"who": "red", "base": "town", "fighters": [fighters] * 3, "reserve": True, "assume": "a reserve"}
        raw["formations"]["reserve"] = one if instead_of is None else one | {"instead_of": [instead_of] * 3}
        return raw

    whole, lever = odds(with_reserve(1000)), odds(with_reserve(3000, 1000))
    for before, cause in zip(whole, lever, strict=True):
        assert cause - before == pytest.approx(-CAUSE * math.log(4000 / 2000))


def test_a_lever_that_changes_nothing_changes_nothing() -> None:
    plain, pulled = column(3000), column(3000, [3000, 3000, 3000])
    one, other = (one_block(ready(raw), 200) for raw in (plain, pulled))
    assert one.day.tobytes() == other.day.tobytes()
    assert one.cause.tobytes() == other.cause.tobytes()


VARIANTS = """\
variants:
  fewer: {set: {formations.column.fighters: [500, 1000, 1500]}, assume: what if there were fewer}
  reading: {structure: true, set: {formations.column.fighters: 1000}, assume: another estimate}
  own: {set: {formations.column.fighters: 1000, formations.column.instead_of: 2000}, assume: half of what there was}
  other: {set: {forces.beta-garrison.fighters: 100}, assume: the enemy is weaker}
"""


def test_a_variant_is_a_lever_and_another_reading_is_none(tmp_path: Path) -> None:
    file = tmp_path / "towns.yaml"
    file.write_text(SMALL + VARIANTS, encoding="utf-8")
    whole = read_scenario(file)
    assert whole.formations["column"].instead_of is None
    fewer = read_scenario(file, "fewer").formations["column"]
    assert fewer.instead_of == whole.formations["column"].fighters
    assert read_scenario(file, "reading").formations["column"].instead_of is None
    assert read_scenario(file, "other").formations["column"].instead_of is None
    own = read_scenario(file, "own").formations["column"].instead_of
    assert own is not None
    assert own[1] == 2000
    world = prepare(read_scenario(file, "fewer")).world.record[0]
    usual = whole.formations["column"].fighters
    assert (world.levers, world.force_lift[0]) == (1, pytest.approx(math.log(1000 / usual[1])))
