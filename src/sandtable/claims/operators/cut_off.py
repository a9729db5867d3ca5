"""`X is cut off`, `X is not cut off`: no road brings supply to a place from its holder's sources."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import CutOff, Node
from sandtable.claims.flips import from_the_first_moment, marked
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.ensemble.kinds import CUT_OFF, REJOINED


def build(place: str, *negated: bool) -> CutOff:
    """A place; the grammar adds `True` where it read `not`."""
    return CutOff(place=place, negated=bool(negated))


def settle(claim: CutOff, ask: Ask) -> Timeline:
    """From the log; what it says of moment 0 holds from the first moment."""
    number = ask.log.place_number[claim.place]
    marks = marked(ask.log, on=[ask.log.of(CUT_OFF, number)], off=[ask.log.of(REJOINED, number)], at_first=False)
    timeline = from_the_first_moment(marks, ask.log)
    return timeline.negated() if claim.negated else timeline


def text(claim: CutOff, part: Callable[[Node, int], str]) -> str:
    """`hawija is cut off`."""
    return f"{claim.place} is {'not ' if claim.negated else ''}cut off"


def english(claim: CutOff, reader: English) -> str:
    """`Hawija is cut off from supply`."""
    return f"{reader.name(claim.place)} is {'not ' if claim.negated else ''}cut off from supply"


OPERATOR = Operator(
    op="cut_off",
    model=CutOff,
    sort="state",
    meaning="no road brings supply to the place from its holder's sources (with `not`: one does)",
    example="hawija is cut off",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
