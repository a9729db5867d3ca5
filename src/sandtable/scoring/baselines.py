"""Baselines fixed before any campaign was scored: simple forecasts of the same days, to be beaten.

The rules stand in the documentation under *How campaigns are scored*. Each gives samples `(sample, question)` of days
since `as_of`, cut at the horizon, which are scored exactly as the model's futures are.
"""

from __future__ import annotations

import csv
import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sandtable.scenario.schema import Scenario
from sandtable.scoring.moments import FALLS
from sandtable.units import great_circle_km

__all__ = ["BASELINES", "EarlierFall", "Tempo", "baseline_samples", "earlier_falls", "tempo_of_all", "tempo_of_theatre"]

Floats = npt.NDArray[np.float64]
Question = tuple[str, str]
LEAST_GAPS = 2
"""A campaign with fewer gaps has no tempo."""

THEATRE, ALL, NEAREST, NOTHING, ATTACKER = (
    "tempo of the theatre",
    "tempo of all",
    "nearest first",
    "nothing changes",
    "the attacker takes it",
)
BASELINES = (THEATRE, ALL, NEAREST, NOTHING, ATTACKER)
"""Their names, in the order in which tables show them."""


@dataclass(frozen=True, slots=True)
class EarlierFall:
    """A town that changed hands in an earlier campaign."""

    campaign: str
    theatre: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Tempo:
    """A mean gap between falls, in days, and what it rests on."""

    days: float
    basis: str


@cache
def earlier_falls() -> tuple[EarlierFall, ...]:
    """The shipped list of falls in earlier campaigns, as it stands."""
    text = files("sandtable.scoring").joinpath("earlier_falls.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(EarlierFall(row["campaign"], row["theatre"], datetime.date.fromisoformat(row["date"])) for row in rows)


def _gaps(falls: Iterable[EarlierFall], as_of: datetime.date) -> dict[str, list[int]]:
    """Days between one fall and the next within each campaign, of falls before a day."""
    dates: dict[str, list[datetime.date]] = {}
    for fall in falls:
        if fall.date < as_of:
            dates.setdefault(fall.campaign, []).append(fall.date)
    ordered = {name: sorted(days) for name, days in dates.items()}
    return {
        name: [(b - a).days for a, b in itertools.pairwise(days)]
        for name, days in sorted(ordered.items(), key=lambda item: (item[1][-1], item[0]))
    }


def tempo_of_all(falls: Iterable[EarlierFall], as_of: datetime.date) -> Tempo | None:
    """The mean of all gaps of all campaigns before a day; None when there is none."""
    found = _gaps(falls, as_of)
    gaps = [gap for campaign in found.values() for gap in campaign]
    return Tempo(float(np.mean(gaps)), f"{len(gaps)} gaps in {len(found)} campaigns") if gaps else None


def tempo_of_theatre(falls: Iterable[EarlierFall], as_of: datetime.date, theatre: Iterable[str]) -> Tempo | None:
    """The mean gap of the theatre's latest campaign that has at least two gaps before a day; None without one."""
    theatre = frozenset(theatre)
    found = _gaps((fall for fall in falls if fall.theatre in theatre), as_of)
    fit = [(name, gaps) for name, gaps in found.items() if len(gaps) >= LEAST_GAPS]
    if not fit:
        return None
    name, gaps = fit[-1]
    return Tempo(float(np.mean(gaps)), f"{len(gaps)} gaps of {name}")


def baseline_samples(
    name: str, scenario: Scenario, questions: Sequence[Question], attacker: Iterable[str], samples: int = 10_000
) -> tuple[Floats, str]:
    """Samples `(sample, question)` of one baseline, and the words that say what its tempo rests on.

    Luck is named by the baseline alone, so the same campaign gives the same samples.
    """
    horizon = (scenario.until - scenario.as_of).days + 1
    days = np.full((samples, len(questions)), float(horizon))
    if name == NOTHING:
        return days, "no place falls"
    tempo = None if name == ALL else tempo_of_theatre(earlier_falls(), scenario.as_of, scenario.theatre)
    tempo = tempo or tempo_of_all(earlier_falls(), scenario.as_of)
    if tempo is None:
        return days, "no earlier campaign is known: as nothing changes"
    holders = {place: entry.who for entry in scenario.control.values() for place in entry.holds}
    asked = [number for number, (_, what) in enumerate(questions) if what == FALLS]
    if name == ATTACKER:
        enemies = _enemies(scenario, attacker)
        asked = [number for number in asked if holders.get(questions[number][0]) in enemies]
    luck = np.random.default_rng([BASELINES.index(name), len(questions)])
    moments = np.cumsum(luck.exponential(tempo.days, (samples, len(asked))), axis=1)
    if name in (THEATRE, ALL):
        columns = luck.permuted(np.tile(np.asarray(asked, dtype=np.int64), (samples, 1)), axis=1)
    else:
        nearest = _nearest_first(scenario, [questions[number][0] for number in asked], holders)
        columns = np.tile(np.asarray([asked[one] for one in nearest], dtype=np.int64), (samples, 1))
    np.put_along_axis(days, columns, np.minimum(np.floor(moments), horizon), axis=1)
    return days, f"one fall in {tempo.days:.0f} days: {tempo.basis}"


def _enemies(scenario: Scenario, actors: Iterable[str]) -> frozenset[str]:
    """Everybody with whom one of the actors is at war."""
    side = frozenset(actors)
    pairs = [(tie.who, other) for tie in scenario.ties.values() for other in tie.enemy or ()]
    return frozenset(b for a, b in pairs if a in side) | frozenset(a for a, b in pairs if b in side)


def _nearest_first(scenario: Scenario, places: Sequence[str], holders: dict[str, str]) -> list[int]:
    """The places in the order in which each is nearest to a place that its enemies hold or have taken, by index."""
    left = list(range(len(places)))
    taken: list[int] = []

    def km(number: int) -> float:
        place = places[number]
        foes = _enemies(scenario, [holders[place]]) if place in holders else frozenset()
        near = [other for other, who in holders.items() if who in foes]
        near += [places[one] for one in taken if holders.get(places[one]) == holders.get(place)]
        points = [scenario.places[other].point for other in near]
        return min((great_circle_km(scenario.places[place].point, point) for point in points), default=np.inf)

    while left:
        following = min(left, key=lambda number: (km(number), places[number]))
        left.remove(following)
        taken.append(following)
    return taken
