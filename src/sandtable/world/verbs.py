"""What a dated event can do, as numbers for the engine; the scenario's words for them are the keys of an effect."""

from __future__ import annotations

__all__ = [
    "AIR_COVER",
    "CALM",
    "CLOSE_PRESENCE",
    "CLOSE_SUPPLY",
    "ENGAGE",
    "ESCALATE",
    "FORBID",
    "HAND_OVER",
    "LIFT_VETO",
    "MEDIATE",
    "OPEN_PRESENCE",
    "OPEN_SUPPLY",
    "POSITION",
    "PERMIT",
    "REINFORCE",
    "STOP_MEDIATING",
    "SALIENCE",
    "SETTLE",
    "TAKE",
    "VERBS",
    "VETO",
    "WITHDRAW",
]

TAKE = 1
CLOSE_SUPPLY = 2
OPEN_SUPPLY = 3
REINFORCE = 4
WITHDRAW = 5
AIR_COVER = 6
HAND_OVER = 7
VETO = 8
LIFT_VETO = 9
PERMIT = 10
FORBID = 11
OPEN_PRESENCE = 12
CLOSE_PRESENCE = 13
ENGAGE = 14
ESCALATE = 15
CALM = 16
MEDIATE = 17
STOP_MEDIATING = 18
SETTLE = 20
POSITION = 21
SALIENCE = 22

VERBS = {
    "take": (TAKE, "place"),
    "close_supply": (CLOSE_SUPPLY, "place"),
    "open_supply": (OPEN_SUPPLY, "place"),
    "reinforce": (REINFORCE, "formation"),
    "withdraw": (WITHDRAW, "formation"),
    "air_cover": (AIR_COVER, "actor"),
    "hand_over": (HAND_OVER, "place"),
    "veto": (VETO, "corridor"),
    "lift_veto": (LIFT_VETO, "corridor"),
    "permit": (PERMIT, "actor"),
    "forbid": (FORBID, "actor"),
    "open_presence": (OPEN_PRESENCE, "presence"),
    "close_presence": (CLOSE_PRESENCE, "presence"),
    "engage": (ENGAGE, "influence"),
    "escalate": (ESCALATE, "dispute"),
    "calm": (CALM, "dispute"),
    "mediate": (MEDIATE, "mediation"),
    "stop_mediating": (STOP_MEDIATING, "mediation"),
    "settle": (SETTLE, "issue"),
    "position": (POSITION, "issue"),
    "salience": (SALIENCE, "issue"),
}
"""Number and kind of target by the word that a scenario uses."""
