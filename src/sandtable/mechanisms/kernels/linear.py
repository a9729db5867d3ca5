"""Lanchester's linear law: area fire, each side loses in proportion to both numbers (Lanchester 1916)."""

from __future__ import annotations

__all__ = ["attackers_lose", "defenders_lose"]


def attackers_lose(attackers: float, defenders: float, kill: float) -> float:
    """Attackers lost a day; `kill` per attacker, defender and day."""
    return kill * attackers * defenders


def defenders_lose(attackers: float, defenders: float, kill: float) -> float:
    """Defenders lost a day; `kill` per attacker, defender and day."""
    return kill * attackers * defenders
