"""Two claims, or one claim in two worlds, on the same futures: the difference of their chances and its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.interval import confidence_sequence

__all__ = ["Comparison", "paired"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A paired difference. `gained`: futures in which the one is true and the other not; `lost`: the other way round.

    `difference` is P(one) - P(other); `low`, `high` its interval, of simulation error alone, valid at every look.
    """

    futures: int
    gained: int
    lost: int
    difference: float
    low: float
    high: float


def paired(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_], alpha: float) -> Comparison:
    """The difference between two sets of verdicts on the same independent futures, (future,) each.

    Only futures in which the two differ move it. Their two shares, gained and lost, have a confidence sequence each, at
    `alpha / 2`; the interval runs from the least gained less the most lost to the most gained less the least lost.
    """
    futures = one.size
    gained, lost = int(np.sum(one & ~other)), int(np.sum(other & ~one))
    more = confidence_sequence(gained, futures, alpha / 2)
    less = confidence_sequence(lost, futures, alpha / 2)
    difference = (gained - lost) / futures if futures else 0.0
    return Comparison(futures, gained, lost, difference, more[0] - less[1], more[1] - less[0])
