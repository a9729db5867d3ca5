"""Day 0 by road: where each side's supply comes, which places it does not reach, and what each formation could attack.

The same search that the futures use (`sandtable.world.roads`), with every road at the middle of its range.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sandtable.scenario.schema import Scenario
from sandtable.world.build import World, build_world
from sandtable.world.fields import STATE_FIELDS
from sandtable.world.records import new_record
from sandtable.world.roads import begin_search, search, seed_search
from sandtable.world.start import begin_future

__all__ = ["FirstDay", "first_day"]


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What the roads say on the day `as_of`; lengths in km, by ids of the scenario.

    `supply_km`: by actor that has a source, by place that its supply reaches. `cut_off`: places whose holder has a
    source and is not supplied there. `targets`: by formation, by enemy place that it could reach and may attack, were
    it free to act on this day.
    """

    supply_km: dict[str, dict[str, float]]
    cut_off: tuple[str, ...]
    targets: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Roads:
    """The three records that the search works on."""

    world: World
    record: Any
    draw: Any
    state: Any

    def distances(self, actor: int, begin: list[int]) -> list[float]:
        """Road km from the nearest of some places to every place, for one actor's traffic."""
        begin_search(self.state, self.record)
        waiting = 0
        for place in begin:
            waiting = seed_search(self.state, self.record, place, waiting)
        search(self.state, self.record, self.draw, actor, waiting)
        return [float(km) for km in self.state.distance[: self.record.places]]

    def lets_pass(self, place: int, actor: int) -> bool:
        """Whether the holder of a place lets an actor's traffic through."""
        holder = self.state.holder[place]
        return bool(holder < 0 or self.state.passes[holder, actor])

    def entered(self, place: int, distance: list[float]) -> float:
        """Road km to a place from where the distances begin, entering it from a place that was reached."""
        record = self.record
        edges = range(record.edge_start[place], record.edge_start[place + 1])
        lengths = (distance[record.edge_place[edge]] + self.draw.km[record.edge_route[edge]] for edge in edges)
        return float(min(lengths, default=math.inf))


def _roads_of(scenario: Scenario) -> _Roads:
    world = build_world(scenario, ())
    record = world.record[0]
    draw = new_record(world.draw_fields, world.sizes)[0]
    for number, route in enumerate(scenario.routes.values()):
        draw.km[number] = route.km[1] if isinstance(route.km, tuple) else route.km
    state = new_record(STATE_FIELDS, world.sizes)[0]
    begin_future(state, record, draw)
    return _Roads(world, record, draw, state)


def _targets(roads: _Roads, formation: int) -> dict[str, float]:
    record, state = roads.record, roads.state
    actor = record.formation_actor[formation]
    distance = roads.distances(int(actor), [int(record.formation_place[formation])])
    found: dict[str, float] = {}
    for place, name in enumerate(roads.world.places):
        holder = state.holder[place]
        if holder < 0 or not record.enemy[actor, holder] or not record.formation_only[formation, place]:
            continue
        km = roads.entered(place, distance)
        if not math.isinf(km):
            found[name] = km
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def first_day(scenario: Scenario) -> FirstDay:
    """What the roads of a complete scenario say on its first day."""
    roads = _roads_of(scenario)
    supply: dict[str, dict[str, float]] = {}
    for actor, name in enumerate(roads.world.actors):
        if roads.record.has_supply[actor]:
            sources = [
                place
                for place in range(len(roads.world.places))
                if roads.state.supplies[place, actor] and roads.lets_pass(place, actor)
            ]
            distance = roads.distances(actor, sources)
            supply[name] = {
                place: km for place, km in zip(roads.world.places, distance, strict=True) if not math.isinf(km)
            }
    held = {place: control.who for control in scenario.control.values() for place in control.holds}
    cut_off = tuple(
        place for place in roads.world.places if held.get(place) in supply and place not in supply[held[place]]
    )
    targets = {name: _targets(roads, number) for number, name in enumerate(roads.world.formations)}
    return FirstDay(supply, cut_off, targets)
