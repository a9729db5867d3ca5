"""The range over assumptions of a claim with a condition: what its chance would be if the assumptions were known.

Twins alone do not give it. A pair of twins that both meet the condition is likelier where the condition is, so pairs of
them overweigh such assumptions (by the square of its chance instead of its chance). So of each draw whose first future
meets the condition a second one that does is sought: the twin, if it does, and else the same assumptions with fresh
luck, again and again. Both are then fair samples of the futures that meet it, under the same assumptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.branching import Machine, machine_of
from sandtable.claims.ground import ground_of_run
from sandtable.claims.question import Asked, Question, read_questions
from sandtable.claims.scope import scope_of_run
from sandtable.claims.settle import Settler
from sandtable.claims.twins import assumption_range
from sandtable.claims.verdicts import OUTSIDE, Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput
from sandtable.simulation.block import run_fresh

__all__ = ["with_conditional_ranges"]

DRAWS = 1_000
"""Draws whose first future meets the condition that are looked at, at most."""
RUNS = 20_000
"""About so many futures are run again for one claim: fewer draws are looked at where the condition is rare."""
ROUNDS = 200
"""Times that a second future is sought for a draw."""
MISSED = 0.02
"""Share of the draws for which none may be found: more, and no range is given."""

Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


def with_conditional_ranges(ensemble: Ensemble, verdicts: Verdicts, questions: Mapping[str, Question]) -> Verdicts:
    """The verdicts with the range over assumptions of every claim that has a condition, where it can be had.

    Left out for a run with one replicate (none of its claims has a range), and where another version of sandtable made
    the run, whose futures this one cannot run again.
    """
    wanted = [row for row in verdicts.rows if row.given is not None and row.assumption_low is None]
    if not wanted or ensemble.manifest.replicates < 2:
        return verdicts
    ground = ground_of_run(ensemble.scenario)
    plain = {row.id: replace(questions[row.id], than=None) for row in wanted}
    asked, problems = read_questions(plain, scope_of_run(ensemble.manifest, ground))
    if problems:
        raise InvalidInput(problems)
    seeker = _Seeker(ensemble, machine_of(ensemble))
    ranged = {row.id: _ranged(row, verdicts, asked[row.id], seeker) for row in wanted}
    return replace(verdicts, rows=tuple(ranged.get(row.id, row) for row in verdicts.rows))


class _Seeker:
    """Settles one claim in futures of a run's draws with fresh luck."""

    def __init__(self, ensemble: Ensemble, machine: Machine) -> None:
        self.run, self.machine = ensemble.manifest, machine
        self.ground = ground_of_run(ensemble.scenario)
        size = self.run.block_draws
        ends = [(number * size, min(self.run.draws, (number + 1) * size)) for number in ensemble.numbers]
        self.draws = np.concatenate([np.arange(*end, dtype=np.int64) for end in ends])
        """Number of each draw that has a verdict."""
        self.same = self.run.sandtable == _version()

    def settle(self, asked: Asked, rows: Numbers, fresh: int) -> tuple[Bools, Bools]:
        """Whether each draw's next future meets the condition, and whether the claim is true in it."""
        machine = self.machine
        block = run_fresh(machine.prepared, machine.engine, self.run.seed, self.draws[rows], fresh)
        settler = Settler(block, self.run, self.ground)
        true = settler.verdict(asked.claim)
        if asked.question.undecided == "true":
            true = np.where(true == -1, np.int8(1), true)
        met = np.ones(len(rows), np.bool_) if asked.given is None else settler.verdict(asked.given) == 1
        return np.asarray(met), np.asarray(true == 1)


def _version() -> str:
    from sandtable._version import __version__

    return __version__


def _ranged(row: Verdict, verdicts: Verdicts, asked: Asked, seeker: _Seeker) -> Verdict:
    """One claim's row with its range, or as it is where too many draws have no second future that counts."""
    settled = verdicts.settled[verdicts.number(row.id)]
    rows = np.flatnonzero(settled[:, 0] != OUTSIDE)
    rows = rows[: max(1, min(DRAWS, int(RUNS * rows.size / len(settled))))]
    pairs = np.stack([settled[rows, 0] == 1, settled[rows, 1] == 1], axis=1)
    missing = np.flatnonzero(settled[rows, 1] == OUTSIDE)
    if missing.size and not seeker.same:
        return row
    for fresh in range(ROUNDS):
        if not missing.size:
            break
        met, true = seeker.settle(asked, rows[missing], fresh)
        pairs[missing[met], 1] = true[met]
        missing = missing[~met]
    if missing.size > MISSED * rows.size:
        return row
    found = assumption_range(np.delete(pairs, missing, axis=0), row.probability)
    return replace(row, assumption_low=found.low, assumption_high=found.high, assumption_share=found.share)
