"""`… from DATE to DATE`: an event happens between two dates; a state holds at every moment of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sandtable.claims.ast import Event, FromTo, Node, State
from sandtable.claims.kleene import Truth
from sandtable.claims.moments import happens_within, span_slack
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.periods import english_date
from sandtable.claims.timeline import state_throughout


def build(what: Event | State, first: datetime.date, last: datetime.date) -> FromTo:
    """Two dates, both included."""
    return FromTo(what=what, first=first, last=last)


def settle(claim: FromTo, ask: Ask) -> Truth:
    """An event at some moment of the span; a state at every moment of it."""
    start, end = _span(claim, ask)
    if isinstance(claim.what, State):
        return state_throughout(ask.timeline(claim.what), ask.log, start, end)
    return happens_within(claim.what, ask, start, end)


def slack(claim: FromTo, ask: Ask) -> Slack | None:
    """Days from an event to the nearer end of the span, negative outside of it."""
    return span_slack(claim.what, ask, *_span(claim, ask))


def _span(claim: FromTo, ask: Ask) -> tuple[int, int]:
    return max(0, ask.log.start_of(claim.first)), ask.log.end_of(claim.last)


def text(claim: FromTo, part: Callable[[Node, int], str]) -> str:
    """`qaim falls from 2017-10-01 to 2017-12-31`."""
    return f"{part(claim.what, 3)} from {claim.first} to {claim.last}"


def english(claim: FromTo, reader: English) -> str:
    """`Al-Qaim falls between 1 October 2017 and 31 December 2017`."""
    first, last = english_date(claim.first), english_date(claim.last)
    if isinstance(claim.what, State):
        return f"{reader.say(claim.what)} all the time from {first} to {last}"
    return f"{reader.say(claim.what)} between {first} and {last}"


OPERATOR = Operator(
    op="from_to",
    model=FromTo,
    sort="claim",
    meaning="the event happens between the dates; the state holds at every moment of them",
    example="qaim falls from 2017-10-01 to 2017-12-31",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
