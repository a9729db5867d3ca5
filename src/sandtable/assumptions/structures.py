"""Structures: other ways in which the world may work, run one at a time on the same luck, and what they do to a claim.

A structure is no number but a choice of the model: the law of battle, the rule by which targets are chosen, how readily
pockets collapse, whether defeat breeds defeat; and readings of the scenario that its author marks `structure: true`.
None is more right than the others for being built in, so a verdict is shown with its range over all of them and with
the one that carries it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.claims.verdicts import OUTSIDE, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.marks import Marks
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.scenario.variants import apply
from sandtable.simulation.run import Settings, simulate

__all__ = ["Carrier", "OverStructures", "Structure", "Structures", "over_structures", "run_structures", "structures_of"]

CLEAR = 4.0
"""Standard errors of a paired difference beyond which a structure, not chance, moved a claim (dozens are looked at)."""

KINDS = {
    "kernel": "the law of battle",
    "choice": "the rule of choice",
    "collapse": "collapse without assault",
    "cascade": "cascade",
    "votes": "how votes are cast in a bargain",
    "victory": "how often the stronger side of a bargain wins",
    "ballot": "how contests of two decide a bargain",
}
"""Settings of the mechanisms that are structures, in words."""

BUILT_IN = {
    "kernel": {
        "contest": "Battles are a contest of odds",
        "square": "Battles follow Lanchester\u2019s square law",
        "linear": "Battles follow Lanchester\u2019s linear law",
        "deitchman": "Battles follow Deitchman\u2019s ambush law",
        "helmbold": "Battles follow Helmbold\u2019s law",
    },
    "choice": {
        "weigh": "Commanders weigh all that speaks for a place",
        "nearest": "Commanders take the nearest place first",
        "weakest": "Commanders take the weakest place first",
        "any": "Commanders take any place that they can reach",
    },
    "collapse": {
        "off": "Nothing falls without an assault",
        "weak": "Places that are cut off give up slowly",
        "author": "Places that are cut off give up within months",
    },
    "cascade": {
        "off": "Defeat does not breed defeat",
        "on": "A side that loses strongholds holds the rest for a shorter time",
    },
    "votes": {
        "proportional": "In a bargain, weight goes behind a preference in proportion to it",
        "cubic": "In a bargain, small preferences move hardly anybody",
        "binary": "In a bargain, the smallest preference moves all of the weight",
    },
    "victory": {
        "linear": "The stronger side of a bargain wins in proportion to its strength",
        "square": "The stronger side of a bargain wins as the square of its strength",
        "quartic": "The stronger side of a bargain nearly always wins",
    },
    "ballot": {
        "uniform": "Whoever leads a bargain is challenged at random",
        "incentive": "Whoever leads a bargain is challenged by those who gain most",
        "conditional": "A bargain ends in what beats all else at once",
    },
}
"""Each setting's alternatives as one line for readers; of the political ones those that differ most."""

POLITICAL = frozenset({"votes", "victory", "ballot"})
"""Settings that matter only where something is bargained over."""


@dataclass(frozen=True, slots=True)
class Structure:
    """One alternative: its id, what kind of choice it is, a line for readers, and the scenario that it makes."""

    id: str
    kind: str
    title: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Structures:
    """Verdicts under each structure, beside those of as many futures of the scenario as it stands."""

    base: Verdicts
    judged: tuple[tuple[Structure, Verdicts], ...]
    futures: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """The structure that moves a claim the farthest, and by how much (difference of probabilities)."""

    structure: Structure
    difference: float


@dataclass(frozen=True, slots=True)
class OverStructures:
    """One claim over all structures: its probability under each (by id), the range with the base, and what carries it.

    `carrier` is None where no structure moves it by more than chance would.
    """

    claim: str
    base: float
    under: dict[str, float]
    carrier: Carrier | None

    @property
    def low(self) -> float:
        """The lowest probability, the scenario as it stands included."""
        return min(self.base, *self.under.values())

    @property
    def high(self) -> float:
        """The highest."""
        return max(self.base, *self.under.values())


def structures_of(scenario: Scenario) -> Iterator[Structure]:
    """All structures beside the scenario's own: other settings one at a time, then its variants marked as structures.

    A scenario that is a variant already has only the settings: variants act on the scenario as written.
    """
    own = scenario.mechanisms
    for setting, words in BUILT_IN.items():
        if setting in POLITICAL and not (scenario.issues or scenario.governments):
            continue
        for value, title in words.items():
            if value != getattr(own, setting):
                changed = scenario.model_copy(update={"mechanisms": own.model_copy(update={setting: value})})
                yield Structure(f"{setting}-{value}", KINDS[setting], title, complete(changed))
    if scenario.variant is not None:
        return
    for name, variant in scenario.variants.items():
        if variant.structure:
            changed = complete(apply(scenario, name, Marks("scenario.json")))
            yield Structure(name, "the reading of the scenario", variant.title or name, changed)


def run_structures(base: Ensemble, questions: Mapping[str, Question], futures: int) -> Structures:
    """Run every structure of the scenario that was run, with the same seed, and judge its claims."""
    scenario = Scenario.model_validate(base.scenario)
    run = base.manifest
    settings = Settings(replicates=1, block_draws=run.block_draws, steps_per_day=run.steps_per_day)

    def judged(changed: Scenario) -> Verdicts:
        return judge(simulate(changed, futures=futures, seed=run.seed, settings=settings), questions)

    found = tuple((one, judged(one.scenario)) for one in structures_of(scenario))
    return Structures(judged(scenario), found, futures)


def over_structures(structures: Structures) -> dict[str, OverStructures]:
    """Range and carrier of every claim that got a verdict as the scenario stands, by claim id."""
    found = {}
    for row in structures.base.rows:
        under = {}
        far: Carrier | None = None
        for structure, verdicts in structures.judged:
            if row.id not in {other.id for other in verdicts.rows}:
                continue  # too few of its futures meet the claim's condition
            under[structure.id] = verdicts.row(row.id).probability
            difference = under[structure.id] - row.probability
            clear = abs(difference) > CLEAR * _error(structures.base, verdicts, row.id)
            if clear and (far is None or abs(difference) > abs(far.difference)):
                far = Carrier(structure, difference)
        if under:
            found[row.id] = OverStructures(row.id, row.probability, under, far)
    return found


def _error(one: Verdicts, other: Verdicts, claim: str) -> float:
    """Standard error of the difference of a claim's shares in the same futures under two structures."""
    first, second = (verdicts.settled[verdicts.number(claim), :, 0] for verdicts in (one, other))
    met, other_met = first != OUTSIDE, second != OUTSIDE
    if not (met.all() and other_met.all()):
        shares = ((met, first), (other_met, second))
        return math.sqrt(sum(float((side[who] == 1).var()) / max(1, int(who.sum())) for who, side in shares))
    turned = (second == 1).astype(np.float64) - (first == 1)
    return float(turned.std() / math.sqrt(len(turned)))
