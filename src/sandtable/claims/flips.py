"""States that change by rows of the log: what turns them on and off, and counts that rise and fall."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sandtable.claims.log import Changes, Log
from sandtable.claims.timeline import Timeline

__all__ = ["from_the_first_moment", "marked", "running", "switches"]

Bools = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


def switches(changes: Changes, holds: Bools, at_first: bool) -> npt.NDArray[np.int64]:
    """Positions of the changes, given in order, that turn a state on or off."""
    before = np.empty_like(holds)
    before[:1] = at_first
    before[1:] = np.where(changes.future[1:] == changes.future[:-1], holds[:-1], at_first)
    return np.flatnonzero(holds != before)


def running(steps: Whole, future: npt.NDArray[np.int32], first: int) -> Whole:
    """A count in each future after each step, from steps in order (row,); every future begins with `first`."""
    total = np.cumsum(steps)
    starts = np.flatnonzero(np.diff(future, prepend=-1))
    before = np.concatenate([[0], total])[starts]
    lengths = np.diff(np.append(starts, future.size))
    count: Whole = first + total - np.repeat(before, lengths)
    return count


def marked(log: Log, on: Sequence[Changes], off: Sequence[Changes], at_first: bool) -> Timeline:
    """A state that rows of two kinds turn on and off."""
    row = np.concatenate([changes.row for changes in (*on, *off)])
    holds = np.repeat([True, False], [sum(c.row.size for c in on), sum(c.row.size for c in off)])
    order = np.argsort(row)
    changes = log.rows(row[order])
    return Timeline(at_first, changes.row, changes.future, changes.day, holds[order])


def from_the_first_moment(state: Timeline, log: Log) -> Timeline:
    """The state with what its rows of moment 0 say taken as what holds at first."""
    at_first = state.first(log.futures)
    early = state.day == 0
    at_first[state.future[early]] = state.holds[early]
    later = ~early
    return Timeline(at_first, state.row[later], state.future[later], state.day[later], state.holds[later])
