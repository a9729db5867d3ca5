"""States over time, from their changes: does a state hold at a moment, ever, throughout, or until an event?

Every answer is three-valued: an answer that the unseen days could still change is undecided.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.kleene import UNDECIDED, Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING, START, Log, Moments

__all__ = [
    "Timeline",
    "event_within",
    "onset",
    "state_at",
    "state_break",
    "state_ever",
    "state_in_windows",
    "state_throughout",
    "state_until",
]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A state by its changes: whether it holds at first, and whether it holds after each change; shapes (row,).

    `at_first` is one answer for all futures or one for each, (future,). `known` is the moment up to which the state
    is known, where that is earlier than the horizon. `inside` is by how many days the state is looked at inside of a
    span: a measure has one value for a whole month, and with the midnight that ends it the next one begins.
    """

    at_first: bool | Bools
    row: npt.NDArray[np.int64]
    future: npt.NDArray[np.int32]
    day: npt.NDArray[np.float64]
    holds: Bools
    known: float = np.inf
    inside: float = 0.0

    def negated(self) -> Timeline:
        """The timeline of the opposite state."""
        at_first = np.logical_not(self.at_first)
        return Timeline(at_first, self.row, self.future, self.day, ~self.holds, self.known, self.inside)

    def first(self, futures: int) -> Bools:
        """Whether the state holds at first, (future,), as an array of one's own."""
        return np.broadcast_to(np.asarray(self.at_first, dtype=np.bool_), futures).copy()

    def horizon(self, log: Log) -> float:
        """The moment up to which the state is known."""
        return min(float(log.horizon), self.known)


def event_within(moments: Moments, log: Log, start: float, end: float) -> Truth:
    """Whether an event happens at a moment of [start, end), in days since as_of."""
    day = log.day_of(moments)
    within = (day >= start) & (day < end)
    outstanding = (moments == OUTSTANDING) & (log.horizon < end)
    return settled(within, ~within & ~outstanding)


def _just_before(state: Timeline, log: Log, moment: float) -> Bools:
    """Whether the state holds after all events earlier than a moment; (future,)."""
    holds = state.first(log.futures)
    earlier = state.day < moment
    holds[state.future[earlier]] = state.holds[earlier]  # rows are in order and the last assignment stays
    return holds


def state_at(state: Timeline, log: Log, moment: float) -> Truth:
    """Whether a state holds at a moment, after everything that happened before it."""
    moment -= state.inside
    if state.horizon(log) < moment:
        return np.full(log.futures, UNDECIDED)
    holds = _just_before(state, log, moment)
    return settled(holds, ~holds)


def state_ever(state: Timeline, log: Log, start: float, end: float) -> Truth:
    """Whether a state holds at some moment of [start, end)."""
    start += state.inside
    if state.horizon(log) < start:
        return np.full(log.futures, UNDECIDED)
    ever = _just_before(state, log, start)
    begins = state.holds & (state.day >= start) & (state.day < end)
    ever[state.future[begins]] = True
    over = state.horizon(log) >= end
    return settled(ever, ~ever & over)


def state_throughout(state: Timeline, log: Log, start: float, end: float) -> Truth:
    """Whether a state holds at every moment of [start, end)."""
    return -state_ever(state.negated(), log, start, end)


def state_in_windows(state: Timeline, log: Log, start: Floats, end: Floats) -> Bools:
    """Whether a state is seen to hold at some moment of each future's own window [start, end]; (future,)."""
    holds = state.first(log.futures)
    earlier = state.day < start[state.future]
    holds[state.future[earlier]] = state.holds[earlier]
    begins = state.holds & ~earlier & (state.day <= end[state.future])
    holds[state.future[begins]] = True
    return holds


def onset(state: Timeline, log: Log) -> Moments:
    """The first moment at which a state holds, (future,): START where it holds at first, else OUTSTANDING or a row."""
    moments = log.first_rows(state.row[state.holds], state.future[state.holds])
    return np.where(state.first(log.futures), START, moments)


def state_break(state: Timeline, log: Log) -> Moments:
    """The first moment at which a state does not hold, (future,)."""
    return onset(state.negated(), log)


def state_until(state: Timeline, log: Log, moments: Moments) -> Truth:
    """Whether a state holds from the first moment until another moment, and that moment comes."""
    broken = state_break(state, log) < np.minimum(moments, OUTSTANDING)
    return settled(~broken & (moments < OUTSTANDING), broken | (moments == NEVER))
