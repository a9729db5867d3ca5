"""Judges claims over a whole run: reads its blocks once and gives each claim its probability and intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sandtable.claims.ast import Node
from sandtable.claims.interval import confidence_sequence
from sandtable.claims.names import read_claims
from sandtable.claims.scope import scope_of_run
from sandtable.claims.settle import Settler
from sandtable.claims.twins import assumption_range
from sandtable.claims.verdicts import Verdict, Verdicts
from sandtable.ensemble.results import Ensemble
from sandtable.errors import InvalidInput, Problem

__all__ = ["ALPHA", "judge"]

ALPHA = 0.05
"""Chance that any interval of a call ever misses its true probability."""


def judge(ensemble: Ensemble, claims: Mapping[str, str], *, alpha: float = ALPHA) -> Verdicts:
    """Every claim's verdict in every finished future of a run.

    `claims` maps an id to a line of the claim language. InvalidInput names every problem of every claim (path: its
    id) before any block is read, and is raised too when the run holds no finished future. `alpha` is shared
    equally by the claims of the call, so all intervals hold at once.
    """
    read, problems = read_claims(claims, scope_of_run(ensemble.manifest))
    if problems:
        raise InvalidInput(problems)
    settled = _settle_all(ensemble, list(read.values()))
    if settled.shape[1] == 0:
        raise InvalidInput([Problem("the run holds no finished future, so there is nothing to judge")])
    each = alpha / max(1, len(read))
    rows = tuple(_row(key, claims[key].strip(), verdict, each) for key, verdict in zip(read, settled, strict=True))
    return Verdicts(rows, settled)


def _settle_all(ensemble: Ensemble, claims: Sequence[Node]) -> npt.NDArray[np.int8]:
    """int8 (claim, draw, replicate), block after block."""
    replicates = ensemble.manifest.replicates
    parts = [np.empty((len(claims), 0, replicates), np.int8)]
    for block in ensemble.blocks():
        settler = Settler(block, ensemble.manifest)
        part = np.empty((len(claims), block.draws, replicates), np.int8)
        for number, claim in enumerate(claims):
            part[number] = settler.verdict(claim).reshape(block.draws, replicates)
        parts.append(part)
    return np.concatenate(parts, axis=1)


def _row(key: str, text: str, settled: npt.NDArray[np.int8], alpha: float) -> Verdict:
    first = settled[:, 0]
    futures, true, false = first.size, int(np.sum(first == 1)), int(np.sum(first == 0))
    probability = true / futures
    low, high = confidence_sequence(true, futures, alpha)
    twins = assumption_range(settled[:, :2] == 1, probability) if settled.shape[1] > 1 else None
    return Verdict(
        id=key,
        text=text,
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
    )
