"""Checks of where places lie: a town stands where the gazetteer has the town of its name."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.placing import towns_of
from sandtable.scenario.subject import Subject
from sandtable.sources import gazetteer
from sandtable.units import great_circle_km

__all__ = ["places_lie_where_the_gazetteer_says"]

FAR_KM = 30.0
"""A stated place farther than this from the town of its name is doubtful."""


def places_lie_where_the_gazetteer_says(subject: Subject) -> Iterator[Problem]:
    """A stated place lies near the town of its name, unless it says where its coordinates come from (`at_from`)."""
    codes = gazetteer.codes_of(subject.scenario.theatre)
    for name, place in subject.scenario.places.items():
        if place.at is None or place.at_from is not None or not (codes or place.geoname):
            continue
        towns = towns_of(place, codes)
        if len(towns) == 1 and (far := great_circle_km(place.at, towns[0].at)) > FAR_KM:
            town = towns[0]
            where = f"[{town.at[0]:.3f}, {town.at[1]:.3f}], GeoNames {town.geoname}"
            message = f"is {far:.0f} km from the gazetteer's {town.name} ({where})."
            hint = "If another place is meant, say in `at_from` where its coordinates come from."
            yield subject.problem(f"places.{name}.at", message, hint, "warning")
