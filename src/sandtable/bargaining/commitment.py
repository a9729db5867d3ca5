"""Why agreements fail though all would gain: what each side would accept, promises that cannot be kept, trust.

Scalars in and out, plain arithmetic: the engine compiles the same text.
"""

from __future__ import annotations

__all__ = ["bargaining_range", "breaks_by_shift", "largest_shift", "trust_threshold", "updated_trust"]


def bargaining_range(chance: float, cost: float, rival_cost: float) -> tuple[float, float]:
    """The shares of the stake that both sides prefer to a fight (Fearon 1995): from lowest to highest, within 0 and 1.

    `chance` that the first side wins, what fighting costs each, in shares of the stake.
    """
    return max(0.0, chance - cost), min(1.0, chance + rival_cost)


def largest_shift(cost: float, rival_cost: float) -> float:
    """The largest loss of strength to come that a bargain survives (Powell 2006): what a fight now would waste."""
    return cost + rival_cost


def breaks_by_shift(shift: float, cost: float, rival_cost: float) -> bool:
    """Whether the declining side fights now, since the rising one cannot promise not to use tomorrow's strength.

    `shift` is the chance of winning that the declining side loses by waiting.
    """
    return shift > largest_shift(cost, rival_cost)


def trust_threshold(reward: float, temptation: float, punishment: float, sucker: float) -> float:
    """The least belief in the other's good faith with which cooperation pays (Kydd 2005), 0 to 1.

    The four payoffs of a security dilemma: both cooperate, cheat on one who cooperates, both cheat, be cheated.
    Cooperating must be the better answer to cooperation here (reward above temptation), else nothing is enough: 1.
    """
    risk, gain = punishment - sucker, reward - temptation
    if gain <= 0.0:
        return 1.0
    if risk <= 0.0:
        return 0.0
    return risk / (risk + gain)


def updated_trust(kept: float, broken: float, did_keep: bool, weight: float) -> tuple[float, float]:
    """Counts of kept and broken promises after one more was observed; trust is kept / (kept + broken)."""
    return (kept + weight, broken) if did_keep else (kept, broken + weight)
