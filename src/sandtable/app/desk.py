"""The desk: the run that is shown, growing while it is looked at, and what a reader's change does to it."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from sandtable.app.board import Board, Standing
from sandtable.app.running import Running
from sandtable.assumptions.trial import trial
from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput, Problem
from sandtable.face import questions_of
from sandtable.scenario.levers import levers_of
from sandtable.scenario.moved_levers import changes_of, edited
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.rehearsal import Rehearsal
from sandtable.views import numbers
from sandtable.views.figures import figure
from sandtable.views.levers import lever_rows, tried_rows

__all__ = ["Desk"]

QUICK, QUICK_SECONDS = 400, 0.6
"""A lever's first answer takes so many futures at most, and no more than so long where the machine is slow."""
MOST = 4_000
"""Futures up to which a lever's answer is refined."""
KEPT = 8
"""Changes whose futures are kept in memory, so that undo and redo answer at once."""


class Desk:
    """One scenario on the table. Everything public may be called by several threads at once."""

    def __init__(self, scenario: Scenario, *, futures: int, seed: int, stored: Ensemble | None = None) -> None:
        self.scenario = complete(scenario)
        self.questions = questions_of(self.scenario)
        self.levers = levers_of(self.scenario)
        self.board = Board()
        more = {"levers": lever_rows(self.levers)}
        running = Running(self.board, self.scenario, futures, seed, stored, more)
        self._worker = threading.Thread(target=running.work, name="sandtable-run", daemon=True)
        self._turning = threading.Lock()
        self._turn = 0
        self._tried: OrderedDict[str, Rehearsal] = OrderedDict()

    def open(self) -> None:
        """Begin to run."""
        self._worker.start()

    def close(self) -> None:
        """Stop running; returns when the work has stopped."""
        self.board.close()
        self._next_turn()
        if self._worker.is_alive():
            self._worker.join(timeout=10)

    def standing(self) -> Standing:
        """The run as far as it has come; waits for the first look. SandtableError when there will be none."""
        return self.board.standing()

    def progress(self) -> dict[str, Any]:
        """How far the run has come."""
        return self.board.progress()

    def lever(self, edits: Mapping[str, object], futures: int) -> dict[str, Any]:
        """What edits do to every claim, on at most so many futures. InvalidInput for edits that cannot be.

        A newer call makes an older one end with Stopped.
        """
        mine = self._next_turn()
        with self.board.asking():
            standing = self.standing()
            rehearsal = self._rehearsal(edits, standing)
            most = min(MOST, standing.ensemble.draws)
            wanted = min(futures, most)
            within = QUICK_SECONDS if wanted <= QUICK else 1e9
            ensemble = rehearsal.ensemble(wanted, lambda: self._turn != mine, within)
            counted = min(ensemble.draws, standing.ensemble.draws)
            return {
                "futures": figure(counted, numbers.count(counted)),
                "claims": tried_rows(trial(standing.verdicts, self.questions, ensemble)),
                "done": standing.whole and counted >= most,
            }

    def changed(self, edits: Mapping[str, object]) -> dict[str, Any]:
        """What a variant of these edits would set, checked; InvalidInput where that cannot be, or nothing changes."""
        changes = changes_of(self.scenario, edits)
        if not changes:
            raise InvalidInput([Problem("nothing is changed yet.", path="edits")])
        edited(self.scenario, changes)
        return changes

    def _next_turn(self) -> int:
        with self._turning:
            self._turn += 1
            return self._turn

    def _rehearsal(self, edits: Mapping[str, object], standing: Standing) -> Rehearsal:
        """The futures of the changed scenario, as many as there are so far."""
        changes = changes_of(self.scenario, edits)
        key = json.dumps(changes, sort_keys=True)
        with self._turning:
            if key in self._tried:
                self._tried.move_to_end(key)
                return self._tried[key]
        run = standing.ensemble.manifest
        scenario = edited(self.scenario, changes) if changes else self.scenario
        made = Rehearsal(scenario, run.seed, steps_per_day=run.steps_per_day)
        with self._turning:
            self._tried[key] = made
            while len(self._tried) > KEPT:
                self._tried.popitem(last=False)
        return made
