"""Checks of the map: roads that can exist, places that can be reached, each place held by one side at most."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.subject import Subject
from sandtable.units import great_circle_km

__all__ = ["places_are_held_once", "places_have_roads", "roads_have_two_ends", "roads_are_long_enough"]

LONGEST_DETOUR = 1.8
"""A road longer than this many times the straight line is doubtful (MODEL: road lengths are assumed ranges)."""
SLACK_KM = 1.0
"""Coordinates are good to about a hundredth of a degree: one km."""


def roads_have_two_ends(subject: Subject) -> Iterator[Problem]:
    """A road joins two different places, and each pair of places has one road at most."""
    seen: dict[frozenset[str], str] = {}
    for name, route in subject.scenario.routes.items():
        path = f"routes.{name}.between"
        if route.between[0] == route.between[1]:
            yield subject.problem(path, f"joins {route.between[0]!r} to itself. Name two places.")
            continue
        first = seen.setdefault(frozenset(route.between), name)
        if first != name:
            yield subject.problem(path, f"joins the same places as {f'routes.{first}'!r}. Keep one.")


def roads_are_long_enough(subject: Subject) -> Iterator[Problem]:
    """No road is shorter than the straight line (impossible); one far longer is doubtful."""
    places = subject.scenario.places
    for name, route in subject.scenario.routes.items():
        one, other = route.between
        if one not in places or other not in places or one == other:
            continue
        straight = great_circle_km(places[one].point, places[other].point)
        numbers = route.km if isinstance(route.km, tuple) else (route.km,)
        low, usual = min(numbers), sorted(numbers)[len(numbers) // 2] if len(numbers) != 2 else sum(numbers) / 2
        path = f"routes.{name}.km"
        if 0 < low < straight - SLACK_KM:
            message = f"{low:g} km is shorter than the straight line from {one!r} to {other!r} ({straight:.0f} km)."
            yield subject.problem(path, message)
        elif usual > LONGEST_DETOUR * straight + SLACK_KM:
            message = (
                f"{usual:g} km is more than {LONGEST_DETOUR} times the straight line ({straight:.0f} km). A detour?"
            )
            yield subject.problem(path, message, severity="warning")


def places_have_roads(subject: Subject) -> Iterator[Problem]:
    """Every place lies on a road, unless it is the only place."""
    if subject.hurt("routes", "places") or len(subject.scenario.places) < 2:
        return
    joined = {place for route in subject.scenario.routes.values() for place in route.between}
    for name in subject.scenario.places:
        if name not in joined:
            yield subject.problem(f"places.{name}", f"no road leads to {name!r}. Add one under `routes`.")


def places_are_held_once(subject: Subject) -> Iterator[Problem]:
    """Every place is held by one actor at most, and named once."""
    seen: dict[str, str] = {}
    for name, control in subject.scenario.control.items():
        for number, place in enumerate(control.holds):
            if place in seen:
                who = subject.scenario.control[seen[place]].who
                message = f"{place!r} is held by {who!r} already ({f'control.{seen[place]}'}). Keep one."
                yield subject.problem(f"control.{name}.holds.{number}", message)
            else:
                seen[place] = name
