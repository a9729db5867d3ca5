"""Lanchester's square law: aimed fire, each side loses in proportion to the other's number (Lanchester 1916)."""

from __future__ import annotations

__all__ = ["attackers_lose", "defenders_lose"]


def attackers_lose(attackers: float, defenders: float, kill: float) -> float:
    """Attackers lost a day; `kill` = attackers that one defender hits a day."""
    return kill * defenders


def defenders_lose(attackers: float, defenders: float, kill: float) -> float:
    """Defenders lost a day; `kill` = defenders that one attacker hits a day."""
    return kill * attackers
