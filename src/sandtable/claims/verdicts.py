"""What the futures say about some claims: one row a claim, and the verdict of every single future."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.comparison import Comparison
from sandtable.claims.question import Undecided

__all__ = ["FEWEST_GIVEN", "OUTSIDE", "Margin", "Refused", "Supposition", "Verdict", "Verdicts"]

OUTSIDE = np.int8(-2)
"""In `settled`: the future does not meet the claim's condition (`given`), so it says nothing about the claim."""
FEWEST_GIVEN = 200
"""Futures that must meet a condition before a probability under it is given."""


@dataclass(frozen=True, slots=True)
class Margin:
    """By how many days a claim came true, or failed, in the futures in which it did.

    `low`, `usual`, `high` are the 10th, 50th and 90th percentile over `futures`; infinite where what would have turned
    the verdict never happened.
    """

    low: float
    usual: float
    high: float
    futures: int


@dataclass(frozen=True, slots=True)
class Supposition:
    """A claim in the same futures run again with a change: what was changed, what came out, and the paired difference.

    `futures` is how many futures were run again; where the claim has a condition, `change.futures` are those that meet
    it both as the scenario stands and with the change.
    """

    what: str
    futures: int
    probability: float
    low: float
    high: float
    undecided: int
    change: Comparison


@dataclass(frozen=True, slots=True)
class Verdict:
    """One claim over all futures. Counts, probability and interval are those of the first replicates.

    `probability` is true / futures: an undecided future counts as neither, so the probability in the end lies
    between `probability` and `ceiling`. `low`, `high` is the 95 % interval of the simulation's error alone, valid at
    every look and for all claims of the call at once. The three `assumption_` values are None without twins, and
    where a condition picks the futures. With a condition `given`, `futures` are those that meet it, of `of` in all.
    `undecided_as` says what undecided futures were counted as. `than`: this claim against the one with the id
    `than_id`, on the same futures. `won_by` and `lost_by`: how many days it was true or false by; None where the claim
    has no such measure, or no future to measure it in. `supposed`: the same claim with a change, where one was asked.
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
    given: str | None = None
    of: int | None = None
    undecided_as: Undecided = "report"
    than_id: str | None = None
    than: Comparison | None = None
    won_by: Margin | None = None
    lost_by: Margin | None = None
    supposed: Supposition | None = None

    @property
    def undecided_share(self) -> float:
        """Share of futures that end before the claim is settled."""
        return self.undecided / self.futures

    @property
    def ceiling(self) -> float:
        """The probability if every undecided future came true."""
        return (self.true + self.undecided) / self.futures


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim under a condition that too few futures meet."""

    id: str
    text: str
    given: str
    futures: int
    of: int

    def __str__(self) -> str:
        few = f"{self.futures:,} of {self.of:,} futures"
        return f"{self.id}: its condition `{self.given}` holds in {few}; under {FEWEST_GIVEN} no probability is given."


@dataclass(frozen=True)
class Verdicts:
    """All claims of a call. `settled`, int8 (claim, draw, replicate): 1 true, 0 false, -1 undecided at the horizon.

    Claims stand in the order of `rows`, draws in the order of the run's blocks. -2 marks a future that does not meet
    the claim's condition. `refused` are the claims that got no row; `together` is how many intervals share the promise.
    """

    rows: tuple[Verdict, ...]
    settled: npt.NDArray[np.int8]
    refused: tuple[Refused, ...] = ()
    together: int = 0

    def number(self, claim: str) -> int:
        """The position of a claim, by its id; KeyError when there is none."""
        for number, row in enumerate(self.rows):
            if row.id == claim:
                return number
        raise KeyError(claim)

    def row(self, claim: str) -> Verdict:
        """The row of a claim, by its id; KeyError when there is none."""
        return self.rows[self.number(claim)]
