"""`… throughout PERIOD`: a state holds at every moment of the period."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Node, State, Throughout
from sandtable.claims.kleene import Truth
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.periods import english_period, first_and_last
from sandtable.claims.timeline import state_throughout


def build(what: State, period: str) -> Throughout:
    """A period."""
    return Throughout(what=what, period=period)


def settle(claim: Throughout, ask: Ask) -> Truth:
    """False at the first moment without it; true once the period is over."""
    first, last = first_and_last(claim.period)
    start, end = max(0, ask.log.start_of(first)), ask.log.end_of(last)
    return state_throughout(ask.timeline(claim.what), ask.log, start, end)


def text(claim: Throughout, part: Callable[[Node, int], str]) -> str:
    """`rutba is held by iraq throughout 2018`."""
    return f"{part(claim.what, 3)} throughout {claim.period}"


def english(claim: Throughout, reader: English) -> str:
    """`Rutba is held by Iraqi government forces throughout 2018`."""
    return f"{reader.say(claim.what)} throughout {english_period(claim.period)}"


OPERATOR = Operator(
    op="throughout",
    model=Throughout,
    sort="claim",
    meaning="the state holds at every moment of the period",
    example="rutba is held by iraq throughout 2018",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
