"""What a variant changes on the map: for each place and date, which side gains or loses what share of the futures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.ensemble import Ensemble
from sandtable.units import date_of_day
from sandtable.views import numbers
from sandtable.views.control import count_holders, map_days
from sandtable.views.figures import figure

__all__ = ["HeldShares", "held_shares", "variant_maps", "with_variant_maps"]

DATES = 15
"""Dates on which variants are compared: each of them is a date of the payload's series."""
DIGITS = 2
LEAST = 0.02
"""A place whose shares differ by less on every date is left out: chance does as much."""


@dataclass(frozen=True, slots=True)
class HeldShares:
    """Share of futures in which each actor (column 0: nobody) holds each place, `(date, place, actor + 1)`."""

    shares: npt.NDArray[np.float64]
    draws: int


def held_shares(ensemble: Ensemble, draws: int | None = None) -> HeldShares:
    """Counted over a whole run, or over its first blocks until `draws` are seen: the same luck for two runs."""
    run = ensemble.manifest
    days = map_days(run, DATES)
    counts = np.zeros((len(days), len(run.places), len(run.actors) + 1), dtype=np.int64)
    seen = 0
    for block in ensemble.blocks():
        if draws is not None and seen >= draws:
            break
        counts += count_holders(block, run, days)
        seen += block.draws
    return HeldShares(counts / max(1, seen), seen)


def variant_maps(ensemble: Ensemble, variants: Mapping[str, HeldShares]) -> dict[str, Any] | None:
    """Differences of every variant to the run, as the payload's `map.variants`; None without variants."""
    if not variants:
        return None
    run = ensemble.manifest
    bases: dict[int, HeldShares] = {}
    rows = []
    for name, other in variants.items():
        if other.draws not in bases:
            bases[other.draws] = held_shares(ensemble, other.draws)
        rows.append({"id": name, "places": _changes(bases[other.draws].shares, other.shares, ensemble)})
    dates = [date_of_day(day, run.as_of) for day in map_days(run, DATES)]
    steps = range(-(10**DIGITS), 10**DIGITS + 1)
    return {
        "dates": [figure(one.isoformat(), numbers.date(one)) for one in dates],
        "list": rows,
        "texts": {f"{step / 10**DIGITS:g}": numbers.points(step / 10**DIGITS) for step in steps if step},
    }


def _changes(
    base: npt.NDArray[np.float64], other: npt.NDArray[np.float64], ensemble: Ensemble
) -> dict[str, list[list[list[Any]]]]:
    """By place and date: actor id and difference of its share, the largest gain first."""
    run = ensemble.manifest
    moved = np.round(other - base, DIGITS)
    found = {}
    for index, place in enumerate(run.places):
        if np.abs(other - base)[:, index].max() >= LEAST:
            found[place] = [
                [
                    [run.actors[column - 1] if column else "", float(row[column])]
                    for column in sorted(np.flatnonzero(row).tolist(), key=lambda one: -row[one])
                ]
                for row in moved[:, index]
            ]
    return found


def with_variant_maps(
    payload: dict[str, Any], ensemble: Ensemble, variants: Mapping[str, HeldShares]
) -> dict[str, Any]:
    """The payload with what each variant changes on its map."""
    return payload | {"map": payload["map"] | {"variants": variant_maps(ensemble, variants)}}
