"""`road A to B is open to X`, `… is closed to X`: is there a chain of roads that X may travel from end to end?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sandtable.claims.ast import Node, Road
from sandtable.claims.either import either
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.claims.ways import open_road
from sandtable.claims.words import any_name, english_any


def build(start: str, end: str, closed: bool, to: Sequence[str]) -> Road:
    """Two ends, whether it is closed, and to whom."""
    return Road(start=start, end=end, closed=closed, to=tuple(to))


def settle(claim: Road, ask: Ask) -> Timeline:
    """Open to any of the actors; closed means open to none of them."""
    timeline = either([open_road(ask.log, claim.start, claim.end, actor) for actor in claim.to], ask.log)
    return timeline.negated() if claim.closed else timeline


def text(claim: Road, part: Callable[[Node, int], str]) -> str:
    """`road baghdad to rutba is open to iraq`."""
    word = "closed" if claim.closed else "open"
    return f"road {claim.start} to {claim.end} is {word} to {any_name(claim.to)}"


def english(claim: Road, reader: English) -> str:
    """`the road from Baghdad to Rutba is open to Iraqi government forces`."""
    word = "closed" if claim.closed else "open"
    ends = f"{reader.name(claim.start)} to {reader.name(claim.end)}"
    return f"the road from {ends} is {word} to {english_any(claim.to, reader)}"


OPERATOR = Operator(
    op="road",
    model=Road,
    sort="state",
    meaning="a chain of roads leads from one place to the other through places whose holder lets the actor pass",
    example="road baghdad to rutba is open to iraq",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
