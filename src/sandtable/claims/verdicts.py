"""What the futures say about some claims: one row a claim, and the verdict of every single future."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Verdict", "Verdicts"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One claim over all futures. Counts, probability and interval are those of the first replicates.

    `probability` is true / futures: an undecided future counts as neither, so the probability in the end lies
    between `probability` and `ceiling`. `low`, `high` is the 95 % interval of the simulation's error alone, valid at
    every look and for all claims of the call at once. The three `assumption_` values are None without twins.
    """

    id: str
    text: str
    futures: int
    true: int
    false: int
    undecided: int
    probability: float
    low: float
    high: float
    assumption_low: float | None = None
    assumption_high: float | None = None
    assumption_share: float | None = None

    @property
    def undecided_share(self) -> float:
        """Share of futures that end before the claim is settled."""
        return self.undecided / self.futures

    @property
    def ceiling(self) -> float:
        """The probability if every undecided future came true."""
        return (self.true + self.undecided) / self.futures


@dataclass(frozen=True)
class Verdicts:
    """All claims of a call. `settled`, int8 (claim, draw, replicate): 1 true, 0 false, -1 undecided at the horizon.

    Claims stand in the order of `rows`, draws in the order of the run's blocks.
    """

    rows: tuple[Verdict, ...]
    settled: npt.NDArray[np.int8]

    def number(self, claim: str) -> int:
        """The position of a claim, by its id; KeyError when there is none."""
        for number, row in enumerate(self.rows):
            if row.id == claim:
                return number
        raise KeyError(claim)

    def row(self, claim: str) -> Verdict:
        """The row of a claim, by its id; KeyError when there is none."""
        return self.rows[self.number(claim)]
