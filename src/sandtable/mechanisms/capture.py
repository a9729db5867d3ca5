"""Capture: places change hands, and what becomes of those who held and took them.

Defenders of a place that is taken by assault escape in part (to the nearest place of their side, or into hiding when
there is no road), and of the rest some are killed and some captured; where a place gives up, all who do not escape
are captured. From a place that is left by agreement all go to their own side; whom raiders surprise mostly gets
away. Takers move in, and leave a garrison: some hundreds, more where enemies stand near, never most of
themselves. Captures of one step happen in the order of their moments.
Every person stays in the books: present + residual + killed + captured + deserted = initial + reinforcements.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.ensemble.kinds import (
    ASSAULT_ENDED,
    BY_AGREEMENT,
    BY_ASSAULT,
    BY_COLLAPSE,
    BY_EVENT,
    BY_RAID,
    BY_RECOVERY,
    BY_SURRENDER,
    BY_WITHDRAWAL,
    CONTROL,
    OVERTAKEN,
)
from sandtable.luck import normal, purpose
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.battles import enemies_near, nearest_own, refuge, under_assault
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior

__all__ = ["MECHANISM"]

PAUSE = purpose("capture: pause after a place is taken")


def next_capture(state: Any, world: Any) -> int:
    """The place whose capture comes first among those still to be done, -1 when none is left."""
    best = -1
    for place in range(world.places):
        if state.taken_by[place] >= 0 and (best < 0 or state.taken_moment[place] < state.taken_moment[best]):
            best = place
    return best


def lose(state: Any, draw: Any, actor: int, persons: float, how: int) -> None:
    """Book those who did not escape as killed or captured."""
    fought = how in (BY_ASSAULT, BY_RAID, BY_RECOVERY)
    killed = persons * draw.capture_killed_share if fought else 0.0
    state.killed[actor] += killed
    state.captured[actor] += persons - killed


def escape_share(draw: Any, haven: int, how: int) -> float:
    """Share of the defenders that gets away: all of those who leave in peace, most of those whom raiders surprise."""
    if how in (BY_AGREEMENT, BY_WITHDRAWAL):
        return 1.0
    if how in (BY_RAID, BY_RECOVERY):
        return 1.0 - draw.capture_raid_losses
    return draw.capture_escape_open if haven >= 0 else draw.capture_escape_cut_off


def disperse(state: Any, world: Any, draw: Any, place: int, taker: int, how: int) -> None:
    """What becomes of garrisons and idle formations in the place: the taker's enemies, and a holder who leaves."""
    for actor in range(world.actors):
        leaves = how in (BY_AGREEMENT, BY_WITHDRAWAL) and actor == state.holder[place]
        if world.enemy[actor, taker] == 0 and not leaves:
            continue
        haven = refuge(state, world, draw, place, actor)
        if haven < 0 and how in (BY_AGREEMENT, BY_WITHDRAWAL):
            haven = nearest_own(state, world, draw, place, actor)
        share = escape_share(draw, haven, how)
        persons = state.garrison[place, actor]
        state.garrison[place, actor] = 0.0
        if haven >= 0:
            state.garrison[haven, actor] += persons * share
        else:
            state.residual[place, actor] += persons * share
            state.hides[place] = 1
        lose(state, draw, actor, persons * (1.0 - share), how)
        for formation in range(world.formations):
            if world.formation_actor[formation] == actor and state.stands_at[formation] == place:
                dislodge(state, world, draw, formation, haven, share, how)


def dislodge(state: Any, world: Any, draw: Any, formation: int, haven: int, share: float, how: int) -> None:
    """A formation loses the place where it stands: if it assaults elsewhere its base moves, if idle it suffers too."""
    place = state.stands_at[formation]
    actor = world.formation_actor[formation]
    persons = state.strength[formation]
    if state.target[formation] < 0:
        lose(state, draw, actor, persons * (1.0 - share), how)
        persons *= share
        state.strength[formation] = persons
    if haven >= 0:
        state.stands_at[formation] = haven
    elif state.target[formation] < 0:
        state.residual[place, actor] += persons
        state.hides[place] = 1
        state.strength[formation] = 0.0


def occupy(state: Any, world: Any, draw: Any, luck: Any, log: Any, place: int) -> None:
    """Move the takers in: formations that assaulted the place stand there, pause, and leave a garrison."""
    taker = state.taken_by[place]
    how = state.taken_how[place]
    moment = state.taken_moment[place] * world.day_step
    wanted = max(draw.capture_garrison, draw.capture_cover * enemies_near(state, world, place, taker))
    for formation in range(world.formations):
        if state.target[formation] != place:
            continue
        actor = world.formation_actor[formation]
        state.target[formation] = -1
        noise = normal(luck, PAUSE, world.formation_key[formation], state.step, 0)
        pause = draw.assault_pause_days * math.exp(draw.assault_pause_spread * noise)
        state.ready_day[formation] = state.day + moment + pause
        end = BY_ASSAULT if how == BY_ASSAULT else OVERTAKEN
        record(log, state, moment, ASSAULT_ENDED, place, state.holder[place], actor, end)
        if world.friend[actor, taker] == 0:
            continue
        state.stands_at[formation] = place
        if actor == taker:
            left = min(wanted, state.strength[formation] * draw.capture_most_left)
            state.strength[formation] -= left
            state.garrison[place, taker] += left
            wanted -= left
    if how in (BY_COLLAPSE, BY_EVENT, BY_AGREEMENT):  # whoever comes in then is none of the above
        state.garrison[place, taker] += wanted
        state.reinforced[taker] += wanted


def change_hands(state: Any, world: Any, draw: Any, luck: Any, log: Any, place: int) -> None:
    """Carry out one capture."""
    taker = state.taken_by[place]
    before = state.holder[place]
    how = state.taken_how[place]
    given_up = how in (BY_COLLAPSE, BY_AGREEMENT) and under_assault(state, world, place)
    cause = BY_SURRENDER if given_up else how
    disperse(state, world, draw, place, taker, how)
    occupy(state, world, draw, luck, log, place)
    record(log, state, state.taken_moment[place] * world.day_step, CONTROL, place, before, taker, cause)
    state.holder[place] = taker
    state.taken_by[place] = -1
    state.work[place] = 0.0
    state.efficiency[place] = 1.0  # until their supply is worked out, the new holders live on what they brought
    if before == world.first_holder[place]:
        state.fallen[place] = 1
    if state.cut_off[place] != 0:
        state.cut_off[place] = 0
        state.isolation[place] = 0.0
    state.control_version += 1


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Carry out the captures of this step, earliest first."""
    place = next_capture(state, world)
    while place >= 0:
        change_hands(state, world, draw, luck, log, place)
        place = next_capture(state, world)


MECHANISM = Mechanism(
    name="capture",
    about="Places change hands; defenders escape, are captured or killed; takers move in.",
    step=step,
    reads=frozenset(
        "world.places world.actors world.formations world.edge_start world.edge_place world.edge_route "
        "state.distance state.queue state.queued state.passes world.enemy world.friend "
        "world.first_holder world.formation_actor world.formation_key world.day_step "
        "draw.km draw.assault_pause_days draw.assault_pause_spread state.taken_by state.taken_how "
        "state.taken_moment state.holder state.garrison state.strength state.target state.stands_at state.step "
        "state.day state.cut_off state.killed state.captured state.residual state.reinforced "
        "state.control_version".split()
    ),
    writes=frozenset(
        "state.taken_by state.holder state.fallen state.garrison state.strength state.target state.stands_at "
        "state.ready_day state.work state.efficiency state.cut_off state.isolation state.killed state.captured "
        "state.residual state.hides state.reinforced state.control_version state.distance state.queue "
        "state.queued".split()
    ),
    parameters=(
        Parameter(
            "capture.escape-open",
            "share",
            Prior("beta", (2.0, 3.0)),
            "share of the defenders that escapes when a road to their own side is open",
            "judgement",
        ),
        Parameter(
            "capture.escape-cut-off",
            "share",
            Prior("beta", (1.5, 8.5)),
            "share of the defenders that escapes into hiding when no road is open",
            "judgement",
        ),
        Parameter(
            "capture.killed-share",
            "share",
            Prior("beta", (4.0, 2.0)),
            "share killed, of the defenders who neither escape nor are let go, when a place is taken by assault",
            "judgement",
        ),
        Parameter(
            "capture.raid-losses",
            "share",
            Prior("beta", (1.5, 13.5)),
            "share of those driven out by a raid or a recovery who do not get away",
            "judgement: most of them withdraw",
        ),
        Parameter(
            "capture.garrison",
            "persons",
            Prior("lognormal", (300.0, 0.5)),
            "fighters left at the least to hold a place that was taken, if the takers have so many to spare",
            "judgement",
        ),
        Parameter(
            "capture.cover",
            "fighters per enemy",
            Prior("lognormal", (0.5, 0.5)),
            "fighters left in a place that was taken, for each enemy fighter who stands next to it",
            "judgement: who holds wants no attack to promise success; one behind defences for two who might come",
        ),
        Parameter(
            "capture.most-left",
            "share",
            Prior("beta", (4.0, 8.0)),
            "largest share of itself that a formation leaves behind in a place that it takes",
            "judgement: a third; an axis that leaves more behind ceases to be one",
        ),
    ),
)
