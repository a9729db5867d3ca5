"""Three-valued truth: true, false, or undecided at the horizon (Kleene's strong logic, one value for each future).

Inside the room the order false < undecided < true makes `and` a minimum, `or` a maximum and `not` a minus.
Outside it a verdict is written 1, 0 and -1 (see `as_verdict`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["FALSE", "TRUE", "UNDECIDED", "Truth", "all_of", "any_of", "as_verdict", "negation", "settled"]

Truth = npt.NDArray[np.int8]
"""One of FALSE, UNDECIDED, TRUE for each future, shape (future,)."""

FALSE, UNDECIDED, TRUE = np.int8(-1), np.int8(0), np.int8(1)

_VERDICT = np.array([0, -1, 1], dtype=np.int8)


def settled(true: npt.NDArray[np.bool_], false: npt.NDArray[np.bool_]) -> Truth:
    """Truth from two disjoint masks, (future,) each: where it is surely true, and where it is surely false."""
    return true.astype(np.int8) - false.astype(np.int8)


def negation(truth: Truth) -> Truth:
    """True becomes false and the other way; undecided stays."""
    return -truth


def all_of(truths: Sequence[Truth]) -> Truth:
    """True where all are, false where any is."""
    truth: Truth = np.minimum.reduce(truths)
    return truth


def any_of(truths: Sequence[Truth]) -> Truth:
    """True where any is, false where all are."""
    truth: Truth = np.maximum.reduce(truths)
    return truth


def as_verdict(truth: Truth) -> Truth:
    """The public coding, (future,): 1 true, 0 false, -1 undecided at the horizon."""
    return _VERDICT[truth + 1]
