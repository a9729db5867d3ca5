"""The tables of an export: claims, falls of places, who holds what, assumptions, places, sides; then every future."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandtable.views.exports.futures import future_tables
from sandtable.views.exports.keys import keys_of
from sandtable.views.exports.source import Source
from sandtable.views.exports.tidy import Kind, Table, of_rows
from sandtable.views.plain import plain

__all__ = ["SUMMARY", "all_tables", "summary_tables"]

Columns = tuple[tuple[str, Kind, str], ...]

_CLAIMS: Columns = (
    ("claim", "text", "id of the statement"),
    ("kind", "text", "fact, forecast, causal, conditional, intention or ours"),
    ("cite", "text", "the author's words"),
    ("hedge", "text", "the author's word of likelihood"),
    ("band_low", "number", "lower end of what that word stands for, 0 to 1"),
    ("band_high", "number", "upper end"),
    ("claim_text", "text", "the claim in the claim language"),
    ("english", "text", "the claim in plain English"),
    ("given", "text", "the condition that picked the futures"),
    ("futures", "integer", "futures counted: first replicates, under the condition"),
    ("true", "integer", "futures in which it came true"),
    ("false", "integer", "futures in which it failed"),
    ("undecided", "integer", "futures in which it is open at the end"),
    ("probability", "number", "true / futures"),
    ("probability_text", "text", "the same as every page shows it"),
    ("word", "text", "its word of likelihood in ICD 203"),
    ("simulation_low", "number", "lower end of the simulation's 95 % interval"),
    ("simulation_high", "number", "upper end"),
    ("assumptions_low", "number", "lower end of the range over assumptions (80 of 100 cases)"),
    ("assumptions_high", "number", "upper end"),
    ("assumptions_share", "number", "share of the verdict's variance that assumptions carry"),
    ("confidence", "text", "moderate, low or not assessed"),
    ("hangs_on", "text", "what it hangs on, in a sentence"),
)
_PLACES: Columns = (
    ("place", "text", "id of the place"),
    ("name", "text", "its name"),
    ("aka", "text", "other names and spellings, parted by semicolons"),
    ("lat", "number", "latitude in degrees"),
    ("lon", "number", "longitude in degrees"),
    ("geonameid", "integer", "its number in GeoNames; empty = not known"),
    ("iso2", "text", "ISO 3166 code of its country; empty = not known"),
    ("iso3", "text", "the same in three letters"),
    ("area", "text", "governorate, province or district, where the scenario says it"),
    ("population", "integer", "people living there; empty = not known, never zero"),
    ("first_holder", "text", "actor that holds it on the first day; empty = nobody"),
    ("at_from", "text", "where the coordinates come from"),
)
_ACTORS: Columns = (
    ("actor", "text", "id of the actor"),
    ("name", "text", "its name"),
    ("kind", "text", "state, government, armed group, coalition or party"),
    ("aka", "text", "other names, parted by semicolons"),
    ("colour", "text", "its colour on maps"),
)
_FALLS: Columns = (
    ("place", "text", "id of the place"),
    ("first_holder", "text", "actor that holds it on the first day"),
    ("falls", "number", "share of futures in which it leaves that actor"),
    ("by_assault", "number", "share of futures in which it does so by assault"),
    ("p10", "date", "date by which 10 of 100 futures have seen it fall; empty = after the last day"),
    ("p50", "date", "the same for 50 of 100"),
    ("p90", "date", "the same for 90 of 100"),
    ("text", "text", "p10 to p90 as every page shows them"),
)
_HELD: Columns = (
    ("date", "date", "the first is the outset; others are counted at the end of the day"),
    ("place", "text", "id of the place"),
    ("holder", "text", "id of the actor; empty = nobody"),
    ("futures", "integer", "futures in which it holds the place then"),
    ("share", "number", "the same as a share"),
)
_ASSUMPTIONS: Columns = (
    ("assumption", "text", "its name; a column of `draws`"),
    ("unit", "text", "unit of its values"),
    ("low", "number", "10th percentile of its prior"),
    ("usual", "number", "50th percentile"),
    ("high", "number", "90th percentile"),
    ("serves", "text", "path of the scenario's entry; empty = a number of the model"),
    ("meaning", "text", "what it is"),
    ("basis", "text", "what it rests on"),
)
SUMMARY: Mapping[str, tuple[str, Columns]] = {
    "claims": ("One row a claim", _CLAIMS),
    "falls": ("When places fall; those that nobody held are left out", _FALLS),
    "held": ("Who holds what, in how many futures, on a few dates", _HELD),
    "places": ("The places, with keys to join other tables by", _PLACES),
    "actors": ("The sides", _ACTORS),
    "assumptions": ("Every number that was drawn anew in each future", _ASSUMPTIONS),
}
"""Title and columns of the short tables, by name."""


def all_tables(source: Source) -> tuple[Table, ...]:
    """Every table of an export, the short ones first."""
    return (*summary_tables(source), *future_tables(source))


def summary_tables(source: Source) -> tuple[Table, ...]:
    """The tables that have a row for each claim, place, actor or assumption."""
    payload, scenario = source.payload, source.scenario
    dates = [one["value"] for one in payload["map"]["dates"]]
    held = [
        {"date": date, "place": place["id"], "holder": one["actor"] or None, "futures": one["futures"]}
        | {"share": one["share"]["value"]}
        for place in payload["map"]["places"]
        for date, holders in zip(dates, place["held"], strict=True)
        for one in holders
    ]
    actors = [
        {"actor": key, "name": plain(one.name), "kind": one.kind, "aka": "; ".join(map(plain, one.aka))}
        | {"colour": next((shown["colour"] for shown in payload["actors"] if shown["id"] == key), None)}
        for key, one in scenario.actors.items()
    ]
    rows = {
        "claims": [_claim(row) for row in payload["claims"]],
        "falls": [_fall(row) for row in payload["falls"]],
        "held": held,
        "places": _places(source),
        "actors": actors,
        "assumptions": _assumptions(source),
    }
    return tuple(of_rows(name, *SUMMARY[name], rows[name]) for name in SUMMARY)


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    band, ranged, given = row["band"], row["assumptions"], row.get("given")
    counts = {name: one["value"] for name, one in row["counts"].items()}
    share = ranged["share"] if ranged else None
    return {
        "claim": row["id"],
        "claim_text": row["claim"],
        **{name: row[name] for name in ("kind", "cite", "hedge", "english", "word", "hangs_on")},
        **counts,
        "band_low": band["low"] if band else None,
        "band_high": band["high"] if band else None,
        "given": given["english"] if given else None,
        "probability": row["probability"]["value"],
        "probability_text": row["probability"]["text"],
        "simulation_low": row["interval"]["low"],
        "simulation_high": row["interval"]["high"],
        "assumptions_low": ranged["low"] if ranged else None,
        "assumptions_high": ranged["high"] if ranged else None,
        "assumptions_share": share["value"] if share else None,
        "confidence": row["confidence"]["word"],
    }


def _fall(row: Mapping[str, Any]) -> dict[str, Any]:
    dates = {name: row[name]["value"] for name in ("p10", "p50", "p90")}
    shares = {name: row[name]["value"] for name in ("falls", "by_assault")}
    return {"place": row["place"], "first_holder": row["first_holder"], **shares, **dates, "text": row["text"]}


def _places(source: Source) -> list[dict[str, Any]]:
    run, keys = source.run, keys_of(source.scenario)
    rows = []
    for number, key in enumerate(run.places):
        place, joined = source.scenario.places[key], keys[key]
        holder = run.first_holders[number]
        rows.append(
            {
                "place": key,
                "name": plain(place.name),
                "aka": "; ".join(map(plain, place.aka)) or None,
                "lat": place.point[0],
                "lon": place.point[1],
                "geonameid": joined.geoname,
                "iso2": joined.iso2,
                "iso3": joined.iso3,
                "area": plain(place.area) if place.area else None,
                "population": place.population,
                "first_holder": run.actors[holder] if holder >= 0 else None,
                "at_from": plain(place.at_from) if place.at_from else None,
            }
        )
    return rows


def _assumptions(source: Source) -> list[dict[str, Any]]:
    return [
        {
            "assumption": one.name,
            "unit": one.unit,
            "low": one.low,
            "usual": one.usual,
            "high": one.high,
            "serves": one.serves or None,
            "meaning": plain(one.meaning),
            "basis": plain(one.basis),
        }
        for one in source.run.assumptions
    ]
