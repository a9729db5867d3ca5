"""The branching day of a future: after which event its outcome was as good as settled.

Luck is named, not drawn in turn, so the first days of a future can be had again as they were, and the days after with
fresh luck: the share of such futures that come out the same way is the chance of that outcome on that day, for who knew
all assumptions and all that had happened. The day on which it rises most is found by bisection, always into the half
that it rises more in; then it is measured again, with luck that was not used to find it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from types import ModuleType

import numpy as np

from sandtable.assumptions.typical import Typical, one_future
from sandtable.claims.ground import ground_of_run
from sandtable.claims.interval import confidence_sequence
from sandtable.claims.question import Question, read_questions
from sandtable.claims.scope import scope_of_run
from sandtable.claims.settle import Settler
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import EVENT_COLUMNS
from sandtable.errors import InvalidInput, Problem
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.block import run_branch
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import Prepared, prepare
from sandtable.world.draws import switching_lucks
from sandtable.world.records import NO_SWITCH

__all__ = ["Branching", "Chance", "Machine", "Rerunner", "branching", "machine_of"]

RERUNS = 200
"""Futures with fresh luck for each day that is tried."""
TOLD = 400
"""Futures for each of the chances that are told."""
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Chance:
    """In how many of `futures` with fresh luck the claim came out the same way; `low`, `high` the 95 % interval."""

    true: int
    futures: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The chance itself."""
        return self.true / self.futures


@dataclass(frozen=True, slots=True)
class Branching:
    """Where the chance of the outcome rose most: between the beginnings of two steps.

    `at_first`: the chance on day 0. `before` and `after`: at the beginning of `step`, and of `until`. `quiet`: nothing
    happened between the two, and that was what counted. `reruns` is how many futures were run in all.
    """

    at_first: Chance
    before: Chance
    after: Chance
    step: int
    until: int
    quiet: bool
    reruns: int


@dataclass(frozen=True)
class Machine:
    """What running futures of one run again takes: its world, made ready, and the engine."""

    prepared: Prepared
    engine: ModuleType


def machine_of(ensemble: Ensemble) -> Machine:
    """The machine of a run's own scenario."""
    scenario = complete(Scenario.model_validate(ensemble.scenario))
    prepared = prepare(scenario, MECHANISMS, ensemble.manifest.steps_per_day)
    return Machine(prepared, engine(prepared.catalogue))


class Rerunner:
    """One future of a run, run again as it was up to a step and with fresh luck from then on.

    InvalidInput when this version of sandtable no longer gives the future that the run holds.
    """

    def __init__(
        self,
        ensemble: Ensemble,
        future: Typical,
        question: Question,
        outcome: bool,
        machine: Machine | None = None,
    ) -> None:
        self.run, self.future, self.outcome = ensemble.manifest, future, outcome
        self.question = question
        self._ground = ground_of_run(ensemble.scenario)
        asked, problems = read_questions({"claim": question}, scope_of_run(self.run, self._ground))
        if problems:
            raise InvalidInput(problems)
        self._asked = asked["claim"]
        self._machine = machine or machine_of(ensemble)
        self._fresh = count()
        self._check()

    def chance(self, step: int, futures: int) -> Chance:
        """The chance of the outcome at the beginning of a step; every call takes luck that no other call has had."""
        first = next(self._fresh) * TOLD
        luck = switching_lucks(self.run.seed, self.future.draw, 0, step, range(first, first + futures))
        block = run_branch(self._machine.prepared, self._machine.engine, self.run.seed, (self.future.draw, 0), luck)
        settler = Settler(block, self.run, self._ground)
        settled = settler.verdict(self._asked.claim)
        if self.question.undecided != "report":
            settled = np.where(settled == -1, np.int8(self.question.undecided == "true"), settled)
        same = settled == int(self.outcome)
        if self._asked.given is not None:
            same &= settler.verdict(self._asked.given) == 1
        true = int(same.sum())
        return Chance(true, futures, *confidence_sequence(true, futures, ALPHA / 3, m=100))

    def _check(self) -> None:
        luck = switching_lucks(self.run.seed, self.future.draw, 0, NO_SWITCH, range(1))
        block = run_branch(self._machine.prepared, self._machine.engine, self.run.seed, (self.future.draw, 0), luck)
        again, stored = one_future(block, 0, 0), self.future.events
        if not all(np.array_equal(getattr(again, name), getattr(stored, name)) for name in EVENT_COLUMNS):
            message = "was made by another version of sandtable, whose futures this one cannot run again"
            raise InvalidInput([Problem(f"{message}. Run it anew.", path="run")])


def branching(rerunner: Rerunner, reruns: int = RERUNS, told_by: int = TOLD) -> Branching | None:
    """The branching day of a future; None for one in which nothing happens.

    `reruns` futures are run for each day that is tried, `told_by` (at most `TOLD`) for each chance that is told.
    """
    happened = np.unique((rerunner.future.events.day * rerunner.run.steps_per_day).astype(np.int64))
    if happened.size == 0:
        return None
    end = rerunner.run.days * rerunner.run.steps_per_day
    steps = {0, *happened.tolist(), *(happened + 1).tolist(), end}
    points = sorted({min(step, end) for step in steps})  # what happens at the very end has no step after it
    shares = {0: rerunner.chance(0, reruns).share, end: 1.0}
    low, high = 0, len(points) - 1
    while high - low > 1:
        middle = (low + high) // 2
        step = points[middle]
        shares[step] = rerunner.chance(step, reruns).share
        if shares[points[high]] - shares[step] > shares[step] - shares[points[low]]:
            low = middle
        else:
            high = middle
    told = [rerunner.chance(step, told_by) for step in (0, points[low], min(points[high], end))]
    quiet = points[low] not in set(happened.tolist())
    return Branching(
        told[0], told[1], told[2], points[low], points[high], quiet, reruns * (len(shares) - 1) + 3 * told_by
    )
