"""Where the text and the map disagree: distances, areas, pockets, and what is said to be cut off; always both sides."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sandtable.scenario.placing import towns_of
from sandtable.scenario.quantities import as_triple
from sandtable.scenario.schema import Distance, Route, Scenario, Within
from sandtable.sources.gazetteer import codes_of
from sandtable.sources.spelling import key
from sandtable.units import great_circle_km
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject, computed
from sandtable.views.explain.ways import span
from sandtable.views.plain import plain

__all__ = ["disagreements"]

ROUGHLY = 0.1
"""A distance in a text is taken to mean itself give or take this share."""
NEAR_KM = 30.0
"""A town of the gazetteer farther away than this is another town."""
_AREA_WORDS = ("governorate", "province", "district", "region", "county", "state")


def disagreements(subject: Subject) -> Iterator[Record]:
    """What the text says and the map does not; a line says how much of what was compared agrees."""
    compared = agreed = 0
    for name, one in subject.scenario.statements.items():
        if one.on_map is None or one.says is None:
            continue
        compared += 1
        found = None
        if one.on_map.distance is not None:
            found = _distance(subject, one.on_map.distance)
        elif one.on_map.within is not None:
            found = _within(subject, one.on_map.within)
        agreed += found is None
        if found is not None:
            yield subject.quoted("map", found, f"statements.{name}", one.says.cite, "says.cite")
    yield from _reached(subject)
    if agreed:
        yield computed("map", f"{agreed} of {compared} figures of the text that were compared agree with the map.")


def _distance(subject: Subject, said: Distance) -> str | None:
    """Text against straight line and road; None when one of the two is what the text says, roughly."""
    one, other = said.between
    places = subject.scenario.places
    straight = great_circle_km(places[one].point, places[other].point)
    road = _road(subject.scenario, one, other)
    if abs(said.km - straight) <= ROUGHLY * straight or (road and road[0] <= said.km <= road[1]):
        return None
    text = f"The text puts {subject.places(said.between)} {numbers.kilometres(said.km)} apart. On the map they are "
    text += f"{numbers.kilometres(straight)} apart as the crow flies"
    return text + (f", and {span(*road)} by the roads stated here." if road else ", and no road here joins them.")


def _road(scenario: Scenario, start: str, goal: str) -> tuple[float, float] | None:
    """Low and high length of the shortest way by road (Dijkstra 1959), whoever holds it; None where there is none."""
    ends: dict[str, list[tuple[str, Route]]] = {}
    for route in scenario.routes.values():
        for here, there in (route.between, route.between[::-1]):
            ends.setdefault(here, []).append((there, route))
    waiting: list[tuple[float, str, float, float]] = [(0.0, start, 0.0, 0.0)]
    done: set[str] = set()
    while waiting:
        km, here, low, high = heapq.heappop(waiting)
        if here == goal:
            return low, high
        if here in done:
            continue
        done.add(here)
        for there, route in ends.get(here, []):
            least, usual, most = as_triple(route.km, "km")
            heapq.heappush(waiting, (km + usual, there, low + least, high + most))
    return None


def _area(name: str) -> str:
    """The key of an area's name, without the word for what kind of area it is."""
    return key(" ".join(word for word in name.split() if word.lower() not in _AREA_WORDS) or name)


def _within(subject: Subject, said: Within) -> str | None:
    """Text against the area that the map gives the place, or else against the gazetteer; None when they agree."""
    place = subject.scenario.places[said.place]
    text = f"The text puts {subject.place(said.place)} in {plain(said.area)}."
    apart = _other_division(subject, said)
    if place.area is not None and _area(place.area) == _area(said.area):
        return None
    if place.area is not None:
        text += f" On the map it lies in {plain(place.area)}."
    elif not apart:
        return None
    return f"{text} {apart}".rstrip()


def _division(subject: Subject, name: str) -> tuple[str, str] | None:
    """Country and first division of the town that a place is, None where the gazetteer cannot say."""
    place = subject.scenario.places[name]
    towns = towns_of(place, codes_of(subject.scenario.theatre))
    near = [town for town in towns if great_circle_km(town.at, place.point) <= NEAR_KM]
    divisions = {(town.country, town.division) for town in near}
    return divisions.pop() if len(divisions) == 1 else None


def _other_division(subject: Subject, said: Within) -> str:
    """A sentence when GeoNames parts the place from every place that the map puts in the area; else nothing."""
    mine = _division(subject, said.place)
    places = subject.scenario.places
    inside = [name for name, place in places.items() if place.area and _area(place.area) == _area(said.area)]
    known = [name for name in inside if name != said.place and _division(subject, name) is not None]
    if mine is None or not known or any(_division(subject, name) == mine for name in known):
        return ""
    return f"GeoNames has it in another first division than {subject.places(known)}, which lie there."


def _reached(subject: Subject) -> Iterator[Record]:
    """Places that are said to be pockets or cut off, and that supply reaches by road on the first day."""
    for name, entry in subject.scenario.control.items():
        reached = [place for place in entry.holds if place not in subject.day.cut_off]
        what = "cut off" if entry.cut_off_since else "a pocket" if entry.pocket else ""
        if what and reached and entry.who in subject.day.supply_km:
            text = (
                f"{subject.places(reached)} counts as {what}, yet supply of {subject.actor(entry.who)} arrives by road."
            )
            yield subject.stated("map", text, f"control.{name}", entry)
