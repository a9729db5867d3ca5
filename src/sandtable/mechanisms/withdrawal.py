"""Withdrawal: defenders under assault who are bound to lose leave while a road to their own side is open.

A hazard of a rate times the chance that the assault succeeds. The fighters go to the nearest neighbouring place of
their own and fight on; nobody is captured. Who is cut off cannot leave.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import ODDS_TO_WITHDRAWAL
from sandtable.ensemble.kinds import BY_WITHDRAWAL
from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.battles import chance_of_success, leads, refuge
from sandtable.world.parameters import Parameter, Prior

__all__ = ["MECHANISM"]

LEAVES = purpose("withdrawal: the garrison leaves")


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let garrisons under assault leave."""
    for formation in range(world.formations):
        place = state.target[formation]
        if place < 0 or state.taken_by[place] >= 0 or not leads(state, world, formation):
            continue
        actor = world.formation_actor[formation]
        holder = state.holder[place]
        if holder < 0 or world.enemy[actor, holder] == 0 or refuge(state, world, draw, place, holder) < 0:
            continue
        bound_to_lose = world.coupled[ODDS_TO_WITHDRAWAL] * chance_of_success(state, world, draw, place, actor)
        hazard = draw.withdrawal_rate * bound_to_lose * world.day_step
        chance = uniform(luck, LEAVES, world.place_key[place], state.step, 0)
        if chance < 1.0 - math.exp(-hazard):
            state.taken_by[place] = actor
            state.taken_how[place] = BY_WITHDRAWAL
            state.taken_moment[place] = min(1.0, -math.log(1.0 - chance) / hazard)


MECHANISM = Mechanism(
    name="withdrawal",
    about="Garrisons that are bound to lose leave while a road is open.",
    step=step,
    reads=frozenset(
        "world.formations world.coupled world.levers world.force_lift world.enemy world.fortified "
        "world.formation_actor world.place_key world.day_step world.edge_start world.edge_place world.edge_route "
        "draw.km draw.assault_base_odds draw.assault_offensive_odds draw.assault_deliberate_ratio "
        "draw.assault_quality draw.assault_force_exponent draw.assault_causal_exponent "
        "draw.assault_isolation_odds draw.assault_fortified_odds draw.assault_air_odds state.target "
        "state.taken_by state.holder state.garrison state.strength state.stands_at state.efficiency "
        "state.reach_efficiency state.isolation state.air state.step".split()
    ),
    writes=frozenset("state.taken_by state.taken_how state.taken_moment".split()),
    parameters=(
        Parameter(
            "withdrawal.rate",
            "per day",
            Prior("lognormal", (0.005, 1.0)),
            "chance a day that a garrison leaves when it is sure to lose and its road is open",
            "judgement: some garrisons left within weeks, many stayed to the end",
        ),
    ),
)
