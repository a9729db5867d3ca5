"""Recruiting: every formation gains a small share of its fighters each day. The example of the how-to page."""

from __future__ import annotations

import math
from typing import Any

from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior

__all__ = ["MECHANISM"]


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let every formation grow by `rate` a day, and count the persons who joined."""
    growth = math.exp(draw.recruiting_rate * world.day_step) - 1.0
    for formation in range(world.formations):
        joined = state.strength[formation] * growth
        state.strength[formation] += joined
        state.reinforced[world.formation_actor[formation]] += joined


MECHANISM = Mechanism(
    name="recruiting",
    about="Formations gain fighters.",
    step=step,
    reads=frozenset("world.day_step world.formations world.formation_actor state.strength state.reinforced".split()),
    writes=frozenset("state.strength state.reinforced".split()),
    parameters=(
        Parameter(
            "recruiting.rate",
            "per day",
            Prior("lognormal", (0.0005, 0.7)),
            "share of a formation's fighters that joins each day",
            "judgement, for the example only: one or two per cent a month",
        ),
    ),
)
