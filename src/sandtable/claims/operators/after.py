"""`EVENT after …`: both come, the first one later; a state comes when it first holds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import After, Event, Moment, Node
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.margins import days_between
from sandtable.claims.operator import Ask, English, Operator, Slack


def build(one: Event, other: Moment) -> After:
    """Two events, the later first."""
    return After(one=one, other=other)


def settle(claim: After, ask: Ask) -> Truth:
    """False once the first happens without the other before it, or either has become impossible."""
    one, other = ask.moments(claim.one), ask.moments(claim.other)
    happened = one < OUTSTANDING
    return settled(happened & (other < one), (happened & (other >= one)) | (one == NEVER) | (other == NEVER))


def slack(claim: After, ask: Ask) -> Slack:
    """Days from the other to the first; minus infinity unless both have come."""
    one, other = ask.log.day_of(ask.moments(claim.one)), ask.log.day_of(ask.moments(claim.other))
    return np.where(np.isinf(one), -np.inf, days_between(one, other))


def text(claim: After, part: Callable[[Node, int], str]) -> str:
    """`ana falls after mosul-west falls`."""
    return f"{part(claim.one, 3)} after {part(claim.other, 3)}"


def english(claim: After, reader: English) -> str:
    """`Ana falls after Mosul (west) falls`."""
    return f"{reader.say(claim.one)} after {reader.say(claim.other)}"


OPERATOR = Operator(
    op="after",
    model=After,
    sort="claim",
    meaning="both happen, the first one later",
    example="ana falls after mosul-west falls",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
