"""Diplomacy: on their own days mediators come and go, and dated events escalate or calm disputes.

What a clash does to the battlefield is done here too, with the beginning of the step after it broke out: formations
that are needed against the other party attack nothing, and the parties no longer let each other's traffic through.
When the clash is over, both are as they were. How a dispute goes on by itself is left to `disputes`.
"""

from __future__ import annotations

from typing import Any

from sandtable.couplings import DISPUTES_TO_BATTLE
from sandtable.ensemble.kinds import AS_PLANNED, BY_EVENT, DISPUTE, MEDIATION, OVERTAKEN
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.battles import release
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field
from sandtable.world.verbs import CALM, ESCALATE, MEDIATE, STOP_MEDIATING

__all__ = ["MECHANISM"]

COOPERATION = 0
CRISIS = 2
CLASH = 3
NOT_YET = 0
THERE = 1
GONE = 2
BOTH_WAYS = 3
"""One way is 1 (the first party lets the second through), the other 2."""


def begin(state: Any, world: Any, draw: Any, log: Any) -> None:
    """On the first day: how every dispute stands, on what record, and who mediates."""
    for dispute in range(world.disputes):
        state.dispute_stage[dispute] = world.dispute_first[dispute]
        state.kept[dispute] = draw.dispute_trust[dispute] * draw.diplomacy_memory
        state.broken[dispute] = (1.0 - draw.dispute_trust[dispute]) * draw.diplomacy_memory
        record(log, state, 0.0, DISPUTE, dispute, -1, world.dispute_first[dispute], AS_PLANNED)
    for mediation in range(world.mediations):
        if world.mediation_by_event[mediation] == 0:
            state.mediation_state[mediation] = THERE
            record(log, state, 0.0, MEDIATION, mediation, 0, 1, AS_PLANNED)


def mediate(state: Any, world: Any, log: Any, mediation: int) -> None:
    """Begin or end a mediation that an event or its own last day says so of; one that has ended may begin again."""
    told = state.mediation_told[mediation]
    state.mediation_told[mediation] = 0
    over = state.day >= world.mediation_end[mediation]
    if state.mediation_state[mediation] == THERE:
        if told == STOP_MEDIATING or over:
            state.mediation_state[mediation] = GONE
            record(log, state, 0.0, MEDIATION, mediation, 1, 0, BY_EVENT if told == STOP_MEDIATING else AS_PLANNED)
    elif told == MEDIATE and not over:
        state.mediation_state[mediation] = THERE
        record(log, state, 0.0, MEDIATION, mediation, 0, 1, BY_EVENT)


def turn(state: Any, log: Any, dispute: int) -> None:
    """Do what an event said of a dispute: into a crisis, as a broken promise; or a stage back, as one kept."""
    told = state.dispute_told[dispute]
    state.dispute_told[dispute] = 0
    stage = state.dispute_stage[dispute]
    if told == ESCALATE:
        state.broken[dispute] += 1.0
        if stage < CRISIS:
            state.dispute_stage[dispute] = CRISIS
            state.hot_day[dispute] = state.day
            record(log, state, 0.0, DISPUTE, dispute, stage, CRISIS, BY_EVENT)
    elif told == CALM:
        state.kept[dispute] += 1.0
        if stage > COOPERATION:
            state.dispute_stage[dispute] = stage - 1
            if stage == CRISIS:
                state.hot_days[dispute] += state.day - state.hot_day[dispute]
            record(log, state, 0.0, DISPUTE, dispute, stage, stage - 1, BY_EVENT)


def break_out(state: Any, world: Any, draw: Any, luck: Any, log: Any, dispute: int) -> None:
    """Let a clash take formations off the battlefield and close passage between the parties."""
    state.clash_barred[dispute] = 0
    if world.coupled[DISPUTES_TO_BATTLE] == 0:
        return
    one = world.dispute_one[dispute]
    other = world.dispute_other[dispute]
    for formation in range(world.formations):
        if world.dispute_holds[dispute, formation] != 0:
            state.held_back[formation] += 1
            if state.target[formation] >= 0:
                release(state, world, draw, luck, log, formation, OVERTAKEN, 0.0)
    state.clash_barred[dispute] = (state.passes[one, other] != 0) + 2 * (state.passes[other, one] != 0)
    if state.clash_barred[dispute] != 0:
        state.passes[one, other] = 0
        state.passes[other, one] = 0
        state.control_version += 1


def die_down(state: Any, world: Any, dispute: int) -> None:
    """Give back what the clash took."""
    if world.coupled[DISPUTES_TO_BATTLE] == 0:
        return
    one = world.dispute_one[dispute]
    other = world.dispute_other[dispute]
    for formation in range(world.formations):
        if world.dispute_holds[dispute, formation] != 0:
            state.held_back[formation] -= 1
    if state.clash_barred[dispute] % 2 != 0:
        state.passes[one, other] = 1
    if state.clash_barred[dispute] >= 2:
        state.passes[other, one] = 1
    if state.clash_barred[dispute] != 0:
        state.control_version += 1
    state.clash_barred[dispute] = 0


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let mediators and events act on their day, and the battlefield feel what began or ended."""
    if state.step == 0:
        begin(state, world, draw, log)
    for mediation in range(world.mediations):
        if state.mediation_told[mediation] != 0 or state.day >= world.mediation_end[mediation]:
            mediate(state, world, log, mediation)
    for dispute in range(world.disputes):
        if state.dispute_told[dispute] != 0:
            turn(state, log, dispute)
        clashes = state.dispute_stage[dispute] == CLASH
        if clashes and state.clash_felt[dispute] == 0:
            state.clash_felt[dispute] = 1
            break_out(state, world, draw, luck, log, dispute)
        elif not clashes and state.clash_felt[dispute] != 0:
            state.clash_felt[dispute] = 0
            die_down(state, world, dispute)


MECHANISM = Mechanism(
    name="diplomacy",
    about="Mediators come and go, dated events turn disputes, and a clash takes from the battlefield what it needs.",
    step=step,
    reads=frozenset(
        "world.coupled world.disputes world.mediations world.formations world.dispute_one world.dispute_other "
        "world.dispute_first world.dispute_holds world.mediation_by_event world.mediation_end "
        "world.formation_actor world.formation_key draw.assault_defeat_pause_days draw.assault_pause_days "
        "draw.assault_pause_spread draw.dispute_trust state.step state.day state.broken state.kept "
        "state.clash_barred state.clash_felt state.control_version state.dispute_stage state.dispute_told "
        "state.held_back state.holder state.hot_day state.hot_days state.mediation_state state.mediation_told "
        "state.passes state.target".split()
    ),
    writes=frozenset(
        "state.dispute_stage state.hot_day state.hot_days state.kept state.broken state.dispute_told "
        "state.mediation_told state.mediation_state state.clash_felt state.clash_barred state.held_back state.passes "
        "state.control_version state.ready_day state.target".split()
    ),
    state=(
        Field("dispute_stage", ("dispute",), "i1", meaning="0 cooperation, 1 tension, 2 crisis, 3 clash"),
        Field("dispute_told", ("dispute",), "i1", meaning="what an event has said of it, 0 nothing"),
        Field("hot_day", ("dispute",), "f8", meaning="day since which it is in crisis or worse, if it is"),
        Field("hot_days", ("dispute",), "f8", meaning="days of this month in a crisis that is over"),
        Field("kept", ("dispute",), "f8", meaning="promises kept, with what the first day's trust stands for"),
        Field("broken", ("dispute",), "f8", meaning="promises broken, likewise"),
        Field("mediation_state", ("mediation",), "i1", meaning="0 not yet, 1 there, 2 ended"),
        Field("mediation_told", ("mediation",), "i1", meaning="what an event has said of it, 0 nothing"),
        Field("clash_felt", ("dispute",), "i1", meaning="whether the battlefield feels its clash"),
        Field("clash_barred", ("dispute",), "i1", meaning="which ways between the parties the clash has closed"),
    ),
    parameters=(
        Parameter(
            "diplomacy.memory",
            "promises",
            Prior("lognormal", (12.0, 0.5)),
            "how many promises the trust of the first day stands for, at one promise a month",
            "judgement: about a year of dealings",
        ),
    ),
    needs="disputes",
)
