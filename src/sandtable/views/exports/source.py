"""What an export is made from: one run with its scenario, its judged claims and the payload of its brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Manifest
from sandtable.scenario.schema import Scenario

__all__ = ["Source"]


@dataclass(frozen=True)
class Source:
    """A run to be written in another form; `payload` is what its brief shows, so that every number reads the same."""

    ensemble: Ensemble
    scenario: Scenario
    verdicts: Verdicts
    payload: Mapping[str, Any]

    @property
    def run(self) -> Manifest:
        """What the run was."""
        return self.ensemble.manifest

    @property
    def provenance(self) -> dict[str, Any]:
        """Where the numbers come from: title, variant, seed, futures, hash of the scenario, version."""
        run = self.run
        return {
            "title": self.payload["title"],
            "variant": run.variant or "as the scenario stands",
            "as_of": run.as_of.isoformat(),
            "until": run.until.isoformat(),
            "futures": self.ensemble.draws,
            "replicates": run.replicates,
            "seed": run.seed,
            "scenario_hash": run.scenario_hash,
            "prior_set": run.prior_set,
            "sandtable": run.sandtable,
            "foot": self.payload["foot"],
        }
