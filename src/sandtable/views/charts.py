"""Positions on the axes of a brief: dates along a time axis, in per cent of its width."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from sandtable.views.numbers import MONTHS

__all__ = ["date_ticks", "fall_bars", "position"]

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


def fall_bars(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of the chart of fall dates: those that fall at times, earliest median first, and those that hardly do.

    A bar runs from the 10th to the 90th percentile; it is `open` where that lies beyond the horizon.
    """
    first, last = (datetime.date.fromisoformat(payload[key]["value"]) for key in ("as_of", "until"))
    fall, hold = [], []
    for row in payload["falls"]:
        at = {
            name: None
            if row[name]["value"] is None
            else position(datetime.date.fromisoformat(row[name]["value"]), first, last)
            for name in ("p10", "p50", "p90")
        }
        if row["falls"]["value"] < 0.01:
            hold.append(row)
        else:
            start, end = at["p10"], at["p90"]
            bar = None if start is None else {"from": start, "to": 100.0 if end is None else end, "open": end is None}
            fall.append({**row, "bar": bar, "median": at["p50"]})
    fall.sort(key=_order)
    return {"rows": fall, "hold": hold, "ticks": date_ticks(first, last, 7)}


def _order(row: Mapping[str, Any]) -> tuple[float, float, str]:
    median = row["median"]
    return (200.0 if median is None else float(median), -float(row["falls"]["value"]), str(row["name"]))


def movers(places: Sequence[Mapping[str, Any]], date: int, most: int) -> set[str]:
    """Ids of the places worth a name on a small map: those that most often have another holder than at the outset."""
    moved = []
    for place in places:
        kept = sum(one["futures"] for one in place["held"][date] if one["actor"] == place["first_holder"])
        total = sum(one["futures"] for one in place["held"][date])
        if total and kept / total < 0.99:
            moved.append((kept / total, str(place["id"])))
    return {one for _, one in sorted(moved)[:most]}
