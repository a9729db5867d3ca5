"""Choice: a formation that is free picks the enemy place that it will assault next.

Orders come first. Otherwise it weighs every enemy place that it can reach by road and that nobody assaults yet:
declared priority, importance, distance, the strength of the garrison and its isolation, and picks by softmax
(McFadden 1974) with named Gumbel luck. Population has no weight.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.ensemble.kinds import ASSAULT_BEGUN
from sandtable.luck import gumbel, normal, purpose
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field
from sandtable.world.roads import begin_search, search, seed_search

__all__ = ["MECHANISM"]

TASTE = purpose("choice: what else speaks for a place")
BATTLE = purpose("assault: what this battle is like")


def reachable_km(state: Any, world: Any, draw: Any, place: int) -> float:
    """Road km to a place from where the last search began, entering it from a place that was reached."""
    best = math.inf
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        km = state.distance[world.edge_place[edge]] + draw.km[world.edge_route[edge]]
        if km < best:
            best = km
    return best


def under_assault(state: Any, world: Any, place: int) -> bool:
    """Whether any formation assaults the place."""
    for formation in range(world.formations):
        if state.target[formation] == place:
            return True
    return False


def left_to_others(state: Any, world: Any, formation: int, place: int) -> bool:
    """Whether a side that is no friend assaults the place already: nobody helps it."""
    actor = world.formation_actor[formation]
    for other in range(world.formations):
        if state.target[other] == place and world.friend[world.formation_actor[other], actor] == 0:
            return True
    return False


def may_attack(state: Any, world: Any, formation: int, place: int) -> bool:
    """Whether the place is held by an enemy and the formation may go there."""
    holder = state.holder[place]
    if holder < 0 or world.formation_only[formation, place] == 0 or state.taken_by[place] >= 0:
        return False
    return world.enemy[world.formation_actor[formation], holder] != 0


def ordered(state: Any, world: Any, formation: int) -> int:
    """The first place of the formation's orders that an enemy holds now, -1 when there is none."""
    actor = world.formation_actor[formation]
    for place in world.orders[formation]:
        if place >= 0:
            holder = state.holder[place]
            if holder >= 0 and world.enemy[actor, holder] != 0:
                return place
    return -1


def worth(state: Any, world: Any, draw: Any, formation: int, place: int, km: float) -> float:
    """What speaks for a place, apart from luck."""
    actor = world.formation_actor[formation]
    defenders = max(1.0, state.garrison[place, state.holder[place]])
    return (
        draw.choice_priority * world.priority[actor, place]
        + draw.choice_importance * world.importance[place]
        + draw.choice_distance * km / 100.0
        + draw.choice_garrison * math.log(defenders / 1000.0)
        + draw.choice_isolation * state.isolation[place]
    )


def pick(state: Any, world: Any, draw: Any, luck: Any, formation: int) -> int:
    """The place chosen, -1 when no enemy place can be reached."""
    order = ordered(state, world, formation)
    if order >= 0:
        if not may_attack(state, world, formation, order) or left_to_others(state, world, formation, order):
            return -1
        return order if not math.isinf(reachable_km(state, world, draw, order)) else -1
    best = -1
    most = -math.inf
    for place in range(world.places):
        if not may_attack(state, world, formation, place) or under_assault(state, world, place):
            continue
        km = reachable_km(state, world, draw, place)
        if math.isinf(km):
            continue
        value = worth(state, world, draw, formation, place, km)
        value += gumbel(luck, TASTE, world.formation_key[formation], state.step, world.place_key[place])
        if value > most:
            most = value
            best = place
    return best


def is_free(state: Any, world: Any, formation: int) -> bool:
    """Whether the formation may choose in this step."""
    if state.target[formation] >= 0 or state.strength[formation] < 1.0 or state.day < state.ready_day[formation]:
        return False
    if state.day < world.formation_day[formation] or state.looked_version[formation] == state.control_version:
        return False
    waits_for = world.formation_after[formation]
    return waits_for < 0 or state.fallen[waits_for] != 0


def look_around(state: Any, world: Any, draw: Any, formation: int) -> None:
    """Search the roads from where the formation stands."""
    begin_search(state, world)
    waiting = seed_search(state, world, state.stands_at[formation], 0)
    search(state, world, draw, world.formation_actor[formation], waiting)


def supply_at(state: Any, world: Any, draw: Any, formation: int, place: int) -> None:
    """How well the formation will be supplied before a place, once it has looked around; as before if no way leads."""
    actor = world.formation_actor[formation]
    if world.has_supply[actor] == 0:
        state.reach_efficiency[formation] = 1.0
        return
    km = state.supply_km[state.stands_at[formation], actor] + reachable_km(state, world, draw, place)
    if not math.isinf(km):
        state.reach_efficiency[formation] = math.exp(-km / draw.supply_reach)


def begin(state: Any, world: Any, draw: Any, luck: Any, log: Any, formation: int, place: int) -> None:
    """Begin the assault: how well the formation is supplied there, and what this battle will be like."""
    if not under_assault(state, world, place):
        state.battle_noise[place] = normal(luck, BATTLE, world.place_key[place], state.step, 0)
    state.target[formation] = place
    supply_at(state, world, draw, formation, place)
    record(log, state, 0.0, ASSAULT_BEGUN, place, state.holder[place], world.formation_actor[formation], formation)


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let every free formation choose; one that finds no place waits until control changes or an assault ends."""
    for formation in range(world.formations):
        if state.step == 0 and state.target[formation] >= 0:
            look_around(state, world, draw, formation)
            supply_at(state, world, draw, formation, state.target[formation])
        if not is_free(state, world, formation):
            continue
        look_around(state, world, draw, formation)
        place = pick(state, world, draw, luck, formation)
        if place >= 0:
            begin(state, world, draw, luck, log, formation, place)
        else:
            state.looked_version[formation] = state.control_version


MECHANISM = Mechanism(
    name="choice",
    about="Free formations choose what to assault next, by orders or by weighing.",
    step=step,
    reads=frozenset(
        "world.places world.formations world.edge_start world.edge_place world.edge_route state.passes "
        "world.enemy world.friend world.orders world.priority world.importance world.formation_actor "
        "world.formation_key world.formation_day world.formation_after world.formation_only world.place_key "
        "world.has_supply draw.km draw.supply_reach state.holder state.garrison state.isolation state.target "
        "state.strength state.day state.ready_day state.looked_version state.control_version state.fallen "
        "state.taken_by state.step state.stands_at state.supply_km state.distance state.queue state.queued".split()
    ),
    writes=frozenset(
        "state.target state.battle_noise state.reach_efficiency state.looked_version state.distance state.queue "
        "state.queued".split()
    ),
    state=(
        Field("looked_version", ("formation",), "i8", 0, "version of control in which it last found no target"),
        Field("battle_noise", ("place",), "f8", 0.0, "what the battle for the place is like, in standard deviations"),
    ),
    parameters=(
        Parameter(
            "choice.priority",
            "log odds per unit",
            Prior("half-normal", (2.5,)),
            "weight of a declared priority (from -1 to 1): how far a side does what it says",
            "judgement: declared priorities are sometimes deception, so the weight may be near nothing",
        ),
        Parameter(
            "choice.importance",
            "log odds per unit",
            Prior("half-normal", (1.0,)),
            "weight of a place's stated importance",
            "judgement",
        ),
        Parameter(
            "choice.distance",
            "log odds per 100 km",
            Prior("normal", (-0.4, 0.4)),
            "weight of road distance: nearer places first when negative",
            "judgement: campaigns mostly take near places first",
        ),
        Parameter(
            "choice.garrison",
            "log odds per log fighters",
            Prior("normal", (-0.5, 0.6)),
            "weight of the garrison's strength: weaker places first when negative",
            "judgement: weaker places tend to be taken first, with exceptions",
        ),
        Parameter(
            "choice.isolation",
            "log odds",
            Prior("normal", (0.0, 0.5)),
            "weight of a place's isolation",
            "judgement, centred on nothing: isolated places tempt, and can wait",
        ),
    ),
)
