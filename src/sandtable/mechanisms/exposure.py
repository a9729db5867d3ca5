"""Exposure: civilians in places under assault, in person-days a month. A measure alone: nothing else reads it.

A place whose population is unknown is counted apart, in place-months, never as empty. Nobody is assumed to have left:
the measure says how many lived there, not how many were in danger.
"""

from __future__ import annotations

from typing import Any

from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.records import Field

__all__ = ["MECHANISM"]


def is_counted(state: Any, formation: int) -> bool:
    """Whether an earlier formation assaults the same place, so that its people are counted already."""
    for other in range(formation):
        if state.target[other] == state.target[formation]:
            return True
    return False


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Count the people of each place under assault, for the part of the step until it falls."""
    month = state.month
    first = world.month_steps[month - 1] if month > 0 else 0
    length = max(1, world.month_steps[month] - first) * world.day_step
    for formation in range(world.formations):
        place = state.target[formation]
        if place < 0 or is_counted(state, formation):
            continue
        days = world.day_step * (state.taken_moment[place] if state.taken_by[place] >= 0 else 1.0)
        if world.population[place] < 0.0:
            state.exposure_unknown[month] += days / length
        else:
            state.exposure[month] += world.population[place] * days


MECHANISM = Mechanism(
    name="exposure",
    about="Civilians in places under assault are counted by the month.",
    step=step,
    reads=frozenset(
        "world.formations world.month_steps world.day_step world.population state.month state.target state.taken_by "
        "state.taken_moment state.exposure state.exposure_unknown".split()
    ),
    writes=frozenset("state.exposure state.exposure_unknown".split()),
    state=(
        Field("exposure", ("month",), "f8", meaning="person-days under assault in places of known population"),
        Field("exposure_unknown", ("month",), "f8", meaning="months under assault of places of unknown population"),
    ),
    series={"exposure": "exposure", "exposure-unknown": "exposure_unknown"},
)
