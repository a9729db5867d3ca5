"""`M ends`: who mediates a dispute stops doing so."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Ends, Node
from sandtable.claims.log import Moments
from sandtable.claims.operator import Ask, English, Operator
from sandtable.ensemble.kinds import MEDIATION


def build(mediation: str) -> Ends:
    """A mediation."""
    return Ends(mediation=mediation)


def settle(claim: Ends, ask: Ask) -> Moments:
    """When it first ends."""
    changes = ask.log.of(MEDIATION, ask.log.mediation_number[claim.mediation])
    over = changes.after == 0
    return ask.log.first_rows(changes.row[over], changes.future[over])


def text(claim: Ends, part: Callable[[Node, int], str]) -> str:
    """`us-between-them ends`."""
    return f"{claim.mediation} ends"


def english(claim: Ends, reader: English) -> str:
    """`the mediation “us-between-them” ends`."""
    return f"the mediation “{reader.name(claim.mediation)}” ends"


OPERATOR = Operator(
    op="ends",
    model=Ends,
    sort="event",
    meaning="who mediates stops doing so, for the first time",
    example="us-between-them ends",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
