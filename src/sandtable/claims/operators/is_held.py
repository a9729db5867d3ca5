"""`E is held`: an election is held."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import IsHeld, Node
from sandtable.claims.log import Moments
from sandtable.claims.operator import Ask, English, Operator
from sandtable.ensemble.kinds import ELECTION_HELD


def build(election: str) -> IsHeld:
    """An election."""
    return IsHeld(election=election)


def settle(claim: IsHeld, ask: Ask) -> Moments:
    """When it is held."""
    rows = ask.log.of(ELECTION_HELD, ask.log.election_number[claim.election])
    return ask.log.first_rows(rows.row, rows.future)


def text(claim: IsHeld, part: Callable[[Node, int], str]) -> str:
    """`council-2018 is held`."""
    return f"{claim.election} is held"


def english(claim: IsHeld, reader: English) -> str:
    """`the election “Council of 2018” is held`."""
    return f"the election “{reader.name(claim.election)}” is held"


OPERATOR = Operator(
    op="is_held",
    model=IsHeld,
    sort="event",
    meaning="the election is held",
    example="council-2018 is held",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
