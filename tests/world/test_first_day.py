"""The first day by road: hand-counted, against networkx, and against what the futures themselves find cut off."""

from __future__ import annotations

import datetime

import networkx as nx
import pytest

from sandtable.ensemble import kinds
from sandtable.scenario.library import shipped
from sandtable.scenario.read import read_scenario
from sandtable.scenario.schema import Scenario
from sandtable.simulation import run
from sandtable.world.first_day import first_day


def lets(scenario: Scenario) -> set[tuple[str, str]]:
    """Pairs (holder, mover): who lets whom through."""
    pairs = {(actor, actor) for actor in scenario.actors}
    for tie in scenario.ties.values():
        pairs |= {(tie.who, other) for other in (*(tie.ally or ()), *(tie.permits or ()))}
        pairs |= {(other, tie.who) for other in tie.ally or ()}
    return pairs


def roads(scenario: Scenario) -> nx.Graph:
    """The roads with the middle of their lengths."""
    graph = nx.Graph()
    for route in scenario.routes.values():
        assert isinstance(route.km, tuple)
        graph.add_edge(*route.between, km=route.km[1])
    return graph


def test_three_towns_by_hand() -> None:
    scenario = read_scenario("three-towns")
    day = first_day(scenario)
    km = {name: route.km[1] for name, route in scenario.routes.items() if isinstance(route.km, tuple)}
    assert day.cut_off == ("norwick",)
    assert day.supply_km["front"] == {"highfell": 0.0, "easton": km["hill-road"]}
    assert day.targets["river-column"] == {"millbridge": km["river-road"]}
    assert day.targets["first-brigade"] == {"easton": km["river-road"], "norwick": km["old-road"]}
    assert list(day.targets["second-brigade"]) == ["norwick", "easton"]


@pytest.mark.parametrize("name", shipped())
def test_supply_travels_as_networkx_says(name: str) -> None:
    scenario = read_scenario(name)
    day, graph, passing = first_day(scenario), roads(scenario), lets(scenario)
    held = {place: entry.who for entry in scenario.control.values() for place in entry.holds}
    assert day.supply_km
    for actor, found in day.supply_km.items():
        inside = graph.subgraph(place for place in graph if place not in held or (held[place], actor) in passing)
        sources = {place for place, entry in scenario.places.items() if actor in entry.supplies and place in inside}
        expected = nx.multi_source_dijkstra_path_length(inside, sources, weight="km")
        assert found == pytest.approx(expected), actor


@pytest.mark.parametrize("name", shipped())
def test_what_is_cut_off_is_what_the_futures_find(name: str) -> None:
    """The engine records on its first step which places are cut off."""
    scenario = read_scenario(name)
    short = scenario.model_copy(update={"until": scenario.as_of + datetime.timedelta(days=1)})
    settings = run.Settings(workers=1, replicates=1, compiled=False)
    (block,) = run.simulate(short, futures=1, settings=settings).blocks()
    first = (block.kind == kinds.CUT_OFF) & (block.day == 0)
    assert {list(scenario.places)[number] for number in block.entity[first]} == set(first_day(scenario).cut_off)


def test_formations_enter_only_what_enemies_hold_and_their_orders_allow() -> None:
    scenario = read_scenario("western-anbar-2017")
    held = {place: entry.who for entry in scenario.control.values() for place in entry.holds}
    enemies = {(tie.who, other) for tie in scenario.ties.values() for other in tie.enemy or ()}
    enemies |= {(other, who) for who, other in enemies}
    for name, targets in first_day(scenario).targets.items():
        body = scenario.formations[name]
        assert all((body.who, held[place]) in enemies for place in targets)
        assert set(targets) <= set(body.only)
        assert list(targets.values()) == sorted(targets.values())
    assert "qaim" not in first_day(scenario).targets["anbar-axis"], "Ana and Rawa lie before it"
