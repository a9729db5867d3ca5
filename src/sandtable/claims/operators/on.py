"""`… on DATE`: an event happens on that date; a state holds when that date ends."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sandtable.claims.ast import Event, Node, On, State
from sandtable.claims.kleene import Truth
from sandtable.claims.moments import happens_within
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.periods import english_date
from sandtable.claims.timeline import state_at


def build(what: Event | State, date: datetime.date) -> On:
    """A date."""
    return On(what=what, date=date)


def settle(claim: On, ask: Ask) -> Truth:
    """An event within the day; a state after everything that happened that day."""
    start, end = ask.log.start_of(claim.date), ask.log.end_of(claim.date)
    if isinstance(claim.what, State):
        return state_at(ask.timeline(claim.what), ask.log, end)
    return happens_within(claim.what, ask, start, end)


def text(claim: On, part: Callable[[Node, int], str]) -> str:
    """`qaim is held by iraq on 2017-12-31`."""
    return f"{part(claim.what, 3)} on {claim.date}"


def english(claim: On, reader: English) -> str:
    """`Al-Qaim is held by Iraqi government forces on 31 December 2017`."""
    return f"{reader.say(claim.what)} on {english_date(claim.date)}"


OPERATOR = Operator(
    op="on",
    model=On,
    sort="claim",
    meaning="the event happens on the date; the state holds when the date ends",
    example="qaim is held by iraq on 2017-12-31",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
