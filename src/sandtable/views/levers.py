"""Levers and what they do, as the page draws them: what can be changed, and each claim's difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sandtable.assumptions.trial import Tried
from sandtable.scenario.levers import Lever
from sandtable.views import numbers
from sandtable.views.figures import figure
from sandtable.views.plain import plain

__all__ = ["lever_rows", "tried_rows"]


def lever_rows(levers: Iterable[Lever]) -> list[dict[str, Any]]:
    """One row a lever, plain JSON values; keys that mean nothing for its kind are left out."""
    return [_row(lever) for lever in levers]


def _row(lever: Lever) -> dict[str, Any]:
    now = list(lever.now) if isinstance(lever.now, tuple) else lever.now
    row: dict[str, Any] = {"path": lever.path, "kind": lever.kind, "group": lever.group, "title": plain(lever.title)}
    row |= {"now": now}
    if lever.unit:
        row["unit"] = lever.unit
    ends = {"low": lever.low, "high": lever.high, "step": lever.step}
    row |= {name: value for name, value in ends.items() if value is not None}
    if lever.kind in ("choice", "orders"):
        row["options"] = [{"value": value, "text": plain(text)} for value, text in lever.options]
    return row


def tried_rows(tried: Sequence[Tried]) -> list[dict[str, Any]]:
    """One row a claim: its probability under the change, the paired difference, and the difference's interval."""
    return [
        {
            "id": one.claim,
            "probability": figure(one.probability, numbers.probability(one.probability)),
            "difference": figure(one.change.difference, numbers.points(one.change.difference)),
            "interval": {
                "low": one.change.low,
                "high": one.change.high,
                "text": numbers.points_interval(one.change.low, one.change.high),
            },
            "untouched": one.untouched,
        }
        for one in tried
    ]
