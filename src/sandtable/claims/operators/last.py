"""`X is last of [a, b, c] to fall`, `… to fall by assault`, `… to fall without assault`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import How, LastOf, Node
from sandtable.claims.kleene import Truth, settled
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.ranking import english_rank, moments_of, rank_text


def build(place: str, of: tuple[str, ...], how: How = "any way") -> LastOf:
    """A place and the list that it stands in."""
    return LastOf(place=place, of=of, how=how)


def settle(claim: LastOf, ask: Ask) -> Truth:
    """False once another place of the list falls later; undecided while any of them may still fall.

    A place of the list that fell in the other way is out: it can no longer fall in this one.
    """
    mine, *others = moments_of(claim, ask)
    happened = mine < OUTSTANDING
    beaten = np.any([(other > mine) & (other < OUTSTANDING) for other in others], axis=0)
    waiting = np.any([other == OUTSTANDING for other in others], axis=0)
    return settled(happened & ~beaten & ~waiting, (mine == NEVER) | (happened & beaten))


def slack(claim: LastOf, ask: Ask) -> Slack:
    """Days from the last fall of the others to this one; minus infinity where the place cannot fall so any more."""
    mine, *others = (ask.log.day_of(moments) for moments in moments_of(claim, ask))
    latest = np.max([np.where(np.isinf(day), -np.inf, day) for day in others], axis=0)
    return np.where(np.isinf(mine), -np.inf, mine - latest)


def text(claim: LastOf, part: Callable[[Node, int], str]) -> str:
    """`qaim is last of [ana, rawa, qaim] to fall by assault`."""
    return rank_text(claim, "last")


def english(claim: LastOf, reader: English) -> str:
    """`Al-Qaim is the last of Ana, Rawa and Al-Qaim to fall by assault`."""
    return english_rank(claim, "last", reader)


OPERATOR = Operator(
    op="last",
    model=LastOf,
    sort="claim",
    meaning="the place falls, and every other place of the list has fallen before it",
    example="qaim is last of [ana, rawa, qaim] to fall by assault",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
