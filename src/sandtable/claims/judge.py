"""Judges claims over a whole run: reads its blocks once and gives each claim its probability and intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sandtable.claims.comparison import paired
from sandtable.claims.ground import Ground, ground_of_run
from sandtable.claims.interval import confidence_sequence
from sandtable.claims.nodes import Node
from sandtable.claims.question import Asked, Question, read_questions
from sandtable.claims.scope import scope_of_run
from sandtable.claims.settle import Settler
from sandtable.claims.twins import assumption_range
from sandtable.claims.verdicts import FEWEST_GIVEN, OUTSIDE, Margin, Refused, Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput, Problem

__all__ = ["ALPHA", "judge"]

ALPHA = 0.05
"""Chance that any interval of a call ever misses its true probability."""
QUANTILES = (0.1, 0.5, 0.9)

Verdicts8 = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One question over all futures: verdicts and whether the condition is met, (draw, replicate); margins (draw,)."""

    settled: Verdicts8
    met: npt.NDArray[np.bool_]
    margin: Floats | None


def judge(ensemble: Ensemble, claims: Mapping[str, str | Question], *, alpha: float = ALPHA) -> Verdicts:
    """Every claim's verdict in every finished future of a run.

    `claims` maps an id to a line of the claim language, or to a question about one. InvalidInput names every problem
    of every claim (path: its id) before any block is read, and is raised too when the run holds no finished future.
    `alpha` is shared equally by the claims and comparisons of the call, so all intervals hold at once.
    """
    ground = ground_of_run(ensemble.scenario)
    asked, problems = read_questions(claims, scope_of_run(ensemble.manifest, ground))
    if problems:
        raise InvalidInput(problems)
    settled, margins = _settle_all(ensemble, _nodes(asked), ground)
    if settled.shape[1] == 0:
        raise InvalidInput([Problem("the run holds no finished future, so there is nothing to judge")])
    judged = {key: _one(number, settled, margins, asked) for number, key in enumerate(asked)}
    together = len(asked) + sum(one.question.than is not None for one in asked.values())
    each = alpha / max(1, together)
    rows, refused = _rows(asked, judged, each)
    kept = [judged[row.id].settled for row in rows]
    return Verdicts(rows, np.stack(kept) if kept else settled[:0], refused, together)


def _nodes(asked: Mapping[str, Asked]) -> list[Node]:
    """The claims in order, then the conditions of those that have one."""
    return [one.claim for one in asked.values()] + [one.given for one in asked.values() if one.given is not None]


def _settle_all(
    ensemble: Ensemble, claims: Sequence[Node], ground: Ground
) -> tuple[Verdicts8, dict[int, list[Floats]]]:
    """Verdicts, int8 (claim, draw, replicate), block after block, and the margins of first replicates by claim."""
    replicates = ensemble.manifest.replicates
    parts = [np.empty((len(claims), 0, replicates), np.int8)]
    margins: dict[int, list[Floats]] = {}
    for block in ensemble.blocks():
        settler = Settler(block, ensemble.manifest, ground)
        part = np.empty((len(claims), block.draws, replicates), np.int8)
        for number, claim in enumerate(claims):
            part[number] = settler.verdict(claim).reshape(block.draws, replicates)
            margin = settler.slack(claim)
            if margin is not None:
                margins.setdefault(number, []).append(margin[::replicates])
        parts.append(part)
    return np.concatenate(parts, axis=1), margins


def _one(number: int, settled: Verdicts8, margins: Mapping[int, list[Floats]], asked: Mapping[str, Asked]) -> _Judged:
    """One question's verdicts, with its condition and its way of counting open futures."""
    every = list(asked.values())
    one = every[number]
    verdict = settled[number]
    met = np.ones(verdict.shape, dtype=np.bool_)
    if one.given is not None:
        before = sum(other.given is not None for other in every[:number])
        met = settled[len(every) + before] == 1
    if one.question.undecided != "report":
        verdict = np.where(verdict == -1, np.int8(one.question.undecided == "true"), verdict)
    margin = np.concatenate(margins[number]) if number in margins else None
    return _Judged(np.where(met, verdict, OUTSIDE), met, margin)


def _rows(
    asked: Mapping[str, Asked], judged: Mapping[str, _Judged], alpha: float
) -> tuple[tuple[Verdict, ...], tuple[Refused, ...]]:
    """A row for each claim that enough futures speak of, and the claims that too few do."""
    rows, refused = [], []
    for key, one in asked.items():
        question, own = one.question, judged[key]
        met = int(own.met[:, 0].sum())
        if question.given is not None and met < FEWEST_GIVEN:
            refused.append(Refused(key, question.claim.strip(), question.given.strip(), met, len(own.met)))
            continue
        row = _row(key, question, own, alpha)
        rows.append(row if question.than is None else _against(row, own, judged[question.than], question.than, alpha))
    return tuple(rows), tuple(refused)


def _row(key: str, question: Question, judged: _Judged, alpha: float) -> Verdict:
    first = judged.settled[judged.met[:, 0], 0]
    futures, true, false = first.size, int(np.sum(first == 1)), int(np.sum(first == 0))
    probability = true / futures
    low, high = confidence_sequence(true, futures, alpha)
    twins = None
    if judged.settled.shape[1] > 1 and question.given is None:
        twins = assumption_range(judged.settled[:, :2] == 1, probability)
    return Verdict(
        id=key,
        text=question.claim.strip(),
        futures=futures,
        true=true,
        false=false,
        undecided=futures - true - false,
        probability=probability,
        low=low,
        high=high,
        assumption_low=twins.low if twins else None,
        assumption_high=twins.high if twins else None,
        assumption_share=twins.share if twins else None,
        given=question.given.strip() if question.given else None,
        of=len(judged.met) if question.given else None,
        undecided_as=question.undecided,
        won_by=_margin(judged, 1),
        lost_by=_margin(judged, 0),
    )


def _margin(judged: _Judged, verdict: int) -> Margin | None:
    """The margins of first replicates with one verdict, in days and without their sign."""
    if judged.margin is None:
        return None
    days = np.sort(np.abs(judged.margin[(judged.settled[:, 0] == verdict) & ~np.isnan(judged.margin)]))
    if days.size == 0:
        return None
    low, usual, high = (float(days[max(0, int(np.ceil(share * days.size)) - 1)]) for share in QUANTILES)
    return Margin(low, usual, high, int(days.size))


def _against(row: Verdict, one: _Judged, other: _Judged, name: str, alpha: float) -> Verdict:
    """The row with its comparison, on first replicates that meet both conditions."""
    both = one.met[:, 0] & other.met[:, 0]
    comparison = paired(one.settled[both, 0] == 1, other.settled[both, 0] == 1, alpha)
    return replace(row, than_id=name, than=comparison)
