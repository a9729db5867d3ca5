"""The gazetteer: where a town lies, by any of its names, from a slice of GeoNames that travels with the package.

It holds the countries of the Middle East, North Africa and the Horn whole, and larger towns elsewhere (`origin`).
What it does not hold may exist all the same: villages under 500 people, crossings, bases and camps are not in it.
"""

from __future__ import annotations

import difflib
import importlib.resources
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sandtable.sources.spelling import key, skeleton
from sandtable.units import great_circle_km

__all__ = ["Country", "Town", "by_geoname", "codes_of", "countries", "find", "nearest_larger", "origin", "similar"]

LEAST_LARGER = 20_000
"""People that a town must have to serve as the larger town near another."""
LONGEST_NAME = 200
"""Names longer than this are nobody's."""
_NEAR = 0.78
_MORE_WORDS = {
    "uae": "AE",
    "emirates": "AE",
    "uk": "GB",
    "britain": "GB",
    "usa": "US",
    "palestine": "PS",
    "turkey": "TR",
    "turkiye": "TR",
    "israel-palestine": "IL PS",
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the gazetteer; `whole` when all of its places are in it, not the larger towns alone."""

    code: str
    iso3: str
    name: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place: GeoNames id, coordinates in degrees, people living there (None = not known)."""

    geoname: int
    name: str
    at: tuple[float, float]
    population: int | None
    country: str
    division: str
    aka: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its main name and all others."""
        return (self.name, *self.aka)


def _member(name: str) -> str:
    with (
        (importlib.resources.files("sandtable.sources") / "gazetteer.zip").open("rb") as raw,
        zipfile.ZipFile(raw) as archive,
    ):
        return archive.read(name).decode()


def origin() -> str:
    """Where the data come from, their licence, and what was changed."""
    return _member("ORIGIN.txt")


@cache
def countries() -> dict[str, Country]:
    """Every country of the gazetteer by its ISO 3166 code."""
    rows = (line.split("\t") for line in _member("countries.tsv").splitlines())
    return {code: Country(code, iso3, name, bool(whole)) for code, iso3, name, whole in rows}


def codes_of(words: Iterable[str]) -> tuple[str, ...]:
    """The countries that words mean (`iraq`, `Iraq`, `IQ`, `irq`), in order; words that are no country are left out."""
    known = {key(country.name): country.code for country in countries().values()}
    found: dict[str, None] = {}
    for word in words:
        codes = _MORE_WORDS.get(word.casefold()) or known.get(key(word)) or _code(word.upper())
        found.update(dict.fromkeys(code for code in codes.split() if code in countries()))
    return tuple(found)


def _code(word: str) -> str:
    return word if word in countries() else next((one.code for one in countries().values() if one.iso3 == word), "")


@cache
def _towns(country: str) -> tuple[Town, ...]:
    """All places of one country."""
    rows = (line.split("\t") for line in _member(f"{country}.tsv").splitlines())
    return tuple(
        Town(
            int(geoname),
            name,
            (float(latitude), float(longitude)),
            int(population) if population else None,
            country,
            division,
            tuple(aka.split("|")) if aka else (),
        )
        for geoname, name, latitude, longitude, population, division, aka in rows
    )


@cache
def _keys(country: str) -> dict[str, tuple[Town, ...]]:
    """The places of a country by the key of each of their names."""
    found: dict[str, dict[int, Town]] = {}
    for town in _towns(country):
        for name in town.names:
            found.setdefault(key(name), {})[town.geoname] = town
    return {name: tuple(towns.values()) for name, towns in found.items()}


def _within(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(codes) or tuple(countries())


def find(name: str, codes: Iterable[str] = ()) -> tuple[Town, ...]:
    """The places that are called so, in the countries `codes` (all when empty): main names first, then by size."""
    wanted = key(name[:LONGEST_NAME])
    towns = [town for code in _within(codes) for town in _keys(code).get(wanted, ())] if wanted else []
    return tuple(sorted(towns, key=lambda town: (key(town.name) != wanted, -(town.population or 0), town.geoname)))


def by_geoname(geoname: int, codes: Iterable[str] = ()) -> Town | None:
    """The place with a GeoNames id: looked for in the countries `codes` first, then in all."""
    order = dict.fromkeys([*codes, *countries()])
    return next((town for code in order for town in _towns(code) if town.geoname == geoname), None)


def similar(name: str, codes: Iterable[str] = (), most: int = 5) -> tuple[Town, ...]:
    """Places whose names are near misses of `name`: the same consonants, or nearly the same letters; nearest first."""
    wanted = key(name[:LONGEST_NAME])
    bones = skeleton(wanted)
    best: dict[int, tuple[float, Town]] = {}
    for code in _within(codes):
        for spelt, towns in _keys(code).items():
            score = _nearness(wanted, bones, spelt)
            for town in towns if score else ():
                if score > best.get(town.geoname, (0.0,))[0]:
                    best[town.geoname] = (score, town)
    ranked = sorted(best.values(), key=lambda item: (-item[0], -(item[1].population or 0), item[1].geoname))
    return tuple(town for _, town in ranked[:most])


def _nearness(wanted: str, bones: str, spelt: str) -> float:
    """How near two keys are, 0 (not at all) to 2; equal consonants count one."""
    if not wanted or abs(len(spelt) - len(wanted)) > 3:
        return 0.0
    same = len(bones) > 1 and skeleton(spelt) == bones
    if not same and spelt[0] != wanted[0]:
        return 0.0
    matcher = difflib.SequenceMatcher(None, wanted, spelt, autojunk=False)
    if not same and matcher.quick_ratio() < _NEAR:
        return 0.0
    ratio = matcher.ratio()
    return ratio + same if same or ratio >= _NEAR else 0.0


def _larger(town: Town) -> Iterator[tuple[float, Town]]:
    least = max(LEAST_LARGER, (town.population or 0) + 1)
    for code in countries():
        for other in _towns(code):
            if (
                (other.population or 0) >= least
                and other.geoname != town.geoname
                and abs(other.at[0] - town.at[0]) < 10
            ):
                yield great_circle_km(town.at, other.at), other


def nearest_larger(town: Town) -> tuple[Town, float] | None:
    """The nearest town of at least 20,000 people that has more than this one, and its distance in km; across borders.

    None when there is none within ten degrees of latitude.
    """
    found = min(_larger(town), key=lambda item: (item[0], item[1].geoname), default=None)
    return (found[1], found[0]) if found else None
