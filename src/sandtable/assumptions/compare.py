"""Two readings of one scenario side by side: the paired difference of every claim, on the same draws and the same luck.

A future in which nothing that a claim looks at was changed comes out the same in both, so a change that cannot touch a
claim gives exactly zero, and a small change has a small interval whatever the claim's own spread.
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
from sandtable.errors import InvalidInput, Problem

__all__ = ["Difference", "compare"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim in two readings: its probability in each, over all futures that speak of it there, and the difference.

    `change` is P(second) - P(first) over the futures that speak of it in both; `untouched` says that every one of them
    came out the same.
    """

    claim: str
    text: str
    first: float
    second: float
    change: Comparison

    @property
    def untouched(self) -> bool:
        """Whether not a single future turned."""
        return self.change.gained == self.change.lost == 0


def compare(
    first: Ensemble, second: Ensemble, questions: Mapping[str, Question], *, alpha: float = ALPHA
) -> tuple[Difference, ...]:
    """Every question that both readings answer, in the order asked; first replicates.

    `alpha` is shared by all differences, so they hold together. InvalidInput when the two runs do not share their luck
    and draws (other seed or size). A question whose condition too few futures meet in either reading is left out.
    """
    _check(first, second)
    asked = {key: replace(one, than=None) for key, one in questions.items()}
    judged = judge(first, asked), judge(second, asked)
    known = [{row.id for row in verdicts.rows} for verdicts in judged]
    both = [key for key in asked if key in known[0] and key in known[1]]
    share = alpha / max(1, len(both))
    return tuple(_difference(judged[0], judged[1], key, share) for key in both)


def _check(first: Ensemble, second: Ensemble) -> None:
    shapes = [(one.manifest.seed, one.draws, one.numbers) for one in (first, second)]
    if shapes[0] != shapes[1]:
        message = "the two runs must have the same seed and the same futures, or their luck cannot be paired"
        raise InvalidInput([Problem(message)])


def _difference(first: Verdicts, second: Verdicts, key: str, alpha: float) -> Difference:
    one, other = first.settled[first.number(key), :, 0], second.settled[second.number(key), :, 0]
    both = (one != OUTSIDE) & (other != OUTSIDE)
    change = paired(np.asarray(other[both] == 1), np.asarray(one[both] == 1), alpha)
    row = first.row(key)
    return Difference(key, row.text, row.probability, second.row(key).probability, change)
