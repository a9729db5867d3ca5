"""Goes on simulating until every claim is known to within a point, or says which ones are not.

The intervals hold at every look, so looking again and again, and stopping when they are narrow enough, costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.claims.verdicts import Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble

__all__ = ["MOST", "POINT", "draws_needed", "too_wide"]

POINT = 0.01
"""How near every probability must be to the ends of its interval."""
MOST = 100_000
"""Draws after which a run ends even if some claim is still too wide."""
GROWTH = 1.25, 2.0
"""A run grows by a quarter at least, so that looks are few, and doubles at most, since the estimate is rough."""


def too_wide(verdicts: Verdicts) -> tuple[str, ...]:
    """Ids of claims whose interval reaches further than a point from the probability, and of those without a number."""
    wide = [row.id for row in verdicts.rows if _reach(row) > POINT]
    return (*wide, *(one.id for one in verdicts.refused))


def _reach(row: Verdict) -> float:
    return max(row.high - row.probability, row.probability - row.low)


def draws_needed(ensemble: Ensemble, questions: Mapping[str, Question]) -> int:
    """Draws that seem to be needed until no claim is `too_wide`; those at hand when none is.

    An interval narrows as one over the root of the number of draws.
    """
    verdicts, draws = judge(ensemble, questions), ensemble.draws
    if not too_wide(verdicts):
        return draws
    widest = max((_reach(row) for row in verdicts.rows), default=1.0)
    factor = max((widest / POINT) ** 2, GROWTH[1] if verdicts.refused else 0.0)
    return math.ceil(draws * min(max(factor, GROWTH[0]), GROWTH[1]))
