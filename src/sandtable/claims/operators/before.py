"""`EVENT before EVENT`: the first happens, and the other has not happened by then."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Before, Event, Node
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.operator import Ask, English, Operator


def build(one: Event, other: Event) -> Before:
    """Two events in order."""
    return Before(one=one, other=other)


def settle(claim: Before, ask: Ask) -> Truth:
    """True once the first has happened alone; false once the other has, or once the first has become impossible."""
    one, other = ask.moments(claim.one), ask.moments(claim.other)
    happened = one < OUTSTANDING
    missed = (one == NEVER) | (other < OUTSTANDING)
    return settled(happened & (one < other), missed & ~(happened & (one < other)))


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
    meaning="the first event happens, and the other has not happened by then (it may never)",
    example="qaim falls before hawija falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
