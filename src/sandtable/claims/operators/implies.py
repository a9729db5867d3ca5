"""`CLAIM implies CLAIM`: the first is false, or the second is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Claim, Implies, Node
from sandtable.claims.kleene import Truth, any_of, negation
from sandtable.claims.margins import largest
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(condition: Claim, consequence: Claim) -> Implies:
    """Condition and consequence."""
    return Implies(condition=condition, consequence=consequence)


def settle(claim: Implies, ask: Ask) -> Truth:
    """False only where the condition is true and the consequence false."""
    return any_of([negation(ask.truth(claim.condition)), ask.truth(claim.consequence)])


def slack(claim: Implies, ask: Ask) -> Slack | None:
    """The larger of how far the condition fails and how far the consequence holds."""
    condition, consequence = ask.slack(claim.condition), ask.slack(claim.consequence)
    return None if condition is None or consequence is None else largest([-condition, consequence])


def text(claim: Implies, part: Callable[[Node, int], str]) -> str:
    """`ana falls implies rawa falls`."""
    return f"{part(claim.condition, 1)} implies {part(claim.consequence, 1)}"


def english(claim: Implies, reader: English) -> str:
    """`if Ana falls, then Rawa falls`."""
    return f"if {reader.say(claim.condition)}, then {reader.say(claim.consequence)}"


OPERATOR = Operator(
    op="implies",
    model=Implies,
    sort="claim",
    meaning="the first claim is false, or the second is true",
    example="ana falls implies rawa falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
    strength=0,
)
