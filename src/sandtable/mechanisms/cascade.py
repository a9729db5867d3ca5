"""Cascade: a side that has lost many of its strongholds defends the rest for a shorter time.

Off by default. Some campaigns did end in a rush (1975, 2001, 2009, 2014), others did not; where the setting is on, the
log of the days that an assault takes falls with the share of its strongholds that the holder has lost. A stronghold is
a place that it held with fighters of its own on day 0.
"""

from __future__ import annotations

from typing import Any

from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]


def share_lost(state: Any, world: Any, draw: Any, actor: int) -> float:
    """Share of the actor's strongholds that it does not hold now, 0 if it had none."""
    had = 0
    lost = 0
    for place in range(world.places):
        if world.first_holder[place] == actor and draw.garrison[place, actor] > 0.0:
            had += 1
            if state.holder[place] != actor:
                lost += 1
    return lost / had if had > 0 else 0.0


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Set how far each side is shaken."""
    for actor in range(world.actors):
        state.shaken[actor] = draw.cascade_strength * share_lost(state, world, draw, actor)


MECHANISM = Mechanism(
    name="cascade",
    about="A side that has lost many strongholds holds the rest for a shorter time (off by default).",
    step=step,
    reads=frozenset("world.places world.actors world.first_holder draw.garrison state.holder".split()),
    writes=frozenset("state.shaken".split()),
    state=(Field("shaken", ("actor",), "f8", meaning="by how much assaults on its places are shorter, log days"),),
    parameters=(
        Parameter(
            "cascade.strength",
            "log days",
            Prior("half-normal", (0.7,)),
            "by how much the log of an assault's days falls when a side has lost all its strongholds",
            "judgement: well-known collapses, and as many campaigns without one",
        ),
    ),
)
