"""Towns of the gazetteer for the terminal and as JSON: where each lies, its other names, the nearest larger town."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sandtable.sources.gazetteer import Town, countries, nearest_larger
from sandtable.units import great_circle_km
from sandtable.views import numbers
from sandtable.views.plain import plain, shorten

__all__ = ["distance_lines", "distances", "town_as_json", "town_lines"]

MOST_PAIRS = 6
_NAMES_LENGTH = 66


def town_as_json(town: Town) -> dict[str, Any]:
    """A town as JSON values; `population` is null where none is known, `nearest_larger` where there is none."""
    near = nearest_larger(town)
    return {
        "name": town.name,
        "country": town.country,
        "geoname": town.geoname,
        "at": list(town.at),
        "population": town.population,
        "aka": list(town.aka),
        "nearest_larger": near and {"name": near[0].name, "geoname": near[0].geoname, "km": round(near[1], 1)},
    }


def _latin(name: str) -> bool:
    return all(unicodedata.name(one, "").startswith("LATIN") for one in name if one.isalpha())


def _other_names(town: Town) -> str:
    """Other names on one line: those in Arabic letters first, since they are the hardest to find elsewhere."""
    return shorten(", ".join(plain(name) for name in sorted(town.aka, key=_latin)), _NAMES_LENGTH)


def town_lines(town: Town) -> Iterator[str]:
    """A town in a few lines of at most 80 columns."""
    country = countries()[town.country].name
    yield f"{plain(town.name)}, {plain(country)}"
    yield f"  at: [{town.at[0]:.4f}, {town.at[1]:.4f}]"
    yield f"  geoname: {town.geoname}"
    yield f"  people: {numbers.count(town.population) if town.population else 'not known'} (GeoNames, undated)"
    if town.aka:
        yield f"  also: {_other_names(town)}"
    near = nearest_larger(town)
    if near:
        yield f"  nearest larger town: {plain(near[0].name)} ({near[0].country}), {numbers.kilometres(near[1])}"


def distances(ones: Sequence[Town], others: Sequence[Town]) -> list[tuple[Town, Town, float]]:
    """Every pair of two different towns with its great-circle distance in km, nearest first."""
    pairs = [
        (one, other, great_circle_km(one.at, other.at))
        for one in ones
        for other in others
        if one.geoname != other.geoname
    ]
    return sorted(pairs, key=lambda pair: (pair[2], pair[0].geoname, pair[1].geoname))


def distance_lines(pairs: Sequence[tuple[Town, Town, float]]) -> Iterator[str]:
    """The nearest pairs in a line each."""
    for one, other, km in pairs[:MOST_PAIRS]:
        names = f"{plain(one.name)} ({one.country}) to {plain(other.name)} ({other.country})"
        yield f"{names}: {numbers.kilometres(km)} as the crow flies"
    if len(pairs) > MOST_PAIRS:
        yield f"and {len(pairs) - MOST_PAIRS} more pairs of towns with these names; --country leaves some out"
