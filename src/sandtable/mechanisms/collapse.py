"""Collapse: a place that is cut off gives up without an assault.

A hazard of isolation squared over a mean time. How readily this happens is disputed, so a scenario chooses among
three settings: off, weak (mean time about 600 days once isolated) and author (about 120 days: the reading of an
author who expects pockets to fall by themselves). The place goes to whoever assaults it, else to the
neighbouring enemy with most roads to it. Under an assault it counts as taken by assault: the defenders gave up to it.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import ISOLATION_TO_COLLAPSE
from sandtable.ensemble.kinds import BY_COLLAPSE
from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior

__all__ = ["MECHANISM"]

COLLAPSE = purpose("collapse: the place gives up")

WEAK = Prior("lognormal", (600.0, 1.0))
AUTHOR = Prior("lognormal", (120.0, 0.5))


def heir(state: Any, world: Any, place: int) -> int:
    """Whoever assaults the place, else the holder's enemy with most neighbouring places, -1 if there is none.

    On a tie, the lower of luck's numbers.
    """
    for formation in range(world.formations):
        actor = world.formation_actor[formation]
        if state.target[formation] == place and world.enemy[actor, state.holder[place]] != 0:
            return int(actor)
    best = -1
    most = 0
    for actor in range(world.actors):
        if world.enemy[actor, state.holder[place]] == 0:
            continue
        roads = 0
        for edge in range(world.edge_start[place], world.edge_start[place + 1]):
            if state.holder[world.edge_place[edge]] == actor:
                roads += 1
        if roads > most or (roads == most and roads > 0 and world.actor_key[actor] < world.actor_key[best]):
            best = actor
            most = roads
    return best


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let places that are cut off give up."""
    for place in range(world.places):
        if state.cut_off[place] == 0 or state.isolation[place] <= 0.0 or state.taken_by[place] >= 0:
            continue
        isolation = world.coupled[ISOLATION_TO_COLLAPSE] * state.isolation[place]
        hazard = isolation * isolation / draw.collapse_days * world.day_step
        chance = uniform(luck, COLLAPSE, world.place_key[place], state.step, 0)
        if chance >= 1.0 - math.exp(-hazard):
            continue
        taker = heir(state, world, place)
        if taker >= 0:
            state.taken_by[place] = taker
            state.taken_how[place] = BY_COLLAPSE
            state.taken_moment[place] = min(1.0, -math.log(1.0 - chance) / hazard)


MECHANISM = Mechanism(
    name="collapse",
    about="Places that have long been cut off give up without an assault.",
    step=step,
    reads=frozenset(
        "world.places world.actors world.coupled world.enemy world.edge_start world.edge_place world.actor_key "
        "world.place_key world.day_step world.formation_actor world.formations state.cut_off state.isolation "
        "state.holder state.step state.taken_by state.target".split()
    ),
    writes=frozenset("state.taken_by state.taken_how state.taken_moment".split()),
    parameters=(
        Parameter(
            "collapse.days",
            "days",
            WEAK,
            "mean time until a fully isolated place gives up without an assault",
            "judgement; the setting `author` (120 days) is the note's own reading, `weak` (600 days) a sceptic's",
        ),
    ),
    settings={"weak": {"collapse.days": WEAK}, "author": {"collapse.days": AUTHOR}},
)
