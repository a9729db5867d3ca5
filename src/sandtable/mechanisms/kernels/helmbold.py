"""Helmbold's law: as the square law, but the larger side cannot bring all its numbers to bear (Helmbold 1965)."""

from __future__ import annotations

__all__ = ["attackers_lose", "defenders_lose"]


def attackers_lose(attackers: float, defenders: float, kill: float, weight: float) -> float:
    """Attackers lost a day; weight 1 is the square law, 0 the logarithmic law (losses go by one's own number)."""
    return kill * defenders * (attackers / defenders) ** (1.0 - weight)


def defenders_lose(attackers: float, defenders: float, kill: float, weight: float) -> float:
    """Defenders lost a day, the other way round."""
    return kill * attackers * (defenders / attackers) ** (1.0 - weight)
