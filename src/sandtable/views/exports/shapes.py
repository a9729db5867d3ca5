"""What a map program shows of a run: places with their numbers, roads and corridors as lines, control by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandtable.views.control import count_holders
from sandtable.views.exports.keys import keys_of
from sandtable.views.exports.source import Source
from sandtable.views.plain import plain

__all__ = ["Layer", "Shape", "layers_of"]

DATES = 25
"""Dates on which control is counted: about one a month of a long scenario."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A point (one pair) or a line (several) in longitude and latitude, with its properties."""

    at: tuple[tuple[float, float], ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes of one kind: `POINT` or `LINESTRING`. Every shape has the same properties."""

    name: str
    title: str
    kind: str
    shapes: tuple[Shape, ...]


def layers_of(source: Source) -> tuple[Layer, ...]:
    """Places, roads, corridors, bases and camps, and who holds each place by date."""
    spots = {key: _spot(source, key) for key in source.run.places}
    scenario = source.scenario
    routes = [
        Shape(
            tuple(spots[end] for end in one.between),
            {"id": key, "from": one.between[0], "to": one.between[1], "km": _usual(one.km)},
        )
        for key, one in scenario.routes.items()
        if set(one.between) <= set(spots)
    ]
    corridors = [
        Shape(
            tuple(spots[place] for place in one.via),
            {"id": key, "name": plain(one.name or key), "users": "; ".join(one.users), "joints": "; ".join(one.joints)},
        )
        for key, one in scenario.corridors.items()
    ]
    presence = [
        Shape(
            (spots[one.at],),
            {"id": key, "name": plain(one.name or key), "kind": one.kind, "actor": one.who, "place": one.at},
        )
        for key, one in scenario.presence.items()
    ]
    return (
        Layer("places", "Places: who holds them at first, how often and when they fall", "POINT", _places(source)),
        Layer("control", "Who holds each place by date, with the share of futures", "POINT", _control(source)),
        Layer("routes", "Roads", "LINESTRING", tuple(routes)),
        Layer("corridors", "Corridors along the places that they run through", "LINESTRING", tuple(corridors)),
        Layer("presence", "Bases and camps", "POINT", tuple(presence)),
    )


def _spot(source: Source, place: str) -> tuple[float, float]:
    lat, lon = source.scenario.places[place].point
    return lon, lat


def _usual(stated: Any) -> float:
    """The middle of a range of a complete scenario."""
    return float(stated[len(stated) // 2]) if isinstance(stated, (tuple, list)) else float(stated)


def _places(source: Source) -> tuple[Shape, ...]:
    keys = keys_of(source.scenario)
    falls = {row["place"]: row for row in source.payload["falls"]}
    shapes = []
    for place in source.payload["map"]["places"]:
        key, fall = place["id"], falls.get(place["id"])
        stated, joined, last = source.scenario.places[key], keys[key], place["held"][-1][0]
        dates = {name: fall[name]["value"] if fall else None for name in ("p10", "p50", "p90")}
        properties = {
            "id": key,
            "name": place["name"],
            "geonameid": joined.geoname,
            "iso3": joined.iso3,
            "population": stated.population,
            "first_holder": place["first_holder"] or None,
            "last_holder": last["actor"] or None,
            "last_share": last["share"]["value"],
            "falls": fall["falls"]["value"] if fall else None,
            **dates,
        }
        shapes.append(Shape((_spot(source, key),), properties))
    return tuple(shapes)


def _control(source: Source) -> tuple[Shape, ...]:
    import datetime

    run, draws = source.run, source.ensemble.draws
    days = sorted({round((run.days - 1) * step / (DATES - 1)) for step in range(DATES)})
    counts = sum(count_holders(block, run, days) for block in source.ensemble.blocks())
    shapes = []
    for number, day in enumerate(days):
        date = (run.as_of + datetime.timedelta(days=day)).isoformat()
        for index, place in enumerate(run.places):
            held = counts[number, index]  # type: ignore[index] # a run has at least one block
            most = int(held.argmax())
            properties = {
                "place": place,
                "name": plain(source.scenario.places[place].name),
                "date": date,
                "holder": run.actors[most - 1] if most else None,
                "share": int(held[most]) / draws,
            }
            shapes.append(Shape((_spot(source, place),), properties))
    return tuple(shapes)
