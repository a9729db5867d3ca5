"""Several states in one: it holds while any of them does, or while all do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sandtable.claims.flips import running
from sandtable.claims.log import Log
from sandtable.claims.timeline import Timeline

__all__ = ["both", "either"]


def either(states: Sequence[Timeline], log: Log) -> Timeline:
    """The state that holds while any of some states does. Their rows are rows of the log."""
    if len(states) == 1:
        return states[0]
    row, where = np.unique(np.concatenate([state.row for state in states]), return_inverse=True)
    steps = np.concatenate([_steps(state, log) for state in states])
    together = np.zeros(row.size, np.int64)  # one row of the log may move several of the states
    np.add.at(together, where, steps)
    changes = log.rows(row)
    first = np.sum([state.first(log.futures) for state in states], axis=0)
    holds = running(together, changes.future, 0) + first[changes.future] > 0
    return Timeline(first > 0, changes.row, changes.future, changes.day, holds)


def both(states: Sequence[Timeline], log: Log) -> Timeline:
    """The state that holds while all of some states do."""
    if len(states) == 1:
        return states[0]
    return either([state.negated() for state in states], log).negated()


def _steps(state: Timeline, log: Log) -> npt.NDArray[np.int64]:
    """+1 where a row begins the state, -1 where it ends it, 0 where it changes nothing."""
    before = np.empty(state.row.size, np.bool_)
    first = state.first(log.futures)[state.future]
    before[:1] = first[:1]
    before[1:] = np.where(state.future[1:] == state.future[:-1], state.holds[:-1], first[1:])
    return state.holds.astype(np.int64) - before.astype(np.int64)
