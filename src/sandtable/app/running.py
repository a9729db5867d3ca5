"""The run behind the page: a first look at once, then all futures, what statements suppose, and the variants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandtable.app.board import Board
from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.held import HeldEnsemble
from sandtable.errors import SandtableError
from sandtable.face import brief_payload, judge, questions_of, suppose
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.marks import Marks
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.scenario.variants import apply
from sandtable.simulation.compose import is_compiled_here
from sandtable.simulation.rehearsal import Rehearsal
from sandtable.views.variant_maps import HeldShares, held_shares, with_variant_maps

__all__ = ["Running"]

FIRST_LOOK = 400
"""Futures of the first look: about a second of work."""
AT_ONCE = 100
"""Futures that the run in the background takes at a time, before it looks whether a reader waits."""
VARIANT_FUTURES = 2_000


@dataclass(frozen=True)
class Running:
    """What is run for a page: a complete scenario, or a stored run; `more` are keys that the payload gets beside."""

    board: Board
    scenario: Scenario
    futures: int
    seed: int
    stored: Ensemble | None
    more: Mapping[str, Any]

    def work(self) -> None:
        """Run all there is to run; what goes wrong is put on the board, and on the terminal too if unforeseen."""
        try:
            if self.stored is None:
                self._run()
            else:
                verdicts = judge(self.stored)
                self._show(self.stored, verdicts, whole=True, explained=False)
                Rehearsal(self.scenario, self.seed).ensemble(
                    1
                )  # the engine is there before the first lever asks for it
                self.board.make_way()
                self._show(self.stored, self._supposed(self.stored, verdicts), whole=True)
            self._variants()
            self.board.at("finished", self.futures, self.futures)
        except Exception as failure:
            if self.board.closed.is_set():
                return  # pools that end under a run make it fail in many ways
            told = failure if isinstance(failure, SandtableError) else None
            self.board.fail(told or SandtableError("the run failed; the terminal says how."))
            if told is None:
                raise

    def _run(self) -> None:
        """The first look, then all futures, in memory."""
        running = Rehearsal(self.scenario, self.seed, replicates=2)
        ready = is_compiled_here(MECHANISMS)
        self.board.at("first look" if ready else "preparing the engine for this machine, once", 0, self.futures)
        first = running.ensemble(min(FIRST_LOOK, self.futures), self.board.closed.is_set)
        self._show(first, judge(first), whole=False, explained=False)
        ensemble = self._grown(running, self.futures, "running")
        self._show(ensemble, self._supposed(ensemble, judge(ensemble)), whole=True)

    def _supposed(self, ensemble: Ensemble, verdicts: Verdicts) -> Verdicts:
        """The verdicts, with what statements suppose."""
        self.board.at("what statements suppose", ensemble.draws, ensemble.draws)
        return suppose(ensemble, verdicts, progress=lambda done, of: self.board.make_way())

    def _grown(self, running: Rehearsal, futures: int, stage: str) -> HeldEnsemble:
        """So many futures, a few at a time: makes way for a reader who waits, and stops on closing."""
        for draws in range(running.draws + AT_ONCE, futures, AT_ONCE):
            running.ensemble(draws, self.board.closed.is_set)
            self.board.at(stage, running.draws, futures)
            self.board.make_way()
        return running.ensemble(futures, self.board.closed.is_set)

    def _variants(self) -> None:
        """The claims under the scenario's variants, on the same luck."""
        standing = self.board.standing()
        run = standing.ensemble.manifest
        if run.variant or not self.scenario.variants:
            return
        fewer, questions = min(VARIANT_FUTURES, standing.ensemble.draws), questions_of(self.scenario)
        judged: dict[str, Verdicts] = {}
        maps: dict[str, HeldShares] = {}
        for name in self.scenario.variants:
            changed = complete(apply(self.scenario, name, Marks("scenario.json")))
            running = Rehearsal(changed, run.seed, steps_per_day=run.steps_per_day)
            ensemble = self._grown(running, fewer, f"variant {len(judged) + 1} of {len(self.scenario.variants)}")
            judged[name] = judge(ensemble, questions)
            maps[name] = held_shares(ensemble)
        self._show(standing.ensemble, standing.verdicts, whole=True, variants=judged, maps=maps)

    def _show(self, ensemble: Ensemble, verdicts: Verdicts, *, whole: bool, **how: Any) -> None:
        maps = how.pop("maps", {})
        payload = brief_payload(ensemble, verdicts, how.pop("variants", {}), **how)
        payload = with_variant_maps(payload, ensemble, maps)
        self.board.show(ensemble, verdicts, {**payload, **self.more}, whole=whole)
