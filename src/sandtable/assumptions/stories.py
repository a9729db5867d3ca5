"""Stories: for each of some claims a typical future in which it came true, and the day on which that was decided."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sandtable.assumptions.branching import Branching, Rerunner, branching, machine_of
from sandtable.assumptions.typical import Typical, fall_days, typical
from sandtable.claims.question import Question
from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble

__all__ = ["Told", "tell"]

RERUNS = 100
TOLD = 200
"""Half of what `show` runs again: many stories are told at once, and their intervals say what that costs."""


@dataclass(frozen=True)
class Told:
    """One claim's future: what is told of, whether the claim is true in it, the future, and where it branched off."""

    question: Question
    outcome: bool
    future: Typical
    branching: Branching | None


def tell(
    ensemble: Ensemble, verdicts: Verdicts, questions: Mapping[str, Question], claims: Sequence[str]
) -> dict[str, Told]:
    """A told future for each of the claims that has one, by claim; one that never came true is told of as it failed.

    About 1,500 futures are run again for each claim, on as many threads as there are cores.
    """
    known = {row.id for row in verdicts.rows}
    wanted = [claim for claim in dict.fromkeys(claims) if claim in known and claim in questions]
    if not wanted:
        return {}
    days, machine = fall_days(ensemble), machine_of(ensemble)

    def one(claim: str) -> Told | None:
        outcome = verdicts.row(claim).true > 0
        future = typical(ensemble, verdicts, claim, outcome, days)
        if future is None:
            return None
        question = dataclasses.replace(questions[claim], than=None)
        again = Rerunner(ensemble, future, question, outcome, machine)
        return Told(question, outcome, future, branching(again, RERUNS, TOLD))

    with ThreadPoolExecutor(min(len(wanted), os.cpu_count() or 1)) as pool:
        told = dict(zip(wanted, pool.map(one, wanted), strict=True))
    return {claim: found for claim, found in told.items() if found is not None}
