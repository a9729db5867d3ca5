"""`… before …`: the first comes, and the other has not come by then; a state comes when it first holds."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Before, Moment, Node
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.margins import days_between
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(one: Moment, other: Moment) -> Before:
    """Two events, or beginnings of states, in order."""
    return Before(one=one, other=other)


def settle(claim: Before, ask: Ask) -> Truth:
    """True once the first has happened alone; false once the other has, or once the first has become impossible."""
    one, other = ask.moments(claim.one), ask.moments(claim.other)
    happened = one < OUTSTANDING
    missed = (one == NEVER) | (other < OUTSTANDING)
    return settled(happened & (one < other), missed & ~(happened & (one < other)))


def slack(claim: Before, ask: Ask) -> Slack:
    """Days from the first to the other."""
    one, other = ask.log.day_of(ask.moments(claim.one)), ask.log.day_of(ask.moments(claim.other))
    return days_between(other, one)


def text(claim: Before, part: Callable[[Node, int], str]) -> str:
    """`qaim falls before hawija falls`."""
    return f"{part(claim.one, 3)} before {part(claim.other, 3)}"


def english(claim: Before, reader: English) -> str:
    """`Al-Qaim falls before Hawija falls`."""
    return f"{reader.say(claim.one)} before {reader.say(claim.other)}"


OPERATOR = Operator(
    op="before",
    model=Before,
    sort="claim",
    meaning="the first happens or begins, and the other has not by then (it may never)",
    example="qaim falls before hawija falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
