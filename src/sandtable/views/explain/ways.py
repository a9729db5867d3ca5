"""Roads with their lengths, where supply enters, and what the roads leave cut off on the first day."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.quantities import as_triple
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject, computed

__all__ = ["roads", "span", "supply"]


def span(low: float, high: float) -> str:
    """A range of road lengths: `62-80 km` (en dash)."""
    one, other = f"{low:,.0f}", f"{high:,.0f}"
    return f"{one}{numbers.NO_BREAK}km" if one == other else f"{one}{numbers.DASH}{other}{numbers.NO_BREAK}km"


def roads(subject: Subject) -> Iterator[Record]:
    """Every road with the range of its length, and how many lengths are assumed."""
    routes = subject.scenario.routes
    for name, route in routes.items():
        low, _, high = as_triple(route.km, "km")
        one, other = (subject.place(place) for place in route.between)
        yield subject.stated("roads", f"{one} to {other}: {span(low, high)}.", f"routes.{name}", route)
    assumed = sum(route.cite is None for route in routes.values())
    if routes:
        what = "length is" if assumed == 1 else "lengths are"
        text = f"{assumed} of {len(routes)} road {what} assumed; in 8 of 10 cases a road lies within its range."
        yield computed("roads", text)


def supply(subject: Subject) -> Iterator[Record]:
    """Where each side's supply enters, how far it reaches on the first day, and what is cut off."""
    scenario, day = subject.scenario, subject.day
    for name, place in scenario.places.items():
        if place.supplies:
            text = f"Supply of {subject.actors(place.supplies)} enters at {subject.place(name)}."
            yield subject.stated("supply", text, f"places.{name}", place)
    for actor in scenario.actors:
        held = [place for place in scenario.places if subject.holder(place) == actor]
        if held and actor in day.supply_km:
            yield computed("supply", _reach(subject, actor, held))
        elif held:
            text = f"No source of supply is stated for {subject.actor(actor)}: it counts as supplied everywhere."
            yield computed("supply", text)


def _reach(subject: Subject, actor: str, held: list[str]) -> str:
    km = subject.day.supply_km[actor]
    reached = [place for place in held if place in km]
    lost = [place for place in held if place not in km]
    text = f"By road, supply of {subject.actor(actor)} reaches "
    text += f"{len(reached)} of the {len(held)} places" if lost else f"all {len(held)} places" if len(held) > 1 else ""
    text += " that it holds" if len(held) > 1 else f"{'its one place' if reached else 'no place that it holds'}"
    if reached and max(km[place] for place in reached) > 0:
        far = max(reached, key=lambda place: km[place])
        text += f", the farthest {subject.place(far)} after {numbers.kilometres(km[far])}"
    return text + (f". Cut off: {subject.places(lost)}." if lost else ".")
