"""`D reaches crisis`: a dispute gets as bad as that, or worse, for the first time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Node, Reaches
from sandtable.claims.log import Moments
from sandtable.claims.operator import Ask, English, Operator
from sandtable.ensemble.kinds import DISPUTE, STAGES


def build(dispute: str, stage: str) -> Reaches:
    """A dispute and how bad it gets."""
    return Reaches.model_validate({"dispute": dispute, "stage": stage})


def settle(claim: Reaches, ask: Ask) -> Moments:
    """The first change from below to the stage or beyond; how things stand at moment 0 is no change."""
    log = ask.log
    changes = log.of(DISPUTE, log.dispute_number[claim.dispute])
    bad = changes.after >= STAGES.index(claim.stage)
    was_bad = np.zeros_like(bad)
    was_bad[1:] = bad[:-1] & (changes.future[1:] == changes.future[:-1])
    comes = bad & ~was_bad & (changes.day > 0)
    return log.first_rows(changes.row[comes], changes.future[comes])


def text(claim: Reaches, part: Callable[[Node, int], str]) -> str:
    """`erbil-baghdad reaches clash`."""
    return f"{claim.dispute} reaches {claim.stage}"


def english(claim: Reaches, reader: English) -> str:
    """`the dispute “Erbil and Baghdad” turns into a clash`."""
    into = {"tension": "a tension, or worse", "crisis": "a crisis, or worse", "clash": "a clash"}[claim.stage]
    return f"the dispute “{reader.name(claim.dispute)}” turns into {into}"


OPERATOR = Operator(
    op="reaches",
    model=Reaches,
    sort="event",
    meaning="the dispute gets as bad as that, or worse, for the first time after the first day",
    example="erbil-baghdad reaches clash",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
