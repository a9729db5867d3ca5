"""`I is settled`, `I is settled above 60`: an issue is settled, anywhere or on one side of a point of its scale."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Node, Number, Relation, Settled
from sandtable.claims.log import NEVER, OUTSTANDING, Moments
from sandtable.claims.monthly import RELATIONS, amount_text
from sandtable.claims.operator import Ask, English, Operator
from sandtable.ensemble.kinds import ISSUE_SETTLED

HUNDREDTHS = 100.0
"""The log says where in hundredths of a point."""


def build(issue: str, relation: Relation | None = None, number: Number | None = None) -> Settled:
    """An issue, and where on its scale, if the claim says so."""
    return Settled(issue=issue, relation=relation, point=None if number is None else number.value)


def settle(claim: Settled, ask: Ask) -> Moments:
    """When it is settled so; NEVER where it was settled elsewhere, since that happens once."""
    rows = ask.log.of(ISSUE_SETTLED, ask.log.issue_number[claim.issue])
    moments = ask.log.first_rows(rows.row, rows.future)
    if claim.relation is None:
        return moments
    so = np.zeros(ask.log.futures, dtype=np.bool_)
    so[rows.future[RELATIONS[claim.relation](rows.after / HUNDREDTHS, claim.point)]] = True
    return np.where((moments < OUTSTANDING) & ~so, NEVER, moments)


def text(claim: Settled, part: Callable[[Node, int], str]) -> str:
    """`kirkuk-status is settled above 60`."""
    where = "" if claim.point is None else f" {claim.relation} {amount_text(Number(value=claim.point))}"
    return f"{claim.issue} is settled{where}"


def english(claim: Settled, reader: English) -> str:
    """`the issue “Status of Kirkuk” is settled above 60 of 100`."""
    where = "" if claim.point is None else f" {claim.relation} {claim.point:,.15g} of 100"
    return f"the issue “{reader.name(claim.issue)}” is settled{where}"


OPERATOR = Operator(
    op="settled",
    model=Settled,
    sort="event",
    meaning="the issue is settled, at a point of its scale (0 to 100) that stands so to the number, if there is one",
    example="kirkuk-status is settled above 60",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
