"""From votes to seats: the largest quotients each take one (Sainte-Laguë, and d'Hondt beside it)."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from sandtable.errors import InvalidInput, Problem

__all__ = ["DIVISORS", "allot"]

MOST_SEATS = 1_000_000
DIVISORS: dict[str, tuple[float, float]] = {
    "sainte-lague": (1.0, 2.0),
    "sainte-lague-1.4": (1.4, 2.0),
    "sainte-lague-1.7": (1.7, 2.0),
    "dhondt": (1.0, 1.0),
}
"""First divisor and the step of the later ones, counted from 1: 1, 3, 5 …; 1.4, 3, 5 …; 1, 2, 3 …."""


def divisor(method: str, taken: int) -> float:
    """What a party's votes are divided by when it holds `taken` seats. KeyError for an unknown method."""
    first, step = DIVISORS[method]
    return first if taken == 0 else 1.0 + step * taken


def allot(votes: Sequence[float], seats: int, method: str = "sainte-lague") -> list[int]:
    """Seats of each party. Ties go to the party named first. InvalidInput: no votes, or out of range."""
    problems = []
    if not 0 <= seats <= MOST_SEATS:
        problems.append(Problem(f"must be from 0 to {MOST_SEATS:,}.", path="seats"))
    if not all(0 <= vote < math.inf for vote in votes) or not sum(votes) > 0:
        problems.append(Problem("must be 0 or more each, finite, and not all 0.", path="votes"))
    if problems:
        raise InvalidInput(problems)
    won = [0] * len(votes)
    queue = [(-vote / divisor(method, 0), party) for party, vote in enumerate(votes) if vote > 0]
    heapq.heapify(queue)
    for _ in range(seats):
        _, party = queue[0]
        won[party] += 1
        heapq.heapreplace(queue, (-votes[party] / divisor(method, won[party]), party))
    return won
