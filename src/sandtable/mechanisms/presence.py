"""Presence: bases and camps open and close, on their day, after a place has fallen, or when an event says so.

A base or camp stands in a place that somebody else may hold. It opens only while the place is not held by an enemy of
its own side, and closes for good when an enemy takes the place (raiders, who hold it for some days, do not count).
What it does to others they read themselves: its side's permission counts for corridors through the place, and a base
guards the place for friends who hold it.
"""

from __future__ import annotations

from typing import Any

from sandtable.ensemble.kinds import AS_PLANNED, BY_EVENT, PLACE_LOST, PRESENCE_CLOSED, PRESENCE_OPENED
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.records import Field
from sandtable.world.verbs import CLOSE_PRESENCE, OPEN_PRESENCE

__all__ = ["MECHANISM"]

NOT_YET = 0
OPEN = 1
GONE = 2


def among_enemies(state: Any, world: Any, presence: int) -> bool:
    """Whether an enemy of the side whose base it is holds the place, otherwise than as a raider."""
    place = world.presence_place[presence]
    holder = state.holder[place]
    return holder >= 0 and state.raided_from[place] < 0 and world.enemy[world.presence_actor[presence], holder] != 0


def is_due(state: Any, world: Any, draw: Any, presence: int) -> bool:
    """Whether it would open by itself in this step."""
    if world.presence_by_event[presence] != 0 or draw.presence_occurs[presence] == 0:
        return False
    if state.day < draw.presence_day[presence] or state.day >= world.presence_end[presence]:
        return False
    waits_for = world.presence_after[presence]
    return waits_for < 0 or state.fallen[waits_for] != 0


def shut(state: Any, world: Any, log: Any, presence: int, why: int) -> None:
    """Close an open base or camp."""
    state.presence_open[presence] = GONE
    state.presence_version += 1
    record(log, state, 0.0, PRESENCE_CLOSED, presence, world.presence_actor[presence], -1, why)


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Open what is due and close what is over, lost or told to go."""
    for presence in range(world.presences):
        told = state.presence_told[presence]
        if state.presence_open[presence] == OPEN:
            if told == CLOSE_PRESENCE:
                shut(state, world, log, presence, BY_EVENT)
            elif among_enemies(state, world, presence):
                shut(state, world, log, presence, PLACE_LOST)
            elif state.day >= world.presence_end[presence]:
                shut(state, world, log, presence, AS_PLANNED)
            state.presence_told[presence] = 0
            continue
        if told == CLOSE_PRESENCE:
            state.presence_open[presence] = GONE
            state.presence_told[presence] = 0
        due = state.presence_open[presence] == NOT_YET and is_due(state, world, draw, presence)
        if (due or told == OPEN_PRESENCE) and not among_enemies(state, world, presence):
            state.presence_open[presence] = OPEN
            state.presence_told[presence] = 0
            state.presence_version += 1
            why = BY_EVENT if told == OPEN_PRESENCE else AS_PLANNED
            record(log, state, 0.0, PRESENCE_OPENED, presence, -1, world.presence_actor[presence], why)


MECHANISM = Mechanism(
    name="presence",
    about="Bases and camps open and close.",
    step=step,
    reads=frozenset(
        "world.presences world.presence_actor world.presence_place world.presence_after world.presence_by_event "
        "world.presence_end world.enemy draw.presence_day draw.presence_occurs state.holder state.fallen state.day "
        "state.presence_open state.presence_told state.presence_version state.raided_from".split()
    ),
    writes=frozenset("state.presence_open state.presence_told state.presence_version".split()),
    state=(
        Field("presence_open", ("presence",), "i1", NOT_YET, "0 not yet, 1 open, 2 gone"),
        Field("presence_told", ("presence",), "i1", 0, "what an event told it to do (world.verbs), 0 nothing"),
        Field("presence_version", (), "i8", 0, "grows whenever a base or camp opens or closes"),
    ),
    needs="presence",
)
