"""Who takes a place: what garrison stays, how a fall under assault counts, who hands over, how stocked a pocket is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import BY_AGREEMENT, BY_COLLAPSE, BY_SURRENDER, CONTROL
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation.compose import engine
from sandtable.world.records import LUCK
from sandtable.world.start import begin_future
from small_worlds import (
    NOTHING_MATTERS,
    WHY,
    Raw,
    body,
    day,
    draws_of,
    empty,
    empty_log,
    first_state,
    fixed,
    last_state,
    mechanism,
    one_block,
    place,
    ready,
    road,
)

COVER, USUAL, MOST = 0.5, 300.0, 0.3


def front(enemies: float, column: float = 9000.0) -> Raw:
    """Blue's column takes red's town, beside which more of red stand."""
    raw = empty(30)
    place(raw, "camp", "blue", 500)
    place(raw, "town", "red", 400)
    place(raw, "next", "red", [enemies] * 3)
    road(raw, "camp", "town")
    road(raw, "town", "next")
    body(raw, "column", "blue", "camp", [column] * 3, only=["town"])
    values = {"capture.garrison": USUAL, "capture.cover": COVER, "capture.most-left": MOST}
    raw["priors"] = fixed(NOTHING_MATTERS | values | {"capture.escape-open": 0.0})
    return raw


def taken(raw: Raw, how: int, *, assaulted: bool) -> tuple[Any, Any, Any]:
    """State and log after the town has fallen to blue through capture alone, and the places."""
    prepared = ready(raw)
    world, draw, state = prepared.world.record[0], draws_of(prepared)[0], first_state(prepared)[0]
    begin_future(state, world, draw)
    town = prepared.world.places.index("town")
    state.taken_by[town], state.taken_how[town] = prepared.world.actors.index("blue"), how
    if assaulted:
        state.target[0] = town
    log = empty_log()
    mechanism("capture").step(state, world, draw, np.zeros(1, LUCK).view(np.recarray)[0], log)
    return state, log, prepared.world.places


@pytest.mark.parametrize(
    ("enemies", "column", "left"), [(100, 9000, USUAL), (2000, 9000, COVER * 2000), (8000, 9000, MOST * 9000)]
)
def test_a_garrison_is_for_the_enemies_near_and_never_most_of_the_takers(
    enemies: float, column: float, left: float
) -> None:
    state, _log, places = taken(front(enemies, column), 1, assaulted=True)
    town = places.index("town")
    assert state.garrison[town, 0] == pytest.approx(left)
    assert state.strength[0] == pytest.approx(column - left)
    assert state.reinforced.sum() == 0


@pytest.mark.parametrize("how", [BY_COLLAPSE, BY_AGREEMENT])
@pytest.mark.parametrize("assaulted", [True, False])
def test_giving_up_under_assault_is_by_assault_and_alone_it_is_not(how: int, assaulted: bool) -> None:
    _state, log, _places = taken(front(100), how, assaulted=assaulted)
    changes = log.cause[log.kind == CONTROL]
    assert changes.tolist() == [BY_SURRENDER if assaulted else how]


def test_a_place_gives_up_to_whoever_assaults_it() -> None:
    raw = empty(400)
    for key, who in (("one", "green"), ("two", "green"), ("camp", "blue")):
        place(raw, key, who, 500)
    raw["actors"]["green"] = {"name": "Green"}
    raw["ties"]["too"] = {"who": "green", "enemy": ["red"], "assume": WHY}
    place(raw, "town", "red", 400)
    place(raw, "far", "red", 100, supplies=["red"])
    for key in ("one", "two", "camp"):
        road(raw, key, "town")
    road(raw, "one", "far")
    body(raw, "column", "blue", "camp", only=["town"])
    raw["mechanisms"] = {"collapse": "author"}
    slow = {"assault.log-days": 12.0, "collapse.days": 5.0, "supply.isolation-days": 5.0, "assault.offensive-odds": 9.0}
    raw["priors"] = fixed(NOTHING_MATTERS | slow)
    prepared = ready(raw)
    block = one_block(prepared, 50)
    changes = block.kind == CONTROL
    first = np.unique(block.future[changes], return_index=True)[1]
    assert set(block.cause[changes][first].tolist()) == {BY_SURRENDER}
    assert set(block.after[changes][first].tolist()) == {prepared.world.actors.index("blue")}


@pytest.mark.parametrize(("agrees", "falls"), [(None, False), ("green", False), ("red", True)])
def test_an_enemy_hands_a_place_over_only_if_it_agrees(agrees: str | None, falls: bool) -> None:
    raw = front(100) | {"formations": {}}
    raw["actors"]["green"] = {"name": "Green"}
    does: Raw = {"hand_over": "town", "by": "blue"} | ({"agrees": agrees} if agrees else {})
    raw["events"]["talks"] = {"on": day(3), "does": [does], "assume": WHY}
    block = one_block(ready(raw), 3, compiled=False)
    assert block.cause[block.kind == CONTROL].tolist() == ([BY_AGREEMENT] * 3 if falls else [])


def test_a_pocket_is_no_better_stocked_than_the_roads_made_it() -> None:
    """Cut off from day 0, it has what its roads would give; a place without any road, what the worst supplied has."""
    raw = empty(3)
    place(raw, "source", "red", 100, supplies=["red"])
    place(raw, "held", "red", 100)
    place(raw, "gap", "blue", 100)
    place(raw, "pocket", "red", 100)
    place(raw, "lost", "red", 100)
    for pair, km in (("source held", 100.0), ("held gap", 50.0), ("gap pocket", 50.0)):
        road(raw, *pair.split(), [km, km, km])
    raw["priors"] = fixed({"supply.reach": 200.0})
    prepared = ready(raw)
    state, _draw = last_state(prepared, engine(MECHANISMS, compiled=False), 1)
    found = dict(zip(prepared.world.places, state.efficiency.tolist(), strict=False))
    assert found["held"] == pytest.approx(math.exp(-0.5))
    assert found["pocket"] == pytest.approx(math.exp(-1.0))
    assert found["lost"] == found["held"]
