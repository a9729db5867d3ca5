"""`any of [CLAIM, CLAIM, …]`: at least one claim of the list is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import AnyOf, Claim, Node
from sandtable.claims.kleene import Truth, any_of
from sandtable.claims.margins import any_part
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(*claims: Claim) -> AnyOf:
    """A list of claims."""
    return AnyOf(claims=claims)


def settle(claim: AnyOf, ask: Ask) -> Truth:
    """Three-valued: decided as soon as the claims that are decided suffice."""
    truths = [ask.truth(part) for part in claim.claims]
    return any_of(truths)


def slack(claim: AnyOf, ask: Ask) -> Slack | None:
    """The largest margin of its claims."""
    return any_part(claim.claims, ask)


def text(claim: AnyOf, part: Callable[[Node, int], str]) -> str:
    """`any of [ana falls, rawa falls]`."""
    return f"any of [{', '.join(part(item, 0) for item in claim.claims)}]"


def english(claim: AnyOf, reader: English) -> str:
    """`at least one of these holds (Ana falls; Rawa falls)`."""
    return f"at least one of these holds ({'; '.join(reader.say(item) for item in claim.claims)})"


OPERATOR = Operator(
    op="any_of",
    model=AnyOf,
    sort="claim",
    meaning="at least one claim of the list is true",
    example="any of [ana falls, rawa falls]",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
