"""What the views need to know of a verdict, and nothing more: any value with these fields can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sandtable.claims.comparison import Comparison
from sandtable.claims.verdicts import Margin, Supposition

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

    @property
    def given(self) -> str | None:
        """The condition that picked the futures, in the claim language."""

    @property
    def of(self) -> int | None:
        """Of how many futures the condition picked them."""

    @property
    def undecided_as(self) -> str:
        """What undecided futures count as: report (neither), false or true."""

    @property
    def than_id(self) -> str | None:
        """Id of the claim that this one is compared with."""

    @property
    def than(self) -> Comparison | None:
        """The paired difference from that claim."""

    @property
    def won_by(self) -> Margin | None:
        """By how many days it came true."""

    @property
    def lost_by(self) -> Margin | None:
        """By how many days it failed."""

    @property
    def supposed(self) -> Supposition | None:
        """What becomes of it with a change."""


class VerdictsLike(Protocol):
    """The verdicts of one ensemble."""

    @property
    def rows(self) -> Sequence[VerdictLike]:
        """One verdict a claim."""
