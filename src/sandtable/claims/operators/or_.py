"""`CLAIM or CLAIM`: at least one of the claims is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Claim, Node, Or
from sandtable.claims.kleene import Truth, any_of
from sandtable.claims.margins import any_part
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(*claims: Claim) -> Or:
    """Two claims or more."""
    return Or(claims=claims)


def settle(claim: Or, ask: Ask) -> Truth:
    """Three-valued: decided as soon as the claims that are decided suffice."""
    return any_of([ask.truth(part) for part in claim.claims])


def slack(claim: Or, ask: Ask) -> Slack | None:
    """The largest margin of its claims."""
    return any_part(claim.claims, ask)


def text(claim: Or, part: Callable[[Node, int], str]) -> str:
    """`ana falls or rawa falls`."""
    return " or ".join(part(item, 2) for item in claim.claims)


def english(claim: Or, reader: English) -> str:
    """`Ana falls, or Rawa falls`."""
    return ", or ".join(reader.say(item) for item in claim.claims)


OPERATOR = Operator(
    op="or",
    model=Or,
    sort="claim",
    meaning="at least one of the claims is true",
    example="ana falls or rawa falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
    strength=1,
)
