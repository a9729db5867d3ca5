"""`at least N of [CLAIM, CLAIM, …]` (at most, exactly, fewer than, more than): so many claims of the list are true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sandtable.claims.ast import Claim, CountOf, Node
from sandtable.claims.bounds import ends
from sandtable.claims.kleene import FALSE, TRUE, Truth, settled
from sandtable.claims.margins import margins_of
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.words import whole


def build(bound: Any, number: str, *claims: Claim) -> CountOf:
    """A bound and a list of claims."""
    return CountOf(bound=bound, number=whole(number), claims=claims)


def settle(claim: CountOf, ask: Ask) -> Truth:
    """Three-valued: decided once the open claims cannot change on which side of the bound the count lies."""
    truths = np.stack([ask.truth(part) for part in claim.claims])
    fewest, most = np.sum(truths == TRUE, axis=0), np.sum(truths != FALSE, axis=0)
    low, high = ends(claim.bound, claim.number)
    low, high = low if low is not None else 0, high if high is not None else len(claim.claims)
    return settled((fewest >= low) & (most <= high), (most < low) | (fewest > high))


def slack(claim: CountOf, ask: Ask) -> Slack | None:
    """How far the count is from changing sides: the margin of the claim whose turn would change it."""
    margins = margins_of(claim.claims, ask)
    if margins is None:
        return None
    ranked = -np.sort(-np.stack(margins), axis=0)  # the largest first; NaN stays last
    ranked = np.where(np.isnan(ranked).any(axis=0), np.nan, ranked)
    beyond = np.full((1, ranked.shape[1]), np.inf)
    ladder = np.concatenate([beyond, ranked, -beyond])  # ladder[n] is the margin of "at least n"
    low, high = ends(claim.bound, claim.number)
    last = len(ladder) - 1
    enough = ladder[min(max(low, 0), last)] if low is not None else beyond[0]
    few = -ladder[min(max(high + 1, 0), last)] if high is not None else beyond[0]
    return np.where(np.isnan(ranked[0]), np.nan, np.minimum(enough, few))


def text(claim: CountOf, part: Callable[[Node, int], str]) -> str:
    """`at least 2 of [ana falls, rawa falls, qaim falls]`."""
    return f"{claim.bound} {claim.number} of [{', '.join(part(item, 0) for item in claim.claims)}]"


def english(claim: CountOf, reader: English) -> str:
    """`at least 2 of these hold (Ana falls; Rawa falls; Al-Qaim falls)`."""
    hold = "holds" if claim.number == 1 else "hold"
    return f"{claim.bound} {claim.number} of these {hold} ({'; '.join(reader.say(item) for item in claim.claims)})"


OPERATOR = Operator(
    op="count_of",
    model=CountOf,
    sort="claim",
    meaning="so many claims of the list are true",
    example="at least 2 of [ana falls, rawa falls, qaim falls]",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
