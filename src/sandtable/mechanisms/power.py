"""Power: what say each client has in the arena, as the war goes and parliaments are elected.

The say that the scenario gives is where it starts. What a client gains or loses of all clients' fighters and places
adds half of that change to it; once a parliament is elected, half of its say follows the voting power of its parties
there. Either may be switched off as a coupling. Only influence reads it.
"""

from __future__ import annotations

from typing import Any

from sandtable.couplings import SEATS_TO_POWER, TERRITORY_TO_POWER
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.fighters import fighters_of, first_fighters_of
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

HALF = 0.5
"""Fighters and places count alike; so do arms and seats."""


def places_of(state: Any, world: Any, actor: int) -> float:
    """Places that an actor holds today."""
    count = 0.0
    for place in range(world.places):
        if state.holder[place] == actor:
            count += 1.0
    return count


def first_places_of(world: Any, actor: int) -> float:
    """Places that an actor held on day 0."""
    count = 0.0
    for place in range(world.places):
        if world.first_holder[place] == actor:
            count += 1.0
    return count


def share(part: float, whole: float) -> float:
    """A part of a whole, nothing of nothing."""
    return part / whole if whole > 0.0 else 0.0


def note_first(state: Any, world: Any, draw: Any) -> None:
    """Each client's share of all clients' fighters and places on day 0."""
    fighters = places = 0.0
    for client in range(world.clients):
        fighters += first_fighters_of(world, draw, world.client_actor[client])
        places += first_places_of(world, world.client_actor[client])
    for client in range(world.clients):
        actor = world.client_actor[client]
        then = share(first_fighters_of(world, draw, actor), fighters)
        state.client_first_arms[client] = then + share(first_places_of(world, actor), places)


def weigh_arms(state: Any, world: Any) -> None:
    """Each client's share of all clients' fighters and places, today's less that of day 0."""
    fighters = places = 0.0
    for client in range(world.clients):
        actor = world.client_actor[client]
        state.client_fighters[client] = fighters_of(state, world, actor)
        state.client_places[client] = places_of(state, world, actor)
        fighters += state.client_fighters[client]
        places += state.client_places[client]
    for client in range(world.clients):
        now = share(state.client_fighters[client], fighters) + share(state.client_places[client], places)
        state.client_arms[client] = HALF * (now - state.client_first_arms[client])


def seats_of(state: Any, world: Any, actor: int) -> float:
    """Voting power of an actor's parties in the parliament that was elected last."""
    count = 0.0
    for party in range(world.parties):
        if world.party_actor[party] == actor:
            count += state.voting_power[party]
    return count


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Say what each client's say has become."""
    if state.month == 0:
        note_first(state, world, draw)
    weigh_arms(state, world)
    given = seats = 0.0
    for client in range(world.clients):
        given += draw.client_power[client]
        seats += seats_of(state, world, world.client_actor[client])
    for client in range(world.clients):
        say = draw.client_power[client] / given if given > 0.0 else 1.0 / world.clients
        say = max(0.0, say + world.coupled[TERRITORY_TO_POWER] * HALF * state.client_arms[client])
        if seats > 0.0 and world.coupled[SEATS_TO_POWER] != 0:
            say = HALF * say + HALF * seats_of(state, world, world.client_actor[client]) / seats
        state.client_say[client] = say


MECHANISM = Mechanism(
    name="power",
    about="The say of each client follows arms, places and seats, at the end of a month.",
    step=step,
    reads=frozenset(
        "world.coupled world.clients world.client_actor world.places world.formations "
        "world.formation_actor world.first_holder world.parties world.party_actor draw.client_power draw.garrison "
        "draw.strength state.month state.garrison state.strength state.holder state.voting_power "
        "state.client_arms state.client_first_arms state.client_fighters state.client_places".split()
    ),
    writes=frozenset(
        "state.client_say state.client_arms state.client_first_arms state.client_fighters state.client_places".split()
    ),
    state=(
        Field("client_arms", ("client",), "f8", meaning="scratch: what its share of arms and places has gained"),
        Field("client_first_arms", ("client",), "f8", meaning="its shares of fighters and of places on day 0, added"),
        Field("client_fighters", ("client",), "f8", meaning="scratch: its fighters"),
        Field("client_places", ("client",), "f8", meaning="scratch: the places that it holds"),
    ),
    needs="clients",
    monthly=True,
)
