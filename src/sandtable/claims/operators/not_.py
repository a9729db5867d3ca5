"""`not ( CLAIM )`: the claim is false; brackets are required, so that nobody wonders how far `not` reaches."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Claim, Node, Not
from sandtable.claims.kleene import Truth, negation
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(claim: Claim) -> Not:
    """The claim that must be false."""
    return Not(claim=claim)


def settle(claim: Not, ask: Ask) -> Truth:
    """True becomes false and the other way; undecided stays undecided."""
    return negation(ask.truth(claim.claim))


def slack(claim: Not, ask: Ask) -> Slack | None:
    """The margin of the claim, turned round."""
    return None if (margin := ask.slack(claim.claim)) is None else -margin


def text(claim: Not, part: Callable[[Node, int], str]) -> str:
    """`not (qaim falls by 2017-12-31)`."""
    return f"not ({part(claim.claim, 0)})"


def english(claim: Not, reader: English) -> str:
    """`it is not so that Al-Qaim falls by 31 December 2017`."""
    return f"it is not so that {reader.say(claim.claim)}"


OPERATOR = Operator(
    op="not",
    model=Not,
    sort="claim",
    meaning="the claim is false",
    example="not (qaim falls by 2017-12-31)",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
