"""Disputes: how two parties go from cooperation to tension, crisis and clash and back, month by month.

At the end of a calendar month the record of promises is kept: an abuse that nobody answers for, and every month of a
crisis, counts as a broken one. Trust is kept over all. What drives the parties apart: a party that loses strength by
waiting (Powell 2006), too little trust (Kydd 2005), a common enemy that fades, and what is announced. A crisis turns
into a clash the more readily the less a bargain can survive that loss of strength. Who mediates makes all of this less
likely or not: whether a neutral mediator helps or only a biased one is believed (Kydd 2003) is open, and is drawn anew
in each future.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.bargaining.commitment import largest_shift, trust_threshold, updated_trust
from sandtable.couplings import (
    ANNOUNCEMENTS_TO_DISPUTES,
    ENEMY_TO_DISPUTES,
    MEDIATION_TO_DISPUTES,
    SHIFT_TO_DISPUTES,
    TRUST_TO_DISPUTES,
)
from sandtable.ensemble.kinds import (
    DISPUTE,
    FROM_ANNOUNCEMENT,
    FROM_DISTRUST,
    FROM_FADING_ENEMY,
    FROM_SHIFT,
    OF_ITSELF,
    WITH_A_MEDIATOR,
    WITH_TIME,
)
from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.fighters import fighters_of, first_fighters_of
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

WORSE = purpose("disputes: for the worse")
BETTER = purpose("disputes: for the better")
ABUSE = purpose("disputes: an abuse")
ANSWERED = purpose("disputes: somebody answers for it")
COOPERATION = 0
TENSION = 1
CRISIS = 2
CLASH = 3
THERE = 1
YEAR = 365.25
MONTH = 30.4375
EVEN = 0.5
HIGHEST = 30.0
"""The logarithm beyond which a hazard is certainty: keeps numbers finite."""


def faded(state: Any, world: Any, draw: Any, dispute: int) -> float:
    """How far the common enemy has faded since day 0, 0 to 1; 0 without one."""
    enemy = world.dispute_enemy[dispute]
    if enemy < 0:
        return 0.0
    first = first_fighters_of(world, draw, enemy)
    return max(0.0, 1.0 - fighters_of(state, world, enemy) / first) if first > 0.0 else 0.0


def is_announced(state: Any, world: Any, draw: Any, dispute: int) -> bool:
    """Whether an event that heats the dispute has been announced and lies ahead."""
    for event in range(world.events):
        ahead = state.happened[event] == 0 and state.day < draw.event_day[event]
        if world.event_heats[event] == dispute and ahead and state.day >= world.event_announced[event]:
            return True
    return False


def calming(state: Any, world: Any, draw: Any, dispute: int) -> float:
    """What mediators take off the logarithm of a hazard."""
    total = 0.0
    for mediation in range(world.mediations):
        if world.mediation_dispute[mediation] == dispute and state.mediation_state[mediation] == THERE:
            bias = draw.mediation_bias[mediation]
            believed = 1.0 - bias if draw.disputes_who_is_believed < EVEN else bias
            total += draw.mediation_strength[mediation] * believed
    return world.coupled[MEDIATION_TO_DISPUTES] * draw.disputes_mediation * total


def keep_record(state: Any, world: Any, draw: Any, luck: Any, dispute: int, days: float) -> None:
    """Count this month's promises: one a mean month, broken in a crisis and by an abuse that nobody answers for."""
    key = world.dispute_key[dispute]
    stage = state.dispute_stage[dispute]
    abuses = draw.disputes_abuses * (1.0 + stage) / 2.0 * days / YEAR
    abused = uniform(luck, ABUSE, key, state.month, 0) < 1.0 - math.exp(-abuses)
    answered = uniform(luck, ANSWERED, key, state.month, 0) < draw.dispute_accountability[dispute]
    did_keep = stage < CRISIS and (answered or not abused)
    kept, broken = updated_trust(state.kept[dispute], state.broken[dispute], did_keep, days / MONTH)
    state.kept[dispute] = kept
    state.broken[dispute] = broken


def weigh(state: Any, world: Any, draw: Any, dispute: int) -> None:
    """What drives the parties apart, each as an addition to the logarithm of the hazard."""
    trust = state.kept[dispute] / (state.kept[dispute] + state.broken[dispute])
    enough = trust_threshold(1.0, draw.disputes_temptation, draw.disputes_mistrust, 0.0)
    state.drive[0] = world.coupled[SHIFT_TO_DISPUTES] * draw.disputes_shift * draw.dispute_shift[dispute]
    state.drive[1] = world.coupled[ENEMY_TO_DISPUTES] * draw.disputes_enemy * faded(state, world, draw, dispute)
    state.drive[2] = world.coupled[TRUST_TO_DISPUTES] * draw.disputes_distrust * max(0.0, enough - trust)
    ahead = is_announced(state, world, draw, dispute)
    state.drive[3] = world.coupled[ANNOUNCEMENTS_TO_DISPUTES] * (draw.disputes_announced if ahead else 0.0)


def main_cause(state: Any) -> int:
    """The largest of what drives the parties apart, as a cause for the log."""
    most = max(state.drive[0], state.drive[1], state.drive[2], state.drive[3])
    if most <= 0.0:
        return OF_ITSELF
    if state.drive[0] == most:
        return FROM_SHIFT
    if state.drive[1] == most:
        return FROM_FADING_ENEMY
    return FROM_DISTRUST if state.drive[2] == most else FROM_ANNOUNCEMENT


def worse_hazard(state: Any, world: Any, draw: Any, dispute: int, calm: float) -> float:
    """The hazard, a day, that the dispute gets worse by a stage."""
    stage = state.dispute_stage[dispute]
    if stage == CLASH:
        return 0.0
    if stage == CRISIS:
        loss = draw.dispute_shift[dispute] - largest_shift(draw.disputes_cost, draw.disputes_cost)
        odds = draw.disputes_clash + world.coupled[SHIFT_TO_DISPUTES] * draw.disputes_commitment * loss - calm
        return math.log1p(math.exp(min(HIGHEST, odds))) / MONTH  # of a chance a month with these log odds
    driven = state.drive[0] + state.drive[1] + state.drive[2] + state.drive[3] - calm
    times = draw.disputes_tensions if stage == COOPERATION else 1.0
    return times * draw.dispute_crises[dispute] * math.exp(min(HIGHEST, driven)) / YEAR


def better_hazard(state: Any, draw: Any, dispute: int, calm: float) -> float:
    """The hazard, a day, that the dispute gets better by a stage."""
    stage = state.dispute_stage[dispute]
    if stage == COOPERATION:
        return 0.0
    days = draw.disputes_tension_days
    if stage == CRISIS:
        days = draw.disputes_crisis_days
    elif stage == CLASH:
        days = draw.disputes_clash_days
    return math.exp(min(HIGHEST, calm)) / days


def go_on(state: Any, world: Any, draw: Any, luck: Any, log: Any, dispute: int, days: float) -> None:
    """Let the dispute get worse or better by at most one stage in the month that ends."""
    key = world.dispute_key[dispute]
    stage = state.dispute_stage[dispute]
    weigh(state, world, draw, dispute)
    calm = calming(state, world, draw, dispute)
    worse = 1.0 - math.exp(-worse_hazard(state, world, draw, dispute, calm) * days)
    better = 1.0 - math.exp(-better_hazard(state, draw, dispute, calm) * days)
    after = stage
    cause = main_cause(state)
    if uniform(luck, WORSE, key, state.month, stage) < worse:
        after = stage + 1
    elif uniform(luck, BETTER, key, state.month, stage) < better:
        after = stage - 1
        cause = WITH_A_MEDIATOR if calm > 0.0 else WITH_TIME
    if after != stage:
        state.dispute_stage[dispute] = after
        if after == CRISIS and stage == TENSION:
            state.hot_day[dispute] = state.day + world.day_step
        record(log, state, world.day_step, DISPUTE, dispute, stage, after, cause)


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """At the end of a calendar month, keep the record of every dispute and let it go on."""
    month = state.month
    start = (world.month_steps[month - 1] if month > 0 else 0) * world.day_step
    days = world.month_steps[month] * world.day_step - start
    for dispute in range(world.disputes):
        keep_record(state, world, draw, luck, dispute, days)
        hot = state.hot_days[dispute]
        if state.dispute_stage[dispute] >= CRISIS:
            hot += start + days - max(start, state.hot_day[dispute])
        state.hot_days[dispute] = 0.0
        state.heat[dispute, month] = hot / days
        state.trust[dispute, month] = state.kept[dispute] / (state.kept[dispute] + state.broken[dispute])
        go_on(state, world, draw, luck, log, dispute, days)


def weight(name: str, scale: float, meaning: str, why: str) -> Parameter:
    """What something that drives parties apart adds to the logarithm of the hazard."""
    return Parameter(f"disputes.{name}", "log hazard", Prior("half-normal", (scale,)), meaning, f"judgement: {why}")


def length(name: str, days: float, spread: float, meaning: str) -> Parameter:
    """How long a stage lasts that nobody mediates."""
    prior = Prior("lognormal", (days, spread))
    return Parameter(f"disputes.{name}-days", "days", prior, meaning, "judgement: an order of magnitude")


MECHANISM = Mechanism(
    name="disputes",
    about="Two parties go from cooperation to tension, crisis and clash and back, at the end of a month.",
    step=step,
    reads=frozenset(
        "world.coupled world.month_steps world.day_step world.places world.formations world.events world.disputes "
        "world.mediations world.dispute_key world.dispute_enemy world.mediation_dispute world.event_heats "
        "world.event_announced world.formation_actor draw.garrison draw.strength draw.event_day "
        "draw.dispute_accountability draw.dispute_shift draw.dispute_crises draw.mediation_bias "
        "draw.mediation_strength state.day state.month state.garrison state.strength state.happened "
        "state.mediation_state state.dispute_stage state.hot_day state.hot_days state.kept state.broken "
        "state.drive".split()
    ),
    writes=frozenset(
        "state.dispute_stage state.hot_day state.hot_days state.kept state.broken state.drive state.trust "
        "state.heat".split()
    ),
    state=(
        Field("drive", ("reason",), "f8", meaning="scratch: what drives the parties apart, reason by reason"),
        Field("trust", ("dispute", "month"), "f8", meaning="belief in each other's good faith, 0 to 1"),
        Field("heat", ("dispute", "month"), "f8", meaning="share of the month in crisis or worse"),
    ),
    parameters=(
        weight(
            "shift",
            4.0,
            "how much a year of waiting that costs all chances drives a dispute apart",
            "ten points count some",
        ),
        weight(
            "enemy",
            1.0,
            "how much a common enemy that is gone drives a dispute apart",
            "a threat holds allies together, or not much",
        ),
        weight(
            "distrust",
            2.0,
            "how much trust that falls wholly short of enough drives a dispute apart",
            "a third short counts some",
        ),
        weight(
            "announced",
            1.0,
            "how much a step that is announced and lies ahead drives a dispute apart",
            "positions harden, or it is theatre",
        ),
        weight(
            "mediation",
            1.0,
            "how much the strongest mediator calms a dispute, where it is believed",
            "much, or nothing",
        ),
        Parameter(
            "disputes.who-is-believed",
            "",
            Prior("uniform", (0.0, 1.0)),
            "below a half a neutral mediator helps, above it only a biased one is believed",
            "both are argued for: Kydd 2003 and 2006; neither is taken for granted",
        ),
        Parameter(
            "disputes.temptation",
            "share",
            Prior("beta", (5.0, 2.0)),
            "what cheating on one who cooperates is worth, in shares of what both gain by cooperating",
            "judgement: tempting, and less than lasting cooperation",
        ),
        Parameter(
            "disputes.mistrust",
            "share",
            Prior("beta", (2.0, 4.0)),
            "what both have when both cheat, on the same scale; who is cheated has nothing",
            "judgement: better than to be cheated, far from cooperation",
        ),
        Parameter(
            "disputes.abuses",
            "a year",
            Prior("lognormal", (1.0, 0.7)),
            "abuses between parties in tension; half as many in cooperation, twice as many in a clash",
            "judgement: an order of magnitude",
        ),
        Parameter(
            "disputes.tensions",
            "factor",
            Prior("lognormal", (2.0, 0.5)),
            "how much more often cooperation turns into tension than tension into crisis",
            "judgement: small steps are taken more readily",
        ),
        Parameter(
            "disputes.clash",
            "log odds",
            Prior("normal", (-3.0, 0.7)),
            "log odds a month that a crisis turns into a clash where waiting costs what a fight would waste",
            "judgement: one in twenty; most crises end without a fight",
        ),
        weight(
            "commitment",
            4.0,
            "how much a loss by waiting, beyond what a fight would waste, makes a crisis a clash",
            "Powell 2006, no data",
        ),
        Parameter(
            "disputes.cost",
            "share",
            Prior("beta", (2.0, 10.0)),
            "what a fight would cost each party, in shares of what is at stake",
            "judgement: a sixth or so; between armed parties of one state less than between states",
        ),
        length("tension", 540.0, 0.6, "how long a tension lasts without a mediator"),
        length("crisis", 120.0, 0.6, "how long a crisis lasts without a mediator"),
        length("clash", 30.0, 0.8, "how long a clash lasts without a mediator"),
    ),
    needs="disputes",
    monthly=True,
    series={"trust": "trust", "heat": "heat"},
)
