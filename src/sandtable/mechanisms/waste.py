"""Waste: fighters in a place that is cut off desert and fall ill, the faster the longer it lasts."""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import ISOLATION_TO_WASTE
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior

__all__ = ["MECHANISM"]


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let the holder's fighters in every place that is cut off dwindle by rate x (1 + isolation)."""
    for place in range(world.places):
        if state.cut_off[place] == 0:
            continue
        holder = state.holder[place]
        rate = world.coupled[ISOLATION_TO_WASTE] * draw.waste_rate * (1.0 + state.isolation[place])
        gone = state.garrison[place, holder] * (1.0 - math.exp(-rate * world.day_step))
        state.garrison[place, holder] -= gone
        state.deserted[holder] += gone


MECHANISM = Mechanism(
    name="waste",
    about="Fighters of places that are cut off desert.",
    step=step,
    reads=frozenset(
        "world.places world.coupled world.day_step state.cut_off state.holder state.isolation state.garrison "
        "state.deserted".split()
    ),
    writes=frozenset("state.garrison state.deserted".split()),
    parameters=(
        Parameter(
            "waste.rate",
            "per day",
            Prior("lognormal", (0.0015, 0.7)),
            "share of the fighters in a place newly cut off that is lost each day without a fight",
            "judgement: a few per cent a month",
        ),
    ),
)
