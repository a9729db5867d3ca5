"""Keys to join other people's tables by: the GeoNames id of a place and the codes of its country."""

from __future__ import annotations

from dataclasses import dataclass

from sandtable.scenario.schema import Place, Scenario
from sandtable.sources.gazetteer import Town, by_geoname, codes_of, countries, find
from sandtable.units import great_circle_km

__all__ = ["Keys", "keys_of"]

NEAR_KM = 10.0
"""A town of the same name in the gazetteer is taken to be the place when it lies no farther off than this."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Join keys of one place, each None where it is not known; never guessed from coordinates alone."""

    geoname: int | None
    iso2: str | None
    iso3: str | None


def keys_of(scenario: Scenario) -> dict[str, Keys]:
    """The join keys of every place of a scenario, by its id.

    The number that the scenario states; else that of the one town of that name within ten kilometres.
    """
    codes = codes_of(scenario.theatre)
    return {key: _keys(place, codes) for key, place in scenario.places.items()}


def _keys(place: Place, codes: tuple[str, ...]) -> Keys:
    town = _town(place, codes)
    if town is None:
        return Keys(place.geoname, None, None)
    country = countries().get(town.country)
    return Keys(town.geoname, town.country, country.iso3 if country else None)


def _town(place: Place, codes: tuple[str, ...]) -> Town | None:
    if place.geoname is not None:
        return by_geoname(place.geoname, codes)
    if place.at is None or not codes:
        return None
    at = place.at
    near = {
        town.geoname: town
        for name in (place.name, *place.aka)
        for town in find(name, codes)
        if great_circle_km(town.at, at) <= NEAR_KM
    }
    return next(iter(near.values())) if len(near) == 1 else None
