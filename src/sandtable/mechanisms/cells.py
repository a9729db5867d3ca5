"""Cells: fighters who hide where an enemy holds the place. They fade away over time, attack, and come out again.

Those who hide leave for good at a constant rate; when their own side holds the place again, the rest come out and join
its garrison. Attacks of the month are a negative binomial count whose mean is proportional to how many hid for how
long. How cells recruit is not modelled.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.luck import negative_binomial, purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

ATTACKS = purpose("cells: attacks of a side in a month")
MONTH = 30.4375
"""Days of a mean month."""


def faded(persons: float, kept: float, level: float) -> float:
    """Persons in hiding after a time in which a share `kept` of any difference to the level stays.

    The answer of dR/dt = inflow - R / time scale, with level = inflow x time scale; here nobody flows in.
    """
    return level + (persons - level) * kept


def pass_day(state: Any, world: Any, draw: Any, place: int, kept: float) -> None:
    """One step of all who hide in a place."""
    state.hides[place] = 0
    holder = state.holder[place]
    for actor in range(world.actors):
        hiding = state.residual[place, actor]
        if hiding <= 0.0:
            continue
        if holder == actor:
            state.garrison[place, actor] += hiding
            state.residual[place, actor] = 0.0
            continue
        state.hides[place] = 1
        left = faded(hiding, kept, 0.0)
        state.residual[place, actor] = left
        state.deserted[actor] += hiding - left
        if holder >= 0 and world.enemy[actor, holder] != 0:
            state.cell_days[actor] += 0.5 * (hiding + left) * world.day_step


def count_attacks(state: Any, world: Any, draw: Any, luck: Any) -> None:
    """Count the attacks of the month that ends."""
    for actor in range(world.actors):
        if state.cell_days[actor] > 0.0:
            mean = draw.cells_attacks * state.cell_days[actor] / 1000.0 / MONTH
            level = uniform(luck, ATTACKS, world.actor_key[actor], state.month, 0)
            state.attacks[state.month] += negative_binomial(level, mean, draw.cells_clumping)
            state.cell_days[actor] = 0.0


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let cells fade, come out, and attack."""
    kept = math.exp(-world.day_step / draw.cells_days)
    for place in range(world.places):
        if state.hides[place] != 0:
            pass_day(state, world, draw, place, kept)
    if state.step + 1 >= world.month_steps[state.month]:
        count_attacks(state, world, draw, luck)


MECHANISM = Mechanism(
    name="cells",
    about="Fighters in hiding fade away, attack, and come out where their side returns.",
    step=step,
    reads=frozenset(
        "world.places world.actors world.enemy world.actor_key world.day_step world.month_steps state.hides "
        "state.holder state.residual state.garrison state.deserted state.cell_days state.attacks state.step "
        "state.month".split()
    ),
    writes=frozenset("state.hides state.residual state.garrison state.deserted state.cell_days state.attacks".split()),
    state=(
        Field("cell_days", ("actor",), "f8", meaning="persons in hiding among enemies x days, in this month so far"),
        Field("attacks", ("month",), "f8", meaning="attacks of all cells in the month"),
    ),
    parameters=(
        Parameter(
            "cells.days",
            "days",
            Prior("lognormal", (400.0, 0.5)),
            "mean time until a fighter in hiding leaves for good",
            "judgement: remnants of beaten movements lasted for years",
        ),
        Parameter(
            "cells.attacks",
            "per month",
            Prior("lognormal", (60.0, 1.0)),
            "attacks in a month of 1,000 fighters in hiding among enemies",
            "judgement, wide: counts of attacks and of fighters are both uncertain by a factor of several",
        ),
        Parameter(
            "cells.clumping",
            "",
            Prior("lognormal", (2.0, 0.5)),
            "shape of the monthly counts: the smaller, the more they clump",
            "judgement: monthly counts of attacks vary far more than by chance alone",
        ),
    ),
    series={"attacks": "attacks"},
)
