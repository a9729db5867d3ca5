"""`… by DATE`, `… by the end`: an event happens, or a state holds at some moment, no later than that."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sandtable.claims.ast import By, Event, Node, State
from sandtable.claims.kleene import Truth
from sandtable.claims.moments import comes_within
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.periods import english_date
from sandtable.claims.states import Measured


def build(what: Event | State, date: datetime.date | None) -> By:
    """A deadline; None is the scenario's last day."""
    return By(what=what, date=date)


def settle(claim: By, ask: Ask) -> Truth:
    """True as soon as it happens or holds; false once the date is over without it."""
    return comes_within(claim.what, ask, 0, _end(claim, ask))


def slack(claim: By, ask: Ask) -> Slack | None:
    """Days from when it first happens or holds to the end of the last day allowed."""
    if isinstance(claim.what, Measured):
        return None
    return _end(claim, ask) - ask.log.day_of(ask.moments(claim.what))


def _end(claim: By, ask: Ask) -> int:
    return ask.log.end_of(claim.date or ask.log.manifest.until)


def text(claim: By, part: Callable[[Node, int], str]) -> str:
    """`qaim falls by 2017-12-31`."""
    return f"{part(claim.what, 3)} by {claim.date or 'the end'}"


def english(claim: By, reader: English) -> str:
    """`Al-Qaim falls by 31 December 2017`."""
    date = english_date(claim.date) if claim.date else "the end"
    moment = " at some moment" if isinstance(claim.what, State) else ""
    return f"{reader.say(claim.what)}{moment} by {date}"


OPERATOR = Operator(
    op="by",
    model=By,
    sort="claim",
    meaning="the event happens, or the state holds at some moment, no later than the date",
    example="qaim falls by 2017-12-31",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
