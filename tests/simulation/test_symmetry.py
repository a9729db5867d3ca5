"""Any side may attack: a war with the sides swapped gives the swapped result."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import ASSAULT_BEGUN
from sandtable.ensemble.results import EVENT_COLUMNS
from sandtable.simulation.prepare import Prepared
from small_worlds import (
    Raw,
    body,
    campaign,
    columns,
    empty,
    falls,
    one_block,
    place,
    random_campaign,
    ready,
    renamed,
    road,
    run,
)

SWAP = {"blue": "red", "red": "blue"}


def _with_luck_of(prepared: Prepared, other: Prepared) -> None:
    """Let each actor have the luck of the actor that it changed places with."""
    actors, record = prepared.world.actors, prepared.world.record[0]
    for number, name in enumerate(actors):
        record.actor_key[number] = other.world.record[0].actor_key[actors.index(SWAP.get(name, name))]


def _swapped_names(prepared: Prepared) -> Prepared:
    """The same, with the draws of each actor's own assumptions going along."""
    drawn = []
    for column in prepared.world.columns.drawn:
        name = column.assumption.name
        for actor, other in SWAP.items():
            if name.endswith(f":{actor}"):
                name = name.removesuffix(actor) + other
            elif name.startswith(f"actors.{actor}."):
                name = name.replace(f"actors.{actor}.", f"actors.{other}.")
            else:
                continue
            break
        drawn.append(dataclasses.replace(column, assumption=dataclasses.replace(column.assumption, name=name)))
    changed = dataclasses.replace(prepared.world.columns, drawn=tuple(drawn))
    return dataclasses.replace(prepared, world=dataclasses.replace(prepared.world, columns=changed))


def _mirrored(log: dict[str, Any], swap: Any) -> dict[str, Any]:
    """A log with the actors' numbers swapped."""
    holders = {name: swap[log[name]] for name in ("before", "after")}
    return log | {name: np.where(np.isin(log["kind"], [6]), log[name], holders[name]) for name in holders}


@pytest.mark.parametrize("seed", range(-1, 12))
def test_a_mirrored_war_is_the_mirror_image_of_the_war(seed: int) -> None:
    """Exact: with luck going along, every event of every future is the same with the sides swapped."""
    raw = campaign(150) if seed < 0 else random_campaign(seed, 120)
    war, mirror = ready(raw), _swapped_names(ready(renamed(raw, SWAP)))
    _with_luck_of(mirror, war)
    assert mirror.world.actors == war.world.actors
    numbers = {name: number for number, name in enumerate(war.world.actors)}
    swap = np.array([*(numbers[SWAP.get(name, name)] for name in war.world.actors), *[-9] * 30, -1], np.int16)
    logs = [
        {name: getattr(block, name) for name in EVENT_COLUMNS} for block in (one_block(war, 60), one_block(mirror, 60))
    ]
    expected = _mirrored(logs[0], swap)
    for name in EVENT_COLUMNS:
        assert np.array_equal(logs[1][name], expected[name]), name
    assert len(logs[0]["day"]) > 0 or seed >= 0


def _two_sided(days: int = 250) -> Raw:
    """A war that is its own mirror image: same towns, roads and bodies on either side."""
    raw = empty(days)
    for side in ("blue", "red"):
        place(raw, f"{side}-home", side, [800, 1500], supplies=[side], fortified=0.5)
        place(raw, f"{side}-town", side, [200, 600])
        road(raw, f"{side}-home", f"{side}-town", [50, 80])
        body(raw, f"{side}-column", side, f"{side}-town", [1500, 3500])
    road(raw, "blue-town", "red-town", [50, 80])
    raw["mechanisms"] = {"collapse": "weak"}
    return raw


def test_neither_side_of_a_mirror_image_is_favoured() -> None:
    """In law, not in luck: neither side's number, name or turn gives it anything."""
    ensemble = run(_two_sided(), 20_000)
    lost = {key: np.isfinite(falls(ensemble, key)).mean() for key in ensemble.manifest.places}
    assert 0.05 < lost["blue-home"] < lost["blue-town"] < 0.99
    for what in ("town", "home"):
        assert lost[f"blue-{what}"] == pytest.approx(lost[f"red-{what}"], abs=0.016)
    first = falls(ensemble, "blue-town") < falls(ensemble, "red-town")
    second = falls(ensemble, "red-town") < falls(ensemble, "blue-town")
    assert first.mean() == pytest.approx(second.mean(), abs=0.016)


def test_both_sides_attack() -> None:
    table = columns(run(campaign(), 300))
    begun = table["after"][table["kind"] == ASSAULT_BEGUN]
    assert set(begun.tolist()) == {0, 1}


def test_a_side_without_a_column_never_attacks() -> None:
    raw = campaign()
    del raw["formations"]["riders"]
    table = columns(run(raw, 300))
    assert set(table["after"][table["kind"] == ASSAULT_BEGUN].tolist()) == {0}
