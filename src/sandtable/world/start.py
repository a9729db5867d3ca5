"""Day 0 of a future: the state as the world and this future's draw set it."""

from __future__ import annotations

from typing import Any

__all__ = ["begin_future"]


def begin_future(state: Any, world: Any, draw: Any) -> None:
    """Set the drawn and declared parts of a state whose fields are at their initial values."""
    for place in range(world.places):
        state.holder[place] = world.first_holder[place]
        for actor in range(world.actors):
            state.garrison[place, actor] = draw.garrison[place, actor]
            state.supplies[place, actor] = world.first_supplies[place, actor]
    for actor in range(world.actors):
        state.air[actor] = world.first_air[actor]
        for mover in range(world.actors):
            state.passes[actor, mover] = world.first_passes[actor, mover]
    for corridor in range(world.corridors):
        state.veto[corridor] = world.first_veto[corridor]
    for client in range(world.clients):
        state.client_say[client] = draw.client_power[client]
    for stake in range(world.stakes):
        state.position[stake] = draw.stake_position[stake]
        state.salience[stake] = draw.stake_salience[stake]
    for formation in range(world.formations):
        state.strength[formation] = draw.strength[formation]
        state.stands_at[formation] = world.formation_place[formation]
        state.target[formation] = world.first_target[formation]
