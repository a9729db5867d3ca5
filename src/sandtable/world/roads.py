"""Roads: how far it is from here to there through places that let one pass."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["begin_search", "search", "seed_search"]


def begin_search(state: Any, world: Any) -> None:
    """Forget the last search: every place infinitely far."""
    for place in range(world.places):
        state.distance[place] = math.inf
        state.queued[place] = 0


def seed_search(state: Any, world: Any, place: int, count: int) -> int:
    """Begin the search at a place as well; returns the number of places that wait."""
    state.distance[place] = 0.0
    state.queue[count] = place
    state.queued[place] = 1
    return count + 1


def search(state: Any, world: Any, draw: Any, actor: int, waiting: int) -> None:
    """Fill `state.distance` with the shortest road km for an actor from the places that wait in the queue.

    Actor -1 passes everywhere. Any other passes through a place that nobody holds or whose holder lets it pass; a
    place that does not is not entered. A label-correcting search with a first-in first-out queue (Bellman 1958, Moore
    1959): the graphs are small and sparse, and few places change hands in a day.
    """
    places = world.places
    head = 0
    while waiting > 0:
        here = state.queue[head]
        head = (head + 1) % places
        waiting -= 1
        state.queued[here] = 0
        for edge in range(world.edge_start[here], world.edge_start[here + 1]):
            there = world.edge_place[edge]
            holder = state.holder[there]
            if actor >= 0 and holder >= 0 and state.passes[holder, actor] == 0:
                continue
            length = state.distance[here] + draw.km[world.edge_route[edge]]
            if length < state.distance[there]:
                state.distance[there] = length
                if state.queued[there] == 0:
                    state.queue[(head + waiting) % places] = there
                    state.queued[there] = 1
                    waiting += 1
