"""Returns: people who may go home to places that were fought over, month by month. Nothing else reads this measure.

A place counts from the first day on which it is assaulted or changes hands. As long as it is quiet under one holder,
the share of its people who may have come home grows as 1 - exp(-days / lag); another assault or holder begins the
count again. Nobody knows who left: the measure is what the number would be had all of them fled, and of a place whose
population is unknown only the share is counted, never a number.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]


def note_fighting(state: Any, world: Any) -> None:
    """Set back the count of every place that is under assault or has another holder than before."""
    tomorrow = state.day + world.day_step
    for formation in range(world.formations):
        if state.target[formation] >= 0:
            state.quiet_since[state.target[formation]] = tomorrow
    if state.returns_version == state.control_version:
        return
    state.returns_version = state.control_version
    for place in range(world.places):
        known = state.settled_holder[place] if state.step > 0 else world.first_holder[place]
        if state.holder[place] != known:
            state.quiet_since[place] = tomorrow
        state.settled_holder[place] = state.holder[place]


def count(state: Any, world: Any, draw: Any) -> None:
    """What the month that ends leaves: people who may have come home, and places of unknown population."""
    now = state.day + world.day_step
    for place in range(world.places):
        if state.quiet_since[place] < 0.0:
            continue
        share = 1.0 - math.exp(-max(0.0, now - state.quiet_since[place]) / draw.returns_lag)
        if world.population[place] < 0.0:
            state.returns_unknown[state.month] += share
        else:
            state.returns[state.month] += share * world.population[place]


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Note where there is fighting, and count at the end of a calendar month."""
    note_fighting(state, world)
    if state.step + 1 >= world.month_steps[state.month]:
        count(state, world, draw)


MECHANISM = Mechanism(
    name="returns",
    about="People who may have come home to places that were fought over are counted by the month.",
    step=step,
    reads=frozenset(
        "world.day_step world.first_holder world.formations world.month_steps world.places world.population "
        "state.day state.control_version state.holder state.month state.quiet_since state.returns "
        "state.returns_unknown state.returns_version state.settled_holder state.step state.target".split()
    ),
    writes=frozenset(
        "state.returns state.quiet_since state.returns_unknown state.returns_version state.settled_holder".split()
    ),
    state=(
        Field(
            "quiet_since", ("place",), "f8", -1.0, "day since which it is quiet under one holder, -1 never fought over"
        ),
        Field("settled_holder", ("place",), "i8", -1, "who held the place when control was last looked at"),
        Field("returns_version", (), "i8", 0, "the version of control at which that was"),
        Field("returns", ("month",), "f8", meaning="people who may have come home by the end of the month"),
        Field("returns_unknown", ("month",), "f8", meaning="places of unknown population whose people may have"),
    ),
    parameters=(
        Parameter(
            "returns.lag",
            "days",
            Prior("lognormal", (180.0, 1.0)),
            "mean time until the people of a place come home once it is quiet there",
            "judgement, wide: weeks where a town was hardly damaged, years where it was destroyed or mistrusted",
        ),
    ),
    series={"returns": "returns", "returns-unknown": "returns_unknown"},
)
