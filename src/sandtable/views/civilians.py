"""Civilians in the payload: people under assault times days, with its range, and people who may come home after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.ensemble import Ensemble
from sandtable.views import numbers
from sandtable.views.figures import figure

__all__ = ["with_civilians"]

LEVELS = (0.1, 0.5, 0.9)
Floats = npt.NDArray[np.float64]


def with_civilians(payload: Mapping[str, Any], ensemble: Ensemble) -> dict[str, Any]:
    """The payload with `civilians`; null in a run that counts none of them."""
    exposed, unknown = _total(ensemble, "exposure"), _total(ensemble, "exposure-unknown")
    home = _last(ensemble, "returns")
    if exposed.size == 0 or not (exposed.any() or unknown.any()):
        return {**payload, "civilians": None}
    days, months = _range(exposed), _range(unknown)
    shown = {
        "exposure": figure(days[1], f"{numbers.persons(*days)} person-days"),
        "unknown": figure(months[1], f"{_decimal(months)} months") if unknown.any() else None,
        "returns": figure(_range(home)[1], numbers.persons(*_range(home))) if home.any() else None,
    }
    return {**payload, "civilians": shown | {"text": _sentence(shown)}}


def _sentence(shown: Mapping[str, Any]) -> str:
    """What is counted and what is not, in words; ranges hold eight of ten futures."""
    text = (
        f"Civilians in places under assault, times days: {shown['exposure']['text']}. "
        "It counts who lived there; nobody knows how many had fled."
    )
    if shown["unknown"] is not None:
        text += f" Places whose population is unknown are not in it: {shown['unknown']['text']} under assault."
    if shown["returns"] is not None:
        text += f" By the last day {shown['returns']['text']} may have come home, had all of them fled."
    return text


def _range(values: Floats) -> tuple[float, float, float]:
    low, usual, high = np.quantile(values, LEVELS).tolist()
    return low, usual, high


def _decimal(triple: tuple[float, float, float]) -> str:
    low, usual, high = numbers.quantities(triple)
    return f"{usual} ({low}\u2013{high})"


def _total(ensemble: Ensemble, measure: str) -> Floats:
    """A measure's sum over all months, (future,)."""
    parts = [block.series[measure].sum(axis=1) for block in ensemble.blocks() if measure in block.series]
    return np.concatenate(parts) if parts else np.empty(0)


def _last(ensemble: Ensemble, measure: str) -> Floats:
    """A measure in the last month, (future,)."""
    parts = [block.series[measure][:, -1] for block in ensemble.blocks() if measure in block.series]
    return np.concatenate(parts) if parts else np.empty(0)
