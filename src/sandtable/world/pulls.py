"""How much a patron weighs in a client this month, for mechanisms in which a client listens to its patrons."""

from __future__ import annotations

from typing import Any

__all__ = ["client_of", "weight_of_patrons"]


def client_of(world: Any, actor: int) -> int:
    """The number of the client that an actor is, -1 if it is none."""
    for client in range(world.clients):
        if world.client_actor[client] == actor:
            return client
    return -1


def weight_of_patrons(state: Any, world: Any, client: int, actor: int) -> float:
    """The weight of a patron (by number of actor; -1: of all of them) on a client, beside its autonomy."""
    weight = 0.0
    for engagement in range(world.engagements):
        if world.engagement_client[engagement] != client:
            continue
        if actor < 0 or world.patron_actor[world.engagement_patron[engagement]] == actor:
            weight += state.engagement_pull[engagement]
    return weight
