"""`… until …`: a state holds from day 0 until an event happens or another state begins, and that comes."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Moment, Node, State, Until
from sandtable.claims.kleene import Truth
from sandtable.claims.margins import days_between
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.timeline import state_break, state_until


def build(what: State, event: Moment) -> Until:
    """A state and the event that ends the wait."""
    return Until(what=what, event=event)


def settle(claim: Until, ask: Ask) -> Truth:
    """False once the state breaks before the event, or the event has become impossible; true when it happens."""
    return state_until(ask.timeline(claim.what), ask.log, ask.moments(claim.event))


def slack(claim: Until, ask: Ask) -> Slack:
    """Days from the event to when the state breaks, were it to go on."""
    log = ask.log
    return days_between(log.day_of(state_break(ask.timeline(claim.what), log)), log.day_of(ask.moments(claim.event)))


def text(claim: Until, part: Callable[[Node, int], str]) -> str:
    """`hawija is held by daesh until mosul-west falls`."""
    return f"{part(claim.what, 3)} until {part(claim.event, 3)}"


def english(claim: Until, reader: English) -> str:
    """`Hawija is held by Islamic State until Mosul (west) falls`."""
    return f"{reader.say(claim.what)} until {reader.say(claim.event)}"


OPERATOR = Operator(
    op="until",
    model=Until,
    sort="claim",
    meaning="the state holds at every moment until the event, and the event comes",
    example="hawija is held by daesh until mosul-west falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
