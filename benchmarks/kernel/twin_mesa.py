"""The campaign of rules.py as a Mesa model would be written: places and armies are agents, luck is Mesa's own.

With Mesa's own luck its futures are not those of the other twins, though their averages are; with luck found by name
they are the same, log for log, and most of the time goes into computing luck in Python.
"""

from __future__ import annotations

import math
from typing import Any

from mesa import Agent, Model

from kernel import rules
from kernel.rules import ARMIES, NEVER


class Town(Agent):
    """A place with its owner and garrison."""

    def __init__(self, model: War, number: int) -> None:
        super().__init__(model)
        world = model.world
        self.number = number
        self.worth = float(world.worth[number])
        self.owner = int(world.first_owner[number])
        self.garrison = float(world.first_garrison[number])
        self.cut_off = 0
        self.near: list[Town] = []

    def step(self) -> None:
        """Melt away when cut off."""
        if self in self.model.reach[self.owner]:
            self.cut_off = 0
            return
        self.cut_off += 1
        isolation = 1.0 - math.exp(-self.cut_off / 90.0)
        shock = math.exp(0.3 * self.model.normal(rules.WASTE, self.number))
        self.garrison *= math.exp(-0.0015 * (1.0 + isolation) * shock)


class Army(Agent):
    """A body of an actor that assaults one place at a time."""

    def __init__(self, model: War, number: int) -> None:
        super().__init__(model)
        actor = number // ARMIES
        self.number = number
        self.actor, self.strength, self.target, self.work, self.free = actor, 6000.0, None, 0.0, 0

    def choose(self) -> None:
        """Pick a target, with Gumbel noise."""
        if self.target is not None or self.model.day < self.free:
            return
        best = -math.inf
        for town in self.model.reach[self.actor]:
            for other in town.near:
                if other.owner != self.actor:
                    noise = -math.log(-math.log(self.model.uniform(rules.TEND, self.number * 65536 + other.number)))
                    eager = 1.0 - math.exp(-other.cut_off / 90.0)
                    value = other.worth - math.log(0.1 + other.garrison / 1000.0) + eager + noise
                    if value > best:
                        best, self.target = value, other
        self.work = 0.0

    def fight(self) -> None:
        """One day of the assault."""
        self.strength += 5.0
        town: Any = self.target
        if town is None:
            return
        reach = self.model.reach[self.actor]
        near = min((reach[other] for other in town.near if other in reach), default=NEVER)
        if town.owner == self.actor or near == NEVER:
            self.target = None
            return
        attack = self.strength * math.exp(-near / 8.0)
        chance = 1.0 / (1.0 + math.exp(-(1.0 + 0.4 * math.log(attack / (1.0 + town.garrison)))))
        days = math.exp(3.0 + 0.36 * math.log((1.0 + town.garrison) / 1000.0))
        done = min(1.0 / days, 1.0 - self.work)
        shock = math.exp(0.3 * self.model.normal(rules.SHOCK, self.number))
        self.strength *= 1.0 - 0.002 * shock
        town.garrison *= 1.0 - 0.004 * shock
        if self.model.uniform(rules.ROUND, self.number) < 1.0 - chance**done:
            self.target, self.free = None, self.model.day + 20
            return
        self.work += done
        if self.work >= 1.0:
            town.owner, town.garrison = self.actor, 0.05 * self.strength
            self.strength *= 0.95
            self.target, self.free = None, self.model.day + 10
            self.model.changed = True
            self.model.log.append((self.model.day, town.number, self.actor))


class War(Model):
    """One future."""

    def __init__(self, world: Any, future: int, named: bool) -> None:
        super().__init__(rng=future)
        self.world, self.future, self.named, self.day, self.changed = world, future, named, 0, True
        self.log: list[tuple[int, int, int]] = []
        self.towns = [Town(self, number) for number in range(int(world.places))]
        for town in self.towns:
            town.near = [self.towns[other] for other in world.neighbour[town.number] if other >= 0]
        self.armies = [Army(self, number) for number in range(int(world.actors) * ARMIES)]
        self.reach: list[dict[Town, int]] = [{} for _ in range(int(world.actors))]
        self.influence = [0.0] * int(world.actors)

    def uniform(self, use: int, entity: int) -> float:
        """A uniform number: by name, or Mesa's next."""
        if self.named:
            return rules.uniform(1, self.future, use, entity, self.day)
        return self.random.random() or 0.5

    def normal(self, use: int, entity: int) -> float:
        """A standard normal number: by name, or Mesa's next."""
        if self.named:
            return rules.normal(1, self.future, use, entity, self.day)
        return self.random.gauss(0.0, 1.0)

    def supply(self, actor: int) -> dict[Town, int]:
        """Steps from the source to each own place that a way leads to."""
        source = self.towns[int(self.world.source[actor])]
        if source.owner != actor:
            return {}
        reach, queue = {source: 0}, [source]
        for town in queue:
            for other in town.near:
                if other.owner == actor and other not in reach:
                    reach[other] = reach[town] + 1
                    queue.append(other)
        return reach

    def step(self) -> None:
        """One day."""
        if self.changed:
            self.changed = False
            self.reach = [self.supply(actor) for actor in range(len(self.reach))]
        for town in self.towns:
            town.step()
        for army in self.armies:
            army.choose()
        for army in self.armies:
            army.fight()
        if self.day % 30 == 29:
            for actor in range(len(self.influence)):
                held = sum(town.owner == actor for town in self.towns)
                self.influence[actor] = 0.9 * self.influence[actor] + 0.1 * held / len(self.towns)
        self.day += 1


def run_future(world: Any, future: int, named: bool) -> tuple[int, int]:
    """One future: the number of places taken, and the fingerprint of its log."""
    war = War(world[0], future, named)
    for _ in range(int(world[0].days)):
        war.step()
    mark = 0
    for day, place, owner in war.log:
        mark = (mark * 31 + day * 65599 + place * 257 + owner) % 2147483647
    return len(war.log), mark
