"""What a change by hand does to every claim: the first futures of a run again with the change, on the same luck.

Few futures answer at once, more of the same sharpen the answer; the difference is exactly zero where no future turned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sandtable.claims.comparison import Comparison, paired
from sandtable.claims.judge import ALPHA, judge
from sandtable.claims.question import Question
from sandtable.claims.verdicts import OUTSIDE, Verdicts
from sandtable.ensemble.ensemble import Ensemble

__all__ = ["Tried", "trial"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One claim under a change. `probability` is the base's own, over all its futures, plus the paired difference."""

    claim: str
    probability: float
    change: Comparison

    @property
    def untouched(self) -> bool:
        """Whether not a single future turned."""
        return self.change.gained == self.change.lost == 0


def trial(
    base: Verdicts,
    questions: Mapping[str, Question],
    ensemble: Ensemble,
) -> tuple[Tried, ...]:
    """Every claim of the base under the change, whose first futures are in `ensemble`; first replicates.

    Both must begin with their first draw, under one seed. All differences hold together at 95 %. A claim whose
    condition too few of these futures meet is left out.
    """
    asked = {row.id: replace(questions[row.id], than=None) for row in base.rows if row.id in questions}
    judged = judge(ensemble, asked)
    share = ALPHA / max(1, len(asked))
    draws = min(ensemble.draws, base.settled.shape[1])
    tried = []
    for row in judged.rows:
        one = judged.settled[judged.number(row.id), :draws, 0]
        other = base.settled[base.number(row.id), :draws, 0]
        both = (one != OUTSIDE) & (other != OUTSIDE)
        change = paired(np.asarray(one[both] == 1), np.asarray(other[both] == 1), share)
        found = base.row(row.id).probability + change.difference
        tried.append(Tried(row.id, min(1.0, max(0.0, found)), change))
    return tuple(tried)
