"""Threat: what enemies near the joints and roads of corridors weigh.

Enemies near a place are the fighters of its holder's enemies who stand in a neighbouring place (garrisons, and
formations that assault nothing else), and a part of those who hide there or in the place itself. A base that friends
of the holder keep in the place lowers it by a share. Along a corridor every such place counts once, by the same rule,
for the enemies of whoever the corridor is for. Weighed anew whenever control or bases change, and every few days.
"""

from __future__ import annotations

from typing import Any

from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

DAYS = 5.0
"""Strengths change slowly while control does not: the threat is weighed anew after so many days at the latest."""
OPEN = 1


def is_guarded(state: Any, world: Any, place: int, actor: int) -> bool:
    """Whether a friend of the actor keeps an open base in the place."""
    for presence in range(world.presences):
        here = world.presence_place[presence] == place and state.presence_open[presence] == OPEN
        if here and world.presence_guards[presence] != 0 and world.friend[world.presence_actor[presence], actor] != 0:
            return True
    return False


def are_neighbours(world: Any, place: int, other: int) -> bool:
    """Whether a road joins two places, or they are one."""
    if place == other:
        return True
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        if world.edge_place[edge] == other:
            return True
    return False


def fighters_near(state: Any, world: Any, draw: Any, place: int, actor: int) -> float:
    """Fighters of one actor near a place, those in hiding by their weight."""
    total = draw.threat_cell_weight * state.residual[place, actor]
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        other = world.edge_place[edge]
        total += state.garrison[other, actor] + draw.threat_cell_weight * state.residual[other, actor]
    for formation in range(world.formations):
        idle = state.target[formation] < 0 or state.target[formation] == place
        if world.formation_actor[formation] != actor or not idle:
            continue
        if are_neighbours(world, place, state.stands_at[formation]):
            total += state.strength[formation]
    return total


def weigh_place(state: Any, world: Any, draw: Any, place: int) -> None:
    """The threat to one place, and which enemy is strongest there (on a tie, the lower of luck's numbers)."""
    state.threat[place] = 0.0
    state.raider[place] = -1
    holder = state.holder[place]
    if holder < 0:
        return
    most = 0.0
    for actor in range(world.actors):
        if world.enemy[actor, holder] == 0:
            continue
        near = fighters_near(state, world, draw, place, actor)
        state.threat[place] += near
        first = state.raider[place] < 0 or world.actor_key[actor] < world.actor_key[state.raider[place]]
        if near > most or (near == most and near > 0.0 and first):
            most = near
            state.raider[place] = actor
    if is_guarded(state, world, place, holder):
        state.threat[place] *= 1.0 - draw.threat_guard


def mark_road(state: Any, world: Any, draw: Any, corridor: int) -> None:
    """How openly each place lies to the corridor: 0 not near it, 1 near an unguarded place of it."""
    for place in range(world.places):
        state.nearness[place] = 0.0
    for place in world.corridor_place[corridor]:
        if place < 0:
            break
        open_share = 1.0
        for actor in range(world.actors):
            if world.corridor_user[corridor, actor] != 0 and is_guarded(state, world, place, actor):
                open_share = 1.0 - draw.threat_guard
        state.nearness[place] = max(state.nearness[place], open_share)
        for edge in range(world.edge_start[place], world.edge_start[place + 1]):
            other = world.edge_place[edge]
            state.nearness[other] = max(state.nearness[other], open_share)


def weigh_road(state: Any, world: Any, draw: Any, corridor: int) -> None:
    """The threat along one corridor."""
    mark_road(state, world, draw, corridor)
    total = 0.0
    for place in range(world.places):
        if state.nearness[place] > 0.0:
            for actor in range(world.actors):
                if world.corridor_enemy[corridor, actor] != 0:
                    hiding = draw.threat_cell_weight * state.residual[place, actor]
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
    for place in range(world.places):
        if world.is_joint[place] != 0:
            weigh_place(state, world, draw, place)
    for corridor in range(world.corridors):
        weigh_road(state, world, draw, corridor)


MECHANISM = Mechanism(
    name="threat",
    about="Enemies near corridors and their joints are weighed.",
    step=step,
    reads=frozenset(
        "world.places world.actors world.formations world.presences world.corridors world.edge_start world.edge_place "
        "world.enemy world.friend world.actor_key world.formation_actor world.is_joint world.corridor_place "
        "world.corridor_user world.corridor_enemy world.presence_place world.presence_guards world.presence_actor "
        "state.holder state.garrison state.residual state.strength state.stands_at state.target state.presence_open "
        "state.control_version state.presence_version state.weighed_version state.weighed_day state.day "
        "state.threat state.raider state.nearness".split()
    ),
    writes=frozenset(
        "state.threat state.raider state.road_threat state.nearness state.weighed_version state.weighed_day".split()
    ),
    state=(
        Field("threat", ("place",), "f8", meaning="enemy fighters near a joint, as its holder meets them"),
        Field("raider", ("place",), "i8", -1, "the enemy who has most of them, -1 nobody"),
        Field("road_threat", ("corridor",), "f8", meaning="enemy fighters near the corridor"),
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
