"""Stepping through a battle under one of the laws: the law by its number, and its solution over some days."""

from __future__ import annotations

from typing import Any

from sandtable.mechanisms.kernels.deitchman import attackers_lose as ambushed_attackers_lose
from sandtable.mechanisms.kernels.deitchman import defenders_lose as ambushing_defenders_lose
from sandtable.mechanisms.kernels.helmbold import attackers_lose as helmbold_attackers_lose
from sandtable.mechanisms.kernels.helmbold import defenders_lose as helmbold_defenders_lose
from sandtable.mechanisms.kernels.linear import attackers_lose as linear_attackers_lose
from sandtable.mechanisms.kernels.linear import defenders_lose as linear_defenders_lose
from sandtable.mechanisms.kernels.square import attackers_lose as square_attackers_lose
from sandtable.mechanisms.kernels.square import defenders_lose as square_defenders_lose

__all__ = ["CONTEST", "DEITCHMAN", "HELMBOLD", "LINEAR", "SQUARE", "advance", "losses_a_day"]

CONTEST = 0
SQUARE = 1
LINEAR = 2
DEITCHMAN = 3
HELMBOLD = 4
"""Numbers of the laws; the contest is no law of attrition and is left to the mechanism `assault`."""

SUBSTEPS = 4
NOBODY = 1e-9
"""Fewer than this are nobody."""


def losses_a_day(law: int, attackers: float, defenders: float, kills: Any, weight: float) -> Any:
    """(attackers, defenders) lost a day under a law; `kills` = what defenders do to attackers, and the reverse."""
    if attackers <= NOBODY or defenders <= NOBODY:
        return 0.0, 0.0
    by_defenders, by_attackers = kills
    if law == SQUARE:
        return (
            square_attackers_lose(attackers, defenders, by_defenders),
            square_defenders_lose(attackers, defenders, by_attackers),
        )
    if law == LINEAR:
        return (
            linear_attackers_lose(attackers, defenders, by_defenders),
            linear_defenders_lose(attackers, defenders, by_attackers),
        )
    if law == DEITCHMAN:
        return (
            ambushed_attackers_lose(attackers, defenders, by_defenders),
            ambushing_defenders_lose(attackers, defenders, by_attackers),
        )
    return (
        helmbold_attackers_lose(attackers, defenders, by_defenders, weight),
        helmbold_defenders_lose(attackers, defenders, by_attackers, weight),
    )


def advance(law: int, attackers: float, defenders: float, kills: Any, weight: float, days: float) -> Any:
    """(attackers, defenders) left after some days; classical Runge and Kutta, never below zero."""
    span = days / SUBSTEPS
    for _ in range(SUBSTEPS):
        a1, d1 = losses_a_day(law, attackers, defenders, kills, weight)
        a2, d2 = losses_a_day(law, attackers - a1 * span / 2.0, defenders - d1 * span / 2.0, kills, weight)
        a3, d3 = losses_a_day(law, attackers - a2 * span / 2.0, defenders - d2 * span / 2.0, kills, weight)
        a4, d4 = losses_a_day(law, attackers - a3 * span, defenders - d3 * span, kills, weight)
        attackers = max(0.0, attackers - span * (a1 + 2.0 * a2 + 2.0 * a3 + a4) / 6.0)
        defenders = max(0.0, defenders - span * (d1 + 2.0 * d2 + 2.0 * d3 + d4) / 6.0)
    return attackers, defenders
