"""`CLAIM implies CLAIM`: the first is false, or the second is true."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import Claim, Implies, Node
from sandtable.claims.kleene import Truth, any_of, negation
from sandtable.claims.operator import Ask, English, Operator


def build(condition: Claim, consequence: Claim) -> Implies:
    """Condition and consequence."""
    return Implies(condition=condition, consequence=consequence)


def settle(claim: Implies, ask: Ask) -> Truth:
    """False only where the condition is true and the consequence false."""
    return any_of([negation(ask.truth(claim.condition)), ask.truth(claim.consequence)])


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
    strength=0,
)
