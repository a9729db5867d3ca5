"""Positions on an axis of dates, in per cent of its width."""

from __future__ import annotations

import datetime
from typing import Any

from sandtable.views.numbers import MONTHS

__all__ = ["date_ticks", "position"]

TICK_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


def position(day: datetime.date, first: datetime.date, last: datetime.date) -> float:
    """Where a date lies between two others, in per cent (0 to 100)."""
    return 100 * (day - first).days / max(1, (last - first).days)


def date_ticks(first: datetime.date, last: datetime.date, most: int) -> list[dict[str, Any]]:
    """At most about `most` ticks at the first of a month, evenly many months apart, with their texts."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((one for one in TICK_MONTHS if months / one <= most), TICK_MONTHS[-1])
    ticks = []
    for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if month % step == 0:
            day = datetime.date(month // 12, month % 12 + 1, 1)
            ticks.append({"at": position(day, first, last), "text": f"{MONTHS[day.month - 1]} {day.year}"})
    return ticks
