"""What a dated event can do, as numbers for the engine; the scenario's words for them are the keys of an effect."""

from __future__ import annotations

__all__ = ["AIR_COVER", "CLOSE_SUPPLY", "OPEN_SUPPLY", "REINFORCE", "TAKE", "VERBS", "WITHDRAW"]

TAKE = 1
CLOSE_SUPPLY = 2
OPEN_SUPPLY = 3
REINFORCE = 4
WITHDRAW = 5
AIR_COVER = 6

VERBS = {
    "take": (TAKE, "place"),
    "close_supply": (CLOSE_SUPPLY, "place"),
    "open_supply": (OPEN_SUPPLY, "place"),
    "reinforce": (REINFORCE, "formation"),
    "withdraw": (WITHDRAW, "formation"),
    "air_cover": (AIR_COVER, "actor"),
}
"""Number and kind of target by the word that a scenario uses."""
