"""`… within 30 days of …`, `… within 26 weeks after …`: two things come near each other in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.claims.ast import Moment, Node, State, Within
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.timeline import state_in_windows

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def build(one: Moment, days: Any, side: Any, other: Moment) -> Within:
    """Two things, the time between them, and whether the first must come after the other."""
    return Within(one=one, days=days, side=side, other=other)


def settle(claim: Within, ask: Ask) -> Truth:
    """The window begins when the other comes (`of`: so many days earlier) and has both its ends."""
    log = ask.log
    other = ask.moments(claim.other)
    start, end = _window(claim, log.day_of(other))
    if isinstance(claim.one, State):
        hit = state_in_windows(ask.timeline(claim.one), log, start, end)
    else:
        every = ask.recurrences(claim.one)
        if every is None:
            return _once(claim, ask)
        later = (every.row > other[every.future]) | (claim.side == "of")
        near = later & (every.day >= start[every.future]) & (every.day <= end[every.future])
        hit = np.zeros(log.futures, np.bool_)
        hit[every.future[near]] = True
    hit &= other < OUTSTANDING
    return settled(hit, ~hit & ((other == NEVER) | (log.horizon > end)))


def _window(claim: Within, day: Floats) -> tuple[Floats, Floats]:
    start = np.where(np.isinf(day), np.inf, day - claim.days) if claim.side == "of" else day
    return start, day + claim.days


def _once(claim: Within, ask: Ask) -> Truth:
    """An event that happens once: false as soon as it has happened outside of the window."""
    one, other = ask.moments(claim.one), ask.moments(claim.other)
    day, reference = ask.log.day_of(one), ask.log.day_of(other)
    start, end = _window(claim, reference)
    both = (one < OUTSTANDING) & (other < OUTSTANDING)
    hit = both & (day >= start) & (day <= end) & ((one > other) | (claim.side == "of"))
    alone = (one < OUTSTANDING) & (other >= OUTSTANDING)
    missed = (one == NEVER) | (other == NEVER) | (both & ~hit) | ((one >= OUTSTANDING) & (ask.log.horizon > end))
    too_early = alone & ((claim.side == "after") | (ask.log.horizon > day + claim.days))
    return settled(hit, missed | too_early)


def slack(claim: Within, ask: Ask) -> Slack | None:
    """Days from the event to the nearer end of the window, negative outside of it; none for states and repeats."""
    if isinstance(claim.one, State) or ask.recurrences(claim.one) is not None:
        return None
    one, other = ask.log.day_of(ask.moments(claim.one)), ask.log.day_of(ask.moments(claim.other))
    both = np.isfinite(one) & np.isfinite(other)
    apart = np.where(both, one, np.inf) - np.where(both, other, 0.0)
    inside = claim.days - np.abs(apart) if claim.side == "of" else np.minimum(apart, claim.days - apart)
    return np.where(both, inside, -np.inf)


def text(claim: Within, part: Callable[[Node, int], str]) -> str:
    """`qaim falls within 30 days after rawa falls`."""
    unit = "day" if claim.days == 1 else "days"
    return f"{part(claim.one, 3)} within {claim.days} {unit} {claim.side} {part(claim.other, 3)}"


def english(claim: Within, reader: English) -> str:
    """`Al-Qaim falls within 30 days after Rawa falls`."""
    moment = " at some moment" if isinstance(claim.one, State) else ""
    span = f"{claim.days:,} {'day' if claim.days == 1 else 'days'}"
    when = "after" if claim.side == "after" else "before or after"
    return f"{reader.say(claim.one)}{moment} within {span} {when} {reader.say(claim.other)}"


OPERATOR = Operator(
    op="within",
    model=Within,
    sort="claim",
    meaning="the first happens, or holds at some moment, at most so long after the other (`of`: before or after it)",
    example="qaim falls within 30 days after rawa falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
