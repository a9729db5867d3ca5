"""`measure m is above 0.5`, `measure m is below measure n`: how a measure stands, month by month."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Amount, Measure, Measured, Node, Relation
from sandtable.claims.monthly import amount_english, amount_text, compare_months
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline


def build(one: Measure, relation: Relation, other: Amount) -> Measured:
    """A measure, how it stands, and to what."""
    return Measured(one=one, relation=relation, other=other)


def settle(claim: Measured, ask: Ask) -> Timeline:
    """From month to month; a month that is not over at the horizon is not known."""
    return compare_months(ask.log, claim.one, claim.relation, claim.other)


def text(claim: Measured, part: Callable[[Node, int], str]) -> str:
    """`measure exposure is above 1000`."""
    return f"{amount_text(claim.one)} is {claim.relation} {amount_text(claim.other)}"


def english(claim: Measured, reader: English) -> str:
    """`exposure is above 1,000`."""
    return f"{amount_english(claim.one, reader)} is {claim.relation} {amount_english(claim.other, reader)}"


OPERATOR = Operator(
    op="measured",
    model=Measured,
    sort="state",
    meaning="the measure's value of the month stands so to the other, or to the number",
    example="measure exposure is above 1000",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
