"""`… in PERIOD`: an event happens, or a state holds at some moment, within the period."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Event, In, Node, State
from sandtable.claims.kleene import Truth
from sandtable.claims.moments import comes_within, span_slack
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.periods import english_period, first_and_last


def build(what: Event | State, period: str) -> In:
    """A period."""
    return In(what=what, period=period)


def settle(claim: In, ask: Ask) -> Truth:
    """Within the part of the period that lies after the scenario's first moment."""
    return comes_within(claim.what, ask, *_span(claim, ask))


def slack(claim: In, ask: Ask) -> Slack | None:
    """Days from an event to the nearer end of the period, negative outside of it."""
    return span_slack(claim.what, ask, *_span(claim, ask))


def _span(claim: In, ask: Ask) -> tuple[int, int]:
    first, last = first_and_last(claim.period)
    return max(0, ask.log.start_of(first)), ask.log.end_of(last)


def text(claim: In, part: Callable[[Node, int], str]) -> str:
    """`qaim falls in 2017-Q4`."""
    return f"{part(claim.what, 3)} in {claim.period}"


def english(claim: In, reader: English) -> str:
    """`Al-Qaim falls in the fourth quarter of 2017`."""
    moment = " at some moment" if isinstance(claim.what, State) else ""
    return f"{reader.say(claim.what)}{moment} in {english_period(claim.period)}"


OPERATOR = Operator(
    op="in",
    model=In,
    sort="claim",
    meaning="the event happens, or the state holds at some moment, in the period",
    example="qaim falls in 2017-Q4",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
