"""One campaign scored: its dates, its order, its claims, beside the baselines that were fixed beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.verdicts import OUTSIDE, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.evidence.hedges import band
from sandtable.scenario.schema import Scenario
from sandtable.scoring.baselines import BASELINES, baseline_samples
from sandtable.scoring.moments import FALLS, RETURNS, days_of
from sandtable.scoring.order import order_brier, tau
from sandtable.scoring.outcomes import Outcomes
from sandtable.scoring.paired import Paired, paired
from sandtable.scoring.proper import brier, crps, crps_of_each, floored, log_score
from sandtable.scoring.spread import covers, pit, quantiles

__all__ = ["BaselineScore", "CampaignScore", "ClaimScore", "DayScore", "score_campaign"]

Floats = npt.NDArray[np.float64]
Question = tuple[str, str]
MOST_AS_TRUTH = 2_000
"""Futures that are taken for the truth in turn, to see how often a score this bad would occur."""


@dataclass(frozen=True, slots=True)
class DayScore:
    """One fall or return: the forecast's percentiles and what happened, in days since `as_of`.

    A day equal to the horizon means: not by then. `baselines` holds the CRPS of each baseline.
    """

    place: str
    name: str
    what: str
    happened: float
    checked: bool
    quantiles: tuple[float, ...]
    by_horizon: float
    crps: float
    pit: float
    in_50: bool
    in_80: bool
    baselines: dict[str, float]


@dataclass(frozen=True, slots=True)
class ClaimScore:
    """One claim: the model's probability, the author's where the word has a number, and their Brier scores."""

    claim: str
    text: str
    probability: float
    came_true: bool
    checked: bool
    brier: float
    log: float
    author: float | None
    author_brier: float | None


@dataclass(frozen=True, slots=True)
class BaselineScore:
    """One baseline on one campaign."""

    name: str
    basis: str
    crps: float
    order: float


@dataclass(frozen=True, slots=True)
class CampaignScore:
    """One reading of one campaign, scored. `variant` is empty for the scenario as it stands.

    `as_bad_days` and `as_bad_claims` are the shares of futures which, taken for the truth, give the forecast as bad a
    mean CRPS or Brier score as what happened does: small means worse than the model thought possible.
    """

    campaign: str
    title: str
    variant: str
    as_of: str
    horizon: int
    futures: int
    seed: int
    prior_set: str
    scenario_hash: str
    days: tuple[DayScore, ...]
    order: float
    pairs: int
    tau: float
    as_bad_days: float
    as_bad_claims: float
    claims: tuple[ClaimScore, ...]
    baselines: tuple[BaselineScore, ...]
    paired: tuple[Paired, ...]
    unsettled: tuple[tuple[str, str], ...] = ()

    @property
    def crps(self) -> float:
        """Mean CRPS over its falls and returns, in days."""
        return float(np.mean([day.crps for day in self.days]))

    def coverage(self, level: int) -> tuple[int, int]:
        """How many of its days lay within the 50 or 80 % interval, and of how many."""
        return sum(day.in_50 if level == 50 else day.in_80 for day in self.days), len(self.days)

    @property
    def brier(self) -> float:
        """Mean Brier score of its claims; NaN without claims."""
        return float(np.mean([claim.brier for claim in self.claims])) if self.claims else float("nan")

    @property
    def log(self) -> float:
        """Mean log score of its claims; NaN without claims."""
        return float(np.mean([claim.log for claim in self.claims])) if self.claims else float("nan")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions of a campaign: what is asked, what happened, and what the model and the baselines said."""

    questions: tuple[Question, ...]
    happened: Floats
    checked: tuple[bool, ...]
    members: Floats
    baselines: dict[str, tuple[Floats, str]]

    @property
    def falls(self) -> list[int]:
        """The questions that ask for a fall."""
        return [number for number, (_, what) in enumerate(self.questions) if what == FALLS]

    def order(self, members: Floats) -> tuple[float, int]:
        """Brier score of the order of falls, and the number of pairs."""
        return order_brier(members[:, self.falls], self.happened[self.falls])


def score_campaign(campaign: str, ensemble: Ensemble, verdicts: Verdicts | None, outcomes: Outcomes) -> CampaignScore:
    """Score one run of a campaign against what happened. `verdicts` are those of the claims that outcomes name."""
    run = ensemble.manifest
    scenario = Scenario.model_validate(ensemble.scenario)
    asked = _ask(ensemble, scenario, outcomes)
    days = tuple(_day_score(scenario, asked, number) for number in range(len(asked.questions)))
    claims = tuple(_claim_scores(scenario, verdicts, outcomes)) if verdicts else ()
    own = [day.crps for day in days]
    order, pairs = asked.order(asked.members)
    medians = np.median(asked.members[:, asked.falls], axis=0) if len(asked.members) else np.empty(0)
    return CampaignScore(
        campaign=campaign,
        title=run.title,
        variant=run.variant,
        as_of=run.as_of.isoformat(),
        horizon=run.days,
        futures=len(asked.members),
        seed=run.seed,
        prior_set=run.prior_set,
        scenario_hash=run.scenario_hash,
        days=days,
        order=order,
        pairs=pairs,
        tau=tau(medians, asked.happened[asked.falls]),
        as_bad_days=_as_bad(asked.members, own),
        as_bad_claims=_as_bad_claims(verdicts, claims) if verdicts and claims else float("nan"),
        claims=claims,
        baselines=tuple(_baseline_score(name, asked, days) for name in BASELINES),
        paired=tuple(paired(name, own, [day.baselines[name] for day in days]) for name in BASELINES),
        unsettled=outcomes.unsettled,
    )


def _ask(ensemble: Ensemble, scenario: Scenario, outcomes: Outcomes) -> _Asked:
    """The questions of the outcomes, in their order: each place's fall, and its return where that is asked."""
    run = ensemble.manifest
    rows = [((one.place, FALLS), one.fell, one.checked) for one in outcomes.places]
    rows += [((one.place, RETURNS), one.returned, one.checked) for one in outcomes.places if one.asks_return]
    questions = tuple(question for question, _, _ in rows)
    happened = [run.days if day is None else (day - run.as_of).days for _, day, _ in rows]
    baselines = {name: baseline_samples(name, scenario, questions, outcomes.attacker) for name in BASELINES}
    return _Asked(
        questions,
        np.asarray(happened, dtype=np.float64),
        tuple(checked for _, _, checked in rows),
        days_of(ensemble, questions),
        baselines,
    )


def _day_score(scenario: Scenario, asked: _Asked, number: int) -> DayScore:
    place, what = asked.questions[number]
    members, happened = asked.members[:, number], float(asked.happened[number])
    horizon = (scenario.until - scenario.as_of).days + 1
    return DayScore(
        place=place,
        name=scenario.places[place].name,
        what=what,
        happened=happened,
        checked=asked.checked[number],
        quantiles=quantiles(members),
        by_horizon=float(np.mean(members < horizon)),
        crps=crps(members, happened),
        pit=pit(members, happened),
        in_50=covers(members, happened, 0.5),
        in_80=covers(members, happened, 0.8),
        baselines={name: crps(drawn[:, number], happened) for name, (drawn, _) in asked.baselines.items()},
    )


def _baseline_score(name: str, asked: _Asked, days: Sequence[DayScore]) -> BaselineScore:
    drawn, basis = asked.baselines[name]
    mean = float(np.mean([day.baselines[name] for day in days]))
    return BaselineScore(name, basis, mean, asked.order(drawn)[0])


def _claim_scores(scenario: Scenario, verdicts: Verdicts, outcomes: Outcomes) -> Iterator[ClaimScore]:
    for one in outcomes.claims:
        row = verdicts.row(one.claim)
        if row.futures == 0:  # no future meets its condition: nothing was said
            continue
        probability = floored((row.true + row.undecided / 2) / row.futures, row.futures)
        author = _author(scenario, one.claim)
        yield ClaimScore(
            claim=one.claim,
            text=row.text if row.given is None else f"{row.text}, given {row.given}",
            probability=probability,
            came_true=one.came_true,
            checked=one.checked,
            brier=brier(probability, one.came_true),
            log=log_score(probability, one.came_true),
            author=author,
            author_brier=None if author is None else brier(author, one.came_true),
        )


def _author(scenario: Scenario, claim: str) -> float | None:
    """The middle of the band of the author's own word, or of how we read it; None where neither has a number."""
    statement = scenario.statements[claim]
    word = statement.reads or (statement.says.hedge if statement.says else None)
    found = band(word, scenario.hedges) if word else None
    return None if found is None else (found[0] + found[1]) / 2


def _as_bad(members: Floats, own: Sequence[float]) -> float:
    """The share of futures that, taken for the truth, give a mean CRPS at least as bad as what happened gave."""
    truths = members[:MOST_AS_TRUTH]
    scores = [crps_of_each(members[:, number], truths[:, number]) for number in range(members.shape[1])]
    return float(np.mean(np.mean(scores, axis=0) >= np.mean(own)))


def _as_bad_claims(verdicts: Verdicts, claims: Sequence[ClaimScore]) -> float:
    """As for days: the joint law of the claims gives the law of their mean Brier score if the model were right.

    Futures that do not meet a claim's condition score it not at all; those that score no claim are left out.
    """
    numbers = [verdicts.number(claim.claim) for claim in claims]
    truths = verdicts.settled[numbers, :, 0].astype(np.float64)
    asked = truths != OUTSIDE
    truths[truths < 0] = 0.5
    said = np.array([claim.probability for claim in claims])[:, None]
    scores, counted = np.where(asked, (said - truths) ** 2, 0.0).sum(axis=0), asked.sum(axis=0)
    means = scores[counted > 0] / counted[counted > 0]
    return float(np.mean(means >= np.mean([claim.brier for claim in claims]) - 1e-12))
