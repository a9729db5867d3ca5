"""Does it happen, or hold, within a span of days? Shared by the words that say when."""

from __future__ import annotations

import numpy as np

from sandtable.claims.kleene import Truth, settled
from sandtable.claims.nodes import Node
from sandtable.claims.operator import Ask, Slack
from sandtable.claims.states import State
from sandtable.claims.timeline import event_within, state_ever

__all__ = ["comes_within", "happens_within", "span_slack"]


def happens_within(event: Node, ask: Ask, start: float, end: float) -> Truth:
    """Whether an event happens, the first time or again, at a moment of [start, end)."""
    every = ask.recurrences(event)
    if every is None:
        return event_within(ask.moments(event), ask.log, start, end)
    hit = np.zeros(ask.log.futures, dtype=np.bool_)
    hit[every.future[(every.day >= start) & (every.day < end)]] = True
    return settled(hit, ~hit & (ask.log.horizon >= end))


def comes_within(what: Node, ask: Ask, start: float, end: float) -> Truth:
    """Whether an event happens, or a state holds at some moment, in [start, end)."""
    if isinstance(what, State):
        return state_ever(ask.timeline(what), ask.log, start, end)
    return happens_within(what, ask, start, end)


def span_slack(event: Node, ask: Ask, start: float, end: float) -> Slack | None:
    """How far inside [start, end) an event that happens once lies (negative: outside); None for anything else."""
    if isinstance(event, State) or ask.recurrences(event) is not None:
        return None
    day = ask.log.day_of(ask.moments(event))
    return np.where(np.isinf(day), -np.inf, np.minimum(day - start, end - day))
