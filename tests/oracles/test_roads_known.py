"""Roads against networkx: shortest ways through places that let one pass, and what is cut off."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest

from sandtable.mechanisms.choice import reachable_km
from sandtable.simulation.prepare import Prepared
from sandtable.world.roads import begin_search, search, seed_search
from sandtable.world.start import begin_future
from small_worlds import body, draws_of, empty, first_state, mechanism, place, ready, road

ACTORS = ("blue", "green", "red")


def _world(seed: int) -> tuple[Prepared, Any, Any]:
    """A random map, random holders, random permissions."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(5, 30))
    raw = empty()
    raw["actors"]["green"] = {"name": "Green"}
    if rng.random() < 0.7:
        raw["ties"]["lets"] = {"who": "green", "permits": [str(rng.choice(["blue", "red"]))], "assume": "test"}
    if rng.random() < 0.3:
        raw["ties"]["friends"] = {"who": "green", "ally": ["red"], "assume": "test"}
    for number in range(count):
        holder = str(rng.choice([*ACTORS, "blue", ""]))
        supplies = [actor for actor in ACTORS if number == 0 or rng.random() < 0.1]
        place(raw, f"p{number:02d}", holder, None, supplies=supplies)
    for _ in range(int(count * rng.uniform(0.8, 2.0))):
        one, other = sorted(rng.choice(count, 2, replace=False).tolist())
        if f"p{one:02d}-to-p{other:02d}" not in raw["routes"]:
            road(raw, f"p{one:02d}", f"p{other:02d}", [20, 200])
    body(raw, "column", "blue", "p00")
    prepared = ready(raw)
    return prepared, raw, rng


def _graph(prepared: Prepared, state: Any, draw: Any, actor: int) -> Any:
    """The roads that lead into places which let the actor pass, as networkx sees them."""
    world, graph = prepared.world.record[0], nx.DiGraph()
    places = int(world.places)
    graph.add_nodes_from(range(places))
    for here in range(places):
        for edge in range(world.edge_start[here], world.edge_start[here + 1]):
            there, km = int(world.edge_place[edge]), float(draw.km[world.edge_route[edge]])
            holder = int(state.holder[there])
            if holder < 0 or state.passes[holder, actor]:
                old = graph.get_edge_data(here, there, {"km": math.inf})["km"]
                graph.add_edge(here, there, km=min(km, old))
    return graph


@pytest.mark.parametrize("seed", range(30))
def test_o9_search_is_dijkstra(seed: int) -> None:
    prepared, raw, rng = _world(seed)
    world, draw, state = prepared.world.record[0], draws_of(prepared, seed)[0], first_state(prepared)[0]
    begin_future(state, world, draw)
    places = int(world.places)
    assert world.edge_start[places] == 2 * len(raw["routes"])
    for actor in range(len(ACTORS)):
        starts = rng.choice(places, int(rng.integers(1, 3)), replace=False).tolist()
        begin_search(state, world)
        waiting = 0
        for start in starts:
            waiting = seed_search(state, world, start, waiting)
        search(state, world, draw, actor, waiting)
        expected = nx.multi_source_dijkstra_path_length(_graph(prepared, state, draw, actor), set(starts), weight="km")
        for here in range(places):
            assert state.distance[here] == pytest.approx(expected.get(here, math.inf), rel=1e-12)


@pytest.mark.parametrize("seed", range(30))
def test_o9_cut_off_is_no_path_from_any_source(seed: int) -> None:
    prepared, _raw, _rng = _world(seed)
    world, draw, state = prepared.world.record[0], draws_of(prepared, seed)[0], first_state(prepared)[0]
    begin_future(state, world, draw)
    mechanism("supply").step(
        state,
        world,
        draw,
        None,
        np.zeros(
            200, [(name, "f8") for name in ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")]
        ).view(np.recarray),
    )
    for actor in range(len(ACTORS)):
        open_places = [
            p for p in range(int(world.places)) if state.holder[p] < 0 or state.passes[state.holder[p], actor]
        ]
        pieces = list(
            nx.connected_components(
                _graph(prepared, state, draw, actor).to_undirected(reciprocal=True).subgraph(open_places)
            )
        )
        sources = {p for p in open_places if world.first_supplies[p, actor]}
        reached = set().union(*(piece for piece in pieces if piece & sources))
        for here in range(int(world.places)):
            assert math.isinf(state.supply_km[here, actor]) == (here not in reached)
            if state.holder[here] == actor:
                assert state.cut_off[here] == (here not in reached)
                if here in reached:
                    assert state.efficiency[here] == pytest.approx(
                        math.exp(-state.supply_km[here, actor] / draw.supply_reach)
                    )


@pytest.mark.parametrize("seed", range(10))
def test_an_enemy_place_is_as_far_as_its_nearest_open_neighbour(seed: int) -> None:
    prepared, _raw, _rng = _world(seed)
    world, draw, state = prepared.world.record[0], draws_of(prepared, seed)[0], first_state(prepared)[0]
    begin_future(state, world, draw)
    begin_search(state, world)
    search(state, world, draw, 0, seed_search(state, world, 0, 0))
    open_ways = _graph(prepared, state, draw, 0)
    lengths = nx.single_source_dijkstra_path_length(open_ways, 0, weight="km")
    for target in range(int(world.places)):
        edges = range(world.edge_start[target], world.edge_start[target + 1])
        ways = [lengths.get(int(world.edge_place[edge]), math.inf) + draw.km[world.edge_route[edge]] for edge in edges]
        assert reachable_km(state, world, draw, target) == pytest.approx(min(ways, default=math.inf), rel=1e-12)
