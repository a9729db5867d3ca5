"""`mean m in PERIOD is above N`, `measure m on DATE is below measure m on DATE`: amounts of a future compared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Compare, DatedAmount, DatedOrNumber, Node, Relation
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.monthly import RELATIONS, amount_english, amount_text, value_of
from sandtable.claims.operator import Ask, English, Operator


def build(one: DatedAmount, relation: Relation, other: DatedOrNumber) -> Compare:
    """An amount, how it stands, and to what."""
    return Compare(one=one, relation=relation, other=other)


def settle(claim: Compare, ask: Ask) -> Truth:
    """Undecided until every month that it needs is over."""
    one, other = value_of(claim.one, ask.log), value_of(claim.other, ask.log)
    known = ~(np.isnan(one) | np.isnan(other))
    holds = RELATIONS[claim.relation](one, other)
    return settled(known & holds, known & ~holds)


def text(claim: Compare, part: Callable[[Node, int], str]) -> str:
    """`total exposure in 2017-Q4 is below 5000`."""
    return f"{amount_text(claim.one)} is {claim.relation} {amount_text(claim.other)}"


def english(claim: Compare, reader: English) -> str:
    """`the total of exposure in the fourth quarter of 2017 is below 5,000`."""
    return f"{amount_english(claim.one, reader)} is {claim.relation} {amount_english(claim.other, reader)}"


OPERATOR = Operator(
    op="compare",
    model=Compare,
    sort="claim",
    meaning="the value, mean or total of a measure stands so to another, or to a number",
    example="total exposure in 2017-Q4 is below 5000",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
