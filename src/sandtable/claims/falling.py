"""When a place falls, in any way or in one way only: shared by `falls`, `last of` and `first of`."""

from __future__ import annotations

import numpy as np

from sandtable.claims.ast import How
from sandtable.claims.log import NEVER, OUTSTANDING, Log, Moments
from sandtable.ensemble.kinds import ASSAULT_CAUSES

__all__ = ["fall_moments"]


def fall_moments(log: Log, place: str, how: How) -> Moments:
    """When the place leaves its first holder in that way, (future,).

    A place falls once. Where it fell in the other way it cannot fall in this one any more: NEVER.
    """
    moments, _, cause = log.first_loss(place)
    if how == "any way":
        return moments
    fits = np.isin(cause, list(ASSAULT_CAUSES)) == (how == "by assault")
    return np.where((moments < OUTSTANDING) & ~fits, NEVER, moments)
