"""One small campaign, frozen: the rules that the engine, scalar C and Mesa all play in the speed benchmark.

Much less than the real model, and never to be changed, or old ratios mean nothing. Written as mechanisms are: plain
scalar functions over records, luck found by name. `twin.c` is the same line by line, and gives the same log.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sandtable import luck

NEIGHBOURS = 6
ARMIES = 2  # of each actor
WASTE, SHOCK, TEND, ROUND = 1, 2, 3, 4  # uses of luck
LOG_ROWS = 4096
NEVER = 1 << 30

EVENT = np.dtype([("day", "i8"), ("place", "i8"), ("owner", "i8")])


def world_of(places: int, actors: int) -> np.dtype:
    """The record of what does not change."""
    return np.dtype(
        [
            ("places", "i8"),
            ("actors", "i8"),
            ("days", "i8"),
            ("neighbour", "i8", (places, NEIGHBOURS)),
            ("worth", "f8", (places,)),
            ("source", "i8", (actors,)),
            ("first_owner", "i8", (places,)),
            ("first_garrison", "f8", (places,)),
        ]
    )


def state_of(places: int, actors: int) -> np.dtype:
    """The record of one future, as it stands on a day."""
    return np.dtype(
        [
            ("changed", "i8"),
            ("events", "i8"),
            ("owner", "i8", (places,)),
            ("garrison", "f8", (places,)),
            ("cut_off", "i8", (places,)),
            ("reach", "i8", (actors, places)),
            ("queue", "i8", (places,)),
            ("strength", "f8", (actors * ARMIES,)),
            ("target", "i8", (actors * ARMIES,)),
            ("work", "f8", (actors * ARMIES,)),
            ("free", "i8", (actors * ARMIES,)),
            ("influence", "f8", (actors,)),
        ]
    )


def make_world(places: int, actors: int, days: int, seed: int = 1) -> Any:
    """A grid of places with its actors in stripes, drawn with NumPy; the same for all twins."""
    world = np.zeros(1, world_of(places, actors)).view(np.recarray)
    random = np.random.default_rng(seed)
    one = world[0]
    one.places, one.actors, one.days = places, actors, days
    width = round(math.sqrt(places))
    world.neighbour[0] = -1
    for place in range(places):
        around = [place - 1 if place % width else -1, place + 1 if (place + 1) % width else -1]
        around += [place - width, place + width]
        near = [other for other in around if 0 <= other < places]
        world.neighbour[0, place, : len(near)] = near
    stripe = -(-places // actors)
    world.first_owner[0] = np.arange(places) // stripe
    world.source[0] = np.minimum(np.arange(actors) * stripe + stripe // 2, places - 1)
    world.worth[0] = random.normal(0.0, 1.0, places)
    world.first_garrison[0] = np.exp(random.normal(math.log(600.0), 0.6, places))
    return world


def uniform(key0: int, key1: int, use: int, entity: int, step: int) -> float:
    """Luck by name."""
    one, other = luck.threefry(key0, key1, use, entity)
    word, _ = luck.threefry(one, other, step, 0)
    return luck.level(word)


def normal(key0: int, key1: int, use: int, entity: int, step: int) -> float:
    """Standard normal luck by name (Box and Muller)."""
    one, other = luck.threefry(key0, key1, use, entity)
    first, second = luck.threefry(one, other, step, 0)
    return math.sqrt(-2.0 * math.log(luck.level(first))) * math.cos(2.0 * math.pi * luck.level(second))


def begin(state: Any, world: Any) -> None:
    """The first day."""
    state.changed = 1
    state.events = 0
    for place in range(world.places):
        state.owner[place] = world.first_owner[place]
        state.garrison[place] = world.first_garrison[place]
        state.cut_off[place] = 0
    for actor in range(world.actors):
        state.influence[actor] = 0.0
    for army in range(world.actors * ARMIES):
        state.strength[army] = 6000.0
        state.target[army] = -1
        state.work[army] = 0.0
        state.free[army] = 0


def supply(state: Any, world: Any, actor: int) -> None:
    """Steps from the actor's source to each of its places, through its own places; NEVER where no way leads."""
    for place in range(world.places):
        state.reach[actor, place] = NEVER
    source = world.source[actor]
    if state.owner[source] != actor:
        return
    state.reach[actor, source] = 0
    state.queue[0] = source
    head = 0
    tail = 1
    while head < tail:
        place = state.queue[head]
        head += 1
        for slot in range(NEIGHBOURS):
            other = world.neighbour[place, slot]
            if other >= 0 and state.owner[other] == actor and state.reach[actor, other] == NEVER:
                state.reach[actor, other] = state.reach[actor, place] + 1
                state.queue[tail] = other
                tail += 1


def waste(state: Any, world: Any, key0: int, key1: int, step: int) -> None:
    """Garrisons that are cut off melt away, the longer the faster."""
    for place in range(world.places):
        if state.reach[state.owner[place], place] < NEVER:
            state.cut_off[place] = 0
        else:
            state.cut_off[place] += 1
            isolation = 1.0 - math.exp(-state.cut_off[place] / 90.0)
            shock = math.exp(0.3 * normal(key0, key1, WASTE, place, step))
            state.garrison[place] *= math.exp(-0.0015 * (1.0 + isolation) * shock)


def choose(state: Any, world: Any, key0: int, key1: int, step: int, army: int) -> None:
    """The enemy place beside one's own supplied places that is worth most, with Gumbel noise."""
    actor = army // ARMIES
    best = -1.0e300
    for place in range(world.places):
        if state.owner[place] == actor and state.reach[actor, place] < NEVER:
            for slot in range(NEIGHBOURS):
                other = world.neighbour[place, slot]
                if other >= 0 and state.owner[other] != actor:
                    noise = -math.log(-math.log(uniform(key0, key1, TEND, army * 65536 + other, step)))
                    eager = 1.0 - math.exp(-state.cut_off[other] / 90.0)
                    value = world.worth[other] - math.log(0.1 + state.garrison[other] / 1000.0) + eager + noise
                    if value > best:
                        best = value
                        state.target[army] = other
    state.work[army] = 0.0


def fight(state: Any, world: Any, key0: int, key1: int, step: int, army: int, log: Any) -> None:
    """A day of an assault: broken off, or nearer to the end, or the place is taken."""
    place = state.target[army]
    actor = army // ARMIES
    if state.owner[place] == actor:
        state.target[army] = -1
        return
    near = NEVER
    for slot in range(NEIGHBOURS):
        other = world.neighbour[place, slot]
        if other >= 0 and state.reach[actor, other] < near:
            near = state.reach[actor, other]
    if near == NEVER:
        state.target[army] = -1
        return
    attack = state.strength[army] * math.exp(-near / 8.0)
    chance = 1.0 / (1.0 + math.exp(-(1.0 + 0.4 * math.log(attack / (1.0 + state.garrison[place])))))
    days = math.exp(3.0 + 0.36 * math.log((1.0 + state.garrison[place]) / 1000.0))
    done = min(1.0 / days, 1.0 - state.work[army])
    shock = math.exp(0.3 * normal(key0, key1, SHOCK, army, step))
    state.strength[army] *= 1.0 - 0.002 * shock
    state.garrison[place] *= 1.0 - 0.004 * shock
    if uniform(key0, key1, ROUND, army, step) < 1.0 - chance**done:
        state.target[army] = -1
        state.free[army] = step + 20
        return
    state.work[army] += done
    if state.work[army] >= 1.0:
        state.owner[place] = actor
        state.garrison[place] = 0.05 * state.strength[army]
        state.strength[army] *= 0.95
        state.target[army] = -1
        state.free[army] = step + 10
        state.changed = 1
        if state.events < log.shape[0]:
            log[state.events].day = step
            log[state.events].place = place
            log[state.events].owner = actor
        state.events += 1


def run_future(state: Any, world: Any, key0: int, key1: int, log: Any) -> None:
    """One future to its horizon."""
    begin(state, world)
    for step in range(world.days):
        if state.changed != 0:
            state.changed = 0
            for actor in range(world.actors):
                supply(state, world, actor)
        waste(state, world, key0, key1, step)
        for army in range(world.actors * ARMIES):
            if state.target[army] < 0 and step >= state.free[army]:
                choose(state, world, key0, key1, step, army)
        for army in range(world.actors * ARMIES):
            state.strength[army] += 5.0
            if state.target[army] >= 0:
                fight(state, world, key0, key1, step, army, log)
        if step % 30 == 29:
            for actor in range(world.actors):
                held = 0
                for place in range(world.places):
                    if state.owner[place] == actor:
                        held += 1
                state.influence[actor] = 0.9 * state.influence[actor] + 0.1 * held / world.places


def run_block(states: Any, world: Any, first: int, futures: int, log: Any, totals: Any) -> None:
    """Futures `first` and on; of each the number of places taken, and a fingerprint of its log."""
    for future in range(futures):
        run_future(states[0], world[0], 1, first + future, log)
        print_of = 0
        for row in range(min(states[0].events, log.shape[0])):
            event = log[row]
            print_of = (print_of * 31 + event.day * 65599 + event.place * 257 + event.owner) % 2147483647
        totals[future, 0] = states[0].events
        totals[future, 1] = print_of
