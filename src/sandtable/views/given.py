"""What the views need to know of a verdict, and nothing more: any value with these fields can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = ["VerdictLike", "VerdictsLike"]


class VerdictLike(Protocol):
    """One claim settled over an ensemble (`sandtable.claims` makes these). Shares are 0 to 1, counts are futures."""

    @property
    def id(self) -> str:
        """Id of the claim, which is the id of its statement."""

    @property
    def text(self) -> str:
        """The claim in the claim language."""

    @property
    def futures(self) -> int:
        """Futures judged (first replicates)."""

    @property
    def true(self) -> int:
        """Futures in which it came true."""

    @property
    def false(self) -> int:
        """Futures in which it came false."""

    @property
    def undecided(self) -> int:
        """Futures in which it is open at the horizon."""

    @property
    def probability(self) -> float:
        """Share of futures in which it came true."""

    @property
    def low(self) -> float:
        """Lower end of the simulation interval."""

    @property
    def high(self) -> float:
        """Upper end of the simulation interval."""

    @property
    def assumption_low(self) -> float | None:
        """Lower end of the range over assumptions; None when each draw was run once."""

    @property
    def assumption_high(self) -> float | None:
        """Upper end of the range over assumptions."""

    @property
    def assumption_share(self) -> float | None:
        """Share of the verdict's variance that the assumptions carry."""


class VerdictsLike(Protocol):
    """The verdicts of one ensemble."""

    @property
    def rows(self) -> Sequence[VerdictLike]:
        """One verdict a claim."""
