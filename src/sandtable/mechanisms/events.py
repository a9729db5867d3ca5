"""Dated events: shocks that happen on a day, within a range of days, or only with some probability.

An event happens once, on its drawn day, if it happens at all in this draw; one that waits for the fall of a place
happens on its day or on the day after that fall, whichever is later.
"""

from __future__ import annotations

from typing import Any

from sandtable.ensemble.kinds import BY_AGREEMENT, BY_EVENT, HAPPENED
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.records import Field
from sandtable.world.verbs import (
    AIR_COVER,
    CALM,
    CLOSE_PRESENCE,
    CLOSE_SUPPLY,
    ENGAGE,
    ESCALATE,
    FORBID,
    HAND_OVER,
    LIFT_VETO,
    MEDIATE,
    OPEN_PRESENCE,
    OPEN_SUPPLY,
    PERMIT,
    POSITION,
    REINFORCE,
    SALIENCE,
    SETTLE,
    STOP_MEDIATING,
    TAKE,
    VETO,
    WITHDRAW,
)

__all__ = ["MECHANISM"]


def pass_over(state: Any, place: int, by: int, how: int) -> None:
    """A place goes to another side at the beginning of the step."""
    if state.holder[place] != by:
        state.taken_by[place] = by
        state.taken_how[place] = how
        state.taken_moment[place] = 0.0


def agrees_to_leave(state: Any, world: Any, effect: int) -> bool:
    """Whether the holder is the one who agrees; where nobody is named, any holder who is no enemy of the new one."""
    holder = state.holder[world.effect_on[effect]]
    agrees = world.effect_agrees[effect]
    if agrees >= 0:
        return bool(holder == agrees)
    return holder < 0 or world.enemy[world.effect_by[effect], holder] == 0


def change_forces(state: Any, world: Any, verb: int, on: int, value: float) -> None:
    """Do an effect on forces: fighters come to a formation, it leaves, or air cover changes."""
    if verb == REINFORCE:
        state.strength[on] += value
        state.reinforced[world.formation_actor[on]] += value
    elif verb == WITHDRAW:
        state.reinforced[world.formation_actor[on]] -= state.strength[on]
        state.strength[on] = 0.0
    elif verb == AIR_COVER:
        state.air[on] = value


def change_passage(state: Any, world: Any, verb: int, on: int, by: int) -> None:
    """Do an effect on who may pass: supply, permission, vetoes of corridors."""
    if verb == CLOSE_SUPPLY:
        for actor in range(world.actors):
            state.supplies[on, actor] = 0
    elif verb == OPEN_SUPPLY:
        state.supplies[on, by] = 1
    elif verb == VETO:
        state.veto[on] = 1
    elif verb == LIFT_VETO:
        state.veto[on] = 0
    elif verb == PERMIT:
        state.passes[on, by] = 1
    elif verb == FORBID:
        state.passes[on, by] = 0


def change_politics(state: Any, verb: int, on: int, value: float) -> None:
    """Do an effect on outsiders and disputes: the mechanisms of politics act on what they are told."""
    if verb == ENGAGE:
        state.engagement_told[on] = value
    elif verb in (ESCALATE, CALM):
        state.dispute_told[on] = verb
    elif verb in (MEDIATE, STOP_MEDIATING):
        state.mediation_told[on] = verb


def change_bargain(state: Any, world: Any, effect: int) -> None:
    """Do an effect on an issue: it is to be settled, or somebody's position or salience changes."""
    verb = world.effect_verb[effect]
    issue = world.effect_on[effect]
    if verb == SETTLE:
        state.issue_called[issue] = 1
        return
    first = world.issue_stake[issue]
    for stake in range(first, first + world.issue_stakes[issue]):
        if world.stake_actor[stake] != world.effect_by[effect]:
            continue
        if verb == POSITION:
            state.position[stake] = world.effect_value[effect]
        else:
            state.salience[stake] = world.effect_value[effect]


def apply_effect(state: Any, world: Any, effect: int) -> None:
    """Do one effect of an event."""
    verb = world.effect_verb[effect]
    on = world.effect_on[effect]
    by = world.effect_by[effect]
    if verb == TAKE:
        pass_over(state, on, by, BY_EVENT)
    elif verb == HAND_OVER:
        if agrees_to_leave(state, world, effect):
            pass_over(state, on, by, BY_AGREEMENT)
    elif verb == OPEN_PRESENCE:
        state.presence_told[on] = OPEN_PRESENCE
    elif verb == CLOSE_PRESENCE:
        state.presence_told[on] = CLOSE_PRESENCE
    elif verb in (SETTLE, POSITION, SALIENCE):
        change_bargain(state, world, effect)
    elif verb in (REINFORCE, WITHDRAW, AIR_COVER):
        change_forces(state, world, verb, on, world.effect_value[effect])
    elif verb >= ENGAGE:
        change_politics(state, verb, on, world.effect_value[effect])
    else:
        change_passage(state, world, verb, on, by)


def follow_outcomes(state: Any, world: Any) -> None:
    """Do what follows from elections and bargains of the day before, once."""
    for rule in range(world.rules):
        if state.rule_due[rule] == 0:
            continue
        state.rule_due[rule] = 0
        for effect in range(world.effects):
            if world.effect_rule[effect] == rule:
                apply_effect(state, world, effect)
        state.control_version += 1


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let every event whose day has come happen, and do what follows from yesterday's elections and bargains."""
    for event in range(world.events):
        if state.happened[event] != 0 or draw.event_occurs[event] == 0 or state.day < draw.event_day[event]:
            continue
        waits_for = world.event_after[event]
        if waits_for >= 0 and state.fallen[waits_for] == 0:
            continue
        state.happened[event] = 1
        record(log, state, 0.0, HAPPENED, event, -1, -1, 0)
        on_the_map = False
        for effect in range(world.effects):
            if world.effect_event[effect] == event:
                apply_effect(state, world, effect)
                on_the_map = on_the_map or world.effect_verb[effect] < ENGAGE
        if on_the_map:  # what only politics feels makes no commander look around
            state.control_version += 1
    follow_outcomes(state, world)


MECHANISM = Mechanism(
    name="events",
    about="Dated events happen, and what follows from elections and bargains is done.",
    step=step,
    reads=frozenset(
        "world.events world.effects world.event_after world.effect_event world.effect_verb world.effect_on "
        "world.effect_by world.effect_value world.effect_rule world.rules world.issue_stake world.issue_stakes "
        "world.stake_actor world.formation_actor world.actors world.effect_agrees world.enemy "
        "draw.event_occurs draw.event_day "
        "state.rule_due state.day state.fallen state.happened state.holder state.strength state.reinforced "
        "state.control_version".split()
    ),
    writes=frozenset(
        "state.happened state.taken_by state.taken_how state.taken_moment state.supplies state.strength "
        "state.rule_due state.issue_called state.position state.salience state.reinforced state.air state.passes "
        "state.veto state.presence_told state.control_version "
        "state.engagement_told state.dispute_told state.mediation_told".split()
    ),
    state=(Field("happened", ("event",), "i1", meaning="whether the event has happened"),),
)
