"""Threat: what enemies near the joints and roads of corridors weigh.

Enemies near a place are the fighters of its holder's enemies who stand in a neighbouring place (garrisons, and
formations that assault nothing else), and a part of those who hide there or in the place itself. A base that friends
of the holder keep in the place lowers it by a share. Along a corridor every such place counts once, by the same rule,
for the enemies of whoever the corridor is for. Weighed anew whenever control or bases change, and every few days.
"""

from __future__ import annotations

from typing import Any

from sandtable.couplings import BASES_TO_THREAT, CELLS_TO_THREAT
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

DAYS = 7.0
"""Strengths change slowly while control does not: the threat is weighed anew after so many days at the latest."""
OPEN = 1


def guarded_share(state: Any, world: Any, draw: Any, place: int, friends: Any) -> float:
    """What is left of the threat to a place: less than 1 where one of these friends keeps an open base there."""
    for presence in range(world.presences):
        if world.presence_place[presence] != place or state.presence_open[presence] != OPEN:
            continue
        if world.presence_guards[presence] != 0 and friends[world.presence_actor[presence]] != 0:
            return 1.0 - world.coupled[BASES_TO_THREAT] * draw.threat_guard
    return 1.0


def hiding_weight(world: Any, draw: Any) -> float:
    """What one who hides counts beside one who stands openly."""
    weight: float = world.coupled[CELLS_TO_THREAT] * draw.threat_cell_weight
    return weight


def are_neighbours(world: Any, place: int, other: int) -> bool:
    """Whether a road joins two places."""
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        if world.edge_place[edge] == other:
            return True
    return False


def add_fighters(state: Any, world: Any, draw: Any, place: int, enemies: Any) -> None:
    """Fill `near` with the fighters of each enemy near a place, those in hiding by their weight."""
    for actor in range(world.actors):
        state.near[actor] = 0.0
        if enemies[actor] == 0:
            continue
        weight = hiding_weight(world, draw)
        total = weight * state.residual[place, actor]
        for edge in range(world.edge_start[place], world.edge_start[place + 1]):
            other = world.edge_place[edge]
            total += state.garrison[other, actor] + weight * state.residual[other, actor]
        state.near[actor] = total
    for formation in range(world.formations):
        actor = world.formation_actor[formation]
        if enemies[actor] == 0 or (state.target[formation] >= 0 and state.target[formation] != place):
            continue
        if are_neighbours(world, place, state.stands_at[formation]):
            state.near[actor] += state.strength[formation]


def weigh_place(state: Any, world: Any, draw: Any, place: int) -> None:
    """The threat to one place, and which enemy is strongest there (on a tie, the lower of luck's numbers)."""
    state.threat[place] = 0.0
    state.raider[place] = -1
    holder = state.holder[place]
    if holder < 0:
        return
    add_fighters(state, world, draw, place, world.enemy[holder])
    total = 0.0
    most = 0.0
    best = -1
    for actor in range(world.actors):
        near = state.near[actor]
        total += near
        tied = near == most and best >= 0 and world.actor_key[actor] < world.actor_key[best]
        if near > most or tied:
            most = near
            best = actor
    state.raider[place] = best
    state.threat[place] = total * guarded_share(state, world, draw, place, world.friend[holder])


def mark_road(state: Any, world: Any, draw: Any, corridor: int) -> None:
    """How openly each place lies to the corridor: 0 not near it, 1 near an unguarded place of it."""
    for place in range(world.places):
        state.nearness[place] = 0.0
    for place in world.corridor_place[corridor]:
        if place < 0:
            break
        share = guarded_share(state, world, draw, place, world.corridor_friend[corridor])
        state.nearness[place] = max(state.nearness[place], share)
        for edge in range(world.edge_start[place], world.edge_start[place + 1]):
            other = world.edge_place[edge]
            state.nearness[other] = max(state.nearness[other], share)


def weigh_road(state: Any, world: Any, draw: Any, corridor: int) -> None:
    """The threat along one corridor."""
    mark_road(state, world, draw, corridor)
    total = 0.0
    for actor in range(world.actors):
        if world.corridor_enemy[corridor, actor] == 0:
            continue
        for place in range(world.places):
            if state.nearness[place] > 0.0:
                hiding = hiding_weight(world, draw) * state.residual[place, actor]
                total += state.nearness[place] * (state.garrison[place, actor] + hiding)
    for formation in range(world.formations):
        if world.corridor_enemy[corridor, world.formation_actor[formation]] != 0:
            target = state.target[formation]
            if target < 0 or state.nearness[target] > 0.0:
                total += state.nearness[state.stands_at[formation]] * state.strength[formation]
    state.road_threat[corridor] = total


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Weigh every joint and every corridor when it is time."""
    version = state.control_version + state.presence_version
    if state.weighed_version == version and state.day < state.weighed_day + DAYS:
        return
    state.weighed_version = version
    state.weighed_day = state.day
    for joint in range(world.joints):
        weigh_place(state, world, draw, world.joint_place[joint])
    for corridor in range(world.corridors):
        weigh_road(state, world, draw, corridor)


MECHANISM = Mechanism(
    name="threat",
    about="Enemies near corridors and their joints are weighed.",
    step=step,
    reads=frozenset(
        "world.places world.actors world.coupled world.formations world.presences world.corridors "
        "world.edge_start world.edge_place world.enemy world.friend world.actor_key world.formation_actor "
        "world.joints world.joint_place world.corridor_place world.corridor_friend world.corridor_enemy "
        "world.presence_place world.presence_guards world.presence_actor state.holder state.garrison "
        "state.residual state.strength state.stands_at state.target state.presence_open state.control_version "
        "state.presence_version state.weighed_version state.weighed_day state.day state.near state.nearness".split()
    ),
    writes=frozenset(
        "state.threat state.raider state.road_threat state.near state.nearness state.weighed_version "
        "state.weighed_day".split()
    ),
    state=(
        Field("threat", ("place",), "f8", meaning="enemy fighters near a joint, as its holder meets them"),
        Field("raider", ("place",), "i8", -1, "the enemy who has most of them, -1 nobody"),
        Field("road_threat", ("corridor",), "f8", meaning="enemy fighters near the corridor"),
        Field("near", ("actor",), "f8", meaning="scratch: fighters near the place at hand"),
        Field("nearness", ("place",), "f8", meaning="scratch: how openly the place lies to a corridor"),
        Field("weighed_version", (), "i8", 0, "version of control and bases that threat was last weighed for"),
        Field("weighed_day", (), "f8", 0.0, "day on which it was"),
    ),
    parameters=(
        Parameter(
            "threat.cell-weight",
            "share",
            Prior("beta", (4.0, 4.0)),
            "how much a fighter in hiding counts, beside one who stands openly in a neighbouring place",
            "judgement: about half",
        ),
        Parameter(
            "threat.guard",
            "share",
            Prior("beta", (2.0, 2.0)),
            "share by which a base of friends lowers the threat to its place",
            "judgement: anything from little to nearly all; bases were raided too",
        ),
    ),
    needs="corridors",
)
