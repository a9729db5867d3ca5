"""Reinforcement: fighters who arrive month by month, at a place or with a formation, while supply reaches it."""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import SUPPLY_TO_REINFORCEMENT
from sandtable.mechanisms.mechanism import Mechanism

__all__ = ["MECHANISM"]

DAYS_IN_MONTH = 30.436875


def arrives(state: Any, world: Any, flow: int) -> bool:
    """Whether the flow has not ended and supply reaches where it goes: a place of the actor, or its formation."""
    if state.day >= world.flow_until[flow]:
        return False
    actor = world.flow_actor[flow]
    place = world.flow_place[flow]
    formation = world.flow_formation[flow]
    if formation >= 0:
        if state.strength[formation] <= 0.0:
            return False
        place = state.stands_at[formation]
    elif state.holder[place] != actor:
        return False
    if world.coupled[SUPPLY_TO_REINFORCEMENT] == 0:
        return True
    return world.has_supply[actor] == 0 or not math.isinf(state.supply_km[place, actor])


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let this step's share of every flow arrive."""
    for flow in range(world.flows):
        if not arrives(state, world, flow):
            continue
        come = draw.flow_rate[flow] / DAYS_IN_MONTH * world.day_step
        actor = world.flow_actor[flow]
        if world.flow_formation[flow] >= 0:
            state.strength[world.flow_formation[flow]] += come
        else:
            state.garrison[world.flow_place[flow], actor] += come
        state.reinforced[actor] += come


MECHANISM = Mechanism(
    name="reinforcement",
    about="Fighters arrive month by month where supply reaches.",
    step=step,
    reads=frozenset(
        "world.flows world.coupled world.flow_actor world.flow_place world.flow_formation world.flow_until "
        "world.has_supply world.day_step draw.flow_rate state.day state.holder state.stands_at "
        "state.supply_km state.strength state.garrison state.reinforced".split()
    ),
    writes=frozenset("state.strength state.garrison state.reinforced".split()),
)
