"""How many fighters an actor has, now and on day 0, for mechanisms in which weight or threat follows arms."""

from __future__ import annotations

from typing import Any

__all__ = ["fighters_of", "first_fighters_of"]


def fighters_of(state: Any, world: Any, actor: int) -> float:
    """All fighters of an actor who stand openly today, in garrisons and formations."""
    count = 0.0
    for place in range(world.places):
        count += state.garrison[place, actor]
    for formation in range(world.formations):
        if world.formation_actor[formation] == actor:
            count += state.strength[formation]
    return count


def first_fighters_of(world: Any, draw: Any, actor: int) -> float:
    """The same on day 0."""
    count = 0.0
    for place in range(world.places):
        count += draw.garrison[place, actor]
    for formation in range(world.formations):
        if world.formation_actor[formation] == actor:
            count += draw.strength[formation]
    return count
