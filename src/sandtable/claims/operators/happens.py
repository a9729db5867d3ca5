"""`E happens`: a dated event of the scenario happens."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Happens, Node
from sandtable.claims.log import Moments
from sandtable.claims.operator import Ask, English, Operator


def build(event: str) -> Happens:
    """A dated event."""
    return Happens(event=event)


def settle(claim: Happens, ask: Ask) -> Moments:
    """When the event first happens."""
    rows = ask.log.happenings(claim.event)
    return ask.log.first_rows(rows.row, rows.future)


def text(claim: Happens, part: Callable[[Node, int], str]) -> str:
    """`mayadin-falls happens`."""
    return f"{claim.event} happens"


def english(claim: Happens, reader: English) -> str:
    """`the event "mayadin-falls" happens`."""
    return f"the event “{reader.name(claim.event)}” happens"


OPERATOR = Operator(
    op="happens",
    model=Happens,
    sort="event",
    meaning="the dated event of the scenario happens",
    example="mayadin-falls happens",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
