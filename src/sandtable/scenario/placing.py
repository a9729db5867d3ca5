"""Coordinates for places that state none: looked up in the gazetteer by name, filled in only where one town is meant.

A stated `at` always wins. Population is never filled in: what the analyst does not know stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Place, Scenario
from sandtable.sources import gazetteer
from sandtable.sources.gazetteer import Town

__all__ = ["Placed", "place_all", "placed", "towns_of"]

BASIS = "GeoNames"
"""How `at_from` begins where the gazetteer filled the coordinates in."""

_WRITE = "Write `at: [latitude, longitude]`."
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A scenario whose places all have coordinates; those for which none were found are left out of it.

    `lost` holds the dotted paths of what was left out, `problems` why.
    """

    scenario: Scenario
    problems: tuple[Problem, ...] = ()
    lost: frozenset[str] = frozenset()


def place_all(scenario: Scenario, marks: Marks, damaged: Iterable[str] = ()) -> Placed:
    """Fill in the coordinates of every place that states none; nothing else is touched.

    A place of unknown whereabouts is a problem at its mark, unless the theatre, which says where to look, is `damaged`.
    """
    if all(place.at is not None for place in scenario.places.values()):
        return Placed(scenario)
    codes, blind = gazetteer.codes_of(scenario.theatre), "theatre" in set(damaged)
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    for name, place in scenario.places.items():
        if place.at is not None:
            places[name] = place
            continue
        towns = towns_of(place, codes)
        if len(towns) == 1:
            places[name] = _at(place, towns[0])
        elif not blind:
            path = f"places.{name}"
            message, hint = _why_not(place, towns, codes)
            problems.append(Problem(message, path, marks.of(path), hint))
    lost = frozenset(f"places.{name}" for name in scenario.places if name not in places)
    return Placed(scenario.model_copy(update={"places": places}), tuple(problems), lost)


def placed(scenario: Scenario) -> Scenario:
    """The scenario with coordinates for every place; InvalidInput when some cannot be filled in."""
    done = place_all(scenario, Marks("scenario"))
    if done.problems:
        raise InvalidInput(done.problems)
    return done.scenario


def towns_of(place: Place, codes: tuple[str, ...]) -> tuple[Town, ...]:
    """The towns that a place may be: the one of its `geoname`, or those of its name; other names decide or help."""
    if place.geoname is not None:
        town = gazetteer.by_geoname(place.geoname, codes)
        return (town,) if town else ()
    if not codes:
        return ()
    named = gazetteer.find(place.name, codes)
    others = {town.geoname: town for name in place.aka for town in gazetteer.find(name, codes)}
    both = tuple(town for town in named if town.geoname in others)
    return both or named or tuple(others.values())


def _at(place: Place, town: Town) -> Place:
    basis = place.at_from or f"{BASIS} {town.geoname}, {town.name}"
    return place.model_copy(update={"at": town.at, "geoname": town.geoname, "at_from": basis})


def _why_not(place: Place, towns: tuple[Town, ...], codes: tuple[str, ...]) -> tuple[str, str]:
    """Why a place could not be placed, and what to write."""
    if place.geoname is not None:
        return f"has no `at`, and the gazetteer has no place with the GeoNames id {place.geoname}.", _WRITE
    if not codes:
        message = "has no `at` (latitude and longitude in degrees)."
        return message, f"{_WRITE} Only towns of a country named in `theatre` may leave it out."
    where = " or ".join(gazetteer.countries()[code].name for code in codes[:_SHOWN])
    if towns:
        rows = [f"{town.name} [{town.at[0]:.3f}, {town.at[1]:.3f}] (geoname {town.geoname})" for town in towns[:_SHOWN]]
        message = f"has no `at`, and {len(towns)} places in {where} are called so: {', '.join(rows)}."
        return message, "Write `at`, or the `geoname` that is meant."
    near = [f"'{town.name}'" for town in gazetteer.similar(place.name, codes, 2)]
    message = f"has no `at`, and the gazetteer knows no {place.name[:40]!r} in {where}."
    return message, f"Did you mean {' or '.join(near)}? Otherwise write `at`." if near else _WRITE
