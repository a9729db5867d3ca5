"""`X is first of [a, b, c] to fall`, `… to fall by assault`, `… to fall without assault`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import FirstOf, How, Node
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.margins import days_between
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.ranking import english_rank, moments_of, rank_text


def build(place: str, of: tuple[str, ...], how: How = "any way") -> FirstOf:
    """A place and the list that it stands in."""
    return FirstOf(place=place, of=of, how=how)


def settle(claim: FirstOf, ask: Ask) -> Truth:
    """True once the place falls while all others stand; false once another falls, or it cannot fall so any more.

    A place of the list that fell in the other way is out: it can no longer fall in this one.
    """
    mine, *others = moments_of(claim, ask)
    beaten = np.any([(other < mine) & (other < OUTSTANDING) for other in others], axis=0)
    return settled((mine < OUTSTANDING) & ~beaten, (mine == NEVER) | beaten)


def slack(claim: FirstOf, ask: Ask) -> Slack:
    """Days from this fall to the first of the others; minus infinity where the place cannot fall so any more."""
    mine, *others = (ask.log.day_of(moments) for moments in moments_of(claim, ask))
    return days_between(np.min(others, axis=0), mine)


def text(claim: FirstOf, part: Callable[[Node, int], str]) -> str:
    """`qaim is first of [ana, rawa, qaim] to fall by assault`."""
    return rank_text(claim, "first")


def english(claim: FirstOf, reader: English) -> str:
    """`Al-Qaim is the first of Ana, Rawa and Al-Qaim to fall by assault`."""
    return english_rank(claim, "first", reader)


OPERATOR = Operator(
    op="first",
    model=FirstOf,
    sort="claim",
    meaning="the place falls, and no other place of the list has fallen by then",
    example="qaim is first of [ana, rawa, qaim] to fall by assault",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
