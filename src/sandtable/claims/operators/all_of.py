"""`all of [CLAIM, CLAIM, …]`: every claim of the list is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import AllOf, Claim, Node
from sandtable.claims.kleene import Truth, all_of
from sandtable.claims.margins import all_parts
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(*claims: Claim) -> AllOf:
    """A list of claims."""
    return AllOf(claims=claims)


def settle(claim: AllOf, ask: Ask) -> Truth:
    """Three-valued: decided as soon as the claims that are decided suffice."""
    truths = [ask.truth(part) for part in claim.claims]
    return all_of(truths)


def slack(claim: AllOf, ask: Ask) -> Slack | None:
    """The smallest margin of its claims."""
    return all_parts(claim.claims, ask)


def text(claim: AllOf, part: Callable[[Node, int], str]) -> str:
    """`all of [ana falls, rawa falls]`."""
    return f"all of [{', '.join(part(item, 0) for item in claim.claims)}]"


def english(claim: AllOf, reader: English) -> str:
    """`all of these hold (Ana falls; Rawa falls)`."""
    return f"all of these hold ({'; '.join(reader.say(item) for item in claim.claims)})"


OPERATOR = Operator(
    op="all_of",
    model=AllOf,
    sort="claim",
    meaning="every claim of the list is true",
    example="all of [ana falls, rawa falls]",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
