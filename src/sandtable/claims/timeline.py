"""States over time, from their changes: does a state hold at a moment, ever, throughout, or until an event?

Every answer is three-valued: an answer that the unseen days could still change is undecided.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.kleene import UNDECIDED, Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING, Log, Moments

__all__ = ["Timeline", "event_within", "state_at", "state_ever", "state_throughout", "state_until"]

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A state by its changes: whether it holds on day 0, and whether it holds after each change; shapes (row,)."""

    at_first: bool
    row: npt.NDArray[np.int64]
    future: npt.NDArray[np.int32]
    day: npt.NDArray[np.float64]
    holds: Bools

    def negated(self) -> Timeline:
        """The timeline of the opposite state."""
        return Timeline(not self.at_first, self.row, self.future, self.day, ~self.holds)


def event_within(moments: Moments, log: Log, start: float, end: float) -> Truth:
    """Whether an event happens at a moment of [start, end), in days since as_of."""
    day = log.day_of(moments)
    within = (day >= start) & (day < end)
    outstanding = (moments == OUTSTANDING) & (log.horizon < end)
    return settled(within, ~within & ~outstanding)


def _just_before(state: Timeline, log: Log, moment: float) -> Bools:
    """Whether the state holds after all events earlier than a moment; (future,)."""
    holds = np.full(log.futures, state.at_first)
    earlier = state.day < moment
    holds[state.future[earlier]] = state.holds[earlier]  # rows are in order and the last assignment stays
    return holds


def state_at(state: Timeline, log: Log, moment: float) -> Truth:
    """Whether a state holds at a moment, after everything that happened before it."""
    if log.horizon < moment:
        return np.full(log.futures, UNDECIDED)
    holds = _just_before(state, log, moment)
    return settled(holds, ~holds)


def state_ever(state: Timeline, log: Log, start: float, end: float) -> Truth:
    """Whether a state holds at some moment of [start, end)."""
    if log.horizon < start:
        return np.full(log.futures, UNDECIDED)
    ever = _just_before(state, log, start)
    begins = state.holds & (state.day >= start) & (state.day < end)
    ever[state.future[begins]] = True
    over = log.horizon >= end
    return settled(ever, ~ever & over)


def state_throughout(state: Timeline, log: Log, start: float, end: float) -> Truth:
    """Whether a state holds at every moment of [start, end)."""
    return -state_ever(state.negated(), log, start, end)


def state_until(state: Timeline, log: Log, moments: Moments) -> Truth:
    """Whether a state holds from day 0 until an event, and the event happens."""
    broken = np.full(log.futures, not state.at_first)
    breaks = ~state.holds & (state.row < moments[state.future])
    broken[state.future[breaks]] = True
    return settled(~broken & (moments < OUTSTANDING), broken | (moments == NEVER))
