"""By how many days: the margins of orders and deadlines, and how margins combine. Shared by the operators.

A margin is positive where the claim is true and negative where it is false. It is infinite where what would turn the
verdict has not happened at all, and NaN where the claim is undecided.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sandtable.claims.nodes import Node
from sandtable.claims.operator import Ask, Slack

__all__ = ["all_parts", "any_part", "days_between", "largest", "margins_of", "smallest"]


def days_between(later: Slack, earlier: Slack) -> Slack:
    """`later - earlier` in days; minus infinity where `earlier` has not happened, whatever the other did."""
    with np.errstate(invalid="ignore"):
        return np.where(np.isinf(earlier), -np.inf, later - earlier)


def smallest(margins: Sequence[Slack]) -> Slack:
    """The smallest margin of those that are settled: how far all of the claims are from failing together."""
    margin: Slack = np.fmin.reduce(np.stack(margins))
    return margin


def largest(margins: Sequence[Slack]) -> Slack:
    """The largest margin of those that are settled: how far any of the claims is from failing."""
    margin: Slack = np.fmax.reduce(np.stack(margins))
    return margin


def margins_of(parts: Sequence[Node], ask: Ask) -> list[Slack] | None:
    """The margins of some claims; None when one of them has none."""
    margins = [ask.slack(part) for part in parts]
    known = [margin for margin in margins if margin is not None]
    return known if len(known) == len(margins) else None


def all_parts(parts: Sequence[Node], ask: Ask) -> Slack | None:
    """The margin of a claim that needs all of its parts."""
    margins = margins_of(parts, ask)
    return None if margins is None else smallest(margins)


def any_part(parts: Sequence[Node], ask: Ask) -> Slack | None:
    """The margin of a claim that needs any of its parts."""
    margins = margins_of(parts, ask)
    return None if margins is None else largest(margins)
