"""`none of [CLAIM, CLAIM, …]`: no claim of the list is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Claim, Node, NoneOf
from sandtable.claims.kleene import Truth, any_of, negation
from sandtable.claims.margins import any_part
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(*claims: Claim) -> NoneOf:
    """A list of claims."""
    return NoneOf(claims=claims)


def settle(claim: NoneOf, ask: Ask) -> Truth:
    """Three-valued: decided as soon as the claims that are decided suffice."""
    truths = [ask.truth(part) for part in claim.claims]
    return negation(any_of(truths))


def slack(claim: NoneOf, ask: Ask) -> Slack | None:
    """The largest margin of its claims, turned round."""
    return None if (margin := any_part(claim.claims, ask)) is None else -margin


def text(claim: NoneOf, part: Callable[[Node, int], str]) -> str:
    """`none of [ana falls, rawa falls]`."""
    return f"none of [{', '.join(part(item, 0) for item in claim.claims)}]"


def english(claim: NoneOf, reader: English) -> str:
    """`none of these holds (Ana falls; Rawa falls)`."""
    return f"none of these holds ({'; '.join(reader.say(item) for item in claim.claims)})"


OPERATOR = Operator(
    op="none_of",
    model=NoneOf,
    sort="claim",
    meaning="no claim of the list is true",
    example="none of [ana falls, rawa falls]",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
