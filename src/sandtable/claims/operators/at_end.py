"""`… at the end`: a state holds when the scenario's last day ends."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import AtEnd, Node, State
from sandtable.claims.kleene import Truth
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import state_at


def build(what: State) -> AtEnd:
    """The scenario's last day."""
    return AtEnd(what=what)


def settle(claim: AtEnd, ask: Ask) -> Truth:
    """After everything that happened."""
    return state_at(ask.timeline(claim.what), ask.log, ask.log.end_of(ask.log.manifest.until))


def text(claim: AtEnd, part: Callable[[Node, int], str]) -> str:
    """`qaim is held by iraq at the end`."""
    return f"{part(claim.what, 3)} at the end"


def english(claim: AtEnd, reader: English) -> str:
    """`Al-Qaim is held by Iraqi government forces at the end`."""
    return f"{reader.say(claim.what)} at the end"


OPERATOR = Operator(
    op="at_end",
    model=AtEnd,
    sort="claim",
    meaning="the state holds when the scenario's last day ends",
    example="qaim is held by iraq at the end",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
