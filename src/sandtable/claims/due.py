"""By when a claim is settled: the date that its own words give it."""

from __future__ import annotations

import datetime

from sandtable.claims.ast import After, AtEnd, Before, By, Claim, Node, Until, Within, dates
from sandtable.claims.nodes import walk
from sandtable.claims.periods import first_and_last

__all__ = ["due_date"]

_OPEN = (Before, After, Until, Within)
"""Claims about an order, which wait for events that may never come."""


def due_date(claim: Claim, until: datetime.date) -> datetime.date | None:
    """The date after which the claim is settled whatever happens; None for a claim that may stay open for ever.

    `until` is the scenario's last day, which `the end` means. A claim made of claims is due with the last of them.
    """
    return _due(claim, until)


def _due(node: Node, until: datetime.date) -> datetime.date | None:
    parts = _parts(node)
    if parts:
        found = [_due(part, until) for part in parts]
        known = [date for date in found if date is not None]
        return max(known) if len(known) == len(found) else None
    if isinstance(node, AtEnd) or (isinstance(node, By) and node.date is None):
        return until
    if isinstance(node, _OPEN):
        return None
    ends = [first_and_last(said)[1] if isinstance(said, str) else said for _, said in dates(node)]
    ends += [last for one in walk(node) if isinstance(last := getattr(one, "last", None), datetime.date)]
    return max(ends, default=None)


def _parts(node: Node) -> tuple[Node, ...]:
    """The claims that a claim is made of."""
    many = getattr(node, "claims", ())
    single = (getattr(node, key, None) for key in ("claim", "condition", "consequence"))
    return (*many, *(part for part in single if part is not None))
