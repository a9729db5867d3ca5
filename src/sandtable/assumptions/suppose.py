"""What a change would do to a claim: the same futures run again with an edit, on the same draws and the same luck.

Not the same question as `given`: a condition picks futures, and what they have in common may have many causes; an edit
changes one thing and leaves everything else, luck included, as it was. Only futures in which the verdict turns move the
difference, so a change that cannot touch a claim gives exactly zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sandtable.assumptions.again import run_again, whole_from_the_start
from sandtable.claims.comparison import Comparison, paired
from sandtable.claims.judge import ALPHA, judge
from sandtable.claims.question import Question
from sandtable.claims.verdicts import OUTSIDE, Supposition, Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.resolve import hash_of
from sandtable.scenario.schema import Scenario
from sandtable.simulation.run import Progress

__all__ = ["Edit", "paired_change", "with_supposed"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that a claim supposes: the changed scenario, and the change in words."""

    scenario: Scenario
    what: str


def with_supposed(
    base: Ensemble,
    verdicts: Verdicts,
    questions: Mapping[str, Question],
    edits: Mapping[str, Edit],
    *,
    futures: int,
    progress: Progress | None = None,
) -> Verdicts:
    """The verdicts with what becomes of each claim in `edits` (by its id) under its change.

    At most `futures` draws of the base are run again; a change that several claims suppose is run once. The five per
    cent of the intervals are shared by the differences alone: they make a promise of their own, apart from that of the
    verdicts. `progress` is called with (done, in all) of each change in turn.
    """
    draws = min(futures, whole_from_the_start(base))
    wanted = {key: edit for key, edit in edits.items() if any(row.id == key for row in verdicts.rows)}
    if not wanted or draws == 0:
        return verdicts
    found: dict[str, Supposition] = {}
    same: dict[str, list[str]] = {}
    for key, edit in wanted.items():
        same.setdefault(hash_of(edit.scenario), []).append(key)
    for keys in same.values():
        scenario = wanted[keys[0]].scenario
        asked = {key: replace(questions[key], than=None) for key in keys}
        again = run_again(base, draws, scenario, replicates=1, progress=progress)  # a difference needs no twins
        share = ALPHA / len(wanted)
        judged = judge(again, asked, alpha=share * len(keys))
        for row in judged.rows:
            change = paired_change(judged, verdicts, row.id, draws, share)
            found[row.id] = _supposition(row, wanted[row.id].what, draws, change)
    rows = tuple(replace(row, supposed=found.get(row.id)) for row in verdicts.rows)
    return replace(verdicts, rows=rows)


def paired_change(judged: Verdicts, verdicts: Verdicts, key: str, draws: int, alpha: float) -> Comparison:
    """The difference of one claim between futures run again (`judged`) and as they stand, over the first draws."""
    one = judged.settled[judged.number(key), :draws, 0]
    other = verdicts.settled[verdicts.number(key), :draws, 0]
    both = (one != OUTSIDE) & (other != OUTSIDE)
    return paired(np.asarray(one[both] == 1), np.asarray(other[both] == 1), alpha)


def _supposition(row: Verdict, what: str, draws: int, change: Comparison) -> Supposition:
    return Supposition(what, draws, row.probability, row.low, row.high, row.undecided, change)
