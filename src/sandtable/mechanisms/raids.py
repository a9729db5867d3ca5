"""Raids: a weak joint of a corridor is lost for a while to enemies near it, and taken back.

Raids come at a rate proportional to the threat, and the stronger its garrison the likelier the place holds: only weak
joints fall so. The raiders are a few fighters of the strongest enemy near the place, from a
garrison, out of hiding or from a formation; they stay until the old holder, coming from a neighbouring place that it
holds, takes the joint back. Where a formation of the holder or its friends stands, the raid is beaten off. Waiting
times are exponential in the hazard added up, so that they are right for a hazard that changes, whatever the step.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import THREAT_TO_RAIDS
from sandtable.ensemble.kinds import BY_RAID, BY_RECOVERY
from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

RAID = purpose("raids: how much it takes until the next")
WEAK = purpose("raids: whether the garrison gives way")
RECOVER = purpose("raids: how much it takes until the place is taken back")
THREAT = 3000.0
"""Rates are stated for a threat of so many fighters."""


def is_defended(state: Any, world: Any, place: int) -> bool:
    """Whether a formation of the holder or of its friends stands ready in the place."""
    for formation in range(world.formations):
        ready = state.stands_at[formation] == place and state.target[formation] < 0
        friend = world.friend[world.formation_actor[formation], state.holder[place]] != 0
        if ready and friend and state.strength[formation] >= 1.0:
            return True
    return False


def strongest_neighbour(state: Any, world: Any, place: int, actor: int, own: bool) -> int:
    """The neighbouring place with the largest garrison of the actor, -1 for none; `own` wants that it holds it."""
    best = -1
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        other = world.edge_place[edge]
        if own and state.holder[other] != actor:
            continue
        if not own and state.garrison[other, actor] < 1.0:
            continue
        if best < 0 or state.garrison[other, actor] > state.garrison[best, actor]:
            best = other
    return best


def bring_from_garrison(state: Any, draw: Any, place: int, base: int, actor: int) -> None:
    """Some of a garrison, at most half of it, move into the place."""
    come = min(draw.raids_raiders, 0.5 * state.garrison[base, actor])
    state.garrison[base, actor] -= come
    state.garrison[place, actor] += come


def bring_from_hiding(state: Any, world: Any, draw: Any, place: int, actor: int) -> bool:
    """Some of those who hide in the place or next to it come out; whether there were any."""
    best = place
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        other = world.edge_place[edge]
        if state.residual[other, actor] > state.residual[best, actor]:
            best = other
    if state.residual[best, actor] < 1.0:
        return False
    come = min(draw.raids_raiders, state.residual[best, actor])
    state.residual[best, actor] -= come
    state.garrison[place, actor] += come
    return True


def bring_from_formation(state: Any, world: Any, draw: Any, place: int, actor: int) -> bool:
    """Some of a formation that stands idle next to the place move in; whether there is one."""
    for formation in range(world.formations):
        own = world.formation_actor[formation] == actor and state.target[formation] < 0
        if not own or state.strength[formation] < 1.0:
            continue
        for edge in range(world.edge_start[place], world.edge_start[place + 1]):
            if world.edge_place[edge] == state.stands_at[formation]:
                come = min(draw.raids_raiders, 0.5 * state.strength[formation])
                state.strength[formation] -= come
                state.garrison[place, actor] += come
                return True
    return False


def bring_raiders(state: Any, world: Any, draw: Any, place: int, actor: int) -> bool:
    """Bring a few fighters into the place; whether any came."""
    base = strongest_neighbour(state, world, place, actor, False)
    if base >= 0:
        bring_from_garrison(state, draw, place, base, actor)
        return True
    if bring_from_hiding(state, world, draw, place, actor):
        return True
    return bring_from_formation(state, world, draw, place, actor)


def fall(state: Any, place: int, to: int, how: int, moment: float) -> None:
    """The place changes hands in this step."""
    state.taken_by[place] = to
    state.taken_how[place] = how
    state.taken_moment[place] = moment


def moment_reached(state: Any, world: Any, luck: Any, place: int, use: int, hazard: float) -> float:
    """Add a hazard of this step up; the share of the step at which it is enough, more than 1 when it is not yet."""
    if state.raid_limit[place] <= 0.0:
        state.raid_limit[place] = -math.log(uniform(luck, use, world.place_key[place], state.raids[place], 0))
    before = state.raid_strain[place]
    state.raid_strain[place] = before + hazard
    if state.raid_strain[place] < state.raid_limit[place]:
        return 2.0
    moment = max(0.0, min(1.0, (state.raid_limit[place] - before) / hazard))
    state.raid_strain[place] = 0.0
    state.raid_limit[place] = 0.0
    return moment


def press(state: Any, world: Any, draw: Any, luck: Any, place: int) -> None:
    """Let the threat to a joint add up, and the raid come when it is enough."""
    hazard = draw.raids_rate * state.threat[place] / THREAT * world.day_step
    moment = moment_reached(state, world, luck, place, RAID, hazard)
    if moment > 1.0:
        return
    state.raids[place] += 1
    raider = state.raider[place]
    holder = state.holder[place]
    if holder < 0 or raider < 0 or world.enemy[raider, holder] == 0 or is_defended(state, world, place):
        return
    taken = 1.0 / (1.0 + state.garrison[place, holder] / draw.raids_weak_garrison)
    if uniform(luck, WEAK, world.place_key[place], state.raids[place], 0) >= taken:
        return
    if bring_raiders(state, world, draw, place, raider):
        state.raided_from[place] = holder
        state.raided_by[place] = raider
        state.raid_strain[place] = (1.0 - moment) * world.day_step / draw.raids_recovery_days  # the rest of this step
        fall(state, place, raider, BY_RAID, moment)


def come_back(state: Any, world: Any, draw: Any, luck: Any, place: int) -> None:
    """Whoever lost the place to raiders may take it back; not when it has passed on from them meanwhile."""
    old = state.raided_from[place]
    if state.holder[place] != state.raided_by[place] or world.enemy[old, state.raided_by[place]] == 0:
        state.raided_from[place] = -1
        state.raid_strain[place] = 0.0
        state.raid_limit[place] = 0.0
        return
    base = strongest_neighbour(state, world, place, old, True)
    if base < 0:
        return
    moment = moment_reached(state, world, luck, place, RECOVER, world.day_step / draw.raids_recovery_days)
    if moment <= 1.0:
        bring_from_garrison(state, draw, place, base, old)
        state.raided_from[place] = -1
        fall(state, place, old, BY_RECOVERY, moment)


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Raid joints, and take them back."""
    for joint in range(world.joints):
        place = world.joint_place[joint]
        if state.taken_by[place] >= 0:
            continue
        if state.raided_from[place] >= 0:
            come_back(state, world, draw, luck, place)
        elif world.coupled[THREAT_TO_RAIDS] * state.threat[place] > 0.0:
            press(state, world, draw, luck, place)


MECHANISM = Mechanism(
    name="raids",
    about="Weak joints of corridors are lost to raiders for a while, and taken back.",
    step=step,
    reads=frozenset(
        "world.joints world.coupled world.joint_place world.formations world.edge_start world.edge_place "
        "world.enemy world.friend world.formation_actor world.place_key world.day_step state.holder "
        "state.garrison state.residual state.strength state.stands_at state.target state.taken_by "
        "state.threat state.raider state.raid_limit state.raid_strain state.raids state.raided_from "
        "state.raided_by".split()
    ),
    writes=frozenset(
        "state.garrison state.residual state.strength state.taken_by state.taken_how state.taken_moment "
        "state.raid_limit state.raid_strain state.raids state.raided_from state.raided_by".split()
    ),
    state=(
        Field("raid_limit", ("place",), "f8", meaning="hazard to add up until a raid or its undoing, 0 not known yet"),
        Field("raid_strain", ("place",), "f8", meaning="hazard that has added up so far"),
        Field("raids", ("place",), "i8", meaning="raids on the place so far"),
        Field("raided_from", ("place",), "i8", -1, "who lost the place to raiders and may take it back, -1 nobody"),
        Field("raided_by", ("place",), "i8", -1, "the raiders' side"),
    ),
    parameters=(
        Parameter(
            "raids.rate",
            "per day",
            Prior("lognormal", (0.003, 0.7)),
            "rate of raids that would take a joint without a garrison, for each 3,000 enemy fighters near it",
            "judgement: a desert town was lost twice in its first year, from memory",
        ),
        Parameter(
            "raids.weak-garrison",
            "persons",
            Prior("lognormal", (300.0, 0.6)),
            "garrison that gives way to a raid in one of two cases",
            "judgement: posts of some dozens are overrun, garrisons of a thousand are not",
        ),
        Parameter(
            "raids.recovery-days",
            "days",
            Prior("lognormal", (5.0, 0.7)),
            "mean time until the old holder takes the joint back from raiders",
            "judgement: raiders rarely meant to stay; days rather than weeks",
        ),
        Parameter(
            "raids.raiders",
            "persons",
            Prior("lognormal", (80.0, 0.6)),
            "fighters who come in a raid, and who come to take the place back",
            "judgement: some dozens to two hundred",
        ),
    ),
    needs="corridors",
)
