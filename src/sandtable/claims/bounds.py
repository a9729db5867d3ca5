"""At least, at most, exactly, fewer than, more than: bounds on a count."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from sandtable.claims.nodes import Bound

__all__ = ["bounded", "ends"]

_COMPARE: dict[Bound, Callable[[Any, Any], Any]] = {
    "at least": operator.ge,
    "at most": operator.le,
    "exactly": operator.eq,
    "fewer than": operator.lt,
    "more than": operator.gt,
}


def bounded(count: Any, bound: Bound, number: int) -> Any:
    """Whether counts obey a bound, elementwise."""
    return _COMPARE[bound](count, number)


def ends(bound: Bound, number: int) -> tuple[int | None, int | None]:
    """The smallest and the largest count that a bound allows; None where there is no such end."""
    return {
        "at least": (number, None),
        "at most": (None, number),
        "exactly": (number, number),
        "fewer than": (None, number - 1),
        "more than": (number + 1, None),
    }[bound]
