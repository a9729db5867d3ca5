"""`CLAIM and CLAIM`: every one of the claims is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import And, Claim, Node
from sandtable.claims.kleene import Truth, all_of
from sandtable.claims.margins import all_parts
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(*claims: Claim) -> And:
    """Two claims or more."""
    return And(claims=claims)


def settle(claim: And, ask: Ask) -> Truth:
    """Three-valued: decided as soon as the claims that are decided suffice."""
    return all_of([ask.truth(part) for part in claim.claims])


def slack(claim: And, ask: Ask) -> Slack | None:
    """The smallest margin of its claims."""
    return all_parts(claim.claims, ask)


def text(claim: And, part: Callable[[Node, int], str]) -> str:
    """`ana falls and rawa falls`."""
    return " and ".join(part(item, 3) for item in claim.claims)


def english(claim: And, reader: English) -> str:
    """`Ana falls, and Rawa falls`."""
    return ", and ".join(reader.say(item) for item in claim.claims)


OPERATOR = Operator(
    op="and",
    model=And,
    sort="claim",
    meaning="every one of the claims is true",
    example="ana falls and rawa falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
    strength=2,
)
