"""The map of a payload: places, roads, who holds what over time, corridors, bases and camps, supply, and the ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble import kinds
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Block, Manifest
from sandtable.scenario.schema import Scenario
from sandtable.units import date_of_day
from sandtable.views import numbers
from sandtable.views.control import count_holders, map_days
from sandtable.views.figures import figure
from sandtable.views.flips import Switch, count_on
from sandtable.views.ground import ground
from sandtable.views.plain import plain

__all__ = ["MapCounts", "counter", "map_of", "shares_over_time"]

DATES = 5
STEPS = 57
"""Dates of the series: those of the map, and thirteen between each two of them."""
DIGITS = 3
"""Decimals of a bare share: no screen shows more than whole per cents."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MapCounts:
    """Futures counted on the dates of the series: holders `(date, place, actor + 1)`, the others `(date, thing)`."""

    days: tuple[int, ...]
    holders: Counts
    corridors: Counts
    presence: Counts
    cut_off: Counts

    def __add__(self, other: MapCounts) -> MapCounts:
        """The counts of two blocks together."""
        return MapCounts(
            self.days,
            self.holders + other.holders,
            self.corridors + other.corridors,
            self.presence + other.presence,
            self.cut_off + other.cut_off,
        )


def counter(run: Manifest, scenario: Scenario) -> Callable[[Block], MapCounts]:
    """What counts one block of a run."""
    days = map_days(run, STEPS)
    users = [[run.actors.index(user) for user in scenario.corridors[one].users] for one in run.corridors]
    corridors = Switch(kinds.CORRIDOR_OPENED, kinds.CORRIDOR_CLOSED, len(run.corridors), users)
    presence = Switch(kinds.PRESENCE_OPENED, kinds.PRESENCE_CLOSED, len(run.presence))
    cut_off = Switch(kinds.CUT_OFF, kinds.REJOINED, len(run.places))

    def count(block: Block) -> MapCounts:
        holders = count_holders(block, run, days)
        on = [count_on(block, run, days, switch) for switch in (corridors, presence, cut_off)]
        return MapCounts(days, holders, *on)

    return count


def _dates(days: Sequence[int], run: Manifest) -> list[dict[str, Any]]:
    dates = [date_of_day(day, run.as_of) for day in days]
    return [figure(one.isoformat(), numbers.date(one)) for one in dates]


def _held(counts: Counts, actors: Sequence[str], futures: int) -> list[dict[str, Any]]:
    """Who holds one place on one date in how many futures, the most frequent holder first."""
    return [
        {
            "actor": actors[column - 1] if column else "",
            "futures": int(counts[column]),
            "share": figure(int(counts[column]) / futures, numbers.probability(int(counts[column]) / futures)),
        }
        for column in _order(counts)
    ]


def _order(counts: Counts) -> list[int]:
    return sorted(np.flatnonzero(counts).tolist(), key=lambda column: (-int(counts[column]), column))


def shares_over_time(holders: Counts, run: Manifest, futures: int) -> dict[str, list[list[list[Any]]]]:
    """By place and date: actor id and share of futures, the most frequent holder first."""
    return {
        place: [
            [
                [run.actors[column - 1] if column else "", round(int(counts[column]) / futures, DIGITS)]
                for column in _order(counts)
            ]
            for counts in holders[:, index]
        ]
        for index, place in enumerate(run.places)
    }


def _share_texts() -> dict[str, str]:
    """The text of every share that a series can hold, by the share as a script writes it."""
    return {_key(step / 10**DIGITS): numbers.probability(step / 10**DIGITS) for step in range(10**DIGITS + 1)}


def _key(share: float) -> str:
    """A share as a script writes it: `0`, `0.273`, `1`."""
    return f"{share:g}"


def _figures(counts: npt.NDArray[np.int64], futures: int) -> list[dict[str, Any]]:
    return [figure(int(one) / futures, numbers.probability(int(one) / futures)) for one in counts]


def _series(counts: MapCounts, run: Manifest, futures: int) -> dict[str, Any]:
    places = shares_over_time(counts.holders, run, futures)
    used = {_key(share) for dates in places.values() for date in dates for _, share in date}
    cut = counts.cut_off / futures
    used |= {_key(round(float(one), DIGITS)) for one in np.unique(cut)}
    texts = {share: text for share, text in _share_texts().items() if share in used}
    return {"dates": _dates(counts.days, run), "places": places, "texts": texts}


def _corridors(counts: MapCounts, run: Manifest, scenario: Scenario, futures: int) -> list[dict[str, Any]]:
    return [
        {
            "id": one,
            "name": plain(scenario.corridors[one].name or one),
            "via": list(scenario.corridors[one].via),
            "joints": list(scenario.corridors[one].joints),
            "open": _figures(counts.corridors[:, index], futures),
        }
        for index, one in enumerate(run.corridors)
    ]


def _presence(counts: MapCounts, run: Manifest, scenario: Scenario, futures: int) -> list[dict[str, Any]]:
    return [
        {
            "id": one,
            "name": plain(scenario.presence[one].name or one),
            "kind": scenario.presence[one].kind,
            "actor": scenario.presence[one].who,
            "place": scenario.presence[one].at,
            "open": _figures(counts.presence[:, index], futures),
        }
        for index, one in enumerate(run.presence)
    ]


def _supply(counts: MapCounts, run: Manifest, futures: int) -> dict[str, list[float]]:
    """Share of futures in which a place is cut off, by date; places that never are stay out."""
    return {
        place: [round(int(one) / futures, DIGITS) for one in counts.cut_off[:, index]]
        for index, place in enumerate(run.places)
        if counts.cut_off[:, index].any()
    }


def map_of(ensemble: Ensemble, scenario: Scenario, counts: MapCounts) -> dict[str, Any]:
    """The payload's `map`."""
    run, futures = ensemble.manifest, ensemble.draws
    picked = [counts.days.index(day) for day in map_days(run, DATES)]
    places = [
        {
            "id": one,
            "name": plain(scenario.places[one].name),
            "lat": scenario.places[one].point[0],
            "lon": scenario.places[one].point[1],
            "first_holder": run.actors[run.first_holders[index]] if run.first_holders[index] >= 0 else "",
            "held": [_held(counts.holders[date, index], run.actors, futures) for date in picked],
        }
        for index, one in enumerate(run.places)
    ]
    return {
        "dates": _dates([counts.days[date] for date in picked], run),
        "places": places,
        "routes": _routes(scenario, set(run.places)),
        "series": _series(counts, run, futures),
        "corridors": _corridors(counts, run, scenario, futures),
        "presence": _presence(counts, run, scenario, futures),
        "supply": _supply(counts, run, futures),
        "base": ground([scenario.places[one].point for one in run.places]),
    }


def _routes(scenario: Scenario, known: set[str]) -> list[list[str]]:
    return [list(route.between) for route in scenario.routes.values() if known.issuperset(route.between)]
