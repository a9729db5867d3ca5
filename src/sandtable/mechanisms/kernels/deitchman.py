"""Deitchman's ambush law: defenders see whom they shoot at, attackers fire into an area (Deitchman 1962)."""

from __future__ import annotations

__all__ = ["attackers_lose", "defenders_lose"]


def attackers_lose(attackers: float, defenders: float, kill: float) -> float:
    """Attackers lost a day by aimed fire; `kill` = attackers that one defender hits a day."""
    return kill * defenders


def defenders_lose(attackers: float, defenders: float, kill: float) -> float:
    """Defenders lost a day by area fire; `kill` per attacker, defender and day."""
    return kill * attackers * defenders
