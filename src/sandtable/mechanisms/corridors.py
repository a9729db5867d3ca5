"""Corridors: ways that open to their users when all is secured, and close again.

A corridor can be secured for its users when each of its joints is held by an actor that lets them pass, every base or
camp that stands at a joint belongs to one who lets them pass too, and no decision forbids it. It then opens after a
lag that threat near the road makes longer; it closes at once when it can no longer be secured, and now and then by
threat alone. Attacks on the road are counted by the month, whether or not it is open.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import BASES_TO_CORRIDORS, CONTROL_TO_CORRIDORS, PERMISSION_TO_CORRIDORS, THREAT_TO_CORRIDORS
from sandtable.ensemble.kinds import (
    AS_PLANNED,
    CORRIDOR_CLOSED,
    CORRIDOR_OPENED,
    NO_PERMISSION,
    PLACE_LOST,
    THREATENED,
    VETOED,
)
from sandtable.luck import negative_binomial, normal, purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

TURN = purpose("corridors: how much it takes until it opens or closes")
LAG = purpose("corridors: what this opening is like")
ATTACKS = purpose("corridors: attacks on the road")
THREAT = 3000.0
"""Effects of threat are stated for so many fighters."""
MONTH = 30.4375
"""Days of a mean month."""
FREE = 0
UNKNOWN = -1
OPEN = 1


def lets_all_pass(state: Any, world: Any, corridor: int, actor: int) -> bool:
    """Whether an actor lets every user of the corridor through."""
    for user in range(world.actors):
        if world.corridor_user[corridor, user] != 0 and state.passes[actor, user] == 0:
            return False
    return True


def bar_at(state: Any, world: Any, corridor: int, joint: int) -> int:
    """What bars the corridor at one of its joints: a cause, or FREE."""
    holder = state.holder[joint]
    if holder < 0 or world.corridor_enemy[corridor, holder] != 0:
        lost = holder < 0 or not lets_all_pass(state, world, corridor, holder)
        if lost and world.coupled[CONTROL_TO_CORRIDORS] != 0:
            return PLACE_LOST
    elif world.coupled[PERMISSION_TO_CORRIDORS] != 0 and not lets_all_pass(state, world, corridor, holder):
        return NO_PERMISSION
    if world.coupled[BASES_TO_CORRIDORS] == 0:
        return FREE
    for presence in range(world.presences):
        here = world.presence_place[presence] == joint and state.presence_open[presence] == OPEN
        if here and not lets_all_pass(state, world, corridor, world.presence_actor[presence]):
            return NO_PERMISSION
    return FREE


def bar_of(state: Any, world: Any, corridor: int) -> int:
    """Why the corridor cannot be secured: a cause, or FREE."""
    if state.veto[corridor] != 0:
        return VETOED
    for joint in world.corridor_joint[corridor]:
        if joint >= 0:
            bar = bar_at(state, world, corridor, joint)
            if bar != FREE:
                return bar
    return FREE


def turn(state: Any, world: Any, log: Any, corridor: int, moment: float, cause: int) -> None:
    """Open a closed corridor or close an open one, for each of its users; `moment` in days since the step began."""
    opens = state.corridor_open[corridor] == 0
    state.corridor_open[corridor] = 1 if opens else 0
    state.turns[corridor] += 1
    state.turn_strain[corridor] = 0.0
    state.turn_limit[corridor] = 0.0
    kind = CORRIDOR_OPENED if opens else CORRIDOR_CLOSED
    for actor in range(world.actors):
        if world.corridor_user[corridor, actor] != 0:
            record(log, state, moment, kind, corridor, -1, actor, cause)


def next_limit(state: Any, world: Any, draw: Any, luck: Any, corridor: int) -> float:
    """How much hazard has to add up until the corridor turns; openings differ among themselves beyond chance."""
    key = world.corridor_key[corridor]
    limit = -math.log(uniform(luck, TURN, key, state.turns[corridor], 0))
    if state.corridor_open[corridor] == 0:
        limit *= math.exp(draw.corridors_lag_spread * normal(luck, LAG, key, state.turns[corridor], 0))
    return limit


def wait(state: Any, world: Any, draw: Any, luck: Any, log: Any, corridor: int) -> float:
    """Let a corridor that can be secured open, or close by threat, when its time comes; days open in this step."""
    if state.turn_limit[corridor] <= 0.0:
        state.turn_limit[corridor] = next_limit(state, world, draw, luck, corridor)
    threat = world.coupled[THREAT_TO_CORRIDORS] * state.road_threat[corridor] / THREAT
    was_open = state.corridor_open[corridor] != 0
    if was_open:
        hazard = draw.corridors_closing * threat * world.day_step
    else:
        hazard = math.exp(-draw.corridors_caution * threat) / draw.corridors_lag * world.day_step
    if hazard <= 0.0:
        return world.day_step if was_open else 0.0
    before = state.turn_strain[corridor]
    state.turn_strain[corridor] = before + hazard
    if state.turn_strain[corridor] < state.turn_limit[corridor]:
        return world.day_step if was_open else 0.0
    moment = max(0.0, min(1.0, (state.turn_limit[corridor] - before) / hazard)) * world.day_step
    turn(state, world, log, corridor, moment, THREATENED if was_open else AS_PLANNED)
    return moment if was_open else world.day_step - moment


def pass_day(state: Any, world: Any, draw: Any, luck: Any, log: Any, corridor: int) -> float:
    """One step of one corridor; days open in it. What bars it from now on closes it with the end of the step."""
    before = state.corridor_bar[corridor]
    version = state.control_version + state.presence_version
    if state.barred_version[corridor] != version:
        state.barred_version[corridor] = version
        state.corridor_bar[corridor] = bar_of(state, world, corridor)
    bar = state.corridor_bar[corridor]
    if bar == FREE and before == FREE:
        return wait(state, world, draw, luck, log, corridor)
    if state.corridor_open[corridor] == 0:
        return 0.0
    if bar != FREE:
        turn(state, world, log, corridor, world.day_step, bar)
    return world.day_step


def count_attacks(state: Any, world: Any, draw: Any, luck: Any, corridor: int) -> None:
    """Count the attacks of the month that ends."""
    km = 0.0
    for route in world.corridor_route[corridor]:
        if route >= 0:
            km += draw.km[route]
    mean = draw.corridors_attacks * state.threat_days[corridor] / THREAT / MONTH * km / 100.0
    level = uniform(luck, ATTACKS, world.corridor_key[corridor], state.month, 0)
    state.road_attacks[corridor, state.month] = negative_binomial(level, mean, draw.corridors_clumping)
    state.threat_days[corridor] = 0.0


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Open and close corridors, and keep their months."""
    first = world.month_steps[state.month - 1] if state.month > 0 else 0
    length = max(1, world.month_steps[state.month] - first) * world.day_step
    for corridor in range(world.corridors):
        if state.step == 0 and world.first_open[corridor] != 0 and state.corridor_open[corridor] == 0:
            turn(state, world, log, corridor, 0.0, AS_PLANNED)
        days = pass_day(state, world, draw, luck, log, corridor)
        state.open_share[corridor, state.month] += days / length
        state.threat_days[corridor] += state.road_threat[corridor] * world.day_step
        if state.step + 1 >= world.month_steps[state.month]:
            count_attacks(state, world, draw, luck, corridor)


MECHANISM = Mechanism(
    name="corridors",
    about="Corridors open once they are secured, and close when they no longer are.",
    step=step,
    reads=frozenset(
        "world.actors world.coupled world.presences world.corridors world.corridor_user world.corridor_enemy "
        "world.corridor_joint world.corridor_route world.corridor_key world.presence_place "
        "world.presence_actor world.first_open world.month_steps world.day_step draw.km state.holder "
        "state.passes state.veto state.presence_open state.control_version state.presence_version "
        "state.road_threat state.step state.month state.corridor_open state.corridor_bar state.barred_version "
        "state.turns state.turn_strain state.turn_limit state.open_share state.threat_days".split()
    ),
    writes=frozenset(
        "state.corridor_open state.corridor_bar state.barred_version state.turns state.turn_strain "
        "state.turn_limit state.open_share state.road_attacks state.threat_days".split()
    ),
    state=(
        Field("corridor_open", ("corridor",), "i1", meaning="whether its users pass"),
        Field(
            "corridor_bar", ("corridor",), "i1", UNKNOWN, "why it cannot be secured (a cause), 0 it can, -1 not known"
        ),
        Field("barred_version", ("corridor",), "i8", 0, "version of control and bases that this was worked out for"),
        Field("turns", ("corridor",), "i8", meaning="openings and closings so far"),
        Field("turn_limit", ("corridor",), "f8", meaning="hazard to add up until it opens or closes, 0 not known yet"),
        Field("turn_strain", ("corridor",), "f8", meaning="hazard that has added up so far"),
        Field("threat_days", ("corridor",), "f8", meaning="fighters near the road x days, in this month so far"),
        Field("open_share", ("corridor", "month"), "f8", meaning="share of the month in which it was open"),
        Field("road_attacks", ("corridor", "month"), "f8", meaning="attacks on the road in the month"),
    ),
    parameters=(
        Parameter(
            "corridors.lag",
            "days",
            Prior("lognormal", (180.0, 0.7)),
            "mean time from the day on which a corridor is secured until it opens, where no enemy is near it",
            "judgement, wide: contracts, repairs and nerve take days in one case and years in another",
        ),
        Parameter(
            "corridors.lag-spread",
            "log days",
            Prior("constant", (0.7,)),
            "how far single openings of one campaign differ, beyond the chance of the day",
            "judgement: half of the whole spread, 1.0",
        ),
        Parameter(
            "corridors.caution",
            "per 3,000 fighters",
            Prior("lognormal", (0.5, 0.5)),
            "how strongly threat near the road holds the opening back",
            "judgement: 3,000 enemies near the road make it take 1.6 times as long",
        ),
        Parameter(
            "corridors.closing",
            "per day",
            Prior("lognormal", (0.001, 1.0)),
            "rate at which an open corridor is closed for fear alone, for each 3,000 enemy fighters near it",
            "judgement: open roads were rarely shut by threat alone, less often than once in a year or two",
        ),
        Parameter(
            "corridors.attacks",
            "per month",
            Prior("lognormal", (6.0, 1.0)),
            "attacks on 100 km of road in a month, for each 3,000 enemy fighters near it",
            "judgement: between one or two and twenty or so",
        ),
        Parameter(
            "corridors.clumping",
            "",
            Prior("lognormal", (2.0, 0.5)),
            "shape of the monthly counts: the smaller, the more they clump",
            "judgement: monthly counts of attacks vary far more than by chance alone",
        ),
    ),
    needs="corridors",
    series={"open": "open_share", "attacks": "road_attacks"},
)
